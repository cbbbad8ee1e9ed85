"""The pages for clerks: a posted form or file becomes a page, a preview or a file, on the one line.

Only this module knows the addresses of the pages; nothing that a clerk types is checked here, the
schema does that, and nothing is kept: a page carries its own data. Only what is sent as a batch waits on the server.
"""

from __future__ import annotations

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from flask_bootstrap import Bootstrap5  # type: ignore[import-untyped]

from service.http import routes
from service.http.auth import callers
from service.http.pages import (
    addresses,
    batch_views,
    conformance_views,
    file_views,
    form_views,
    guide,
    list_views,
    preview_views,
    profile_views,
    word_views,
)
from service.jobs.service import JobService
from service.pipeline import Services

__all__ = ["blueprint"]

_CONFORMANCE = "/kiem-tra-the-thuc"
_ROUTES: tuple[routes.Route, ...] = (
    ("/", "GET", form_views.start),
    ("/tro-giup", "GET", guide.show_guide),
    ("/tro-giup/hinh/<name>", "GET", guide.show_picture),
    ("/ho-so-co-quan", "GET", profile_views.show_profile),
    ("/ho-so-co-quan", "POST", profile_views.edit_profile),
    ("/ho-so-co-quan/tai-ve", "POST", profile_views.save_profile),
    ("/ho-so-co-quan/mo-tep", "POST", profile_views.open_profile),
    ("/ho-so-co-quan/chon", "POST", profile_views.choose_profile),
    (_CONFORMANCE, "GET", conformance_views.choose_conformance),
    (_CONFORMANCE, "POST", conformance_views.check_conformance),
    (f"{_CONFORMANCE}/sua", "POST", conformance_views.mend_conformance),
    (f"{_CONFORMANCE}/chuyen-chu", "POST", conformance_views.convert_to_unicode),
    (f"{_CONFORMANCE}/tai-ve", "POST", conformance_views.fetch_conformance),
    ("/<page:slug>", "GET", form_views.blank_form),
    ("/<page:slug>", "POST", form_views.posted_form),
    ("/<page:slug>/vi-du", "GET", form_views.sample_form),
    ("/<page:slug>/ban-luu", "POST", form_views.save_data),
    ("/<page:slug>/van-ban", "POST", form_views.download),
    ("/<page:slug>/xem-truoc", "GET", preview_views.no_preview_yet),
    ("/<page:slug>/xem-truoc", "POST", preview_views.preview),
    ("/<page:slug>/mo-tep", "GET", file_views.choose_file),
    ("/<page:slug>/mo-tep", "POST", file_views.open_file),
    ("/<page:slug>/dung-du-lieu", "POST", file_views.use_data),
    ("/<page:slug>/danh-dau-loi", "POST", file_views.mark_file),
    ("/<page:slug>/doc-van-ban", "POST", word_views.read_text),
    ("/<page:slug>/mau-excel", "GET", file_views.fetch_form),
    ("/<page:slug>/mau-excel-nhieu", "GET", batch_views.fetch_batch_form),
    ("/<page:slug>/mau-excel-nhieu-trang", "GET", batch_views.fetch_sheets_form),
    ("/<page:slug>/danh-sach", "POST", list_views.preview_list),
    ("/<page:slug>/dong-dan", "POST", list_views.pasted_lines),
    ("/<page:slug>/o-dan", "POST", list_views.pasted_cells),
)


_BATCH = f"{callers.BATCHES}/<job_id>"
#: Those of batches, whose views also get the jobs.
_BATCH_ROUTES: tuple[routes.Route, ...] = (
    (callers.BATCHES, "GET", batch_views.show_batches),
    (callers.BATCHES, "POST", batch_views.check_batch),
    (_BATCH, "GET", batch_views.show_batch),
    (f"{_BATCH}/bat-dau", "POST", batch_views.start_batch),
    (f"{_BATCH}/tien-do", "GET", batch_views.batch_progress),
    (f"{_BATCH}/ket-qua", "GET", batch_views.batch_result),
    (f"{_BATCH}/xoa", "POST", batch_views.delete_batch),
)


def blueprint(services: Services, jobs: JobService) -> Blueprint:
    """The pages, for one running service."""
    web = Blueprint("web", __name__)
    web.record_once(_serve_bootstrap)
    web.record_once(addresses.install)
    routes.add(web, services, _ROUTES)
    with_jobs = [(rule, method, routes.given(jobs, view)) for rule, method, view in _BATCH_ROUTES]
    routes.add(web, services, with_jobs)
    web.register_blueprint(addresses.former())
    return web


def _serve_bootstrap(state: BlueprintSetupState) -> None:
    """Bootstrap's own files are served from here: no page fetches anything from elsewhere."""
    state.app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(state.app)

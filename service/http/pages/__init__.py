"""The pages for clerks: a posted form or file becomes a page, a preview or a file, on the one line.

Only this module knows the addresses of the pages; nothing that a clerk types is checked here, the
schema does that, and nothing is kept: a page carries its own data.
"""

from __future__ import annotations

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from flask_bootstrap import Bootstrap5  # type: ignore[import-untyped]

from service.http import routes
from service.http.pages import (
    addresses,
    file_views,
    form_views,
    guide,
    list_views,
    preview_views,
    profile_views,
    word_views,
)
from service.pipeline import Services

__all__ = ["blueprint"]

_ROUTES: tuple[routes.Route, ...] = (
    ("/", "GET", form_views.start),
    ("/tro-giup", "GET", guide.show_guide),
    ("/tro-giup/hinh/<name>", "GET", guide.show_picture),
    ("/ho-so-co-quan", "GET", profile_views.show_profile),
    ("/ho-so-co-quan", "POST", profile_views.edit_profile),
    ("/ho-so-co-quan/tai-ve", "POST", profile_views.save_profile),
    ("/ho-so-co-quan/mo-tep", "POST", profile_views.open_profile),
    ("/ho-so-co-quan/chon", "POST", profile_views.choose_profile),
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
    ("/<page:slug>/danh-sach", "POST", list_views.preview_list),
    ("/<page:slug>/dong-dan", "POST", list_views.pasted_lines),
    ("/<page:slug>/o-dan", "POST", list_views.pasted_cells),
)


def blueprint(services: Services) -> Blueprint:
    """The pages, for one running service."""
    web = Blueprint("web", __name__)
    web.record_once(_serve_bootstrap)
    web.record_once(addresses.install)
    routes.add(web, services, _ROUTES)
    web.register_blueprint(addresses.former())
    return web


def _serve_bootstrap(state: BlueprintSetupState) -> None:
    """Bootstrap's own files are served from here: no page fetches anything from elsewhere."""
    state.app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(state.app)

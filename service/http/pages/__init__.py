"""The pages for clerks: a posted form or file becomes a page, a preview or a file, on the one line.

Only this door knows the addresses of the pages; nothing that a clerk types is checked here, the
schema does that, and nothing is kept: a page carries its own data.
"""

from __future__ import annotations

import json
import re

from flask import Blueprint, Response, render_template, request
from flask.blueprints import BlueprintSetupState
from flask_bootstrap import Bootstrap5  # type: ignore[import-untyped]
from werkzeug.routing import BaseConverter, Map

from service import documents, pipeline
from service.errors import BrokenTemplate, ValueLost, VanbanError
from service.http.pages import row_edits, uploads, violation_list
from service.http.pages.page_service import PageService, sent
from service.media_types import JSON
from service.untrusted.strict_json import read_json

__all__ = ["blueprint"]


def blueprint(services: pipeline.Services) -> Blueprint:
    """The pages, bound to one office."""
    web = Blueprint("web", __name__)
    page_service = PageService(services)
    web.record_once(_bring_bootstrap)
    web.record_once(_bring_pages)

    @web.get("/")
    def start() -> str:
        return render_template("start.html", kinds=documents.TYPES.values())

    @web.get("/<page:slug>")
    def blank_form(slug: str) -> Response:
        return page_service.form(documents.get(slug), {}, fresh=True)

    @web.post("/<page:slug>")
    def posted_form(slug: str) -> Response:
        kind = documents.get(slug)
        deed, _, target = request.form.get("do", "check").partition(":")
        if deed in row_edits.DEEDS or deed in ("draw", "cite"):
            return page_service.redrawn(kind, deed, target)
        if deed in ("apply", "apply-all"):
            return page_service.mended(kind, target)
        return page_service.checked(kind, page_service.given(kind), accepted=deed == "accept")

    @web.get("/<slug>/sample")
    def sample_form(slug: str) -> Response:
        kind = documents.get(slug)
        body = (services.settings.samples / f"{kind.slug}.json").read_bytes()
        told = "Đã nạp dữ liệu mẫu. Sửa theo việc của mình rồi bấm “Kiểm tra và tạo văn bản”."
        return page_service.form(kind, read_json(body), notice=told, replaces=True)

    uploads.routes(web, page_service)

    @web.post("/<slug>/data")
    def save_data(slug: str) -> Response:
        kind = documents.get(slug)
        body = json.dumps(page_service.given(kind), ensure_ascii=False, indent=2, default=float)
        name = f"du-lieu-{kind.slug}.json"
        return sent(body.encode(errors="replace"), JSON, name, name)

    @web.post("/<slug>/document")
    def download(slug: str) -> Response:
        return page_service.file(documents.get(slug), request.form.get("as", "docx"))

    @web.get("/<slug>/preview")
    def no_preview_yet(slug: str) -> str:
        return render_template("preview.html", kind=documents.get(slug), told=None, violations=())

    @web.post("/<slug>/preview")
    def preview(slug: str) -> Response | tuple[str, int]:
        kind = documents.get(slug)
        try:
            return page_service.previewed(kind)
        except (BrokenTemplate, ValueLost):
            # Not the clerk's fault: it has an id and stands in the log, like everywhere.
            raise
        except VanbanError as error:
            violations = violation_list.reworded(
                f for f in getattr(error, "violations", ()) if f.severity == "error"
            )
            return render_template(
                "preview.html", kind=kind, told=str(error), violations=violations
            ), 422

    return web


class Page(BaseConverter):
    """Any address of one step but those that others have: /healthz takes no POST because a form does.

    The pages are the last to be registered, so the others' addresses are known by then.
    """

    def __init__(self, map: Map) -> None:
        super().__init__(map)
        taken = [rule.rule[1:] for rule in map.iter_rules() if not rule.arguments]
        self.regex = rf"(?!(?:{'|'.join(re.escape(each) for each in taken if each)})\Z)[^/]+"


def _bring_pages(state: BlueprintSetupState) -> None:
    state.app.url_map.converters["page"] = Page


def _bring_bootstrap(state: BlueprintSetupState) -> None:
    """Bootstrap's own files are served from here: no page fetches anything from elsewhere."""
    state.app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(state.app)

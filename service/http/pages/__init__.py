"""The pages for clerks: a posted form or file becomes a page, a preview or a file, on the one line.

Only this module knows the addresses of the pages; nothing that a clerk types is checked here, the
schema does that, and nothing is kept: a page carries its own data.
"""

from __future__ import annotations

import re

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from flask_bootstrap import Bootstrap5  # type: ignore[import-untyped]
from werkzeug.routing import BaseConverter, Map

from service.http import routes
from service.http.pages import file_views, form_views, list_views, word_views
from service.pipeline import Services

__all__ = ["blueprint"]

_ROUTES: tuple[routes.Route, ...] = (
    ("/", "GET", form_views.start),
    ("/<page:slug>", "GET", form_views.blank_form),
    ("/<page:slug>", "POST", form_views.posted_form),
    ("/<slug>/sample", "GET", form_views.sample_form),
    ("/<slug>/data", "POST", form_views.save_data),
    ("/<slug>/document", "POST", form_views.download),
    ("/<slug>/preview", "GET", form_views.no_preview_yet),
    ("/<slug>/preview", "POST", form_views.preview),
    ("/<slug>/open", "GET", file_views.choose_file),
    ("/<slug>/open", "POST", file_views.open_file),
    ("/<slug>/use", "POST", file_views.use_data),
    ("/<slug>/marked", "POST", file_views.mark_file),
    ("/<slug>/word", "POST", word_views.read_text),
    ("/<slug>/form.xlsx", "GET", file_views.fetch_form),
    ("/<slug>/lists", "POST", list_views.preview_list),
    ("/<slug>/pasted-lines", "POST", list_views.pasted_lines),
    ("/<slug>/pasted-cells", "POST", list_views.pasted_cells),
)


def blueprint(services: Services) -> Blueprint:
    """The pages, for one running service."""
    web = Blueprint("web", __name__)
    web.record_once(_serve_bootstrap)
    web.record_once(_convert_pages)
    routes.add(web, services, _ROUTES)
    return web


class PageConverter(BaseConverter):
    """Any address of one step but those that others have: /healthz takes no POST because a form does.

    The pages are the last to be registered, so the others' addresses are known by then.
    """

    def __init__(self, map: Map) -> None:
        super().__init__(map)
        taken = [rule.rule[1:] for rule in map.iter_rules() if not rule.arguments]
        self.regex = rf"(?!(?:{'|'.join(re.escape(path) for path in taken if path)})\Z)[^/]+"


def _convert_pages(state: BlueprintSetupState) -> None:
    state.app.url_map.converters["page"] = PageConverter


def _serve_bootstrap(state: BlueprintSetupState) -> None:
    """Bootstrap's own files are served from here: no page fetches anything from elsewhere."""
    state.app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(state.app)

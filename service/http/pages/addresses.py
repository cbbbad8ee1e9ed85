"""The first step of a page's address is the Vietnamese name of its document type; a view gets the type's slug.

The addresses of earlier versions, which had the slug itself and English names, lead to today's: a bookmark, or a page
that stayed open while the service was renewed, still works, a form with everything that it sends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask import Blueprint, abort, redirect, request
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter, Map
from werkzeug.wrappers import Response

from service import documents

#: The last steps of addresses that are no longer given, and today's.
_MOVED = {
    "sample": "vi-du",
    "data": "ban-luu",
    "document": "van-ban",
    "preview": "xem-truoc",
    "open": "mo-tep",
    "use": "dung-du-lieu",
    "marked": "danh-dau-loi",
    "word": "doc-van-ban",
    "form.xlsx": "mau-excel",
    "lists": "danh-sach",
    "pasted-lines": "dong-dan",
    "pasted-cells": "o-dan",
}


class PageConverter(BaseConverter):
    """``<page:slug>`` in a rule: the name of a type's page in the address, its slug for the view."""

    def __init__(self, map: Map) -> None:
        super().__init__(map)
        self.regex = _any_of(documents.PAGES)

    def to_python(self, value: str) -> str:
        return documents.PAGES[value].slug

    def to_url(self, value: str) -> str:
        return documents.TYPES[value].page


class FormerConverter(BaseConverter):
    """``<former:slug>`` in a rule: the slug itself, as in the addresses of earlier versions."""

    def __init__(self, map: Map) -> None:
        super().__init__(map)
        self.regex = _any_of(documents.TYPES)


def install(state: BlueprintSetupState) -> None:
    """Teach the application both converters; before any rule that uses them."""
    state.app.url_map.converters |= {"page": PageConverter, "former": FormerConverter}


def former() -> Blueprint:
    """The addresses of earlier versions: each leads to today's for good, with method, body and query (308)."""
    found = Blueprint("former", __name__)
    for rule in ("/<former:slug>", "/<former:slug>/<step>"):
        found.add_url_rule(rule, "lead_on", _lead_on, methods=["GET", "POST"])
    return found


def _lead_on(slug: str, step: str = "") -> Response:
    if step and step not in _MOVED:
        abort(404)
    address = "/".join(["", documents.TYPES[slug].page, *filter(None, [_MOVED.get(step)])])
    query = request.query_string.decode("latin-1")
    return redirect(f"{address}?{query}" if query else address, 308)


def _any_of(names: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(name) for name in names)})"

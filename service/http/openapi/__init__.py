"""The schemas described to programs and to people: JSON Schema, /openapi.json and the manual at /docs."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, json, render_template, request
from markupsafe import escape

from service import config, documents
from service.documents.document_type import DocumentType
from service.http.openapi import fault_codes, field_reference, paths
from service.http.openapi.input_schemas import json_schema
from service.media_types import JSON
from service.schema import input_outline

__all__ = ["blueprint", "describe", "fields", "json_schema", "list_fault_codes", "query_of"]

#: Names and prefixes under which a server is known; a page is kept for so many.
_HOSTS = 8
#: Stands in the page where the server's address goes.
_HOST_PLACE = "https://vanban.invalid"


def blueprint(samples: Path | None = None) -> Blueprint:
    """/openapi.json and /docs; ``samples`` is the folder of sample inputs, by default our own."""
    pages = Blueprint("openapi", __name__)

    @pages.get("/openapi.json")
    def show_openapi() -> Response:
        return _kept(*_openapi_json(samples), JSON)

    @pages.get("/docs")
    def show_docs() -> Response:
        return _kept(*_docs(request.host_url.rstrip("/"), request.script_root), "text/html")

    return pages


def describe(samples: Path | None = None) -> dict[str, Any]:
    """The OpenAPI 3.1 document of every type in the registry."""
    return paths.describe(documents.TYPES.values(), samples or config.Settings().samples)


def list_fault_codes() -> list[dict[str, str]]:
    """Every code of a violation, ``{code, meaning_vi, meaning_en}``."""
    return [found.as_json() for found in fault_codes.meanings(documents.TYPES.values())]


def query_of(method: str, path: str) -> frozenset[str]:
    """The parameters that an address may have; ``path`` as the description writes it."""
    return next(
        route.query
        for route in paths.ROUTES
        if (route.method, route.path) == (method.lower(), path)
    )


def fields(document_type: DocumentType) -> list[dict[str, Any]]:
    """Every field of a type's input in order, flat; a recursive part is described once.

    ``{pointer, kind, label, help, required}`` always; ``example``, ``part``, ``of``, ``choices``,
    ``words``, ``least``, ``most``, ``longest``, ``at_least``, ``repeats``, ``short`` and ``one_of`` where there is one.
    """
    return [_field(item) for item in input_outline.items(document_type.schema)]


def _field(item: input_outline.Item) -> dict[str, Any]:
    described: dict[str, Any] = {
        "pointer": item.pointer,
        "kind": item.kind,
        "label": item.label,
        "help": item.help,
        "required": item.required,
    }
    more = {
        "example": item.example,
        "part": item.part or None,
        "of": item.of or None,
        "choices": [{"value": value, "label": label} for value, label in item.choices] or None,
        "words": [word for word, _ in item.words] or None,
        "least": item.least,
        "most": item.most,
        "longest": item.longest,
        "at_least": item.at_least or None,
        "repeats": item.repeats,
        "short": item.short or None,
        "one_of": item.one_of or None,
    }
    return described | {key: value for key, value in more.items() if value is not None}


@cache
def _openapi_json(samples: Path | None) -> tuple[bytes, str]:
    return _tagged(json.dumps(describe(samples), ensure_ascii=False))


@lru_cache(_HOSTS)
def _docs(host: str, prefix: str) -> tuple[bytes, str]:
    """The page and its tag, for one name of this server: its examples can be copied and run."""
    return _tagged(_page(prefix).replace(_HOST_PLACE, str(escape(host))))


@lru_cache(_HOSTS)
def _page(_prefix: str) -> str:
    """The page as it is under one prefix of a proxy, which is in its links: url_for takes it from the request."""
    return render_template(
        "docs.html", host=_HOST_PLACE, **field_reference.contents(documents.TYPES.values())
    )


def _tagged(text: str) -> tuple[bytes, str]:
    body = text.encode()
    return body, hashlib.sha256(body).hexdigest()


def _kept(body: bytes, tag: str, media_type: str) -> Response:
    """An answer that a browser may keep and ask about again: it changes with the release only."""
    answer = Response(body, mimetype=media_type)
    answer.headers["Cache-Control"] = "no-cache"
    answer.set_etag(tag)
    answer.make_conditional(request)
    return answer

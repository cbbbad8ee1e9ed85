"""Any .docx against the decree (contract §10): what was sent is checked in a child, and what was found is told."""

from __future__ import annotations

from flask import Blueprint, Response, json, request

from service import documents
from service.conformance import checking, public_form
from service.errors import UnreadableInput
from service.http import api_conventions, api_input, routes
from service.media_types import JSON
from service.pipeline import Services
from service.untrusted import isolation


def check_conformance(services: Services) -> Response:
    """What is not as the decree wants it, with clause, measure and place."""
    api_input.acceptable(JSON)
    sent = api_input.word_document(services)
    report = isolation.run(checking.check, sent.body, type=_type())
    answer = Response(json.dumps(public_form.as_json(report)).encode(), mimetype=JSON)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _type() -> str | None:
    """The slug that the caller knows, in the address or beside the file. Raises UnreadableInput for one that is none."""
    slug = request.args.get("type") or request.form.get("type") or None
    if slug is not None and slug not in documents.TYPES:
        known = ", ".join(documents.TYPES)
        raise UnreadableInput(f"“type” phải là một trong: {known}; hoặc bỏ trống.", "type")
    return slug


_ROUTES: tuple[routes.Route, ...] = (("/conformance-checks", "POST", check_conformance),)


def blueprint(services: Services) -> Blueprint:
    """The routes, for one running service."""
    found = Blueprint("conformance", __name__, url_prefix="/api/v1")
    routes.add(found, services, _ROUTES)
    found.before_request(api_conventions.refuse_unknown_parameters)
    return found

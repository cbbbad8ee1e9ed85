"""The one place where an error becomes an answer: problem+json (RFC 9457) for every failure."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from typing import Any

from flask import Flask, Request, Response, render_template, request
from werkzeug.exceptions import ClientDisconnected, HTTPException

from service import documents, errors
from service.http import problems
from service.http.problems import Problem
from service.media_types import PROBLEM_JSON
from service.telemetry import logs

_log = logs.Logger(__name__)

_BROKEN_OFF = (
    "Thân yêu cầu bị ngắt giữa chừng, hoặc được chia khúc (Transfer-Encoding: chunked) không đúng dạng; "
    "hãy gửi lại."
)


def install(app: Flask) -> None:
    """Give ``app`` its answers to everything that can fail."""
    app.register_error_handler(errors.VanbanError, _answer_error)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unforeseen)


def wants_page(sent: Request) -> bool:
    """Whether a clerk's browser sent the request, which shows a page, and not a program, which reads JSON."""
    accepted = sent.accept_mimetypes
    return not sent.path.startswith("/api") and (accepted["text/html"] > accepted[PROBLEM_JSON])


def _page(problem: Problem, detail: str, members: dict[str, Any]) -> Response:
    """The failure for a clerk, with the way back to the form that it came from."""
    page = request.path.strip("/").partition("/")[0]
    html = render_template(
        "error.html",
        title=problem.title,
        detail=detail or problem.page_detail or problem.detail,
        where=members.get("where"),
        number=members.get("id"),
        document_type=documents.PAGES.get(page),
    )
    return Response(html, problem.status)


def _answer(problem: Problem, detail: str = "", **members: Any) -> Response:
    """A page for a clerk's browser, else problem+json; ``members`` are extension members such as ``errors``.

    ``detail`` is the sentence of this one failure, when there is a more exact one than the problem's.
    """
    logs.note(problem=problem.slug)
    if wants_page(request):
        answer = _page(problem, detail, members)
    else:
        body = problem_json(problem, detail, **members)
        answer = Response(body, problem.status, mimetype=PROBLEM_JSON)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def problem_json(problem: Problem, detail: str = "", **members: Any) -> bytes:
    """The body of every failure (RFC 9457), also of those that no application sees."""
    body = {
        "type": f"/docs#{problem.slug}",
        "title": problem.title,
        "status": problem.status,
        "detail": detail or problem.detail,
        "errors": [],
        **{key: value for key, value in members.items() if value is not None},
    }
    return json.dumps(body, ensure_ascii=False, default=str).encode("utf-8", "replace")


def _answer_error(error: errors.VanbanError) -> Response:
    problem = problems.of_error(error)
    if problem is None:
        return _answer_unforeseen(error)
    members = dict(error.members)
    if problem.status == 500:
        members["id"] = _logged(error)
    answer = _answer(problem, error.public_message, **members)
    if error.retry_after is not None:
        answer.headers["Retry-After"] = str(error.retry_after)
    if error.bearer is not None:
        parameters = {"realm": "vanban", **error.bearer}
        answer.headers["WWW-Authenticate"] = "Bearer " + ", ".join(
            f'{name}="{value}"' for name, value in parameters.items()
        )
    if error.accepted_encoding is not None:
        # RFC 9110, section 12.5.3: what would have been taken.
        answer.headers["Accept-Encoding"] = error.accepted_encoding
    return answer


def _answer_http(error: HTTPException) -> Response:
    """What werkzeug or Flask refuses: no such route, a wrong method, a body that is too long."""
    status = error.code or 500
    if status >= 500 and status != 503:
        return _answer_unforeseen(error)
    if error.response is not None or status < 400:
        return Response(error.get_body(), status, error.get_headers())
    problem = problems.of_status(status) or replace(
        problems.OTHER, status=status, title=error.name, detail=error.name
    )
    detail, limit = "", None
    if isinstance(error, ClientDisconnected):
        detail = _BROKEN_OFF
    elif status == 413 and request.max_content_length and not wants_page(request):
        limit = request.max_content_length
        detail = f"Dữ liệu vượt giới hạn {limit} byte; hãy tách bớt."
    answer = _answer(problem, detail, limit=limit)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            answer.headers[name] = value
    return answer


def _answer_unforeseen(error: Exception) -> Response:
    """500 with an id that is also in the log, and nothing about the inside (contract §7)."""
    return _answer(problems.INTERNAL, id=_logged(error))


def _logged(error: Exception) -> str:
    """The id under which the log says what happened."""
    number = secrets.token_hex(8)
    facts = error.logged if isinstance(error, errors.VanbanError) else {}
    _log.error(
        "unforeseen error", id=number, error=type(error).__name__, trail=logs.trail(error), **facts
    )
    return number

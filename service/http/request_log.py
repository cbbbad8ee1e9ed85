"""Each request gets a name, leaves one line in the log and is counted; only this module does both.

What a line holds: request and trace, method, route (the rule, never the path), type of document, status,
milliseconds, bytes, and how many violations of which code. Nothing that was sent is among it: no query
string, no body, no header but the two that name the request.
"""

from __future__ import annotations

import time

from flask import Flask, Response, request

from service import documents
from service.telemetry import logs, metrics

_log = logs.Logger(__name__)

_BEGUN = "vanban.begun"
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})


def install(app: Flask) -> None:
    """Log and count every request of ``app``; installed first, so that it sees what others refuse."""
    app.before_request(_begin)
    app.after_request(_log_answer)
    app.teardown_request(_end)


def _begin() -> None:
    named = logs.name(
        request.headers.get("X-Request-ID", ""), request.headers.get("traceparent", "")
    )
    request.environ[_BEGUN] = (named, time.perf_counter())
    metrics.request_started()
    logs.begin(
        request_id=named.request_id,
        trace_id=named.trace_id,
        span_id=named.span_id,
        method=_method(),
        route=_route(),
    )
    if named.parent_id:
        logs.note(parent_id=named.parent_id)
    slug = (request.view_args or {}).get("slug")
    if slug in documents.TYPES:
        logs.note(slug=slug)


def _log_answer(answer: Response) -> Response:
    named, started = request.environ[_BEGUN]
    answer.headers["X-Request-ID"] = named.request_id
    if named.parent_id:
        answer.headers["traceresponse"] = named.traceparent
    seconds = time.perf_counter() - started
    metrics.request(_route(), _method(), answer.status_code, seconds)
    (_log.error if answer.status_code >= 500 else _log.info)(
        "request",
        status=answer.status_code,
        ms=round(seconds * 1000, 1),
        bytes_in=request.content_length or 0,
        bytes_out=answer.calculate_content_length() or 0,
    )
    return answer


def _end(_: BaseException | None) -> None:
    if request.environ.pop(_BEGUN, None) is not None:
        metrics.request_finished()
        logs.end()


def _route() -> str:
    return "(none)" if request.url_rule is None else request.url_rule.rule


def _method() -> str:
    return request.method if request.method in _METHODS else "(other)"

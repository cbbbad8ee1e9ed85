"""What gunicorn refuses before the application sees it becomes the same problem+json as ours.

gunicorn would answer with a page in English that quotes what was sent.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from http import HTTPStatus
from ssl import SSLError

from gunicorn.http import errors

from service.http import error_handlers, problems
from service.http.problems import Problem
from service.media_types import PROBLEM_JSON
from service.telemetry import logs

_log = logs.Logger(__name__)


_BROKEN = problems.BY_SLUG["bad-request"]
_PROXY = "Máy chủ trung gian này không được phép gửi yêu cầu ở đây."
#: The first that fits: an application's wrong header is a kind of gunicorn's wrong header.
PROBLEMS: tuple[tuple[type[Exception], Problem], ...] = (
    (errors.InvalidResponseHeader, problems.INTERNAL),
    (errors.InvalidResponseHeaderName, problems.INTERNAL),
    (errors.ConfigurationProblem, problems.INTERNAL),
    (errors.LimitRequestLine, problems.BY_SLUG["uri-too-long"]),
    (errors.LimitRequestHeaders, problems.BY_SLUG["headers-too-large"]),
    (errors.ExpectationFailed, problems.BY_SLUG["expectation-failed"]),
    (errors.UnsupportedTransferCoding, problems.BY_SLUG["unsupported-transfer-coding"]),
    (errors.ForbiddenProxyRequest, replace(problems.BY_SLUG["not-allowed"], detail=_PROXY)),
    (errors.ParseException, _BROKEN),
    (SSLError, _BROKEN),
)


def answer(error: Exception) -> bytes:
    """The whole HTTP answer to a request that was refused with ``error``; it ends the connection.

    The log gets the type of the error and not its message, which quotes what was sent.
    """
    problem = next((row for kind, row in PROBLEMS if isinstance(error, kind)), problems.INTERNAL)
    number = None
    if problem.status == 500:
        number = secrets.token_hex(8)
        _log.error(
            "unforeseen error", id=number, error=type(error).__name__, trail=logs.trail(error)
        )
    else:
        _log.warning("a request was refused", status=problem.status, error=type(error).__name__)
    body = error_handlers.problem_json(problem, id=number)
    head = (
        f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}\r\n"
        "Connection: close\r\n"
        f"Content-Type: {PROBLEM_JSON}\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "\r\n"
    )
    return head.encode("ascii") + body

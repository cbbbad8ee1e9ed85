"""The one place where an error becomes an answer: problem+json (RFC 9457) for every failure."""

from __future__ import annotations

import json
import secrets
from typing import Any

from flask import Flask, Request, Response, render_template, request
from werkzeug.exceptions import ClientDisconnected, HTTPException

from service import documents, errors
from service.telemetry import logs

_log = logs.logger(__name__)
PROBLEM_JSON = "application/problem+json"

#: What an exception of ours means over HTTP: status, stable slug, title.
_MEANINGS: dict[type[errors.VanbanError], tuple[int, str, str]] = {
    errors.UnknownDocumentType: (404, "unknown-document-type", "Không có loại văn bản này"),
    errors.UnreadableInput: (400, "unreadable-input", "Không đọc được dữ liệu"),
    errors.UnsupportedMedia: (415, "unsupported-media-type", "Loại dữ liệu không được nhận"),
    errors.InputTooLarge: (413, "input-too-large", "Dữ liệu quá lớn"),
    errors.InvalidInput: (422, "invalid-input", "Dữ liệu có lỗi"),
    errors.BrokenTemplate: (500, "broken-template", "Mẫu Word không dùng được"),
    errors.ConverterMissing: (406, "no-converter", "Không tạo được PDF trên máy này"),
    errors.ConverterBusy: (503, "converter-busy", "Đang bận tạo PDF"),
    errors.ConversionFailed: (503, "conversion-failed", "Chưa tạo được PDF"),
    errors.NotSignedIn: (401, "not-signed-in", "Chưa được phép vào"),
    errors.NotAllowed: (403, "not-allowed", "Không có quyền"),
    errors.ForeignRequest: (403, "foreign-request", "Yêu cầu không phải từ trang này"),
    errors.QuotaUsedUp: (429, "quota-used-up", "Gửi quá nhiều yêu cầu"),
    errors.Saturated: (503, "saturated", "Máy chủ đang bận"),
    errors.TookTooLong: (503, "took-too-long", "Yêu cầu chạy quá lâu"),
}

_HTTP_WORDS: dict[int, tuple[str, str, str]] = {
    400: ("bad-request", "Yêu cầu không đọc được", "Yêu cầu không đọc được; hãy xem lại cách gửi."),
    404: ("not-found", "Không có địa chỉ này", "Không có địa chỉ này; hãy xem tài liệu ở /docs."),
    405: (
        "method-not-allowed",
        "Cách gọi không được nhận",
        "Địa chỉ này không nhận cách gọi đó; các cách được nhận ghi ở tiêu đề Allow.",
    ),
    406: (
        "not-acceptable",
        "Không trả lời được ở dạng đó",
        "Không trả lời được ở dạng mà tiêu đề Accept yêu cầu.",
    ),
    408: ("request-timeout", "Gửi quá lâu", "Dữ liệu gửi quá lâu chưa xong; hãy gửi lại."),
    413: ("input-too-large", "Dữ liệu quá lớn", "Dữ liệu vượt giới hạn kích thước."),
    415: (
        "unsupported-media-type",
        "Loại dữ liệu không được nhận",
        "Loại dữ liệu này không được nhận.",
    ),
    431: ("headers-too-large", "Tiêu đề quá lớn", "Các tiêu đề của yêu cầu quá lớn."),
}


#: Why is for the one who runs the service: in the log under the id, and at /readyz.
_TEMPLATE_REFUSED = (
    "Mẫu Word của loại văn bản này không dùng được nên chưa có văn bản nào được giao; "
    "hãy báo mã lỗi cho người quản trị."
)

_BROKEN_OFF = (
    "Thân yêu cầu bị ngắt giữa chừng, hoặc được chia khúc (Transfer-Encoding: chunked) không đúng dạng; "
    "hãy gửi lại."
)
_PROGRAMS_WORDS = frozenset(detail for _, _, detail in _HTTP_WORDS.values())
#: What those details, which speak to a program, are in the words of a page.
_FOR_CLERKS = {
    404: "Không có trang này; hãy bắt đầu lại từ trang đầu.",
    405: "Trang này không mở trực tiếp được; hãy quay lại mẫu nhập.",
    413: "Dữ liệu gửi lên quá lớn nên máy chủ không nhận; hãy tách thành nhiều văn bản.",
    415: "Tệp này không mở được ở đây; hãy chọn tệp khác.",
}


def install(app: Flask) -> None:
    """Give ``app`` its answers to everything that can fail."""
    app.register_error_handler(errors.VanbanError, _ours)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def wants_page(asked: Request) -> bool:
    """Whether a clerk's browser asks, who reads a page, and not a program, which reads JSON."""
    accepted = asked.accept_mimetypes
    return not asked.path.startswith("/api") and (accepted["text/html"] > accepted[PROBLEM_JSON])


def page(status: int, title: str, detail: str, **more: Any) -> Response:
    """The same failure for a clerk, with the way back to the form that it came from."""
    slug = request.path.strip("/").partition("/")[0]
    told = render_template(
        "error.html",
        title=title,
        detail=_FOR_CLERKS.get(status, detail) if detail in _PROGRAMS_WORDS else detail,
        where=more.get("where"),
        number=more.get("id"),
        kind=documents.TYPES.get(slug),
    )
    answer = Response(told, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def problem(status: int, slug: str, title: str, detail: str, **more: Any) -> Response:
    """A problem+json answer; ``more`` holds extension members such as ``errors``.

    A clerk's browser gets the page instead.
    """
    logs.note(problem=slug)
    if wants_page(request):
        return page(status, title, detail, **more)
    body = problem_json(status, slug, title, detail, **more)
    answer = Response(body, status=status, mimetype=PROBLEM_JSON)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def problem_json(status: int, slug: str, title: str, detail: str, **more: Any) -> bytes:
    """The body of every failure (RFC 9457), also of those that no application sees."""
    body = {
        "type": f"/docs#{slug}",
        "title": title,
        "status": status,
        "detail": detail,
        "errors": [],
        **{key: value for key, value in more.items() if value is not None},
    }
    return json.dumps(body, ensure_ascii=False, default=str).encode("utf-8", "replace")


def _ours(error: errors.VanbanError) -> Response:
    meaning = next((_MEANINGS[kind] for kind in type(error).__mro__ if kind in _MEANINGS), None)
    if meaning is None or isinstance(error, errors.BrokenTemplate):
        return _unforeseen(error)
    status, slug, title = meaning
    more: dict[str, Any] = {}
    if isinstance(error, errors.InvalidInput):
        found = error.violations
        more["errors"] = [each.as_json() for each in found if each.severity == "error"]
        more["warnings"] = [each.as_json() for each in found if each.severity == "warning"]
    elif isinstance(error, errors.UnreadableInput):
        more["where"] = error.where
    elif isinstance(error, errors.InputTooLarge):
        more["limit"] = error.limit
    answer = problem(status, slug, title, str(error), **more)
    if isinstance(error, (errors.ConverterBusy, errors.QuotaUsedUp, errors.Saturated)):
        answer.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, (errors.ConversionFailed, errors.TookTooLong)):
        answer.headers["Retry-After"] = "30"
    if isinstance(error, errors.UnsupportedEncoding):
        # RFC 9110, section 12.5.3: what would have been taken.
        answer.headers["Accept-Encoding"] = "identity"
    if isinstance(error, errors.NotSignedIn):
        wrong = ', error="invalid_token"' if error.offered else ""
        answer.headers["WWW-Authenticate"] = f'Bearer realm="vanban"{wrong}'
    if isinstance(error, errors.NotAllowed) and error.scope:
        answer.headers["WWW-Authenticate"] = (
            f'Bearer realm="vanban", error="insufficient_scope", scope="{error.scope}"'
        )
    return answer


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status >= 500 and status != 503:
        return _unforeseen(error)
    if error.response is not None or status < 400:
        return Response(error.get_body(), status, error.get_headers())
    slug, title, detail = _HTTP_WORDS.get(status, ("http-error", error.name, error.name))
    more: dict[str, Any] = {}
    if isinstance(error, ClientDisconnected):
        detail = _BROKEN_OFF
    if status == 413 and request.max_content_length and not wants_page(request):
        more["limit"] = request.max_content_length
        detail = f"Dữ liệu vượt giới hạn {request.max_content_length} byte; hãy tách bớt."
    answer = problem(status, slug, title, detail, **more)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            answer.headers[name] = value
    return answer


def _unforeseen(error: Exception) -> Response:
    """500 with an id that is also in the log, and nothing about the inside (contract §7)."""
    number = secrets.token_hex(8)
    _log.error("unforeseen error", id=number, error=type(error).__name__, **_why(error))
    detail = "Máy chủ gặp lỗi ngoài dự kiến, chưa có văn bản nào được giao; hãy báo mã lỗi cho người quản trị."
    if isinstance(error, errors.BrokenTemplate):
        _, slug, title = _MEANINGS[errors.BrokenTemplate]
        return problem(500, slug, title, _TEMPLATE_REFUSED, id=number)
    if isinstance(error, errors.ValueLost):
        detail = str(error)
    return problem(500, "internal-error", "Lỗi của máy chủ", detail, id=number)


def _why(error: Exception) -> dict[str, object]:
    """What the one who runs the service needs to know; pointers and template names hold no value."""
    told: dict[str, object] = {"trail": logs.trail(error)}
    if isinstance(error, errors.ValueLost):
        told["pointers"] = list(error.pointers[:20])
    if isinstance(error, errors.BrokenTemplate):
        told |= {"template": error.template, "problems": list(error.problems)}
    return told

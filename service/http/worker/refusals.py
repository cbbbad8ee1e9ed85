"""What gunicorn refuses before the application sees it becomes the same problem+json as ours.

gunicorn would answer with a page in English that quotes what was sent.
"""

from __future__ import annotations

import secrets
from ssl import SSLError
from typing import NamedTuple

from gunicorn.http import errors

from service.http import error_handlers
from service.telemetry import logs

_log = logs.logger(__name__)


class _Meaning(NamedTuple):
    status: int
    reason: str
    slug: str
    title: str
    detail: str


_BROKEN = _Meaning(
    400,
    "Bad Request",
    "bad-request",
    "Yêu cầu không đọc được",
    "Yêu cầu HTTP không đúng dạng; hãy xem lại dòng đầu, các tiêu đề và cách gửi.",
)
_OURS = _Meaning(
    500,
    "Internal Server Error",
    "internal-error",
    "Lỗi của máy chủ",
    "Máy chủ gặp lỗi ngoài dự kiến, chưa có văn bản nào được giao; hãy báo mã lỗi cho người quản trị.",
)
#: The first that fits: an application's wrong header is a kind of gunicorn's wrong header.
MEANINGS: tuple[tuple[type[Exception], _Meaning], ...] = (
    (errors.InvalidResponseHeader, _OURS),
    (errors.InvalidResponseHeaderName, _OURS),
    (errors.ConfigurationProblem, _OURS),
    (
        errors.LimitRequestLine,
        _Meaning(
            414,
            "URI Too Long",
            "uri-too-long",
            "Địa chỉ quá dài",
            "Địa chỉ của yêu cầu quá dài; hãy gửi dữ liệu trong thân yêu cầu.",
        ),
    ),
    (
        errors.LimitRequestHeaders,
        _Meaning(
            431,
            "Request Header Fields Too Large",
            "headers-too-large",
            "Tiêu đề quá lớn",
            "Các tiêu đề của yêu cầu quá lớn hoặc quá nhiều; hãy bỏ bớt.",
        ),
    ),
    (
        errors.ExpectationFailed,
        _Meaning(
            417,
            "Expectation Failed",
            "expectation-failed",
            "Không đáp ứng được tiêu đề Expect",
            "Tiêu đề Expect chỉ nhận “100-continue”; hãy bỏ tiêu đề đó.",
        ),
    ),
    (
        errors.UnsupportedTransferCoding,
        _Meaning(
            501,
            "Not Implemented",
            "unsupported-transfer-coding",
            "Cách truyền không được nhận",
            "Tiêu đề Transfer-Encoding chỉ nhận “chunked”; hãy gửi không nén.",
        ),
    ),
    (
        errors.ForbiddenProxyRequest,
        _Meaning(
            403,
            "Forbidden",
            "not-allowed",
            "Không có quyền",
            "Máy chủ trung gian này không được phép gửi yêu cầu ở đây.",
        ),
    ),
    (errors.ParseException, _BROKEN),
    (SSLError, _BROKEN),
)


def answer(error: Exception) -> bytes:
    """The whole HTTP answer to a request that was refused with ``error``; it ends the connection.

    The log gets the kind of the error and not its message, which quotes what was sent.
    """
    meaning = next((each for kind, each in MEANINGS if isinstance(error, kind)), _OURS)
    number = None
    if meaning.status == 500:
        number = secrets.token_hex(8)
        _log.error(
            "unforeseen error", id=number, error=type(error).__name__, trail=logs.trail(error)
        )
    else:
        _log.warning("a request was refused", status=meaning.status, error=type(error).__name__)
    body = error_handlers.problem_json(
        meaning.status, meaning.slug, meaning.title, meaning.detail, id=number
    )
    head = (
        f"HTTP/1.1 {meaning.status} {meaning.reason}\r\n"
        "Connection: close\r\n"
        f"Content-Type: {error_handlers.PROBLEM_JSON}\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "\r\n"
    )
    return head.encode("ascii") + body

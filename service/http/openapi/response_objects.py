"""What the API answers, as OpenAPI components: the shapes of JSON, the headers, every problem.

The texts of the problems are those that /docs shows under the anchor that a problem's ``type`` leads to.
"""

from __future__ import annotations

from dataclasses import dataclass

from service.http.openapi.components import Shape, listed, ref
from service.media_types import DOCX, JSON, PDF, XLSX

PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which a request fails: what /docs says of it, below its own anchor."""

    slug: str
    status: int
    title: str
    advice: str


PROBLEMS = (
    Problem("unreadable-input", 400, "Không đọc được dữ liệu", "Dữ liệu không phải JSON đúng cú pháp trong UTF-8, một mục được ghi hai lần, có giá trị NaN hay vô hạn, hoặc tệp gửi lên bị hỏng. Mục “where” cho biết chỗ sai, khi xác định được."),
    Problem("bad-request", 400, "Yêu cầu không đọc được", "Yêu cầu HTTP không đúng dạng, ví dụ biểu mẫu nhiều phần bị cắt ngang. Hãy xem lại cách gửi."),
    Problem("not-signed-in", 401, "Chưa được phép vào", "Dịch vụ này cần khóa truy cập: gửi tiêu đề “Authorization: Bearer vb_…”. Khóa sai, hết hạn hoặc đã bị thu hồi cũng được trả lời như vậy; khóa do người quản trị cấp."),
    Problem("not-allowed", 403, "Không có quyền", "Khóa không có quyền dùng địa chỉ này; tiêu đề WWW-Authenticate nêu quyền còn thiếu. Hãy xin người quản trị khóa có quyền đó."),
    Problem("foreign-request", 403, "Yêu cầu không phải từ trang này", "Trình duyệt cho biết yêu cầu do trang web khác gửi, hoặc biểu mẫu đã quá cũ. Hãy mở lại trang rồi gửi lại."),
    Problem("not-found", 404, "Không có địa chỉ này", "Đường dẫn sai. Các địa chỉ có trong bảng ở đầu trang này."),
    Problem("unknown-document-type", 404, "Không có loại văn bản này", "Tên loại văn bản trong đường dẫn sai. GET /api/v1/document-types liệt kê các loại hiện có."),
    Problem("method-not-allowed", 405, "Cách gọi không được nhận", "Địa chỉ có thật nhưng không nhận cách gọi này; tiêu đề Allow ghi các cách được nhận."),
    Problem("not-acceptable", 406, "Không trả lời được ở dạng đó", "Tiêu đề Accept yêu cầu một dạng mà địa chỉ này không có. Hãy bỏ tiêu đề Accept hoặc ghi đúng dạng nêu ở từng địa chỉ."),
    Problem("no-converter", 406, "Không tạo được PDF trên máy này", "Máy chủ chưa cài phần chuyển đổi sang PDF. Hãy lấy tệp .docx, hoặc nhờ người quản trị cài thêm."),
    Problem("request-timeout", 408, "Gửi quá lâu", "Dữ liệu gửi lên quá chậm nên bị ngắt. Hãy gửi lại."),
    Problem("input-too-large", 413, "Dữ liệu quá lớn", "Dữ liệu vượt giới hạn kích thước; mục “limit” ghi giới hạn bị vượt, tính bằng byte hoặc bằng số phần của biểu mẫu. Hãy tách thành nhiều văn bản."),
    Problem("uri-too-long", 414, "Địa chỉ quá dài", "Địa chỉ của yêu cầu dài quá 4094 ký tự. Hãy gửi dữ liệu trong thân yêu cầu."),
    Problem("unsupported-media-type", 415, "Loại dữ liệu không được nhận", "Chỉ nhận application/json, hoặc multipart/form-data với đúng một tệp ở phần “file”. Hãy xem lại tiêu đề Content-Type và đuôi tệp. Dữ liệu nén (Content-Encoding) cũng không được nhận."),
    Problem("expectation-failed", 417, "Không đáp ứng được tiêu đề Expect", "Tiêu đề Expect chỉ nhận “100-continue”. Hãy bỏ tiêu đề đó."),
    Problem("invalid-input", 422, "Dữ liệu có lỗi", "Dữ liệu đọc được nhưng chưa đúng. Mục “errors” nêu mọi lỗi cùng một lúc, mỗi lỗi có chỗ sai và cách sửa; chưa có văn bản nào được tạo."),
    Problem("headers-too-large", 431, "Tiêu đề quá lớn", "Các tiêu đề HTTP của yêu cầu dài quá mức. Hãy bỏ bớt."),
    Problem("quota-used-up", 429, "Gửi quá nhiều yêu cầu", "Khóa, tài khoản hoặc địa chỉ này đã dùng hết số yêu cầu mỗi phút. Tiêu đề Retry-After cho biết sau bao nhiêu giây thì gửi lại; RateLimit và RateLimit-Policy có ở mọi trả lời."),
    Problem("internal-error", 500, "Lỗi của máy chủ", "Máy chủ gặp lỗi ngoài dự kiến và chưa giao văn bản nào. Hãy báo mã ở mục “id” cho người quản trị; mã đó cũng có trong nhật ký."),
    Problem("broken-template", 500, "Mẫu Word không dùng được", "Mẫu Word của loại văn bản này bị hỏng, bị từ chối hoặc đã biến mất, nên chưa giao văn bản nào; mẫu khác không được dùng thay. Người quản trị xem lý do ở /readyz, hoặc trong nhật ký theo mã ở mục “id”."),
    Problem("unsupported-transfer-coding", 501, "Cách truyền không được nhận", "Tiêu đề Transfer-Encoding chỉ nhận “chunked”. Hãy gửi không nén."),
    Problem("converter-busy", 503, "Đang bận tạo PDF", "Quá nhiều văn bản đang chờ chuyển sang PDF. Tiêu đề Retry-After cho biết sau bao nhiêu giây thì gửi lại."),
    Problem("conversion-failed", 503, "Chưa tạo được PDF", "Phần chuyển đổi sang PDF không cho kết quả. Hãy gửi lại sau, hoặc lấy tệp .docx."),
    Problem("saturated", 503, "Máy chủ đang bận", "Quá nhiều yêu cầu đang chờ nên yêu cầu này chưa được nhận. Tiêu đề Retry-After cho biết sau bao nhiêu giây thì gửi lại."),
    Problem("took-too-long", 503, "Yêu cầu chạy quá lâu", "Yêu cầu chạy quá giới hạn thời gian nên bị dừng. Hãy tách thành văn bản nhỏ hơn, hoặc nhờ người quản trị xem lại mẫu Word."),
    Problem("http-error", 0, "Lỗi HTTP khác", "Một lỗi HTTP không có tên riêng ở đây; mục “status” và “detail” cho biết đó là lỗi gì."),
)  # fmt: skip


HEADERS: dict[str, Shape] = {
    "ETag": {"description": "Dấu của nội dung; cùng dữ liệu thì cùng dấu.", "required": True, "schema": {"type": "string", "pattern": '^"[0-9a-f]{64}"$'}},
    "Repr-Digest": {"description": "Mã băm SHA-256 của tệp (RFC 9530).", "required": True, "schema": {"type": "string", "pattern": "^sha-256=:[A-Za-z0-9+/]{43}=:$"}},
    "Content-Disposition": {"description": "Tên tệp có dấu (filename*) và không dấu (filename), theo RFC 6266.", "required": True, "schema": {"type": "string", "pattern": "^attachment; "}},
    "X-Document-Warnings": {"description": "Số cảnh báo; gọi …/validations để xem từng cảnh báo.", "required": True, "schema": {"type": "integer", "minimum": 0}},
    "X-Template": {"description": "Mẫu Word đã tạo văn bản: tên tệp và mã băm SHA-256 của tệp mẫu (RFC 8941).", "required": True, "schema": {"type": "string", "pattern": '^"[a-z0-9-]+\\.docx";sha256="[0-9a-f]{64}"$'}},
    "X-Document-Errors": {"description": "Số lỗi.", "required": True, "schema": {"type": "integer", "minimum": 0}},
    "Preference-Applied": {"description": "Có khi yêu cầu “Prefer: handling=strict” đã được áp dụng.", "schema": {"const": "handling=strict"}},
    "Cache-Control": {"description": "Không lưu lại dữ liệu.", "required": True, "schema": {"const": "no-store"}},
    "WWW-Authenticate": {"description": "Cách chứng minh quyền truy cập (RFC 6750).", "schema": {"type": "string", "pattern": "^Bearer "}},
    "Retry-After": {"description": "Sau bao nhiêu giây thì gửi lại.", "schema": {"type": "integer", "minimum": 1}},
    "RateLimit": {"description": "Số yêu cầu còn lại trong phút và số giây cho đến khi có lại đủ; chỉ có khi dịch vụ đã cấu hình quyền truy cập.", "schema": {"type": "string", "pattern": '^"minute";r=[0-9]+;t=[0-9]+$'}},
    "RateLimit-Policy": {"description": "Số yêu cầu được gửi mỗi phút.", "schema": {"type": "string", "pattern": '^"minute";q=[0-9]+;w=60$'}},
    "Allow": {"description": "Các cách gọi được nhận.", "schema": {"type": "string"}},
}  # fmt: skip

#: How a program proves that it may call.
KEY: Shape = {
    "type": "http",
    "scheme": "bearer",
    "description": "Khóa truy cập “vb_…” do người quản trị cấp, với các quyền documents, validations, forms, read. Không cần khi dịch vụ chỉ phục vụ chính máy đang chạy nó.",
}

PARAMETERS: dict[str, tuple[str, Shape]] = {
    "Prefer": (
        "header",
        {
            "name": "Prefer",
            "description": "“handling=strict” (RFC 7240): cảnh báo cũng là lỗi.",
            "schema": {"type": "string"},
            "examples": {"strict": {"value": "handling=strict"}},
        },
    ),
    "on": (
        "query",
        {
            "name": "on",
            "description": "Ngày cần hỏi, dạng 2020-07-01; bỏ trống thì lấy ngày rà soát danh mục.",
            "schema": {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]},
            "examples": {"day": {"value": "2025-07-01"}},
        },
    ),
    "q": (
        "query",
        {
            "name": "q",
            "description": "Chữ cần tìm trong tên, số hoặc ký hiệu.",
            "schema": {"type": "string"},
            "examples": {"word": {"value": "thi đua"}},
        },
    ),
}


def _answer(description: str, schema: Shape, *headers: str, media_type: str = JSON) -> Shape:
    return {
        "description": description,
        "headers": {name: ref("headers", name) for name in (*headers, "Cache-Control")},
        "content": {media_type: {"schema": schema}},
    }


#: What a request that succeeds answers.
TYPES = _answer("Các loại văn bản.", listed("DocumentTypeSummary"))
TYPE = _answer(
    "Loại văn bản, với lược đồ và các mục của dữ liệu vào.", ref("schemas", "DocumentType")
)
VERDICT = _answer(
    "Đã kiểm tra; không tạo văn bản.", ref("schemas", "Verdict"), "Preference-Applied"
)
LEGAL_BASES = _answer("Các căn cứ còn hiệu lực.", ref("schemas", "LegalBases"))
HEALTH = _answer("Tiến trình đang chạy.", ref("schemas", "Health"))
READY = _answer("Mọi mẫu Word dùng được.", ref("schemas", "Readiness"))
NOT_READY = _answer("Có mẫu Word chưa dùng được.", ref("schemas", "Readiness"))
METRICS = _answer(
    "Số đo dạng chữ của Prometheus, phiên bản 0.0.4.", {"type": "string"}, media_type="text/plain"
)
DOCUMENT = _answer(
    "Văn bản Word.",
    {"type": "string", "format": "binary"},
    "Content-Disposition",
    "ETag",
    "Repr-Digest",
    "X-Document-Warnings",
    "X-Template",
    "Preference-Applied",
    media_type=DOCX,
)
DOCUMENT["content"][PDF] = {"schema": {"type": "string", "format": "binary"}}
FORM = _answer(
    "Bảng tính để điền.",
    {"type": "string", "format": "binary"},
    "Content-Disposition",
    media_type=XLSX,
)
CHECKED_FORM = _answer(
    "Chính bảng tính đã gửi, có đánh dấu lỗi.",
    {"type": "string", "format": "binary"},
    "Content-Disposition",
    "X-Document-Errors",
    "X-Document-Warnings",
    "Preference-Applied",
    media_type=XLSX,
)


def sample(inputs: list[str]) -> Shape:
    """The answer that is an input of one of the types."""
    return _answer(
        "Một dữ liệu vào đầy đủ, dùng được ngay.",
        {"anyOf": [ref("schemas", name) for name in inputs]},
    )


_FAILURE_HEADERS = {
    401: ("WWW-Authenticate",),
    403: ("WWW-Authenticate",),
    405: ("Allow",),
    429: ("Retry-After", "RateLimit", "RateLimit-Policy"),
    503: ("Retry-After",),
}


def failures() -> dict[int, Shape]:
    """For every status of ``PROBLEMS`` the answer that says so."""
    found: dict[int, Shape] = {}
    for status in sorted({each.status for each in PROBLEMS} - {0}):
        told = [each for each in PROBLEMS if each.status == status]
        headers = _FAILURE_HEADERS.get(status, ())
        found[status] = _answer(
            "; ".join(each.title for each in told) + ".",
            ref("schemas", "Problem"),
            *headers,
            media_type=PROBLEM_JSON,
        )
    return found

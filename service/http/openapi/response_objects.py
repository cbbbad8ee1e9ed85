"""What the API answers, as OpenAPI components: the shapes of JSON, the headers, the problems by status."""

from __future__ import annotations

from service.http.openapi.shapes import Shape, listed, ref
from service.http.problems import PROBLEMS
from service.media_types import (
    DOCUMENT_JSON,
    DOCX,
    JSON,
    NDJSON,
    PDF,
    PROBLEM_JSON,
    SARIF,
    XLSX,
    ZIP,
)

HEADERS: dict[str, Shape] = {
    "ETag": {"description": "Dấu của nội dung; cùng dữ liệu thì cùng dấu.", "required": True, "schema": {"type": "string", "pattern": '^"[0-9a-f]{64}"$'}},
    "Repr-Digest": {"description": "Mã băm SHA-256 của tệp (RFC 9530).", "required": True, "schema": {"type": "string", "pattern": "^sha-256=:[A-Za-z0-9+/]{43}=:$"}},
    "Content-Disposition": {"description": "Tên tệp có dấu (filename*) và không dấu (filename), theo RFC 6266; trả lời dạng JSON không có.", "schema": {"type": "string", "pattern": "^attachment; "}},
    "X-Document-Warnings": {"description": "Số cảnh báo; gọi …/validations để xem từng cảnh báo.", "required": True, "schema": {"type": "integer", "minimum": 0}},
    "X-Template": {"description": "Mẫu Word đã tạo văn bản: tên tệp và mã băm SHA-256 của tệp mẫu (RFC 8941).", "required": True, "schema": {"type": "string", "pattern": '^"[a-z0-9-]+\\.docx";sha256="[0-9a-f]{64}"$'}},
    "X-Conformance": {"description": "Số điểm chưa đúng Nghị định 30/2020/NĐ-CP tìm thấy trong tệp Word; có khi yêu cầu “Prefer: conformance=check”. Văn bản do dịch vụ này tạo có 0.", "schema": {"type": "integer", "minimum": 0}},
    "X-Findings-Before": {"description": "Số điểm chưa đúng thể thức trong tệp gửi lên, không kể các quy tắc cần bản PDF.", "required": True, "schema": {"type": "integer", "minimum": 0}},
    "X-Findings-After": {"description": "Số điểm còn lại sau khi sửa, xét lại từ chính tệp trả về.", "required": True, "schema": {"type": "integer", "minimum": 0}},
    "X-Runs-Converted": {"description": "Số chỗ có chữ được chuyển sang Unicode.", "required": True, "schema": {"type": "integer", "minimum": 0}},
    "X-Document-Errors": {"description": "Số lỗi.", "required": True, "schema": {"type": "integer", "minimum": 0}},
    "Preference-Applied": {"description": "Những yêu cầu của “Prefer” đã được áp dụng.", "schema": {"type": "string", "enum": ["handling=strict", "conformance=check", "handling=strict, conformance=check"]}},
    "Cache-Control": {"description": "Dữ liệu không được lưu lại; những gì chỉ để đọc thì giữ được nhưng phải hỏi lại.", "required": True, "schema": {"type": "string", "enum": ["no-store", "private, no-cache"]}},
    "WWW-Authenticate": {"description": "Cách chứng minh quyền truy cập (RFC 6750).", "schema": {"type": "string", "pattern": "^Bearer "}},
    "Retry-After": {"description": "Sau bao nhiêu giây thì gửi lại.", "schema": {"type": "integer", "minimum": 1}},
    "RateLimit": {"description": "Số yêu cầu còn lại trong phút và số giây cho đến khi có lại đủ; chỉ có khi dịch vụ đã cấu hình quyền truy cập.", "schema": {"type": "string", "pattern": '^"minute";r=[0-9]+;t=[0-9]+$'}},
    "RateLimit-Policy": {"description": "Số yêu cầu được gửi mỗi phút.", "schema": {"type": "string", "pattern": '^"minute";q=[0-9]+;w=60$'}},
    "Location": {"description": "Địa chỉ của lô văn bản.", "required": True, "schema": {"type": "string", "pattern": "^/api/v1/jobs/[0-9a-f]{32}$"}},
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
            "description": "“handling=strict” (RFC 7240): cảnh báo cũng là lỗi. “conformance=check”, khi tạo văn bản: kiểm tra ngay thể thức của tệp Word, số điểm tìm thấy ở X-Conformance.",
            "schema": {"type": "string"},
            "examples": {
                "strict": {"value": "handling=strict"},
                "conformance": {"value": "conformance=check"},
            },
        },
    ),
    "profile": (
        "query",
        {
            "name": "profile",
            "description": "Tên một hồ sơ cơ quan đã cài: mục nào dữ liệu không ghi thì lấy ở hồ sơ. Văn bản mang đủ dữ liệu của nó, không nhắc đến hồ sơ.",
            "schema": {"type": "string"},
            "examples": {"office": {"value": "so-ngoai-vu"}},
        },
    ),
    "name": (
        "path",
        {
            "name": "name",
            "required": True,
            "description": "Tên hồ sơ cơ quan.",
            "schema": {"type": "string"},
            "examples": {"office": {"value": "so-ngoai-vu"}},
        },
    ),
    "job_id": (
        "path",
        {
            "name": "job_id",
            "required": True,
            "description": "Mã lô văn bản.",
            "schema": {"type": "string"},
            "examples": {"job": {"value": "0123456789abcdef0123456789abcdef"}},
        },
    ),
    "Idempotency-Key": (
        "header",
        {
            "name": "Idempotency-Key",
            "description": "Gửi lại cùng khóa và cùng lô thì được đúng lô đã nhận, không tạo lần nữa.",
            "schema": {"type": "string", "maxLength": 255},
            "examples": {"key": {"value": "khen-thuong-2026-dot-1"}},
        },
    ),
    "type": (
        "query",
        {
            "name": "type",
            "description": "Loại văn bản (slug), nếu biết; trong biểu mẫu thì ghi ở phần “type” cũng được.",
            "schema": {"type": "string"},
            "examples": {"decision": {"value": "commendation-decision"}},
        },
    ),
    "pages": (
        "query",
        {
            "name": "pages",
            "description": "true: vẽ các trang (máy chủ phải có LibreOffice) để xét cả vị trí và ghi “page”, “box” của từng chỗ. Với Accept là application/zip thì luôn vẽ.",
            "schema": {"type": "string", "enum": ["true", "false"]},
            "examples": {"drawn": {"value": "true"}},
        },
    ),
    "tracked": (
        "query",
        {
            "name": "tracked",
            "description": "1: ghi thành vết sửa (Track Changes) để văn thư nhận hoặc bỏ từng chỗ trong Word; trong biểu mẫu thì ghi ở phần “tracked” cũng được.",
            "schema": {"type": "string", "enum": ["0", "1"]},
            "examples": {"tracked": {"value": "1"}},
        },
    ),
    "on": (
        "query",
        {
            "name": "on",
            "description": "Ngày cần hỏi, dạng 2020-07-01; bỏ trống thì lấy hôm nay (khi kiểm tra: ngày ký của văn bản, không có thì hôm nay).",
            "schema": {"type": "string", "anyOf": [{"format": "date"}, {"const": ""}]},
            "examples": {"day": {"value": "2025-07-01"}},
        },
    ),
    "formats": (
        "query",
        {
            "name": "formats",
            "description": f"Các dạng cần có. Ở …/documents chỉ dùng khi Accept là {DOCUMENT_JSON}, và luôn có docx; ở …/batches dùng khi gửi từng dòng.",
            "schema": {"type": "string", "enum": ["docx", "docx,pdf", "pdf"]},
            "examples": {"both": {"value": "docx,pdf"}},
        },
    ),
    "If-None-Match": (
        "header",
        {
            "name": "If-None-Match",
            "description": "ETag của lần trước: chưa đổi thì trả lời 304, không có nội dung.",
            "schema": {"type": "string"},
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
TYPES = _answer("Các loại văn bản.", listed("DocumentTypeSummary"), "ETag")
TYPE = _answer(
    "Loại văn bản, với lược đồ và các mục của dữ liệu vào.", ref("schemas", "DocumentType"), "ETag"
)
FAULT_CODES = _answer("Mọi mã, với nghĩa.", listed("FaultCodeMeaning"), "ETag")
NOT_MODIFIED: Shape = {
    "description": "Chưa đổi so với lần trước.",
    "headers": {"ETag": ref("headers", "ETag")},
}
VERDICT = _answer(
    "Đã kiểm tra; không tạo văn bản.", ref("schemas", "Verdict"), "Preference-Applied"
)
HELD_INPUT = _answer(
    "Dữ liệu trong tệp; không tạo văn bản.", ref("schemas", "HeldInput"), "Preference-Applied"
)
CONFORMANCE = _answer("Đã kiểm tra thể thức.", ref("schemas", "ConformanceReport"))
CONFORMANCE["content"] |= {
    SARIF: {"schema": {"type": "object", "description": "Nhật ký SARIF 2.1.0 của OASIS."}},
    **{kind: {"schema": {"type": "string", "format": "binary"}} for kind in (DOCX, ZIP)},
}
LEGAL_BASES = _answer("Các căn cứ còn hiệu lực.", ref("schemas", "LegalBases"), "ETag")
LAW = _answer("Pháp luật của ngày đó.", ref("schemas", "Law"), "ETag")
PROFILES = _answer("Các hồ sơ cơ quan đã cài.", listed("ProfileSummary"), "ETag")
PROFILE = _answer("Một hồ sơ cơ quan.", ref("schemas", "InstalledProfile"), "ETag")
JOB = _answer("Lô văn bản.", ref("schemas", "Job"), "Retry-After")
JOB_BEGUN = _answer(
    "Đã nhận lô văn bản.", ref("schemas", "Job"), "Location", "Retry-After", "Preference-Applied"
)
JOB_RESULT = _answer(
    "Các văn bản của lô, và manifest.json.",
    {"type": "string", "format": "binary"},
    "Content-Disposition",
    media_type=ZIP,
)
DELETED: Shape = {"description": "Đã xóa."}
#: What a batch may be sent as.
BATCH: Shape = {
    JSON: {"schema": ref("schemas", "Batch")},
    NDJSON: {
        "schema": {
            "type": "string",
            "description": "Mỗi dòng một mục {id, input}, dạng JSON.",
        }
    },
}
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
    "X-Conformance",
    "X-Template",
    "Preference-Applied",
    media_type=DOCX,
)
DOCUMENT["content"][PDF] = {"schema": {"type": "string", "format": "binary"}}
DOCUMENT["content"][DOCUMENT_JSON] = {"schema": ref("schemas", "DocumentEnvelope")}
FORM = _answer(
    "Bảng tính để điền.",
    {"type": "string", "format": "binary"},
    "Content-Disposition",
    "ETag",
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
MENDED_DOCUMENT = _answer(
    "Văn bản Word đã sửa thể thức, không một ký tự nào khác bản gửi lên; hoặc danh sách những gì sẽ đổi.",
    {"type": "string", "format": "binary"},
    "Content-Disposition",
    "ETag",
    "Repr-Digest",
    "X-Findings-Before",
    "X-Findings-After",
    media_type=DOCX,
)
MENDED_DOCUMENT["content"][JSON] = {"schema": ref("schemas", "MendingPlan")}


CONVERTED_DOCUMENT = _answer(
    "Văn bản Word với chữ Unicode, hoặc danh sách những chỗ được chuyển.",
    {"type": "string", "format": "binary"},
    "Content-Disposition",
    "ETag",
    "Repr-Digest",
    "X-Runs-Converted",
    media_type=DOCX,
)
CONVERTED_DOCUMENT["content"][JSON] = {"schema": ref("schemas", "UnicodeConversion")}


def sample(inputs: list[str]) -> Shape:
    """The answer that is an input of one of the types."""
    return _answer(
        "Một dữ liệu vào đầy đủ, dùng được ngay.",
        {"anyOf": [ref("schemas", name) for name in inputs]},
        "ETag",
    )


_FAILURE_HEADERS = {
    401: ("WWW-Authenticate",),
    403: ("WWW-Authenticate",),
    405: ("Allow",),
    409: ("Retry-After",),
    429: ("Retry-After", "RateLimit", "RateLimit-Policy"),
    503: ("Retry-After",),
}


def failures() -> dict[int, Shape]:
    """For every status of ``PROBLEMS`` the answer that says so."""
    titles: dict[int, list[str]] = {}
    for problem in sorted(PROBLEMS, key=lambda problem: problem.status):
        if problem.status:
            titles.setdefault(problem.status, []).append(problem.title)
    return {
        status: _answer(
            "; ".join(of_status) + ".",
            ref("schemas", "Problem"),
            *_FAILURE_HEADERS.get(status, ()),
            media_type=PROBLEM_JSON,
        )
        for status, of_status in titles.items()
    }

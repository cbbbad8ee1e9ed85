"""The JSON that the API answers, as schemas; those of the inputs are made in ``input_schemas``."""

from __future__ import annotations

from service.http.openapi import (
    conformance_schemas,
    fault_codes,
    job_schemas,
    law_schemas,
    reading_schemas,
)
from service.http.openapi.shapes import POINTER, Shape, listed, record, ref, text

SCHEMAS: dict[str, Shape] = {
    "Violation": record(
        {
            "pointer": POINTER,
            "field": text("Tên mục bằng tiếng Việt.", examples=["Họ và tên"]),
            "code": ref("schemas", "FaultCode"),
            "message": text("Một câu: sai gì và sửa thế nào."),
            "suggestion": {"description": "Giá trị đúng, chỉ có khi chắc chắn."},
            "cell": text("Ô trong bảng tính, khi dữ liệu là bảng tính.", examples=["Cá nhân!C7"]),
        },
        "pointer field code message",
        additionalProperties=False,
        description="Một lỗi hoặc một cảnh báo về một giá trị.",
    ),
    "FaultCode": text("Mã lỗi không đổi.", enum=fault_codes.codes(), examples=["required"]),
    "FaultCodeMeaning": record(
        {
            "code": ref("schemas", "FaultCode"),
            "meaning_vi": text("Nghĩa bằng tiếng Việt."),
            "meaning_en": text("Nghĩa bằng tiếng Anh.", examples=["A required value is missing."]),
        },
        "code meaning_vi meaning_en",
        additionalProperties=False,
        description="Nghĩa của một mã lỗi.",
    ),
    "Verdict": record(
        {
            "valid": {"type": "boolean", "description": "Tạo được văn bản từ dữ liệu này."},
            "errors": listed("Violation", "Mọi lỗi; trống khi dữ liệu dùng được."),
            "warnings": listed("Violation", "Điều nên xem lại; không ngăn việc tạo văn bản."),
            "law": ref("schemas", "JudgedBy"),
            "reading": ref("schemas", "Reading"),
        },
        "valid errors warnings law",
        description="Kết quả kiểm tra dữ liệu.",
    ),
    "DocumentEnvelope": record(
        {
            "file_name": text("Tên của tệp Word."),
            "template": text(
                "Mẫu Word đã tạo văn bản, như X-Template.",
                examples=['"summary-report.docx";sha256="9f…"'],
            ),
            "service_version": text("Phiên bản của dịch vụ."),
            "formats": record(
                {
                    "docx": text("Tệp Word.", contentEncoding="base64"),
                    "pdf": text("Tệp PDF, khi đã hỏi.", contentEncoding="base64"),
                },
                "docx",
                additionalProperties=False,
                description="Tệp theo từng dạng.",
            ),
            "warnings": listed("Violation", "Điều nên xem lại."),
        },
        "file_name template service_version formats warnings",
        additionalProperties=False,
        description="Văn bản và mọi điều nói về nó trong một trả lời.",
    ),
    "HeldInput": record(
        {
            "input": {
                "description": "Dữ liệu mà tệp chứa: của văn bản là dữ liệu lúc tạo, của bảng tính là những gì đọc được cùng với phần “data”. Gửi lại được như nó có."
            },
            "reading": {"anyOf": [ref("schemas", "Reading"), {"type": "null"}]},
            "changes": listed(
                "Change", "Những chỗ đã sửa trong Word sau khi tạo; trống với bảng tính."
            ),
            "errors": listed(
                "Violation", "Mọi lỗi, như …/validations; trống khi dữ liệu dùng được."
            ),
            "warnings": listed("Violation", "Điều nên xem lại, như …/validations."),
        },
        "input reading changes errors warnings",
        description="Dữ liệu mà một bảng tính hay một văn bản chứa.",
    ),
    "Change": record(
        {
            "kind": {"enum": ["changed", "added", "removed"]},
            "pointer": {
                "anyOf": [POINTER, {"type": "null"}],
                "description": "Mục của “input” mà chỗ sửa chắc chắn cho giá trị mới: changed thì đặt “now” vào đó, added thì chèn “now” vào trước dòng đó, removed thì bỏ dòng đó; mọi con trỏ là của “input” như trả về. null khi không có mục nào như vậy; khi đó chỗ sửa phải nhập lại.",
            },
            "where": text(
                "Tên mục, hoặc nơi trong văn bản.", examples=["Họ và tên", "Điều 1, khoản 2"]
            ),
            "generated": {
                "description": "Giá trị lúc tạo (khi có pointer), hoặc chữ mà dữ liệu tạo ra ở đó; trống khi chỗ đó được thêm."
            },
            "now": {
                "description": "Giá trị mới (khi có pointer), hoặc chữ đang có trong tệp; trống khi chỗ đó đã bị bỏ."
            },
        },
        "kind pointer where generated now",
        additionalProperties=False,
        description="Một chỗ đã sửa trong Word.",
    ),
    "Reading": reading_schemas.READING,
    **conformance_schemas.SCHEMAS,
    "Problem": record(
        {
            "type": text(
                "Địa chỉ đoạn giải thích trong tài liệu này.",
                format="uri-reference",
                examples=["/docs#invalid-input"],
            ),
            "title": text("Tên lỗi."),
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": text("Lần này sai gì và sửa thế nào."),
            "errors": listed(
                "Violation", "Các lỗi của dữ liệu; trống khi lỗi không nằm ở dữ liệu."
            ),
            "warnings": listed("Violation", "Các cảnh báo của dữ liệu."),
            "where": text("Chỗ không đọc được.", examples=["dòng 3, cột 14"]),
            "limit": {"type": "integer", "description": "Giới hạn bị vượt, tính bằng byte."},
            "id": text("Mã lần lỗi, cũng có trong nhật ký máy chủ."),
        },
        "type title status detail errors",
        description="Một yêu cầu không thành công (RFC 9457).",
    ),
    "DocumentTypeSummary": record(
        {
            "slug": text("Tên dùng trong đường dẫn.", examples=["commendation-decision"]),
            "title": text("Tên tiếng Việt."),
            "purpose": text("Dùng để làm gì."),
            "links": {
                "type": "object",
                "description": "Các địa chỉ của loại văn bản này.",
                "additionalProperties": {"type": "string", "format": "uri-reference"},
            },
        },
        "slug title purpose links",
    ),
    "DocumentType": {
        "allOf": [
            ref("schemas", "DocumentTypeSummary"),
            record(
                {
                    "schema": {
                        "type": "object",
                        "description": "JSON Schema 2020-12 của dữ liệu vào, đứng riêng được.",
                    },
                    "fields": listed("Field", "Các mục theo thứ tự, kể cả mục bên trong."),
                },
                "schema fields",
            ),
        ]
    },
    "Field": record(
        {
            "pointer": text(
                "JSON Pointer, với * thay cho số thứ tự của dòng.",
                examples=["/awards/*/individuals/*/full_name"],
            ),
            "kind": text("Loại mục.", examples=["text", "date", "parts"]),
            "label": text("Tên mục."),
            "help": text("Lời hướng dẫn."),
            "required": {"type": "boolean"},
            "example": {"description": "Giá trị ví dụ."},
            "part": text("Phần hoặc dòng chứa mục này."),
            "of": text("Loại của từng dòng trong một danh sách giá trị."),
            "choices": {
                "type": "array",
                "items": record(
                    {"value": text("Giá trị gửi."), "label": text("Nghĩa.")}, "value label"
                ),
            },
            "words": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Chữ được ghi thay cho cả phần.",
            },
            "least": {"type": "number"},
            "most": {"type": "number"},
            "longest": {"type": "integer", "description": "Số ký tự nhiều nhất."},
            "at_least": {"type": "integer", "description": "Số dòng ít nhất."},
            "repeats": text("Phần lặp lại bên trong chính nó: có các mục như ở địa chỉ này."),
            "short": text("Mục của phần mà một chữ có thể ghi thay cho cả phần."),
            "one_of": {"type": "boolean", "description": "Mỗi dòng chỉ ghi một trong các mục."},
        },
        "pointer kind label help required",
        additionalProperties=False,
    ),
    **law_schemas.SCHEMAS,
    "ProfileSummary": record(
        {
            "name": text("Tên dùng trong địa chỉ.", examples=["so-ngoai-vu"]),
            "title": text("Tên cơ quan."),
            "links": {
                "type": "object",
                "additionalProperties": {"type": "string", "format": "uri-reference"},
            },
        },
        "name title links",
        description="Một hồ sơ cơ quan mà người quản trị đã cài.",
    ),
    "InstalledProfile": {
        "allOf": [
            ref("schemas", "ProfileSummary"),
            record({"profile": ref("schemas", "Profile")}, "profile"),
        ]
    },
    **job_schemas.SCHEMAS,
    "Health": record({"status": {"const": "ok"}}, "status"),
    "Readiness": record(
        {
            "status": {"enum": ["ready", "not ready"]},
            "problems": {
                "type": "object",
                "description": "Theo từng loại văn bản, mẫu Word sai ở đâu; theo tệp, hồ sơ cơ quan nào sai; theo biến cấu hình, tệp quyền truy cập nào không dùng được; trống khi sẵn sàng.",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
            },
            "warnings": {
                "type": "object",
                "description": "Theo biến cấu hình: khóa sắp hết hạn, mật khẩu còn lưu theo cách cũ, gói dữ liệu không dùng được; ở “law”, văn bản sắp hết hoặc đã hết hiệu lực mà chưa có văn bản thay thế; vẫn sẵn sàng.",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
            },
            "catalogue": record(
                {
                    "as_of": {
                        "type": "string",
                        "format": "date",
                        "description": "Ngày rà soát danh mục căn cứ pháp lý.",
                    },
                    "entries": {"type": "integer", "minimum": 0},
                },
                "as_of entries",
                description="Danh mục căn cứ pháp lý đang dùng.",
            ),
            "data_pack": ref("schemas", "DataPack"),
        },
        "status problems warnings catalogue data_pack",
    ),
}

"""The account of what was read of a spreadsheet or a text, as a schema (contract §7)."""

from __future__ import annotations

from service.http.openapi.shapes import POINTER, record, text

_COLUMN = record(
    {
        "letter": text("Chữ của cột.", examples=["B"]),
        "header": text("Tiêu đề như đã gõ."),
        "field": {
            "type": ["string", "null"],
            "description": "Con trỏ của mục mà cột cho; null khi cột không được dùng.",
        },
        "why": text("Vì sao không dùng; trống khi được dùng."),
    },
    "letter header field why",
)
_SKIPPED_ROW = record(
    {
        "row": {"type": "integer", "minimum": 1},
        "why": text("Vì sao không lấy."),
        "text": text("Nội dung của dòng."),
    },
    "row why text",
)

_LINE = record(
    {
        "state": {
            "enum": ["taken", "doubtful", "left", "printed"],
            "description": "taken: lấy được; doubtful: lấy được nhưng nên xem lại; left: không lấy; printed: không lấy vì văn bản tự in.",
        },
        "pointer": {"anyOf": [POINTER, {"type": "null"}]},
        "text": text("Chữ của bài."),
        "where": text("Nơi trong bài.", examples=["đoạn 12", "bảng 2, dòng 3"]),
        "why": {
            "type": ["string", "null"],
            "description": "Được hiểu là gì, hoặc vì sao không lấy.",
        },
    },
    "state pointer text where why",
    additionalProperties=False,
)

READING = record(
    {
        "sheets": {
            "type": "array",
            "items": record(
                {
                    "name": text("Tên trang tính."),
                    "used": {"type": "boolean", "description": "Trang này được đọc."},
                    "why": text("Vì sao không đọc; trống khi được đọc."),
                    "header_rows": {"type": "array", "items": {"type": "integer"}},
                    "columns": {"type": "array", "items": _COLUMN},
                    "rows_taken": {"type": "integer", "description": "Số dòng đã lấy."},
                    "rows_skipped": {"type": "array", "items": _SKIPPED_ROW},
                },
                "name used why header_rows columns rows_taken rows_skipped",
            ),
        },
        "lines": {
            "type": "array",
            "description": "Của một văn bản không do dịch vụ tạo: từng mẩu chữ theo thứ tự của bài, lấy được hay không, ở đâu trong bài.",
            "items": _LINE,
        },
        "derived": {
            "type": "array",
            "description": "Giá trị suy ra từ văn bản, không phải chữ của bài.",
            "items": record({"pointer": POINTER, "value": {}}, "pointer value"),
        },
        "not_taken": {
            "type": "array",
            "description": "Những gì trong tệp ngoài phần chữ: chữ đã xóa, chú thích, đầu trang …",
            "items": record(
                {
                    "kind": {"type": "string"},
                    "text": text("Chữ ở đó."),
                    "count": {"type": "integer"},
                },
                "kind text count",
            ),
        },
        "missing": {
            "type": "array",
            "description": "Chữ không tìm lại được sau khi đọc; trống khi đủ.",
            "items": {"type": "string"},
        },
    },
    "sheets",
    description="Đã đọc những gì của một bảng tính (sheets) hay của một văn bản không do dịch vụ tạo (lines), những gì không đọc và vì sao.",
)

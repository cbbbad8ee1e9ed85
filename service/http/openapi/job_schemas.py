"""The JSON of batches and jobs, as schemas."""

from __future__ import annotations

from service.http.openapi.shapes import Shape, listed, record, ref, text
from service.jobs.batch import LONGEST_ID
from service.jobs.job import FORMATS

_COUNT = {"type": "integer", "minimum": 0}
_MOMENT = {"type": "string", "format": "date-time"}

SCHEMAS: dict[str, Shape] = {
    "BatchItem": record(
        {
            "id": text("Mã của mục, không trùng mục khác.", minLength=1, maxLength=LONGEST_ID),
            "input": {"description": "Dữ liệu của một văn bản."},
        },
        "id input",
        additionalProperties=False,
    ),
    "Batch": record(
        {
            "items": {**listed("BatchItem", "Các văn bản cần tạo."), "minItems": 1},
            "formats": {
                "type": "array",
                "description": "Dạng tệp cần tạo; không có thì là docx.",
                "items": {"enum": [*FORMATS]},
            },
            "strict": {"type": "boolean", "description": "Cảnh báo cũng là lỗi."},
        },
        "items",
        additionalProperties=False,
        description="Một lô văn bản.",
    ),
    "Job": record(
        {
            "id": text("Mã lô văn bản.", pattern="^[0-9a-f]{32}$"),
            "state": {"enum": ["queued", "running", "done", "cancelled"]},
            "total": _COUNT,
            "done": {**_COUNT, "description": "Số văn bản đã tạo; chỉ tăng."},
            "failed": {**_COUNT, "description": "Số mục không tạo được vì dữ liệu sai; chỉ tăng."},
            "created_at": _MOMENT,
            "expires_at": {**_MOMENT, "description": "Sau lúc này mọi thứ của lô bị xóa."},
            "links": record(
                {
                    "self": text("Địa chỉ của lô."),
                    "result": text("Tệp zip kết quả, khi lô đã xong."),
                },
                "self",
            ),
        },
        "id state total done failed created_at expires_at links",
        description="Một lô văn bản và làm đến đâu.",
    ),
    "ManifestItem": record(
        {
            "id": text("Mã của mục."),
            "state": {"enum": ["made", "refused"]},
            "file": {"type": ["string", "null"], "description": "Tên tệp trong zip."},
            "sha256": {"type": ["string", "null"], "description": "Mã băm của tệp."},
            "pdf": ref("schemas", "ManifestFile"),
            "errors": listed("Violation"),
            "warnings": listed("Violation"),
        },
        "id state file sha256 errors warnings",
        description="Một mục của manifest.json, theo thứ tự đã gửi.",
    ),
    "ManifestFile": record(
        {"file": text("Tên tệp trong zip."), "sha256": text("Mã băm của tệp.")},
        "file sha256",
        description="Tệp PDF, khi lô cần cả docx và pdf.",
    ),
}

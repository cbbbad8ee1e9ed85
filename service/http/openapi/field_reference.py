"""The schemas, routes and rules become the contents of the manual at /docs, in plain Vietnamese."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from service.documents.document_type import DocumentType
from service.http import problems
from service.http.openapi import paths, response_objects
from service.media_types import DOCX
from service.schema import input_outline

#: The kinds of field in a programmer's words.
KINDS = {
    "text": "chữ, một dòng",
    "title": "chữ, xuống dòng là ngắt dòng ở đó",
    "paragraph": "chữ, xuống dòng được",
    "integer": "số nguyên",
    "figure": "số, có thể có phần thập phân",
    "money": "số tiền, đồng nguyên",
    "date": "ngày, dạng 2020-07-01",
    "partial_date": "ngày, tháng hoặc năm, dạng 2020-07-01, 2020-07 hoặc 2020",
    "moment": "ngày giờ, dạng 2020-07-01T08:00",
    "choice": "chọn một",
    "flag": "true hoặc false",
    "item": "chữ, hoặc nhóm mục {text, items[]} khi có ý nhỏ",
    "part": "nhóm mục { }",
    "parts": "danh sách nhóm mục [ { } ]",
    "values": "danh sách [ ]",
    "columns": "danh sách tên cột, hoặc nhóm mục",
    "rows": "danh sách dòng, mỗi dòng một danh sách ô",
}

_PART_OR_WORD = "nhóm mục { } hoặc một chữ"
_PART_OR_TEXT = "chữ, hoặc nhóm mục { }"
_ONE_OF = "danh sách nhóm mục [ { } ], mỗi nhóm chỉ ghi một trong các mục dưới đây"

#: What the codes of violations by single values mean; those of the rules explain themselves.
CODES = {
    "required": "Mục bắt buộc còn trống.",
    "unknown_field": "Tên mục không có trong loại văn bản này; đề nghị tên gần giống nhất.",
    "not_part": "Phải là một nhóm mục, đặt trong { }.",
    "not_list": "Phải là một danh sách, đặt trong [ ].",
    "too_few": "Danh sách có ít dòng hơn mức tối thiểu.",
    "too_many_rows": "Danh sách có nhiều dòng hơn giới hạn.",
    "not_text": "Phải là chữ.",
    "too_long": "Dài hơn số ký tự cho phép.",
    "wrong_form": "Không đúng dạng quy định của mục.",
    "control_character": "Có ký tự điều khiển.",
    "letter_lost": "Có một chữ đã bị mất (U+FFFD); phải gõ lại.",
    "legacy_encoding": "Gõ bằng bảng mã TCVN3 hoặc VNI; đề nghị chữ Unicode.",
    "invisible_removed": "Cảnh báo: có ký tự ẩn đã được bỏ.",
    "unknown_choice": "Không phải một trong các giá trị được chọn.",
    "not_integer": "Phải là số nguyên.",
    "not_figure": "Phải là số.",
    "out_of_range": "Số nằm ngoài khoảng cho phép.",
    "not_flag": "Phải là true hoặc false.",
    "not_date": "Không phải ngày có thật, viết dạng năm-tháng-ngày.",
    "not_moment": "Không phải ngày giờ có thật, viết dạng 2020-07-01T08:00.",
    "date_out_of_range": "Năm nằm ngoài khoảng cho phép.",
    "too_deep": "Tiêu đề của bảng, hoặc đề mục, có nhiều cấp hơn mức cho phép.",
    "not_cell": "Ô của bảng phải là chữ, số hoặc null.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a type's table of fields."""

    pointer: str
    depth: int
    label: str
    help: str
    kind: str
    required: bool
    bounds: str
    example: str
    choices: tuple[input_outline.Option, ...]
    words: tuple[str, ...]
    repeats: str | None


def contents(document_types: Iterable[DocumentType]) -> dict[str, Any]:
    """What the template of /docs prints: types, routes and their parameters, problems, codes."""
    types = [
        {
            "slug": document_type.slug,
            "title": document_type.title,
            "purpose": document_type.purpose,
            "lines": [_line(item) for item in input_outline.items(document_type.schema)],
            "rules": document_type.rules,
        }
        for document_type in document_types
    ]
    return {
        "types": types,
        "routes": paths.ROUTES,
        "parameters": response_objects.PARAMETERS,
        "problems": problems.PROBLEMS,
        "codes": CODES,
        "docx": DOCX,
    }


def _line(item: input_outline.Item) -> Line:
    kind = _kind(item)
    single = item.kind not in ("part", "parts") and not item.words
    return Line(
        pointer=item.pointer,
        depth=item.depth,
        label=item.label,
        help=item.help,
        kind=kind,
        required=item.required,
        bounds="; ".join(_bounds(item)),
        example=_shown(item.example) if single and item.example is not None else "",
        choices=item.choices,
        words=tuple(word for word, _ in item.words),
        repeats=item.repeats,
    )


def _kind(item: input_outline.Item) -> str:
    """What an item is in a programmer's words."""
    if item.words:
        return _PART_OR_WORD
    if item.short:
        return _PART_OR_TEXT
    if item.one_of:
        return _ONE_OF
    return f"{KINDS[item.kind]} các mục {KINDS[item.of]}" if item.of else KINDS[item.kind]


def _bounds(item: input_outline.Item) -> Iterable[str]:
    if item.at_least:
        yield f"ít nhất {item.at_least} dòng"
    if item.longest is not None:
        yield f"nhiều nhất {item.longest} ký tự"
    if item.least is not None and item.most is not None:
        yield f"từ {item.least} đến {item.most}"
    elif item.least is not None:
        yield f"từ {item.least} trở lên"


def _shown(example: Any) -> str:
    return json.dumps(example, ensure_ascii=False)

"""The schemas, routes and rules become the contents of the manual at /docs, in plain Vietnamese."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from service.documents.document_type import DocumentType
from service.http import problems
from service.http.openapi import fault_codes, paths, response_objects
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
        "codes": {**fault_codes.OF_VALUES, **fault_codes.OF_FILES},
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

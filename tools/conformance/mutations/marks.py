"""Faults of the marks in frames: urgency below the number, circulation in the header of the first page."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tools.conformance.mutations.mutation import Fault, Mutation, letters
from tools.conformance.opened import (
    Absent,
    Opened,
    W,
    set_letters,
    set_lines,
    text_of,
)

PRIORITY = r"^(HỎA TỐC|THƯỢNG KHẨN|KHẨN)$"
_CIRCULATION = ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")
_SIDES = ("top", "left", "bottom", "right")


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _priority(opened: Opened) -> Any:
    return opened.paragraph(PRIORITY)


def _circulation(opened: Opened) -> Any:
    for name in sorted(opened.parts):
        if name.startswith("word/header"):
            for paragraph in opened.root(name).iter(_w("p")):
                if text_of(paragraph) in _CIRCULATION:
                    return paragraph
    raise Absent("circulation")


def _bordered(mark: Any, line: str) -> Fault:
    """All sides of the frame have this line."""

    def fault(opened: Opened) -> None:
        cell = next(mark(opened).iterancestors(_w("tc")))
        borders = etree.Element(_w("tcBorders"))
        for side in _SIDES:
            etree.SubElement(borders, _w(side)).set(_w("val"), line)
        cell.find(f"{_w('tcPr')}/{_w('tcW')}").addnext(borders)

    return fault


def _wide(mm: float) -> Fault:
    def fault(opened: Opened) -> None:
        cell = next(_priority(opened).iterancestors(_w("tc")))
        table = next(cell.iterancestors(_w("tbl")))
        for width in (*table.iter(_w("tcW")), *table.iter(_w("gridCol"))):
            width.set(_w("w"), str(round(mm * 1440 / 25.4)))

    return fault


def _high(mm: float) -> Fault:
    def fault(opened: Opened) -> None:
        row = next(_priority(opened).iterancestors(_w("tr")))
        height = row.find(f"{_w('trPr')}/{_w('trHeight')}")
        if height is None:
            raise Absent("height")
        height.set(_w("val"), str(round(mm * 1440 / 25.4)))

    return fault


def _circulation_letters(**look: object) -> Fault:
    def fault(opened: Opened) -> None:
        for run in _circulation(opened).iter(_w("r")):
            set_letters(run, **look)

    return fault


MUTATIONS = (
    Mutation(
        "stamp-double", "Dấu khẩn viền đôi", ("priority-frame",), _bordered(_priority, "double")
    ),
    Mutation(
        "stamp-no-frame",
        "Dấu khẩn không có khung",
        ("priority-frame",),
        _bordered(_priority, "nil"),
    ),
    Mutation(
        "stamp-30-wide", "Khung “THƯỢNG KHẨN” rộng 30 mm", ("priority-frame-size",), _wide(30)
    ),
    Mutation("stamp-12-high", "Khung dấu khẩn cao 12 mm", ("priority-frame-size",), _high(12)),
    Mutation(
        "stamp-left",
        "Chữ dấu khẩn canh trái trong khung",
        ("priority-frame-middle",),
        lambda opened: set_lines(_priority(opened), align="left"),
    ),
    Mutation("stamp-16", "Dấu khẩn cỡ 16", ("priority-size",), letters(PRIORITY, size=16)),
    Mutation("stamp-thin", "Dấu khẩn không đậm", ("priority-bold",), letters(PRIORITY, bold=False)),
    Mutation(
        "stamp-italic", "Dấu khẩn in nghiêng", ("priority-italic",), letters(PRIORITY, italic=True)
    ),
    Mutation(
        "stamp-black", "Dấu khẩn màu đen", ("stamp-colour",), letters(PRIORITY, colour="000000")
    ),
    Mutation(
        "circulation-dashed",
        "Chỉ dẫn lưu hành viền nét đứt",
        ("circulation-frame",),
        _bordered(_circulation, "dashed"),
    ),
    Mutation(
        "circulation-left",
        "Chỉ dẫn lưu hành canh trái trong khung",
        ("circulation-frame-middle",),
        lambda opened: set_lines(_circulation(opened), align="left"),
    ),
    Mutation(
        "circulation-11",
        "Chỉ dẫn lưu hành cỡ 11",
        ("circulation-size",),
        _circulation_letters(size=11),
    ),
    Mutation(
        "circulation-italic",
        "Chỉ dẫn lưu hành in nghiêng",
        ("circulation-italic",),
        _circulation_letters(italic=True),
    ),
)

"""Faults of the numbers that Word's lists draw: no letter of a text looks wrong, and the page does."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tools.conformance.mutations.mutation import Fault, Mutation
from tools.conformance.opened import Absent, Opened, W, set_letters, set_lines

_W = f"{{{W}}}"


def _numbered(opened: Opened) -> list[Any]:
    found = [one for one in opened.root().iter(f"{_W}p") if one.find(f".//{_W}numPr") is not None]
    if not found:
        raise Absent("automatic numbers")
    return found


def _of_mark(*, every: bool = False, **look: object) -> Fault:
    """The mark of the first numbered paragraph, or of every one, looks otherwise."""

    def fault(opened: Opened) -> None:
        for paragraph in _numbered(opened)[: None if every else 1]:
            set_letters(paragraph.find(f"{_W}pPr"), **look)
            set_lines(paragraph)

    return fault


def _of_level(**look: object) -> Fault:
    """The level of every list says that its numbers look otherwise."""

    def fault(opened: Opened) -> None:
        _numbered(opened)
        for level in opened.root("word/numbering.xml").iter(f"{_W}lvl"):
            if level.find(f"{_W}rPr") is None:
                etree.SubElement(level, f"{_W}rPr")
            set_letters(level, **look)

    return fault


MUTATIONS = (
    Mutation(
        "label-red-level",
        "Số thứ tự tự động màu đỏ, do cấp của danh sách",
        ("label-colour",),
        _of_level(colour="FF0000"),
    ),
    Mutation(
        "label-red-mark",
        "Một số thứ tự tự động màu đỏ, do dấu hết đoạn",
        ("label-colour",),
        _of_mark(colour="C00000"),
    ),
    Mutation(
        "label-arial-level",
        "Số thứ tự tự động phông Arial, do cấp của danh sách",
        ("label-font",),
        _of_level(font="Arial"),
    ),
    Mutation(
        "label-calibri-mark",
        "Số thứ tự tự động phông Calibri, do dấu hết đoạn",
        ("label-font",),
        _of_mark(every=True, font="Calibri"),
    ),
    Mutation(
        "label-11",
        "Số thứ tự tự động cỡ 11",
        ("label-size",),
        _of_level(size=11),
    ),
    Mutation(
        "label-bold",
        "Số thứ tự tự động của khoản không có tiêu đề in đậm",
        ("label-bold",),
        _of_mark(bold=True),
    ),
    Mutation(
        "label-italic",
        "Số thứ tự tự động in nghiêng",
        ("label-italic",),
        _of_level(italic=True),
    ),
)

"""A .docx becomes the same with its places where a fixer may not, or not easily, reach them: locked controls, boxes, second writings."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from lxml import etree

from service.conformance.fixing.element_order import holder, put
from service.docx.word_namespace import W
from tools.conformance.opened import Opened

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX: Final = (
    f'<w:p xmlns:w="{W[1:-1]}" xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape style="width:200pt;height:30pt">'
    "<v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></w:r></w:p>"
)
Hide = Callable[[Opened], None]


def hidden(docx: bytes, hide: Hide) -> bytes:
    """The document with its places hidden so."""
    opened = Opened(docx)
    hide(opened)
    return opened.packed()


def control(element: Any, lock: str = "") -> None:
    """Put an element into a content control, under this lock."""
    made = etree.Element(f"{W}sdt")
    properties = etree.SubElement(made, f"{W}sdtPr")
    if lock:
        etree.SubElement(properties, f"{W}lock").set(f"{W}val", lock)
    element.addprevious(made)
    etree.SubElement(made, f"{W}sdtContent").append(element)


def _blocks(opened: Opened) -> list[Any]:
    body = opened.root().find(f"{W}body")
    return [block for block in body if block.tag in (f"{W}p", f"{W}tbl")]


def _around(opened: Opened) -> Iterator[Any]:
    for name in opened.parts:
        if name.startswith(("word/header", "word/footer")):
            yield from list(opened.root(name))


def _runs(opened: Opened) -> list[Any]:
    return [run for run in opened.root().iter(f"{W}r") if run.getparent().tag == f"{W}p"]


def _locked_blocks(opened: Opened) -> None:
    for block in _blocks(opened)[::2]:
        control(block, "contentLocked")


def _locked_cells(opened: Opened) -> None:
    for cell in [one for one in opened.root().iter(f"{W}tc") if one.getparent().tag == f"{W}tr"]:
        control(cell, "sdtContentLocked")


def _locked_runs(opened: Opened) -> None:
    for run in _runs(opened)[::2]:
        control(run, "contentLocked")


def _all_locked(opened: Opened) -> None:
    for run in _runs(opened):
        control(run, "contentLocked")


def _open_controls(opened: Opened) -> None:
    for element in (*_blocks(opened), *_around(opened)):
        control(element)


def _locked_around(opened: Opened) -> None:
    for element in _around(opened):
        control(element, "contentLocked")


def _written_twice(opened: Opened) -> None:
    for run in _runs(opened):
        both = etree.Element(f"{_MC}AlternateContent")
        run.addprevious(both)
        etree.SubElement(both, f"{_MC}Choice", Requires="wps").append(run)
        etree.SubElement(both, f"{_MC}Fallback").append(copy.deepcopy(run))


def _boxes(opened: Opened) -> None:
    for block in _blocks(opened)[1::4]:
        if block.tag == f"{W}p" and block.find(f"{W}pPr/{W}sectPr") is None:
            box = etree.fromstring(_BOX)
            block.addprevious(box)
            next(box.iter(f"{W}txbxContent")).append(block)


def _signs(opened: Opened) -> None:
    for run in _runs(opened)[::3]:
        etree.SubElement(run, f"{W}sym", {f"{W}font": "Wingdings", f"{W}char": "F0FC"})


def _right_to_left(opened: Opened) -> None:
    for paragraph in list(opened.root().iter(f"{W}p"))[::2]:
        put(holder(paragraph, "pPr"), "bidi")


def _nothing(_: Opened) -> None:
    """As it is."""


HIDDEN: Final[Mapping[str, Hide]] = MappingProxyType(
    {
        "as it is": _nothing,
        "every second block locked": _locked_blocks,
        "cells locked": _locked_cells,
        "every second run locked": _locked_runs,
        "all runs locked": _all_locked,
        "in open controls": _open_controls,
        "headers and footers locked": _locked_around,
        "written twice": _written_twice,
        "in text boxes": _boxes,
        "with signs": _signs,
        "from right to left": _right_to_left,
    }
)

"""The styles of a template become those of a document whose author chose the body's size or line spacing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from service.docx import standard
from service.docx.rendering.wordprocessing import Element, w

_HALF_POINTS: Final = 2
_SINGLE_LINE: Final = 240  # 240ths of a line
#: What the schema of WordprocessingML wants after w:sz in w:rPr, and after w:spacing in w:pPr.
_AFTER_SIZE: Final = (
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
)
_AFTER_SPACING: Final = (
    *("ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
    *(
        "textAlignment",
        "textboxTightWrap",
        "outlineLvl",
        "divId",
        "cnfStyle",
        "rPr",
        "sectPr",
        "pPrChange",
    ),
)


@dataclass(frozen=True, slots=True)
class BodyLayout:
    """What an input says of its body; None leaves the template's own. ``size_pt`` points, ``spacing`` lines."""

    size_pt: int | None = None
    spacing: float | None = None

    def __bool__(self) -> bool:
        return self.size_pt is not None or self.spacing is not None


def with_layout(styles_xml: bytes, layout: BodyLayout) -> bytes:
    """The styles part, every style of the body with the size and spacing that ``layout`` gives."""
    root = etree.fromstring(styles_xml)
    ours = {style_id for style_id, component in standard.COMPONENTS.items() if component.in_body}
    names = {standard.COMPONENTS[style_id].name.casefold() for style_id in ours}
    for style in root.iter(w("style")):
        name = style.find(w("name"))
        named = name is not None and str(name.get(w("val"))).casefold() in names
        if style.get(w("styleId")) in ours or named:
            _lay_out(style, layout)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _lay_out(style: Element, layout: BodyLayout) -> None:
    if layout.spacing is not None:
        spacing = _child(_child(style, "pPr", ("rPr", "tblPr")), "spacing", _AFTER_SPACING)
        spacing.set(w("line"), str(round(layout.spacing * _SINGLE_LINE)))
        spacing.set(w("lineRule"), "auto")
    if layout.size_pt is not None:
        look = _child(style, "rPr", ("tblPr",))
        for mark in ("sz", "szCs"):
            size = _child(look, mark, ("szCs", *_AFTER_SIZE) if mark == "sz" else _AFTER_SIZE)
            size.set(w("val"), str(layout.size_pt * _HALF_POINTS))


def _child(parent: Element, name: str, after: tuple[str, ...]) -> Any:
    """The child of that name, made where the schema wants it when there is none."""
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        following = next((c for c in parent if c.tag in {w(other) for other in after}), None)
        if following is None:
            parent.append(found)
        else:
            following.addprevious(found)
    return found

"""One property of a paragraph becomes the elements of a w:pPr, as direct formatting, which wins over styles and lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from service.conformance.changes import Value
from service.conformance.fixing.element_order import drop, insert, put
from service.conformance.fixing.run_setting import set_switch
from service.conformance.word_document import ParagraphLook
from service.docx.standard import RULE_THICKNESS_PT, TWIPS_PER_MM, TWIPS_PER_PT
from service.docx.word_namespace import W

Setter = Callable[[Any, Value, ParagraphLook], None]

_BODY_LEVEL: Final = 9
_TWIPS_PER_LINE: Final = 240
#: Word's "left" is where lines begin: in a paragraph from right to left that is at the right.
_OTHER_SIDE: Final = {"left": "right", "right": "left"}
#: Elements and attributes ("spacing.before") that a change of a field may touch.
_INDENT_OF_SIDE: Final = {
    "left": ("left", "start", "leftChars", "startChars"),
    "right": ("right", "end", "rightChars", "endChars"),
}
_FIRST_LINE: Final = ("firstLine", "hanging", "firstLineChars", "hangingChars")


def _style(properties: Any, value: Value, _: ParagraphLook) -> None:
    put(properties, "pStyle").set(f"{W}val", str(value))


def _written_side(side: str, look: ParagraphLook) -> str:
    """What Word calls a side that is seen; what is no side stays ("center")."""
    return _OTHER_SIDE.get(side, side) if look.right_to_left else side


def _align(properties: Any, value: Value, look: ParagraphLook) -> None:
    put(properties, "jc").set(f"{W}val", _written_side(str(value), look))


def _indent(side: str) -> Setter:
    def set_indent(properties: Any, value: Value, look: ParagraphLook) -> None:
        written = _written_side(side, look)
        _set_length(properties, _INDENT_OF_SIDE[written], written, float(value or 0), look)

    return set_indent


def _direction(properties: Any, value: Value, look: ParagraphLook) -> None:
    """Have lines begin at the other side; what stood at one side stays there."""
    set_switch(properties, "bidi", bool(value))
    _align(properties, look.align, look)
    for side, length in (("left", look.left_mm), ("right", look.right_mm)):
        _indent(side)(properties, length, look)


def _first_line(properties: Any, value: Value, look: ParagraphLook) -> None:
    length = float(value or 0)
    name = "hanging" if length < 0 else "firstLine"
    _set_length(properties, _FIRST_LINE, name, abs(length), look)


def _set_length(
    properties: Any, every: tuple[str, ...], name: str, length_mm: float, look: ParagraphLook
) -> None:
    element = put(properties, "ind")
    for old in every:
        element.attrib.pop(f"{W}{old}", None)
    element.set(f"{W}{name}", _twips(length_mm, TWIPS_PER_MM))
    if look.by_letters:
        # A number of letters in a style would go before this length.
        element.set(f"{W}{name}Chars", "0")


def _gap(side: str) -> Setter:
    def set_gap(properties: Any, value: Value, _: ParagraphLook) -> None:
        element = put(properties, "spacing")
        element.set(f"{W}{side}", _twips(value, TWIPS_PER_PT))
        # A style may count the gap in lines, or have Word choose it as on a page of the web.
        element.set(f"{W}{side}Lines", "0")
        element.set(f"{W}{side}Autospacing", "0")
        if value:
            set_switch(properties, "contextualSpacing", on=False)

    return set_gap


def _line(properties: Any, _: Value, look: ParagraphLook) -> None:
    """Height and rule together: a number of Word's means nothing without its rule."""
    element = put(properties, "spacing")
    multiple = look.line_rule == "multiple"
    unit = _TWIPS_PER_LINE if multiple else TWIPS_PER_PT
    rule = {"multiple": "auto", "exact": "exact", "at_least": "atLeast"}[look.line_rule]
    element.set(f"{W}line", _twips(look.line, unit))
    element.set(f"{W}lineRule", rule)


def _switch(name: str) -> Setter:
    return lambda properties, value, _: set_switch(properties, name, bool(value))


def _outline(properties: Any, value: Value, _: ParagraphLook) -> None:
    level = _BODY_LEVEL if value is None else int(value)
    put(properties, "outlineLvl").set(f"{W}val", str(level))


def _border(side: str) -> Setter:
    def set_border(properties: Any, value: Value, _: ParagraphLook) -> None:
        borders = put(properties, "pBdr")
        drop(borders, side)
        line = borders.makeelement(f"{W}{side}", {f"{W}val": "single" if value else "nil"})
        if value:
            line.set(f"{W}sz", str(round(RULE_THICKNESS_PT * 8)))
            line.set(f"{W}space", "1")
            line.set(f"{W}color", "000000")
        insert(borders, line)

    return set_border


def _twips(value: Value, unit: float) -> str:
    return str(round(float(value or 0) * unit))


def _of(element: str, *attributes: str) -> tuple[str, ...]:
    return tuple(f"{element}.{name}" for name in attributes)


#: By the name of the field of ``ParagraphLook``: what sets it, and the elements and attributes that it may touch.
SETTERS: Final[dict[str, tuple[Setter, tuple[str, ...]]]] = {
    "style": (_style, ("pStyle",)),
    "right_to_left": (
        _direction,
        ("bidi", "jc", *(_of("ind", *_INDENT_OF_SIDE["left"], *_INDENT_OF_SIDE["right"]))),
    ),
    "align": (_align, ("jc",)),
    "left_mm": (_indent("left"), _of("ind", *_INDENT_OF_SIDE["left"])),
    "right_mm": (_indent("right"), _of("ind", *_INDENT_OF_SIDE["right"])),
    "first_line_mm": (_first_line, _of("ind", *_FIRST_LINE)),
    "before_pt": (
        _gap("before"),
        (*_of("spacing", "before", "beforeLines", "beforeAutospacing"), "contextualSpacing"),
    ),
    "after_pt": (
        _gap("after"),
        (*_of("spacing", "after", "afterLines", "afterAutospacing"), "contextualSpacing"),
    ),
    "line": (_line, _of("spacing", "line", "lineRule")),
    "line_rule": (_line, _of("spacing", "line", "lineRule")),
    "keep_next": (_switch("keepNext"), ("keepNext",)),
    "keep_lines": (_switch("keepLines"), ("keepLines",)),
    "widow_control": (_switch("widowControl"), ("widowControl",)),
    "page_break_before": (_switch("pageBreakBefore"), ("pageBreakBefore",)),
    "outline_level": (_outline, ("outlineLvl",)),
    "ruled_below": (_border("bottom"), ("pBdr",)),
    "ruled_above": (_border("top"), ("pBdr",)),
}


def touched(name: str, look: ParagraphLook) -> tuple[str, ...]:
    """The elements and attributes that a change of a field may touch in a paragraph of this look."""
    if look.right_to_left and name in ("left_mm", "right_mm"):
        return _of("ind", *_INDENT_OF_SIDE[_OTHER_SIDE[name.removesuffix("_mm")]])
    return SETTERS[name][1]

"""What one w:rPr or w:pPr declares, by the names of ``RunLook`` and ``ParagraphLook``; nothing of what it leaves open.

Declarations are put over one another by ``styles``; only this module knows how Word writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from service.conformance.reading.measures import integer, millimetres, points
from service.conformance.reading.theme import Theme
from service.docx.word_namespace import W

Declared: TypeAlias = dict[str, Any]
_OFF: Final = frozenset({"0", "false", "off", "none"})
#: Properties of letters that styles of different kinds turn on and off against each other (ISO 29500, 17.7.3).
TOGGLES: Final = frozenset({"bold", "italic", "capitals", "small_capitals", "struck", "hidden"})
_ALIGN: Final = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "both": "both",
    "distribute": "both", "lowKashida": "both", "mediumKashida": "both", "highKashida": "both", "thaiDistribute": "both",
}  # fmt: skip
_LINE_PT: Final = 12.0
_BODY_LEVEL: Final = 9
_SINGLE_LINE: Final = 240


@dataclass(frozen=True, slots=True)
class Declarations:
    """Reads declarations; ``theme`` names the fonts and colours that they leave to it."""

    theme: Theme

    def of_run(self, properties: Any | None) -> Declared:
        """What a w:rPr says of letters."""
        found: Declared = {}
        if properties is not None:
            for node in properties:
                read = _RUN.get(node.tag)
                if read is not None:
                    read(node, found, self.theme)
        return found

    def of_paragraph(self, properties: Any | None) -> Declared:
        """What a w:pPr says of lines; beside the names of ``ParagraphLook`` "list" and "level" of its numbering."""
        found: Declared = {}
        if properties is not None:
            for node in properties:
                read = _PARAGRAPH.get(node.tag)
                if read is not None:
                    read(node, found)
        return found


def is_on(node: Any) -> bool:
    """Whether an element without more than w:val switches something on."""
    return node.get(f"{W}val", "1") not in _OFF


# --- letters --------------------------------------------------------------------------------------


def _switch(name: str) -> Callable[[Any, Declared, Theme], None]:
    def read(node: Any, found: Declared, _: Theme) -> None:
        found[name] = is_on(node)

    return read


def _fonts(node: Any, found: Declared, theme: Theme) -> None:
    for name, attribute in (("font", "ascii"), ("accented_font", "hAnsi")):
        of_theme = theme.font(node.get(f"{W}{attribute}Theme"))
        font = of_theme or node.get(f"{W}{attribute}")
        if font:
            found[name] = font


def _size(node: Any, found: Declared, _: Theme) -> None:
    size = points(node.get(f"{W}val"), per_point=2)
    if size is not None:
        found["size_pt"] = size


def _colour(node: Any, found: Declared, theme: Theme) -> None:
    written = node.get(f"{W}val", "auto")
    of_theme = theme.colour(node.get(f"{W}themeColor"))
    found["colour"] = (of_theme if written == "auto" else written.upper()) or None


def _underline(node: Any, found: Declared, _: Theme) -> None:
    found["underlined"] = is_on(node)


def _highlight(node: Any, found: Declared, _: Theme) -> None:
    found["highlighted"] = is_on(node)


def _shade(node: Any, found: Declared, _: Theme) -> None:
    if node.get(f"{W}fill", "auto").lower() not in ("auto", "ffffff"):
        found["highlighted"] = True


def _vertical(node: Any, found: Declared, _: Theme) -> None:
    found["raised"] = node.get(f"{W}val") == "superscript"
    found["lowered"] = node.get(f"{W}val") == "subscript"


def _letter_spacing(node: Any, found: Declared, _: Theme) -> None:
    found["spacing_pt"] = points(node.get(f"{W}val")) or 0.0


def _scale(node: Any, found: Declared, _: Theme) -> None:
    found["scale_percent"] = points((node.get(f"{W}val") or "").rstrip("%"), per_point=1) or 100.0


def _language(node: Any, found: Declared, _: Theme) -> None:
    if node.get(f"{W}val"):
        found["language"] = node.get(f"{W}val")


def _style(node: Any, found: Declared, _: Theme) -> None:
    found["style"] = node.get(f"{W}val")


_RUN: Final[Mapping[str, Callable[[Any, Declared, Theme], None]]] = {
    f"{W}b": _switch("bold"),
    f"{W}i": _switch("italic"),
    f"{W}caps": _switch("capitals"),
    f"{W}smallCaps": _switch("small_capitals"),
    f"{W}strike": _switch("struck"),
    f"{W}dstrike": _switch("struck"),
    f"{W}vanish": _switch("hidden"),
    f"{W}rFonts": _fonts,
    f"{W}sz": _size,
    f"{W}color": _colour,
    f"{W}u": _underline,
    f"{W}highlight": _highlight,
    f"{W}shd": _shade,
    f"{W}vertAlign": _vertical,
    f"{W}spacing": _letter_spacing,
    f"{W}w": _scale,
    f"{W}lang": _language,
    f"{W}rStyle": _style,
}


# --- lines ----------------------------------------------------------------------------------------


def _paragraph_switch(name: str) -> Callable[[Any, Declared], None]:
    def read(node: Any, found: Declared) -> None:
        found[name] = is_on(node)

    return read


def _align(node: Any, found: Declared) -> None:
    align = _ALIGN.get(node.get(f"{W}val", ""))
    if align:
        found["align"] = align


def _indent(node: Any, found: Declared) -> None:
    """Lengths, and beside them numbers of letters, which go before all lengths until a nearer one says 0 letters."""
    for name, attributes in (("left", ("start", "left")), ("right", ("end", "right"))):
        for attribute in attributes:
            _measure(node, attribute, found, name, 1)
    for attribute, sign in (("firstLine", 1), ("hanging", -1)):
        _measure(node, attribute, found, "first_line", sign)


def _measure(node: Any, attribute: str, found: Declared, name: str, sign: int) -> None:
    length = millimetres(node.get(f"{W}{attribute}"))
    if length is not None:
        found[f"{name}_mm"] = sign * length
    letters = points(node.get(f"{W}{attribute}Chars"), per_point=100)
    if letters is not None and not (letters == 0 and found.get(f"{name}_letters")):
        found[f"{name}_letters"] = sign * letters


def _spacing(node: Any, found: Declared) -> None:
    for name in ("before", "after"):
        gap = points(node.get(f"{W}{name}"))
        if gap is not None:
            found[f"{name}_pt"] = gap
        lines = points(node.get(f"{W}{name}Lines"), per_point=100)
        if lines is not None:
            # Word wrote the length, too: by the grid of the section, which may have higher lines.
            found[f"{name}_by_lines_pt"] = lines and (gap or lines * _LINE_PT)
        automatic = node.get(f"{W}{name}Autospacing")
        if automatic is not None:
            found[f"{name}_automatic"] = automatic not in _OFF
    rule, height = node.get(f"{W}lineRule"), node.get(f"{W}line")
    if points(height) is None:
        return
    if rule in ("exact", "atLeast"):
        found["line"] = points(height)
        found["line_rule"] = "exact" if rule == "exact" else "at_least"
    else:
        found["line"] = points(height, per_point=_SINGLE_LINE)
        found["line_rule"] = "multiple"


def _outline(node: Any, found: Declared) -> None:
    level = integer(node.get(f"{W}val"))
    if level is not None and level >= 0:
        found["outline_level"] = None if level >= _BODY_LEVEL else level


def _borders(node: Any, found: Declared) -> None:
    for name, side in (("ruled_below", "bottom"), ("ruled_above", "top")):
        border = node.find(f"{W}{side}")
        if border is not None:
            found[name] = draws(border)
    found["boxed"] = line_around({side: node.find(f"{W}{side}") for side in SIDES})


#: The sides of a box of lines.
SIDES: Final = ("top", "left", "bottom", "right")


def line_around(borders: Mapping[str, Any]) -> str:
    """The name of the line that borders draw on all sides, of several the first that is not single; "" where one is missing."""
    drawn = [borders.get(side) for side in SIDES]
    if any(border is None or not draws(border) for border in drawn):
        return ""
    names = [str(border.get(f"{W}val")) for border in drawn if border is not None]
    return next((name for name in names if name not in ("single", "thick")), "single")


def draws(border: Any) -> bool:
    """Whether a border is a line that can be seen."""
    return border.get(f"{W}val", "nil") not in ("nil", "none")


def _tabs(node: Any, found: Declared) -> None:
    stops: dict[float, str] = {}
    for tab in node.findall(f"{W}tab"):
        place = millimetres(tab.get(f"{W}pos"))
        if place is not None:
            kind = str(tab.get(f"{W}val", "left"))
            stops[place] = "" if kind == "clear" else kind
    found["tabs"] = stops


def _numbering(node: Any, found: Declared) -> None:
    for name, element in (("list", f"{W}numId"), ("level", f"{W}ilvl")):
        child = node.find(element)
        if child is not None:
            found[name] = child.get(f"{W}val", "")


def _paragraph_style(node: Any, found: Declared) -> None:
    found["style"] = node.get(f"{W}val")


_PARAGRAPH: Final[Mapping[str, Callable[[Any, Declared], None]]] = {
    f"{W}pStyle": _paragraph_style,
    f"{W}bidi": _paragraph_switch("right_to_left"),
    f"{W}jc": _align,
    f"{W}ind": _indent,
    f"{W}spacing": _spacing,
    f"{W}keepNext": _paragraph_switch("keep_next"),
    f"{W}keepLines": _paragraph_switch("keep_lines"),
    f"{W}widowControl": _paragraph_switch("widow_control"),
    f"{W}pageBreakBefore": _paragraph_switch("page_break_before"),
    f"{W}contextualSpacing": _paragraph_switch("contextual_gaps"),
    f"{W}outlineLvl": _outline,
    f"{W}pBdr": _borders,
    f"{W}tabs": _tabs,
    f"{W}numPr": _numbering,
}

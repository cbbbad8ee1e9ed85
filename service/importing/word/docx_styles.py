"""What styles and direct formatting say of a Word paragraph: heading level, list, bold, place on the line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from service.docx.word_namespace import W
from service.importing.word import raised_signs
from service.importing.word.raised_signs import Place

_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 20
_WHOLE = re.compile(r"-?\d{1,7}")
_TWIPS_IN_POINT = 20
_ALIGN = {"center": "center", "right": "right", "end": "right", "both": "justify"}


@dataclass(frozen=True, slots=True)
class Format:
    """What is declared so far; None where nothing was. ``outline`` counts from 1, ``list_place`` from 0."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    place: Place | None = None
    outline: int | None = None
    list_key: str | None = None
    list_place: int | None = None
    align: str | None = None
    left: float | None = None
    first_line: float | None = None
    is_title: bool | None = None

    def under(self, nearer: Format) -> Format:
        """This format with what a nearer one says instead."""
        declared = {
            name: value for name in self.__slots__ if (value := getattr(nearer, name)) is not None
        }
        return replace(self, **declared)


class Styles:
    """The paragraph and character styles of one document."""

    def __init__(self, root: Any | None) -> None:
        self._nodes: dict[str, Any] = {}
        self._known: dict[str, Format] = {}
        self._default = ""
        for style in () if root is None else root.findall(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            self._nodes[key] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default = key

    def of(self, key: str | None) -> Format:
        """A style with all that it is based on; the default style's for None."""
        name = self._default if key is None else key
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def _resolved(self, key: str) -> Format:
        chain: list[Any] = []
        while key in self._nodes and len(chain) < _DEEPEST:
            chain.append(self._nodes[key])
            key = _value(chain[-1], "basedOn") or ""
        found = Format()
        for node in reversed(chain):
            nearer = paragraph_format(node.find(f"{W}pPr")).under(
                letter_format(node.find(f"{W}rPr"))
            )
            name = (_value(node, "name") or "").lower()
            found = found.under(replace(nearer, is_title=name == "title" or None))
            found = found.under(_heading(name))
        return found


def _heading(name: str) -> Format:
    """The level that the name of a built-in heading style says ("heading 2")."""
    word, _, number = name.partition(" ")
    if word == "heading" and number in tuple("123456789"):
        return Format(outline=int(number))
    return Format()


def paragraph_format(properties: Any | None) -> Format:
    """What a ``w:pPr`` says."""
    if properties is None:
        return Format()
    numbering = properties.find(f"{W}numPr")
    level = _value(properties, "outlineLvl")
    indent = properties.find(f"{W}ind")
    align = _value(properties, "jc")
    return Format(
        outline=None if level is None or not level.isdecimal() else _outline(int(level[:3])),
        list_key=None if numbering is None else _value(numbering, "numId"),
        list_place=None if numbering is None else _place(numbering),
        align=None if align is None else _ALIGN.get(align, ""),
        left=None if indent is None else _points(indent, ("left", "start")),
        first_line=None if indent is None else _first_line(indent),
    )


def letter_format(properties: Any | None) -> Format:
    """What a ``w:rPr`` says of letters."""
    if properties is None:
        return Format()
    return Format(
        bold=_switch(properties, "b"),
        italic=_switch(properties, "i"),
        hidden=_switch(properties, "vanish"),
        struck=_struck(properties),
        place=_vertical(properties),
    )


def _struck(properties: Any) -> bool | None:
    """Whether letters are struck through, by one line or by two."""
    said = [_switch(properties, name) for name in ("strike", "dstrike")]
    return any(said) if any(one is not None for one in said) else None


def _vertical(properties: Any) -> Place | None:
    """Where letters stand by the line; "baseline" takes back what a style says."""
    said = _value(properties, "vertAlign")
    return None if said is None else raised_signs.PLACES.get(said, "")


def _outline(level: int) -> int:
    # Nine is body text.
    return level + 1 if level < 9 else 0


def _place(numbering: Any) -> int | None:
    place = _value(numbering, "ilvl")
    return int(place) if place and place.isdecimal() and len(place) < 3 else None


def _first_line(indent: Any) -> float:
    return _points(indent, ("firstLine",)) - _points(indent, ("hanging",))


def _points(node: Any, names: tuple[str, ...]) -> float:
    for name in names:
        value = node.get(f"{W}{name}", "")
        if _WHOLE.fullmatch(value):
            return int(value) / _TWIPS_IN_POINT
    return 0.0


def _switch(properties: Any, name: str) -> bool | None:
    node = properties.find(f"{W}{name}")
    return None if node is None else node.get(f"{W}val", "1") not in _OFF


def _value(parent: Any, name: str) -> str | None:
    node = parent.find(f"{W}{name}")
    return None if node is None else node.get(f"{W}val")

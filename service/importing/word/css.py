"""What a style says of letters and paragraphs, as far as the reading of a text asks for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.importing.word import raised_signs
from service.importing.word.raised_signs import Place

Declarations = Mapping[str, str]

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.DOTALL)
_SELECTOR = re.compile(r"[a-z0-9]*(?:\.[\w-]+)?")
_LONGEST_SELECTORS = 2_000
_LENGTH = re.compile(r"(-?\d{1,5}(?:\.\d{1,6})?)(pt|cm|mm|in|px)")
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75}
_OUTLINE = re.compile(r"[1-9]")
_LIST = re.compile(r"\blevel([1-9])\b")
_BOLD_FROM = 600
_DECORATION = "text-decoration"


def declarations(style: str) -> dict[str, str]:
    """ "font-weight:bold; …" -> {"font-weight": "bold"}, names and values in small letters."""
    pairs = (declaration.partition(":") for declaration in style.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs if value}


def rules(sheet: str) -> dict[str, Declarations]:
    """A style sheet -> declarations by "tag", ".class" or "tag.class"; other selectors are left out."""
    found: dict[str, dict[str, str]] = {}
    for rule in _COMMENT.sub(" ", sheet).split("}"):
        selectors, _, body = rule.rpartition("{")
        declared = declarations(body)
        for selector in selectors[:_LONGEST_SELECTORS].split(","):
            key = selector.strip().lower()
            if _SELECTOR.fullmatch(key) and key:
                found.setdefault(key, {}).update(declared)
    return dict(found)


def points(value: str) -> float:
    """A length in points; 0.0 for what is none."""
    found = _LENGTH.match(value)
    return float(found[1]) * _POINTS[found[2]] if found else 0.0


@dataclass(frozen=True, slots=True)
class Look:
    """How the letters at one place look; what stands inside inherits it."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    struck: bool = False
    place: Place = ""
    align: str = ""

    def changed(self, declared: Declarations) -> Look:
        """The look inside an element of which this is declared."""
        if not declared:
            return self
        return replace(
            self,
            bold=_bold(declared.get("font-weight", ""), self.bold),
            italic=_italic(declared.get("font-style", ""), self.italic),
            hidden=self.hidden
            or declared.get("display") == "none"
            or declared.get("mso-hide") == "all",
            # What stands inside a line through letters cannot take it away again.
            struck=self.struck or "line-through" in declared.get(_DECORATION, ""),
            place=_vertical(declared.get("vertical-align", ""), self.place),
            align=declared.get("text-align", self.align),
        )


def outline_level(declared: Declarations) -> int:
    """Word's level of a heading that is declared, 0 without one."""
    found = _OUTLINE.fullmatch(declared.get("mso-outline-level", ""))
    return int(found[0]) if found else 0


def list_level(declared: Declarations) -> int:
    """The level of Word's list that a paragraph belongs to, 0 for none."""
    found = _LIST.search(declared.get("mso-list", ""))
    return int(found[1]) if found else 0


def _bold(weight: str, inherited: bool) -> bool:
    if weight.isdecimal():
        return int(weight) >= _BOLD_FROM
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight, inherited)


def _vertical(align: str, inherited: Place) -> Place:
    return "" if align == "baseline" else raised_signs.PLACES.get(align, inherited)


def _italic(style: str, inherited: bool) -> bool:
    return {"italic": True, "oblique": True, "normal": False}.get(style, inherited)

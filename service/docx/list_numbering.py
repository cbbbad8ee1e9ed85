"""The numbers that Word computes for its lists (``numbering.xml``): "1.", "a)", "II.", "1.2.3", bullets.

Every list keeps one counter for each of its nine levels; a level begins anew when one above it counts on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from service.docx.symbol_signs import with_symbols
from service.docx.word_namespace import W
from service.language import vietnamese

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LARGEST_ROMAN = 3_999
#: Any bullet that offices do not type.
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, how its label is written, from where."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    #: All numbers in it as figures, also those of levels above that are Roman.
    legal: bool = False
    style: str = ""
    #: Its w:lvl, in which the indents of its paragraphs and the letters of its labels are said.
    element: Any = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class Numbering:
    """The lists of one document; ``label`` counts, so paragraphs come in their order."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    #: Lists (``numId``) of one abstract list count together.
    _abstract: dict[str, str] = field(default_factory=dict)
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)
    _restarts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any | None) -> Numbering:
        """From the root of ``numbering.xml``; without one there are no lists."""
        found = cls()
        if root is None:
            return found
        definitions = {
            definition.get(f"{W}abstractNumId", ""): definition
            for definition in root.findall(f"{W}abstractNum")
        }
        abstract = {key: dict(_levels(one)) for key, one in definitions.items()}
        linked = _linked(definitions)
        for number in root.findall(f"{W}num"):
            found._add(number, abstract, linked)
        return found

    def _add(self, num: Any, abstract: dict[str, dict[int, Level]], linked: dict[str, str]) -> None:
        key, source = num.get(f"{W}numId", ""), _value(num.find(f"{W}abstractNumId"))
        source = linked.get(source, source)
        levels = dict(abstract.get(source, {}))
        restarts: dict[int, int] = {}
        for override in num.findall(f"{W}lvlOverride"):
            place = _integer(override.get(f"{W}ilvl"), 0)
            levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None:
                restarts[place] = _integer(_value(start), 1)
        self.levels[key], self._abstract[key], self._restarts[key] = levels, source, restarts

    def level_of_style(self, key: str, style: str) -> int:
        """The level of a list that is bound to a paragraph's style; 0 when none is."""
        levels = self.levels.get(key, {})
        return next((place for place, level in levels.items() if level.style == style), 0)

    def label(self, key: str, place: int) -> str:
        """The label of the next paragraph of a list at a level (from 0); "" for none."""
        levels = self.levels.get(key)
        if levels is None or not 0 <= place < _LEVELS:
            return ""
        level = levels.get(place, Level())
        numbers = self._count(key, place, levels)
        if level.form == "bullet":
            # A bullet is one sign of a symbol font, whose letters mean nothing.
            sign = with_symbols(level.text.strip())
            return sign if sign in ("-", "–", "+", "*", "•") else BULLET
        return _PLACE.sub(lambda m: _written(levels, numbers, int(m[1]) - 1, level), level.text)

    def _count(self, key: str, place: int, levels: dict[int, Level]) -> list[int | None]:
        numbers = self._counters.setdefault(self._abstract[key], [None] * _LEVELS)
        if key not in self._begun:
            self._begun.add(key)
            for restarted, start in self._restarts[key].items():
                if 0 <= restarted < _LEVELS:
                    numbers[restarted] = start - 1
        start = levels.get(place, Level()).start
        before = numbers[place]
        numbers[place] = start if before is None else before + 1
        numbers[place + 1 :] = [None] * (_LEVELS - place - 1)
        return numbers


def _written(levels: dict[int, Level], numbers: list[int | None], place: int, inside: Level) -> str:
    level = levels.get(place, Level())
    number = numbers[place]
    form = "decimal" if inside.legal else level.form
    return written(level.start if number is None else number, form)


def _linked(definitions: dict[str, Any]) -> dict[str, str]:
    """By the id of an abstract list that only names a list style, the id of the one that says what the style is."""
    of_style = {
        _value(definition.find(f"{W}styleLink")): key
        for key, definition in definitions.items()
        if definition.find(f"{W}styleLink") is not None
    }
    return {
        key: of_style[style]
        for key, definition in definitions.items()
        if (style := _value(definition.find(f"{W}numStyleLink"))) in of_style
    }


def _levels(parent: Any) -> Iterator[tuple[int, Level]]:
    for level in parent.findall(f"{W}lvl"):
        yield (
            _integer(level.get(f"{W}ilvl"), 0),
            Level(
                _value(level.find(f"{W}numFmt")) or "decimal",
                _value(level.find(f"{W}lvlText"))[:50],
                _integer(_value(level.find(f"{W}start")), 1),
                level.find(f"{W}isLgl") is not None,
                _value(level.find(f"{W}pStyle")),
                level,
            ),
        )


def _value(node: Any | None) -> str:
    return "" if node is None else str(node.get(f"{W}val", ""))


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else otherwise


def written(number: int, form: str) -> str:
    """A number in one of Word's forms (``w:numFmt``): 4 -> "4", "IV", "d"; decimal for unknown forms."""
    if form == "none":
        return ""
    if form in ("upperRoman", "lowerRoman") and 0 < number <= _LARGEST_ROMAN:
        roman = vietnamese.roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter") and number > 0:
        # Word counts a, b, … z, aa, bb: one letter, repeated.
        times, place = divmod(number - 1, 26)
        letter = chr(ord("a") + place) * min(times + 1, 10)
        return letter.upper() if form == "upperLetter" else letter
    return f"{number:02d}" if form == "decimalZero" else str(number)

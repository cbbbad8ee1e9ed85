"""The numbers of articles, clauses and points: read from a line, and told where they do not go on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from service.conformance.rules.rule import Said
from service.conformance.rules.spots import Spot
from service.conformance.word_document import Run
from service.language import vietnamese

ARTICLE: Final = re.compile(r"\s*Điều\s+(\d{1,4})\b", re.IGNORECASE)
CLAUSE: Final = re.compile(r"\s*(\d{1,3})\s*[.)/\-–](?!\d)")
POINT: Final = re.compile(r"\s*([a-zđ])\s*[.)/\-–]", re.IGNORECASE)
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def label_of(spot: Spot) -> str:
    """The paragraph with what numbering draws before it, in composed letters."""
    label = spot.paragraph.label
    return vietnamese.nfc(f"{label} {spot.text.lstrip()}" if label else spot.text)


def runs_before(spot: Spot, end: int) -> Iterator[tuple[int, Run]]:
    """The lettered runs that begin before a place in the paragraph's text, with their indexes."""
    reached = 0
    for at, run in enumerate(spot.paragraph.runs):
        if reached >= end:
            return
        reached += len(run.text)
        if run.text.strip():
            yield at, run


def roman_value(text: str) -> int:
    """ "XIV" as 14."""
    values = [_VALUES[letter] for letter in text.upper()]
    return sum(
        -one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)
    )


def number_value(text: str) -> int:
    """ "14" or "XIV" as 14."""
    return int(text) if text.isdecimal() else roman_value(text)


def out_of_order(
    numbered: Iterable[tuple[int, Spot]],
    name: str,
    *,
    restarts: bool,
    show: Callable[[int], str] = str,
) -> Iterator[Said]:
    """Tell each number that is not the one after its forerunner; ``restarts`` lets a new row begin at 1 anywhere."""
    before = 0
    for value, spot in numbered:
        if value != before + 1 and not (restarts and value == 1):
            yield Said(
                spot.where,
                f"{name} {show(value)}",
                f"{name} {show(before + 1)}",
                f"Sau {name} {show(before)} là {name} {show(value)}; phải là {name} {show(before + 1)}."
                if before
                else f"{name.capitalize()} đầu tiên đánh số {show(value)}; phải bắt đầu từ {show(1)}.",
            )
        before = value

"""A table finds its page: the largest letters, upright if it may be, at which nothing in it is broken (contract §4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from service.docx.typography.column_needs import (
    ColumnNeed,
    ColumnTexts,
    need_of,
    words_of,
)
from service.docx.typography.column_widths import share
from service.docx.typography.letters import TWIPS_PER_PT, UNITS_PER_EM, text_units

#: Side margins of a cell, both together, by the size of its letters: small letters stand closer to the rule.
CELL_MARGINS_TWIPS: Final = {13: 170, 12: 140, 11: 114, 10: 90}
#: Space for the rule between two cells, and for rounding in Word and LibreOffice, so that no word is broken by it.
_SLACK_TWIPS: Final = 34
_UPRIGHT_SIZES: Final = (13, 12, 11)
_LANDSCAPE_SIZES: Final = (13, 12, 11, 10)


class PageWidths(NamedTuple):
    """How wide the text of a page is that stands upright, and of one that lies on its side, in twips."""

    upright_twips: int
    landscape_twips: int


class Group(NamedTuple):
    """A header over neighbouring columns."""

    header: str
    start: int
    span: int


@dataclass(frozen=True, slots=True)
class TableFit:
    """Widths in twips that fill the page, the size of the letters, and whether the page lies on its side.

    ``fitting`` is how many of the columns fit at most; less than all of them when nothing is wide enough.
    """

    widths: tuple[int, ...]
    size_pt: int
    landscape: bool
    fitting: int

    def rooms(self) -> list[float]:
        """What each column has for letters, in 1/2048 of their size; a width that was rounded down counts whole."""
        around = CELL_MARGINS_TWIPS[self.size_pt] + _SLACK_TWIPS - 1
        return [_units(width - around, self.size_pt) for width in self.widths]


def fit_table(
    columns: Sequence[ColumnTexts],
    groups: Sequence[Group] = (),
    *,
    widths: PageWidths,
    landscape: bool = False,
) -> TableFit:
    """Go down from 13 to 11 pt upright, then from 13 to 10 pt on a landscape page, until nothing is broken.

    Names stay whole and prose gets a readable width first; only where no page has room for that, they give
    way. ``landscape`` is for a page that lies on its side already. Where even that does not fit, the columns share
    the last page by their need.
    """
    return _fitted(tuple(columns), tuple(groups), widths, landscape)


@lru_cache(maxsize=8)  # what is asked before a document is made is asked again for the document
def _fitted(
    columns: tuple[ColumnTexts, ...],
    groups: tuple[Group, ...],
    widths: PageWidths,
    landscape: bool,
) -> TableFit:
    needs = [need_of(column) for column in columns]
    rungs = [(size, True, widths.landscape_twips) for size in _LANDSCAPE_SIZES]
    if not landscape:
        rungs = [(size, False, widths.upright_twips) for size in _UPRIGHT_SIZES] + rungs
    for wishes in (True, False):
        for size, turned, total in rungs:
            least = _least(needs, groups, size, wishes=wishes)
            room = _room(len(columns), size, total)
            if sum(least) <= room:
                shares = share(columns, needs, least, room)
                return TableFit(_twips(shares, size, total), size, turned, len(columns))
    size, turned, total = rungs[-1]
    least = _least(needs, groups, size, wishes=False)
    room = _room(len(columns), size, total)
    scale = max(room, 1.0) / sum(least)
    scaled = _twips([width * scale for width in least], size, total)
    return TableFit(scaled, size, turned, _fitting(least, size, total))


def _least(
    needs: Sequence[ColumnNeed], groups: Sequence[Group], size: int, *, wishes: bool
) -> list[float]:
    """How wide each column is at least, also so that no word of a header above several is broken."""
    least = [float(need.wish if wishes else need.word) for need in needs]
    for header, start, span in groups:
        word = max((text_units(part, True) for part in words_of(header)), default=0)
        inside = _units(CELL_MARGINS_TWIPS[size] + _SLACK_TWIPS, size) * (span - 1)
        lacking = word - inside - sum(least[start : start + span])
        if lacking > 0:
            for place in range(start, start + span):
                least[place] += lacking / span
    return least


def _fitting(least: Sequence[float], size: int, total: int) -> int:
    """How many columns, from the left, fit side by side."""
    return max(
        (n for n in range(1, len(least)) if sum(least[:n]) <= _room(n, size, total)), default=1
    )


def _room(count: int, size: int, total: int) -> float:
    """What is left for letters."""
    return _units(total - count * (CELL_MARGINS_TWIPS[size] + _SLACK_TWIPS), size)


def _units(twips: float, size: int) -> float:
    return twips * UNITS_PER_EM / (size * TWIPS_PER_PT)


def _twips(shares: Sequence[float], size: int, total: int) -> tuple[int, ...]:
    """Whole twips with the exact sum; the widest column takes what rounding left over."""
    around = CELL_MARGINS_TWIPS[size] + _SLACK_TWIPS
    whole = [int(units * size * TWIPS_PER_PT / UNITS_PER_EM) + around for units in shares]
    if whole:
        whole[whole.index(max(whole))] += total - sum(whole)
    return tuple(whole)

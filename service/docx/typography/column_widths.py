"""The needs of a table's columns become widths: nothing that may not break is broken, then the fewest lines.

All lengths are in 1/2048 of the letter size (``column_needs``); ``table_fit`` chooses that size.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from service.docx.typography.cell_lines import words_held
from service.docx.typography.column_needs import ColumnNeed, ColumnTexts, line_units, step_for

#: So many rows stand for all: those with the longest texts of each column, and others spread over the table.
_SAMPLE: Final = 24
_QUANTILES: Final = (0.0, 0.1, 0.25, 0.5)
_LOOKED_AT: Final = 300
#: A header of more lines than this may make its column wider than the cells below want it.
_HEADER_LINES: Final = 3
#: As wide as a column "STT": wide enough as it is.
_SHORT_UNITS: Final = 2_400
#: Columns of figures this near to each other in width are drawn alike.
_ALIKE: Final = 0.75

#: What a line costs that makes its row no taller.
_BESIDE: Final = 0.15

#: For one cell the least width for one line, for two …, each negative, so that they ascend.
_Steps = tuple[int, ...]


class _Row(NamedTuple):
    """A sampled row: its cells, the lines that it has anyway, and how many rows are like it."""

    steps: tuple[_Steps, ...]
    floor: int
    times: int


class _Move(NamedTuple):
    """Wider columns, the lines they save in all, and the room they take."""

    widths: list[float]
    gain: float
    taken: float


def share(
    columns: Sequence[ColumnTexts],
    needs: Sequence[ColumnNeed],
    least: Sequence[float],
    room: float,
) -> list[float]:
    """The widths that give the fewest lines, none below its ``least``; they add up to ``room``.

    ``least`` must have room. Where every text has room on one line, headers get what they want too, then the
    longest columns.
    """
    naturals = [max(need.natural, width) for need, width in zip(needs, least, strict=True)]
    heads = [line_units(column.header, True) for column in columns]
    whole = [line_units(words_held(column.header), True) for column in columns]
    if sum(naturals) <= room:
        return _share_surplus((whole, heads), naturals, room)
    broken = [
        i
        for i, width in enumerate(least)
        if naturals[i] > width
        or _lines(_steps(columns[i].header, bold=True), width) > _HEADER_LINES
    ]
    rows = _sampled(columns, broken, least)
    kept = room - sum(width for i, width in enumerate(least) if i not in broken)
    narrow = [least[i] for i in broken]
    starts = (_level(rows, narrow, kept), narrow)
    settled = [_widened(rows, start, kept) for start in starts if start]
    widths = [*least]
    best = min(settled, key=lambda found: _cost(rows, found))
    for i, width in zip(broken, best, strict=True):
        widths[i] = width
    # What saves no row a line may save the header one.
    return _filled(_with_heads((whole, heads), widths, room), naturals, room)


# --- every text on one line ------------------------------------------------------------------------


def _share_surplus(
    heads: Sequence[Sequence[tuple[int, ...]]], naturals: Sequence[float], room: float
) -> list[float]:
    """First headers take as few lines as they may, then long columns get the rest."""
    widths = _with_heads(heads, naturals, room)
    # The square lets a column twice as long take four times the surplus; a few letters take next to none.
    wishes = [max(1.0, natural - _SHORT_UNITS) ** 2 for natural in naturals]
    surplus = (room - sum(widths)) / sum(wishes)
    filled = [width + surplus * wish for width, wish in zip(widths, wishes, strict=True)]
    return _alike(filled, widths)


def _with_heads(
    heads: Sequence[Sequence[tuple[int, ...]]], widths: Sequence[float], room: float
) -> list[float]:
    """Columns as wide as lets their headers take the fewest lines that there is room for.

    ``heads`` are the headers with their words held whole, and as they are: rather with them than without.
    """
    for lines in range(1, 1 + max(map(len, heads[-1]))):
        for steps in heads:
            wider = [
                max(width, step_for(of_one, lines))
                for width, of_one in zip(widths, steps, strict=True)
            ]
            if sum(wider) <= room:
                return wider
    return [*widths]


def _alike(widths: list[float], wanted: Sequence[float]) -> list[float]:
    """Neighbours that want nearly the same are drawn alike, at no cost to the others."""
    start = 0
    for end in range(1, len(widths) + 1):
        low, high = min(wanted[start:end]), max(wanted[start:end])
        if end < len(widths) and min(low, wanted[end]) >= max(high, wanted[end]) * _ALIKE:
            continue
        mean = sum(widths[start:end]) / (end - start)
        if mean >= high:
            widths[start:end] = [mean] * (end - start)
        start = end
    return widths


# --- the fewest lines ------------------------------------------------------------------------------


def _sampled(
    columns: Sequence[ColumnTexts], broken: Sequence[int], least: Sequence[float]
) -> list[_Row]:
    """Rows that stand for all rows, measured in the columns whose texts cannot all stand on one line."""
    count = max((len(column.cells) for column in columns), default=0)
    places = range(0, count, max(1, count // _LOOKED_AT))
    chosen: set[int] = set()
    for i in broken:
        cells = columns[i].cells
        by_length = sorted(places, key=lambda place: -len(cells[place]))
        chosen.update(
            by_length[int(quantile * len(by_length))] for quantile in _QUANTILES if by_length
        )
    for place in places[:: max(1, len(places) // _SAMPLE)]:
        if len(chosen) >= _SAMPLE:
            break
        chosen.add(place)
    few = [columns[i] for i in broken]
    found = Counter(
        tuple(_steps(column.cells[place], bold=False) for column in few) for place in sorted(chosen)
    )
    sums = max((len(column.bold) for column in columns), default=0)
    found.update(
        tuple(_steps(column.bold[place], bold=True) for column in few)
        for place in range(min(sums, _SAMPLE))
    )
    heads = [_steps(column.header, bold=True) for column in columns]
    floor = max(
        (_lines(heads[i], least[i]) for i in range(len(columns)) if i not in broken), default=1
    )
    return [
        *(_Row(steps, 1, times) for steps, times in found.items()),
        _Row(tuple(heads[i] for i in broken), floor, 1),
    ]


@lru_cache(maxsize=8192)
def _steps(text: str, bold: bool) -> _Steps:
    return tuple(-width for width in line_units(text, bold))


def _level(rows: Sequence[_Row], least: Sequence[float], room: float) -> list[float]:
    """The widths with which no row has more lines than need be; [] when no such height has room."""
    tallest = max((len(steps) for row in rows for steps in row.steps), default=0)
    for lines in range(1, tallest + 1):
        widths = [
            max(width, *(_width(row.steps[i], lines) for row in rows))
            for i, width in enumerate(least)
        ]
        if sum(widths) <= room:
            return widths
    return []


def _widened(rows: Sequence[_Row], widths: list[float], room: float) -> list[float]:
    """Wider columns step by step: each step saves the most lines for the room that it takes."""
    while True:
        before = _cost(rows, widths)
        moves = [
            _Move(wider, before - _cost(rows, wider), sum(wider) - sum(widths))
            for wider in _wider(rows, widths, room)
        ]
        best = max(
            (move for move in moves if move.gain > 0),
            key=lambda move: move.gain / move.taken,
            default=None,
        )
        if best is None:
            return widths
        widths = best.widths


def _wider(rows: Sequence[_Row], widths: Sequence[float], room: float) -> Iterator[list[float]]:
    """Widths with which one row, or the longest text of one column, takes a line less."""
    tried: set[tuple[float, ...]] = {tuple(widths)}
    for wider in (*_lower_rows(rows, widths), *_lower_columns(rows, widths)):
        if sum(wider) <= room and tuple(wider) not in tried:
            tried.add(tuple(wider))
            yield wider


def _lower_rows(rows: Sequence[_Row], widths: Sequence[float]) -> Iterator[list[float]]:
    for row in rows:
        height = max(map(_lines, row.steps, widths))
        if height > row.floor:
            yield [
                max(width, _width(steps, height - 1))
                for steps, width in zip(row.steps, widths, strict=True)
            ]


def _lower_columns(rows: Sequence[_Row], widths: Sequence[float]) -> Iterator[list[float]]:
    for i, width in enumerate(widths):
        most = max(_lines(row.steps[i], width) for row in rows)
        if most > 1:
            wider = [*widths]
            wider[i] = max(width, *(_width(row.steps[i], most - 1) for row in rows))
            yield wider


def _cost(rows: Sequence[_Row], widths: Sequence[float]) -> float:
    """The lines of all rows; those beside the tallest cell of a row cost little, for they take no paper."""
    total = 0.0
    negative = [-width for width in widths]
    for row in rows:
        # One less than the lines of each cell.
        more = [*map(bisect_left, row.steps, negative)]
        total += row.times * (max(row.floor - 1, *more) + _BESIDE * sum(more))
    return total


def _lines(steps: _Steps, width: float) -> int:
    """How many lines a text takes at a width."""
    return min(bisect_left(steps, -width) + 1, len(steps))


def _width(steps: _Steps, lines: int) -> float:
    """The least width for so many lines."""
    return float(-steps[min(lines, len(steps)) - 1])


def _filled(widths: Sequence[float], naturals: Sequence[float], room: float) -> list[float]:
    """What is left goes to those that are still broken, as much as each lacks."""
    gaps = [max(0.0, natural - width) for natural, width in zip(naturals, widths, strict=True)]
    left, lacking = room - sum(widths), sum(gaps) or 1.0
    return [width + left * gap / lacking for width, gap in zip(widths, gaps, strict=True)]

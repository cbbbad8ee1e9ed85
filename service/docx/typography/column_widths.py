"""The needs of a table's columns become widths: nothing that may not break is broken, then the fewest lines.

All lengths are in 1/2048 of the letter size (``column_needs``); ``table_fit`` chooses that size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from service.docx.typography.column_needs import ColumnNeed, ColumnTexts, line_units, step_for

#: So many rows stand for all: those with the longest texts of each column, and others spread over the table.
_SAMPLE: Final = 24
_QUANTILES: Final = (0.0, 0.1, 0.25, 0.5)
_LOOKED_AT: Final = 300
#: As wide as a column "STT": wide enough as it is.
_SHORT_UNITS: Final = 2_400
#: Columns of figures this near to each other in width are drawn alike.
_ALIKE: Final = 0.75

#: What a line costs that makes its row no taller.
_BESIDE: Final = 0.15

#: For one cell of a sampled row: the least width for one line, for two …
_Steps = tuple[int, ...]


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
    if sum(naturals) <= room:
        return _share_surplus(heads, naturals, room)
    open_columns = [i for i, width in enumerate(least) if naturals[i] > width]
    rows = [*_sampled(columns), tuple(heads)]
    starts = (_level(rows, least, open_columns, room), [*least])
    settled = [_widened(rows, start, open_columns, room) for start in starts if start]
    widths = min(settled, key=lambda each: _cost(rows, each))
    return _filled(widths, naturals, room)


# --- every text on one line ------------------------------------------------------------------------


def _share_surplus(heads: Sequence[_Steps], naturals: Sequence[float], room: float) -> list[float]:
    """First headers take as few lines as they may, then long columns get the rest."""
    widths = [*naturals]
    for lines in range(1, 1 + max(map(len, heads))):
        wider = [
            max(width, step_for(steps, lines)) for width, steps in zip(naturals, heads, strict=True)
        ]
        if sum(wider) <= room:
            widths = wider
            break
    # The square lets a column twice as long take four times the surplus; a few letters take next to none.
    wishes = [max(1.0, natural - _SHORT_UNITS) ** 2 for natural in naturals]
    surplus = (room - sum(widths)) / sum(wishes)
    return _alike(
        [width + surplus * wish for width, wish in zip(widths, wishes, strict=True)], naturals
    )


def _alike(widths: list[float], naturals: Sequence[float]) -> list[float]:
    """Neighbours that need nearly the same are drawn alike, at no cost to the others."""
    start = 0
    for end in range(1, len(widths) + 1):
        low, high = min(naturals[start:end]), max(naturals[start:end])
        if end < len(widths) and min(low, naturals[end]) >= max(high, naturals[end]) * _ALIKE:
            continue
        mean = sum(widths[start:end]) / (end - start)
        if mean >= high:
            widths[start:end] = [mean] * (end - start)
        start = end
    return widths


# --- the fewest lines ------------------------------------------------------------------------------


def _sampled(columns: Sequence[ColumnTexts]) -> list[tuple[_Steps, ...]]:
    """Rows that stand for all rows, measured."""
    count = max((len(column.cells) for column in columns), default=0)
    stride = max(1, count // _LOOKED_AT)
    places = [*range(0, count, stride)]
    chosen: dict[int, None] = {}
    for column in columns:
        by_length = sorted(places, key=lambda place: -len(column.cells[place]))
        for quantile in _QUANTILES:
            chosen.setdefault(by_length[int(quantile * len(by_length))]) if by_length else None
    for place in places[:: max(1, len(places) // _SAMPLE)]:
        if len(chosen) >= _SAMPLE:
            break
        chosen.setdefault(place)
    sums = max((len(column.bold) for column in columns), default=0)
    return [
        *(tuple(line_units(column.cells[place]) for column in columns) for place in sorted(chosen)),
        *(tuple(line_units(column.bold[place], True) for column in columns) for place in range(sums)),
    ]  # fmt: skip


def _level(
    rows: Sequence[tuple[_Steps, ...]],
    least: Sequence[float],
    open_columns: Sequence[int],
    room: float,
) -> list[float]:
    """The widths with which no row has more lines than need be; [] when no such height has room."""
    tallest = max((len(row[i]) for row in rows for i in open_columns), default=0)
    for lines in range(1, tallest + 1):
        widths = [*least]
        for i in open_columns:
            widths[i] = max(widths[i], *(float(step_for(row[i], lines)) for row in rows))
        if sum(widths) <= room:
            return widths
    return []


def _widened(
    rows: Sequence[tuple[_Steps, ...]],
    widths: list[float],
    open_columns: Sequence[int],
    room: float,
) -> list[float]:
    """Wider columns step by step: each step saves the most lines for the room that it takes."""
    while True:
        before = _cost(rows, widths)
        moves = [
            _Move(wider, before - _cost(rows, wider), sum(wider) - sum(widths))
            for wider in _wider(rows, widths, open_columns, room)
        ]
        best = max(
            (move for move in moves if move.gain > 0),
            key=lambda move: move.gain / move.taken,
            default=None,
        )
        if best is None:
            return widths
        widths = best.widths


def _wider(
    rows: Sequence[tuple[_Steps, ...]],
    widths: Sequence[float],
    open_columns: Sequence[int],
    room: float,
) -> Iterator[list[float]]:
    """Widths with which one row, or the longest text of one column, takes a line less."""
    tried: set[tuple[float, ...]] = {tuple(widths)}
    for wider in (
        *_lower_rows(rows, widths, open_columns),
        *_lower_columns(rows, widths, open_columns),
    ):
        if sum(wider) <= room and tuple(wider) not in tried:
            tried.add(tuple(wider))
            yield wider


def _lower_rows(
    rows: Sequence[tuple[_Steps, ...]], widths: Sequence[float], open_columns: Sequence[int]
) -> Iterator[list[float]]:
    for row in rows:
        height = _height(row, widths)
        if height > 1:
            wider = [*widths]
            for i in open_columns:
                wider[i] = max(wider[i], float(step_for(row[i], height - 1)))
            yield wider


def _lower_columns(
    rows: Sequence[tuple[_Steps, ...]], widths: Sequence[float], open_columns: Sequence[int]
) -> Iterator[list[float]]:
    for i in open_columns:
        most = max(_lines(row[i], widths[i]) for row in rows)
        if most > 1:
            wider = [*widths]
            wider[i] = max(wider[i], *(float(step_for(row[i], most - 1)) for row in rows))
            yield wider


def _cost(rows: Sequence[tuple[_Steps, ...]], widths: Sequence[float]) -> float:
    """The lines of all rows; those beside the tallest cell of a row cost little, for they take no paper."""
    total = 0.0
    for row in rows:
        lines = [_lines(steps, width) for steps, width in zip(row, widths, strict=True)]
        total += max(lines) + _BESIDE * sum(lines)
    return total


def _height(row: tuple[_Steps, ...], widths: Sequence[float]) -> int:
    return max(_lines(steps, width) for steps, width in zip(row, widths, strict=True))


def _lines(steps: _Steps, width: float) -> int:
    for lines, needed in enumerate(steps, start=1):
        if needed <= width:
            return lines
    return len(steps)


def _filled(widths: Sequence[float], naturals: Sequence[float], room: float) -> list[float]:
    """What is left goes to those that are still broken, as much as each lacks."""
    gaps = [max(0.0, natural - width) for natural, width in zip(naturals, widths, strict=True)]
    left, lacking = room - sum(widths), sum(gaps) or 1.0
    return [width + left * gap / lacking for width, gap in zip(widths, gaps, strict=True)]

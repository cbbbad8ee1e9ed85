"""Rows and cells that are asked about together: the first of them by name, and one warning for a column of doubtful values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from service.importing.grid import Grid
from service.workbook.reading_builder import ReadingBuilder

#: So many are named.
_SHOWN = 5


class Doubtful(NamedTuple):
    """A row with a doubtful value: where it went, and what its field is called."""

    row: int
    pointer: str
    label: str


def first_of(names: Iterable[object]) -> str:
    """The first of many by name: "3, 4, 9, 12, 15, …"."""
    shown = [*islice(map(str, names), _SHOWN + 1)]
    if len(shown) > _SHOWN:
        shown[-1] = "…"
    return ", ".join(shown)


def report(
    doubtful: Mapping[int, Sequence[Doubtful]],
    code: str,
    says: Callable[[int, str], str],
    grid: Grid,
    reading: ReadingBuilder,
) -> None:
    """One warning for each column; ``says`` makes its sentence of the column and of which rows: "2 dòng (dòng 3, 4)"."""
    for column, rows in doubtful.items():
        shown = f"{len(rows)} dòng (dòng {first_of(one.row + 1 for one in rows)})"
        first = rows[0]
        message, cell = says(column, shown), grid.at(first.row, column)
        reading.violation(first.pointer, first.label, code, message, cell, "warning")

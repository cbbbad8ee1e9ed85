"""Rows of one column that are asked about together, once for the column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

#: So many rows are named.
_SHOWN = 5


class Doubtful(NamedTuple):
    """A row with a doubtful value: where it went, and what its field is called."""

    row: int
    pointer: str
    label: str


def shown(rows: Sequence[Doubtful]) -> str:
    """How many rows, and the first of them: "2 dòng (dòng 3, 4)"."""
    named = ", ".join(str(one.row + 1) for one in rows[:_SHOWN])
    return f"{len(rows)} dòng (dòng {named}{', …' if len(rows) > _SHOWN else ''})"

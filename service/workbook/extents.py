"""Addresses of cells and numbers from 0, and how far a sheet reaches; an address may be anybody's text."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

_DIGITS = "0123456789"
#: What is no plain number counts as far too many.
TOO_MANY = 10**9

#: The upper left and the lower right cell of a range, counted from 0.
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the values of a sheet reach, and how much is in it."""

    name: str
    rows: int
    columns: int
    #: Cells that hold a value.
    values: int = 0
    #: Cells and rows that are written down, the empty ones with a format too.
    cells: int = 0
    lines: int = 0
    #: Cells under merged ranges, and under links that are given for a range.
    covered: int = 0


def whole_number(text: str | None, otherwise: int) -> int:
    """A repeat or a row as a reader would take it."""
    if text is None:
        return otherwise
    try:
        return int(text) if len(text) < 20 else TOO_MANY
    except ValueError:
        return TOO_MANY


@functools.lru_cache(maxsize=1_024)
def column_letters(column: int) -> str:
    """0 -> "A", 27 -> "AB"."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def place(reference: str | None) -> tuple[int, int] | None:
    """ "C7" -> (6, 2)."""
    shown = (reference or "").upper().replace("$", "")[:12]
    letters = shown.rstrip(_DIGITS)
    row = int(shown[len(letters) :] or 0)
    column = _column(letters)
    return (row - 1, column - 1) if row and column else None


@functools.lru_cache(maxsize=1_024)
def _column(letters: str) -> int:
    """ "A" -> 1, "AB" -> 28; 0 for what names no column."""
    if not letters.isalpha() or not letters.isascii():
        return 0
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def span(reference: str) -> Range | None:
    """ "B2:C7" -> ((1, 1), (6, 2)); None for what is no range of cells."""
    first, _, last = reference.partition(":")
    top, bottom = place(first), place(last or first)
    if top is None or bottom is None:
        return None
    return (
        (min(top[0], bottom[0]), min(top[1], bottom[1])),
        (max(top[0], bottom[0]), max(top[1], bottom[1])),
    )


def area(cells: Range) -> int:
    """How many cells a range covers."""
    (top, left), (bottom, right) = cells
    return (bottom - top + 1) * (right - left + 1)


def cut(ranges: Iterable[Range], rows: int, columns: int) -> list[Range]:
    """The ranges as far as a sheet is used; those of which only one cell is left are none."""
    found = []
    for first, (bottom, right) in ranges:
        kept = (first, (min(bottom, rows - 1), min(right, columns - 1)))
        if first[0] < rows and first[1] < columns and area(kept) > 1:
            found.append(kept)
    return found

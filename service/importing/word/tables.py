"""A table of a text becomes the table of a report, or a sheet for the reader of lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.errors import InputTooLarge
from service.importing.word.blocks import Cell, Table
from service.schema.text_cleaning import clean
from service.workbook import values
from service.workbook.book import Page

MOST_CELLS = 100_000
_MOST_HEADER_ROWS = 3


@dataclass(frozen=True, slots=True)
class Laid:
    """A table with every cell in its place: texts by row and column, and where merged cells begin."""

    texts: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    header_rows: int

    @property
    def width(self) -> int:
        return max(map(len, self.texts), default=0)


def lay(table: Table) -> Laid:
    """Put every cell into its row and column. Raises InputTooLarge for more cells than any table has."""
    width, height = _extent(table)
    if width * height > MOST_CELLS:
        raise InputTooLarge(
            f"Một bảng trong văn bản có quá nhiều ô (nhiều nhất {MOST_CELLS:,}); hãy tách bảng.".replace(",", "."),
            MOST_CELLS,
        )  # fmt: skip
    grid: list[list[str | None]] = [[None] * width for _ in range(height)]
    merged = []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while column < width and grid[row][column] is not None:
                column += 1
            below, right = _put(grid, row, column, cell)
            if (below, right) != (row, column):
                merged.append(((row, column), (below, right)))
            column = right + 1
    texts = tuple(tuple(cell or "" for cell in line) for line in grid)
    return Laid(texts, tuple(merged), _header_rows(table, height))


def _extent(table: Table) -> tuple[int, int]:
    reach = [0] * len(table.rows)
    for row, cells in enumerate(table.rows):
        for cell in cells:
            for covered in range(row, min(row + cell.rows, len(table.rows))):
                reach[covered] += cell.columns
    return max(reach, default=0), len(table.rows)


def _put(grid: list[list[str | None]], row: int, column: int, cell: Cell) -> tuple[int, int]:
    """Write a cell and cover what it is merged over; its last row and column."""
    below = min(row + cell.rows, len(grid)) - 1
    right = min(column + cell.columns, len(grid[row])) - 1
    for covered in range(row, below + 1):
        for place in range(column, right + 1):
            grid[covered][place] = ""
    grid[row][column] = clean(cell.text, lines=True)
    return below, max(right, column)


def _header_rows(table: Table, height: int) -> int:
    """How many rows are headers: as the source says, else those that a merged first row reaches over."""
    if table.header_rows:
        return min(table.header_rows, _MOST_HEADER_ROWS, height)
    first = table.rows[0]
    deep = max((cell.rows for cell in first), default=1)
    across = any(cell.columns > 1 for cell in first) and len(first) > 1
    return min(max(deep, 2 if across else 1), _MOST_HEADER_ROWS, height)


def page(laid: Laid, name: str) -> Page:
    """The table as a sheet, as workbooks give them to the reader of lists."""
    rows = tuple(tuple(values.plain(" ".join(text.split())) for text in row) for row in laid.texts)
    return Page(name, rows, merged=laid.merged)


def as_input(laid: Laid, pointer: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The table of a report at ``pointer``, and its cells, row by row, each with where it went.

    A header over several columns is what these stand ``under``.
    """
    heads = [_headers_above(laid, column) for column in range(laid.width)]
    cells: list[tuple[str, str]] = []
    for row in range(laid.header_rows):
        for column, text in enumerate(laid.texts[row]):
            if text:
                cells.append((f"{pointer}/columns/{column}{heads[column].place_of(text)}", text))
    rows = []
    for index, line in enumerate(laid.texts[laid.header_rows :]):
        rows.append([text or None for text in line])
        cells += [(f"{pointer}/rows/{index}/{c}", text) for c, text in enumerate(line) if text]
    return {"columns": [head.as_input() for head in heads], "rows": rows}, cells


@dataclass(frozen=True, slots=True)
class _Headers:
    """The headers of one column: those that it shares with its neighbours, the outer first, and its own."""

    under: tuple[str, ...]
    own: str

    def as_input(self) -> str | dict[str, Any]:
        return {"header": self.own, "under": [*self.under]} if self.under else self.own

    def place_of(self, text: str) -> str:
        """Where in ``as_input`` a header went."""
        line = " ".join(text.split())
        if line in self.under:
            return f"/under/{self.under.index(line)}"
        return "/header" if self.under else ""


def _headers_above(laid: Laid, column: int) -> _Headers:
    """A header over several columns is shared, unless nothing stands below it; others that stack are one, "A – B"."""
    owners = _owners(laid)
    shared: list[str] = []
    own: list[str] = []
    for row in range(laid.header_rows):
        at, right = owners.get((row, column), ((row, column), column))
        text = " ".join(laid.texts[at[0]][at[1]].split())
        if text and (not (shared or own) or at[0] == row) and text not in (*shared, *own):
            (shared if right > at[1] and not own else own).append(text)
    if not own and shared:
        own.append(shared.pop())
    return _Headers(tuple(shared), " – ".join(own))


def _owners(laid: Laid) -> dict[tuple[int, int], tuple[tuple[int, int], int]]:
    """For each covered cell the one whose text stands there, and the last column that this one reaches."""
    return {
        (row, column): (top_left, right)
        for top_left, (below, right) in laid.merged
        for row in range(top_left[0], below + 1)
        for column in range(top_left[1], right + 1)
    }

"""A table of a text with every cell in its place, and as a sheet for the reader of lists."""

from __future__ import annotations

from dataclasses import dataclass

from service.errors import InputTooLarge
from service.importing.word.blocks import Cell, Table
from service.schema.text_cleaning import clean
from service.workbook import values
from service.workbook.book import Page

MOST_CELLS = 100_000


@dataclass(frozen=True, slots=True)
class Laid:
    """A table with every cell in its place: texts by row and column, and where merged cells begin."""

    texts: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    #: How many rows the source itself calls headers.
    header_rows: int = 0

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
    return Laid(texts, tuple(merged), table.header_rows)


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


def page(laid: Laid, name: str) -> Page:
    """The table as a sheet, as workbooks give them to the reader of lists."""
    rows = tuple(tuple(values.plain(" ".join(text.split())) for text in row) for row in laid.texts)
    return Page(name, rows, merged=laid.merged)

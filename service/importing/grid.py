"""One sheet, pasted block or Word table as a grid: values, merged cells spread downwards, what is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from service.workbook.book import Page
from service.workbook.merged_cells import MergedCells
from service.workbook.values import CellValue, text

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#NAME"})


def is_error(value: CellValue) -> bool:
    """Whether a cell shows an error of a formula."""
    return isinstance(value, str) and value.strip() in _ERRORS


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells by row and column, both from 0."""

    page: Page
    merged: MergedCells
    width: int = 0
    #: Rows in which a formula gives an error.
    broken_rows: frozenset[int] = frozenset()
    #: Cells merged over several columns, or the first of such a row -> how many.
    spans: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def height(self) -> int:
        return len(self.page.rows)

    def value(self, row: int, column: int) -> CellValue:
        """The cell's own value; None where it is empty."""
        return self.page.cell(row, column)

    def spread(self, row: int, column: int) -> CellValue:
        """The cell's value, or that of the cell merged over it from above."""
        return self.merged.value(row, column)

    def text(self, row: int, column: int) -> str:
        return " ".join(text(self.value(row, column)).split())

    def filled(self, row: int, columns: Iterable[int]) -> dict[int, CellValue]:
        """The filled cells of a row among some columns."""
        line = self.page.rows[row] if 0 <= row < self.height else ()
        return {c: line[c] for c in columns if c < len(line) and line[c] is not None}

    def is_blank(self, row: int) -> bool:
        return all(cell is None for cell in self.page.rows[row]) and not self.broken_in(row)

    def broken_in(self, row: int) -> bool:
        return row in self.broken_rows

    def at(self, row: int, column: int) -> str:
        """The name of a cell as the clerk knows it: "Cá nhân!C7"."""
        return self.page.at(row, column)

    def spans_across(self, row: int, column: int) -> int:
        """Over how many columns the cell is merged; 1 when it is not."""
        return self.spans.get((row, column), 1)


def grid_of(page: Page) -> Grid:
    """A sheet as a grid; single columns merged downwards are spread over their rows."""
    height = len(page.rows)
    spans = {
        (row, left): right - left + 1
        for (top, left), (bottom, right) in reversed(page.merged)
        for row in range(top, min(bottom + 1, height))
    }
    width = max((len(row) for row in page.rows), default=0)
    return Grid(page, MergedCells.of(page), width, frozenset(row for row, _ in page.broken), spans)

"""The cells of a sheet that single columns, merged downwards, cover, and what they say all the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.workbook.book import Page
from service.workbook.values import CellValue

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MergedCells:
    """Rows and columns are counted from 0."""

    page: Page
    _above: Mapping[Cell, Cell]

    @classmethod
    def of(cls, page: Page) -> MergedCells:
        above = {
            (row, left): (top, left)
            for (top, left), (bottom, right) in page.merged
            if left == right
            for row in range(top + 1, min(bottom + 1, len(page.rows)))
        }
        return cls(page, above)

    def over(self, row: int, column: int, header: int = -1) -> Cell | None:
        """The filled cell that is merged over an empty one; None where there is none.

        Whoever merges a whole column by accident merges its ``header``, the last row of the headers, over the rows: no value of theirs.
        """
        found = self._above.get((row, column))
        if found is None or found[0] <= header or self.page.cell(row, column) is not None:
            return None
        return None if self.page.cell(*found) is None else found

    def value(self, row: int, column: int, header: int = -1) -> CellValue:
        """What stands in a cell, or in the one merged over it."""
        return self.page.cell(*(self.over(row, column, header) or (row, column)))

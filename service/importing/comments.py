"""Comments on the cells of rows that are taken: nothing of them is read, and the clerk is told where they stand."""

from __future__ import annotations

from collections.abc import Iterable

from service.importing.announced_counts import Named
from service.importing.doubtful_rows import first_of
from service.importing.grid import Grid
from service.workbook.extents import column_letters
from service.workbook.reading_builder import ReadingBuilder


def report(
    grid: Grid, taken: Iterable[int], columns: Iterable[int], listed: Named, reading: ReadingBuilder
) -> None:
    """One warning for a list; a comment above it mostly says how to fill it in."""
    if not grid.page.commented_cells:
        return
    within = set(columns)
    rows = set(taken)
    cells = sorted(
        (row, column)
        for row, column in grid.page.commented_cells
        if row in rows and column in within
    )
    if cells:
        shown = first_of(f"{column_letters(column)}{row + 1}" for row, column in cells)
        reading.violation(
            listed.pointer, listed.label, "comment_not_read",
            f"{len(cells)} ô có ghi chú gắn vào ô (comment) mà phần mềm không đọc: {shown}. Hãy xem ghi chú có nói "
            "gì về dòng đó không (bỏ, sửa tên …).",
            grid.at(*cells[0]), "warning",
        )  # fmt: skip

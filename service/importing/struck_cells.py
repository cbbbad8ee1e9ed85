"""A cell struck out, wholly or in part, in a row that is taken: whether what is struck still counts only the clerk knows."""

from __future__ import annotations

from service.importing.column_map import ColumnMap
from service.importing.grid import Grid
from service.importing.targets import Target
from service.workbook.reading_builder import ReadingBuilder


def report(
    grid: Grid, columns: ColumnMap, target: Target, row: int, pointer: str, reading: ReadingBuilder
) -> None:
    """One warning for each such cell of a row that gives something to the record at ``pointer``."""
    if not grid.page.struck_cells:
        return
    struck = [c for c in columns.given_to(target) if (row, c) in grid.page.struck_cells]
    fields = {
        column: field
        for field in (target.fields if struck else ())
        for column in columns.of(target).get(field.pointer, ())
    }
    for column in sorted(struck):
        field = fields.get(column)
        inside = field.pointer.removeprefix(target.row) if field else ""
        label = field.label if field else target.title
        reading.struck_out(pointer + inside, label, grid.at(row, column))

"""Columns that hold something and give nothing, as warnings: of a whole list, or of some of its rows only."""

from __future__ import annotations

from collections.abc import Mapping, Set

from service.importing.column_map import NO_FIELD, ColumnMap
from service.importing.grid import Grid
from service.importing.targets import Target
from service.workbook.account import OWN_COLUMN
from service.workbook.reading_builder import ReadingBuilder


def report(
    grid: Grid,
    columns: ColumnMap,
    filled: Mapping[Target, Set[int]],
    pointer: str,
    title: str,
    reading: ReadingBuilder,
) -> None:
    """``filled`` holds, by the list that rows went to, the columns that they fill; ``pointer``, ``title``: the list."""
    everywhere = set().union(*filled.values())
    columns.leave_out_unless_of(list(filled), everywhere)

    def warn(column: int, what: str) -> None:
        # Without headers the last row of them is the one before the first.
        cell = grid.at(max(columns.header.first, columns.header.last), column)
        message = f"Cột {columns.header.called(column)} {what}."
        reading.violation(pointer, title, "column_not_used", message, cell, "warning")

    for column, why in columns.unused.items():
        if column in columns.worth_telling:
            warn(column, why)
        elif column in everywhere and why != OWN_COLUMN:
            warn(column, f"có dữ liệu nhưng không được dùng: {why}")
    for target, of_rows in filled.items():
        for column in sorted(of_rows - columns.given_to(target) - set(columns.unused)):
            warn(
                column,
                f"có dữ liệu ở dòng “{target.title}” nhưng không được dùng cho dòng đó: {NO_FIELD}",
            )

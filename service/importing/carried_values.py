"""What a row takes over from what stands around it: its award from titles, headings and ticks, its unit, and the like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from service.importing import list_headings, value_shapes, vocabulary
from service.importing.column_map import ColumnMap
from service.importing.grid import Grid
from service.importing.open_headings import OpenHeadings
from service.importing.places import Said
from service.importing.row_targets import RowTargets
from service.importing.targets import Target
from service.importing.units_around import UnitsAround
from service.workbook.plan import Sheet

#: Fields of the row around, by pointer.
Around = dict[str, Said]


class CarriedValues:
    """Asked row by row, from above to below; ``titles`` are the lines above the list, the nearest first."""

    def __init__(
        self,
        grid: Grid,
        columns: ColumnMap,
        titles: Sequence[tuple[str, str]],
        parents: Mapping[str, Sheet],
        headings: OpenHeadings,
        row_targets: RowTargets,
        units: UnitsAround,
    ) -> None:
        self._grid, self._columns = grid, columns
        self._headings, self._row_targets, self._units = headings, row_targets, units
        self._of_titles = self._in_titles(titles, parents)
        self._is_secret = any(vocabulary.speaks_of("secret_words", title) for title, _ in titles)
        self._unit_above = ""

    def awards(self, row: int) -> list[Around]:
        """One entry for each award that the row is in: one, or one for each tick under a form."""
        around = self._of_titles | self._headings.around
        if not self._columns.form_marks:
            return [around]
        return [
            around
            | {
                pointer: Said(value, self._grid.at(row, column), self._columns.header.texts[column])
                for pointer, value in form
            }
            for column, form in self._columns.form_marks.items()
            if value_shapes.is_mark(self._grid.value(row, column))
        ]

    def fields(self, row: int, target: Target) -> dict[str, Any]:
        """Values for fields of the row itself that its own cells leave open, by the last step of their pointers."""
        values = {
            "organ_name": self._unit(row, target),
            "reason": self._row_targets.reason(row),
            "secret": self._is_secret,
        }
        return {key: value for key, value in values.items() if value}

    def _in_titles(self, titles: Sequence[tuple[str, str]], parents: Mapping[str, Sheet]) -> Around:
        for title, cell in titles:
            found = list_headings.form_in(title, parents)
            if found:
                return {pointer: Said(value, cell, title) for pointer, value in found}
        found = list_headings.form_in(self._grid.name, parents, whole=True)
        first = self._grid.at(self._columns.header.first, self._columns.header.left)
        # A sheet called "Danh hiệu khác" says nothing.
        return (
            {} if len(found) > 1 else {p: Said(value, first, self._grid.name) for p, value in found}
        )

    def _unit(self, row: int, target: Target) -> str:
        """From a heading, from above in a column left of the running numbers, or from the sheet's name."""
        number = self._columns.number
        columns = self._columns.of(target).get(f"{target.row}/organ_name", ())
        if number is not None and columns and columns[0] < number:
            self._unit_above = self._grid.text(row, columns[0]) or self._unit_above
            return self._headings.unit or self._unit_above
        return self._headings.unit or self._units.of_sheet(row, target)

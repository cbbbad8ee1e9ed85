"""A row of a list becomes the values of one record, at the next free place of its list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from service.importing import class_names, list_headings, sums, value_shapes
from service.importing.column_map import ColumnMap
from service.importing.doubtful_rows import Doubtful
from service.importing.grid import Grid, is_error
from service.importing.places import Places, Said
from service.importing.targets import Target
from service.language import name_words
from service.workbook import values
from service.workbook.plan import Column, Sheet
from service.workbook.reading_builder import ReadingBuilder
from service.workbook.values import CellValue, text

#: The ends of the pointers of names, before which clerks type running numbers.
_NAMES = ("/full_name", "/name", "/group")


class RecordWriter:
    """Puts the rows of one list into the input."""

    def __init__(
        self,
        grid: Grid,
        columns: ColumnMap,
        parents: Mapping[str, Sheet],
        places: Places,
        reading: ReadingBuilder,
    ) -> None:
        self._grid, self._columns, self._parents = grid, columns, parents
        self._places, self._reading = places, reading
        #: By column.
        self.doubtful_sums: dict[int, list[Doubtful]] = {}
        self.days: dict[int, list[Doubtful]] = {}
        self._day_first: dict[int, bool] = {}

    def put(
        self,
        row: int,
        target: Target,
        around: Mapping[str, Said],
        carried: Mapping[str, Any],
    ) -> str:
        """One row; ``around`` maps a field of the row around to what says it, ``carried`` fills open fields.

        Returns the pointer of the record.
        """
        name_at = (self._columns.names(target) or [self._columns.header.left])[0]
        cell = self._grid.at(row, name_at)
        pointer = self._place(row, target, around, cell)
        for field in target.fields:
            where = pointer + field.pointer.removeprefix(target.row)
            columns = self._columns.of(target).get(field.pointer, ())
            if columns:
                self._field(row, field, columns, where, cell)
                if field.pointer == target.name.pointer and not target.is_of_units:
                    self._ask_about_two_people(row, field, columns, where)
            else:
                self._reading.cells.setdefault(where, cell)
            carried_value = carried.get(field.pointer.removeprefix(f"{target.row}/"))
            if carried_value is not None:
                self._reading.pairs.setdefault(where, carried_value)
        return pointer

    def _place(self, row: int, target: Target, around: Mapping[str, Said], cell: str) -> str:
        parent = self._parents.get(target.sheet.parent)
        said: dict[str, Said] = {}
        if parent is not None:
            said = {p: one for p, one in around.items() if parent.column(p) is not None}
            for pointer, column in self._columns.around.items():
                field = parent.column(pointer)
                found = self._grid.spread(row, column)
                if field is None or found is None or is_error(found):
                    continue
                value, where = self._read(found, field, column), self._grid.at(row, column)
                said[pointer] = Said(value, where, text(found))
        return self._places.next(target, said, cell)

    def _field(
        self, row: int, field: Column, columns: Sequence[int], pointer: str, row_cell: str
    ) -> None:
        cells = [(c, self._value(row, c, field)) for c in columns]
        for column in columns:
            if self._is_broken(row, column):
                self._reading.formula_error(pointer, field.label, self._grid.at(row, column))
                if (row, column) in self._grid.page.broken:
                    return
        filled = [(c, value) for c, value in cells if value is not None]
        cell = self._grid.at(row, filled[0][0] if filled else columns[0])
        if len(filled) > 1 and field.kind in ("text", "title"):
            self._reading.put(pointer, " ".join(text(v).strip() for _, v in filled), cell)
        elif filled:
            column, typed = filled[0]
            if isinstance(typed, dt.date) and class_names.is_never_day(field):
                typed = self._class_name(column, typed, Doubtful(row, pointer, field.label))
            value = self._read(typed, field, column)
            self._reading.put(pointer, value, cell)
            if sums.is_doubtful(typed, self._columns.units.get(column, 1), value):
                self.doubtful_sums.setdefault(column, []).append(
                    Doubtful(row, pointer, field.label)
                )
        else:
            self._reading.cells.setdefault(pointer, cell if columns else row_cell)
            if field.kind == "money":
                self._ask_about_merged_sum(row, field, columns, pointer)

    def _class_name(self, column: int, day: dt.date, where: Doubtful) -> str | dt.date:
        """What was typed into a cell of which Excel made a day, where the column shows it; else the day, asked about."""
        if column not in self._day_first:
            rows = range(self._columns.header.last + 1, self._grid.height)
            held = (self._grid.value(row, column) for row in rows)
            self._day_first[column] = class_names.is_day_first(held)
        if self._day_first[column]:
            return class_names.typed(day)
        self.days.setdefault(column, []).append(where)
        return day

    def _ask_about_two_people(
        self, row: int, field: Column, columns: Sequence[int], pointer: str
    ) -> None:
        """Two names on two lines of a cell become one; a name that was broken (Alt+Enter) has shorter lines."""
        for column in columns:
            lines = text(self._grid.value(row, column)).splitlines()
            if sum(map(_is_whole_name, lines)) > 1:
                message = f"Dòng {row + 1} có vẻ ghi hai người; hãy tách mỗi người một dòng."
                cell = self._grid.at(row, column)
                self._reading.violation(
                    pointer, field.label, "two_people", message, cell, "warning"
                )

    def _ask_about_merged_sum(
        self, row: int, field: Column, columns: Sequence[int], pointer: str
    ) -> None:
        for column in columns:
            above = self._grid.merged.over(row, column, self._columns.header.last)
            if above is not None and not is_error(self._grid.value(*above)):
                self._reading.merged_sum(pointer, field.label, above[0], self._grid.at(*above))

    def _is_broken(self, row: int, column: int) -> bool:
        return (row, column) in self._grid.page.broken or is_error(self._grid.value(row, column))

    def _value(self, row: int, column: int, field: Column) -> CellValue:
        # A sum merged over several rows may be meant once for all of them: that is asked.
        own, header = self._grid.value(row, column), self._columns.header.last
        value = own if field.kind == "money" else self._grid.merged.value(row, column, header)
        is_tick = column in self._columns.marks and value_shapes.is_mark(value)
        if is_tick or is_error(value):
            return None
        if isinstance(value, str) and field.pointer.endswith(_NAMES):
            is_person = field.pointer.endswith("/full_name")
            return name_words.without_number(value.strip(), of_unit=not is_person)
        return value

    def _read(self, value: CellValue, field: Column, column: int) -> Any:
        if field.kind == "choice":
            key = list_headings.choice_of(
                text(value), field.pointer.rpartition("/")[2], field.choices
            )
            return key or values.read(value, field)
        if field.kind == "money":
            return sums.read(value, self._columns.units.get(column, 1), field)
        return values.read(value, field)


def _is_whole_name(line: str) -> bool:
    """ "Lê Văn Chi", "2. Phạm Dung", "Bà Phạm Dung"; "Lê Văn" may be half of one."""
    bare = name_words.without_honorific(name_words.without_number(line.strip()))
    is_begun = bare != line.strip()
    return name_words.is_person_name(bare) and (is_begun or len(bare.split()) > 2)

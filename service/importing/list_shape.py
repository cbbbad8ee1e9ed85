"""How the rows of one list look: which columns most of them fill, and how far the list reaches."""

from __future__ import annotations

from collections.abc import Sequence

from service.importing import value_shapes
from service.importing.column_map import ColumnMap
from service.importing.grid import Grid
from service.importing.targets import Target
from service.workbook.values import CellValue, text


class ListShape:
    """The rows of one list, ``header.last`` + 1 up to ``end``, held against each other."""

    def __init__(self, grid: Grid, columns: ColumnMap, end: int, targets: Sequence[Target]) -> None:
        self.grid, self.columns = grid, columns
        self.names = {column for target in targets for column in columns.names(target)}
        #: Of them, those that name people and units, not matters or groups.
        self.own_names = {
            column
            for target in targets if target.is_of_units or target.name.pointer.endswith("/full_name")
            for column in columns.of(target).get(target.name.pointer, ())
        }  # fmt: skip
        self.values = (
            {column for target in targets for column in columns.columns_of(target)}
            | set(columns.around.values())
            | set(columns.marks)
            | set(columns.form_marks)
        )
        self.rows = [
            row for row in range(columns.header.last + 1, end)
            if self.filled(row) or grid.broken_in(row)
        ]  # fmt: skip
        self._row_set = frozenset(self.rows)
        self.is_numbered = any(value_shapes.running_number(self.number(row)) for row in self.rows)
        self._usual = self._usual_columns()
        #: The last row that has the shape of the list for certain.
        self.last = max(filter(self.has_shape, self.rows), default=columns.header.last)

    def filled(self, row: int) -> dict[int, CellValue]:
        return self.grid.filled(row, self.columns.header.columns)

    def number(self, row: int) -> CellValue:
        place = self.columns.number
        return None if place is None else self.grid.value(row, place)

    def repeats_number(self, row: int) -> bool:
        """Whether a row has the running number of the row above it: "2 | Tổng cộng"."""
        number, above = self.number(row), self.number(row - 1)
        same = value_shapes.running_number(number) == value_shapes.running_number(above)
        return row > self.columns.header.last + 1 and same

    def is_parent(self, row: int) -> bool:
        """Whether the rows below a number are its parts: "1 | Trường A" above "1.1 | Nguyễn Văn An"."""
        number, below = self.number(row), self.number(row + 1)
        return value_shapes.is_sub_number(below) and text(below).startswith(
            f"{value_shapes.running_number(number)}."
        )

    def counts_on(self, row: int, column: int) -> bool:
        """Whether the number typed before a name goes on from the row above or to the one below: "2. Phòng B" between "1." and "3."."""
        own = value_shapes.typed_number(self.grid.value(row, column))
        near = {
            step: value_shapes.typed_number(self.grid.value(row + step, column))
            for step in (-1, 1)
            # Headings of groups in which nobody is follow each other, too.
            if len(self.filled(row + step)) > 1
        }
        # Below a heading the numbers begin anew.
        return own is not None and near.get(1) != 1 and own in [n - s for s, n in near.items() if n]

    @property
    def only_names(self) -> bool:
        """A list of names and nothing else."""
        return not (self.values - self.names)

    def follows_a_row(self, row: int) -> bool:
        return row - 1 in self._row_set

    def _usual_columns(self) -> set[int]:
        """The columns that most rows of the list fill, beside the name."""
        filled = [
            set(self.filled(row)) & self.values
            for row in self._first_block()
            if (not self.is_numbered or value_shapes.running_number(self.number(row)))
            and self.names & set(self.filled(row))
        ]
        filled = [columns for columns in filled if len(columns) > 1] or filled
        if not filled:
            return set()
        return {
            column
            for column in self.values - self.names
            if sum(column in columns for columns in filled) * 10 >= len(filled) * 6
        }

    def _first_block(self) -> list[int]:
        """The rows before the first gap, which show how the list is filled; signatures stand below one."""
        gap = next(
            (i for i, row in enumerate(self.rows) if i and not self.follows_a_row(row)), None
        )
        return self.rows[:gap] if gap is not None and gap > 1 else self.rows

    def has_shape(self, row: int) -> bool:
        """Whether a row has the shape of the list, for certain."""
        filled = set(self.filled(row))
        valued = filled & self.values
        if self.is_numbered:
            number = self.number(row)
            numbered = value_shapes.running_number(number) is not None
            return (numbered or value_shapes.is_sub_number(number)) and (
                bool(valued & self.names) or len(valued) > 1
            )
        return bool(valued & self.names) and len(self._usual - filled) <= len(self._usual) // 3

    def nearly_has_shape(self, row: int) -> bool:
        """A row without its number that is filled like the others."""
        filled = set(self.filled(row))
        return (
            bool(filled & self.names)
            and bool(self._usual)
            and len(self._usual & filled) * 2 >= len(self._usual)
        )

    def is_name_alone(self, row: int) -> bool:
        """A name alone in a list that has no running numbers or nothing beside the names."""
        unused = self.columns.unused
        named = [
            text(v) for c, v in self.filled(row).items() if c in self.names and c not in unused
        ]
        if not named:
            return False
        if self.is_numbered:
            return value_shapes.is_person(named[0]) and row <= self.last + 1
        return self.only_names or value_shapes.is_person(named[0]) or value_shapes.is_unit(named[0])

    def holds_a_name(self, row: int) -> bool:
        """Whether something in a row looks like a name."""
        return any(
            value_shapes.is_person(value) or (column in self.names and value_shapes.is_unit(value))
            for column, value in self.filled(row).items()
        )

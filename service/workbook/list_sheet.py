"""The rows of one list's sheet of a filled form; rows keep their order.

A cell that the clerk merged downwards says the same of all its rows; names are each row's own, and a sum is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.language import typed_items
from service.language.vietnamese import fold_words
from service.workbook import plan, taken_back, values
from service.workbook.account import EXAMPLE_ROW, NUMBERED_ROW
from service.workbook.form_sheets import FormSheet, digest
from service.workbook.plan import Column
from service.workbook.reading_builder import ReadingBuilder
from service.workbook.row_placement import RowNumbers, RowPlacement

_NAMES = ("/full_name", "/name")


class ListSheetReader:
    """Reads the rows of one list's sheet; ``numbers`` are those of the lists before it."""

    def __init__(
        self, form: FormSheet, numbers: dict[str, RowNumbers], reading: ReadingBuilder
    ) -> None:
        self._form, self._page, self._reading = form, form.page, reading
        self._placement = RowPlacement(form, numbers, reading)
        self._valued, self._numbered = form.places("value"), form.places("number")
        # A clause without a heading and a table are given by their places; what they hold is on other sheets.
        self._telling = (*self._valued, *form.places("level"), *form.places("kind"))

    def read(self) -> None:
        taken: list[int] = []
        for row in range(self._form.line + 1, len(self._page.rows)):
            if row == self._form.header_row and not self._is_numbered(row):
                continue
            reason = self._take(row)
            if reason is None:
                taken.append(row)
            elif reason:
                self._reading.skip(self._page, row, reason)
        self._placement.note_list()
        self._form.note(self._reading, taken)

    def _is_numbered(self, row: int) -> bool:
        """Whether the clerk deleted the labels, so that a numbered row stands in their place."""
        return any(isinstance(self._page.cell(row, place), int) for place in self._numbered)

    def _take(self, row: int) -> str | None:
        """Read a row; None when it was taken, else why not ("" for an empty one)."""
        cells = self._form.cells(row)
        broken = any((row, place) in self._page.broken for place in self._valued)
        if not broken and all(cells[place] is None for place in self._telling):
            return self._why_empty(row, cells)
        if self._is_example(cells):
            return EXAMPLE_ROW
        how = taken_back.row(self._page, row)
        if how:
            taken_back.tell_row(self._form, row, how, self._reading)
            return taken_back.LEFT_OUT.format(how)
        pointer = self._placement.pointer(row)
        if pointer is None:
            return "không rõ dòng này thuộc mục nào, xem phần lỗi"
        for place in self._valued:
            self._put(row, place, pointer)
        return None

    def _why_empty(self, row: int, cells: Mapping[int, Any]) -> str:
        if any(cell is not None for cell in cells.values()):
            return NUMBERED_ROW
        others = [
            place
            for place, cell in enumerate(self._page.rows[row])
            if place not in self._form.columns and cell is not None
        ]
        # What the check itself wrote into its column is no data.
        ours = [place for place in others if self._header(place).strip() == plan.VIOLATIONS]
        return "chỉ có nội dung ngoài các cột của mẫu" if len(others) > len(ours) else ""

    def _header(self, place: int) -> str:
        return values.text(self._page.cell(self._form.header_row, place))

    def _is_example(self, cells: Mapping[int, Any]) -> bool:
        """Marked as the example, and unchanged since the form was made."""
        numbers = [cells[place] for place in self._numbered]
        if not any(fold_words(values.text(number)) == "vi du" for number in numbers):
            return False
        content = {
            column.pointer: cells[place]
            for place, column in self._form.columns.items()
            if column.role == "value"
        }
        return digest(content) == self._form.example

    def _put(self, row: int, place: int, row_pointer: str) -> None:
        column = self._form.columns[place]
        pointer = row_pointer + column.pointer.removeprefix(self._form.sheet.row)
        if self._reading.broken_cell(self._page, row, place, pointer, column.label):
            return
        value = self._page.cell(row, place)
        above = self._form.merged.over(row, place, self._form.header_row)
        if above is not None and column.kind == "money":
            # It may be meant once for all of its rows.
            self._reading.merged_sum(pointer, column.label, above[0], self._page.at(*above))
        elif above is not None and not column.pointer.endswith(_NAMES):
            value = self._page.cell(*above)
        put(self._reading, column, pointer, value, self._page.at(row, place))


def put(reading: ReadingBuilder, column: Column, pointer: str, value: Any, cell: str) -> None:
    """One cell's value, or its several values, at a concrete pointer."""
    if not column.many:
        reading.put(pointer, values.read(value, column), cell)
        if column.alone:
            reading.alone.append(pointer)
        return
    listed = pointer.removesuffix("/*")
    reading.cells.setdefault(listed, cell)
    lines: list[Any] = values.read_lines(value)
    if column.kind == "item":
        lines = typed_items.grouped(lines)
    for index, line in enumerate(lines):
        reading.put(f"{listed}/{index}", line, cell)

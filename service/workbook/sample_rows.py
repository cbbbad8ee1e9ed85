"""Nested data becomes the rows of the form's sheets: what a clerk would have typed.

The numbers that rows of one sheet name rows of another by are given here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service.language import typed_items
from service.schema import pointers
from service.workbook import table_sheet, values
from service.workbook.plan import Column, Sheet

#: The cells of one row by the place of their column.
Row = dict[int, Any]


def single(sheet: Sheet, data: Any) -> dict[str, Any]:
    """The general sheet: what stands beside each pointer."""
    return {
        column.pointer: _cell(column, data, "") for column in sheet.columns if not column.heading
    }


def rows(sheets: Iterable[Sheet], data: Any) -> dict[str, list[Row]]:
    """The rows of every list's sheet by its title."""
    made: dict[str, list[Row]] = {}
    walker = _Walker(list(sheets), data)
    for sheet in walker.sheets:
        if sheet.shape == "grid":
            made[sheet.title] = list(walker.grid(sheet))
        elif sheet.shape != "single":
            made[sheet.title] = list(walker.rows(sheet))
    return made


class _Walker:
    def __init__(self, sheets: list[Sheet], data: Any) -> None:
        self.sheets, self.data = sheets, data
        self.by_row = {sheet.row: sheet for sheet in sheets if sheet.shape in ("list", "tree")}
        #: Concrete pointer of a row -> its number on its sheet.
        self.numbers: dict[str, int] = {}

    def instances(self, row: str) -> Iterator[tuple[str, Any, int]]:
        """Every row of a list: its pointer, its value, its level in a tree (1 elsewhere)."""
        listed = row.removesuffix("/*")
        around, star, inside = listed.rpartition("/*")
        for base in [instance[0] for instance in self.instances(around + star)] if star else [""]:
            yield from self._below(base + inside if star else listed, self.by_row.get(row), 1)

    def _below(
        self, listed: str, sheet: Sheet | None, level: int
    ) -> Iterator[tuple[str, Any, int]]:
        for index, part in enumerate(pointers.find(self.data, listed) or ()):
            here = f"{listed}/{index}"
            yield here, part, level
            if sheet is not None and sheet.shape == "tree":
                again = next(column.pointer for column in sheet.columns if column.role == "level")
                yield from self._below(here + again.removeprefix(sheet.row), sheet, level + 1)

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        for number, (pointer, _, level) in enumerate(self.instances(sheet.row), 1):
            self.numbers[pointer] = number
            row: Row = {}
            for place, column in enumerate(sheet.columns):
                if column.role == "number":
                    row[place] = number
                elif column.role == "parent":
                    row[place] = self._parent(sheet, pointer)
                elif column.role == "level":
                    row[place] = level
                elif column.role == "kind":
                    row[place] = _kind(column, pointers.find(self.data, pointer))
                else:
                    row[place] = _cell(column, self.data, pointer, sheet.row)
            yield row

    def _parent(self, sheet: Sheet, pointer: str) -> int | None:
        if sheet.shape == "tree":
            # However deep a section is, its tree stands in the one row around it.
            return self.numbers.get("/".join(pointer.split("/")[: sheet.parent.count("/") + 1]))
        steps = sheet.row.removeprefix(sheet.parent).count("/")
        return self.numbers.get(pointer.rsplit("/", steps)[0])

    def grid(self, sheet: Sheet) -> Iterator[Row]:
        inside = sheet.row.removeprefix(sheet.parent)
        owners = (
            [instance[0] for instance in self.instances(sheet.parent)] if sheet.parent else [""]
        )
        places = {
            role: i
            for i, column in reversed(list(enumerate(sheet.columns)))
            for role in [column.role]
        }
        for owner in owners:
            table = pointers.find(self.data, owner + inside)
            if not isinstance(table, Mapping):
                continue
            for kind, cells in table_sheet.lines(sheet, table):
                row: Row = {places["line"]: kind}
                if sheet.parent:
                    row[places["parent"]] = self.numbers.get(owner)
                row.update({places["cell"] + index: cell for index, cell in enumerate(cells)})
                yield row


def _cell(column: Column, data: Any, row_pointer: str, row: str = "") -> Any:
    pointer = row_pointer + column.pointer.removeprefix(row)
    if column.many:
        listed = pointers.find(data, pointer.removesuffix("/*"))
        return "\n".join(map(_line, listed)) if isinstance(listed, list) and listed else None
    found = pointers.find(data, pointer)
    if found is None and column.alone:
        found = pointers.find(data, pointer.rpartition("/")[0])
    return values.shown(found, column)


def _line(value: Any) -> str:
    """One value of a cell that holds several; an item with others below it takes several lines."""
    return typed_items.shown(value) or str(value)


def _kind(column: Column, part: Any) -> str | None:
    """What a row of several kinds is."""
    held = (label for name, label in column.choices if isinstance(part, Mapping) and part.get(name))
    return next(held, None)

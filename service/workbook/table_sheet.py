"""The tables of a report on a sheet, and back: each line says what it is and holds the cells.

A table's lines share the number of the section they belong to: its name, its unit, its headers, how
columns are aligned and computed, then its figures. Only this module knows that sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.language import typed_text
from service.language.vietnamese import fold_words
from service.schema.input_outline import Item
from service.schema.table_headers import flat_columns
from service.workbook import values
from service.workbook.form_sheets import FormSheet
from service.workbook.plan import Sheet
from service.workbook.reading_builder import ReadingBuilder

#: How two headers are separated in the line that says what a column is computed from.
_BETWEEN = ";"


@dataclass(frozen=True, slots=True)
class LineKinds:
    """The kinds of line, each named by the label of the field that it fills."""

    singles: tuple[Item, ...]
    headers: Item
    #: What an object of a column holds beside its header: alignment, computation.
    about: tuple[Item, ...]
    rows: Item

    @property
    def labels(self) -> list[str]:
        items = (*self.singles, self.headers, *self.about, self.rows)
        return [*(item.label for item in items), *self.roles.values()]

    @property
    def roles(self) -> dict[str, str]:
        """What a row of figures may be instead, with its label."""
        return dict(self.rows.field.role.choices)


def line_kinds(sheet: Sheet) -> LineKinds:
    item = sheet.item
    assert item is not None  # noqa: S101 - a grid is made of its table
    columns = next(inside for inside in item.inside if inside.kind == "columns")
    return LineKinds(
        tuple(inside for inside in item.inside if inside.kind not in ("columns", "rows")),
        columns.inside[0],
        tuple(columns.inside[1:]),
        next(inside for inside in item.inside if inside.kind == "rows"),
    )


@dataclass(slots=True)
class _Table:
    pointer: str
    headers: list[Any] | None = None
    #: By field of a column: each column's value and cell.
    about: dict[str, list[tuple[Any, str]]] = field(default_factory=dict)
    rows: int = 0
    #: The cells of the headers.
    places: list[str] = field(default_factory=list)


def read(form: FormSheet, owner: Callable[[int], str | None], reading: ReadingBuilder) -> None:
    """The tables of a sheet; ``owner`` says which part a row's table is ("/sections/0/table")."""
    _TableSheetReader(form, owner, reading).read()


class _TableSheetReader:
    def __init__(
        self, form: FormSheet, owner: Callable[[int], str | None], reading: ReadingBuilder
    ) -> None:
        self._form, self._page, self._reading, self._owner = form, form.page, reading, owner
        self._kinds = line_kinds(form.sheet)
        self._tables: dict[str, _Table] = {}
        self._kind_at = next(iter(form.places("line")), None)
        #: Cells right of the last known one count too: a clerk with a wide table goes on.
        self._first = min(form.places("cell"), default=0)
        self._last = max(form.places("cell"), default=0)

    def read(self) -> None:
        taken: list[int] = []
        for row in range(self._form.header_row + 1, len(self._page.rows)):
            cells = self._cells(row)
            if all(cell is None for cell in cells) and not self._is_broken(row):
                if any(cell is not None for cell in self._page.rows[row]):
                    self._reading.skip(self._page, row, "dòng không có ô nào của bảng")
                continue
            pointer = self._owner(row)
            if pointer is None:
                self._reading.skip(self._page, row, "không rõ bảng này thuộc mục nào, xem phần lỗi")
                continue
            self._take(row, cells, self._tables.setdefault(pointer, _Table(pointer)))
            taken.append(row)
        for table in self._tables.values():
            self._finish(table)
        self._form.note(self._reading, taken)

    def _cells(self, row: int) -> list[Any]:
        line = [values.table_cell(cell) for cell in self._page.rows[row]]
        end = len(line)
        for place in range(self._last + 1, end):
            if values.text(self._page.cell(self._form.header_row, place)).strip():
                end = place
                break
        cells = line[self._first : end]
        while cells and cells[-1] is None:
            cells.pop()
        return cells

    def _is_broken(self, row: int) -> bool:
        return any(
            (row, place) in self._page.broken for place in range(self._first, self._last + 1)
        )

    def _kind(self, row: int) -> str:
        """What a line says it is, folded; "" when it says nothing."""
        place = self._kind_at
        return "" if place is None else fold_words(values.text(self._page.cell(row, place)))

    def _take(self, row: int, cells: list[Any], table: _Table) -> None:
        kind = self._kind(row)
        places = [self._page.at(row, self._first + index) for index in range(max(1, len(cells)))]
        for item in self._kinds.singles:
            if kind == fold_words(item.label):
                index, cell = next(
                    ((i, c) for i, c in enumerate(cells) if c is not None), (0, None)
                )
                value = None if cell is None else typed_text.read(item.kind, str(cell))
                self._reading.put(f"{table.pointer}/{item.name}", value, places[index])
                return
        for item in self._kinds.about:
            if kind == fold_words(item.label):
                table.about[item.name] = list(zip(cells, places, strict=False))
                return
        is_header = kind == fold_words(self._kinds.headers.label)
        role = next(
            (r for r, label in self._kinds.roles.items() if kind == fold_words(label)), None
        )
        if is_header or (not kind and table.headers is None and table.rows == 0):
            table.headers, table.places = cells, places
        else:
            self._row(row, cells, places[0], table, role)

    def _row(
        self, row: int, cells: list[Any], first_cell: str, table: _Table, role: str | None
    ) -> None:
        pointer = f"{table.pointer}/rows/{table.rows}"
        table.rows += 1
        if role is not None:
            self._reading.put(f"{pointer}/role", role, first_cell)
            pointer += "/cells"
        self._reading.cells.setdefault(pointer, first_cell)
        # A row ends where the headers end: empty cells at its end are cells of the table.
        for index in range(max(len(table.headers or ()), len(cells))):
            here, place = f"{pointer}/{index}", self._first + index
            self._reading.cells.setdefault(here, self._page.at(row, place))
            self._reading.broken_cell(self._page, row, place, here, f"Ô {index + 1}")
            self._reading.pairs[here] = cells[index] if index < len(cells) else None

    def _finish(self, table: _Table) -> None:
        """The headers with what other lines say about their columns."""
        columns = f"{table.pointer}/columns"
        if table.places:
            self._reading.cells.setdefault(table.pointer, table.places[0])
            self._reading.cells.setdefault(columns, table.places[0])
        for index, header in enumerate(table.headers or ()):
            about = {name: line[index] for name, line in table.about.items() if index < len(line)}
            about = {name: value for name, value in about.items() if value[0] is not None}
            text = "" if header is None else str(header)
            self._column(f"{columns}/{index}", text, table.places[index], about)

    def _column(
        self, pointer: str, header: str, cell: str, about: Mapping[str, tuple[Any, str]]
    ) -> None:
        self._reading.cells.setdefault(pointer, cell)
        if not about:
            self._reading.pairs[pointer] = header
            return
        self._reading.put(f"{pointer}/{self._kinds.headers.name}", header, cell)
        for item in self._kinds.about:
            if item.name in about:
                self._about(item, f"{pointer}/{item.name}", *about[item.name])

    def _about(self, item: Item, pointer: str, value: Any, cell: str) -> None:
        if item.kind != "values":
            key = typed_text.read("choice", values.text(value), choices=item.choices)
            self._reading.put(pointer, key, cell)
            return
        self._reading.cells.setdefault(pointer, cell)
        for index, header in enumerate(str(value).split(_BETWEEN)):
            self._reading.put(f"{pointer}/{index}", header.strip(), cell)


# --- writing -------------------------------------------------------------------------------------


def lines(sheet: Sheet, table: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    """A table of the input as lines of the sheet: the kind of each, and its cells."""
    kinds = line_kinds(sheet)
    for item in kinds.singles:
        if table.get(item.name) is not None:
            yield item.label, [_single(item, table[item.name])]
    columns = [
        column if isinstance(column, Mapping) else {"header": column}
        for _, column in flat_columns(table.get("columns") or ())
    ]
    yield kinds.headers.label, [column.get(kinds.headers.name) for column in columns]
    for item in kinds.about:
        cells = [_shown(item, column.get(item.name)) for column in columns]
        if any(cell is not None for cell in cells):
            yield item.label, cells
    for row in table.get("rows") or ():
        if isinstance(row, Mapping):
            yield kinds.roles.get(row.get("role") or "", kinds.rows.label), row.get("cells") or ()
        else:
            yield kinds.rows.label, row


def _single(item: Item, value: Any) -> Any:
    if item.kind == "flag" and isinstance(value, bool):
        return typed_text.YES if value else typed_text.NO
    return value


def _shown(item: Item, value: Any) -> Any:
    if isinstance(value, list):
        return f"{_BETWEEN} ".join(map(str, value)) or None
    return dict(item.choices).get(value, value)

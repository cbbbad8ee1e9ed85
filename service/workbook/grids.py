"""The tables of a report on a sheet, and back: each line says what it is and holds the cells.

A table's lines share the number of the section they belong to: its name, its unit, its headers, how
columns are aligned and computed, then its figures. Only this module knows that sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.language import typed_text, vietnamese
from service.schema.input_outline import Item
from service.workbook import values
from service.workbook.account import ColumnAccount
from service.workbook.book import Page, letters
from service.workbook.gathering import Gathering
from service.workbook.plan import Column, Sheet

#: How two headers are told apart in the line that says what a column is computed from.
_BETWEEN = ";"


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of line, each named by the label of the field that it fills."""

    singles: tuple[Item, ...]
    headers: Item
    #: What an object of a column holds beside its header: alignment, computation.
    about: tuple[Item, ...]
    rows: Item

    @property
    def labels(self) -> list[str]:
        said = [*self.singles, self.headers, *self.about, self.rows]
        return [each.label for each in said]


def kinds(sheet: Sheet) -> Kinds:
    item = sheet.item
    assert item is not None  # noqa: S101 - a grid is made of its table
    columns = next(each for each in item.inside if each.kind == "columns")
    header = columns.inside[0]
    return Kinds(
        tuple(each for each in item.inside if each.kind not in ("columns", "rows")),
        header,
        tuple(columns.inside[1:]),
        next(each for each in item.inside if each.kind == "rows"),
    )


@dataclass(slots=True)
class _Table:
    pointer: str
    headers: list[Any] | None = None
    about: dict[str, list[tuple[Any, str]]] = field(default_factory=dict)
    rows: int = 0
    #: The cells of the headers.
    places: list[str] = field(default_factory=list)


def read(
    page: Page,
    sheet: Sheet,
    header_row: int,
    columns: Mapping[int, Column],
    owner: Callable[[int], str | None],
    gathering: Gathering,
) -> None:
    """The tables of a sheet; ``owner`` says which part a row's table is ("/sections/0/table")."""
    _Reader(page, sheet, header_row, columns, owner, gathering).read()


class _Reader:
    def __init__(
        self,
        page: Page,
        sheet: Sheet,
        header_row: int,
        columns: Mapping[int, Column],
        owner: Callable[[int], str | None],
        gathering: Gathering,
    ) -> None:
        self.page, self.sheet, self.header_row = page, sheet, header_row
        self.columns, self.owner, self.gathering = columns, owner, gathering
        self.kinds = kinds(sheet)
        self.tables: dict[str, _Table] = {}
        self.line = next((p for p, each in columns.items() if each.role == "line"), None)
        first = min((p for p, each in columns.items() if each.role == "cell"), default=0)
        #: Cells right of the last known one count too: a clerk with a wide table goes on.
        self.first = first
        self.last = max((p for p, each in columns.items() if each.role == "cell"), default=0)

    def read(self) -> None:
        taken: list[int] = []
        for row in range(self.header_row + 1, len(self.page.rows)):
            cells = self._cells(row)
            if all(cell is None for cell in cells) and not self._broken(row):
                if any(each is not None for each in self.page.rows[row]):
                    self.gathering.skip(self.page, row, "dòng không có ô nào của bảng")
                continue
            pointer = self.owner(row)
            if pointer is None:
                self.gathering.skip(self.page, row, "không rõ bảng này thuộc mục nào, xem phần lỗi")
                continue
            self._take(row, cells, self.tables.setdefault(pointer, _Table(pointer)))
            taken.append(row)
        for table in self.tables.values():
            self._finish(table)
        told = [
            ColumnAccount(
                letters(p),
                values.text(self.page.cell(self.header_row, p)),
                c.pointer,
                "",
                c.label,
            )
            for p, c in sorted(self.columns.items())
        ]
        self.gathering.note(self.page, self.header_row, told, taken, self.sheet.title)

    def _cells(self, row: int) -> list[Any]:
        line = [values.table_cell(each) for each in self.page.rows[row]]
        end = len(line)
        for place in range(self.last + 1, end):
            if values.text(self.page.cell(self.header_row, place)).strip():
                end = place
                break
        cells = line[self.first : end]
        while cells and cells[-1] is None:
            cells.pop()
        return cells

    def _broken(self, row: int) -> bool:
        return any((row, place) in self.page.broken for place in range(self.first, self.last + 1))

    def _take(self, row: int, cells: list[Any], table: _Table) -> None:
        said = (
            vietnamese.fold_words(values.text(self.page.cell(row, self.line)))
            if self.line is not None
            else ""
        )
        places = [self.page.at(row, self.first + index) for index in range(max(1, len(cells)))]
        for item in self.kinds.singles:
            if said == vietnamese.fold_words(item.label):
                first = next(((i, c) for i, c in enumerate(cells) if c is not None), (0, None))
                value = None if first[1] is None else str(first[1])
                self.gathering.put(f"{table.pointer}/{item.name}", value, places[first[0]])
                return
        for item in self.kinds.about:
            if said == vietnamese.fold_words(item.label):
                table.about[item.name] = [
                    (cell, place) for cell, place in zip(cells, places, strict=False)
                ]
                return
        is_header = said == vietnamese.fold_words(self.kinds.headers.label)
        if is_header or (not said and table.headers is None and table.rows == 0):
            table.headers, table.places = cells, places
        else:
            self._row(row, cells, places, table)

    def _row(self, row: int, cells: list[Any], places: list[str], table: _Table) -> None:
        pointer = f"{table.pointer}/rows/{table.rows}"
        table.rows += 1
        # A row ends where the headers end: empty cells at its end are cells of the table.
        wide = max(len(table.headers or ()), len(cells))
        self.gathering.cells.setdefault(pointer, places[0])
        for index in range(wide):
            here = f"{pointer}/{index}"
            cell = self.page.at(row, self.first + index)
            self.gathering.cells.setdefault(here, cell)
            self.gathering.broken_cell(self.page, row, self.first + index, here, f"Ô {index + 1}")
            self.gathering.pairs[here] = cells[index] if index < len(cells) else None

    def _finish(self, table: _Table) -> None:
        """The headers with what other lines say about their columns."""
        base = f"{table.pointer}/columns"
        if table.places:
            self.gathering.cells.setdefault(table.pointer, table.places[0])
            self.gathering.cells.setdefault(base, table.places[0])
        for index, header in enumerate(table.headers or ()):
            here, cell = f"{base}/{index}", table.places[index]
            about = {name: line[index] for name, line in table.about.items() if index < len(line)}
            about = {name: said for name, said in about.items() if said[0] is not None}
            name = "" if header is None else str(header)
            self.gathering.cells.setdefault(here, cell)
            if not about:
                self.gathering.pairs[here] = name
                continue
            self.gathering.put(f"{here}/{self.kinds.headers.name}", name, cell)
            for item in self.kinds.about:
                if item.name in about:
                    self._about(item, here, *about[item.name])

    def _about(self, item: Item, column: str, said: Any, cell: str) -> None:
        pointer = f"{column}/{item.name}"
        if item.kind != "values":
            self.gathering.put(
                pointer, typed_text.read("choice", values.text(said), choices=item.choices), cell
            )
            return
        self.gathering.cells.setdefault(pointer, cell)
        for index, header in enumerate(str(said).split(_BETWEEN)):
            self.gathering.put(f"{pointer}/{index}", header.strip(), cell)


# --- writing -------------------------------------------------------------------------------------


def lines(sheet: Sheet, table: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    """A table of the input as lines of the sheet: the kind of each, and its cells."""
    said = kinds(sheet)
    for item in said.singles:
        if table.get(item.name) is not None:
            yield item.label, [table[item.name]]
    columns = [
        each if isinstance(each, Mapping) else {"header": each}
        for each in table.get("columns") or ()
    ]
    yield said.headers.label, [each.get(said.headers.name) for each in columns]
    for item in said.about:
        cells = [_shown(item, each.get(item.name)) for each in columns]
        if any(cell is not None for cell in cells):
            yield item.label, cells
    for row in table.get("rows") or ():
        yield said.rows.label, row


def _shown(item: Item, value: Any) -> Any:
    if isinstance(value, list):
        return f"{_BETWEEN} ".join(map(str, value)) or None
    return dict(item.choices).get(value, value)

"""The account of one sheet in the making: what was read, what was left out, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from service.importing import row_words, value_shapes
from service.importing.column_map import KIND, NUMBER, UNUSED, ColumnMap
from service.importing.grid import Grid
from service.importing.header_rows import Header
from service.importing.list_reader import ListReader
from service.importing.targets import Target
from service.language.vietnamese import fold_words
from service.schema import pointers
from service.workbook.account import OWN_COLUMN, ColumnAccount, SheetAccount, SkippedRow
from service.workbook.extents import column_letters
from service.workbook.plan import Sheet
from service.workbook.values import text

#: Lines above a list that may be its title.
_TITLE_ROWS = 12
NO_LIST = "không tìm thấy dòng tiêu đề cột nào nhận ra được, nên trang tính này không được đọc"
OTHER_LIST = "tiêu đề nói về “{}” nhưng các cột không phải của mục đó, nên không đọc"
VOTED_ON = "danh sách những người được biểu quyết, không phải người dự, nên không đọc"
STATISTICS = "bảng số liệu của các đơn vị, không phải danh sách, nên không đọc"
NOT_UNDERSTOOD = "danh sách khác, không có cột nào dùng được ngoài họ tên, nên không đọc"

#: What a column is for that gives no field, and its label for the clerk.
_NUMBER, _KIND, _MARK = "số thứ tự", "phân loại từng dòng", "dấu xếp từng dòng vào danh sách"
_SPECIAL = {_NUMBER: "Số thứ tự", _KIND: "Phân loại từng dòng", _MARK: "Dấu xếp từng dòng"}


class SheetAccountBuilder:
    def __init__(self, grid: Grid, parents: Mapping[str, Sheet]) -> None:
        self._grid, self._parents = grid, parents
        self.lists: list[tuple[ListReader, ColumnMap]] = []
        self._left_out: list[tuple[Header, int, str]] = []
        self._reported = 0

    def titles(self, first: int) -> list[tuple[str, str]]:
        """The lines above a list, the nearest first: text and cell."""
        # Only the lists above it, which stand side by side, may reach up to it.
        above, taken = -1, set[int]()
        for reader, columns in reversed(self.lists):
            if columns.header.first != self.lists[-1][1].header.first:
                break
            above = columns.header.last
            taken.update(reader.taken)
        found: list[tuple[str, str]] = []
        for row in range(first - 1, max(above, first - 1 - _TITLE_ROWS), -1):
            if row in taken:
                break
            cells = self._grid.filled(row, range(self._grid.width))
            if cells and all(isinstance(value, str) for value in cells.values()):
                found.extend((self._grid.text(row, c), self._grid.at(row, c)) for c in cells)
        return found

    def had_header(self, column: int, header: Header) -> bool:
        """Whether a column had the same header in a list further up."""
        text = fold_words(header.texts.get(column, ""))
        return any(
            text == fold_words(columns.header.texts.get(column, "")) for _, columns in self.lists
        )

    def add(self, reader: ListReader, columns: ColumnMap) -> None:
        self.lists.append((reader, columns))

    def leave_out(self, header: Header, end: int, why: str) -> None:
        self._left_out.append((header, end, why))

    def new_name_like_rows(self) -> Iterator[tuple[int, str, str]]:
        """Rows of tables that were left out in which a name stands, each given once: row, cell and reason."""
        for header, end, why in self._left_out[self._reported :]:
            for row in range(header.last + 1, end) if why != NO_LIST else ():
                cell = self._name_cell(row, header.columns)
                if cell is not None:
                    yield row, cell, why
        self._reported = len(self._left_out)

    def why_nothing(self) -> str:
        """Why no list of the sheet was read."""
        return next((why for _, _, why in self._left_out if why != NO_LIST), NO_LIST)

    def first_name(self) -> str | None:
        """The first cell of the sheet that holds a person's name."""
        columns = range(self._grid.width)
        cells = (self._name_cell(row, columns) for row in range(self._grid.height))
        return next((cell for cell in cells if cell is not None), None)

    def _name_cell(self, row: int, columns: Sequence[int]) -> str | None:
        for column, value in self._grid.filled(row, columns).items():
            if value_shapes.is_person(value) and not row_words.is_title([text(value)]):
                return self._grid.at(row, column)
        return None

    # --- the account itself ----------------------------------------------------------------------

    def unused(self, why: str) -> SheetAccount:
        """Of a sheet of which nothing was read: every filled row is skipped."""
        rows = tuple(self._skipped(range(self._grid.height), why))
        return SheetAccount(self._grid.name, False, why, rows_skipped=rows)

    def used(self) -> SheetAccount:
        headers = {
            row + 1
            for _, columns in self.lists
            for row in range(columns.header.first, columns.header.last + 1)
        }
        taken = [row + 1 for reader, _ in self.lists for row in reader.taken]
        known = headers | set(taken)
        return SheetAccount(
            self._grid.name,
            True,
            "",
            tuple(sorted(headers)),
            tuple(self._columns()),
            tuple(sorted(taken)),
            tuple(row for row in self._all_skipped() if row.row not in known),
            tuple(dict.fromkeys(label for reader, _ in self.lists for label in reader.labels)),
            tuple(count for reader, _ in self.lists for count in reader.announced),
        )

    def _all_skipped(self) -> list[SkippedRow]:
        """Above the first list, of the lists themselves, and of those left out; a row once, in order."""
        found = {row.row: row for reader, _ in self.lists for row in reader.skipped}
        for header, end, why in self._left_out:
            for row in self._skipped(range(header.first, end), why):
                found.setdefault(row.row, row)
        first = min(columns.header.first for _, columns in self.lists)
        for row in self._skipped(range(first), "dòng phía trên tiêu đề cột"):
            found[row.row] = row
        return [found[row] for row in sorted(found)]

    def _skipped(self, rows: Sequence[int], why: str) -> Iterator[SkippedRow]:
        own = {
            column
            for _, columns in self.lists
            for column, reason in columns.unused.items()
            if reason == OWN_COLUMN
        }
        for row in rows:
            if not self._grid.is_blank(row):
                cells = self._grid.filled(row, [c for c in range(self._grid.width) if c not in own])
                shown = " | ".join(self._grid.text(row, column) for column in cells)
                yield SkippedRow(row + 1, why, shown)

    def _columns(self) -> Iterator[ColumnAccount]:
        for reader, columns in self.lists:
            targets = [reader.target, *reader.other_targets]
            for column in columns.header.columns:
                header = " ".join(columns.header.texts.get(column, "").split())
                pointer, why = _meaning(columns, column, targets)
                if pointer is not None or why or header:
                    label = _SPECIAL.get(why, "") or self._label(pointer, targets)
                    key = _key(columns, column, pointer)
                    yield ColumnAccount(column_letters(column), header, pointer, why, label, key)

    def _label(self, pointer: str | None, targets: Sequence[Target]) -> str:
        """A field's label for the clerk."""
        sheets = [*(target.sheet for target in targets), *self._parents.values()]
        fields = (sheet.column(pointer) for sheet in sheets if pointer is not None)
        return next((field.label for field in fields if field is not None), "")


def _key(columns: ColumnMap, column: int, pointer: str | None) -> str:
    """How a mapping says the same of a column; "" of one of ticks."""
    if pointer is not None:
        return pointers.split(pointer)[-1]
    if column in columns.marks:
        return ""
    return {columns.number: NUMBER, columns.kind: KIND}.get(column, UNUSED)


def _meaning(columns: ColumnMap, column: int, targets: Sequence[Target]) -> tuple[str | None, str]:
    """The pointer of the field that a column gives, or why it gives none."""
    if column in columns.unused:
        return None, columns.unused[column]
    if column == columns.number:
        return None, _NUMBER
    if column == columns.kind:
        return None, _KIND
    for target in targets:
        for pointer, places in columns.of(target).items():
            if column in places:
                return pointer, ""
    around = next((pointer for pointer, c in columns.around.items() if c == column), None)
    if around is not None:
        return around, ""
    return None, _MARK if column in columns.marks or column in columns.form_marks else ""

"""The sheets of a workbook, or one pasted block, become an input: which lists stand where, read in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.errors import UnreadableInput
from service.importing import column_mapping, header_rows, value_shapes, vocabulary
from service.importing.column_mapping import ColumnMap
from service.importing.corrections import Corrections, SheetCorrections, known_keys
from service.importing.grid import Grid, grid_of
from service.importing.header_rows import Header
from service.importing.list_reader import Context, ListReader
from service.importing.records import Places
from service.importing.targets import Target, targets_of
from service.language.vietnamese import fold_words
from service.workbook.account import ColumnAccount, Reading, SheetAccount, SkippedRow
from service.workbook.book import Page, letters
from service.workbook.plan import Sheet
from service.workbook.reading_builder import ReadingBuilder
from service.workbook.values import text

#: Lines above a list that may be its title.
_TITLE_ROWS = 12
_NO_LIST = "không tìm thấy dòng tiêu đề cột nào nhận ra được, nên trang này không được đọc"
_NOT_UNDERSTOOD = "danh sách khác, không có cột nào dùng được ngoài họ tên, nên không đọc"


def read(
    pages: Sequence[Page],
    sheets: Sequence[Sheet],
    corrections: Corrections | None = None,
    *,
    headerless: bool = False,
) -> Reading:
    """Clerks' own lists on ``pages`` -> an input in the shape of the form's ``sheets``.

    ``headerless`` allows a block without headers, whose columns are proposed by how they look.
    """
    corrections = corrections or Corrections()
    _check_names(pages, corrections)
    collected = ReadingBuilder()
    parents = {each.row: each for each in sheets}
    targets = targets_of(sheets)
    context = Context(targets, parents, Places(parents, collected), collected)
    reader = _WorkbookReader(context, headerless)
    accounts = tuple(reader.sheet(page, corrections.of(page.name)) for page in _in_order(pages))
    by_name = {each.name: each for each in accounts}
    return Reading(
        collected.data,
        collected.cells,
        tuple(collected.violations),
        tuple(by_name[page.name] for page in pages if page.name in by_name),
    )


def _check_names(pages: Sequence[Page], corrections: Corrections) -> None:
    unknown = set(corrections.sheets) - {page.name for page in pages}
    if unknown:
        name = min(unknown)
        raise UnreadableInput(
            "Phần “mapping” nêu một trang không có trong tệp.", f"mapping/sheets/{name}"
        )


def _in_order(pages: Sequence[Page]) -> list[Page]:
    """Sheets that explain come last: they are read only when nothing else holds a list."""
    return sorted(pages, key=lambda page: _is_guide(page.name))


def _is_guide(name: str) -> bool:
    words = fold_words(name)
    return any(
        words == word or words.startswith(word + " ")
        for word in vocabulary.load().of("guide_sheets")
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """The lists that begin at one row, side by side, up to ``end``."""

    headers: tuple[Header, ...]
    end: int


class _WorkbookReader:
    """Reads sheet after sheet; what one held decides whether the next is read."""

    def __init__(self, context: Context, headerless: bool) -> None:
        self._context, self._headerless = context, headerless
        self._names: set[str] = set()
        self._any = False

    def sheet(self, page: Page, said: SheetCorrections) -> SheetAccount:
        """One sheet and its account."""
        why = self._why_not(page, said)
        if why:
            return SheetAccount(page.name, False, why)
        grid = grid_of(page)
        targets = [t for t in self._context.targets if not said.list_key or t.key == said.list_key]
        self._check(said, targets, page.name)
        account = _SheetAccount(grid, self._context.parents)
        for found in self._lists(grid, said, targets):
            self._read_lists(grid, found, said, targets, account)
        if not account.readers:
            return self._nothing_found(grid, account)
        self._any = True
        return account.made()

    def _why_not(self, page: Page, said: SheetCorrections) -> str:
        if said.use is False:
            return "người dùng chọn không đọc trang này"
        if said.use:
            return ""
        if not any(cell is not None for row in page.rows for cell in row):
            return "trang trống"
        if page.hidden:
            return "trang bị ẩn nên không được đọc"
        if self._any and _is_guide(page.name):
            return "trang hướng dẫn hoặc danh mục nên không được đọc"
        return ""

    def _check(self, said: SheetCorrections, targets: Sequence[Target], name: str) -> None:
        """The fields that the corrections name must be there."""
        parents = [self._context.parents.get(t.sheet.parent) for t in targets]
        for column, key in said.columns.items():
            known = (
                key in known_keys()
                or any(t.field(key) for t in targets)
                or any(p is not None and p.column(f"{p.row}/{key}") for p in parents)
            )
            if not known:
                where = f"mapping/sheets/{name}/columns/{letters(column)}"
                raise UnreadableInput("Phần “mapping” nêu một mục không có trong danh sách.", where)

    # --- where lists are -------------------------------------------------------------------------

    def _lists(
        self, grid: Grid, said: SheetCorrections, targets: Sequence[Target]
    ) -> Iterator[_Found]:
        if said.header_rows is not None:
            headers = (
                header_rows.forced(grid, said.header_rows)
                if said.header_rows
                else [header_rows.without_headers(grid, 0)]
            )
            yield _Found(tuple(headers), grid.height)
            return
        starts = list(self._starts(grid, targets))
        if not starts and (self._headerless or said.columns):
            yield _Found((header_rows.without_headers(grid, 0),), grid.height)
        for place, headers in enumerate(starts):
            end = starts[place + 1][0].first if place + 1 < len(starts) else grid.height
            yield _Found(tuple(headers), end)

    def _starts(self, grid: Grid, targets: Sequence[Target]) -> Iterator[list[Header]]:
        """The headers of the sheet from above to below; those repeated on a new page do not count."""
        row = 0
        open_headers: list[Header] = []
        while row < grid.height:
            found = []
            if not grid.is_blank(row) and not _is_numbered(grid, row, open_headers):
                found = header_rows.find(grid, row, targets)
            if found and open_headers and not self._begins_anew(grid, row, found, open_headers):
                found = []
            if found:
                yield found
                open_headers = found
                row = max(each.last for each in found)
            row += 1

    def _begins_anew(
        self, grid: Grid, row: int, found: Sequence[Header], above: Sequence[Header]
    ) -> bool:
        """Whether headers below a list begin another one: mostly known words, and not the same again."""
        same = {c: fold_words(t) for header in above for c, t in header.texts.items()}
        new = {c: fold_words(t) for header in found for c, t in header.texts.items()}
        if new == same:
            return False
        numbered_anew = any(
            vocabulary.is_header_of("number_headers", said) for said in new.values()
        )
        if numbered_anew and all(isinstance(v, str) for v in grid.filled(row, new).values()):
            return True
        special = sum(header_rows.is_special(t) for header in found for t in header.texts.values())
        words = sum(
            max((t.best_field(said)[1] for t in self._context.targets), default=0) >= 4
            for header in found
            for said in header.texts.values()
        )
        return special + words >= 2 and (special + words) * 5 >= len(new) * 2

    # --- reading ---------------------------------------------------------------------------------

    def _read_lists(
        self,
        grid: Grid,
        found: _Found,
        said: SheetCorrections,
        targets: Sequence[Target],
        account: _SheetAccount,
    ) -> None:
        titles = account.titles(found.headers[0].first)
        captions = " ".join(text for text, _ in titles)
        for header in found.headers:
            corrections = {c: key for c, key in said.columns.items() if c in header.columns}
            columns = column_mapping.map_columns(
                grid, header, targets, self._context.parents, corrections, captions
            )
            if not any(columns.takes(target) for target in targets):
                account.leave_out(header, found.end, _NO_LIST)
                continue
            if not said.columns and self._is_other_business(grid, columns, found.end, account):
                account.leave_out(header, found.end, _NOT_UNDERSTOOD)
                continue
            reader = ListReader(grid, columns, found.end, titles, self._context, said.rows)
            reader.read()
            account.add(reader, columns)
            self._names |= _names(grid, columns, targets, found.end)
        self._warn_of_left_out(account)

    def _is_other_business(
        self, grid: Grid, columns: ColumnMap, end: int, account: _SheetAccount
    ) -> bool:
        """A further table that names the same people and says of them nothing that is asked for."""
        if not self._names:
            return False
        header = columns.header
        used = columns.used() - {columns.number}
        unknown = [c for c in header.texts if c not in used and c != columns.number]
        foreign = [
            c for c in unknown if vocabulary.is_header_of("foreign_headers", header.texts[c])
        ]
        names = _names(grid, columns, self._context.targets, end)
        overlap = len(names & self._names) * 2 >= len(names) if names else False
        mostly_unknown = len(unknown) >= 2 and len(unknown) > len(used) - 1
        return (mostly_unknown and (overlap or bool(account.readers))) or (
            overlap and len(foreign) >= 2
        )

    def _warn_of_left_out(self, account: _SheetAccount) -> None:
        for row, cell in account.new_name_like_rows():
            self._context.collected.violation(
                "", "Danh sách", "row_not_taken",
                f"Dòng {row + 1} không được lấy vào danh sách: {_NOT_UNDERSTOOD}.", cell, severity="warning",
            )  # fmt: skip

    def _nothing_found(self, grid: Grid, account: _SheetAccount) -> SheetAccount:
        named = next(
            (
                grid.at(row, column)
                for row in range(grid.height)
                for column, value in grid.filled(row, range(grid.width)).items()
                if isinstance(value, str) and value_shapes.is_person_name(value)
            ),
            None,
        )
        if named is not None and not self._any:
            self._context.collected.violation(
                "", "Danh sách", "row_not_taken",
                f"Trang “{grid.name}” có tên người nhưng {_NO_LIST}.", named, severity="warning",
            )  # fmt: skip
        return SheetAccount(grid.name, False, _NO_LIST, rows_skipped=tuple(account.everything()))


def _is_numbered(grid: Grid, row: int, headers: Sequence[Header]) -> bool:
    """Whether a row has a running number under the STT of the list above: then it is no header."""
    return any(
        value_shapes.running_number(grid.value(row, column)) is not None
        for header in headers
        for column, said in header.texts.items()
        if vocabulary.is_header_of("number_headers", said)
    )


def _names(grid: Grid, columns: ColumnMap, targets: Sequence[Target], end: int) -> set[str]:
    places = {c for target in targets for c in columns.names(target)}
    return {
        fold_words(text(value))
        for row in range(columns.header.last + 1, end)
        for value in grid.filled(row, places).values()
    }


class _SheetAccount:
    """The account of one sheet in the making."""

    def __init__(self, grid: Grid, parents: Mapping[str, Sheet]) -> None:
        self._grid, self._parents = grid, parents
        self.readers: list[tuple[ListReader, ColumnMap]] = []
        self._left_out: list[tuple[Header, int, str]] = []
        self._warned = 0
        self._ends: list[int] = []

    def titles(self, first: int) -> list[tuple[str, str]]:
        """The lines above a list, the nearest first: text and cell."""
        stop = max([-1, *(columns.header.last for _, columns in self.readers)])
        found: list[tuple[str, str]] = []
        for row in range(first - 1, max(stop, first - 1 - _TITLE_ROWS), -1):
            cells = self._grid.filled(row, range(self._grid.width))
            if stop >= 0 and row in {r for reader, _ in self.readers for r in reader.taken}:
                break
            said = [(c, v) for c, v in cells.items() if isinstance(v, str)]
            if said and len(said) == len(cells):
                found.extend((self._grid.text(row, c), self._grid.at(row, c)) for c, _ in said)
        return found

    def add(self, reader: ListReader, columns: ColumnMap) -> None:
        self.readers.append((reader, columns))

    def leave_out(self, header: Header, end: int, why: str) -> None:
        self._left_out.append((header, end, why))

    def new_name_like_rows(self) -> Iterator[tuple[int, str]]:
        """Rows of tables that were left out in which a name stands, each told once."""
        for header, end, why in self._left_out[self._warned :]:
            if why != _NOT_UNDERSTOOD:
                continue
            for row in range(header.last + 1, end):
                for column, value in self._grid.filled(row, header.columns).items():
                    if isinstance(value, str) and value_shapes.is_person_name(value):
                        yield row, self._grid.at(row, column)
                        break
        self._warned = len(self._left_out)

    def everything(self) -> Iterator[SkippedRow]:
        """Every filled row, for a sheet of which nothing was read."""
        for row in range(self._grid.height):
            if not self._grid.is_blank(row):
                yield SkippedRow(row + 1, _NO_LIST, self._text(row))

    def _text(self, row: int) -> str:
        cells = self._grid.filled(row, range(self._grid.width))
        return " | ".join(self._grid.text(row, c) for c in cells)

    def made(self) -> SheetAccount:
        headers = {
            row + 1
            for _, columns in self.readers
            for row in range(columns.header.first, columns.header.last + 1)
        }
        taken = sorted({row + 1 for reader, _ in self.readers for row in reader.taken})
        skipped = {each.row: each for reader, _ in self.readers for each in reader.skipped}
        for header, end, why in self._left_out:
            for row in range(header.first, end):
                if not self._grid.is_blank(row):
                    skipped.setdefault(row + 1, SkippedRow(row + 1, why, self._text(row)))
        first = min(columns.header.first for _, columns in self.readers)
        for row in range(first):
            if not self._grid.is_blank(row):
                skipped[row + 1] = SkippedRow(
                    row + 1, "dòng phía trên tiêu đề cột", self._text(row)
                )
        for row in {*taken, *headers}:
            skipped.pop(row, None)
        return SheetAccount(
            self._grid.name,
            True,
            "",
            tuple(sorted(headers)),
            tuple(self._columns()),
            tuple(taken),
            tuple(skipped[row] for row in sorted(skipped)),
            tuple(dict.fromkeys(label for reader, _ in self.readers for label in reader.labels)),
        )

    def _columns(self) -> Iterator[ColumnAccount]:
        for reader, columns in self.readers:
            targets = [reader.target, *reader.other_targets]
            for column in columns.header.columns:
                header = columns.header.texts.get(column, "")
                pointer, why = _meaning(columns, column, targets)
                if pointer is not None or why or header:
                    yield ColumnAccount(
                        letters(column), header, pointer, why, self._label(pointer, targets)
                    )

    def _label(self, pointer: str | None, targets: Sequence[Target]) -> str:
        """A field's label for the clerk."""
        sheets = [*(target.sheet for target in targets), *self._parents.values()]
        fields = (sheet.column(pointer) for sheet in sheets if pointer is not None)
        return next((field.label for field in fields if field is not None), "")


def _meaning(columns: ColumnMap, column: int, targets: Sequence[Target]) -> tuple[str | None, str]:
    """The pointer of the field that a column gives, or why it gives none."""
    if column in columns.unused:
        return None, columns.unused[column]
    if column == columns.number:
        return None, "số thứ tự"
    if column == columns.kind:
        return None, "phân loại từng dòng"
    for target in targets:
        for pointer, places in columns.of(target).items():
            if column in places:
                return pointer, ""
    around = next((p for p, c in columns.around.items() if c == column), None)
    if around is not None:
        return around, ""
    return None, "dấu có mặt, vắng mặt của từng dòng" if column in columns.marks.values() else ""

"""The sheets of a workbook, or one pasted block, become an input: which lists stand where, read in order."""

from __future__ import annotations

from collections.abc import Sequence

from service.errors import UnreadableInput
from service.importing import (
    column_mapping,
    headerless,
    list_starts,
    list_table,
    units_around,
    vocabulary,
)
from service.importing.corrections import Corrections, SheetCorrections, known_keys
from service.importing.grid import Grid, grid_of
from service.importing.list_reader import Context, ListReader
from service.importing.list_starts import ListBlock
from service.importing.list_table import ListTable
from service.importing.places import Places
from service.importing.sheet_account import (
    NO_LIST,
    NOT_UNDERSTOOD,
    OTHER_LIST,
    STATISTICS,
    VOTED_ON,
    SheetAccountBuilder,
)
from service.importing.targets import Target, targets_of, titled
from service.language.vietnamese import fold_words
from service.workbook.account import Reading, SheetAccount
from service.workbook.book import Page
from service.workbook.extents import column_letters
from service.workbook.plan import Sheet
from service.workbook.reading_builder import ReadingBuilder


def read(
    pages: Sequence[Page],
    sheets: Sequence[Sheet],
    corrections: Corrections | None = None,
    *,
    asks: bool = False,
    preferred: str = "",
) -> Reading:
    """Clerks' own lists on ``pages`` -> an input in the shape of the form's ``sheets``.

    Where there are no headers the look of the values proposes columns; whoever ``asks`` the clerk needs no more,
    else a title must say that it is a list. ``preferred`` is the row of the list ("/attendees/*") to which rows go
    where nothing says another.
    """
    corrections = corrections or Corrections()
    _check_names(pages, corrections)
    reading = ReadingBuilder()
    parents = {sheet.row: sheet for sheet in sheets}
    places = Places(parents, reading)
    targets = targets_of(sheets, preferred)
    units = units_around.sheets_called_by_units(pages, targets)
    context = Context(targets, parents, places, reading, unit_sheets=units, preferred=preferred)
    reader = _WorkbookReader(context, asks)
    # Sheets that explain come last: they are read only when nothing else holds a list.
    ordered = sorted(pages, key=lambda page: _is_guide(page.name))
    accounts = {page.name: reader.sheet(page, corrections.of(page.name)) for page in ordered}
    return Reading(
        reading.data,
        reading.cells,
        tuple(reading.violations),
        tuple(accounts[page.name] for page in pages),
    )


def _check_names(pages: Sequence[Page], corrections: Corrections) -> None:
    unknown = set(corrections.sheets) - {page.name for page in pages}
    if unknown:
        name = min(unknown)
        raise UnreadableInput(
            "Phần “mapping” nêu một trang không có trong tệp.", f"mapping/sheets/{name}"
        )


def _is_guide(name: str) -> bool:
    words = fold_words(name)
    return any(
        words == word or words.startswith(word + " ")
        for word in vocabulary.load().of("guide_sheets")
    )


class _WorkbookReader:
    """Reads sheet after sheet; what one held decides whether the next is read."""

    def __init__(self, context: Context, asks: bool) -> None:
        self._context, self._asks = context, asks
        self._names: set[str] = set()
        self._has_list = False

    def sheet(self, page: Page, corrections: SheetCorrections) -> SheetAccount:
        """One sheet and its account."""
        why = self._why_not(page, corrections)
        if why:
            return SheetAccount(page.name, False, why)
        grid = grid_of(page)
        wanted = corrections.list_key
        targets = [t for t in self._context.targets if not wanted or t.key == wanted]
        self._check(corrections, targets, page.name)
        account = SheetAccountBuilder(grid, self._context.parents)
        for block in list_starts.blocks(grid, corrections, targets, self._context.targets):
            self._read_block(grid, block, corrections, targets, account)
        if account.lists:
            self._has_list = True
            return account.used()
        why = account.why_nothing()
        name_cell = account.first_name() if why == NO_LIST else None
        if name_cell is not None and not self._has_list:
            self._row_not_taken(
                f"Trang tính “{grid.name}” có tên người nhưng {NO_LIST}.", name_cell
            )
        return account.unused(why)

    def _why_not(self, page: Page, corrections: SheetCorrections) -> str:
        if not page.is_worksheet:
            return "trang biểu đồ hoặc hộp thoại, không phải bảng, nên không đọc"
        if corrections.use is False:
            return "người dùng chọn không đọc trang tính này"
        if corrections.use:
            return ""
        if not any(cell is not None for row in page.rows for cell in row):
            return "trang tính trống"
        if page.hidden:
            return "trang bị ẩn nên không được đọc"
        if self._has_list and _is_guide(page.name):
            return "trang hướng dẫn hoặc danh mục nên không được đọc"
        return ""

    def _check(self, corrections: SheetCorrections, targets: Sequence[Target], name: str) -> None:
        """The fields that the corrections name must be there."""
        parents = [self._context.parents.get(target.sheet.parent) for target in targets]
        for column, key in corrections.columns.items():
            known = (
                key in known_keys()
                or any(target.field(key) for target in targets)
                or any(
                    sheet is not None and sheet.column(f"{sheet.row}/{key}") for sheet in parents
                )
            )
            if not known:
                where = f"mapping/sheets/{name}/columns/{column_letters(column)}"
                raise UnreadableInput("Phần “mapping” nêu một mục không có trong danh sách.", where)

    def _read_block(
        self,
        grid: Grid,
        block: ListBlock,
        corrections: SheetCorrections,
        targets: Sequence[Target],
        account: SheetAccountBuilder,
    ) -> None:
        titles = account.titles(block.headers[0].first)
        is_first = not account.lists
        before = len(account.lists)
        for header in block.headers:
            # Columns are named for a sheet's first list, and for those below it that have the same headers.
            named = {
                column: key
                for column, key in corrections.columns.items()
                if column in header.columns and (is_first or account.had_header(column, header))
            }
            columns = column_mapping.map_columns(
                grid,
                header,
                block.end,
                targets,
                self._context.parents,
                named,
                " ".join(title for title, _ in titles),
                self._context.preferred,
            )
            table = ListTable(grid, columns, block.end, titles, bool(named))
            why = self._why_no_list(table, corrections, targets, account)
            if why:
                account.leave_out(header, block.end, why)
            else:
                is_alone = len(block.headers) == 1
                self._read_table(table, corrections, targets, account, is_alone=is_alone)
        side_by_side = [reader for reader, _ in account.lists[before:]]
        if side_by_side:
            *others, last = side_by_side
            last.compare_titles(sum(len(reader.taken) for reader in others))
        for row, cell, why in account.new_name_like_rows():
            message = f"Dòng {row + 1} không được lấy vào danh sách: {why}."
            self._row_not_taken(message, cell)

    def _read_table(
        self,
        table: ListTable,
        corrections: SheetCorrections,
        targets: Sequence[Target],
        account: SheetAccountBuilder,
        *,
        is_alone: bool,
    ) -> None:
        grid, columns = table.grid, table.columns
        reader = ListReader(grid, columns, table.end, table.titles, self._context, corrections.rows)
        reader.read(is_alone=is_alone)
        account.add(reader, columns)
        place = self._context.places.list_of(reader.target)
        headerless.report_name(grid, columns, reader.target, place, self._context.reading)
        if self._is_guess(table):
            headerless.report(grid, columns, reader.target, place, self._context.reading)
        self._names |= list_table.names(table, targets)

    def _is_guess(self, table: ListTable) -> bool:
        """Nothing but the look of the values says what the columns are, and nobody is asked."""
        return not (table.columns.header.texts or table.is_named or self._asks)

    def _why_no_list(
        self,
        table: ListTable,
        corrections: SheetCorrections,
        targets: Sequence[Target],
        account: SheetAccountBuilder,
    ) -> str:
        """Why a table is not read, "" when it is."""
        if not any(table.columns.takes(target) for target in targets):
            return NO_LIST
        if self._is_guess(table) and not headerless.is_list(table.columns, targets, table.titles):
            return NO_LIST
        if table.is_named or corrections.list_key:
            return ""
        return self._other_business(table, account)

    def _other_business(self, table: ListTable, account: SheetAccountBuilder) -> str:
        """Why a table with names is no list of ours, "" when it is one."""
        for title in (*(title for title, _ in table.titles), table.grid.name):
            named = titled(title, self._context.targets)
            if named is not None and not table.columns.takes(named):
                # "KẾT QUẢ KIỂM PHIẾU" over names: those who were voted on, not those who came.
                return OTHER_LIST.format(named.title)
            if named is not None:
                break
        if list_table.has_votes(table, self._context.targets):
            return VOTED_ON
        if list_table.is_statistics(table):
            return STATISTICS
        return NOT_UNDERSTOOD if self._says_the_same(table, account) else ""

    def _says_the_same(self, table: ListTable, account: SheetAccountBuilder) -> bool:
        """A further table that names the same people and says of them nothing that is asked for."""
        if not self._names:
            return False
        texts = table.columns.header.texts
        used, unknown = table.used, table.unknown
        foreign = [c for c in unknown if vocabulary.is_header_of("foreign_headers", texts[c])]
        names = list_table.names(table, self._context.targets)
        overlap = bool(names) and len(names & self._names) * 2 >= len(names)
        mostly_unknown = len(unknown) >= 2 and len(unknown) > len(used) - 1
        return (mostly_unknown and (overlap or bool(account.lists))) or (overlap and bool(foreign))

    def _row_not_taken(self, message: str, cell: str) -> None:
        self._context.reading.violation("", "Danh sách", "row_not_taken", message, cell, "warning")

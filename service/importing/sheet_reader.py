"""The sheets of a workbook, or one pasted block, become an input: which lists stand where, read in order."""

from __future__ import annotations

from collections.abc import Sequence

from service.errors import UnreadableInput
from service.importing import column_mapping, headerless, list_starts, value_shapes, vocabulary
from service.importing.column_map import ColumnMap
from service.importing.corrections import Corrections, SheetCorrections, known_keys
from service.importing.grid import Grid, grid_of
from service.importing.list_reader import Context, ListReader
from service.importing.list_starts import ListBlock
from service.importing.records import Places
from service.importing.sheet_account import (
    NO_LIST,
    NOT_UNDERSTOOD,
    OTHER_LIST,
    STATISTICS,
    SheetAccountBuilder,
)
from service.importing.targets import Target, targets_of, titled
from service.language.vietnamese import fold_words
from service.workbook.account import Reading, SheetAccount
from service.workbook.book import Page
from service.workbook.extents import column_letters
from service.workbook.plan import Sheet
from service.workbook.reading_builder import ReadingBuilder
from service.workbook.values import text


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
    context = Context(targets_of(sheets, preferred), parents, places, reading, preferred=preferred)
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
            self._row_not_taken(f"Trang “{grid.name}” có tên người nhưng {NO_LIST}.", name_cell)
        return account.unused(why)

    def _why_not(self, page: Page, corrections: SheetCorrections) -> str:
        if not page.is_worksheet:
            return "trang biểu đồ hoặc hộp thoại, không phải bảng, nên không đọc"
        if corrections.use is False:
            return "người dùng chọn không đọc trang này"
        if corrections.use:
            return ""
        if not any(cell is not None for row in page.rows for cell in row):
            return "trang trống"
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
        caption = " ".join(title for title, _ in titles)
        is_first = not account.lists
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
                caption,
                self._context.preferred,
            )
            is_guess = not (header.texts or named or self._asks)
            if not any(columns.takes(target) for target in targets) or (
                is_guess and not headerless.is_list(columns, targets, titles)
            ):
                account.leave_out(header, block.end, NO_LIST)
                continue
            why = self._other_business(grid, columns, block.end, titles, account)
            if why and not named and not corrections.list_key:
                account.leave_out(header, block.end, why)
                continue
            reader = ListReader(grid, columns, block.end, titles, self._context, corrections.rows)
            reader.read()
            account.add(reader, columns)
            if is_guess:
                place = self._context.places.list_of(reader.target)
                headerless.report(grid, columns, reader.target, place, self._context.reading)
            self._names |= _names(grid, columns, targets, block.end)
        for row, cell, why in account.new_name_like_rows():
            message = f"Dòng {row + 1} không được lấy vào danh sách: {why}."
            self._row_not_taken(message, cell)

    def _other_business(
        self,
        grid: Grid,
        columns: ColumnMap,
        end: int,
        titles: Sequence[tuple[str, str]],
        account: SheetAccountBuilder,
    ) -> str:
        """Why a table with names is no list of ours, "" when it is one."""
        for title in (*(title for title, _ in titles), grid.name):
            named = titled(title, self._context.targets)
            if named is not None and not columns.takes(named):
                # "KẾT QUẢ KIỂM PHIẾU" over names: those who were voted on, not those who came.
                return OTHER_LIST.format(named.title)
            if named is not None:
                break
        if self._is_statistics(grid, columns, end):
            return STATISTICS
        return NOT_UNDERSTOOD if self._says_the_same(grid, columns, end, account) else ""

    def _is_statistics(self, grid: Grid, columns: ColumnMap, end: int) -> bool:
        """ "Đơn vị | Số tập thể | Số cá nhân": units with nothing but figures that are asked for nowhere."""
        used = columns.used() - {columns.number}
        headers = {fold_words(columns.header.texts.get(column, "")) for column in used}
        unknown = [c for c in columns.header.texts if c not in used and c != columns.number]
        cells = (grid.filled(row, unknown).values() for row in range(columns.header.last + 1, end))
        figures = [value for row in cells for value in row]
        return (
            len(unknown) > 1
            and len(used) == 1
            and headers <= vocabulary.headers_of("organ_name", "Đơn vị")
            and value_shapes.mostly(figures, value_shapes.is_figure, 0.9)
        )

    def _says_the_same(
        self, grid: Grid, columns: ColumnMap, end: int, account: SheetAccountBuilder
    ) -> bool:
        """A further table that names the same people and says of them nothing that is asked for."""
        if not self._names:
            return False
        texts = columns.header.texts
        used = columns.used() - {columns.number}
        unknown = [c for c in texts if c not in used and c != columns.number]
        foreign = [c for c in unknown if vocabulary.is_header_of("foreign_headers", texts[c])]
        names = _names(grid, columns, self._context.targets, end)
        overlap = bool(names) and len(names & self._names) * 2 >= len(names)
        mostly_unknown = len(unknown) >= 2 and len(unknown) > len(used) - 1
        return (mostly_unknown and (overlap or bool(account.lists))) or (overlap and bool(foreign))

    def _row_not_taken(self, message: str, cell: str) -> None:
        self._context.reading.violation("", "Danh sách", "row_not_taken", message, cell, "warning")


def _names(grid: Grid, columns: ColumnMap, targets: Sequence[Target], end: int) -> set[str]:
    places = {column for target in targets for column in columns.names(target)}
    return {
        fold_words(text(value))
        for row in range(columns.header.last + 1, end)
        for value in grid.filled(row, places).values()
    }

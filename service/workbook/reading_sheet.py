"""The sheet "Đã đọc những gì" of a marked workbook: what was taken of every sheet, and what was not and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from service.workbook import cell_formats, plan
from service.workbook.account import OWN_COLUMN, SheetAccount, SkippedRow

#: So many rows that were not taken are named one by one; more are counted.
MOST_ROWS = 5_000
_WIDTHS = {1: 10.0, 2: 46.0, 3: 34.0, 4: 62.0}
_LONGEST_TEXT = 300
_LINK = Font(name=cell_formats.FONT, size=12, underline="single", color="FF0563C1")


def write(workbook: Workbook, accounts: Sequence[SheetAccount]) -> None:
    """The sheet, second in the workbook; rows that were not taken link to where they stand."""
    sheet = workbook.create_sheet(plan.READING, 1)
    cell_formats.write(sheet.cell(1, 1), plan.MARK_READING)
    sheet.row_dimensions[1].hidden = True
    writer = _Writer(sheet, frozenset(workbook.sheetnames))
    writer.title("Đã đọc những gì trong tệp")
    writer.note("Trang tính này do phần mềm ghi khi kiểm tra; khi đọc lại tệp được bỏ qua.")
    for account in accounts:
        writer.account(account)
    for column, width in _WIDTHS.items():
        sheet.column_dimensions["ABCD"[column - 1]].width = width
    cell_formats.set_up_print(sheet, landscape=True)


class _Writer:
    """Writes line after line; it counts the rows that it may still name."""

    def __init__(self, sheet: Worksheet, sheet_names: frozenset[str]) -> None:
        self._sheet, self._sheet_names = sheet, sheet_names
        self._row = 1
        self._left = MOST_ROWS

    def title(self, shown: str) -> None:
        self._line(shown).font = cell_formats.TITLE

    def note(self, shown: str) -> None:
        self._line(shown).font = cell_formats.GREY

    def account(self, account: SheetAccount) -> None:
        self._row += 1
        self._heading(_summary(account))
        if account.used:
            self._columns(account)
        if account.rows_skipped:
            self._rows_skipped(account)

    def _columns(self, account: SheetAccount) -> None:
        if account.is_ours and not account.columns_to_tell:
            return
        self._head("Cột", "Tiêu đề trong tệp", "Được hiểu là", "Ghi chú")
        for column in account.columns_to_tell:
            if column.why == OWN_COLUMN:
                continue
            meaning = column.label or "không dùng"
            why = "" if column.field is None and column.label else column.why
            self._cells(column.letter, column.header, meaning, why)

    def _rows_skipped(self, account: SheetAccount) -> None:
        self._head("Dòng", "Nội dung của dòng không lấy", "", "Vì sao không lấy")
        named = account.rows_skipped[: self._left]
        self._left -= len(named)
        for skipped in named:
            shown = skipped.text[:_LONGEST_TEXT] + "…" * (len(skipped.text) > _LONGEST_TEXT)
            self._cells(skipped.row, shown, "", skipped.why, spans=True)
            if account.name in self._sheet_names:
                self._link(self._sheet.cell(self._row, 1), account.name, skipped.row)
        for count, why in _counted(account.rows_skipped[len(named) :]):
            self._cells("…", f"còn {count} dòng nữa", "", why, spans=True)

    # --- lines -----------------------------------------------------------------------------------

    def _line(self, *shown: str | int) -> Cell:
        self._row += 1
        for place, value in enumerate(shown, 1):
            if value != "":
                cell_formats.write(self._sheet.cell(self._row, place), value)
        first = self._sheet.cell(self._row, 1)
        assert isinstance(first, Cell)  # noqa: S101 - nothing is merged in its first column
        return first

    def _heading(self, shown: str) -> None:
        self._line(shown)
        self._sheet.merge_cells(
            start_row=self._row, start_column=1, end_row=self._row, end_column=len(_WIDTHS)
        )
        cell = self._sheet.cell(self._row, 1)
        cell.font, cell.fill = cell_formats.BOLD, cell_formats.PART_FILL
        cell.alignment = cell_formats.WRAPPED
        lines = 1 + int(len(shown) * 1.08 / sum(_WIDTHS.values()))
        self._sheet.row_dimensions[self._row].height = 16 * lines + 2

    def _head(self, *labels: str) -> None:
        self._line(*labels)
        for place in _WIDTHS:
            cell_formats.head(self._sheet.cell(self._row, place))
        self._span(not labels[2])

    def _cells(self, *values: str | int, spans: bool = False) -> None:
        self._line(*values)
        for place in _WIDTHS:
            cell = self._sheet.cell(self._row, place)
            cell.font, cell.border = cell_formats.PLAIN, cell_formats.BOX
            cell.alignment = cell_formats.LEFT
        widths = {2: _WIDTHS[2] + _WIDTHS[3], 4: _WIDTHS[4]} if spans else _WIDTHS
        cell_formats.fit_row(self._sheet, self._row, widths)
        self._span(spans)

    def _span(self, spans: bool) -> None:
        """The text of a row has the room of two columns."""
        if spans:
            # merge_cells() looks through all ranges for each new one: seconds for thousands of rows.
            span = CellRange(min_row=self._row, min_col=2, max_row=self._row, max_col=3)
            self._sheet.merged_cells.ranges.add(span)

    def _link(self, cell: object, name: str, row: int) -> None:
        assert isinstance(cell, Cell)  # noqa: S101 - nothing is merged in the first column
        title = name.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{title}'!A{row}")
        cell.font = _LINK


def _summary(account: SheetAccount) -> str:
    if not account.used:
        return f"Trang tính “{account.name}”: không đọc, vì {account.why}."
    taken = f"lấy {len(account.rows_taken)} dòng"
    what = f" ({', '.join(account.labels)})" if account.labels else ""
    headers = ", ".join(map(str, account.header_rows))
    where = f"; tiêu đề cột ở dòng {headers}" if headers else ""
    left = f"; {len(account.rows_skipped)} dòng không lấy" if account.rows_skipped else ""
    return f"Trang tính “{account.name}”: {taken}{what}{where}{left}."


def _counted(rows: Sequence[SkippedRow]) -> Iterator[tuple[int, str]]:
    """How many rows were left for each reason."""
    for why, same in groupby(sorted(row.why for row in rows)):
        yield len(list(same)), why

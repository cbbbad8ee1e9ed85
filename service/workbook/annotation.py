"""A clerk's workbook comes back with its faults: notes and colours on cells, a column, a list.

Layout, formulas and widths stay theirs. What an earlier check wrote is taken away first, so that a
workbook may be marked, mended and marked again.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any

import openpyxl
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from service.errors import Violation
from service.workbook import bounds, cell_formats, plan, result_sheet, trimming
from service.workbook.account import SheetAccount
from service.workbook.book import Book, Limits, open_book
from service.workbook.result_sheet import AUTHOR, DIVIDER, FILLS

#: What openpyxl raises on workbooks that Excel opens: then the values alone come back. (Out of memory is
#: none of these: it ends the child that the marking runs in.)
_UNLOADABLE = (
    InvalidFileException,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    OSError,  # no workbook part
    EOFError,
    RuntimeError,
    SyntaxError,  # lxml's kind of error for XML that is broken
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def mark(
    content: bytes,
    violations: Sequence[Violation],
    sheets: Sequence[SheetAccount],
    *,
    limits: Limits | None = None,
    name: str = "",
) -> bytes:
    """The workbook as .xlsx with every fault marked; raises as ``read`` does.

    Violations that have no cell are told on the sheet of results only. From an .xls, .ods or .csv, and
    from an .xlsx that cannot be edited, the values come back without their layout; pictures and
    charts are not kept.
    """
    book = open_book(content, limits or Limits(), name)
    _bound(book)
    workbook, kept = _load(content, book)
    result_sheet.erase(workbook)
    by_cell = _by_cell(workbook, violations)
    originals = {key: copy(workbook[key[0]][key[1]].fill) for key in by_cell}
    for (title, where), said in by_cell.items():
        _mark_cell(workbook[title][where], said)
    for title, rows in _header_rows(sheets, workbook).items():
        _fault_column(
            workbook[title],
            rows,
            {key[1]: said for key, said in by_cell.items() if key[0] == title},
        )
    result_sheet.write(workbook, violations, by_cell, originals, _remarks(book, kept))
    _fit_comments(workbook)
    return cell_formats.saved(workbook, _known_values(workbook, book) if kept else None)


def _load(content: bytes, book: Book) -> tuple[Workbook, bool]:
    """The clerk's own workbook, or one of its values; whether its layout was kept."""
    if book.seen is not None and book.form == "xlsx" and book.seen.is_counted:
        try:
            workbook = openpyxl.load_workbook(
                io.BytesIO(trimming.trimmed(content, book)), keep_links=False, rich_text=True
            )
            workbook.template = False
            if workbook.worksheets:
                return workbook, True
        except _UNLOADABLE:
            pass
    return _from_values(book), False


def _bound(book: Book) -> None:
    """An editor makes an object of every cell, for which a reader needs a tenth of the time."""
    seen = book.seen.extents if book.seen is not None else ()
    held = sum(min(each.cells or each.values, each.rows * each.columns) for each in seen)
    if held > bounds.MOST_EDITED:
        raise bounds.XLSX.refuse(bounds.MOST_EDITED, "ô để đánh dấu lỗi trong tệp", bounds.SPLIT)


def _from_values(book: Book) -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    for page in book.pages:
        sheet = workbook.create_sheet(
            "".join("-" if sign in r"[]:*?/\'" else sign for sign in page.name)[:31]
        )
        for row, line in enumerate(page.rows, 1):
            for column, value in enumerate(line, 1):
                if value is not None:
                    cell_formats.write(sheet.cell(row, column), value)
        for (top, left), (bottom, right) in trimming.harmless(page):
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for column in range(max((len(line) for line in page.rows), default=0)):
            longest = max(
                (
                    len(str(line[column]))
                    for line in page.rows[:200]
                    if column < len(line) and line[column] is not None
                ),
                default=0,
            )
            sheet.column_dimensions[cell_formats.letter(column + 1)].width = min(
                50, max(10, longest + 2)
            )
        if page.hidden:
            sheet.sheet_state = "hidden"
    if not workbook.worksheets:
        workbook.create_sheet("Trang 1")
    return workbook


def _by_cell(
    workbook: Workbook, violations: Iterable[Violation]
) -> dict[tuple[str, str], list[Violation]]:
    """Violations by sheet and cell; one on a merged range stands on its first cell."""
    found: dict[tuple[str, str], list[Violation]] = {}
    for violation in violations:
        title, _, where = (violation.cell or "").rpartition("!")
        sheet = workbook[title] if title in workbook.sheetnames else None
        if not isinstance(sheet, Worksheet) or not where:
            continue
        cell = sheet[where]
        if isinstance(cell, MergedCell):
            where = next(
                (
                    str(each.coord).partition(":")[0]
                    for each in sheet.merged_cells.ranges
                    if where in each
                ),
                where,
            )
        found.setdefault((title, where), []).append(violation)
    return found


def _mark_cell(cell: Cell, violations: Sequence[Violation]) -> None:
    severity = "error" if any(each.severity == "error" for each in violations) else "warning"
    cell.fill = FILLS[severity]
    told = "\n".join(result_sheet.told(each) for each in violations)
    before = cell.comment
    if before is None:
        cell.comment = cell_formats.comment(told, AUTHOR)
    else:
        cell.comment = cell_formats.comment(f"{before.text}{DIVIDER}{told}", before.author)


def _header_rows(sheets: Iterable[SheetAccount], workbook: Workbook) -> dict[str, tuple[int, ...]]:
    """The header rows of every sheet with lists; the general sheet has none."""
    return {
        each.name: each.header_rows
        for each in sheets
        if each.header_rows and each.name in workbook.sheetnames and each.labels != (plan.GENERAL,)
    }


def _fault_column(
    sheet: Worksheet, headers: Sequence[int], violations: Mapping[str, Sequence[Violation]]
) -> None:
    """A column "Lỗi" right of everything, only when the sheet has faults."""
    if not violations:
        return
    last = max(
        (
            cell.column
            for cell in result_sheet.cells(sheet)
            if cell.row >= min(headers) and cell.value is not None
        ),
        default=0,
    )
    column = last + 1
    for row in headers:
        cell = sheet.cell(row, column)
        if isinstance(cell, Cell):
            cell_formats.write(cell, plan.FAULTS)
            cell.font, cell.fill, cell.alignment = (
                cell_formats.BOLD,
                FILLS["error"],
                cell_formats.CENTERED,
            )
            cell.comment = cell_formats.comment(
                "Cột này do phần mềm ghi khi kiểm tra; khi đọc lại được bỏ qua.", AUTHOR
            )
    by_row: dict[int, list[str]] = {}
    for where, said in violations.items():
        by_row.setdefault(sheet[where].row, []).extend(
            f"{each.field}: {result_sheet.told(each)}" for each in said
        )
    for row, lines in by_row.items():
        cell = sheet.cell(row, column)
        if isinstance(cell, Cell) and row not in headers:
            cell_formats.write(cell, "\n".join(lines))
            cell.alignment, cell.font = cell_formats.WRAPPED, cell_formats.GREY
    sheet.column_dimensions[cell_formats.letter(column)].width = 60


def _remarks(book: Book, kept: bool) -> list[str]:
    said = []
    parts = book.seen.parts if book.seen is not None else frozenset()
    if not kept:
        said.append(
            "Tệp được ghi lại thành .xlsx chỉ với dữ liệu; định dạng của tệp gốc không giữ được."
        )
    if any(each.startswith(("xl/media/", "xl/charts/")) for each in parts):
        said.append(
            "Hình ảnh, biểu đồ của tệp gốc không có trong bản này; hãy giữ tệp gốc nếu cần."
        )
    if "xl/vbaProject.bin" in parts:
        said.append("Macro của tệp gốc đã được bỏ.")
    return said


def _fit_comments(workbook: Workbook) -> None:
    """Sizes of notes are lost on the way; each is made as high as its text needs."""
    for sheet in workbook.worksheets:
        for cell in result_sheet.cells(sheet):
            if cell.comment is not None:
                cell.comment = cell_formats.comment(cell.comment.text, cell.comment.author)


def _known_values(workbook: Workbook, book: Book) -> dict[int, Any]:
    """By the sheet's place: the page whose values formulas gave when the clerk saved them."""
    pages = {page.name: page for page in book.pages}
    return {
        place: pages[sheet.title]
        for place, sheet in enumerate(workbook.worksheets, 1)
        if sheet.title in pages
    }

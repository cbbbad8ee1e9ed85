"""A clerk's workbook comes back with its violations: notes and colours on cells, a column, a list.

Layout, formulas and widths stay theirs. What an earlier check wrote is taken away first, so that a
workbook may be marked, corrected and marked again.
"""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

import openpyxl
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from service.errors import Violation
from service.workbook import bounds, cell_formats, plan, reading_sheet, result_sheet, trimming
from service.workbook.account import SheetAccount
from service.workbook.book import Book, Limits, Page
from service.workbook.book_reader import open_book
from service.workbook.inspection import Seen
from service.workbook.result_sheet import AUTHOR, DIVIDER, FILLS

#: Excel says of a file with a longer one that it is damaged.
_LONGEST_TITLE = 31
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
    seen: Seen | None = None,
) -> bytes:
    """The workbook as .xlsx with every violation marked, and what was read of it; takes and raises what ``open_book`` does.

    Violations that have no cell stand on the sheet of results only. From an .xls, .ods or .csv, and
    from an .xlsx that cannot be edited, the values come back without their layout; pictures,
    charts and the macros of an .xlsm are not kept.
    """
    book = open_book(content, limits or Limits(), name, seen)
    _bound(book)
    workbook, titles = _load(content, book)
    kept = titles is None
    if titles is not None:
        violations = [_in_sheet_of(titles, violation) for violation in violations]
        sheets = [
            replace(account, name=titles.get(account.name, account.name)) for account in sheets
        ]
    result_sheet.erase(workbook)
    by_cell = _by_cell(workbook, violations)
    originals = {key: copy(workbook[key[0]][key[1]].fill) for key in by_cell}
    for (title, where), of_cell in by_cell.items():
        _mark_cell(workbook[title][where], of_cell)
    for title, rows in _header_rows(sheets, workbook).items():
        _violation_column(
            workbook[title],
            rows,
            {where: of_cell for (name, where), of_cell in by_cell.items() if name == title},
        )
    result_sheet.write(workbook, violations, by_cell, originals, _notes(book, kept))
    reading_sheet.write(workbook, sheets)
    _fit_comments(workbook)
    return cell_formats.saved(workbook, _known_values(workbook, book) if kept else None)


def _load(content: bytes, book: Book) -> tuple[Workbook, dict[str, str] | None]:
    """The clerk's own workbook and None, or one of its values with {name of a sheet: its title there}."""
    if book.seen is not None and book.form == "xlsx" and book.seen.is_counted:
        try:
            workbook = openpyxl.load_workbook(
                io.BytesIO(trimming.trimmed(content, book)), keep_links=False, rich_text=True
            )
            workbook.template = False
            _drop_macros(workbook, book)
            if workbook.worksheets:
                return workbook, None
        except _UNLOADABLE:
            pass
    return _from_values(book)


def _drop_macros(workbook: Workbook, book: Book) -> None:
    """Take out sheets of dialogs, which an editor takes for plain ones, and names that start a macro.

    The program of an .xlsm itself is a part of the package that the editor never loads.
    """
    foreign = {page.name for page in book.pages if not page.is_worksheet}
    for sheet in list(workbook.worksheets):
        if sheet.title in foreign:
            workbook.remove(sheet)
    for names in (workbook.defined_names, *(sheet.defined_names for sheet in workbook.worksheets)):
        for name, defined in list(names.items()):
            starts = name.lower().removeprefix("_xlnm.").startswith("auto_")
            if defined.xlm or defined.function or defined.vbProcedure or starts:
                del names[name]


def _bound(book: Book) -> None:
    """An editor makes an object of every cell, for which a reader needs a tenth of the time."""
    seen = book.seen.extents if book.seen is not None else ()
    held = sum(min(extent.cells or extent.values, extent.rows * extent.columns) for extent in seen)
    if held > bounds.MOST_EDITED:
        raise bounds.XLSX.refuse(bounds.MOST_EDITED, "ô để đánh dấu lỗi trong tệp", bounds.SPLIT)


def _from_values(book: Book) -> tuple[Workbook, dict[str, str]]:
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    titles: dict[str, str] = {}
    for page in (page for page in book.pages if page.is_worksheet):
        titles[page.name] = _title(page.name, workbook.sheetnames)
        sheet = workbook.create_sheet(titles[page.name])
        for row, line in enumerate(page.rows, 1):
            for column, value in enumerate(line, 1):
                if value is not None:
                    cell_formats.write(sheet.cell(row, column), value)
        for (top, left), (bottom, right) in trimming.harmless(page):
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        _fit_columns(sheet, page)
        if page.hidden:
            sheet.sheet_state = "hidden"
    if not workbook.worksheets:
        workbook.create_sheet("Trang 1")
    return workbook, titles


def _title(name: str, taken: Iterable[str]) -> str:
    """What Excel lets a sheet be called: 31 letters, none of its own signs, and unlike any other's but for case.

    An .ods may call its sheets as it likes.
    """
    allowed = "".join("-" if sign in r"[]:*?/\'" else sign for sign in name)
    others = {title.lower() for title in taken}
    endings = itertools.chain([""], (f" ({number})" for number in itertools.count(2)))
    titles = (allowed[: _LONGEST_TITLE - len(ending)] + ending for ending in endings)
    return next(title for title in titles if title.lower() not in others)


def _in_sheet_of(titles: Mapping[str, str], violation: Violation) -> Violation:
    """The violation at its cell in the workbook that comes back."""
    name, mark, where = (violation.cell or "").rpartition("!")
    return (
        replace(violation, cell=f"{titles[name]}!{where}") if mark and name in titles else violation
    )


def _fit_columns(sheet: Worksheet, page: Page) -> None:
    for column in range(max((len(line) for line in page.rows), default=0)):
        lengths = (
            len(str(line[column]))
            for line in page.rows[:200]
            if column < len(line) and line[column] is not None
        )
        width = min(50, max(10, max(lengths, default=0) + 2))
        sheet.column_dimensions[get_column_letter(column + 1)].width = width


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
                    str(merged.coord).partition(":")[0]
                    for merged in sheet.merged_cells.ranges
                    if where in merged
                ),
                where,
            )
        found.setdefault((title, where), []).append(violation)
    return found


def _mark_cell(cell: Cell, violations: Sequence[Violation]) -> None:
    is_error = any(violation.severity == "error" for violation in violations)
    cell.fill = FILLS["error" if is_error else "warning"]
    note = "\n".join(map(result_sheet.line, violations))
    before = cell.comment
    if before is None:
        cell.comment = cell_formats.comment(note, AUTHOR)
    else:
        cell.comment = cell_formats.comment(f"{before.text}{DIVIDER}{note}", before.author)


def _header_rows(sheets: Iterable[SheetAccount], workbook: Workbook) -> dict[str, tuple[int, ...]]:
    """The header rows of every sheet with lists; the general sheet has none."""
    return {
        account.name: account.header_rows
        for account in sheets
        if account.header_rows
        and account.name in workbook.sheetnames
        and account.labels != (plan.GENERAL,)
    }


def _violation_column(
    sheet: Worksheet, headers: Sequence[int], violations: Mapping[str, Sequence[Violation]]
) -> None:
    """A column "Lỗi" right of everything, only when the sheet has violations."""
    if not violations:
        return
    filled = (
        cell.column
        for cell in result_sheet.cells(sheet)
        if cell.row >= min(headers) and cell.value is not None
    )
    column = max(filled, default=0) + 1
    for row in headers:
        _head_violation_column(sheet.cell(row, column))
    lines: dict[int, list[str]] = {}
    for where, of_cell in violations.items():
        lines.setdefault(sheet[where].row, []).extend(
            f"{violation.field}: {result_sheet.line(violation)}" for violation in of_cell
        )
    for row in lines.keys() - set(headers):
        cell = sheet.cell(row, column)
        if isinstance(cell, Cell):
            cell_formats.write(cell, "\n".join(lines[row]))
            cell.alignment, cell.font = cell_formats.WRAPPED, cell_formats.GREY
    sheet.column_dimensions[get_column_letter(column)].width = 60


def _head_violation_column(cell: Cell | MergedCell) -> None:
    if isinstance(cell, Cell):
        cell_formats.write(cell, plan.VIOLATIONS)
        cell.font, cell.alignment = cell_formats.BOLD, cell_formats.CENTERED
        cell.fill = FILLS["error"]
        note = "Cột này do phần mềm ghi khi kiểm tra; khi đọc lại được bỏ qua."
        cell.comment = cell_formats.comment(note, AUTHOR)


def _notes(book: Book, kept: bool) -> list[str]:
    notes = []
    parts = book.seen.parts if book.seen is not None else frozenset()
    if not kept:
        notes.append(
            "Tệp được ghi lại thành .xlsx chỉ với dữ liệu; định dạng của tệp gốc không giữ được."
        )
    if any(part.startswith(("xl/media/", "xl/charts/")) for part in parts):
        notes.append(
            "Hình ảnh, biểu đồ của tệp gốc không có trong bản này; hãy giữ tệp gốc nếu cần."
        )
    if "xl/vbaProject.bin" in parts:
        notes.append("Macro của tệp gốc đã được bỏ; bản này là tệp .xlsx.")
    return notes


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

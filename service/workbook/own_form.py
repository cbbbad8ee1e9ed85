"""A filled form becomes data by the pointers in its hidden row or column, whatever its labels say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from service.schema.input_outline import Item
from service.workbook import form_sheets, plan, table_sheet, values
from service.workbook.account import ColumnAccount, Reading, SheetAccount
from service.workbook.book import Book, Page
from service.workbook.extents import column_letters
from service.workbook.form_sheets import FormSheet
from service.workbook.list_sheet import ListSheetReader, put
from service.workbook.plan import Column, Sheet
from service.workbook.reading_builder import ReadingBuilder
from service.workbook.row_placement import RowNumbers, parent_of


def lists_of(book: Book) -> list[Page]:
    """The sheets that a clerk may have made: not the guide and not the results of an earlier check."""
    return [page for page in book.pages if not form_sheets.is_ours(page)]


def read_form(book: Book, items: Iterable[Item]) -> Reading | None:
    """The input that a filled form holds, in the shape of the items; None when it is no form of ours.

    ``items`` are those of ``outline`` or ``tree``.
    """
    sheets = plan.sheets(items)
    pages = lists_of(book)
    forms = form_sheets.find(pages, sheets)
    if not forms:
        return None
    reading = ReadingBuilder()
    _read_sheets(forms, sheets, reading)
    reading.settle_words()
    reading.settle_texts()
    known = {id(form.page) for form in forms}
    left = [
        SheetAccount(page.name, False, "không phải trang tính của mẫu Excel nên không được đọc")
        for page in pages
        if id(page) not in known and any(cell is not None for row in page.rows for cell in row)
    ]
    return Reading(
        reading.data,
        reading.cells,
        tuple(reading.violations),
        (*(replace(account, is_ours=True) for account in reading.accounts()), *left),
        own_form=True,
    )


def _read_sheets(
    forms: Sequence[FormSheet], sheets: Sequence[Sheet], reading: ReadingBuilder
) -> None:
    """Every sheet of the form, parents before what belongs to them."""
    order = {id(sheet): place for place, sheet in enumerate(sheets)}
    numbers: dict[str, RowNumbers] = {}
    for form in sorted(forms, key=lambda form: order[id(form.sheet)]):
        if form.sheet.shape == "single":
            _read_single(form, reading)
        elif form.sheet.shape == "grid":
            _read_grid(form, numbers, reading)
        else:
            ListSheetReader(form, numbers, reading).read()


def _read_grid(form: FormSheet, numbers: Mapping[str, RowNumbers], reading: ReadingBuilder) -> None:
    def owner(row: int) -> str | None:
        around = parent_of(form, row, numbers, reading)
        return None if around is None else around + form.sheet.row.removeprefix(form.sheet.parent)

    table_sheet.read(form, owner, reading)


# --- single values -------------------------------------------------------------------------------


def _read_single(form: FormSheet, reading: ReadingBuilder) -> None:
    page = form.page
    place = _value_column(page, form.line)
    accounts, taken = [], []
    for row in range(len(page.rows)):
        column = _line(form, row)
        if column is None:
            # Below the first entry nothing is ours but what has a pointer.
            if row > form.header_row and page.cell(row, place) is not None:
                reading.skip(page, row, "dòng này không có trong mẫu nên không được đọc")
            continue
        taken.append(row)
        header = values.text(page.cell(row, 0))
        accounts.append(
            ColumnAccount(column_letters(place), header, column.pointer, "", column.label)
        )
        if not reading.broken_cell(page, row, place, column.pointer, column.label):
            put(reading, column, column.pointer, page.cell(row, place), page.at(row, place))
    reading.note(page, form.header_row, accounts, taken, form.sheet.title)


def _line(form: FormSheet, row: int) -> Column | None:
    """The entry of a row; None for a row without a pointer and for a heading."""
    pointer = form.page.cell(row, form.line)
    column = form.sheet.column(pointer) if isinstance(pointer, str) else None
    if column is None or (column.heading and not (column.item and column.item.words)):
        return None
    return column


def _value_column(page: Page, pointers_at: int) -> int:
    for row in page.rows[: form_sheets.SEARCHED]:
        if plan.MARK_VALUES in row:
            return row.index(plan.MARK_VALUES)
    return 1 if pointers_at != 1 else 0

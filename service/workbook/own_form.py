"""A filled form becomes data by the pointers in its hidden row or column, whatever its labels say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from service.errors import UnreadableInput
from service.schema.input_outline import Item
from service.workbook import (
    document_groups,
    form_sheets,
    plan,
    table_sheet,
    taken_back,
    values,
)
from service.workbook.account import ColumnAccount, Reading, SheetAccount
from service.workbook.book import Book, Page
from service.workbook.document_groups import Group
from service.workbook.extents import column_letters
from service.workbook.form_sheets import FormSheet
from service.workbook.list_sheet import ListSheetReader, put
from service.workbook.plan import Column, Sheet
from service.workbook.reading_builder import ReadingBuilder
from service.workbook.row_placement import RowNumbers, parent_of

_SEVERAL = "Tệp này có {} văn bản, ở các trang tính “{}”; hãy gửi ở “Nhiều văn bản cùng lúc”, hoặc chép riêng một văn bản sang tệp khác."
_MOST_NAMED = 3


def lists_of(book: Book) -> list[Page]:
    """The sheets that a clerk may have made: not the guide and not the results of an earlier check."""
    return [page for page in book.pages if not form_sheets.is_ours(page)]


def read_form(book: Book, items: Iterable[Item]) -> Reading | None:
    """The input that a filled form holds, in the shape of the items; None when it is no form of ours.

    ``items`` are those of ``outline`` or ``tree``. Raises UnreadableInput for the forms of several documents.
    """
    found = read_documents(book, items)
    if found is None:
        return None
    filled = [(name, reading) for name, reading in found.documents if holds_something(reading)]
    if len(filled) > 1:
        shown = "”, “".join(name for name, _ in filled[:_MOST_NAMED])
        raise UnreadableInput(_SEVERAL.format(len(filled), shown))
    _, reading = (filled or found.documents)[0]
    return replace(reading, sheets=(*reading.sheets, *found.left))


def holds_something(reading: Reading) -> bool:
    """Whether a form was filled in at all."""
    return bool(reading.data or reading.violations)


@dataclass(frozen=True, slots=True)
class Documents:
    """What the forms of one file hold: each document's sheet and reading, and the sheets that are none of ours."""

    documents: list[tuple[str, Reading]]
    left: list[SheetAccount]


def read_documents(book: Book, items: Iterable[Item]) -> Documents | None:
    """The documents whose forms a file has, blank ones too; None when it has no sheet of ours.

    Raises UnreadableInput where a sheet may be one of several documents'.
    """
    sheets = plan.sheets(items)
    pages = lists_of(book)
    found = form_sheets.find(pages, sheets)
    if not found.forms:
        return None
    groups = document_groups.grouped(found.forms)
    are_all_hidden = all(group.is_hidden for group in groups)
    documents: list[tuple[str, Reading]] = []
    hidden: list[tuple[str, Reading]] = []
    for group in groups:
        reading = _read_group(group, sheets, found.lost)
        is_taken = are_all_hidden or not group.is_hidden
        (documents if is_taken else hidden).append((group.name, reading))
    return Documents(documents, [*_hidden(hidden), *_unknown(pages, found.forms)])


def _hidden(documents: Iterable[tuple[str, Reading]]) -> Iterator[SheetAccount]:
    for name, reading in documents:
        if holds_something(reading):
            yield SheetAccount(name, False, "trang tính đang ẩn; cần lấy thì cho hiện lại")


def _unknown(pages: Iterable[Page], forms: Iterable[FormSheet]) -> Iterator[SheetAccount]:
    known = {form.page.name for form in forms}
    for page in pages:
        if page.name not in known and any(cell is not None for row in page.rows for cell in row):
            why = "không phải trang tính của mẫu Excel nên không được đọc"
            yield SheetAccount(page.name, False, why)


def _read_group(group: Group, sheets: Sequence[Sheet], lost: Iterable[tuple[Page, int]]) -> Reading:
    reading = ReadingBuilder()
    _read_sheets(group.forms, sheets, reading)
    taken_back.report(group.forms, reading)
    reading.settle_words()
    reading.settle_texts()
    names = {form.page.name for form in group.forms}
    for page, row in lost:
        if page.name in names:
            reading.skip(page, row, "dòng ẩn ở đầu danh sách này đã bị xóa nên không được đọc")
    accounts = (replace(account, is_ours=True) for account in reading.accounts())
    return Reading(
        reading.data, reading.cells, tuple(reading.violations), tuple(accounts), own_form=True
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
    for row in page.rows:
        if plan.MARK_VALUES in row:
            return row.index(plan.MARK_VALUES)
    return 1 if pointers_at != 1 else 0

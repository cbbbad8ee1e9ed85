"""What a clerk took back in a spreadsheet: rows that are hidden, filtered out or struck out, and cells that are struck out.

Rows are left out (contract §7); another struck-out cell of our form is taken; both are told.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.workbook.book import Page
from service.workbook.form_sheets import FormSheet
from service.workbook.plan import Column
from service.workbook.reading_builder import ReadingBuilder

_HIDDEN, _STRUCK = "bị lọc hoặc bị ẩn", "bị gạch ngang"
_UNDONE = {_HIDDEN: "cho hiện lại", _STRUCK: "bỏ gạch ngang"}
LEFT_OUT = "dòng {} nên không đọc"


def row(page: Page, number: int) -> str:
    """How a row (from 0) was taken back, "" when it was not."""
    if number in page.hidden_rows:
        return _HIDDEN
    return _STRUCK if number in page.struck_rows else ""


def tell_row(form: FormSheet, number: int, how: str, reading: ReadingBuilder) -> None:
    """Warn of a row of a list of our form that was taken back."""
    reading.violation(
        "", form.sheet.title, "row_not_taken",
        f"Dòng {number + 1} của “{form.sheet.title}” {how} nên không lấy; nếu vẫn lấy thì hãy {_UNDONE[how]}, nếu đã bỏ thì xóa dòng đó.",
        form.cell_name(number, "value"), "warning",
    )  # fmt: skip


def report(forms: Sequence[FormSheet], reading: ReadingBuilder) -> None:
    """One warning for each struck-out cell that gives something."""
    if not any(form.page.struck_cells for form in forms):
        return
    # A row is named by its first cell, too; the value in it comes later.
    given = {cell: pointer for pointer, cell in reading.cells.items()}
    for form in forms:
        for number, place in sorted(form.page.struck_cells):
            cell = form.page.at(number, place)
            if cell in given and form.page.cell(number, place) is not None:
                column = _column(form, number, place)
                reading.struck_out(given[cell], column.label if column else form.sheet.title, cell)


def _column(form: FormSheet, number: int, place: int) -> Column | None:
    """What the form asks for in a cell; None for a cell of a table."""
    if form.sheet.shape == "single":
        return form.sheet.column(str(form.page.cell(number, form.line)))
    return form.columns.get(place)

"""What a clerk struck out in our form: a row of a list as a whole is left out, another cell is taken, and both are asked about."""

from __future__ import annotations

from collections.abc import Sequence

from service.workbook.form_sheets import FormSheet
from service.workbook.plan import Column
from service.workbook.reading_builder import ReadingBuilder

LEFT_OUT = "dòng bị gạch ngang nên không đọc"


def note_row(form: FormSheet, row: int, reading: ReadingBuilder) -> None:
    """Warn of a row that is struck out as a whole."""
    reading.violation(
        "", form.sheet.title, "row_not_taken",
        f"Dòng {row + 1} của “{form.sheet.title}” bị gạch ngang nên không lấy; nếu vẫn lấy thì hãy bỏ gạch ngang, nếu đã bỏ thì xóa dòng đó.",
        form.cell_name(row, "value"), "warning",
    )  # fmt: skip


def report(forms: Sequence[FormSheet], reading: ReadingBuilder) -> None:
    """One warning for each struck-out cell that gives something."""
    if not any(form.page.struck_cells for form in forms):
        return
    # A row is named by its first cell, too; the value in it comes later.
    given = {cell: pointer for pointer, cell in reading.cells.items()}
    for form in forms:
        for row, place in sorted(form.page.struck_cells):
            cell = form.page.at(row, place)
            if cell in given and form.page.cell(row, place) is not None:
                column = _column(form, row, place)
                reading.struck_out(given[cell], column.label if column else form.sheet.title, cell)


def _column(form: FormSheet, row: int, place: int) -> Column | None:
    """What the form asks for in a cell; None for a cell of a table."""
    if form.sheet.shape == "single":
        return form.sheet.column(str(form.page.cell(row, form.line)))
    return form.columns.get(place)

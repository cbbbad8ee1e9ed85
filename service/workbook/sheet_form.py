"""The form of many documents with a sheet for each: single values above, what a document lists below them.

A clerk copies a sheet for each further document. So a sheet holds little: the notes of columns stand in the guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from service.schema.input_outline import Item
from service.workbook import cell_formats, form_parts, form_writer, guide, plan, sample_rows
from service.workbook.form_checks import FormChecks
from service.workbook.plan import Sheet

#: So many sheets a form has at least, and so many empty rows each list of them.
_SHEETS, _EMPTY_ROWS = 3, 6
#: Columns are those of single values and of all lists at once.
_GENERAL_WIDTHS = {1: 30.0, 2: 46.0, 3: 34.0, 4: 46.0}
_OTHERS = 22.0
_NAME = "Văn bản"


def form(items: Iterable[Item], title: str, inputs: Sequence[Any] = ()) -> bytes:
    """The form as an .xlsx, its first sheets filled in with ``inputs``."""
    sheets = plan.sheets(items)
    workbook = form_writer.begun(title)
    guiding = workbook.create_sheet(plan.GUIDE)
    checks = FormChecks(guiding, guide.LAST_COLUMN + 2)
    for number in range(max(_SHEETS, len(inputs))):
        page = workbook.create_sheet(f"{_NAME} {number + 1}")
        _document(page, sheets, title, checks, inputs[number] if number < len(inputs) else None)
    guide.write_for_sheets(guiding, title, sheets)
    workbook.active = 1
    return cell_formats.saved(workbook)


def _document(
    page: Worksheet, sheets: Sequence[Sheet], title: str, checks: FormChecks, data: Any
) -> None:
    widest = max(len(sheet.columns) for sheet in sheets if sheet.shape != "single")
    # Behind the digest of an example, which stands behind the widest list.
    marks_at = widest + 3
    widths = {place: _GENERAL_WIDTHS.get(place, _OTHERS) for place in range(1, widest + 1)}
    for place, width in widths.items():
        page.column_dimensions[get_column_letter(place)].width = width
    rows = sample_rows.rows(sheets, data) if data is not None else {}
    row = 1
    for sheet in sheets:
        if sheet.shape == "single":
            values = sample_rows.single(sheet, data or {})
            row = form_parts.general(page, sheet, title, checks, values, widths, marks_at) + 2
            continue
        _title(page, sheet, row, marks_at)
        first = row + 1
        row = form_parts.listed(page, sheet, rows.get(sheet.title, ()), widths, first)
        _empty_rows(page, sheet, row)
        row += _EMPTY_ROWS
        for place, column in enumerate(sheet.columns, 1):
            letter = get_column_letter(place)
            checks.add(page, f"{letter}{first + 2}:{letter}{row - 1}", sheet, column)
        row += 1
    page.freeze_panes = "A4"
    cell_formats.set_up_print(page, landscape=True)
    page.print_area = f"A2:{get_column_letter(widest)}{row - 2}"


def _title(page: Worksheet, sheet: Sheet, row: int, marks_at: int) -> None:
    cell_formats.write(page.cell(row, 1), sheet.title)
    cell_formats.write(page.cell(row, 2), sheet.help)
    cell_formats.write(page.cell(row, marks_at), plan.MARK_PART)
    page.cell(row, 1).font, page.cell(row, 2).font = cell_formats.TITLE, cell_formats.GREY


def _empty_rows(page: Worksheet, sheet: Sheet, first: int) -> None:
    for row in range(first, first + _EMPTY_ROWS):
        for place, column in enumerate(sheet.columns, 1):
            cell = page.cell(row, place)
            cell.font, cell.alignment = cell_formats.PLAIN, cell_formats.WRAPPED
            cell.border, cell.number_format = cell_formats.BOX, form_parts.format_of(column)

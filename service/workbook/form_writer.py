"""The sheets of a document type become the workbook that a clerk fills in, empty or with data in it.

Only this module, ``form_parts`` and ``sheet_form`` know how the form looks in Excel: hidden pointers, drop-downs, widths, examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from service.schema.input_outline import Item
from service.workbook import cell_formats, form_parts, guide, plan, sample_rows
from service.workbook.form_checks import FormChecks
from service.workbook.plan import Sheet

AUTHOR = "Hướng dẫn"
#: Drop-downs, number formats and checks reach so far down.
_PREPARED_ROWS = 2_000
_HEADER_ROW, _EXAMPLE_ROW = 2, 3
_GENERAL_WIDTHS = {1: 34.0, 2: 60.0, 3: 40.0, 4: 60.0}
_POINTERS_COLUMN = 5


def form(items: Iterable[Item], title: str, sample: Any = None) -> bytes:
    """The form as an .xlsx; with ``sample`` (nested input data) filled in with it.

    A paragraph's own line feeds inside a list that stands in one cell cannot be distinguished from the ends of
    paragraphs; everything else of an input comes back equal from ``read``.
    """
    sheets = plan.sheets(items)
    workbook = begun(title)
    guiding = workbook.create_sheet(plan.GUIDE)
    checks = FormChecks(guiding, guide.LAST_COLUMN + 2)
    rows = sample_rows.rows(sheets, sample) if sample is not None else {}
    for sheet in sheets:
        page = workbook.create_sheet(sheet.title)
        if sheet.shape == "single":
            _general(page, sheet, title, checks, sample_rows.single(sheet, sample or {}))
        else:
            _list(page, sheet, checks, rows.get(sheet.title, ()))
    guide.write(guiding, title, sheets)
    workbook.active = 1
    return cell_formats.saved(workbook)


def begun(title: str) -> Workbook:
    """A workbook without a sheet."""
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    workbook.properties.creator = ""
    workbook.properties.title = title
    return workbook


def _general(
    page: Worksheet, sheet: Sheet, title: str, checks: FormChecks, data: Mapping[str, Any]
) -> None:
    last = form_parts.general(page, sheet, title, checks, data, _GENERAL_WIDTHS, _POINTERS_COLUMN)
    for place, width in {**_GENERAL_WIDTHS, _POINTERS_COLUMN: 10.0}.items():
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "B4"
    cell_formats.set_up_print(page, landscape=True, repeated="3:3")
    page.print_area = f"A2:D{last}"


def _list(
    page: Worksheet, sheet: Sheet, checks: FormChecks, rows: Iterable[Mapping[int, Any]]
) -> None:
    widths = {place: form_parts.width(column) for place, column in enumerate(sheet.columns, 1)}
    for place, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(place)
        dimension = page.column_dimensions[letter]
        dimension.width, dimension.number_format = widths[place], form_parts.format_of(column)
        dimension.alignment, dimension.font = cell_formats.WRAPPED, cell_formats.PLAIN
        checks.add(page, f"{letter}{_EXAMPLE_ROW}:{letter}{_PREPARED_ROWS}", sheet, column)
    form_parts.listed(page, sheet, rows, widths)
    for place, column in enumerate(sheet.columns, 1):
        if column.help and column.role != "cell":
            cell_formats.annotate(page.cell(_HEADER_ROW, place), column.help, AUTHOR)
    page.freeze_panes = f"B{_HEADER_ROW + 1}"
    cell_formats.set_up_print(
        page, landscape=len(sheet.columns) > 4, repeated=f"{_HEADER_ROW}:{_HEADER_ROW}"
    )

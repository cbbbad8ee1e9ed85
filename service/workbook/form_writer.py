"""The sheets of a document type become the workbook that a clerk fills in, empty or with data in it.

Only this module knows how the form looks in Excel: hidden pointers, drop-downs, widths, examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from service.schema.input_outline import Item
from service.workbook import (
    cell_formats,
    form_sheets,
    guide,
    plan,
    sample_rows,
    values,
)
from service.workbook.account import REQUIRED
from service.workbook.form_checks import FormChecks
from service.workbook.plan import Column, Sheet

AUTHOR = "Hướng dẫn"
#: Drop-downs, number formats and checks reach so far down.
_PREPARED_ROWS = 2_000
_WIDEST, _NARROWEST = 60, 8
_POINTERS_ROW, _HEADER_ROW, _EXAMPLE_ROW = 1, 2, 3


def form(items: Iterable[Item], title: str, sample: Any = None) -> bytes:
    """The form as an .xlsx; with ``sample`` (nested input data) filled in with it.

    A paragraph's own line feeds inside a list that stands in one cell cannot be distinguished from the ends of
    paragraphs; everything else of an input comes back equal from ``read``.
    """
    sheets = plan.sheets(items)
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    workbook.properties.creator = ""
    workbook.properties.title = title
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


def _format(column: Column) -> str:
    if column.choices or column.kind == "flag":
        return "General"
    return cell_formats.FORMATS.get(column.kind, cell_formats.TEXT_FORMAT)


# --- the general sheet ---------------------------------------------------------------------------


def _general(
    page: Worksheet, sheet: Sheet, title: str, checks: FormChecks, data: Mapping[str, Any]
) -> None:
    cell_formats.write(page.cell(1, 2), plan.MARK_VALUES)
    cell_formats.write(page.cell(1, 5), plan.MARK_POINTERS)
    page.row_dimensions[1].hidden = True
    cell_formats.write(page.cell(2, 1), title)
    page.cell(2, 1).font = cell_formats.TITLE
    for place, label in enumerate(("Mục", "Nội dung", "Ví dụ", "Hướng dẫn"), 1):
        cell = page.cell(3, place)
        cell_formats.write(cell, label)
        cell_formats.head(cell)
    row = 3
    for line in sheet.columns:
        row += 1
        if line.heading:
            _part(page, row, line)
        else:
            _entry(page, row, line, data.get(line.pointer))
            checks.add(page, f"B{row}", sheet, line)
    for letter, width in zip("ABCDE", (34, 60, 40, 60, 10), strict=True):
        page.column_dimensions[letter].width = width
    page.column_dimensions["E"].hidden = True
    page.freeze_panes = "B4"
    cell_formats.set_up_print(page, landscape=True, repeated="3:3")
    page.print_area = f"A2:D{row}"


def _part(page: Worksheet, row: int, line: Column) -> None:
    cell_formats.write(page.cell(row, 1), line.label)
    cell_formats.write(page.cell(row, 4), line.help)
    for place in range(1, 5):
        page.cell(row, place).fill = cell_formats.PART_FILL
        page.cell(row, place).font = cell_formats.BOLD if place == 1 else cell_formats.GREY
        page.cell(row, place).border = cell_formats.BOX


def _entry(page: Worksheet, row: int, line: Column, value: Any) -> None:
    label = line.label + (REQUIRED if line.required else "")
    for place, shown in enumerate((label, value, values.example(line), line.help, line.pointer), 1):
        cell = page.cell(row, place)
        cell.font = cell_formats.GREY if place in (3, 4) else cell_formats.PLAIN
        cell.alignment = cell_formats.LEFT
        if place == 2:
            cell.number_format = _format(line)
        if place < 5:
            cell.border = cell_formats.BOX
        cell_formats.write(cell, shown)
    cell_formats.fit_row(page, row, {1: 34, 2: 60, 3: 40, 4: 60})


# --- lists ---------------------------------------------------------------------------------------


def _list(
    page: Worksheet, sheet: Sheet, checks: FormChecks, rows: Iterable[Mapping[int, Any]]
) -> None:
    example = _example(sheet)
    widths = {place: _width(column) for place, column in enumerate(sheet.columns, 1)}
    for place, column in enumerate(sheet.columns, 1):
        _prepare_column(page, place, column, widths[place])
        letter = get_column_letter(place)
        checks.add(page, f"{letter}{_EXAMPLE_ROW}:{letter}{_PREPARED_ROWS}", sheet, column)
    page.row_dimensions[_POINTERS_ROW].hidden = True
    cell_formats.fit_row(page, _HEADER_ROW, widths)
    first = _EXAMPLE_ROW
    if example:
        cell_formats.write(
            page.cell(_POINTERS_ROW, len(sheet.columns) + 2), _digest(sheet, example)
        )
        _row(page, first, sheet, example, cell_formats.GREY, widths)
        first += 1
    for number, row in enumerate(rows):
        _row(page, first + number, sheet, row, cell_formats.PLAIN, widths)
    page.freeze_panes = f"B{_HEADER_ROW + 1}"
    cell_formats.set_up_print(
        page, landscape=len(sheet.columns) > 4, repeated=f"{_HEADER_ROW}:{_HEADER_ROW}"
    )


def _prepare_column(page: Worksheet, place: int, column: Column, width: float) -> None:
    cell_formats.write(page.cell(_POINTERS_ROW, place), column.pointer)
    _header(page, place, column)
    dimension = page.column_dimensions[get_column_letter(place)]
    dimension.width, dimension.number_format = width, _format_of(column)
    dimension.alignment, dimension.font = cell_formats.WRAPPED, cell_formats.PLAIN


def _format_of(column: Column) -> str:
    return "General" if column.role in ("number", "cell", "line", "kind") else _format(column)


def _header(page: Worksheet, place: int, column: Column) -> None:
    cell = page.cell(_HEADER_ROW, place)
    needed = column.required or column.role == "level"
    cell_formats.write(cell, column.label + (REQUIRED if needed else ""))
    cell_formats.head(cell)
    if column.help and column.role != "cell":
        cell_formats.annotate(cell, column.help, AUTHOR)


def _width(column: Column) -> float:
    if column.role in ("number", "level"):
        return _NARROWEST
    if column.role == "parent":
        return 14
    if column.role in ("line", "cell", "kind"):
        return 20
    if column.many or column.kind == "paragraph":
        return _WIDEST
    shown = values.text(values.example(column) if column.item is not None else None)
    longest = (column.item.longest if column.item is not None else None) or 0
    wanted = max(len(column.label) + 3, len(shown) + 2, 40 if longest > 250 else 0)
    return float(min(_WIDEST, max(_NARROWEST + 4, wanted)))


def _example(sheet: Sheet) -> dict[int, Any]:
    """The example row by place, {} for a sheet that has none."""
    if sheet.shape == "grid":
        return {}
    row: dict[int, Any] = {0: plan.EXAMPLE}
    for place, column in enumerate(sheet.columns):
        if column.role in ("parent", "level"):
            row[place] = 1
        elif column.role == "kind":
            row[place] = column.choices[0][1]
        elif column.role == "value":
            row[place] = values.example(column)
    return row


def _digest(sheet: Sheet, example: Mapping[int, Any]) -> str:
    content = {
        column.pointer: example.get(place)
        for place, column in enumerate(sheet.columns)
        if column.role == "value"
    }
    return plan.MARK_EXAMPLE + form_sheets.digest(content)


def _row(
    page: Worksheet,
    row: int,
    sheet: Sheet,
    cells: Mapping[int, Any],
    font: Any,
    widths: Mapping[int, float],
) -> None:
    for place, value in sorted(cells.items()):
        cell = page.cell(row, place + 1)
        column = sheet.columns[place] if place < len(sheet.columns) else None
        cell.font, cell.alignment = font, cell_formats.WRAPPED
        if column is not None:
            cell.number_format = _format_of(column)
        if isinstance(value, str) and column is not None and column.role == "cell":
            cell.number_format = cell_formats.TEXT_FORMAT
        cell_formats.write(cell, value)
    cell_formats.fit_row(page, row, widths)

"""One sheet of the form drawn at a place of a page of Excel: its hidden pointers, headers, example and rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from service.workbook import cell_formats, form_sheets, plan, values
from service.workbook.account import REQUIRED
from service.workbook.form_checks import FormChecks
from service.workbook.plan import Column, Sheet

#: Of columns, from 1.
Widths = Mapping[int, float]

WIDEST, NARROWEST = 60, 8


def width(column: Column) -> float:
    """How wide a column of a list wants to be."""
    if column.role in ("number", "level"):
        return NARROWEST
    if column.role == "parent":
        return 14
    if column.role in ("line", "cell", "kind"):
        return 20
    if column.many or column.kind == "paragraph":
        return WIDEST
    shown = values.text(values.example(column) if column.item is not None else None)
    longest = (column.item.longest if column.item is not None else None) or 0
    wanted = max(len(column.label) + 3, len(shown) + 2, 40 if longest > 250 else 0)
    return float(min(WIDEST, max(NARROWEST + 4, wanted)))


# --- single values -------------------------------------------------------------------------------


def general(
    page: Worksheet,
    sheet: Sheet,
    title: str,
    checks: FormChecks,
    data: Mapping[str, Any],
    widths: Widths,
    pointers_at: int,
) -> int:
    """The single values from row 1 on, their pointers in the hidden column ``pointers_at``; the last row."""
    cell_formats.write(page.cell(1, 2), plan.MARK_VALUES)
    cell_formats.write(page.cell(1, pointers_at), plan.MARK_POINTERS)
    page.row_dimensions[1].hidden = True
    page.column_dimensions[get_column_letter(pointers_at)].hidden = True
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
            _entry(page, row, line, data.get(line.pointer), widths, pointers_at)
            checks.add(page, f"B{row}", sheet, line)
    return row


def _part(page: Worksheet, row: int, line: Column) -> None:
    cell_formats.write(page.cell(row, 1), line.label)
    cell_formats.write(page.cell(row, 4), line.help)
    for place in range(1, 5):
        page.cell(row, place).fill = cell_formats.PART_FILL
        page.cell(row, place).font = cell_formats.BOLD if place == 1 else cell_formats.GREY
        page.cell(row, place).border = cell_formats.BOX


def _entry(
    page: Worksheet, row: int, line: Column, value: Any, widths: Widths, pointers_at: int
) -> None:
    label = line.label + (REQUIRED if line.required else "")
    for place, shown in enumerate((label, value, values.example(line), line.help), 1):
        cell = page.cell(row, place)
        cell.font = cell_formats.GREY if place in (3, 4) else cell_formats.PLAIN
        cell.alignment = cell_formats.LEFT
        cell.border = cell_formats.BOX
        if place == 2:
            cell.number_format = _format(line)
        cell_formats.write(cell, shown)
    cell_formats.write(page.cell(row, pointers_at), line.pointer)
    cell_formats.fit_row(page, row, {place: widths[place] for place in range(1, 5)})


# --- lists ---------------------------------------------------------------------------------------


def listed(
    page: Worksheet,
    sheet: Sheet,
    rows: Iterable[Mapping[int, Any]],
    widths: Widths,
    first: int = 1,
) -> int:
    """A list with its hidden pointers in row ``first``, headers, example, and ``rows``; the row behind the last."""
    for place, column in enumerate(sheet.columns, 1):
        cell_formats.write(page.cell(first, place), column.pointer)
        needed = column.required or column.role == "level"
        cell = page.cell(first + 1, place)
        cell_formats.write(cell, column.label + (REQUIRED if needed else ""))
        cell_formats.head(cell)
    page.row_dimensions[first].hidden = True
    cell_formats.fit_row(page, first + 1, widths)
    row = first + 2
    example = _example(sheet)
    if example:
        cell_formats.write(page.cell(first, len(sheet.columns) + 2), _digest(sheet, example))
        _row(page, row, sheet, example, cell_formats.GREY, widths)
        row += 1
    for cells in rows:
        _row(page, row, sheet, cells, cell_formats.PLAIN, widths)
        row += 1
    return row


def format_of(column: Column) -> str:
    """The number format of a column of a list."""
    return "General" if column.role in ("number", "cell", "line", "kind") else _format(column)


def _format(column: Column) -> str:
    if column.choices or column.kind == "flag":
        return "General"
    return cell_formats.FORMATS.get(column.kind, cell_formats.TEXT_FORMAT)


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
    page: Worksheet, row: int, sheet: Sheet, cells: Mapping[int, Any], font: Any, widths: Widths
) -> None:
    for place, value in sorted(cells.items()):
        cell = page.cell(row, place + 1)
        column = sheet.columns[place] if place < len(sheet.columns) else None
        cell.font, cell.alignment = font, cell_formats.WRAPPED
        if column is not None:
            cell.number_format = format_of(column)
        if isinstance(value, str) and column is not None and column.role == "cell":
            cell.number_format = cell_formats.TEXT_FORMAT
        cell_formats.write(cell, value)
    cell_formats.fit_row(page, row, widths)

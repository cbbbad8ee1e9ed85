"""The sheet "Kết quả kiểm tra": every violation with a link to its cell; and how it is taken away again.

The fill that a cell had before it was marked is kept there as a hidden cell's own fill.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from service import violation_list
from service.errors import Violation
from service.workbook import cell_formats, plan

AUTHOR: Final = "Kiểm tra"
#: Stands between a clerk's own note and ours.
DIVIDER: Final = "\n──── Kiểm tra ────\n"
#: Colours that Excel's palettes do not offer, so that no clerk has them.
_COLOURS: Final = {"error": "FFFFC6C4", "warning": "FFFFE6A1"}
FILLS: Final = {key: PatternFill("solid", fgColor=colour) for key, colour in _COLOURS.items()}
_HEADER_ROW = 5
_ADDRESS, _FILL = 7, 8
_LINK = Font(name=cell_formats.FONT, size=12, underline="single", color="FF0563C1")
_SEVERITIES: Final = {"error": "Lỗi", "warning": "Cảnh báo"}


def line(violation: Violation) -> str:
    """A violation in one line, with what is suggested."""
    suggestion = _suggested(violation)
    return violation.message + (f" Đề nghị: {suggestion}" if suggestion else "")


def _suggested(violation: Violation) -> str:
    if violation.suggestion is None:
        return ""
    if isinstance(violation.suggestion, str):
        return violation.suggestion
    return json.dumps(violation.suggestion, ensure_ascii=False, default=str)


def cells(sheet: Worksheet) -> list[Cell]:
    """The cells that a sheet has, in any order.

    openpyxl's own ways to walk a sheet make a cell wherever there is none, up to the last one: for one
    note in the last cell of a sheet, all of them.
    """
    return [cell for cell in sheet._cells.values() if isinstance(cell, Cell)]


# --- taking away ---------------------------------------------------------------------------------


def erase(workbook: Workbook) -> None:
    """Take away what an earlier check wrote."""
    before: dict[tuple[str, str], Any] = {}
    for sheet in list(workbook.worksheets):
        if sheet.cell(1, 1).value == plan.MARK_RESULT:
            before = _kept_fills(sheet)
            workbook.remove(sheet)
        elif sheet.cell(1, 1).value == plan.MARK_READING:
            workbook.remove(sheet)
    if not workbook.worksheets:
        workbook.create_sheet("Trang 1")
    # A cell holds the place of its fill; to ask each of tens of thousands for the fill itself takes long.
    marking = _places_of_marks(workbook)
    for sheet in workbook.worksheets:
        _erase_column(sheet)
        for cell in cells(sheet):
            if cell.comment is not None or (cell.has_style and _place_of_fill(cell) in marking):
                _erase_cell(cell, before.get((sheet.title, cell.coordinate)))


def _places_of_marks(workbook: Any) -> set[int]:
    return {place for place, fill in enumerate(workbook._fills) if _is_mark(fill)}


def _place_of_fill(cell: Any) -> int:
    return int(cell._style.fillId)


def _is_mark(fill: Any) -> bool:
    colour = getattr(fill, "fgColor", None)  # a gradient has none
    return colour is not None and colour.rgb in _COLOURS.values()


def _kept_fills(sheet: Worksheet) -> dict[tuple[str, str], Any]:
    found = {}
    for cell in cells(sheet):
        if cell.column == _ADDRESS and isinstance(cell.value, str) and "!" in cell.value:
            title, _, where = cell.value.rpartition("!")
            found[title, where] = copy(sheet.cell(cell.row, _FILL).fill)
    return found


def _erase_cell(cell: Cell, before: Any) -> None:
    if cell.has_style and _is_mark(cell.fill):
        cell.fill = before if before is not None else PatternFill()
    note = cell.comment
    if note is None:
        return
    if DIVIDER in note.text:
        cell.comment = cell_formats.comment(note.text.partition(DIVIDER)[0], note.author)
    elif note.author == AUTHOR:
        cell.comment = None


def _erase_column(sheet: Worksheet) -> None:
    """The column "Lỗi": known by the note on its header."""
    found = cells(sheet)
    headers: dict[int, int] = {}
    for cell in found:
        if cell.value == plan.VIOLATIONS and cell.comment and cell.comment.author == AUTHOR:
            headers[cell.column] = min(cell.row, headers.get(cell.column, cell.row))
    for cell in found:
        if cell.column in headers and cell.row >= headers[cell.column]:
            cell.value = None
            cell.comment = None
            cell.style = "Normal"


# --- writing -------------------------------------------------------------------------------------


def write(
    workbook: Workbook,
    violations: Sequence[Violation],
    by_cell: Mapping[tuple[str, str], Sequence[Violation]],
    originals: Mapping[tuple[str, str], Any],
    notes: Sequence[str],
) -> None:
    """The sheet of results, first in the workbook."""
    sheet = workbook.create_sheet(plan.RESULT, 0)
    cell_formats.write(sheet.cell(1, 1), plan.MARK_RESULT)
    sheet.row_dimensions[1].hidden = True
    cell_formats.write(sheet.cell(2, 1), _summary(violations))
    sheet.cell(2, 1).font = cell_formats.TITLE
    cell_formats.write(sheet.cell(3, 1), " ".join(notes) or None)
    for place, label in enumerate(("Số", "Mức", "Ô", "Mục", "Nội dung cần sửa", "Đề nghị"), 1):
        cell = sheet.cell(_HEADER_ROW, place)
        cell_formats.write(cell, label)
        cell_formats.head(cell)
    _lines(sheet, violations, by_cell, originals)
    for letter, width in zip("ABCDEFGH", (6, 12, 24, 30, 80, 40, 10, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    for letter in "GH":
        sheet.column_dimensions[letter].hidden = True
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    cell_formats.set_up_print(sheet, landscape=True, repeated=f"{_HEADER_ROW}:{_HEADER_ROW}")
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    workbook.active = 0


def _lines(
    sheet: Worksheet,
    violations: Sequence[Violation],
    by_cell: Mapping[tuple[str, str], Sequence[Violation]],
    originals: Mapping[tuple[str, str], Any],
) -> None:
    """A line for each violation; the first of a cell keeps the fill that the cell had."""
    where = {id(violation): key for key, of_cell in by_cell.items() for violation in of_cell}
    kept: set[tuple[str, str]] = set()
    for number, violation in enumerate(violations, 1):
        key = where.get(id(violation))
        row = _HEADER_ROW + number
        _line(sheet, row, number, violation, key)
        if key is not None and key not in kept:
            kept.add(key)
            cell_formats.write(sheet.cell(row, _ADDRESS), f"{key[0]}!{key[1]}")
            if key in originals:
                sheet.cell(row, _FILL).fill = originals[key]


def _summary(violations: Sequence[Violation]) -> str:
    parts = []
    for severity, name in (("error", "lỗi phải sửa"), ("warning", "cảnh báo nên xem lại")):
        codes = [violation.code for violation in violations if violation.severity == severity]
        more = codes.count(violation_list.MORE)
        if codes:
            parts.append(f"{'hơn ' * more}{len(codes) - more} {name}")
    return f"Có {' và '.join(parts)}." if parts else "Không có lỗi nào."


def _line(
    sheet: Worksheet, row: int, number: int, violation: Violation, key: tuple[str, str] | None
) -> None:
    values = (
        number,
        _SEVERITIES[violation.severity],
        violation.cell or "",
        violation.field,
        violation.message,
        _suggested(violation),
    )
    for place, value in enumerate(values, 1):
        cell = sheet.cell(row, place)
        cell.font, cell.alignment, cell.border = (
            cell_formats.PLAIN,
            cell_formats.WRAPPED,
            cell_formats.BOX,
        )
        cell_formats.write(cell, value)
    sheet.cell(row, 2).fill = FILLS[violation.severity]
    if key is not None:
        title = key[0].replace("'", "''")
        link = sheet.cell(row, 3)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{title}'!{key[1]}")
        link.font = _LINK

"""How sheets of ours look: fonts, colours, number formats; text is always text, never a formula."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lxml import etree
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import coordinate_to_tuple
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from service.docx.xml_escaping import NOT_XML
from service.workbook import in_memory
from service.workbook.book import Page

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FONT = "Times New Roman"
_LINE = Side(style="thin", color="FFBFBFBF")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEADER_FILL = PatternFill("solid", fgColor="FFDCE6F1")
PART_FILL = PatternFill("solid", fgColor="FFEFEFEF")
PLAIN, BOLD = Font(name=FONT, size=12), Font(name=FONT, size=12, bold=True)
TITLE = Font(name=FONT, size=14, bold=True)
GREY = Font(name=FONT, size=11, italic=True, color="FF7F7F7F")
WRAPPED = Alignment(vertical="top", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
CENTERED = Alignment(horizontal="center", vertical="center", wrap_text=True)
TEXT_FORMAT = "@"
FORMATS = {
    "date": "dd/mm/yyyy",
    "partial_date": "dd/mm/yyyy",
    "moment": "dd/mm/yyyy hh:mm",
    "money": "#,##0",
    "integer": "0",
    "figure": "0.0#",
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(cell: Cell | MergedCell, value: Any) -> None:
    """A value into a cell. Text stays text whatever it begins with (quotePrefix for "=", "+", "-", "@")."""
    if value is None or isinstance(cell, MergedCell):
        return
    if isinstance(value, str):
        cell.value = NOT_XML.sub("\ufffd", value)[:32_767]
        cell.data_type = "s"
        if value.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True
    elif isinstance(value, (bool, int, Decimal, float, dt.date, dt.datetime)):
        cell.value = value
    else:
        write(cell, str(value))


def fit_row(sheet: Worksheet, row: int, widths: Mapping[int, float]) -> None:
    """As high as the longest wrapped text of a row, by the widths of its columns (from 1)."""
    lines = 1
    for column, width in widths.items():
        shown = str(sheet.cell(row, column).value or "")
        lines = max(lines, sum(1 + int(len(line) * 1.08 / width) for line in shown.split("\n")))
    if lines > 1:
        sheet.row_dimensions[row].height = min(400, 16 * lines + 2)


def head(cell: Cell | MergedCell) -> None:
    """A header of ours."""
    cell.font, cell.fill, cell.border, cell.alignment = BOLD, HEADER_FILL, BOX, CENTERED


def annotate(cell: Cell | MergedCell, text: str, author: str) -> None:
    """A note on a cell."""
    if not isinstance(cell, MergedCell):
        cell.comment = comment(text, author)


def comment(text: str, author: str, lines: int | None = None) -> Comment:
    """A note on a cell, as high as its text needs."""
    made = Comment(NOT_XML.sub("\ufffd", text), author)
    made.width = 320
    made.height = 24 + 18 * (lines or sum(1 + len(line) // 42 for line in text.split("\n")))
    return made


def set_up_print(sheet: Worksheet, *, landscape: bool, repeated: str | None = None) -> None:
    """A4, as wide as the page, the header on every page."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.6
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    footer = sheet.oddFooter
    if footer is not None:
        footer.center.text = "Trang &P/&N"
    if repeated:
        sheet.print_title_rows = repeated


#: A sheet's formula; the checks of a form hold ``<formula1>``.
_FORMULA = re.compile(rb"<f[ >/]")


def saved(workbook: Workbook, known: Mapping[int, Page] | None = None) -> bytes:
    """The workbook's bytes without clocks, so that the same data gives the same bytes.

    ``known`` holds, by the sheet's place from 1, what formulas gave when the clerk saved: a formula is
    written without its value, and a workbook sent back at once would seem empty there.
    """
    held = in_memory.saved(workbook)
    out = io.BytesIO()
    with zipfile.ZipFile(held) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as settled:
        for entry in made.infolist():
            content = made.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:(created|modified)[^>]*>)[^<]*",
                    rb"\g<1>2020-01-01T00:00:00Z",
                    content,
                )
            if entry.filename == "xl/styles.xml":
                content = _with_fonts_in_order(content)
            place = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
            if known and place and int(place[1]) in known and _FORMULA.search(content):
                content = _with_values(content, known[int(place[1])])
            info = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            settled.writestr(info, content)
    return out.getvalue()


#: The order of ECMA-376 (CT_Font), which openpyxl does not keep.
_FONT_ORDER = {
    _SHEET + name: place
    for place, name in enumerate(
        [
            "b",
            "i",
            "strike",
            "condense",
            "extend",
            "outline",
            "shadow",
            "u",
            "vertAlign",
            "sz",
            "color",
            "name",
            "family",
            "charset",
            "scheme",
        ]
    )
}


def _with_fonts_in_order(styles: bytes) -> bytes:
    """The XML of styles with what a font says in the order of the standard."""
    root = etree.fromstring(styles, etree.XMLParser(resolve_entities=False, no_network=True))
    for font in root.iterfind(f".//{_SHEET}font"):
        font[:] = sorted(
            font, key=lambda element: _FONT_ORDER.get(str(element.tag), len(_FONT_ORDER))
        )
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _with_values(sheet: bytes, page: Page) -> bytes:
    """The XML of a sheet with the values of its formulas."""
    root = etree.fromstring(sheet, etree.XMLParser(resolve_entities=False, no_network=True))
    for formula in root.iterfind(f".//{_SHEET}c/{_SHEET}f"):
        cell = formula.getparent()
        if cell is None:
            continue
        row, column = coordinate_to_tuple(cell.get("r", "A1"))
        value = page.cell(row - 1, column - 1)
        held = cell.find(f"{_SHEET}v")
        if value is None or (row - 1, column - 1) in page.broken:
            continue
        if held is None:
            held = etree.SubElement(cell, f"{_SHEET}v")
        cell.attrib.pop("t", None)
        if isinstance(value, bool):
            cell.set("t", "b")
            held.text = str(int(value))
        elif isinstance(value, (int, Decimal)):
            held.text = str(value)
        elif isinstance(value, str):
            cell.set("t", "str")
            held.text = NOT_XML.sub("\ufffd", value)
        else:
            held.text = str(to_excel(value))  # type: ignore[no-untyped-call]
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made

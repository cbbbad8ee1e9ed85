"""Boxes of lines around a few words: cells, text boxes and bordered paragraphs, with their outer size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from service.conformance.reading.declared import line_around
from service.conformance.reading.drawings import style_length
from service.conformance.reading.measures import emu_millimetres, in_millimetres, millimetres
from service.conformance.reading.tables import OpenTable, TableStyles, sides
from service.conformance.word_document import Frame, Paragraph, Section, Table
from service.docx.word_namespace import A, V, W

#: What holds more paragraphs is no frame of a mark.
_MOST_PARAGRAPHS: Final = 4
_WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_OFF: Final = ("f", "false", "0")


def of_cell(
    cell: Any, row: Any, table: OpenTable, built: Table, styles: TableStyles, place: tuple[int, int]
) -> Frame | None:
    """The frame that a cell is which is alone in its table, or has borders of its own; ``place`` is what stands in it."""
    own = cell.find(f"{W}tcPr/{W}tcBorders")
    is_alone = built.rows == built.columns == 1
    if (own is None and not is_alone) or not _is_short(place):
        return None
    borders = sides(own)
    if is_alone:
        of_table = None if table.properties is None else table.properties.find(f"{W}tblBorders")
        borders = {**styles.borders(table.style), **sides(of_table), **borders}
    height = row.find(f"{W}trPr/{W}trHeight")
    rule = None if height is None else height.get(f"{W}hRule", "atLeast")
    return Frame(
        *place,
        line_around(borders),
        _width(cell)
        or (built.column_widths_mm[0] if is_alone and built.column_widths_mm else None),
        None if height is None or rule == "auto" else millimetres(height.get(f"{W}val")),
        rule == "atLeast",
    )


def _width(cell: Any) -> float | None:
    width = cell.find(f"{W}tcPr/{W}tcW")
    if width is None or width.get(f"{W}type", "dxa") != "dxa":
        return None
    return millimetres(width.get(f"{W}w")) or None


def of_box(content: Any, place: tuple[int, int]) -> Frame | None:
    """The frame that a text box is; ``content`` is its w:txbxContent."""
    if not _is_short(place):
        return None
    holder = content.getparent()
    shape = None if holder is None else holder.getparent()
    if shape is None:
        return None
    return _drawn(shape, place) if shape.tag == f"{_WPS}wsp" else _vml(shape, place)


def _drawn(shape: Any, place: tuple[int, int]) -> Frame:
    size = shape.find(f"{_WPS}spPr/{A}xfrm/{A}ext")
    width, height = (
        None if size is None else emu_millimetres(size.get(name)) for name in ("cx", "cy")
    )
    return Frame(*place, _pen(shape), width, height)


def _pen(shape: Any) -> str:
    geometry = shape.find(f"{_WPS}spPr/{A}prstGeom")
    pen = shape.find(f"{_WPS}spPr/{A}ln")
    of_theme = shape.find(f"{_WPS}style/{A}lnRef")
    is_filled = pen is not None and pen.find(f"{A}solidFill") is not None
    by_theme = of_theme is not None and of_theme.get("idx", "0") != "0"
    if (pen is not None and pen.find(f"{A}noFill") is not None) or not (is_filled or by_theme):
        return ""
    if geometry is not None and geometry.get("prst", "rect") != "rect":
        return str(geometry.get("prst"))
    if pen is None:
        return "single"
    dash = pen.find(f"{A}prstDash")
    if dash is not None and dash.get("val", "solid") != "solid":
        return "dashed"
    return "single" if pen.get("cmpd", "sng") == "sng" else "double"


def _vml(shape: Any, place: tuple[int, int]) -> Frame:
    style = shape.get("style", "")
    width, height = (
        None if (length := style_length(style, name)) is None else in_millimetres(length)
        for name in ("width", "height")
    )
    return Frame(*place, _stroke(shape), width, height)


def _stroke(shape: Any) -> str:
    stroke = shape.find(f"{V}stroke")
    on = shape.get("stroked", "t" if stroke is None else stroke.get("on", "t"))
    if on in _OFF:
        return ""
    if shape.tag == f"{V}roundrect":
        return "roundRect"
    if stroke is None:
        return "single"
    if stroke.get("dashstyle", "solid") not in ("solid", "1"):
        return "dashed"
    return "single" if stroke.get("linestyle", "single") == "single" else "double"


def of_paragraphs(
    paragraphs: Sequence[Paragraph], tables: Sequence[Table], sections: Sequence[Section]
) -> Iterator[Frame]:
    """The frames that paragraphs draw with borders on all their sides; neighbours with the same ones share them."""
    at = 0
    while at < len(paragraphs):
        look, end = paragraphs[at].look, at + 1
        if look.boxed:
            while end < len(paragraphs) and _is_like(paragraphs[at], paragraphs[end]):
                end += 1
            if _is_short((at, end)):
                room = _room_mm(paragraphs[at], tables, sections)
                width = None if room is None else room - look.left_mm - look.right_mm
                yield Frame(at, end, look.boxed, width)
        at = end


def _is_like(one: Paragraph, other: Paragraph) -> bool:
    places = [
        (each.part, each.table, each.row, each.column, each.text_box) for each in (one, other)
    ]
    looks = [(each.look.boxed, each.look.left_mm, each.look.right_mm) for each in (one, other)]
    return places[0] == places[1] and looks[0] == looks[1]


def _room_mm(
    paragraph: Paragraph, tables: Sequence[Table], sections: Sequence[Section]
) -> float | None:
    if paragraph.table is not None:
        table, column = tables[paragraph.table], paragraph.column or 0
        widths = table.column_widths_mm
        return widths[column] - sum(table.cell_margins_mm) if column < len(widths) else None
    if paragraph.in_text_box or paragraph.section >= len(sections):
        return None
    sheet = sections[paragraph.section]
    return sheet.width_mm - sheet.left_mm - sheet.right_mm


def _is_short(place: tuple[int, int]) -> bool:
    return 0 < place[1] - place[0] <= _MOST_PARAGRAPHS

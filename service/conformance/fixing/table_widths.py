"""Tables are set anew in the width that a mended sheet leaves them, and a letterhead's columns in the usual shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service.conformance.changes import Change
from service.conformance.fixing.edits_at_hand import Edited, text_width_mm
from service.conformance.fixing.element_order import put
from service.conformance.reading.measures import integer
from service.conformance.wide_tables import wide_tables
from service.conformance.word_document import Table
from service.docx.standard import LETTERHEAD_COLUMNS_PERCENT, TWIPS_PER_MM
from service.docx.word_namespace import W


def fit_tables(edited: Edited, change: Change) -> None:
    """Narrow every table of a section that is wider than the text may be now. ``change.at`` is the section."""
    at = change.at or 0
    room = text_width_mm(edited.document.sections[at])
    for table in wide_tables(edited.document, at, room):
        _scale(edited, table, room / sum(table.column_widths_mm))


def set_letterhead_columns(edited: Edited, _: Change) -> None:
    """Give the letterhead's two columns their usual shares of the text's width."""
    name = edited.component("national_name")
    if name is None:
        return
    paragraph = edited.document.paragraphs[name.paragraphs[0]]
    if paragraph.table is None or not edited.document.sections:
        return
    table = edited.document.tables[paragraph.table]
    room = text_width_mm(edited.document.sections[table.section])
    if table.columns == 2 and table.parent is None and not edited.document.has_placed_lines(table):
        _set(edited, table, [room * share / 100 for share in LETTERHEAD_COLUMNS_PERCENT])


def _set(edited: Edited, table: Table, widths_mm: Sequence[float]) -> None:
    """Write the widths of all columns, and of every cell that is one column wide."""
    element = table.element
    grid = _grid(edited, table, element)
    for column, width in zip(grid, widths_mm, strict=False):
        column.set(f"{W}w", _twips(width))
    _width(_own(edited, table, element, "tblPr"), "tblW", sum(widths_mm))
    for row in element.iterchildren(f"{W}tr"):
        cells = list(row.iterchildren(f"{W}tc"))
        for cell, width in zip(cells, widths_mm, strict=False):
            if len(cells) == len(widths_mm):
                _width(_own(edited, table, cell, "tcPr"), "tcW", width)


def _scale(edited: Edited, table: Table, factor: float) -> None:
    """Multiply every width that the table or a table in it says in twips."""
    for element in (table.element, *table.element.iterdescendants(f"{W}tbl")):
        for column in _grid(edited, table, element):
            column.set(f"{W}w", _scaled(column, factor))
        _scale_one(_own(edited, table, element, "tblPr").find(f"{W}tblW"), factor)
    for cell in table.element.iterdescendants(f"{W}tc"):
        if cell.find(f"{W}tcPr/{W}tcW") is not None:
            _scale_one(_own(edited, table, cell, "tcPr").find(f"{W}tcW"), factor)


def _scale_one(width: Any | None, factor: float) -> None:
    if width is not None and width.get(f"{W}type", "dxa") == "dxa":
        width.set(f"{W}w", _scaled(width, factor))


def _scaled(element: Any, factor: float) -> str:
    written = element.get(f"{W}w", "0")
    width = integer(written)
    return written if width is None or width < 0 else str(round(width * factor))


def _grid(edited: Edited, table: Table, element: Any) -> list[Any]:
    """The columns of a table's grid, to be changed."""
    grid = element.find(f"{W}tblGrid")
    if grid is None:
        return []
    columns = list(edited.edits.begin(grid).iterchildren(f"{W}gridCol"))
    names = [f"gridCol*{number}" for number in range(len(columns))]
    edited.allowed.allow((table.part, "tbl", edited.numbers.of(table.part, element)), names)
    return columns


def _own(edited: Edited, table: Table, owner: Any, name: str) -> Any:
    """The properties of a table or cell, to be changed in their width alone."""
    kind = owner.tag[len(W) :]
    place = (table.part, kind, edited.numbers.of(table.part, owner))
    edited.allowed.allow(place, ("tblW", "tcW"))
    return edited.edits.of(owner, name)


def _width(properties: Any, name: str, width_mm: float) -> None:
    element = put(properties, name)
    element.set(f"{W}w", _twips(width_mm))
    element.set(f"{W}type", "dxa")


def _twips(length_mm: float) -> str:
    return str(round(length_mm * TWIPS_PER_MM))

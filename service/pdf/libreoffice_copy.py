"""A document of ours becomes the copy that LibreOffice breaks into the same pages as Word.

LibreOffice keeps the rows of a table together, but not the last row with what stands below it, when the table itself goes
on over a page's end: "./." and the signature then stand without any row of it. In the copy they are rows of that
table. The ``.docx`` that is delivered keeps them apart, as Word and its readers want them. And a long table is divided, because
LibreOffice needs the square of the time for it (``long_tables``).
"""

from __future__ import annotations

import re
from typing import Final

from service.docx.changed_body import BODY, Parts, with_parts
from service.docx.rendering.page_ends import (
    END_MARK,
    PARAGRAPH_END,
    TABLE_BELOW,
    keeps_next,
    spanning_row,
)
from service.docx.rendering.section_breaks import SECTION, TABLE_END, element_before
from service.pdf import long_tables

_TABLE: Final = b"<w:tbl>"
_GRID_END: Final = b"</w:tblGrid>"
_ROW: Final = re.compile(rb"<w:tr[ >].*?</w:tr>", re.DOTALL)
_NO_SIDES: Final = (
    b'<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
)
#: A cell ends with a paragraph; this one takes no space.
_LAST_OF_CELL: Final = b'<w:p><w:pPr><w:pStyle w:val="NgatPhan"/></w:pPr></w:p>'


def for_libreoffice(docx: bytes) -> bytes:
    """The copy, or the same bytes where nothing needs to be changed. The same document gives the same copy."""
    return with_parts(docx, _copied)


def _copied(parts: Parts) -> Parts:
    return long_tables.divided({**parts, BODY: with_signature_rows(parts[BODY])})


def with_signature_rows(xml: bytes) -> bytes:
    """The end mark and the signature below a table, where they are tied to its last rows, as its next rows."""
    at = len(xml)
    while (mark := xml.rfind(b"./.", 0, at)) >= 0:
        at = mark
        start = element_before(xml, b"p", mark)
        if END_MARK.match(xml, mark) and start >= 0:
            end = xml.find(PARAGRAPH_END, mark) + len(PARAGRAPH_END)
            below = TABLE_BELOW.match(xml, end)
            table_end = _tied_table(xml, start)
            if below and table_end:
                xml = _joined(xml, table_end, below.end())
    return xml


def _tied_table(xml: bytes, start: int) -> int:
    """Where a table ended whose last row stays with the paragraph that begins here; 0 when there is none."""
    while not xml.endswith(TABLE_END, 0, start):
        before = element_before(xml, b"p", start)
        paragraph = xml[before:start]
        if before < 0 or SECTION in paragraph or not paragraph.endswith(PARAGRAPH_END):
            return 0
        start = before
    return start if keeps_next(xml[element_before(xml, b"tr", start) : start]) else 0


def _joined(xml: bytes, table_end: int, signature: int) -> bytes:
    """A table that goes on with the paragraphs and the first rows of the signature below it."""
    nested, rest, end = _first_signature_rows(xml, signature)
    table = element_before(xml, b"tbl", table_end)
    columns = xml[table : xml.index(_GRID_END, table)].count(b"<w:gridCol ")
    rows_end = table_end - len(TABLE_END)
    paragraphs = spanning_row(columns, xml[table_end:signature], _NO_SIDES)
    signed = spanning_row(columns, nested + _LAST_OF_CELL, _NO_SIDES, rule_above=False)
    return b"".join((xml[:rows_end], paragraphs, signed, TABLE_END, rest, xml[end:]))


def _first_signature_rows(xml: bytes, start: int) -> tuple[bytes, bytes, int]:
    """The tables that begin here up to the first row that need not stay with the next, the table of the others, its end."""
    nested = b""
    while True:
        end = xml.index(TABLE_END, start) + len(TABLE_END)
        head = xml[start : xml.index(_GRID_END, start) + len(_GRID_END)]
        rows = _ROW.findall(xml, start + len(head), end)
        taken = next((n for n, row in enumerate(rows, start=1) if not keeps_next(row)), len(rows))
        nested += head + b"".join(rows[:taken]) + TABLE_END
        if taken < len(rows):
            return nested, head + b"".join(rows[taken:]) + TABLE_END, end
        if not (keeps_next(rows[-1]) and xml.startswith(_TABLE, end)):
            return nested, b"", end
        start = end

"""A long table becomes several below each other, which LibreOffice lays out in a third of the time, on the same pages.

LibreOffice looks at all rows of a table for each of them, so that its time grows with their square; but only a table as a
whole repeats its header on each page. So the header becomes part of the head of the pages, but for the first, and below it
tables without one follow each other, the rule between them drawn once. That is right as long as each page of the section
holds rows of this table and the first also its beginning: any other table stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from service.docx.changed_body import BODY, Parts
from service.docx.rendering.page_ends import keeps_next
from service.docx.rendering.section_breaks import SECTION, TABLE_END

#: A table of fewer rows stays one: it takes a second, and screen readers follow it better.
LONG: Final = 500
#: So many rows are laid out together.
_TOGETHER: Final = 200

_HEAD: Final = re.compile(rb"<w:tbl>.*?</w:tblGrid>", re.DOTALL)
_ROW: Final = re.compile(rb"<w:tr[ >](?:(?!<w:tbl>).)*?</w:tr>", re.DOTALL)
_HEADER_ROW: Final = b"<w:tblHeader/>"
#: A cell of the row above goes on in this one.
_MERGED: Final = re.compile(rb'<w:vMerge(?: w:val="continue")?/>')
_LAYOUT: Final = re.compile(rb"<w:sectPr.*?</w:sectPr>", re.DOTALL)
_TEXT: Final = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_PIECE: Final = re.compile(rb"<w:tr[ >].*?</w:tr>|<w:p[ >].*?</w:p>", re.DOTALL)
_BEGINNING: Final = re.compile(rb"<w:p[ >]")
_CELL: Final = re.compile(rb"<w:tc>.*?</w:tc>", re.DOTALL)
_CELL_END: Final = re.compile(rb"(<w:vAlign [^>]*/>)?</w:tcPr>")
_REFERENCE: Final = re.compile(rb'(<w:headerReference w:type="default" r:id=")([^"]*)"')
_MARGINS: Final = re.compile(rb'<w:pgMar w:top="(\d+)".*? w:header="(\d+)"')
_TURNED: Final = b'w:orient="landscape"'
#: Lines, at least as many as there are, that surely leave room on a page, upright or turned, for the beginning of a table.
_MOST_LINES_BEFORE: Final = {False: 24, True: 10}
#: Letters that any line holds, in a paragraph and in a cell.
_LINE, _CELL_LINE = 40, 10

#: What may stand before a table's borders among its properties, in the schema's order.
_BEFORE_BORDERS: Final = re.compile(
    rb"<w:tblPr>(?:<w:(?:tblStyle|tblpPr|tblOverlap|bidiVisual|tblStyleRowBandSize|tblStyleColBandSize|tblW|jc|"
    rb"tblCellSpacing|tblInd) [^>]*/>)*(?P<own><w:tblBorders>(?:<w:top [^>]*/>)?)?"
)
_NO_TOP: Final = b'<w:top w:val="nil"/>'
#: A paragraph that is as many twips high.
_GAP: Final = (
    b'<w:p><w:pPr><w:pStyle w:val="NgatPhan"/><w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/>'
    b"</w:pPr></w:p>"
)
#: The line of the page number, and what LibreOffice puts between the head of a page and its text, in twips: with them
#: the rows stand where they stood.
_NUMBER_LINE, _BELOW_HEAD = 322, 41

_HEADER_TYPE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_HEADER_RELATION: Final = (
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
)
_RELATIONS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class _LongTable:
    """Where it begins and ends in the body, its properties, its header and other rows, and the layout of its section."""

    start: int
    end: int
    head: bytes
    header: bytes
    rows: Sequence[bytes]
    layout: re.Match[bytes]


def divided(parts: Parts) -> Parts:
    """A package in which long tables are so divided; the same parts where there is none."""
    found = [*_long_tables(parts[BODY])]
    # From the end, so that what stands before does not move.
    for number, table in reversed([*enumerate(found)]):
        parts = _with_divided(parts, table, number)
    return parts


# --- finding ---------------------------------------------------------------------------------------


def _long_tables(xml: bytes) -> Iterator[_LongTable]:
    for head in _HEAD.finditer(xml):
        rows = [*_plain_rows(xml, head.end())]
        end = head.end() + sum(map(len, rows))
        # Headers of several rows come out higher in the head of a page than in a table.
        headers = sum(_HEADER_ROW in row for row in rows)
        if headers != 1 or len(rows) <= LONG or not xml.startswith(TABLE_END, end):
            continue
        layout = _LAYOUT.search(xml, end)
        if layout is not None and _fills_its_pages(xml, head.start(), end, layout):
            yield _LongTable(head.start(), end, head[0], rows[0], rows[1:], layout)


def _plain_rows(xml: bytes, start: int) -> Iterator[bytes]:
    """The rows that follow each other from here, up to one that holds a table."""
    while row := _ROW.match(xml, start):
        yield row[0]
        start = row.end()


def _fills_its_pages(xml: bytes, start: int, end: int, layout: re.Match[bytes]) -> bool:
    """Whether a table begins on the first page of its section, and nothing follows it there."""
    below = xml[end + len(TABLE_END) : layout.start()]
    has_first_page = b"<w:titlePg/>" in layout[0] and _MARGINS.search(layout[0]) is not None
    if _TEXT.search(below) or b"<w:tbl>" in below or not has_first_page:
        return False
    above = xml[max(xml.rfind(SECTION, 0, start), 0) : start]
    lines = sum(map(_lines, _PIECE.findall(above)))
    return lines <= _MOST_LINES_BEFORE[_TURNED in layout[0]]


def _lines(piece: bytes) -> int:
    """At most so many lines has a paragraph, or a row."""
    if piece.startswith(b"<w:tr"):
        return max((_lines_of(cell, _CELL_LINE) for cell in _CELL.findall(piece)), default=1)
    return _lines_of(piece, _LINE)


def _lines_of(piece: bytes, letters: int) -> int:
    """Of paragraphs whose lines hold so many letters or more."""
    return len(_BEGINNING.findall(piece)) + piece.count(b"<w:br") + _letters(piece) // letters


def _letters(piece: bytes) -> int:
    return sum(len(text.decode()) for text in _TEXT.findall(piece))


# --- dividing --------------------------------------------------------------------------------------


def _with_divided(parts: Parts, table: _LongTable, number: int) -> Parts:
    relations, xml = parts[_RELATIONS], parts[BODY]
    used = _REFERENCE.search(table.layout[0])
    target = used and re.search(
        rb'<Relationship Id="%s"[^>]* Target="([^"]*)"' % re.escape(used[2]), relations
    )
    page_name = target[1].decode() if target else ""
    page_head = parts.get(f"word/{page_name}", b"")
    if page_head.count(b"<w:p>") != 1 or b"<w:tbl>" in page_head:
        return parts
    following = _LAYOUT.search(xml, table.layout.end())
    # A picture in the head would be lost, and a section that names no head of its own goes on with the one before it.
    if f"word/_rels/{page_name}.rels" in parts or (
        following and not _REFERENCE.search(following[0])
    ):
        return parts
    name = f"headerOfTable{number}"
    relation = b'<Relationship Id="%s" Type="%s" Target="%s.xml"/></Relationships>'
    kind = b'<Override PartName="/word/%s.xml" ContentType="%s"/></Types>'
    encoded = name.encode()
    layout = _REFERENCE.sub(rb'\g<1>%s"' % encoded, table.layout[0])
    body = (xml[: table.start], *_tables(table), xml[table.end : table.layout.start()], layout)
    return {
        **parts,
        BODY: b"".join((*body, xml[table.layout.end() :])),
        f"word/{name}.xml": page_head.replace(b"</w:hdr>", _repeated(table) + b"</w:hdr>"),
        _RELATIONS: relations.replace(
            b"</Relationships>", relation % (encoded, _HEADER_RELATION, encoded)
        ),
        _TYPES: parts[_TYPES].replace(b"</Types>", kind % (encoded, _HEADER_TYPE)),
    }


def _tables(table: _LongTable) -> Iterator[bytes]:
    """The tables one below the other; the end of the last one stands behind it already."""
    starts = [0, *_starts(table.rows)]
    below = TABLE_END + _GAP % 1 + _without_top(table.head)
    yield table.head + table.header.replace(_HEADER_ROW, b"")
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], None], strict=True)):
        yield (below if number else b"") + b"".join(table.rows[start:end])


def _starts(rows: Sequence[bytes]) -> Iterator[int]:
    """Where a table may begin: behind many rows, where nothing holds two rows together, and not near the end."""
    start = _TOGETHER
    while start + _TOGETHER // 2 < len(rows):
        if keeps_next(rows[start - 1]) or _MERGED.search(rows[start]):
            start += 1
            continue
        yield start
        start += _TOGETHER


def _without_top(head: bytes) -> bytes:
    """A table's properties without the rule above its first row: the row before has one below it."""
    before = _BEFORE_BORDERS.search(head)
    if before is None:
        return head
    own = before["own"]
    rule = b"<w:tblBorders>" + _NO_TOP + (b"" if own else b"</w:tblBorders>")
    return head[: before.start("own") if own else before.end()] + rule + head[before.end() :]


def _repeated(table: _LongTable) -> bytes:
    """The header as it stands below the page number, without the rule that the row below it has above."""
    margins = _MARGINS.search(table.layout[0])
    assert margins is not None  # noqa: S101 - it was looked for
    gap = max(20, int(margins[1]) - int(margins[2]) - _NUMBER_LINE - _BELOW_HEAD)
    open_below = rb'<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>\g<0>'
    header = _CELL_END.sub(open_below, table.header.replace(_HEADER_ROW, b""))
    return _GAP % gap + table.head + header + TABLE_END + _GAP % 1

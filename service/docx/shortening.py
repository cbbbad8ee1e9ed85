"""A long document becomes a short one to look at: the first rows of each table, the first paragraphs of each section, the first
sections.

What is left out is counted where it stood. Such a document is drawn and dropped; it is never delivered.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml import etree

from service.docx.changed_body import with_body
from service.docx.word_namespace import W
from service.language import wording

#: A table or a section that is longer than ``MOST`` keeps so many of its first rows or paragraphs.
MOST: Final = 100
FIRST: Final = 60
#: So many paragraphs fill the pages that are drawn at all.
_MOST_PARAGRAPHS: Final = 600
_MOST_CLOSING: Final = 3
#: Of more sections, as of a decision with hundreds of awards and an annex for each, the first ones and the last are kept.
_MOST_SECTIONS: Final = 40
_FIRST_SECTIONS: Final = 30


def shortened(docx: bytes) -> tuple[bytes, bool]:
    """A document of ours, and whether anything was left out of it."""
    short = with_body(docx, _short_body)
    return short, short is not docx


def _short_body(xml: bytes) -> bytes:
    body = etree.fromstring(xml)
    cut = [*_cut_sections(body), *_cut_tables(body)]
    return etree.tostring(body) if cut else xml


def _cut_tables(body: Any) -> Iterator[int]:
    for table in body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        if len(rows) > MOST:
            left = rows[FIRST : len(rows) - _closing(rows)]
            note = _note_row(table, rows[FIRST - 1], f"… và {wording.figures(len(left))} dòng nữa")
            rows[FIRST - 1].addnext(note)
            for row in left:
                table.remove(row)
            yield len(left)


def _closing(rows: Sequence[Any]) -> int:
    """How many rows at a table's end are none of its list: a total without a number, an end mark over all columns."""
    count = 0
    for row in reversed(rows[-_MOST_CLOSING:]):
        cell = row.find(f"{W}tc")
        if cell.find(f"{W}tcPr/{W}gridSpan") is None and "".join(cell.itertext()).strip():
            break
        count += 1
    return count


def _note_row(table: Any, like: Any, words: str) -> Any:
    """A row of one cell over all columns, its letters as in the row before."""
    row, cell = etree.Element(f"{W}tr"), etree.Element(f"{W}tc")
    width = etree.SubElement(etree.SubElement(cell, f"{W}tcPr"), f"{W}gridSpan")
    width.set(f"{W}val", str(len(table.findall(f"{W}tblGrid/{W}gridCol"))))
    cell.append(_paragraph(like.find(f".//{W}p"), words))
    row.append(cell)
    return row


def _paragraph(like: Any, words: str) -> Any:
    paragraph = etree.Element(f"{W}p")
    look = None if like is None else like.find(f"{W}pPr")
    if look is not None:
        paragraph.append(copy.deepcopy(look))
    text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
    text.text = words
    return paragraph


def _cut_sections(body: Any) -> Iterator[int]:
    """What is cut of the sections, and whole sections where there are many."""
    blocks = body.find(f"{W}body")
    sections = list(_sections(blocks))
    if len(sections) > _MOST_SECTIONS:
        left, last = sections[_FIRST_SECTIONS:-1], sections[-1]
        for block in (block for section in left for block in section):
            blocks.remove(block)
        like = next((block for block in last if block.tag == f"{W}p"), None)
        last[0].addprevious(_paragraph(like, f"… và {wording.figures(len(left))} phần nữa"))
        sections = [*sections[:_FIRST_SECTIONS], last]
        yield len(left)
    for *inside, _ in sections:
        yield from _cut_section(blocks, inside)


def _sections(blocks: Any) -> Iterator[list[Any]]:
    """A section ends with a paragraph that holds its layout, the last with the body's own layout."""
    section: list[Any] = []
    for block in list(blocks):
        section.append(block)
        if block.tag == f"{W}sectPr" or block.find(f"{W}pPr/{W}sectPr") is not None:
            yield section
            section = []


def _cut_section(blocks: Any, section: Sequence[Any]) -> Iterator[int]:
    left = section[_MOST_PARAGRAPHS:]
    if left:
        last = section[_MOST_PARAGRAPHS - 1]
        like = last if last.tag == f"{W}p" else None
        last.addnext(_paragraph(like, f"… và {wording.figures(len(left))} đoạn nữa"))
        for block in left:
            blocks.remove(block)
        yield len(left)

"""A rendered document.xml becomes one whose sections end as Word wants them; only it knows sections.

It works on the bytes of the XML, because parsing a long document again would cost more than rendering
it, and it looks only at what stands around section breaks and the end.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final, overload

SECTION: Final = b"<w:sectPr"
TABLE_END: Final = b"</w:tbl>"
_TITLE_PAGE: Final = re.compile(rb"<w:titlePg\b[^>]*/>")
RESTART: Final = re.compile(rb"<w:pgNumType\b[^>]*\bw:start=")
_BODY_END: Final = re.compile(rb"\s*(?=</w:body>)")
_REST_OF_EMPTY: Final = re.compile(
    rb"</w:pPr>(?:<w:r\b[^>]*/>|<w:bookmark(?:Start|End)\b[^>]*/>|\s)*</w:p>\s*"
)
_LAST_EMPTY: Final = re.compile(rb"</w:tbl>\s*<w:p\b(?:(?!<w:t[ >]|</w:p>).)*</w:p>\s*$", re.DOTALL)
_STYLED: Final = re.compile(rb"(<w:pStyle [^>]*/>)(?!<w:keepNext)")


@overload
def arrange_section_breaks(document_xml: str) -> str: ...
@overload
def arrange_section_breaks(document_xml: bytes) -> bytes: ...
def arrange_section_breaks(document_xml: str | bytes) -> str | bytes:
    """Let section breaks take no space, the last one end the document, and pages count by section.

    The ``w:sectPr`` of a break in the last paragraph replaces the body's own. Every other break moves
    into the paragraph before it; after a table it must keep its own thin paragraph, and the table's last
    row stays with that, for it would make an empty page otherwise.
    A section that goes on counting pages has no first page of its own: ``w:titlePg`` stays only in the
    first section and where page numbers start anew.

    The last row of a table with a header is not alone on a page. Of the rows of a table only the last two matter,
    so the others need not be there.
    """
    if isinstance(document_xml, str):
        return arrange_section_breaks(document_xml.encode()).decode()
    return _settle_breaks(_end_with_last_section(document_xml))


def _end_with_last_section(xml: bytes) -> bytes:
    final, end = [(-1, 0), *sections(xml, max(0, element_before(xml, b"sectPr", len(xml))))][-1]
    body_end = _BODY_END.match(xml, end) if final >= 0 else None
    if body_end is None:
        return xml
    start = element_before(xml, b"p", final)
    last = xml[start:final] if start >= 0 else b""
    moved = next(sections(last), None)
    if moved is not None and last.rstrip().endswith(b"</w:p>"):
        empty = _REST_OF_EMPTY.fullmatch(last, moved[1])
        kept = last[: moved[0]] + last[moved[1] :]
        if empty and xml.endswith(b"</w:p>", 0, start):
            kept = b""
        return _keep_last_table(xml[:start] + kept) + last[slice(*moved)] + xml[body_end.end() :]
    return _keep_last_table(xml[:final]) + xml[final:]


def _keep_last_table(xml: bytes) -> bytes:
    """Keep a table at the end with the empty paragraph that Word wants after it."""
    start = xml.rfind(TABLE_END)
    if start < 0 or not _LAST_EMPTY.match(xml, start):
        return xml
    row = element_before(xml, b"tr", start)
    return xml[:row] + _kept(xml[row:start]) + xml[start:]


def _settle_breaks(xml: bytes) -> bytes:
    """Move each break into the paragraph before it, or keep the row before it; number the sections."""
    pieces: list[bytes] = []
    done = 0
    for number, (begin, end) in enumerate([*sections(xml)]):
        section = _continued(xml[begin:end]) if number else xml[begin:end]
        rest = _REST_OF_EMPTY.match(xml, end)
        start = element_before(xml, b"p", begin)
        if rest is not None and start >= 0 and xml.endswith(TABLE_END, 0, start):
            row = element_before(xml, b"tr", start)
            pieces += (xml[done:row], _kept(xml[row:start]), xml[start:begin], section)
            done = end
        elif rest is not None and start >= 0 and _takes_break(xml, start):
            before = element_before(xml, b"p", start)
            pieces += (xml[done:before], _with_break(xml[before:start], section))
            done = rest.end()
        else:
            pieces += (xml[done:begin], section)
            done = end
    pieces.append(xml[done:])
    return b"".join(pieces)


@functools.lru_cache(maxsize=128)  # the same few in every document of a template
def _continued(section: bytes) -> bytes:
    """A section that is not the first."""
    return section if RESTART.search(section) else _TITLE_PAGE.sub(b"", section)


def _takes_break(xml: bytes, end: int) -> bool:
    """Whether a paragraph without a break, and without paragraphs inside, ends here."""
    if not xml.endswith(b"</w:p>", 0, end):
        return False
    start = element_before(xml, b"p", end)
    return SECTION not in xml[start:end] and xml.count(b"</w:p>", start, end) == 1


def _with_break(paragraph: bytes, section: bytes) -> bytes:
    opening, found, content = paragraph.partition(b"</w:pPr>")
    if found:
        return opening + section + found + content
    opening, found, content = paragraph.partition(b">")
    return opening + found + b"<w:pPr>" + section + b"</w:pPr>" + content


def _kept(row: bytes) -> bytes:
    """A row whose paragraphs stay with what follows; a row that may break over pages stays as it is."""
    return _STYLED.sub(rb"\1<w:keepNext/>", row) if b"<w:cantSplit" in row else row


def sections(xml: bytes, start: int = 0) -> Iterator[tuple[int, int]]:
    """Where each ``w:sectPr`` begins and ends."""
    while (start := xml.find(SECTION, start)) >= 0:
        closed = xml.find(b">", start)
        end = closed + 1 if xml.endswith(b"/", start, closed) else 0
        end = end or xml.find(b"</w:sectPr>", start) + len(b"</w:sectPr>")
        if xml[start + len(SECTION)] in b" />" and end > start:
            yield start, end
            start = end
        else:
            start += len(SECTION)


def element_before(xml: bytes, name: bytes, before: int) -> int:
    """Where the last element of this name begins that begins before here, or -1."""
    opening = b"<w:" + name
    while (before := xml.rfind(opening, 0, before)) >= 0:
        if xml[before + len(opening)] in b" >":
            break
    return before

"""A rendered document.xml becomes one whose sections end as Word wants them; only it knows sections.

It works on the text of the XML, because parsing a long document again would cost more than rendering it.
"""

from __future__ import annotations

import re
from typing import Final, overload

# A properties element holds no paragraph, so these patterns cannot reach over one.
_SECTION: Final = re.compile(r"<w:sectPr\b(?:(?!</w:sectPr>).)*</w:sectPr>", re.DOTALL)
_TITLE_PAGE: Final = re.compile(r"<w:titlePg\b[^>]*/>")
_RESTART: Final = re.compile(r"<w:pgNumType\b[^>]*\bw:start=")
_FINAL_SECTION: Final = re.compile(_SECTION.pattern + r"\s*(?=</w:body>)", re.DOTALL)
_REST_OF_EMPTY: Final = re.compile(
    r"</w:pPr>(?:<w:r\b[^>]*/>|<w:bookmark(?:Start|End)\b[^>]*/>|\s)*</w:p>\s*"
)
_LAST_EMPTY: Final = re.compile(r"</w:tbl>\s*<w:p\b(?:(?!<w:t[ >]|</w:p>).)*</w:p>\s*$", re.DOTALL)
_END_MARK: Final = re.compile(r"<w:t(?: [^>]*)?>\./\.</w:t>")
_STYLED: Final = re.compile(r"(<w:pStyle [^>]*/>)(?!<w:keepNext)")


@overload
def fold_last_section(document_xml: str) -> str: ...
@overload
def fold_last_section(document_xml: bytes) -> bytes: ...
def fold_last_section(document_xml: str | bytes) -> str | bytes:
    """Let section breaks cost no room, the last one end the document, and pages count by section.

    The ``w:sectPr`` of a break in the last paragraph replaces the body's own. Every other break moves
    into the paragraph before it; after a table it must keep its own thin paragraph, and the table's last
    row stays with that, for it would make an empty page otherwise. So does a "./." alone after a table.
    A section that goes on counting pages has no first page of its own: ``w:titlePg`` stays only in the
    first section and where page numbers start anew.
    """
    if isinstance(document_xml, bytes):
        return fold_last_section(document_xml.decode("utf-8")).encode("utf-8")
    return _number_sections(_keep_end_marks(_settle_breaks(_fold(document_xml))))


def _fold(xml: str) -> str:
    final = _FINAL_SECTION.search(xml, max(0, xml.rfind("<w:sectPr")))
    if final is None:
        return xml
    start = _paragraph_start(xml, final.start())
    last = xml[start : final.start()] if start >= 0 else ""
    moved = _SECTION.search(last)
    rest = xml[final.end() :]
    if moved is not None and last.rstrip().endswith("</w:p>"):
        empty = _REST_OF_EMPTY.fullmatch(last, moved.end())
        kept = last[: moved.start()] + last[moved.end() :]
        if empty and xml.endswith("</w:p>", 0, start):
            kept = ""
        return _keep_last_table(xml[:start] + kept) + moved.group() + rest
    return _keep_last_table(xml[: final.start()]) + final.group() + rest


def _keep_last_table(xml: str) -> str:
    """Keep a table at the end with the empty paragraph that Word wants after it."""
    start = xml.rfind("</w:tbl>")
    if start < 0 or not _LAST_EMPTY.match(xml, start):
        return xml
    row = _row_start(xml, start)
    return xml[:row] + _kept(xml[row:start]) + xml[start:]


def _settle_breaks(xml: str) -> str:
    """Move each break into the paragraph before it, or keep the row before it, from the end backwards."""
    pieces: list[str] = []
    end = len(xml)
    for section in reversed([*_SECTION.finditer(xml)]):
        rest = _REST_OF_EMPTY.match(xml, section.end())
        start = _paragraph_start(xml, section.start())
        if rest is None or start < 0:
            continue
        if xml.endswith("</w:tbl>", 0, start):
            row = _row_start(xml, start)
            pieces += [xml[start:end], _kept(xml[row:start])]
            end = row
        elif xml.endswith("</w:p>", 0, start):
            before = _paragraph_start(xml, start)
            if "<w:sectPr" in xml[before:start]:
                continue
            pieces += [xml[rest.end() : end], _with_break(xml[before:start], section.group())]
            end = before
    pieces.append(xml[:end])
    return "".join(reversed(pieces))


def _with_break(paragraph: str, section: str) -> str:
    opening, found, content = paragraph.partition("</w:pPr>")
    if found:
        return opening + section + found + content
    opening, found, content = paragraph.partition(">")
    return f"{opening}{found}<w:pPr>{section}</w:pPr>{content}"


def _keep_end_marks(xml: str) -> str:
    for mark in reversed([*_END_MARK.finditer(xml)]):
        start = _paragraph_start(xml, mark.start())
        table_end = xml.rfind("</w:tbl>", 0, start)
        between = xml[table_end:start]
        if table_end < 0 or "<w:t" in between.replace("</w:tbl>", "", 1):
            continue
        row = _row_start(xml, table_end)
        xml = xml[:row] + _STYLED.sub(r"\1<w:keepNext/>", xml[row:start]) + xml[start:]
    return xml


def _number_sections(xml: str) -> str:
    sections = 0

    def number(section: re.Match[str]) -> str:
        nonlocal sections
        sections += 1
        if sections == 1 or _RESTART.search(section.group()):
            return section.group()
        return _TITLE_PAGE.sub("", section.group())

    return _SECTION.sub(number, xml)


def _kept(row: str) -> str:
    """A row whose paragraphs stay with what follows; a row that may break over pages stays as it is."""
    return _STYLED.sub(r"\1<w:keepNext/>", row) if "<w:cantSplit" in row else row


def _paragraph_start(xml: str, before: int) -> int:
    return max(xml.rfind("<w:p>", 0, before), xml.rfind("<w:p ", 0, before))


def _row_start(xml: str, before: int) -> int:
    return max(xml.rfind("<w:tr>", 0, before), xml.rfind("<w:tr ", 0, before))

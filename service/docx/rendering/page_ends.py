"""A rendered document.xml becomes one that leaves no signature, end mark or last row alone at the head of a page.

A page breaks where Word and LibreOffice will, long after the file is made. So the text before a break that must not be is
tied to what follows, by the one means that both follow:

- ``w:keepNext`` on a paragraph keeps it, of several lines the last two (Word's widow control, on in every style), with the
  first line of what follows; before a table, with the table's first row.
- On the paragraphs of a table's row it keeps the row with the next one, and the last row with what stands below the table.
  Word looks at any paragraph of the row, LibreOffice at the first of its first cell: here all of them have it.
- ``w:cantSplit`` keeps the lines of a row together; a row without it may break anywhere, so nothing can be tied to it.

It works on the bytes around end marks, because parsing a long document again would cost more than rendering it.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from service.docx import standard, typography
from service.docx.rendering.section_breaks import (
    RESTART,
    SECTION,
    TABLE_END,
    element_before,
    sections,
)

_TURNED: Final = b'w:orient="landscape"'
_HEADER_ROW: Final = b"<w:tblHeader/>"
END_MARK: Final = re.compile(rb"\./\.\s*</w:t>")
PARAGRAPH_END: Final = b"</w:p>"
_TEXT: Final = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")
#: Paragraphs that hold only distance, and after them a table.
TABLE_BELOW: Final = re.compile(
    rb"(?:\s|<w:p(?: [^>]*)?>(?:(?!<w:t[ >]|</w:p>|<w:sectPr).)*</w:p>)*(?=<w:tbl[ >])", re.DOTALL
)
_PARAGRAPH: Final = re.compile(
    rb"(<w:p(?: [^>]*[^/>])?>)(?:<w:pPr/>|(<w:pPr>)(<w:pStyle [^>]*/>)?)?(?:<w:keepNext\b[^>]*/>)?"
)
_STYLE: Final = re.compile(rb'w:val="([^"]*)"')
#: Styles of ours that say it already.
_KEEPING: Final = frozenset(
    name.encode() for name, look in standard.COMPONENTS.items() if look.keep_next
)
_GRID_COLUMN: Final = re.compile(rb"<w:gridCol[ />]")
_NO_BORDER: Final = b'<w:%s w:val="nil"/>'
#: What goes with a signature or an end mark: as many lines of text, or as many rows of a table.
LINES_THAT_STAY: Final = 2
#: A paragraph is counted as two lines only when its text, in the smallest letters, is surely longer than one.
_SURELY_TWO_LINES_MM: Final = 1.05 * standard.TEXT_WIDTH_TWIPS / standard.TWIPS_PER_MM
_SMALLEST_TEXT_PT: Final = 13
_LONG: Final = 400  # letters that no line holds


def keep_page_ends(xml: bytes) -> bytes:
    """Tie two lines of text, or two rows of a table, to each signature and to each "./." in a line of its own.

    A signature is the table that follows the end mark. Rows that are put aside for a moment need not be there, but the
    last two of a table are looked at.
    """
    if _TURNED in xml:
        xml = _signed_where_it_ends(xml)
    edits: list[_Edit] = []
    at = len(xml)
    while (mark := xml.rfind(b"./.", 0, at)) >= 0:
        at = mark
        found = END_MARK.match(xml, mark)
        start = element_before(xml, b"p", mark)
        if found is None or start < 0:
            continue
        end = xml.find(PARAGRAPH_END, mark) + len(PARAGRAPH_END)
        below = TABLE_BELOW.match(xml, end)
        if edits and (below.end() if below else end) > edits[-1].start:
            xml, edits = _edited(xml, edits), []
        edit = _tied(xml, start, end)
        if edit is not None:
            edits.append(edit)
            if b"./." in xml[edit.start : mark]:
                xml, edits = _edited(xml, edits), []
    return _with_company(_edited(xml, edits))


class _Edit(NamedTuple):
    """What stands from ``start`` to ``end`` and what is to stand there instead."""

    start: int
    end: int
    content: bytes


def _edited(xml: bytes, edits: Sequence[_Edit]) -> bytes:
    """``xml`` with all edits, which go from its end to its beginning, in one copy."""
    pieces: list[bytes] = []
    end = len(xml)
    for edit in edits:
        pieces += (xml[edit.end : end], edit.content)
        end = edit.start
    pieces.append(xml[:end])
    return b"".join(reversed(pieces))


def _signed_where_it_ends(xml: bytes) -> bytes:
    """A text that ends on a turned page, but for a line of text at most, is signed on that page and not on an upright one."""
    breaks = [*sections(xml)]
    for (turn, turn_end), (final, final_end) in reversed([*itertools.pairwise(breaks)]):
        page = xml[turn:turn_end]
        is_other = (
            _TURNED not in page or RESTART.search(page) or RESTART.search(xml, final, final_end)
        )
        start, rest = element_before(xml, b"p", turn), xml.find(PARAGRAPH_END, turn_end)
        mark = END_MARK.search(xml, rest, final)
        if is_other or mark is None or not xml.endswith(PARAGRAPH_END, 0, start):
            continue
        end = xml.find(PARAGRAPH_END, mark.end()) + len(PARAGRAPH_END)
        rest += len(PARAGRAPH_END)
        text = xml[rest:end].split(PARAGRAPH_END)
        if TABLE_BELOW.match(xml, end, final) and sum(map(_lines, text)) < LINES_THAT_STAY:
            xml = b"".join((xml[:start], xml[rest:final], page, xml[final_end:]))
    return xml


def _with_company(xml: bytes) -> bytes:
    """The last row but one of each table with a header row, tied to the last, which is never alone on a page."""
    edits = []
    end = xml.rfind(TABLE_END)
    while end >= 0:
        start = element_before(xml, b"tbl", end)
        last = element_before(xml, b"tr", end)
        before = element_before(xml, b"tr", last)
        row = xml[before:last]
        if start < before and b"<w:cantSplit" in row and _HEADER_ROW in xml[start:before]:
            edits.append(_Edit(before, last, _kept(row)))
        end = xml.rfind(TABLE_END, 0, max(start, 0))
    return _edited(xml, edits)


def _tied(xml: bytes, start: int, end: int) -> _Edit | None:
    """The edit that ties the paragraph of an end mark to a table below it and to the lines above it."""
    below = TABLE_BELOW.match(xml, end)
    own = _lines(xml[start:end])
    if below is None and own:
        return None
    if below is None:
        gap = _after_table(xml, start)
        first = _last_rows(xml, gap)
        if first < gap:
            return _Edit(first, end, _with_end_row(xml, first, gap, xml[start:end]))
    first = _first_kept(xml, start, own)
    kept_to = below.end() if below else start
    return _Edit(first, kept_to, _kept(xml[first:kept_to]))


def _after_table(xml: bytes, start: int) -> int:
    """Where a table ended above ``start`` with nothing but distance between, or ``start``."""
    at = start
    while not xml.endswith(TABLE_END, 0, at):
        before = element_before(xml, b"p", at)
        paragraph = xml[before:at]
        if before < 0 or not paragraph.endswith(PARAGRAPH_END) or _TEXT.search(paragraph):
            return start
        if SECTION in paragraph:
            return start
        at = before
    return at


def _with_end_row(xml: bytes, first: int, end: int, mark: bytes) -> bytes:
    """The last rows of a table, and the end mark below it as a row without borders, from ``first`` on.

    LibreOffice keeps rows with rows in every table, but not the last one with a paragraph below when the table
    itself goes on over a page's end.
    """
    table = element_before(xml, b"tbl", end)
    columns = len(_GRID_COLUMN.findall(xml, table, first))
    rows_end = end - len(TABLE_END)
    return _kept(xml[first:rows_end]) + spanning_row(columns, mark) + TABLE_END


def spanning_row(
    columns: int, content: bytes, properties: bytes = b"", *, rule_above: bool = True
) -> bytes:
    """A row of one cell over all columns that does not break over pages, without borders but that of the row above."""
    sides = (b"left", b"bottom", b"right") if rule_above else (b"top", b"left", b"bottom", b"right")
    borders = b"".join(_NO_BORDER % side for side in sides)
    cell = b'<w:tcW w:w="5000" w:type="pct"/><w:gridSpan w:val="%d"/><w:tcBorders>%s</w:tcBorders>'
    row = b"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>%s%s</w:tcPr>%s</w:tc></w:tr>"
    return row % (cell % (columns, borders), properties, content)


def keeps_next(row: bytes) -> bool:
    """Whether a row, or a paragraph, stays with what follows: its first paragraph says so, or that one's style."""
    found = _PARAGRAPH.search(row)
    if found is None:
        return False
    named = _STYLE.search(found[3] or b"")
    return b"<w:keepNext" in found[0] or bool(named and named[1] in _KEEPING)


def _first_kept(xml: bytes, start: int, lines: int) -> int:
    """Where what stays begins, when it is to have as many lines as needed and ``lines`` begin at ``start``."""
    while lines < LINES_THAT_STAY:
        if xml.endswith(TABLE_END, 0, start):
            return _last_rows(xml, start)
        before = element_before(xml, b"p", start)
        paragraph = xml[before:start]
        if before < 0 or not paragraph.endswith(PARAGRAPH_END) or SECTION in paragraph:
            break
        lines += _lines(paragraph)
        start = before
    return start


def _last_rows(xml: bytes, end: int) -> int:
    """Where the last rows begin of a table that ends here; its end when they may break over pages."""
    table = element_before(xml, b"tbl", end)
    first = end
    for _ in range(LINES_THAT_STAY):
        row = element_before(xml, b"tr", first)
        if row < table or b"<w:cantSplit" not in xml[row:first]:
            break
        first = row
    return first


def _lines(paragraph: bytes) -> int:
    """How many lines a paragraph surely has: 0 when it is empty or an end mark, 1, or 2 for two and more."""
    text = html.unescape(b"".join(_TEXT.findall(paragraph)).decode()).strip()
    if not text.removesuffix("./.").strip():
        return 0
    if len(text) > _LONG:
        return 2
    width = typography.text_width_mm(text, _SMALLEST_TEXT_PT)
    return 2 if width > _SURELY_TWO_LINES_MM else 1


def _kept(xml: bytes) -> bytes:
    """The same paragraphs, each with ``w:keepNext`` unless its style has it."""

    def keep(found: re.Match[bytes]) -> bytes:
        opening, properties, style = (group or b"" for group in found.groups())
        named = _STYLE.search(style)
        if named and named[1] in _KEEPING:
            return found[0]
        closed = b"" if properties else b"</w:pPr>"
        return b"".join((opening, b"<w:pPr>", style, b"<w:keepNext/>", closed))

    return _PARAGRAPH.sub(keep, xml)

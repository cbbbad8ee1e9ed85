"""Plain text becomes a Source: a paragraph for each line, a table where tabs say so, torn lines joined.

A tab after a number or a bullet is a blank; lines with the same number of tabs one below the other are the
rows of a table. A line that begins in small letters after one without an end mark belongs to it, and one after a word
that nothing ends with: so a PDF's lines come; each joint is listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.docx.symbol_signs import with_symbols
from service.errors import InputTooLarge
from service.importing.word import labels, page_numbers, plain_table
from service.importing.word.blocks import (
    Block,
    NotTaken,
    Paragraph,
    Source,
    Table,
    letters,
)
from service.importing.word.plain_table import Line
from service.schema.text_cleaning import clean

MOST_BYTES = 5_000_000
MOST_LINES = 50_000
_LINE_END = re.compile("\r\n|[\r\n\v\f\u2028\u2029\u0085]")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_END_MARKS = tuple('.;:!?…”")/')
#: Words that no sentence and no heading ends with, and those that a figure follows.
_OPEN_END = re.compile(r"(?:\A|[\s(])(?:và|với|của|các|những|theo|tại|hoặc|nhằm|bởi|cho|là)$")
_BEFORE_FIGURE = re.compile(r"(?:\A|[\s(])(?:số|ngày|tháng|năm)$")
#: With the blank before it.
_LONGEST_WORD = 10
#: So many lines in two columns are a table, and more of them with a mark a quoted mail.
_SURE_ROWS = 3
_LETTERHEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"


def read(text: str) -> Source:
    """Raises InputTooLarge for more bytes or lines than an office's text has."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise InputTooLarge(_refusal(MOST_BYTES, "byte"), MOST_BYTES)
    text = _unquoted(text)
    lines = list(_lines(text))
    if len(lines) > MOST_LINES:
        raise InputTooLarge(_refusal(MOST_LINES, "dòng"), MOST_LINES)
    lines, not_taken = _without_page_numbers(lines)
    blocks = tuple(_joined(_blocks(lines), not_taken))
    return Source(blocks, tuple(not_taken), letters(text), formatted=False)


def _refusal(most: int, called: str) -> str:
    shown = f"{most:,}".replace(",", ".")
    return f"Văn bản dán vào có quá nhiều {called} (nhiều nhất {shown}); hãy dán từng phần."


def _unquoted(text: str) -> str:
    """A text without the marks that mail sets before each line of what it quotes."""
    lines = _LINE_END.split(text)
    marked = [bool(_QUOTED.match(line)) for line in lines if line.strip()]
    is_quoted = all(marked) and len(marked) > _SURE_ROWS
    return "\n".join(_QUOTED.sub("", line) for line in lines) if is_quoted else text


def _without_page_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[NotTaken]]:
    """The lines of the text; a sentence that goes on over a page is not torn by the blank lines around its number."""
    numbers = page_numbers.found([line.text for line in lines])
    kept = [
        replace(line, after_blank=line.after_blank and place - 1 not in numbers)
        for place, line in enumerate(lines)
        if place not in numbers
    ]
    return kept, [NotTaken("page_number", lines[place].text) for place in sorted(numbers)]


def _lines(text: str) -> Iterator[Line]:
    after_blank = False
    for raw in _LINE_END.split(with_symbols(text)):
        line = Line(_cells(_after_label(raw)), after_blank)
        if line.text:
            yield line
        after_blank = not line.text


def _cells(raw: str) -> tuple[str, ...]:
    return tuple(clean(part) for part in raw.split("\t"))


def _after_label(raw: str) -> str:
    """A line whose number or bullet is followed by a blank instead of a tab."""
    label, tab, rest = raw.strip("\t \u00a0").partition("\t")
    is_label = tab and labels.is_label(clean(label))
    return f"{label} {rest.lstrip()}" if is_label and "\t" not in rest else raw


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    start = 0
    while start < len(lines):
        table, end = plain_table.at(lines, start) or _in_columns(lines, start)
        if table is not None:
            yield table
            start = end
        else:
            yield Paragraph(lines[start].text, after_blank=lines[start].after_blank)
            start += 1


def _in_columns(lines: Sequence[Line], start: int) -> tuple[Table | None, int]:
    """A letterhead in two columns, or three lines in two columns, and where they end."""
    columns = len(lines[start].cells)
    if columns < 2:
        return None, start
    end = start + 1
    while end < len(lines) and len(lines[end].cells) == columns:
        end += 1
    is_table = _LETTERHEAD in lines[start].text or end - start >= _SURE_ROWS
    if not is_table:
        return None, start
    return Table(tuple(plain_table.cells(line.cells) for line in lines[start:end])), end


def _joined(blocks: Iterator[Block], joints: list[NotTaken]) -> Iterator[Block]:
    """Lines that were torn are one paragraph again; ``joints`` learn of each."""
    before: Paragraph | None = None
    for block in blocks:
        if isinstance(block, Paragraph) and before is not None and _goes_on(before, block):
            joints.append(NotTaken("joined"))
            before = replace(before, text=f"{before.text} {block.text}")
            continue
        if before is not None:
            yield before
        before = block if isinstance(block, Paragraph) else None
        if before is None:
            yield block
    if before is not None:
        yield before


def _goes_on(before: Paragraph, block: Paragraph) -> bool:
    return (
        _begins_inside(before.text, block.text)
        and not block.after_blank
        and not page_numbers.is_bare(before.text)
        and not before.text.endswith(_END_MARKS)
        and not before.text.isupper()
        and not labels.parse(block.text).kind
    )


def _begins_inside(before: str, text: str) -> bool:
    """Whether a line can only go on with a sentence, by how it begins or by how the line above ends."""
    end = before[-_LONGEST_WORD:]
    before_figure = text[:1].isdecimal() and _BEFORE_FIGURE.search(end)
    return text[:1].islower() or bool(_OPEN_END.search(end) or before_figure)

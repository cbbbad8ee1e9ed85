"""A block of a clipboard becomes a sheet: cells of Excel, a table of Word, lines of a text; nothing is left out.

Where the clipboard's HTML holds a table it is read, for its merged cells and the line ends inside them; else the
plain text, with tabs between cells, line ends between rows and quotation marks around a cell that holds either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.docx.symbol_signs import with_symbols
from service.importing import pasted_lines
from service.importing.word import docx_reader, html_reader, tables
from service.importing.word.blocks import Source, Table, text_of
from service.workbook import values
from service.workbook.book import Page
from service.workbook.extents import Range
from service.workbook.values import CellValue

#: How the account calls the sheet that a block is read as.
NAME = "Khối dán"

_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|\Z)|([^\t\r\n]*)')
_TABLE = re.compile(r"<table\b", re.IGNORECASE)


def of_clipboard(html: str, plain: str) -> Page:
    """``html`` is "" where the clipboard has none. Raises InputTooLarge."""
    if _TABLE.search(html):
        return _of_source(html_reader.read(html), NAME)
    rows = cells(plain)
    if max(map(len, rows), default=0) == 1:
        rows = [list(pasted_lines.split_label(row[0])) for row in rows]
        if not any(mark for mark, _ in rows):
            rows = [[text] for _, text in rows]
    return Page(NAME, tuple(tuple(map(_value, row)) for row in rows))


def as_texts(html: str, plain: str) -> list[list[str]]:
    """The cells of a block for a table without fields of its own. Raises InputTooLarge."""
    if not _TABLE.search(html):
        return cells(plain)
    return [list(map(values.text, row)) for row in _of_source(html_reader.read(html), NAME).rows]


def of_docx(docx: bytes, name: str) -> Page:
    """The text and the tables of anybody's Word file. Raises InputTooLarge or UnreadableInput."""
    return _of_source(docx_reader.read(docx), name)


def cells(plain: str) -> list[list[str]]:
    """The rows of a block as plain text; a quotation mark that nothing closes is a letter like others."""
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        found = _CELL.match(plain, at)
        assert found is not None  # noqa: S101 - the second form matches an empty text
        quoted, bare = found.groups()
        rows[-1].append(bare if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if at == len(plain):
            break
        if plain[at] != "\t":
            rows.append([])
        at += 2 if plain.startswith("\r\n", at) else 1
    while len(rows) > 1 and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _value(cell: str) -> CellValue:
    return values.plain(with_symbols(cell).replace("\u00a0", " ").strip())


def _of_source(source: Source, name: str) -> Page:
    """The paragraphs as rows of one cell, the tables as they are, in their order."""
    rows: list[Sequence[CellValue]] = []
    merged: list[Range] = []
    for block in source.blocks:
        if isinstance(block, Table):
            laid = tables.page(tables.lay(block), name)
            shift = len(rows)
            merged += [
                ((top + shift, a), (below + shift, b)) for (top, a), (below, b) in laid.merged
            ]
            rows += laid.rows
        else:
            rows.append((values.plain(text_of(block)),))
    return Page(name, tuple(rows), merged=tuple(merged))

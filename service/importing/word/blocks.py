"""What a whole text is made of, whatever it came from: paragraphs, tables, and what was not taken.

Word, LibreOffice and Google Docs, the clipboard and a file, plain text: each reader makes these of it, and
only these are looked at afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from service.docx.symbol_signs import with_symbols
from service.importing.word import raised_signs
from service.language import vietnamese
from service.schema.text_cleaning import JOINER, REMOVED

_UNSEEN = re.compile(rf"[\s{REMOVED}{JOINER}]")


_FIGURE = re.compile(r"[\d.,]*\d\s*%?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``text`` has single blanks, and line feeds where a line was broken by hand.

    ``label`` is the number or bullet that the program sets before it ("1.", "a)", "-"), ``generated`` when no
    letter of it stands in the source. ``level`` is that of a heading style (1 to 9, 0 for none), ``list_level``
    that of a list (from 1). ``bold`` and ``italic`` hold for every letter.
    """

    text: str
    label: str = ""
    generated: bool = False
    level: int = 0
    list_level: int = 0
    is_title: bool = False
    bold: bool = False
    italic: bool = False
    align: str = ""
    #: Of the first line, in points.
    indent: float = 0.0
    #: Whether an empty line stands above: in plain text it ends what belongs together.
    after_blank: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table and over how many columns and rows it reaches."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        return "\n".join(
            filter(None, (text_of(paragraph) for paragraph in paragraphs(self.blocks)))
        )


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as written: a cell that another one covers is not there."""

    rows: tuple[tuple[Cell, ...], ...]
    #: How many rows the source itself calls headers.
    header_rows: int = 0
    #: The words of rows with fewer cells than columns, of which nobody can say to which columns they belong.
    asked: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return max((sum(cell.columns for cell in row) for row in self.rows), default=0)

    def without(self, emptied: Collection[int]) -> Table:
        """The table without the rows of which all letters were left out; cells that reach over them are shorter."""
        gone = {
            place
            for place in emptied
            if not any(cell.blocks or cell.rows > 1 for cell in self.rows[place])
        }
        rows = tuple(
            tuple(
                replace(cell, rows=cell.rows - sum(top < row < top + cell.rows for row in gone))
                for cell in cells
            )
            for top, cells in enumerate(self.rows)
            if top not in gone
        )
        header_rows = self.header_rows - sum(row < self.header_rows for row in gone)
        return replace(self, rows=rows, header_rows=header_rows)


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something of the source that is no part of its text: a deletion, a footnote, a header, a picture.

    ``kind`` is a stable key, ``text`` what stood there ("" for a picture).
    """

    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A whole text as read. ``letters`` are all letters of the source, in order, found without the blocks."""

    blocks: tuple[Block, ...]
    not_taken: tuple[NotTaken, ...] = ()
    letters: str = ""
    #: Whether bold and styles can be told; in plain text they cannot.
    formatted: bool = True


def is_figure(text: str) -> bool:
    """Whether a cell or a line is one figure and nothing else: "1.234,5", "12,5%"."""
    return _FIGURE.fullmatch(text) is not None


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph in reading order, those in tables row by row."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)


def text_of(paragraph: Paragraph) -> str:
    """A paragraph with its label, as it is seen."""
    return " ".join(filter(None, (paragraph.label, paragraph.text)))


def letters(text: str) -> str:
    """What must be found again of a text: every character but blanks and what cannot be seen."""
    return vietnamese.nfc(raised_signs.plain(_UNSEEN.sub("", with_symbols(text))))

"""Blocks become entries: paragraphs with their labels, tables of figures, and layout tables taken apart.

Offices set the letterhead and the signature in tables without lines; what stands in their cells are
paragraphs like others, which know their column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from service.importing.word import labels
from service.importing.word.blocks import Block, Paragraph, Table, paragraphs
from service.importing.word.labels import Label
from service.language import name_words, vietnamese
from service.language.vietnamese import fold_words

_STATE = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA", re.IGNORECASE)
_CAPACITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s*\.\s*\S", re.IGNORECASE)
_SIGNING = (
    "thu ky",
    "chu toa",
    "chu tri",
    "nguoi ghi bien ban",
    "nguoi lap bien ban",
    "chu toa hoi nghi",
)
#: A table of signatures and recipients in two columns may have many.
_MOST_LAYOUT_ROWS = 6
_END_MARK = "./."
_NO_LABEL = Label("", "", "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph or table of figures. ``zone`` is "head" or "foot" inside a layout table, else ""."""

    block: Block
    label: Label = _NO_LABEL
    zone: str = ""
    column: int = 0

    @property
    def paragraph(self) -> Paragraph | None:
        return self.block if isinstance(self.block, Paragraph) else None

    @property
    def table(self) -> Table | None:
        return self.block if isinstance(self.block, Table) else None

    @property
    def text(self) -> str:
        """The words of a paragraph as typed, a typed label included; "" for a table."""
        return self.block.text if isinstance(self.block, Paragraph) else ""

    @property
    def whole(self) -> str:
        """The words with a label that the program set, too."""
        automatic = self.block.label if isinstance(self.block, Paragraph) else ""
        return f"{automatic} {self.text}".strip()

    @property
    def is_bullet(self) -> bool:
        return self.label.kind in labels.BULLETS

    @property
    def is_capitals(self) -> bool:
        """Whether all words behind the label are in capitals."""
        words = self.label.rest if self.label.text else self.text
        return words.isupper() and sum(sign.isalpha() for sign in words) > 1


def read(blocks: Iterable[Block]) -> list[Entry]:
    """All entries in the order of the source."""
    return [entry for block in blocks for entry in _entries(block)]


def _entries(block: Block, zone: str = "", column: int = 0) -> Iterator[Entry]:
    if isinstance(block, Paragraph):
        for part in _parts(block, apart=bool(zone)):
            yield Entry(part, labels.parse(part.text, part.label), zone, column)
        return
    here = zone or zone_of(block)
    if not here and not _is_single(block):
        *rows, last = block.rows
        ends = [paragraph for paragraph in paragraphs((Table((last,)),)) if paragraph.text]
        if [paragraph.text for paragraph in ends] == [_END_MARK]:
            yield Entry(replace(block, rows=tuple(rows)))
            yield Entry(ends[0])
            return
        yield Entry(block)
        return
    for row in block.rows:
        place = 0
        for cell in row:
            for inside in cell.blocks:
                yield from _entries(inside, here, place)
            place += cell.columns


def _parts(paragraph: Paragraph, *, apart: bool) -> Iterator[Paragraph]:
    """A paragraph broken by hand is several where a broken line begins with a label, or all are lines.

    The name of an annex is a line of its own, whatever its title is.
    """
    lines = [line for line in paragraph.text.split("\n") if line]
    if len(lines) > 1 and labels.is_annex(lines[0]):
        yield replace(paragraph, text=lines[0])
        title = replace(paragraph, text="\n".join(lines[1:]), label="", generated=False)
        yield from _parts(replace(title, after_blank=False), apart=apart)
        return
    labelled = any(labels.parse(line).kind for line in lines[1:])
    if len(lines) < 2 or not (apart or labelled):
        yield paragraph
        return
    yield replace(paragraph, text=lines[0])
    for line in lines[1:]:
        yield replace(paragraph, text=line, label="", generated=False, after_blank=False)


def _is_single(table: Table) -> bool:
    """A frame around text: one row or one column."""
    return len(table.rows) == 1 or all(len(row) == 1 for row in table.rows)


def zone_of(table: Table) -> str:
    """Whether a table is a letterhead ("head") or a signature ("foot")."""
    if table.width > 4 or (table.width > 2 and len(table.rows) > _MOST_LAYOUT_ROWS):
        return ""
    texts = [paragraph.text for paragraph in paragraphs((table,))]
    if any(_STATE.search(text) for text in texts):
        return "head"
    if any(fold_words(text).startswith("noi nhan") for text in texts):
        return "foot"
    signs = any(_CAPACITY.match(text) and text.isupper() for text in texts) or any(
        fold_words(text) in _SIGNING for text in texts
    )
    ends_in_name = bool(texts) and name_words.is_person_name(vietnamese.nfc(texts[-1]))
    return "foot" if signs and ends_in_name else ""

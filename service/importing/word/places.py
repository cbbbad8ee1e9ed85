"""Where in the source each line of a draft stands, in the words of an office: "đoạn 12", "bảng 2, dòng 3".

Lines and paragraphs hold the same letters in the same order (``verification``), so a line stands where its first letter does;
nothing has to be carried through the reading for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.importing.word import entries
from service.importing.word.blocks import Block, Paragraph, Source, Table, letters, text_of
from service.importing.word.lines import Line

_HEAD, _FOOT = "đầu văn bản", "chỗ ký và nơi nhận"


def with_places(source: Source, lines: Sequence[Line]) -> list[Line]:
    """The same lines with ``where``; without, where the letters of both do not match."""
    starts, names, total = [], [], 0
    for name, text in _pieces(source.blocks):
        starts.append(total)
        names.append(name)
        total += len(letters(text))
    found, at = [], 0
    for line in lines:
        # A piece without letters begins where the next one does: the last of those is the one that holds the letter.
        found.append(replace(line, where=names[bisect_right(starts, at) - 1] if names else ""))
        at += len(letters(line.source))
    return found if at == total else list(lines)


def _pieces(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The text of each paragraph with the name of its place, in reading order."""
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs += bool(letters(text_of(block)))
            yield f"đoạn {paragraphs}", text_of(block)
            continue
        zone = entries.zone_of(block)
        tables += not zone
        for number, row in enumerate(block.rows, start=1):
            name = {"head": _HEAD, "foot": _FOOT}.get(zone, f"bảng {tables}, dòng {number}")
            yield from ((name, text) for text in _texts(Table((row,))))


def _texts(table: Table) -> Iterator[str]:
    for row in table.rows:
        for cell in row:
            for block in cell.blocks:
                if isinstance(block, Paragraph):
                    yield text_of(block)
                else:
                    yield from _texts(block)

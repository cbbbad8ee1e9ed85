"""The blocks of a part of WordprocessingML become paragraphs and rows, numbered through a whole file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from service.docx.word_namespace import W
from service.errors import UnreadableInput
from service.revision.document_text import Paragraph, Row, Unit
from service.revision.run_text import SET_BREAK, UNSEEN, RunText, holds_deletions, is_mark_deleted
from service.revision.set_breaks import set_breaks_in
from service.schema.text_cleaning import clean

#: Tables inside tables, controls inside controls: deeper than any office nests them.
DEEPEST: Final = 40

_ROW_DELETED = f"{W}trPr/{W}del"
_P, _TBL, _TR, _TC = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"


class BlockReader:
    """Counts paragraphs and tables through all parts of one file."""

    def __init__(self) -> None:
        self._place = 0
        self._tables = 0
        self._in_body = 0
        self._runs = RunText()
        self._has_deletions = False

    def part(self, container: Any, where: str) -> list[Unit]:
        """The paragraphs and rows of a body ("" for ``where``), a header or a note."""
        self._runs.begin_part()
        self._has_deletions = holds_deletions(container)
        return [unit for unit in self._units(container, where, 0) if _is_seen(unit)]

    def _units(self, container: Any, where: str, depth: int) -> Iterator[Unit]:
        if depth > DEEPEST:
            raise UnreadableInput("Tệp .docx lồng bảng quá sâu, không được chấp nhận.")
        kept = ""
        for block in container:
            tag = block.tag
            if tag == _P:
                boxes: list[Any] = []
                text = kept + self._runs.read(block, boxes)
                kept = text if self._has_deletions and is_mark_deleted(block) else ""
                if not kept:
                    yield self._paragraph(text, where)
                for box in boxes:
                    yield from self._units(box, f"{where}, khung chữ".lstrip(", "), depth + 1)
            elif tag == _TBL:
                self._tables += 1
                yield from self._rows(block, where, depth, self._tables)
            elif isinstance(tag, str) and tag not in UNSEEN:
                yield from self._units(block, where, depth + 1)
        if kept:
            yield self._paragraph(kept, where)

    def _paragraph(self, text: str, where: str) -> Paragraph:
        self._place += 1
        set_breaks = set_breaks_in(text) if SET_BREAK in text else ()
        text = clean(text.replace(SET_BREAK, " "), lines=True)
        if not where and text:
            self._in_body += 1
        return Paragraph(text, where or f"đoạn {self._in_body}", self._place, set_breaks)

    def _rows(self, table: Any, where: str, depth: int, number: int) -> Iterator[Row]:
        called = f"{where}, bảng {number}".lstrip(", ")
        rows = _children(table, _TR)
        if self._has_deletions:
            rows = (row for row in rows if row.find(_ROW_DELETED) is None)
        for index, row in enumerate(rows, start=1):
            place = f"{called}, dòng {index}"
            cells = tuple(
                self._cell(cell, f"{place}, cột {column}", depth)
                for column, cell in enumerate(_children(row, _TC), start=1)
            )
            yield Row(cells, place, number)

    def _cell(self, cell: Any, where: str, depth: int) -> tuple[Unit, ...]:
        units = tuple(self._units(cell, where, depth + 1))
        if len(units) == 1:
            return units
        seen = tuple(unit for unit in units if _is_seen(unit))
        return seen or units[:1] or (self._paragraph("", where),)


def _is_seen(unit: Unit) -> bool:
    return isinstance(unit, Row) or bool(unit.text)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those inside content controls and tracked changes."""
    waiting = list(reversed(parent))
    while waiting:
        node = waiting.pop()
        its = node.tag
        if its == tag:
            yield node
        elif isinstance(its, str) and its not in UNSEEN and its not in (_P, _TBL):
            waiting.extend(reversed(node))

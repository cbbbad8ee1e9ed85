"""The text of a document as the blocks that a template's ``body`` loops over: paragraphs, items, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service.documents.blocks import table_layout
from service.docx.typography import PageWidths
from service.language import wording
from service.schema.printing import Printed

Block = dict[str, Any]

#: Into a landscape section and back.
_TURN, _TURN_BACK = "landscape", "portrait"
_HEADINGS = frozenset({"part", "level1", "level2", "level3"})


#: What the end mark of a text may stand behind.
_ENDED = ("paragraph", "led", "item", "subitem")


def block(kind: str, text: str, **more: Any) -> Block:
    """One block; ``last`` marks the one that keeps with the signature."""
    return {"kind": kind, "text": text, "last": False, **more}


def paragraphs(texts: Iterable[str | None], kind: str = "paragraph") -> Iterator[Block]:
    """A block for each text that is given."""
    return (block(kind, text) for text in texts if text)


def table_blocks(table: Mapping[str, Any], printed: Printed, paper: PageWidths) -> Iterator[Block]:
    """A table's blocks; one that has no room on an upright page stands in a landscape section."""
    laid = table_layout.report_table(table, printed, paper=paper)
    if laid.landscape:
        yield block(_TURN, "")
    if printed["caption"]:
        yield block("caption", printed["caption"])
    if printed["unit"]:
        yield block("unit", f"Đơn vị tính: {printed['unit']}")
    yield block("table", "", **laid.context)
    if laid.landscape:
        yield block(_TURN_BACK, "")


def on_one_page(blocks: Iterable[Block]) -> tuple[bool, list[Block]]:
    """Whether a text of its own, as an annex, lies on its side as a whole, and the text without turns."""
    found = list(blocks)
    kept = [block for block in found if block["kind"] not in (_TURN, _TURN_BACK)]
    return len(kept) < len(found), kept


def _turned_once(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings go with the wide table that they stand above, and wide tables side by side share a section."""
    waiting: list[Block] = []
    for found in blocks:
        kind = found["kind"]
        if kind == _TURN and waiting and waiting[0]["kind"] == _TURN_BACK:
            yield from waiting[1:]
            waiting = []
        elif kind == _TURN:
            yield found
            yield from waiting
            waiting = []
        elif kind == _TURN_BACK:
            waiting = [found]
        elif kind in _HEADINGS:
            waiting.append(found)
        else:
            yield from waiting
            waiting = []
            yield found
    yield from waiting


def finished(text: Iterable[Block]) -> list[Block]:
    """The blocks with "./." after the last word; after a table it stands in a line of its own."""
    blocks = list(_turned_once(text))
    if not blocks or blocks[-1]["kind"] not in _ENDED:
        blocks.append(block("paragraph", ""))
    blocks[-1]["text"] = wording.ended(blocks[-1]["text"])
    blocks[-1]["last"] = True
    return blocks

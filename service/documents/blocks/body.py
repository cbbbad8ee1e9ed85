"""The text of a document as the blocks that a template's ``body`` loops over: paragraphs, items, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service.language import wording
from service.schema import tables
from service.schema.printing import Printed

Block = dict[str, Any]


#: What the end mark of a text may stand behind.
_ENDED = ("paragraph", "led", "item", "subitem")


def block(kind: str, text: str, **more: Any) -> Block:
    """One block; ``last`` marks the one that keeps with the signature."""
    return {"kind": kind, "text": text, "last": False, **more}


def paragraphs(texts: Iterable[str | None], kind: str = "paragraph") -> Iterator[Block]:
    """A block for each text that is given."""
    return (block(kind, text) for text in texts if text)


def table_blocks(
    table: Mapping[str, Any], printed: Printed, *, landscape: bool = False
) -> Iterator[Block]:
    """A table's blocks; a wide one stands in a landscape section of its own, unless it is in one."""
    turns = tables.is_wide(table) and not landscape
    if turns:
        yield block("landscape", "")
    if printed["caption"]:
        yield block("caption", printed["caption"])
    if printed["unit"]:
        yield block("unit", f"Đơn vị tính: {printed['unit']}")
    yield block("table", "", **tables.laid_out(table, printed, landscape=landscape or turns))
    if turns:
        yield block("portrait", "")


def finished(text: Iterable[Block]) -> list[Block]:
    """The blocks with "./." after the last word; after a table it stands in a line of its own."""
    blocks = list(text)
    if not blocks or blocks[-1]["kind"] not in _ENDED:
        blocks.append(block("paragraph", ""))
    blocks[-1]["text"] = wording.ended(blocks[-1]["text"])
    blocks[-1]["last"] = True
    return blocks

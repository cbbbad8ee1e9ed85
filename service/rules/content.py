"""Where the content of a report or of minutes stands: sections, steps, annexes, their blocks, and the texts in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.rules import Record


def holders(record: Record) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every section, step, annex, and after it each of its blocks, with its pointer, in the order of the page."""
    for pointer, holder in _with_blocks(record):
        yield pointer, holder
        for index, block in enumerate(holder.get("blocks") or ()):
            if isinstance(block, dict):
                yield f"{pointer}/blocks/{index}", block


def _with_blocks(record: Record) -> Iterator[tuple[str, Mapping[str, Any]]]:
    waiting = [(f"/sections/{i}", part) for i, part in enumerate(record.get("sections") or ())]
    while waiting:
        pointer, section = waiting.pop(0)
        if isinstance(section, dict):
            yield pointer, section
            inside = enumerate(section.get("sections") or ())
            waiting[:0] = [(f"{pointer}/sections/{i}", part) for i, part in inside]
    for listed in ("proceedings", "annexes"):
        for index, holder in enumerate(record.get(listed) or ()):
            if isinstance(holder, dict):
                yield f"/{listed}/{index}", holder


def texts(holder: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text that stands in one holder itself, with its pointer inside it ("/items/0/text")."""
    for place, text in enumerate(holder.get("paragraphs") or ()):
        if text:
            yield f"/paragraphs/{place}", text
    paragraph = holder.get("paragraph")
    if isinstance(paragraph, Mapping):
        for name in ("lead", "text"):
            if paragraph.get(name):
                yield f"/paragraph/{name}", paragraph[name]
    elif paragraph:
        yield "/paragraph", paragraph
    for inside, text in item_texts(holder.get("items")):
        yield f"/items{inside}", text


def item_texts(items: Sequence[Any] | None) -> Iterator[tuple[str, str]]:
    """Every text of items, also of their second level, with its pointer inside the list ("/0/items/1")."""
    for place, item in enumerate(items or ()):
        if isinstance(item, Mapping):
            if item.get("text"):
                yield f"/{place}/text", item["text"]
            for below, text in enumerate(item.get("items") or ()):
                if text:
                    yield f"/{place}/items/{below}", text
        elif item:
            yield f"/{place}", item

"""A dashed line with lines of a second level is typed as one text, and back: those begin with "+ ".

Tổ chức 03 lớp tập huấn:
+ Lớp lễ tân
+ Lớp biên dịch
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

#: A text, or ``{"text": …, "items": […]}`` with the lines of the second level.
ListItem: TypeAlias = str | dict[str, Any]

_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
_SECOND_LEVEL = re.compile(r"\s*\+\s+(?=\S)")


def read(text: str) -> ListItem:
    """The item that a text says; a text without a first line of its own has no second level."""
    found = grouped(_LINE_END.split(text.strip()), continued=True)
    return found[0] if len(found) == 1 else text


def grouped(lines: Sequence[str], *, continued: bool = False) -> list[ListItem]:
    """Lines as items, those that begin with "+" inside the item above them.

    Every other line is an item of its own; ``continued`` makes it the next line of what stands above it.
    """
    found: list[ListItem] = []
    for line in lines:
        mark = _SECOND_LEVEL.match(line)
        above = found[-1] if found else None
        if mark and above:
            if isinstance(above, str):
                above = found[-1] = {"text": above, "items": []}
            above["items"].append(line[mark.end() :])
        elif not continued or above is None:
            found.append(line)
        elif isinstance(above, str):
            found[-1] = f"{above}\n{line}"
        else:
            above["items"][-1] += f"\n{line}"
    return found


def shown(item: Any) -> str | None:
    """The text of an item, None for a value that is none."""
    if isinstance(item, str):
        return item
    if not isinstance(item, Mapping) or not item.keys() <= {"text", "items"}:
        return None
    text, inside = item.get("text"), item.get("items") or []
    lines = [text, *inside] if isinstance(inside, list) else [None]
    texts = [line for line in lines if isinstance(line, str)]
    return "\n+ ".join(texts) if len(texts) == len(lines) else None

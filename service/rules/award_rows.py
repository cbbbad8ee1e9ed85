"""Reads the awards of a record and the rows of their lists; an unsound one keeps its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from service.rules import Record


def awards_of(record: Record) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every award with its pointer; an award that is no part is left out."""
    for index, award in enumerate(record.get("awards") or ()):
        if isinstance(award, Mapping):
            yield f"/awards/{index}", award


def rows_of(award: Mapping[str, Any], listed: str) -> list[Mapping[str, Any]]:
    """The rows of one list, in their places; a row that is no part counts as an empty one."""
    found = award.get(listed) or []
    # To look at the type of every row costs as much as reading it; most lists hold nothing but parts.
    if set(map(type, found)) == {dict}:
        return list(found)
    return [row if isinstance(row, Mapping) else {} for row in found]

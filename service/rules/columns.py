"""The values of one field in the rows of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter, methodcaller
from typing import Any


def column_of(rows: Sequence[Mapping[str, Any]], name: str) -> list[Any]:
    """The values of a field in the order of the rows; None where a row has none."""
    try:
        return [*map(itemgetter(name), rows)]
    except KeyError:
        # Some row leaves it out.
        return [*map(methodcaller("get", name), rows)]

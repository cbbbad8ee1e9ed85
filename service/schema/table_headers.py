"""The headers of a table that stand over several columns: their cells, row by row, and where they were sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple


class HeaderCell(NamedTuple):
    """A cell of a header row, over ``span`` columns; ``goes_on`` when it is the lower part of the cell above."""

    text: str
    start: int
    span: int
    goes_on: bool = False


def header_rows(columns: Sequence[tuple[Sequence[str], str]]) -> list[list[HeaderCell]]:
    """Columns, each with the headers above it and its own -> the cells of each header row.

    Neighbours below one header share its cell; a column's own header reaches down to the last row.
    """
    depth = max((len(under) for under, _ in columns), default=0)
    if depth == 0:
        return [[HeaderCell(header, place, 1) for place, (_, header) in enumerate(columns)]]
    rows: list[list[HeaderCell]] = [[] for _ in range(depth + 1)]
    for level, row in enumerate(rows):
        start = 0
        for path, same in groupby(columns, key=lambda column: tuple(column[0][: level + 1])):
            headers = [header for _, header in same]
            if len(path) > level:
                row.append(HeaderCell(path[level], start, len(headers)))
            else:
                goes_on = len(path) < level
                row += [HeaderCell(h, start + i, 1, goes_on) for i, h in enumerate(headers)]
            start += len(headers)
    return rows


def shared_headers(column: Mapping[str, Any]) -> list[str]:
    """Where each header above a column was sent, the outer first: "1/header", or "1/under/0"."""
    steps = column["at"].split("/")
    groups = ["/".join(steps[: 2 * level + 1]) + "/header" for level in range(len(steps) // 2)]
    own = len(column["under"]) - len(groups)
    return [*groups, *(f"{column['at']}/under/{level}" for level in range(own))]


def flat_columns(columns: Sequence[Any], above: Sequence[Any] = ()) -> list[tuple[str, Any]]:
    """Columns as they were sent, those of groups side by side with the headers ``under`` which they stand.

    Each comes with where it was sent: "2", or "1/columns/0".
    """
    found: list[tuple[str, Any]] = []
    for place, column in enumerate(columns):
        if isinstance(column, Mapping) and isinstance(column.get("columns"), list):
            inside = flat_columns(column["columns"], (*above, column.get("header")))
            found += [(f"{place}/columns/{at}", below) for at, below in inside]
        elif above:
            own = {"header": column} if isinstance(column, str) else dict(column or {})
            found.append((str(place), {**own, "under": [*above, *(own.get("under") or ())]}))
        else:
            found.append((str(place), column))
    return found

"""What stands in a table of a context: its rows and headers, whatever the bands."""

from __future__ import annotations

from typing import Any


def rows(table: dict[str, Any], kind: str = "rows") -> list[Any]:
    """The rows of one kind, "rows" or "total"."""
    return [row for band in table["bands"] if band["kind"] == kind for row in band["rows"]]


def heading_rows(table: dict[str, Any]) -> list[str]:
    """The headings over all columns."""
    lines = [line for band in table["bands"] for line in band["lines"]]
    return [cell["text"] for line in lines for cell in line["cells"]]


def headers(table: dict[str, Any]) -> list[str]:
    """The headers of the last row, from left to right."""
    heads = [line for line in table["heads"] if not line["is_number"]]
    return [cell["text"] for cell in heads[-1]["cells"]]


def band(table: dict[str, Any]) -> list[Any]:
    """The rows of a table that has one band, to be changed."""
    (only,) = table["bands"]
    found: list[Any] = only["rows"]
    return found

"""The fields of a list's panel and the ``mapping`` that they say (contract §7): only what the clerk changed.

A field is named by what it corrects and the number of its sheet, "column.0.B". Beside each one that shows what
was read stands a "read" field with the same value, so that an untouched one corrects nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: Beside a field that the clerk changed before: it is a correction whatever it shows.
CORRECTED = "~"
#: The choice of no header row.
NO_HEADERS = "0"
_MOST_SHEETS = 50
_ROW = re.compile(r"[0-9]{1,7}")


def mapping_of(fields: Mapping[str, str]) -> dict[str, Any]:
    """Posted fields -> a mapping; what is malformed in them the reader of mappings refuses."""
    sheets = {
        fields[f"sheet.{number}"]: _sheet(fields, number)
        for number in range(_MOST_SHEETS)
        if f"sheet.{number}" in fields
    }
    return {"sheets": {name: correction for name, correction in sheets.items() if correction}}


def _sheet(fields: Mapping[str, str], number: int) -> dict[str, Any]:
    correction: dict[str, Any] = {}
    use = "1" if f"use.{number}" in fields else "0"
    if use != fields.get(f"use-read.{number}", use):
        correction["use"] = use == "1"
    if fields.get(f"list.{number}"):
        correction["list"] = fields[f"list.{number}"]
    header = fields.get(f"header.{number}", "")
    if _ROW.fullmatch(header):
        correction["header_rows"] = _header_rows(header, fields.get(f"depth.{number}", "1"))
    columns = _columns(fields, number, all_of_them=header == NO_HEADERS)
    if columns:
        correction["columns"] = columns
    start = f"row.{number}."
    rows = {name.removeprefix(start): value for name, value in fields.items()
            if name.startswith(start) and value == "take"}  # fmt: skip
    if rows:
        correction["rows"] = rows
    return correction


def _header_rows(first: str, depth: str) -> list[int]:
    if first == NO_HEADERS:
        return []
    rows = int(depth) if depth in ("1", "2", "3") else 1
    return list(range(int(first), int(first) + rows))


def _columns(fields: Mapping[str, str], number: int, *, all_of_them: bool) -> dict[str, str | None]:
    """The columns that were changed; without headers, where the look of the values proposed, all of them."""
    start = f"column.{number}."
    chosen = {
        name.removeprefix(start): value for name, value in fields.items() if name.startswith(start)
    }
    changed = {
        letter
        for letter, value in chosen.items()
        if value != fields.get(f"column-read.{number}.{letter}", value)
    }
    if changed and (all_of_them or f"headerless.{number}" in fields):
        changed = set(chosen)
    return {letter: value for letter, value in chosen.items() if letter in changed and value}

"""Writes the table of fault codes into docs/api.md from service/http/openapi/fault_codes.py: ``python -m tools.make_codes_table``."""

from __future__ import annotations

import re
from pathlib import Path

from service import documents
from service.http.openapi import fault_codes

PAGE = Path(__file__).resolve().parent.parent / "docs" / "api.md"
PLACE = re.compile(r"(<!-- codes[^\n]*-->\n)(.*?)(\n<!-- /codes -->)", re.DOTALL)


def table() -> str:
    """Every code with its English meaning, as Markdown."""
    rows = [
        f"| `{found.code}` | {found.english} |"
        for found in fault_codes.meanings(documents.TYPES.values())
    ]
    return "\n".join(["| code | meaning |", "| --- | --- |", *rows])


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(PLACE.sub(lambda found: found[1] + table() + found[3], text), encoding="utf-8")

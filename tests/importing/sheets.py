"""Clerks' sheets typed as text, one line a row, ``|`` between cells; figures become numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from service import documents, importing
from service.importing import Corrections, ListPreview, list_preview, pasted_block
from service.schema import input_outline
from service.workbook import Reading, plan
from service.workbook.book import Page


def page(text: str, name: str = "Sheet1", **about: Any) -> Page:
    """A sheet; ``about`` are further facts of the Page (merged, hidden_rows …)."""
    lines = text.strip("\n").split("\n")
    return Page(name, tuple(tuple(map(_cell, line.split("|"))) for line in lines), **about)


def _cell(typed: str) -> Any:
    message = typed.strip()
    if message.isdigit() and not message.startswith("0"):
        return int(message)
    return message or None


def read(
    pages: Page | Iterable[Page],
    slug: str = "commendation-decision",
    corrections: Corrections | None = None,
    **options: Any,
) -> Reading:
    sheets = plan.sheets(input_outline.tree(documents.get(slug).schema))
    return importing.read(
        [pages] if isinstance(pages, Page) else list(pages), sheets, corrections, **options
    )


def preview(
    block: str | Page,
    *,
    html: str = "",
    row: str = "/awards/*/individuals/*",
    slug: str = "commendation-decision",
    mapping: Any = None,
) -> ListPreview:
    """What a list would be given of a pasted block or a sheet."""
    source = pasted_block.of_clipboard(html, block) if isinstance(block, str) else block
    sheets = plan.sheets(input_outline.tree(documents.get(slug).schema))
    return list_preview.read([source], sheets, row, importing.read_corrections(mapping))


def reported(imported: Reading, code: str = "") -> list[tuple[str, str | None]]:
    """Code and cell of every violation, or the cells of one code."""
    return [
        (violation.code, violation.cell)
        for violation in imported.violations
        if not code or violation.code == code
    ]


def people(imported: Reading | ListPreview, award: int = 0, key: str = "individuals") -> list[str]:
    """The names of a list."""
    rows = imported.data["awards"][award].get(key, []) if "awards" in imported.data else []
    return [row.get("full_name") or row.get("name") for row in rows]

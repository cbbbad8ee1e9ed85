"""Whole texts of offices, read line by line: where every piece goes, what is dropped, what a clerk is asked to look at."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from service.importing.word.draft import Draft
from service.importing.word.lines import Line
from tests.importing.word.drafts import PASTES, paste, pasted, uploaded
from tests.recorded import Record
from tools.conformance import foreign

#: Files of Word that differ in how they are made, not only in what they say.
FOREIGN = (
    "tabs-head",
    "text-boxes",
    "numbered-lists",
    "footnotes",
    "tracked-changes",
    "several-sections",
    "annex-in-text",
)
_SLUGS = {
    "report": "summary-report",
    "minutes": "conference-minutes",
    "decision": "commendation-decision",
}


def _line(line: Line) -> str:
    """Role and pointer, what is taken between what is not, and what else is known of it."""
    is_told = line.value is None or bool(line.cells)
    taken = line.text if is_told else f"{line.text} = {line.value}"
    around = " ".join(
        filter(
            None,
            (f"[{line.before}]" * bool(line.before), taken, f"[{line.after}]" * bool(line.after)),
        )
    )
    role = line.role + (f" {line.level}" if line.level else "")
    parts = [f"{role} {line.pointer}".strip(), line.where, line.number, around]
    said = " | ".join(filter(None, parts)).replace("\n", " / ")
    cells = [f"\n  {at}: {text}".replace("\n\n", "\n") for at, text in line.cells if at]
    doubt = f"\n  ? {line.doubt}" if line.doubt else ""
    return said + "".join(cells) + (f"\n  ({line.why})" if line.why else "") + doubt


def _text(draft: Draft) -> str:
    derived = [
        f"= {pointer}: {json.dumps(value, ensure_ascii=False)}"
        for pointer, value in draft.derived.items()
    ]
    left = [f"- {piece.kind}: {piece.text}" for piece in draft.not_taken]
    found = [f"! {one.pointer} {one.code} {one.message}" for one in draft.violations]
    lost = [f"!! {one}" for one in draft.missing]
    return "\n".join([*map(_line, draft.lines), *derived, *left, *found, *lost])


def _pasted(name: str) -> str:
    slug = _SLUGS[name.partition("_")[0]]
    of_html = name.endswith(".html")
    return _text(pasted(paste(name), slug=slug) if of_html else pasted("", paste(name), slug))


def _uploaded(docx: bytes, slug: str) -> str:
    return _text(uploaded(docx, slug))


def _cases() -> dict[str, Callable[[], str]]:
    files = sorted(file.name for file in PASTES.iterdir())
    found: dict[str, Callable[[], str]] = {name: partial(_pasted, name) for name in files}
    for made in foreign.documents():
        if made.name in FOREIGN:
            found[made.name] = partial(_uploaded, made.docx, made.slug)
    return found


RECORD = Record(Path(__file__).with_name("outlines.txt"), _cases())


@pytest.mark.parametrize("name", RECORD.cases)
def test_every_line_of_a_text_goes_where_a_clerk_would_put_it(name: str) -> None:
    assert RECORD.made(name) == RECORD.expected[name]


def test_every_recorded_text_is_still_read() -> None:
    assert list(RECORD.expected) == list(RECORD.cases)

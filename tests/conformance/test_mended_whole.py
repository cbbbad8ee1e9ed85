"""Documents of offices mended as wholes: what was found, what a clerk is told, and every element that came or went."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from lxml import etree

from service.conformance import checking
from service.conformance.findings import Report
from service.conformance.fixing import mend
from service.conformance.writing import plan_words
from tests.conformance.mended import parts
from tests.recorded import Record
from tools.conformance import foreign

#: One for each way in which a document is set out, so that each reshaping is made.
NAMES = (
    "tabs-head",
    "one-column-head",
    "typed-rules",
    "wide-table-head",
    "several-sections",
    "web-editor",
)
_DECLARED = re.compile(r' xmlns:\w+="[^"]*"')
#: Drawings are counted through all documents that were made before.
_COUNTED = re.compile(r'(?<=docPr id=")\d+(" name="\D+)\d+(?=")')


def _found(report: Report) -> Iterator[str]:
    for one in report.findings:
        where = f"{one.where.part.removeprefix('word/')} {one.where.paragraph} {one.where.section}"
        yield f"{one.rule} at {where} and {len(one.also)}: {one.measured} -> {one.wanted}"


def _lines(part: bytes) -> list[str]:
    """An element a line, without what it is inside of."""
    root = etree.fromstring(part)
    etree.indent(root, space="")
    text = _COUNTED.sub(r"…\1…", etree.tostring(root, encoding="unicode"))
    return _DECLARED.sub("", text).splitlines()


def _changed(before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
    for name in sorted(after):
        old, new = before.get(name, b""), after[name]
        if old == new or not name.endswith((".xml", ".rels")):
            continue
        lines = difflib.unified_diff(_lines(old) if old else [], _lines(new), n=0, lineterm="")
        counts = Counter(line for line in lines if not line.startswith(("---", "+++", "@@")))
        yield name
        yield from (f"  {count} × {line}" for line, count in sorted(counts.items()))


def _text(docx: bytes) -> str:
    mended = mend(docx, checking.judged)
    plan = [
        f"{line.what}: {line.before} -> {line.after} ({line.where})"
        for line in plan_words.lines(mended.steps)
    ]
    after = [f"left: {line}" for line in _found(mended.after)]
    changed = _changed(parts(docx), parts(mended.content))
    return "\n".join([*_found(mended.before), *plan, *after, *changed])


RECORD = Record(
    Path(__file__).with_name("mended_whole.txt"),
    {one.name: partial(_text, one.docx) for one in foreign.documents() if one.name in NAMES},
)


@pytest.mark.parametrize("name", RECORD.cases)
def test_a_document_is_mended_by_exactly_these_changes(name: str) -> None:
    assert RECORD.made(name) == RECORD.expected[name]


def test_every_recorded_document_is_still_mended() -> None:
    assert list(RECORD.expected) == list(RECORD.cases)

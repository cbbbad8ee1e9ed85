"""What a clerk is shown of a pasted text before it is taken: a line for each piece, what became of it, and the counts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from service import documents
from service.http.pages import word_outline
from service.importing.word import Draft, Line
from tests.importing.word.drafts import PASTES, paste, pasted
from tests.recorded import Record

_SLUGS = {
    "report": "summary-report",
    "minutes": "conference-minutes",
    "decision": "commendation-decision",
}


def _line(line: word_outline.ShownLine) -> Iterator[str]:
    head = f"{line.key} {line.state} | {line.role} {line.level} | {line.called} | {line.where}"
    yield f"{head} | {line.number} | {line.text!r} | dropped {line.dropped!r} | {line.why}"
    if line.doubt:
        yield f"  ? {line.doubt}"
    yield from (f"  {' | '.join(row)}" for row in line.rows)
    if line.more_rows:
        yield f"  and {line.more_rows} rows more"


def _text(name: str) -> str:
    slug = _SLUGS[name.partition("_")[0]]
    of_html = name.endswith(".html")
    draft = pasted(paste(name), slug=slug) if of_html else pasted("", paste(name), slug)
    document_type = documents.get(slug)
    shown = [text for line in word_outline.lines(draft, document_type) for text in _line(line)]
    follows = [f"{label}: {words}" for label, words in word_outline.derived(draft, document_type)]
    left = [f"{what} × {count}: {texts}" for what, count, texts in word_outline.not_taken(draft)]
    counts = f"{word_outline.summary(draft)}; {word_outline.counts(draft)}"
    return "\n".join(text.rstrip() for text in (*shown, *follows, *left, counts))


NAMES = sorted(file.name for file in PASTES.iterdir())
RECORD = Record(
    Path(__file__).with_name("word_outlines.txt"), {name: partial(_text, name) for name in NAMES}
)


@pytest.mark.parametrize("name", NAMES)
def test_the_outline_of_a_text_is_what_a_clerk_reads(name: str) -> None:
    assert RECORD.made(name) == RECORD.expected[name]


def test_every_recorded_outline_is_still_drawn() -> None:
    assert list(RECORD.expected) == NAMES


@pytest.mark.parametrize(
    ("dropped", "is_shown"),
    [
        *(
            (mark, False)
            for mark in (".", ";", ",", ":", ")", ").", ");", ").;", "./.", "-", " ; ")
        ),
        *((mark, True) for mark in ("…", "---", "(", "1.", "a", "Nơi nhận:")),
    ],
)
def test_a_mark_that_was_dropped_is_no_line_of_the_outline(dropped: str, is_shown: bool) -> None:
    lines = (Line("dropped", before=dropped, why="dấu"), Line("dropped", before=";", doubt="Xem."))
    draft = Draft({}, lines, {}, (), (), ())
    shown = word_outline.lines(draft, documents.get("summary-report"))
    assert len(shown) == 1 + is_shown
    assert sum(word_outline.counts(draft).values()) == 1 + is_shown


def test_two_thousand_lines_and_three_rows_of_a_table_are_shown() -> None:
    rows = [[str(number)] for number in range(4)]
    table = Line("table", pointer="/t", value={"columns": ["A"], "rows": rows})
    lines = (table, *(Line("paragraph", "Một.", f"/opening/{at}") for at in range(2_000)))
    draft = Draft({}, lines, {}, (), (), ())
    shown = word_outline.lines(draft, documents.get("summary-report"))
    assert len(shown) == 2_000 and shown[-1].key == "dong-2000"
    assert (shown[0].rows, shown[0].more_rows) == ([["A"], ["0"], ["1"]], 2)

"""What is shown before mending is what mending does: every difference in how a document looks is a step, and every step a difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from service.conformance import checking, reading
from service.conformance.fixing import Mended, mend
from service.conformance.word_document import (
    Paragraph,
    ParagraphLook,
    RunLook,
    Section,
    WordDocument,
)
from service.conformance.writing import plan_words
from tests.conformance.many_faults import faulty
from tests.conformance.word_files import SHEET, paragraph, word_file
from tools.conformance.foreign import documents

#: What a reshaping sets beside the property that it is named for.
_RESHAPED = {
    "letterhead_table": {"align", "left_mm", "right_mm", "first_line_mm", "tab_stops_mm", "tab_kinds", "spacing_pt"},
    "organ_rule": {"after_pt"},
    "motto_rule": {"after_pt"},
    "subject_rule": {"after_pt"},
}  # fmt: skip
#: What Word reads together with another one that a step names.
_WITH = {"accented_font": "font", "line_rule": "line", "line": "line_rule"}
_SHEET = [one.name for one in fields(Section) if one.name not in ("element", "headers", "footers")]
_LINES = [one.name for one in fields(ParagraphLook)]
_LETTERS = [one.name for one in fields(RunLook)]


def differing(old: Any, new: Any, names: list[str]) -> Iterator[str]:
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        is_length = isinstance(before, float) and isinstance(after, float)
        if not (abs(before - after) < 0.02 if is_length else before == after):
            yield name


def letters(one: Paragraph) -> list[RunLook]:
    """The look of each letter."""
    return [run.look for run in one.runs for _ in run.text]


def differences(old: WordDocument, new: WordDocument) -> Iterator[tuple[str, int, str]]:
    """Target, place and name of every property that is another one; places as in the plan."""
    for at, (before, after) in enumerate(zip(old.sections, new.sections, strict=True)):
        yield from (("section", at, name) for name in differing(before, after, _SHEET))
    now = {(one.part, one.index): one for one in new.paragraphs}
    for at, one in enumerate(old.paragraphs):
        other = now[one.part, one.index]
        assert other.text == one.text or other.part != old.main_part
        yield from (("paragraph", at, name) for name in differing(one.look, other.look, _LINES))
        if len(letters(one)) == len(letters(other)):
            for first, second in set(zip(letters(one), letters(other), strict=True)):
                yield from (("runs", at, name) for name in differing(first, second, _LETTERS))


def planned(old: WordDocument, done: Mended) -> set[tuple[str, int, str]]:
    """The same of every step, with all that a reshaping sets."""
    at: dict[tuple[str, int | None], int] = {
        (one.part, one.index): number for number, one in enumerate(old.paragraphs)
    }
    found: set[tuple[str, int, str]] = set()
    for step in done.steps:
        change, where = step.change, step.where
        is_sheet = change.target == "section"
        place = (where.section if is_sheet else at.get((where.part, where.paragraph))) or 0
        if change.target == "document":
            names = _RESHAPED.get(change.name, set())
            found |= {(target, place, name) for target in ("paragraph", "runs") for name in names}
        else:
            names = {change.name, *(name for name, one in _WITH.items() if one == change.name)}
            found |= {(change.target, place, name) for name in names}
        if change.name == "page_number":
            found.add(("section", 0, "first_page_differs"))
    return found


CASES = {
    **{one.name: one.docx for one in documents()},
    **{f"faults {which}": faulty(which) for which in range(4)},
}


@pytest.mark.parametrize("docx", CASES.values(), ids=CASES)
def test_nothing_looks_otherwise_that_no_step_names(docx: bytes) -> None:
    done = mend(docx, checking.judged)
    old, new = reading.read(docx), reading.read(done.content)
    assert set(differences(old, new)) - planned(old, done) == set()


@pytest.mark.parametrize("docx", CASES.values(), ids=CASES)
def test_every_line_of_the_plan_came_true(docx: bytes) -> None:
    done = mend(docx, checking.judged)
    new = reading.read(done.content)
    now = {(one.part, one.index): one for one in new.paragraphs}
    for step in done.steps:
        change, where = step.change, step.where
        if change.target == "section":
            looks: list[Any] = [new.sections[where.section or 0]]
        elif change.target == "paragraph":
            looks = [now[where.part, where.paragraph or 0].look]
        elif change.target == "runs" and change.run != -1:
            looks = [run.look for run in now[where.part, where.paragraph or 0].runs]
        else:
            continue
        found = [getattr(look, change.name) for look in looks]
        if isinstance(change.value, float):
            found = [round(value, 1) for value in found]
            assert round(change.value, 1) in found, change
        else:
            assert change.value in found, change


def test_a_table_is_only_told_where_one_is_too_wide() -> None:
    letter = SHEET.replace('w:w="11906"', 'w:w="12240"')
    cells = f"<w:tr><w:tc>{paragraph('Ô')}</w:tc></w:tr></w:tbl>{paragraph('')}"
    table = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="{}"/></w:tblGrid>' + cells
    for width, told in ((5_000, False), (9_688, True)):
        done = mend(word_file(table.format(width), sheet=letter), checking.judged)
        names = [line.what for line in plan_words.lines(done.steps)]
        assert ("Bảng rộng hơn vùng trình bày" in names) is told

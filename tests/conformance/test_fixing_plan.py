"""What rules want is put into one plan: alike changes become one step, and what cannot be done is left with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.conformance import reading
from service.conformance.changes import Change
from service.conformance.findings import Report
from service.conformance.fixing.plan import Plan, plan
from service.conformance.word_document import WordDocument
from tests.conformance.mended import report
from tests.conformance.word_files import paragraph, word_file

LEFT = Change("paragraph", "align", "left", "center", at=0)
LOCKED = '<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'


def planned(document: WordDocument, *changes: Change, rules: tuple[str, ...] = ()) -> Plan:
    """The plan of a finding for each change, by these rules."""
    found = report(document, changes).findings
    names = rules or tuple(f"rule-{at}" for at in range(len(found)))
    named = (replace(one, rule=name) for one, name in zip(found, names, strict=True))
    return plan(document, Report(None, 0.0, (), tuple(named)))


@pytest.fixture(scope="module")
def document() -> WordDocument:
    return reading.read(word_file(paragraph("Một.", '<w:jc w:val="center"/>')))


def test_two_rules_that_want_the_same_are_one_step_of_both(document: WordDocument) -> None:
    (step,) = planned(document, LEFT, LEFT).steps
    assert (step.change, step.rules) == (LEFT, ("rule-0", "rule-1"))
    (step,) = planned(document, LEFT, LEFT, rules=("one", "one")).steps
    assert step.rules == ("one",)


def test_of_two_rules_that_want_different_things_the_second_is_left(document: WordDocument) -> None:
    right = replace(LEFT, value="right")
    made = planned(document, LEFT, right)
    assert [step.change for step in made.steps] == [LEFT]
    assert made.left == ((right, "quy tắc khác đặt giá trị khác ở cùng chỗ"),)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (replace(LEFT, name="colour of the paper"), "chưa có cách sửa"),
        (replace(LEFT, at=1), "không còn chỗ này trong văn bản"),
        (Change("section", "width_mm", 210.0, 200.0, at=7), "không còn chỗ này trong văn bản"),
        (Change("level", "bold", True, False, at=0), "không còn chỗ này trong văn bản"),
    ],
)
def test_what_cannot_be_done_is_left_with_its_reason(
    document: WordDocument, change: Change, why: str
) -> None:
    finding = replace(report(document, (LEFT,)).findings[0], changes=(change,))
    made = plan(document, Report(None, 0.0, (), (finding,)))
    assert (made.steps, made.left) == ((), ((change, why),))


def test_what_is_in_a_locked_control_is_left() -> None:
    body = LOCKED.format(paragraph("Một.", '<w:jc w:val="center"/>'))
    made = planned(reading.read(word_file(body)), LEFT)
    assert (made.steps, made.left) == (
        (),
        ((LEFT, "nằm trong ô điều khiển nội dung bị khóa"),),
    )


WIDE = (
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9300"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="9300"'
    f' w:type="dxa"/></w:tcPr>{paragraph("Ô")}</w:tc></w:tr></w:tbl>{paragraph("")}'
)


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        *(("right_mm", 25.0, True), ("left_mm", 40.0, True), ("gutter_mm", 10.0, True)),
        *(("width_mm", 200.0, True), ("right_mm", 10.0, False), ("top_mm", 50.0, False)),
    ],
)
def test_a_table_is_narrowed_where_a_change_leaves_it_no_room(
    name: str, value: float, fits: bool
) -> None:
    document = reading.read(word_file(WIDE))
    change = Change("section", name, value, getattr(document.sections[0], name), at=0)
    made = planned(document, change).steps
    fitting = Change("document", "fit_tables", value=True, before=False, at=0)
    assert [step.change for step in made] == ([change, fitting] if fits else [change])
    assert {step.rules for step in made} == {("rule-0",)}

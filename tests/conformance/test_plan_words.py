"""What was mended, as a clerk reads it: every property has a name, values their units, and what is alike is one line."""

from __future__ import annotations

from typing import Any

import pytest

from service.conformance.changes import Change
from service.conformance.findings import Where
from service.conformance.fixing import Step, paragraph_setting, run_setting, sheet_setting
from service.conformance.fixing.plan import RESHAPINGS
from service.conformance.writing import plan_words

MAIN = "word/document.xml"
CLAUSE = "Phụ lục I, Phần I, mục I.4"


def step(*given: Any, clause: str = CLAUSE, **more: Any) -> Step:
    change = Change(*given, **more)
    is_sheet = change.target == "section"
    where = Where(MAIN, section=change.at) if is_sheet else Where(MAIN, change.at)
    return Step(change, ("font",), clause, "Phông chữ phải là Times New Roman.", where)


def said(*steps: Step) -> list[tuple[str, str, str, str]]:
    return [(line.what, line.before, line.after, line.where) for line in plan_words.lines(steps)]


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("section", sheet_setting.SETTERS),
        ("paragraph", paragraph_setting.SETTERS),
        ("runs", run_setting.SETTERS),
        ("level", run_setting.SETTERS),
        ("document", RESHAPINGS),
    ],
)
def test_everything_that_can_be_mended_has_a_name(target: str, names: Any) -> None:
    assert [name for name in names if plan_words.named(target, name) is None] == []


def test_what_is_set_alike_for_the_same_reason_is_one_line_that_counts_its_paragraphs() -> None:
    steps = [
        step("runs", "font", "Times New Roman", "Arial", at, run)
        for at in (3, 4)
        for run in (-1, 0, 1)
    ]
    assert said(*steps) == [("Phông chữ", "Arial", "Times New Roman", "2 đoạn")]


def test_a_change_of_a_list_says_so() -> None:
    lines = said(step("level", "colour", "000000", "FF0000", 4))
    assert lines == [("Màu chữ", "đỏ", "đen", "1 cấp của danh sách")]


def test_another_value_before_or_another_clause_is_another_line() -> None:
    lines = said(
        step("runs", "size_pt", 14.0, 12.0, 1, 0),
        step("runs", "size_pt", 14.0, 11.5, 2, 0),
        step("runs", "size_pt", 14.0, 12.0, 3, 0, clause="khác"),
    )
    assert lines == [
        ("Cỡ chữ", "12 pt", "14 pt", "1 đoạn"),
        ("Cỡ chữ", "11,5 pt", "14 pt", "1 đoạn"),
        ("Cỡ chữ", "12 pt", "14 pt", "1 đoạn"),
    ]


def test_what_is_set_alike_in_a_sheet_and_in_a_paragraph_is_two_lines() -> None:
    assert said(
        step("section", "left_mm", 30.0, 25.4, 0), step("paragraph", "left_mm", 30.0, 25.4, 5)
    ) == [("Lề trái", "25,4 mm", "30 mm", "phần 1"), ("Thụt trái", "25,4 mm", "30 mm", "1 đoạn")]


def test_a_margin_of_a_sheet_is_no_indent_of_a_paragraph() -> None:
    assert said(
        step("section", "left_mm", 30.0, 25.4, 2),
        step("section", "left_mm", 30.0, 25.4, 0),
        step("paragraph", "left_mm", 0.0, 12.7, 5),
    ) == [("Lề trái", "25,4 mm", "30 mm", "phần 1, 3"), ("Thụt trái", "12,7 mm", "0 mm", "1 đoạn")]


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (("runs", "bold", True, False, 0), "không", "có"),
        (("runs", "colour", "000000", None, 0), "tự động", "đen"),
        (("runs", "colour", None, "00B050", 0), "00B050", "tự động"),
        (("paragraph", "align", "both", "left", 0), "trái", "đều hai bên"),
        (("paragraph", "line", 1.5, 1.15, 0), "1,15", "1,5"),
        (("paragraph", "style", "Body", "", 0), "không có", "Body"),
        (("document", "language", "vi-VN", "en-US"), "en-US", "tiếng Việt"),
    ],
)
def test_values_are_said_in_words(change: Any, before: str, after: str) -> None:
    assert said(step(*change))[0][1:3] == (before, after)


def test_a_reshaping_is_told_for_the_whole_document() -> None:
    ((what, before, after, where),) = said(step("document", "letterhead_table", True))
    assert (what, where) == ("Phần đầu văn bản trình bày thành hai cột", "cả văn bản")
    assert before and after == "hai cột"


def test_what_was_so_already_is_no_change() -> None:
    assert said(step("paragraph", "line_rule", "multiple", "multiple", 3)) == []

"""Of the class "10/1" Excel makes a day: it is found again where the column shows it for certain, else asked about."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from service.workbook import Reading
from service.workbook.book import Page
from tests.importing.sheets import read, reported

ASKED = "day_for_text"
JANUARY, OCTOBER = dt.datetime(2026, 1, 10), dt.date(2026, 10, 2)


def column(header: str, *values: Any) -> Reading:
    names = (f"Nguyễn Văn {letter}" for letter in "ABCDEGH")
    rows = tuple(
        (n, name, value) for n, (name, value) in enumerate(zip(names, values, strict=False), 1)
    )
    return read(Page("Sheet1", (("STT", "Họ và tên", header), *rows)))


def given(found: Reading, key: str) -> list[Any]:
    return [row.get(key) for row in found.data["awards"][0]["individuals"]]


@pytest.mark.parametrize(
    ("header", "key"), [("Lớp", "organ_name"), ("Chức vụ", "position"), ("Danh xưng", "honorific")]
)
def test_a_day_in_place_of_a_text_is_asked_about_once(header: str, key: str) -> None:
    found = column(header, "10A1", JANUARY, OCTOBER)
    assert given(found, key) == ["10A1", "10/01/2026", "02/10/2026"]
    (asked,) = found.violations
    assert (asked.code, asked.severity, asked.cell) == (ASKED, "warning", "Sheet1!C3")
    assert asked.pointer == f"/awards/0/individuals/1/{key}"
    assert "ở 2 dòng (dòng 3, 4)" in asked.message


def test_a_class_that_excel_left_as_it_was_shows_what_the_others_were() -> None:
    found = column("Lớp", JANUARY, "10/13", OCTOBER)
    assert given(found, "organ_name") == ["10/1", "10/13", "2/10"]
    assert reported(found) == []


@pytest.mark.parametrize("beside", ["13/1", "10/1", "10/32", "13/14", "0/13", "Tổ 10/13"])
def test_other_values_show_nothing(beside: str) -> None:
    found = column("Lớp", JANUARY, beside)
    assert reported(found) == [(ASKED, "Sheet1!C2")]


@pytest.mark.parametrize("header", ["Năm sinh", "Thành tích", "Ghi chú"])
def test_a_day_may_stand_where_a_day_makes_sense(header: str) -> None:
    assert reported(column(header, dt.date(1980, 1, 10)), ASKED) == []

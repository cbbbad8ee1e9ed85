"""What a cell holds becomes the exact value of its field, whatever kind of value the sheet gives."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from service.importing import value_shapes
from service.workbook import values
from service.workbook.plan import Column

NOON = dt.datetime(2020, 7, 1, 12, 0)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (True, True),
        (3.0, 3),
        (0.1 + 0.2, Decimal("0.3")),
        (1e15, Decimal("1e15")),
        (dt.timedelta(hours=8, minutes=30), "8:30:00"),
        ("  ", None),
        (" a", " a"),
        (NOON, NOON),
        (b"bytes", None),
    ],
)
def test_a_raw_cell_becomes_an_exact_value(raw: Any, value: Any) -> None:
    found = values.plain(raw)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "Có"),
        (False, "Không"),
        (NOON, "12:00 01/07/2020"),
        (dt.datetime(2020, 7, 1), "01/07/2020"),
        (dt.date(2020, 7, 1), "01/07/2020"),
        (dt.time(8, 30), "08:30"),
        (15, "15"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_a_value_is_shown_as_a_clerk_would_have_typed_it(value: Any, text: str) -> None:
    assert values.text(value) == text


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        (15, 15),
        (Decimal("15.0"), 15),
        (Decimal("15.5"), Decimal("15.5")),
        (Decimal("1E+20"), Decimal("1E+20")),
        (True, "Có"),
        (NOON, "12:00 01/07/2020"),
        (dt.time(8, 30), "08:30"),
        (None, None),
    ],
)
def test_a_cell_of_whole_numbers_keeps_what_is_no_whole_number(value: Any, whole: Any) -> None:
    assert values.read(value, Column("", "", "", "number")) == whole


def test_a_number_in_a_column_of_text_is_its_text() -> None:
    assert values.read(15, Column("", "", "", "cell")) == "15"


def test_a_column_of_no_field_has_no_example() -> None:
    assert values.example(Column("", "", "", "number")) is None


@pytest.mark.parametrize(
    ("value", "number"),
    [
        *((1, 1), ("01", 1), ("1.", 1), ("1)", 1), (Decimal(2), 2)),
        *((0, None), (100_000, None), (Decimal("1.5"), None), (Decimal(0), None)),
        *((True, None), (NOON, None), (None, None), ("a", None)),
    ],
)
def test_a_running_number_is_a_small_whole_one(value: Any, number: int | None) -> None:
    assert value_shapes.running_number(value) == number


@pytest.mark.parametrize(
    ("value", "mark", "year"),
    [
        (True, True, False),
        (False, False, False),
        (1, True, False),
        (0, False, False),
        (None, False, False),
        ("x", True, False),
        ("không", False, False),
        (dt.date(1980, 5, 2), False, True),
        ("2/5/1980", False, True),
        ("sinh ngày 2/5/1980", False, False),
    ],
)
def test_ticks_and_years_are_told_from_other_values(value: Any, mark: bool, year: bool) -> None:
    assert (value_shapes.is_mark(value), value_shapes.is_year(value)) == (mark, year)


@pytest.mark.parametrize("born", [dt.date(1980, 5, 2), dt.datetime(1980, 5, 2)])
def test_a_day_of_birth_is_a_year(born: dt.date) -> None:
    assert value_shapes.is_year(born)


@pytest.mark.parametrize(
    ("value", "is_year"),
    [
        *((1900, True), (2099, True), (1899, False), (2100, False), ("1980", True)),
        *(("ngày 2/1980", True), ("ngày 02/1980", True), ("ngày 02/ 1980", False)),
        *((Decimal(1980), True), (None, False), (dt.time(19, 50), False)),
    ],
)
def test_a_year_is_of_this_century_or_the_last_and_stands_in_twelve_letters(
    value: Any, is_year: bool
) -> None:
    assert value_shapes.is_year(value) is is_year


@pytest.mark.parametrize(
    ("value", "is_sub"),
    [
        *(("1.1", True), ("2.10.", True), ("1.1)", True), ("1.2.3", True), (" 1.1 ", True)),
        *(("1", False), ("1.", False), ("1234.1", False), ("1.1/", False), (1, False)),
        *((Decimal("1.1"), True), (Decimal("999.9"), True), (Decimal("1000.1"), False)),
        *((Decimal("-1.1"), False), (Decimal("2.0"), False), (None, False)),
    ],
)
def test_a_number_of_the_second_level_is_small(value: Any, is_sub: bool) -> None:
    assert value_shapes.is_sub_number(value) is is_sub


@pytest.mark.parametrize(
    ("value", "style"),
    [
        *((sign, "roman") for sign in ("I", "II.", "IV)", "V/", " IX ", "XIV", "L", "LX")),
        *((sign, "letter") for sign in ("A", "B.", "H)", "Đ/", " A ")),
        *((sign, None) for sign in ("J", "a", "IIII", "AB", "A:", "", ".", ")", 1, None)),
    ],
)
def test_the_number_of_a_heading_is_roman_or_a_capital(value: Any, style: str | None) -> None:
    assert value_shapes.outline_number(value) == style


@pytest.mark.parametrize(
    ("values", "mostly"),
    [
        *((["x", "x", "x", "", ""], True), (["x", "", "", "x"], False), (["x", None, None], True)),
        *(([None], False), ([], False)),
    ],
)
def test_six_of_ten_filled_values_are_most_of_them(values: list[Any], mostly: bool) -> None:
    assert value_shapes.mostly(values, value_shapes.is_mark) is mostly


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (5, 5),
        (Decimal("1.50"), Decimal("1.50")),
        (True, "Có"),
        (dt.date(2026, 1, 2), "02/01/2026"),
        (dt.datetime(2026, 1, 2, 8, 30), "08:30 02/01/2026"),
        ("a", "a"),
        (None, None),
    ],
)
def test_a_cell_of_a_table_is_an_exact_number_or_the_text_that_excel_shows(
    value: Any, cell: Any
) -> None:
    found = values.table_cell(value)
    assert (found, type(found)) == (cell, type(cell))

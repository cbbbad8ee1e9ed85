"""What a clerk types into one input is a JSON value, and what an input shows is what a clerk would type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from service import documents
from service.http.pages import typed_values
from service.schema import loading

DECISION, MINUTES, REPORT = "commendation-decision", "conference-minutes", "summary-report"
DAY, MOMENT = (DECISION, "/issued_date"), (MINUTES, "/started_at")
WHOLE, MONEY = (DECISION, "/code_number"), (DECISION, "/awards/0/bonus/individual")
FLAG, TEXT, CHOICE = (MINUTES, "/votes/0/secret"), (DECISION, "/subject"), (DECISION, "/medium")


def field(place: tuple[str, str]) -> Any:
    slug, pointer = place
    return loading.field_at(documents.get(slug).schema, pointer)


@pytest.mark.parametrize(
    ("place", "text", "value"),
    [
        (DAY, "1/7/2020", "2020-07-01"),
        (DAY, " ngày 1 tháng 7 năm 2020 ", "2020-07-01"),
        (DAY, "31/2/2020", "31/2/2020"),
        (MOMENT, "1/7/2020 8:05", "2020-07-01T08:05"),
        (MOMENT, "1/7/2020 25:00", "1/7/2020 25:00"),
        (WHOLE, "-5", -5),
        (WHOLE, "1.200", 1200),
        (WHOLE, "1 200", 1200),
        (WHOLE, "1\u00a0200", 1200),
        (WHOLE, "12.345.678", 12_345_678),
        (WHOLE, "123.456", 123_456),
        (WHOLE, "1234.567", "1234.567"),
        (WHOLE, "1.20", "1.20"),
        (WHOLE, "1.2000", "1.2000"),
        (WHOLE, "12,5", "12,5"),
        (WHOLE, "1,200", 1200),
        (WHOLE, "1.234,567", "1.234,567"),
        (WHOLE, "15a", "15a"),
        (WHOLE, "٣", "٣"),
        # Fifteen digits are what every reader of JSON keeps exact.
        (WHOLE, "9" * 15, 999_999_999_999_999),
        (WHOLE, "9" * 16, "9" * 16),
        (WHOLE, "999.999.999.999.999", 999_999_999_999_999),
        (WHOLE, "9.999.999.999.999.999", "9.999.999.999.999.999"),
        (MONEY, "450.000", 450_000),
        (MONEY, "450.000 đồng", 450_000),
        (MONEY, "450.000đ", 450_000),
        (MONEY, "450000 VNĐ.", 450_000),
        (MONEY, "450000 vnd", 450_000),
        (MONEY, "450000₫", 450_000),
        (MONEY, "450.000,00", 450_000),
        (MONEY, "450,00 đồng", 450),
        (MONEY, "450000 USD", "450000 USD"),
        (MONEY, "đồng 450000", "đồng 450000"),
        (FLAG, "true", True),
        (FLAG, "false", False),
        (FLAG, "Có", True),
        (FLAG, "chưa", False),
        (FLAG, "có lẽ", "có lẽ"),
        (TEXT, " Về việc ", " Về việc "),
        (TEXT, "12", "12"),
        (CHOICE, "electronic", "electronic"),
        # A select always sends something: its default says nothing.
        (CHOICE, "paper", None),
        (TEXT, "paper", "paper"),
        *((place, " \u00a0 ", None) for place in (DAY, MOMENT, WHOLE, MONEY, FLAG, TEXT, CHOICE)),
    ],
)  # fmt: skip
def test_what_is_typed_is_read_as_its_field_or_kept_as_it_was_typed(
    place: tuple[str, str], text: str, value: Any
) -> None:
    found = typed_values.read(field(place), text)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    ("place", "value", "shown"),
    [
        (DAY, "2020-07-01", "01/07/2020"),
        (DAY, "2020-02-30", "2020-02-30"),
        (DAY, "01.07.2020", "01.07.2020"),
        (DAY, "ngày 1 tháng 7 năm 2020", "ngày 1 tháng 7 năm 2020"),
        (DAY, 2020, "2020"),
        (MOMENT, "2020-07-01T08:05", "01/07/2020 08:05"),
        (MOMENT, "2020-02-30T08:05", "2020-02-30T08:05"),
        (MOMENT, "8 giờ ngày 1/7/2020", "8 giờ ngày 1/7/2020"),
        (MONEY, 450_000, "450.000"),
        (MONEY, "450000", "450000"),
        (MONEY, True, "true"),
        (WHOLE, 1200, "1200"),
        (WHOLE, Decimal("12.0"), "12"),
        (WHOLE, 12.5, "12.5"),
        (FLAG, True, "true"),
        (FLAG, False, "false"),
        (TEXT, " Về việc ", " Về việc "),
        *((place, None, "") for place in (DAY, MOMENT, WHOLE, MONEY, FLAG, TEXT)),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_a_clerk_would_type_it(
    place: tuple[str, str], value: Any, shown: str
) -> None:
    assert typed_values.show(field(place), value) == shown


@pytest.mark.parametrize(
    ("text", "as_text", "as_figures"),
    [
        ("12", 12, 12),
        ("-12", -12, -12),
        ("1.234", 1234, 1234),
        ("1.234,5", Decimal("1234.5"), Decimal("1234.5")),
        ("0,123456", Decimal("0.123456"), Decimal("0.123456")),
        # Printed "2.020", "0,5" and "7": only where it is computed with are they numbers.
        ("2020", "2020", 2020),
        ("0,50", "0,50", Decimal("0.5")),
        ("7,0", "7,0", 7),
        ("007", "007", 7),
        (" 12 ", 12, 12),
        (" Đạt ", "Đạt", "Đạt"),
        ("", None, None),
        ("  ", None, None),
        ("'", None, None),
        ("'12", "12", "12"),
        ("''12", "'12", "'12"),
        ("1.23", "1.23", "1.23"),
        ("1234.567", "1234.567", "1234.567"),
        ("1,2345678", "1,2345678", "1,2345678"),
        ("1.5", "1.5", "1.5"),
        (",5", ",5", ",5"),
        ("12%", "12%", "12%"),
        ("9" * 15, "9" * 15, 999_999_999_999_999),
        ("9" * 16, "9" * 16, "9" * 16),
        ("999.999.999.999.999", 999_999_999_999_999, 999_999_999_999_999),
        ("9.999.999.999.999.999", "9.999.999.999.999.999", "9.999.999.999.999.999"),
    ],
)  # fmt: skip
def test_a_cell_is_a_number_where_it_is_printed_as_typed_or_computed_with(
    text: str, as_text: Any, as_figures: Any
) -> None:
    for figures, value in ((False, as_text), (True, as_figures)):
        found = typed_values.read_cell(text, figures=figures)
        assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (0, "0"),
        (1234, "1.234"),
        (Decimal("1234.5"), "1.234,5"),
        (2.5, "2,5"),
        (True, "true"),
        ("Đạt", "Đạt"),
        ("2020", "'2020"),
        ("1.234,5", "'1.234,5"),
        ("'a", "''a"),
        ("12%", "12%"),
    ],
)
def test_a_cell_is_shown_so_that_it_is_read_back_as_it_was(value: Any, shown: str) -> None:
    assert typed_values.show_cell(value) == shown
    if value is not True:
        assert typed_values.read_cell(shown, figures=False) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (3.0, "3"),
        (Decimal("3.00"), "3"),
        (3.25, "3.25"),
        (3, "3"),
        ("a", "a"),
        (date(2020, 7, 1), "2020-07-01"),
    ],
)
def test_any_single_value_has_a_text(value: Any, text: str) -> None:
    assert typed_values.plain(value) == text

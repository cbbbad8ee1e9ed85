"""A date or an hour typed in short is written out where there is such a day, and no further."""

from __future__ import annotations

import pytest

from service.rules import prose


def corrected(text: str, code: str) -> str | None:
    found = prose.check_texts([("/subject", text, "line")])
    return next((violation.suggestion for violation in found if violation.code == code), "silent")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("ngày 31/12/2019", "ngày 31 tháng 12 năm 2019"),
        ("ngày 32/12/2019", "silent"),
        ("ngày 1/13/2019", "silent"),
        ("ngày 0/1/2019", "silent"),
        ("ngày 1/0/2019", "silent"),
        ("ngày 29/2/2020", "ngày 29 tháng 02 năm 2020"),
        ("ngày 30/2/2020", "silent"),
        ("ngày 1/1/1899", "silent"),
        ("ngày 1/1/1900", "ngày 01 tháng 01 năm 1900"),
        ("ngày 9/3/2099", "ngày 09 tháng 3 năm 2099"),
        ("ngày 10.3.2019", "ngày 10 tháng 3 năm 2019"),
        ("10.3.2019", "silent"),  # without the word it may be a number of a clause
        ("10/3/2019", "ngày 10 tháng 3 năm 2019"),
        ("số 10/3/2019", "silent"),
        ("Số: 10/3/2019", "silent"),
        ("ngày 1/7", "ngày 01 tháng 7"),
        ("ngày 31/1", "ngày 31 tháng 01"),
        ("ngày 32/1", "silent"),
        ("ngày 1/7 sở", "silent"),
        ("tháng 1/2020", "tháng 01 năm 2020"),
        ("tháng 2/2020", "tháng 02 năm 2020"),
        ("tháng 3/2020", "tháng 3 năm 2020"),
        ("tháng 12/2020", "tháng 12 năm 2020"),
        ("tháng 13/2020", "silent"),
        ("tháng 0/2020", "silent"),
    ],
)
def test_short_dates_are_written_out_where_there_is_such_a_day(text: str, suggestion: str) -> None:
    assert corrected(text, "short_date") == suggestion


HOLIDAYS = ["3/2", "27/2", "8/3", "26/3", "30/4", "1/5", "7/5", "19/5", "1/6", "5/6", "21/6", "27/7",
            "19/8", "2/9", "10/10", "20/10", "9/11", "20/11", "22/12"]  # fmt: skip


@pytest.mark.parametrize("day", HOLIDAYS)
def test_a_day_known_by_its_numbers_keeps_them(day: str) -> None:
    assert corrected(f"kỷ niệm ngày {day}", "short_date") == "silent"
    number, month = day.split("/")
    assert corrected(f"ngày {int(number):02d}/{int(month):02d}", "short_date") == "silent"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("ngày 9 tháng 10", "ngày 09 tháng 10"),
        ("ngày 10 tháng 9", "silent"),
        ("ngày 10 tháng 2", "ngày 10 tháng 02"),
        ("ngày 10 tháng 02", "silent"),
        ("ngày 10 tháng 03", "ngày 10 tháng 3"),
        ("ngày 31 tháng 13", "silent"),
        ("ngày 0 tháng 5", "silent"),
        ("tháng 09 năm 2020", "tháng 9 năm 2020"),
        ("tháng 02 năm 2020", "silent"),
        ("tháng 03 năm 220", "silent"),
    ],
)
def test_only_days_below_ten_and_months_one_and_two_are_padded(text: str, suggestion: str) -> None:
    assert corrected(text, "date_padding") == suggestion


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("lúc 23h59", "lúc 23 giờ 59 phút"),
        ("lúc 24h00", "silent"),
        ("lúc 8h60", "silent"),
        ("lúc 0h", "lúc 0 giờ"),
        ("lúc 8g05", "lúc 8 giờ 05 phút"),
        ("lúc 8h30p", "lúc 8 giờ 30 phút"),
        ("lúc 8h30ph", "lúc 8 giờ 30 phút"),
        ("lúc 24h/24", "silent"),
        ("nặng 8g", "silent"),
    ],
)
def test_a_clock_shows_hours_to_twenty_three_and_minutes_to_fifty_nine(
    text: str, suggestion: str
) -> None:
    assert corrected(text, "clock") == suggestion

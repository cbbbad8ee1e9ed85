"""A rule about figures is silent up to what rounding explains and speaks one step beyond it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from service.rules import figure_sums, figures
from tests.reviewed import pointers_of, violations_of


def table(columns: list[Any], *rows: list[Any]) -> dict[str, Any]:
    return {"sections": [{"table": {"columns": columns, "rows": list(rows)}}]}


AT = "/sections/0/table"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (None, None),
        ("", None),
        ("-", None),
        (True, None),
        ("chữ", None),
        (12, (Decimal(12), 0)),
        (1200, (Decimal(1200), 0)),
        (Decimal("12.50"), (Decimal("12.5"), 1)),
        (1.25, (Decimal("1.25"), 2)),
        ("12", (Decimal(12), 0)),
        (" 12 ", (Decimal(12), 0)),
        ("1.234.567", (Decimal(1234567), 0)),
        ("1.234,50", (Decimal("1234.50"), 2)),
        ("12,5%", (Decimal("12.5"), 1)),
        ("12,5 %", (Decimal("12.5"), 1)),
        ("-3", (Decimal(-3), 0)),
        ("−3,5", (Decimal("-3.5"), 1)),
        ("12.34", None),
        ("1.2345", None),
        ("1,2,3", None),
        ("12  %", (Decimal(12), 0)),
        ("+3", None),
    ],
)
def test_a_cell_is_a_number_with_its_decimals_or_none(cell: Any, value: Any) -> None:
    assert figures.number(cell) == value


PLAN = ["Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"]


@pytest.mark.parametrize(
    ("plan", "done", "stated", "suggestion"),
    [
        (3, 2, "66,7%", None),
        (3, 2, "66,67%", None),
        (3, 2, "67%", None),
        (3, 2, "66%", "67%"),
        (3, 2, "66,6%", "66,7%"),
        (3, 2, "66,66 %", "66,67 %"),
        (3, 2, "66,666", "66,67"),  # two decimals at most are offered
        (8, 1, "12,5", None),
        (8, 1, "13", None),  # half up
        (8, 1, "12", None),  # within half a unit of what was written
        (8, 1, "14", "13"),
        (10, 9, "0,9", None),  # a share of one
        (10, 9, "0,8", "90"),
        (1, 10, "10", None),  # ten times the plan, as a share
        (1, 11, "11", "1.100"),  # above ten nobody writes a share
        (2, 1, 50, None),
        (2, 1, 49, 50),
        (2, 1, Decimal("49.5"), 50.0),
        (0, 5, "3", None),
        (-4, 5, "3", None),
        ("-", 5, "3", None),
    ],
)
def test_a_ratio_is_right_within_half_a_unit_of_its_last_figure(
    plan: Any, done: Any, stated: Any, suggestion: Any
) -> None:
    found = violations_of(figures.wrong_ratio, table(PLAN, ["Đoàn ra", plan, done, stated]))
    assert [(violation.pointer, violation.suggestion) for violation in found] == (
        [] if suggestion is None else [(f"{AT}/rows/0/3", suggestion)]
    )
    assert [type(violation.suggestion) for violation in found] == (
        [] if suggestion is None else [type(suggestion)]
    )
    assert all("Tỷ lệ ở dòng 1 " in violation.message for violation in found)


@pytest.mark.parametrize("header", ["Kế hoạch", "Kế hoạch năm", "KH", "Chỉ tiêu kế hoạch", "Chỉ tiêu giao", "Chỉ tiêu được giao"])  # fmt: skip
@pytest.mark.parametrize(
    "done", ["Thực hiện", "Kết quả thực hiện", "Đã thực hiện", "TH", "Kết quả"]
)
@pytest.mark.parametrize(
    "ratio", ["Tỷ lệ", "Tỉ lệ (%)", "Tỷ lệ hoàn thành", "TH/KH", "% hoàn thành", "Đạt"]
)
def test_plan_result_and_ratio_are_known_by_their_usual_headers(
    header: str, done: str, ratio: str
) -> None:
    columns = ["Nội dung", header, done, ratio]
    assert pointers_of(figures.wrong_ratio, table(columns, ["A", 10, 5, 40])) == [f"{AT}/rows/0/3"]


@pytest.mark.parametrize("ratio", ["Tỷ lệ tăng", "Tỷ lệ so cùng kỳ", "Ghi chú"])
def test_a_ratio_of_something_else_is_not_compared(ratio: str) -> None:
    columns = ["Nội dung", "Kế hoạch", "Thực hiện", ratio]
    assert pointers_of(figures.wrong_ratio, table(columns, ["A", 10, 5, 40])) == []


def test_a_table_with_a_row_too_short_or_two_plans_is_left_alone() -> None:
    assert pointers_of(figures.wrong_ratio, table(PLAN, ["A", 10, 5])) == []
    twice = [*PLAN, "Kế hoạch"]
    assert pointers_of(figures.wrong_ratio, table(twice, ["A", 10, 5, 40, 10])) == []


YEARS = ["Chỉ tiêu", "Năm 2018", "Năm 2019", "Tăng, giảm (%)"]


@pytest.mark.parametrize(
    ("before", "after", "stated", "suggestion"),
    [
        (100, 125, 25, "silent"),
        (100, 125, 125, "silent"),
        (100, 80, -20, "silent"),
        (100, 80, 20, "silent"),
        (100, 80, "20%", "silent"),
        (3, 4, "33,3", "silent"),
        (3, 4, "33,2", "33,3"),
        (3, 4, "33,222", "33,33"),
        (100, 125, 24, 25),
        (100, 80, "-19%", "-20%"),
        (100, 125, 100, 25),
        (100, 125, 101, None),  # a ratio or a rise: nobody but the clerk knows
        (0, 125, 7, "silent"),
        (None, 125, 7, "silent"),
    ],
)
def test_a_change_is_the_rise_or_the_ratio_of_two_years(
    before: Any, after: Any, stated: Any, suggestion: Any
) -> None:
    found = violations_of(figures.wrong_change, table(YEARS, ["Đoàn ra", before, after, stated]))
    assert [(violation.pointer, violation.suggestion) for violation in found] == (
        [] if suggestion == "silent" else [(f"{AT}/rows/0/3", suggestion)]
    )
    assert all("ở dòng 1 " in violation.message for violation in found)


@pytest.mark.parametrize(
    ("columns", "speaks"),
    [
        (["Chỉ tiêu", "Năm 2019", "Năm 2018", "So sánh (%)"], True),
        (["Chỉ tiêu", "2018", "2019", "Tăng (%)"], True),
        (["Chỉ tiêu", "Thực hiện 2018", "Thực hiện năm 2019", "So với cùng kỳ (%)"], True),
        (["Chỉ tiêu", "Năm 2018", "Năm 2019", "% tăng"], True),
        (["Chỉ tiêu", "Năm 2018", "Năm 2019", "Tỷ lệ tăng (%)"], True),
        (["Chỉ tiêu", "Năm 2018", "Năm 2020", "Tăng (%)"], False),
        (["Chỉ tiêu", "Năm 2018", "Năm 2019", "Tăng"], False),
        (["Chỉ tiêu", "Năm 2018", "Ghi chú", "Tăng (%)"], False),
    ],
)
def test_two_years_that_follow_each_other_are_compared_in_either_order(
    columns: list[str], speaks: bool
) -> None:
    found = pointers_of(figures.wrong_change, table(columns, ["A", 100, 100, 50]))
    assert found == ([f"{AT}/rows/0/3"] if speaks else [])


def summed(*cells: Any, word: str = "Tổng", header: str = "Hồ sơ") -> dict[str, Any]:
    *figures_, total = cells
    rows = [[chr(ord("A") + place) * 2, figure] for place, figure in enumerate(figures_)]
    return table(["Nội dung", header], *rows, [word, total])


@pytest.mark.parametrize(
    ("cells", "speaks"),
    [
        ((10, 20, 30), False),
        ((10, 20, 31), True),
        ((10, 20, 29), True),
        # Three cells of one decimal, each right within half a unit: 0,05 × 3.
        (("1,1", "2,2", "3,4"), False),
        (("1,1", "2,2", "3,5"), True),
        # The finest cell says how finely all are counted: 0,005 × 3.
        (("1,1", "2,2", "3,31"), False),
        (("1,1", "2,2", "3,32"), True),
        (("1,11", "2,22", "3,34"), False),
        (("1,11", "2,22", "3,35"), True),
        (("1,1", 2, "3,2"), False),
        ((10, None, "-", 10), False),  # one figure is no sum
        ((10, 20, "chữ", 99), False),
        ((10, 20, None), False),
        ((10, None, 20, "–", "", 31), True),
    ],
)
def test_a_total_may_differ_from_its_sum_by_what_rounding_does(
    cells: tuple[Any, ...], speaks: bool
) -> None:
    found = pointers_of(figure_sums.wrong_total, summed(*cells))
    assert found == ([f"{AT}/rows/{len(cells) - 1}/1"] if speaks else [])


@pytest.mark.parametrize("word", ["Tổng", "Tổng cộng", "CỘNG", "Tổng số", "Tổng:", "Cộng ."])
def test_a_total_is_known_by_its_word_first_or_last(word: str) -> None:
    assert pointers_of(figure_sums.wrong_total, summed(1, 2, 4, word=word)) == [f"{AT}/rows/2/1"]
    first = table(["Nội dung", "Hồ sơ"], [word, 4], ["AA", 1], ["BB", 2])
    assert pointers_of(figure_sums.wrong_total, first) == [f"{AT}/rows/0/1"]
    middle = table(["Nội dung", "Hồ sơ"], ["AA", 1], [word, 4], ["BB", 2])
    assert pointers_of(figure_sums.wrong_total, middle) == []
    two = table(["Nội dung", "Hồ sơ"], [word, 4], ["AA", 1], [word, 4])
    assert pointers_of(figure_sums.wrong_total, two) == []


def test_a_total_after_a_running_number_is_found_by_its_words() -> None:
    record = table(["TT", "Nội dung", "Hồ sơ"], [1, "AA", 1], [2, "BB", 2], ["3", "Tổng", 4])
    assert pointers_of(figure_sums.wrong_total, record) == [f"{AT}/rows/2/2"]


@pytest.mark.parametrize(
    "header",
    ["Tỷ lệ", "Tỉ lệ %", "Tỷ trọng", "Cơ cấu", "Đơn giá", "Bình quân", "Trung bình", "Tăng", "Giảm", "So sánh",
     "So với năm trước", "Điểm", "Xếp hạng", "Năm sinh", "STT", "TT", "Số TT", "Năm", "Mã", "Mức", "Ghi chú", "Đạt %"],
)  # fmt: skip
def test_what_is_never_added_up_is_not_compared(header: str) -> None:
    assert pointers_of(figure_sums.wrong_total, summed(1, 2, 4, header=header)) == []


@pytest.mark.parametrize(
    "detail", ["Trong đó: nữ", "Bao gồm", "1.1", "2.10 việc", "a) việc", "đ) việc", "- nữ", "+ nữ", "* nữ", "• nữ", "II", "iv."]
)  # fmt: skip
def test_a_table_with_rows_of_detail_is_not_added_up(detail: str) -> None:
    record = table(["Nội dung", "Hồ sơ"], ["AA", 1], [detail, 2], ["Tổng", 4])
    assert pointers_of(figure_sums.wrong_total, record) == []
    second = table(["TT", "Nội dung", "Hồ sơ"], ["A", "AA", 1], ["B", detail, 2], ["", "Tổng", 4])
    assert pointers_of(figure_sums.wrong_total, second) == []


@pytest.mark.parametrize("header", ["Chỉ tiêu", "Nội dung", "Nhiệm vụ", "Tiêu chí", "Các chỉ tiêu"])
def test_units_that_differ_are_not_added_up(header: str) -> None:
    for unit in ("Đơn vị", "Đơn vị tính", "ĐVT"):
        columns = [header, unit, "Hồ sơ"]
        mixed = table(columns, ["AA", "đoàn", 1], ["BB", "người", 2], ["Tổng", None, 4])
        assert pointers_of(figure_sums.wrong_total, mixed) == [], unit
        same = table(columns, ["AA", "đoàn", 1], ["BB", "đoàn", 2], ["Tổng", None, 4])
        assert pointers_of(figure_sums.wrong_total, same) == [f"{AT}/rows/2/2"], unit
    places = table(["Đơn vị", "Hồ sơ"], ["Sở A", 1], ["Sở B", 2], ["Tổng", 4])
    assert pointers_of(figure_sums.wrong_total, places) == [f"{AT}/rows/2/1"]


@pytest.mark.parametrize(
    ("cells", "speaks"),
    [
        ((60, 40), False),
        ((60, 39), False),  # two whole figures may be rounded by half a unit each
        ((60, 41), False),
        ((60, 38), True),
        ((60, 42), True),
        (("33,3", "33,3", "33,3"), False),
        (("33,3", "33,3", "33,30"), False),
        (("33,3", "33,3", "33,25"), True),
        (("33,3", "33,3", "33,2"), True),
        ((150, -50), False),  # a share below nought is no share
        ((150, -49), False),
        ((99,), False),
    ],
)
def test_shares_may_differ_from_a_hundred_by_what_rounding_does(
    cells: tuple[Any, ...], speaks: bool
) -> None:
    for header in ("Cơ cấu (%)", "Tỷ trọng", "Tỉ trọng (%)"):
        rows = [[chr(ord("A") + place) * 2, cell] for place, cell in enumerate(cells)]
        found = pointers_of(figure_sums.shares_not_100, table(["Nguồn", header], *rows))
        assert found == ([f"{AT}/columns/1"] if speaks else [])

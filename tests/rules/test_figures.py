"""Tables, periods and sections of a report: each rule speaks of its violation and is silent on sound figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.rules import Rule, figure_sums, figures, periods
from tests.reviewed import pointers_of, violations_of


def table(columns: list[Any], *rows: list[Any]) -> dict[str, Any]:
    return {"sections": [{"heading": "Kết quả", "table": {"columns": columns, "rows": list(rows)}}]}


def report(
    label: str = "năm 2019", first: date | None = None, last: date | None = None, **more: Any
) -> dict[str, Any]:
    period = {"label": label, "from": first, "to": last}
    return {"period": period, "subject": f"Tổng kết {label}", "kind": "tong_ket", **more}


def section(heading: str, *paragraphs: str) -> dict[str, Any]:
    return {"heading": heading, "paragraphs": list(paragraphs)}


PLAN = ["TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"]
YEARS = ["Chỉ tiêu", "Năm 2018", "Năm 2019", "Tăng, giảm (%)"]
AT = "/sections/0/table"

SPEAKS: list[tuple[Rule, dict[str, Any], str]] = [
    (figures.wrong_ratio, table(PLAN, [1, "Đoàn ra", 12, 15, Decimal("120.5")]), f"{AT}/rows/0/4"),
    (figures.wrong_ratio, table(PLAN, ["1", "Đoàn ra", "1.200", "1.500", "124%"]), f"{AT}/rows/0/4"),
    (figures.wrong_change, table(YEARS, ["Đoàn ra", 100, 125, 30]), f"{AT}/rows/0/3"),
    (figure_sums.wrong_total, table(["Đơn vị", "Hồ sơ"], ["A", 10], ["B", 20], ["Tổng cộng", 31]), f"{AT}/rows/2/1"),
    (figure_sums.wrong_total, table(["Đơn vị", "Thu"], ["Tổng số:", "5,9"], ["A", "1,5"], ["B", "2,5"]), f"{AT}/rows/0/1"),
    (figure_sums.shares_not_100, table(["Nguồn", "Cơ cấu (%)"], ["A", 60], ["B", 30]), f"{AT}/columns/1"),
    (figure_sums.shares_not_100, table(["TT", "Nguồn", "Cơ cấu (%)"], ["I", "A", 60], ["II", "B", 30], ["III", "C", 7]), f"{AT}/columns/2"),
    (figure_sums.shares_not_100, table(["TT", "Nguồn", "Tỷ trọng"], ["I", "A", 60], [1, "A1", 40], [2, "A2", 20], ["II", "B", 30]), f"{AT}/columns/2"),
    (figure_sums.shares_not_100, table(["Nguồn", "Cơ cấu (%)"], ["I. Thuế", 60], ["1. Thuế đất", 60], ["II. Phí", 45]), f"{AT}/columns/1"),
    (figure_sums.wrong_total, table(["TT", "Đơn vị", "Hồ sơ"], ["I", "A", 10], [1, "A1", 10], ["II", "B", 20], ["", "Tổng cộng (I+II)", 31]), f"{AT}/rows/3/2"),
    (figure_sums.wrong_total, table(["TT", "Đơn vị", "Hồ sơ"], ["A", "A", 10], ["I", "A1", 10], ["1.1", "A2", 4], ["B", "B", 20], ["", "Cộng", 40]), f"{AT}/rows/4/2"),
    (periods.period_reversed, report(first=date(2019, 12, 31), last=date(2019, 1, 1)), "/period/to"),
    (periods.period_not_named, report("năm 2019", sections=[section("A")], subject="Tổng kết công tác"), "/period/label"),
    (periods.period_length, report("6 tháng đầu năm 2019", date(2019, 1, 1), date(2019, 12, 31)), "/period/label"),
    (periods.period_length, report("quý I năm 2020", date(2020, 1, 1), date(2020, 6, 30)), "/period/label"),
    (periods.period_years, report("giai đoạn 2015 - 2020", date(2011, 1, 1), date(2020, 6, 30)), "/period/label"),
    (periods.subject_year, report("năm 2020", subject="Tổng kết năm 2018"), "/subject"),
    (periods.subject_year, report("6 tháng đầu năm 2026", date(2025, 12, 15), date(2026, 6, 14), subject="Sơ kết 6 tháng đầu năm 2025"), "/subject"),
    (periods.issued_before_period, report(first=date(2020, 1, 1), issued_date=date(2019, 12, 1)), "/issued_date"),
    (periods.kind_differs, report(subject="Sơ kết năm 2019"), "/kind"),
    (periods.kind_for_period, report("6 tháng đầu năm 2019"), "/kind"),
    (periods.kind_for_period, report("năm 2019", kind="so_ket"), "/kind"),
    (periods.no_shortcomings, report(sections=[section("Kết quả đạt được", "Tồn kho giảm."), section("Phương hướng")]), "/sections"),
]  # fmt: skip

SILENT: list[tuple[Rule, dict[str, Any]]] = [
    (figures.wrong_ratio, table(PLAN, [1, "Đoàn ra", 12, 15, 125], [2, "Đoàn vào", 7, 9, Decimal("128.57")], [3, "Khác", 0, 5, "-"])),
    (figures.wrong_ratio, table(PLAN, [1, "Đoàn ra", "1.200", "1.500", "125%"], [2, "Khác", 3, 1, Decimal("0.33")])),
    (figures.wrong_ratio, table([*PLAN[:4], {"header": "Tỷ lệ (%)", "computed": "ratio"}], [1, "A", 12, 15, None])),
    (figures.wrong_ratio, table([*PLAN, "Kế hoạch năm sau"], [1, "A", 12, 15, 99, 20])),
    (figures.wrong_change, table(YEARS, ["A", 100, 125, 25], ["B", 100, 80, -20], ["C", 100, 80, 20], ["D", 100, 125, 125])),
    (figures.wrong_change, table(["Chỉ tiêu", "Năm 2015", "Năm 2019", "Tăng (%)"], ["A", 100, 125, 3])),
    (figure_sums.shares_not_100, table(["TT", "Nguồn", "Cơ cấu (%)"], ["I", "A", 30], ["", "A1", 10], ["II", "B", 40])),
    (figure_sums.wrong_total, table(["TT", "Đơn vị", "Hồ sơ", "Tỷ lệ (%)"], [1, "A", 10, 50], [2, "B", 20, 70], ["", "Tổng", 30, 60])),
    (figure_sums.wrong_total, table(["Đơn vị", "Hồ sơ"], ["Tổng số", 30], ["A", 20], ["Trong đó: A1", 5], ["B", 10])),
    (figure_sums.wrong_total, table(["Chỉ tiêu", "Đơn vị tính", "Số"], ["A", "Đoàn", 3], ["B", "Người", 9], ["Tổng", "", 5])),
    (figure_sums.wrong_total, table(["Đơn vị", "Thu"], ["A", "33,3"], ["B", "33,3"], ["C", "33,3"], ["Cộng", "100,0"])),
    (figure_sums.wrong_total, table(["Chỉ tiêu", "Số"], ["Tổng thu ngân sách", 30], ["Thu nội địa", 20])),
    (figure_sums.shares_not_100, table(["Nguồn", "Cơ cấu (%)"], ["A", "33,34"], ["B", "33,34"], ["C", "33,33"], ["Tổng", 100])),
    (figure_sums.shares_not_100, table(["Nguồn", "Cơ cấu (%)"], ["I", 60], ["1.1", 40], ["1.2", 20], ["II", 40])),
    (figure_sums.shares_not_100, table(["TT", "Theo", "Cơ cấu (%)"], ["I", "Tuổi", 100], [1, "Trẻ", 40], [2, "Già", 60], ["II", "Giới", 100])),
    (figure_sums.shares_not_100, table(["TT", "Nguồn", "Cơ cấu"], ["I", "A", None], [1, "A1", 30], ["II", "B", None], [1, "B1", 50])),
    (figure_sums.wrong_total, table(["TT", "Đơn vị", "Hồ sơ"], ["I", "A", 10], [1, "A1", 10], ["II", "B", 20], ["", "Tổng cộng (I+II)", 30])),
    (figure_sums.wrong_total, table(["TT", "Thu chi", "Số"], ["I", "Thu", 10], ["II", "Chi", 20], ["", "Tổng số (I-II)", 5])),
    (figure_sums.wrong_total, table(["TT", "Đơn vị", "Hồ sơ"], ["I", "A", 10], ["", "A1", 10], ["II", "B", 20], ["", "Tổng", 30])),
    (periods.period_reversed, report(first=date(2019, 1, 1), last=date(2019, 1, 1))),
    (periods.period_not_named, report("giai đoạn 2015 - 2020", subject="Tổng kết Giai đoạn 2015-2020")),
    (periods.period_not_named, report(subject="Tổng kết", opening=["Trong năm 2019, Sở đã …"])),
    (periods.period_length, report("6 tháng đầu năm 2019", date(2018, 12, 15), date(2019, 6, 14))),
    (periods.period_length, report("năm 2019", date(2018, 12, 15), date(2019, 12, 14))),
    (periods.period_length, report("giai đoạn 2015 - 2020", date(2015, 1, 1), date(2020, 6, 30))),
    (periods.period_years, report("giai đoạn 2015 - 2020", date(2015, 1, 1), date(2020, 6, 30))),
    (periods.period_years, report("năm 2020", date(2019, 12, 15), date(2020, 12, 14))),
    (periods.subject_year, report("6 tháng đầu năm 2019", subject="Sơ kết 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2019")),
    (periods.subject_year, report("giai đoạn 2011 - 2020", subject="Tổng kết và phương hướng đến năm 2021")),
    (periods.issued_before_period, report(first=date(2019, 1, 1), issued_date=date(2019, 12, 10))),
    (periods.kind_differs, report(subject="Tổng kết năm 2019")),
    (periods.kind_differs, report(subject="Sơ kết, tổng kết các phong trào")),
    (periods.kind_for_period, report("6 tháng đầu năm 2019", kind="so_ket")),
    (periods.kind_for_period, report("giai đoạn 2015 - 2020", kind="so_ket")),
    (periods.no_shortcomings, report(sections=[section("Kết quả"), section("Tồn tại, hạn chế và nguyên nhân")])),
    (periods.no_shortcomings, report(sections=[section("Kết quả", "Tốt.", "Tuy nhiên, còn một số hạn chế.")])),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "record", "pointer"), SPEAKS)
def test_a_violation_is_reported_where_it_stands(
    rule: Rule, record: dict[str, Any], pointer: str
) -> None:
    assert pointers_of(rule, record) == [pointer]


@pytest.mark.parametrize(("rule", "record"), SILENT)
def test_sound_figures_are_left_alone(rule: Rule, record: dict[str, Any]) -> None:
    assert violations_of(rule, record) == []


ALL = {*figure_sums.FIGURE_RULES, *periods.PERIOD_RULES}


def test_every_rule_is_tried_both_ways_and_is_reported_to_the_clerk() -> None:
    assert {row[0] for row in SPEAKS} == {row[0] for row in SILENT} == ALL
    assert all(len(rule.text) > 60 for rule in ALL)


@pytest.mark.parametrize("rule", sorted(ALL, key=attrgetter("code")))
def test_no_rule_stumbles_over_a_record_with_nothing_in_it(rule: Rule) -> None:
    assert violations_of(rule, {}) == []
    hollow = {
        "period": {},
        "sections": [{}, {"table": {"columns": [{}], "rows": [[None], []]}}],
        "annexes": [{}, None],
    }
    assert [f.pointer for f in violations_of(rule, hollow)] in ([], ["/sections"])


def test_only_a_period_turned_round_stops_the_report() -> None:
    assert [rule.code for rule in ALL if rule.severity == "error"] == ["period_reversed"]


def test_a_wrong_ratio_is_corrected_in_the_way_it_was_written() -> None:
    as_text = table(PLAN, ["1", "A", "1.200", "1.550", "124,5 %"])
    assert violations_of(figures.wrong_ratio, as_text)[0].suggestion == "129,2 %"
    as_number = table(PLAN, [1, "A", 8, 9, 100])
    assert violations_of(figures.wrong_ratio, as_number)[0].suggestion == 113


def test_tables_in_inner_sections_and_annexes_are_read_too() -> None:
    wrong = table(["Đơn vị", "Hồ sơ"], ["A", 1], ["B", 2], ["Tổng", 4])["sections"][0]["table"]
    record = {
        "sections": [{"heading": "A", "sections": [{"heading": "B", "table": wrong}]}],
        "annexes": [{"title": "C", "table": wrong}],
    }
    assert [f.pointer for f in violations_of(figure_sums.wrong_total, record)] == [
        "/sections/0/sections/0/table/rows/2/1",
        "/annexes/0/table/rows/2/1",
    ]


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=8))
def test_a_total_that_is_the_sum_is_never_reported(counts: list[int]) -> None:
    rows = [[f"Đơn vị {chr(65 + i)}", count] for i, count in enumerate(counts)]
    assert (
        violations_of(
            figure_sums.wrong_total, table(["Đơn vị", "Hồ sơ"], *rows, ["Tổng", sum(counts)])
        )
        == []
    )


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 2))
def test_a_ratio_rounded_half_up_is_never_reported(plan: int, done: int, decimals: int) -> None:
    exact = Decimal(done) / Decimal(plan) * 100
    shown = exact.quantize(Decimal(1).scaleb(-decimals), "ROUND_HALF_UP")
    text = f"{shown:f}".replace(".", ",") + "%"
    assert violations_of(figures.wrong_ratio, table(PLAN, [1, "A", plan, done, text])) == []

"""Rules about authority and money: each is made to speak, and each is kept silent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service import reference
from service.rules.awards import AWARD_RULES
from tests import reviewed

REFERENCE = reference.load()
TODAY = date(2026, 11, 21)
SO, TINH, XA = (
    "Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh",
    "Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh",
    "Chủ tịch UBND xã Đức Thọ",
)


def decision(
    on: date | None = TODAY,
    authority: str = SO,
    source: str = "Quỹ thi đua, khen thưởng",
    **award: Any,
) -> dict[str, Any]:
    award = {"form": "giay_khen", "individuals": [{"full_name": "Nguyễn Văn An"}]} | award
    return {
        "issued_date": on,
        "issuing_authority": authority,
        "awards": [award],
        "bonus_source": source,
    }


def violations_of(record: dict[str, Any]) -> list[Any]:
    return reviewed.by_rules(AWARD_RULES, record, REFERENCE, lambda _: "Khen thưởng")


def only(record: dict[str, Any]) -> Any:
    violations = violations_of(record)
    assert len(violations) == 1, violations
    return violations[0]


@pytest.mark.parametrize("form", ["bang_khen", "co_thi_dua", "tap_the_lao_dong_xuat_sac"])
@pytest.mark.parametrize("authority", [SO, XA])
def test_a_director_or_a_commune_chair_cannot_decide_what_belongs_above(
    form: str, authority: str
) -> None:
    violation = only(decision(form=form, authority=authority))
    assert (violation.code, violation.severity, violation.pointer) == (
        "award_beyond_authority",
        "error",
        "/awards/0/form",
    )


def test_each_may_decide_what_is_theirs() -> None:
    for form in (
        "giay_khen",
        "lao_dong_tien_tien",
        "chien_si_thi_dua_co_so",
        "tap_the_lao_dong_tien_tien",
    ):
        assert violations_of(decision(form=form)) == []
    for form in ("bang_khen", "co_thi_dua", "tap_the_lao_dong_xuat_sac"):
        assert violations_of(decision(form=form, authority=TINH)) == []
        assert violations_of(decision(form=form, authority="Thủ tướng Chính phủ")) == []


def test_a_free_name_is_read_too() -> None:
    violation = only(decision(form="other", form_name="Chiến sĩ thi đua cấp tỉnh"))
    assert (violation.pointer, violation.severity) == ("/awards/0/form_name", "error")
    assert violations_of(decision(form="other", form_name="Chứng nhận điển hình tiên tiến")) == []


def test_what_is_not_certain_about_authority_is_a_soft_warning() -> None:
    violation = only(decision(form="chien_si_thi_dua_co_so", authority=XA))
    assert violation.severity == "warning"
    assert "chưa chắc chắn" in violation.message


def test_the_clause_is_that_of_the_law_of_the_day() -> None:
    assert "năm 2022" in only(decision(form="bang_khen")).message
    assert "năm 2003" in only(decision(form="bang_khen", on=date(2020, 7, 1))).message


def test_statutory_needs_a_date() -> None:
    violation = only(decision(on=None, bonus="statutory"))
    assert (violation.code, violation.severity, violation.pointer) == (
        "statutory_without_date",
        "error",
        "/awards/0/bonus",
    )
    assert violations_of(decision(bonus="statutory")) == []


@pytest.mark.parametrize(
    "record",
    [
        decision(on=date(2024, 5, 5), bonus="statutory"),
        decision(form="other", form_name="Chứng nhận", bonus="statutory"),
        decision(form="lao_dong_tien_tien", bonus="statutory", collectives=[{"name": "Văn phòng"}]),
        decision(on=date(2020, 7, 1), bonus="statutory", authority=XA),
    ],
)
def test_statutory_without_a_known_coefficient_is_an_error(record: dict[str, Any]) -> None:
    violation = only(record)
    assert (violation.code, violation.severity, violation.pointer) == (
        "statutory_unknown",
        "error",
        "/awards/0/bonus",
    )


def test_a_sum_of_ones_own_needs_no_coefficient() -> None:
    person = {"full_name": "Nguyễn Văn An", "bonus": 500_000}
    assert (
        violations_of(decision(on=date(2024, 5, 5), bonus="statutory", individuals=[person])) == []
    )


def test_a_sum_from_an_unverified_table_asks_for_a_check() -> None:
    violation = only(decision(on=date(2020, 7, 1), bonus="statutory"))
    assert (violation.code, violation.severity) == ("statutory_uncertain", "warning")
    assert "450.000 đồng = 0,3 × 1.490.000 đồng" in violation.message
    assert violations_of(decision(on=date(2020, 7, 1), bonus={"individual": 450_000})) == []


def test_another_sum_is_a_warning_with_all_its_parts() -> None:
    violation = only(decision(bonus={"individual": 500_000}))
    assert (violation.code, violation.severity, violation.pointer) == (
        "bonus_differs",
        "warning",
        "/awards/0/bonus/individual",
    )
    for part in ("760.000 đồng", "0,3", "2.530.000", "Nghị định số 152/2025/NĐ-CP"):
        assert part in violation.message
    assert violations_of(decision(bonus={"individual": 760_000})) == []


def test_many_rows_with_other_sums_are_one_warning() -> None:
    people = [
        {"full_name": f"Người {i}", "bonus": 760_000 if i == 0 else 500_000} for i in range(300)
    ]
    violation = only(decision(individuals=people))
    assert violation.pointer == "/awards/0/individuals/1/bonus"
    assert "298 dòng khác" in violation.message
    assert "Người" not in violation.message


def test_sums_for_nobody_or_of_which_none_is_known_are_not_compared() -> None:
    odd = 10_001
    assert violations_of(decision(bonus={"individual": 760_000, "collective": odd})) == []
    assert violations_of(decision(on=date(2024, 5, 5), bonus={"individual": odd})) == []
    assert (
        violations_of(decision(form="other", form_name="Chứng nhận", bonus={"individual": odd}))
        == []
    )


def test_only_more_than_the_highest_sum_of_a_badge_is_told() -> None:
    """Điểm d khoản 1 Điều 54: at most 0,6 base salaries, so any sum below is the office's own."""
    for lawful in (500_000, 1_520_000):
        assert violations_of(badge(bonus={"individual": lawful})) == []
    (common,) = violations_of(badge(bonus={"individual": 1_530_000}))
    assert (common.code, common.pointer) == ("bonus_differs", "/awards/0/bonus/individual")
    assert (
        "cao hơn mức cao nhất theo quy định là 1.520.000 đồng = 0,6 × 2.530.000" in common.message
    )
    people = [{"full_name": "A", "bonus": 1_520_000}, {"full_name": "B", "bonus": 2_000_000}]
    (own,) = violations_of(badge(individuals=people))
    assert own.pointer == "/awards/0/individuals/1/bonus"
    (unknown,) = violations_of(badge(bonus="statutory"))
    assert unknown.code == "statutory_unknown"


def badge(**award: Any) -> dict[str, Any]:
    return decision(authority=TINH, form="ky_niem_chuong", **award)


def test_a_sum_below_ten_thousand_dong_is_no_bonus() -> None:
    for small in (1, 450, 9_999):
        found = violations_of(decision(bonus={"individual": small}))
        assert [(violation.code, violation.pointer, violation.severity) for violation in found] == [
            ("bonus_too_small", "/awards/0/bonus/individual", "error")
        ]
        assert found[0].message.startswith("Tiền thưởng nhỏ hơn 10.000 đồng;")
    people = [
        {"full_name": "A", "bonus": 450},
        {"full_name": "B", "bonus": 10_000},
        {"full_name": "C", "bonus": 450},
    ]
    (violation,) = violations_of(decision(on=date(2024, 5, 5), individuals=people))
    assert (violation.code, violation.pointer) == (
        "bonus_too_small",
        "/awards/0/individuals/0/bonus",
    )
    assert "cùng 1 dòng khác" in violation.message


@pytest.mark.parametrize(
    "award",
    [
        {"bonus": "statutory"},
        {"bonus": {"individual": 760_000}},
        {"individuals": [{"full_name": "Nguyễn Văn An", "bonus": 760_000}]},
    ],
)
def test_money_needs_a_source(award: dict[str, Any]) -> None:
    violation = only(decision(source="", **award))
    assert (violation.code, violation.severity, violation.pointer) == (
        "required",
        "error",
        "/bonus_source",
    )
    assert violations_of(decision(**award)) == []


def test_no_money_needs_no_source() -> None:
    assert violations_of(decision(source="")) == []
    assert violations_of(decision(source="", bonus={})) == []


def test_unsound_rows_are_passed_over() -> None:
    assert (
        violations_of({"awards": [None, {}, {"individuals": [None, {}]}], "issued_date": TODAY})
        == []
    )
    assert violations_of({}) == []


def test_every_rule_cites_its_clause() -> None:
    assert all("Điều" in rule.text for rule in AWARD_RULES)


@pytest.mark.parametrize(
    "name",
    [
        "Bằng khen của Thủ tướng Chính phủ",
        "Cờ thi đua của Chính phủ",
        "Chiến sĩ thi đua toàn quốc",
        "Huân chương Lao động hạng Ba",
        "Nhà giáo Ưu tú",
        "Xã tiêu biểu",
    ],
)
def test_what_the_state_level_decides_is_beyond_those_below(name: str) -> None:
    for authority in (SO, XA, TINH):
        found = violations_of(decision(form="other", form_name=name, authority=authority))
        is_the_provinces = name == "Xã tiêu biểu" and authority == TINH
        expected = [] if is_the_provinces else ["award_beyond_authority"]
        assert [violation.code for violation in found] == expected, authority


def test_a_free_name_has_the_coefficient_of_the_form_that_it_names() -> None:
    free = decision(form="other", form_name="Giấy khen", bonus={"individual": 1_000_000})
    assert only(free).code == "bonus_differs"
    assert "760.000 đồng = 0,3 × 2.530.000" in only(free).message

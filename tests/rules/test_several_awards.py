"""Several awards of one recipient in one decision: which sums are due together (Điều 49 khoản 5-7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service import reference
from service.rules import several_awards
from service.rules.award_rows import rows_of
from service.rules.several_awards import SEVERAL_AWARD_RULES, period_of
from tests import reviewed

REFERENCE = reference.load()
BINH = {"full_name": "Trần Thị Bình", "organ_name": "Văn phòng Sở"}
SUMS = {"lao_dong_tien_tien": 760_000, "chien_si_thi_dua_co_so": 2_530_000, "giay_khen": 760_000}


def award(form: str, achievement: str, *people: dict[str, Any]) -> dict[str, Any]:
    return {
        "form": form,
        "achievement": achievement,
        "individuals": list(people or (BINH,)),
        "bonus": {"individual": SUMS[form]},
    }


def found(*awards: dict[str, Any], on: date | None = date(2026, 11, 20)) -> list[tuple[Any, ...]]:
    record = {"issued_date": on, "subject": "Về việc khen thưởng", "awards": list(awards)}
    violations = reviewed.by_rules(SEVERAL_AWARD_RULES, record, REFERENCE, lambda _: "Khen thưởng")
    assert all(violation.severity == "warning" for violation in violations)
    return [(one.code, one.pointer, one.suggestion) for one in violations]


LDTT, CSTD, GIAY_KHEN = "lao_dong_tien_tien", "chien_si_thi_dua_co_so", "giay_khen"
ONLY_THE_HIGHEST = ("titles_of_one_period", "/awards/0/individuals/0/bonus", 0)


def test_of_two_titles_of_one_year_only_the_higher_sum_is_due() -> None:
    first, second = award(LDTT, "hoàn thành nhiệm vụ năm 2026"), award(CSTD, "thành tích năm 2026")
    assert found(first, second) == [ONLY_THE_HIGHEST]
    assert found(second, first) == [("titles_of_one_period", "/awards/1/individuals/0/bonus", 0)]


def test_titles_of_two_years_have_a_sum_each() -> None:
    assert found(award(LDTT, "năm 2025"), award(CSTD, "năm 2026")) == []


def test_the_mend_is_a_sum_of_nothing_which_raises_nothing() -> None:
    mended = award(LDTT, "năm 2026", BINH | {"bonus": 0})
    assert found(mended, award(CSTD, "năm 2026")) == []


def test_titles_whose_period_is_not_said_are_asked_about() -> None:
    assert found(award(LDTT, "hoàn thành nhiệm vụ"), award(CSTD, "năm 2026")) == [
        ("titles_of_one_period", "/awards/0/individuals/0", None)
    ]


def test_a_title_and_a_form_have_a_sum_each() -> None:
    assert found(award(CSTD, "năm 2026"), award(GIAY_KHEN, "năm 2026")) == []


@pytest.mark.parametrize(
    ("one", "other", "is_asked"),
    [
        ("trong năm 2026", "trong công tác năm 2026", True),
        ("trong phong trào hiến máu", "trong phong trào hiến máu", True),
        ("trong phong trào hiến máu", "trong cải cách hành chính", False),
        ("giai đoạn 2015 - 2020", "giai đoạn 2011 - 2020", False),
        ("quý I năm 2026", "quý II năm 2026", False),
    ],
)
def test_two_forms_are_asked_about_when_time_or_achievement_is_one(
    one: str, other: str, is_asked: bool
) -> None:
    codes = [code for code, _, _ in found(award(GIAY_KHEN, one), award(GIAY_KHEN, other))]
    assert codes == (["forms_of_one_time"] if is_asked else [])


def test_namesakes_of_two_units_or_years_are_two_people() -> None:
    elsewhere = BINH | {"organ_name": "Phòng Lãnh sự"}
    assert found(award(LDTT, "năm 2026"), award(CSTD, "năm 2026", elsewhere)) == []
    older, younger = BINH | {"birth_year": 1970}, BINH | {"birth_year": 1990}
    assert found(award(LDTT, "năm 2026", older), award(CSTD, "năm 2026", younger)) == []
    assert found(award(LDTT, "năm 2026", older), award(CSTD, "năm 2026")) == [ONLY_THE_HIGHEST]


def test_without_money_or_under_another_decree_nothing_is_said() -> None:
    bare = [{**award(form, "năm 2026"), "bonus": None} for form in (LDTT, CSTD)]
    assert found(*bare) == []
    both = award(LDTT, "năm 2026"), award(CSTD, "năm 2026")
    assert found(*both, on=date(2025, 6, 30)) == []
    assert found(*both, on=date(2025, 7, 1)) == [ONLY_THE_HIGHEST]
    assert found(*both, on=None) == [ONLY_THE_HIGHEST]


def test_the_statutory_sum_is_compared_too() -> None:
    both = [{**award(form, "năm 2026"), "bonus": "statutory"} for form in (LDTT, CSTD)]
    assert found(*both) == [ONLY_THE_HIGHEST]


def test_collectives_and_households_are_recipients_as_well() -> None:
    unit = {"name": "Phòng Lãnh sự", "organ_name": "Sở Ngoại vụ"}
    awards = [
        {"form": form, "achievement": "năm 2026", "collectives": [unit], "bonus": {"collective": s}}
        for form, s in (("tap_the_lao_dong_tien_tien", 2_030_000), ("co_thi_dua", 20_240_000))
    ]
    assert found(*awards) == [("titles_of_one_period", "/awards/0/collectives/0/bonus", 0)]


def test_periods_are_read_in_the_first_text_that_names_one() -> None:
    assert period_of("đã có thành tích", "năm học 2025 – 2026") == {("năm học", "2025", "2026")}
    assert period_of("6 tháng đầu năm 2026") != period_of("năm 2026")
    assert period_of("năm 2026", "năm 2025") == {("", "2026", "2026")}
    assert period_of("có thành tích xuất sắc") == frozenset()


def test_a_list_is_looked_up_as_often_for_a_hundred_rows_as_for_ten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def counted(award: Any, listed: str) -> list[Any]:
        asked.append(listed)
        return rows_of(award, listed)

    monkeypatch.setattr(several_awards, "rows_of", counted)
    counts = []
    for many in (10, 100):
        people = [{"full_name": f"Trần Thị Bình {n}"} for n in range(many)]
        asked.clear()
        told = found(
            award(LDTT, "thành tích năm 2026", *people), award(CSTD, "thành tích năm 2026", *people)
        )
        counts.append((len(told), len(asked)))
    assert counts[0][1] == counts[1][1]
    assert [told for told, _ in counts] == [10, 100]

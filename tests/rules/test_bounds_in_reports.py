"""A rule about periods is silent up to its bound and speaks one step beyond it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from service.rules import Rule, numbering, periods
from tests.reviewed import pointers_of, violations_of


def lasting(label: str, days: int, first: date = date(2019, 1, 1)) -> dict[str, Any]:
    """A period of so many days, the first and the last counted."""
    last = first + timedelta(days=days - 1)
    return {"period": {"label": label, "from": first, "to": last}}


@pytest.mark.parametrize(
    ("labels", "least", "most", "called"),
    [
        (["6 tháng đầu năm 2019", "06 tháng cuối năm", "Sáu tháng"], 165, 200, "6 tháng"),
        (["9 tháng năm 2019", "09 tháng", "Chín tháng đầu năm"], 255, 290, "9 tháng"),
        (["quý I", "Quý II năm 2019", "quý iii", "quý IV/2019", "quý 1", "quý 4"], 80, 105, "một quý"),
        (["tháng 1", "Tháng 12 năm 2019", "tháng 01/2019"], 25, 35, "một tháng"),
        (["năm 2019", "Năm 2020"], 335, 380, "một năm"),
    ],
)  # fmt: skip
def test_a_period_may_be_some_days_shorter_or_longer_than_its_name_says(
    labels: list[str], least: int, most: int, called: str
) -> None:
    for label in labels:
        for days in (least, most):
            assert pointers_of(periods.period_length, lasting(label, days)) == [], (label, days)
        for days in (least - 1, most + 1):
            (violation,) = violations_of(periods.period_length, lasting(label, days))
            assert violation.pointer == "/period/label"
            assert f"Tên kỳ là {called} nhưng" in violation.message
            assert f"có {days} ngày" in violation.message


@pytest.mark.parametrize(
    ("label", "days"),
    [
        ("giai đoạn 2015 - 2020", 40),
        ("quý V", 5),
        ("quý 5", 5),
        ("quý I", 90),  # exactly a quarter
        ("cả năm 2019 và năm 2020", 731),
        ("tháng 100", 5),
    ],
)
def test_a_period_of_another_name_has_no_length_of_its_own(label: str, days: int) -> None:
    assert pointers_of(periods.period_length, lasting(label, days)) == []


@pytest.mark.parametrize(
    ("first", "last", "silent"),
    [
        (date(2015, 1, 1), date(2020, 12, 31), True),
        (date(2014, 12, 15), date(2020, 12, 14), True),  # cut-off in December of the year before
        (date(2014, 1, 1), date(2021, 12, 31), True),
        (date(2013, 12, 31), date(2020, 12, 31), False),
        (date(2016, 1, 1), date(2020, 12, 31), False),
        (date(2015, 1, 1), date(2022, 1, 1), False),
        (date(2015, 1, 1), date(2019, 12, 31), False),
        (date(2015, 1, 1), None, True),
        (None, date(2020, 6, 30), True),
        (None, date(2022, 6, 30), False),
        (date(2016, 1, 1), None, False),
    ],
)
def test_a_period_begins_and_ends_in_the_years_of_its_name_or_beside_them(
    first: date | None, last: date | None, silent: bool
) -> None:
    record = {"period": {"label": "giai đoạn 2015 - 2020", "from": first, "to": last}}
    assert pointers_of(periods.period_years, record) == ([] if silent else ["/period/label"])
    unnamed = {"period": {"label": "nhiệm kỳ", "from": first, "to": last}}
    assert pointers_of(periods.period_years, unnamed) == []


@pytest.mark.parametrize(
    ("subject", "silent"),
    [
        ("Tổng kết năm 2014", False),
        ("Tổng kết năm 2015", True),
        ("Tổng kết năm 2018", True),
        ("Phương hướng năm 2021", True),  # the year after is what comes next
        ("Phương hướng năm 2022", False),
        ("Sơ kết 2014, nhiệm vụ 2016", True),
        ("Tổng kết công tác", True),
        ("Tổng kết 20155 việc", True),
    ],
)
def test_the_year_of_the_subject_is_one_of_the_period_or_the_next(
    subject: str, silent: bool
) -> None:
    record = {"period": {"label": "giai đoạn 2015 - 2020"}, "subject": subject}
    assert pointers_of(periods.subject_year, record) == ([] if silent else ["/subject"])


def test_the_days_of_a_period_tell_its_years_too() -> None:
    record = {
        "period": {"label": "nhiệm kỳ", "from": date(2015, 1, 1), "to": date(2020, 1, 1)},
        "subject": "Tổng kết năm 2018",
    }
    assert pointers_of(periods.subject_year, record) == []
    assert pointers_of(periods.subject_year, record | {"subject": "Tổng kết năm 2022"}) == [
        "/subject"
    ]
    assert pointers_of(periods.subject_year, {"period": {}, "subject": "Tổng kết năm 2018"}) == []


def test_a_report_of_the_first_day_of_its_period_is_not_too_early() -> None:
    first = date(2020, 1, 1)
    for issued, silent in ((first, True), (date(2019, 12, 31), False)):
        record = {"period": {"label": "năm 2020", "from": first}, "issued_date": issued}
        assert (pointers_of(periods.issued_before_period, record) == []) is silent


def test_a_period_of_one_day_is_not_turned_round() -> None:
    day = date(2020, 1, 1)
    for last, silent in ((day, True), (day - timedelta(days=1), False)):
        record = {"period": {"label": "năm 2020", "from": day, "to": last}}
        assert (pointers_of(periods.period_reversed, record) == []) is silent
        assert pointers_of(periods.period_length, lasting("năm 2020", 1)) == ["/period/label"]
    # What is turned round has no length to speak of.
    turned = {"period": {"label": "năm 2020", "from": day, "to": date(2019, 1, 1)}}
    assert pointers_of(periods.period_length, turned) == []


@pytest.mark.parametrize(
    "label",
    ["6 tháng đầu năm 2019", "06 tháng", "sáu tháng", "9 tháng", "09 tháng", "chín tháng",
     "quý I", "quý II", "quý III", "quý 1", "quý 3", "giữa kỳ", "giữa nhiệm kỳ 2020 - 2025", "nửa nhiệm kỳ"],
)  # fmt: skip
def test_the_middle_of_something_is_no_tong_ket(label: str) -> None:
    record = {"period": {"label": label}, "kind": "tong_ket"}
    assert pointers_of(periods.kind_for_period, record) == ["/kind"]
    assert pointers_of(periods.kind_for_period, record | {"kind": "so_ket"}) == []


@pytest.mark.parametrize(
    ("label", "kind", "silent"),
    [
        ("năm 2019", "so_ket", False),
        ("cả năm 2019", "so_ket", False),
        ("năm 2019", "tong_ket", True),
        ("quý IV", "tong_ket", True),  # the last quarter closes the year
        ("quý 4", "tong_ket", True),
        ("năm 2019 và 2020", "so_ket", True),
        ("hết năm 2019", "so_ket", True),
        ("16 tháng", "tong_ket", True),
    ],
)
def test_a_whole_year_is_no_so_ket(label: str, kind: str, silent: bool) -> None:
    record = {"period": {"label": label}, "kind": kind}
    assert pointers_of(periods.kind_for_period, record) == ([] if silent else ["/kind"])


@pytest.mark.parametrize(
    ("subject", "kind", "meant"),
    [
        ("Sơ kết năm 2019", "tong_ket", "so_ket"),
        ("Tổng kết năm 2019", "so_ket", "tong_ket"),
        ("TỔNG KẾT năm 2019", "so_ket", "tong_ket"),
        ("Sơ kết năm 2019", "so_ket", None),
        ("Báo cáo năm 2019", "so_ket", None),
        ("Sơ kết và tổng kết", "so_ket", None),
        ("Sơ kết năm 2019", None, None),
    ],
)
def test_a_subject_that_names_the_other_kind_offers_it(
    subject: str, kind: str | None, meant: str | None
) -> None:
    found = violations_of(periods.kind_differs, {"subject": subject, "kind": kind})
    assert [(violation.pointer, violation.suggestion) for violation in found] == (
        [("/kind", meant)] if meant else []
    )


@pytest.mark.parametrize(
    "place",
    [
        {"subject": "Tổng kết NĂM  2019"},
        {"opening": ["Trong năm 2019 …"]},
        {"closing": [None, "Trên đây là báo cáo năm 2019."]},
        {"sections": [{"heading": "Kết quả năm 2019"}]},
        {"sections": [{"heading": "A", "paragraphs": ["Năm 2019 đã qua."]}]},
        {"sections": [{"heading": "A", "items": ["việc năm 2019"]}]},
        {"sections": [{"heading": "A", "sections": [{"heading": "B năm 2019"}]}]},
        {"annexes": [{"title": "Danh mục năm 2019"}]},
    ],
)
def test_a_period_may_be_named_anywhere_in_the_report(place: dict[str, Any]) -> None:
    record = {"period": {"label": "năm 2019"}, "subject": "Tổng kết"} | place
    assert pointers_of(periods.period_not_named, record) == []
    other = record | {"period": {"label": "năm 2018"}}
    assert pointers_of(periods.period_not_named, other) == ["/period/label"]


SHORT = [
    "tồn tại",
    "hạn chế",
    "khó khăn",
    "khuyết điểm",
    "vướng mắc",
    "bất cập",
    "yếu kém",
    "thiếu sót",
]


@pytest.mark.parametrize("word", SHORT)
def test_shortcomings_may_be_called_by_any_of_their_names(word: str) -> None:
    for section in (
        {"heading": f"Những {word}"},
        {"heading": "Kết quả", "paragraphs": [None, f"Tuy nhiên, còn {word}."]},
        {"heading": "Kết quả", "items": [f"Bên cạnh đó vẫn còn một số {word}"]},
        {"heading": "Kết quả", "sections": [{"heading": word.upper()}]},
    ):
        assert pointers_of(periods.no_shortcomings, {"sections": [section]}) == [], section
    annex = {"sections": [{"heading": "Kết quả"}], "annexes": [{"title": f"Các {word}"}]}
    assert pointers_of(periods.no_shortcomings, annex) == []


def test_a_word_deep_inside_a_paragraph_is_no_part_on_shortcomings() -> None:
    near, far = ("Sở đã " + "x" * letters + " hạn chế" for letters in (30, 36))
    assert pointers_of(periods.no_shortcomings, {"sections": [{"paragraphs": [near]}]}) == []
    assert pointers_of(periods.no_shortcomings, {"sections": [{"paragraphs": [far]}]}) == [
        "/sections"
    ]
    assert pointers_of(periods.no_shortcomings, {"sections": []}) == []


@pytest.mark.parametrize(
    ("rule", "record", "pointer"),
    [
        (numbering.too_many_awards, lambda n: {"awards": [{}] * n}, "/awards/3999"),
        (numbering.too_many_in_report, lambda n: {"sections": [{}] * n}, "/sections/3999"),
        (numbering.too_many_in_report, lambda n: {"annexes": [{}] * n}, "/annexes/3999"),
        (
            numbering.too_many_in_report,
            lambda n: {"sections": [{}, {"sections": [{}] * n}], "use_parts": True},
            "/sections/1/sections/3999",
        ),
    ],
)
def test_a_list_numbered_in_roman_has_at_most_3999_rows(
    rule: Rule, record: Any, pointer: str
) -> None:
    assert pointers_of(rule, record(3999)) == []
    (violation,) = violations_of(rule, record(4000))
    assert violation.pointer == pointer
    assert violation.message.startswith("Có 4000 ")
    assert "nhiều nhất là 3999 vì" in violation.message


def test_sections_inside_a_section_are_not_numbered_in_roman_without_parts() -> None:
    record = {"sections": [{"sections": [{}] * 4000}], "use_parts": False}
    assert pointers_of(numbering.too_many_in_report, record) == []

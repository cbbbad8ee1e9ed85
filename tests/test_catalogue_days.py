"""The dated data on the first and the last day of everything: salaries, coefficients, legal texts, grantors."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from service import reference
from service.reference import WrongCatalogue, citations

REFERENCE = reference.load()
BASES, AWARDS = REFERENCE.catalogue, REFERENCE.awards
DAY = timedelta(days=1)

#: The base salaries with their first days, each in force until the next.
SALARIES = [
    (date(2013, 7, 1), 1_150_000, False),
    (date(2016, 5, 1), 1_210_000, False),
    (date(2017, 7, 1), 1_300_000, True),
    (date(2018, 7, 1), 1_390_000, False),
    (date(2019, 7, 1), 1_490_000, False),
    (date(2023, 7, 1), 1_800_000, False),
    (date(2024, 7, 1), 2_340_000, True),
    (date(2026, 7, 1), 2_530_000, True),
]


def test_each_salary_holds_from_its_first_day_to_the_eve_of_the_next() -> None:
    before: int | None = None
    for first, amount, sure in SALARIES:
        eve, found = AWARDS.base_salary(first - DAY), AWARDS.base_salary(first)
        assert (eve.amount if eve else None) == before
        assert found is not None
        assert (found.amount, found.sure, found.start) == (amount, sure, first)
        before = amount


NOW = "Nghị định số 152/2025/NĐ-CP"
LAST_DAY = date(2027, 2, 28)
FORMS = ["giay_khen", "bang_khen", "co_thi_dua", "lao_dong_tien_tien", "chien_si_thi_dua_co_so",
         "tap_the_lao_dong_tien_tien", "tap_the_lao_dong_xuat_sac", "other"]  # fmt: skip
#: Điều 50 and 54 of the decree: collectives twice, households one and a half times an individual.
COEFFICIENTS = {
    ("lao_dong_tien_tien", "individual"): "0.3",
    ("chien_si_thi_dua_co_so", "individual"): "1.0",
    ("tap_the_lao_dong_tien_tien", "collective"): "0.8",
    ("tap_the_lao_dong_xuat_sac", "collective"): "1.5",
    ("co_thi_dua", "collective"): "8.0",
    ("giay_khen", "individual"): "0.3",
    ("giay_khen", "collective"): "0.6",
    ("giay_khen", "household"): "0.45",
    ("bang_khen", "individual"): "1.5",
    ("bang_khen", "collective"): "3.0",
    ("bang_khen", "household"): "2.25",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["individual", "collective", "household"])
def test_a_coefficient_is_that_of_the_decree_and_no_other_is_guessed(form: str, kind: str) -> None:
    found = AWARDS.coefficient(form, kind, date(2026, 11, 28))
    reported = COEFFICIENTS.get((form, kind))
    assert (found and (found.value, found.decree, found.sure)) == (
        reported and (Decimal(reported), NOW, True)
    )


@pytest.mark.parametrize(
    ("on", "decree"),
    [
        (date(2017, 9, 30), None),
        (date(2017, 10, 1), "Nghị định số 91/2017/NĐ-CP"),
        (date(2023, 12, 31), "Nghị định số 91/2017/NĐ-CP"),
        (date(2024, 1, 1), None),
        (date(2025, 6, 30), None),
        (date(2025, 7, 1), NOW),
        (date(2027, 2, 28), NOW),
        (date(2027, 3, 1), None),
    ],
)
def test_coefficients_hold_on_the_first_and_the_last_day_of_their_decree(
    on: date, decree: str | None
) -> None:
    found = AWARDS.coefficient("tap_the_lao_dong_xuat_sac", "collective", on)
    assert (found.decree if found else None) == decree
    reason = AWARDS.why_unknown("tap_the_lao_dong_xuat_sac", "collective", on)
    assert bool(reason) is (decree is None)
    assert reason in ("", "chưa có bảng hệ số tiền thưởng áp dụng vào ngày ký") or on > LAST_DAY


def test_after_the_last_day_of_a_decree_the_reason_says_what_ended_and_that_it_may_be_earlier() -> (
    None
):
    assert AWARDS.why_unknown("giay_khen", "individual", LAST_DAY + DAY) == (
        "chưa có hệ số tiền thưởng cho quyết định ký từ ngày 01 tháng 3 năm 2027, vì Nghị định số 152/2025/NĐ-CP"
        " hết hiệu lực chậm nhất từ ngày đó"
    )


def test_why_a_sum_is_unknown_is_said_from_the_salary_to_the_form() -> None:
    early, now = date(2013, 6, 30), date(2026, 11, 28)
    assert AWARDS.why_unknown("giay_khen", "individual", early) == (
        "chưa có mức lương cơ sở của ngày ký trong bảng"
    )
    for kind, name in (("collective", "tập thể"), ("individual", "cá nhân"), ("household", "hộ gia đình")):  # fmt: skip
        assert AWARDS.why_unknown("other", kind, now) == (
            f"chưa có hệ số tiền thưởng của hình thức này cho {name} vào ngày ký"
        )


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("1", 10_000), ("9999.99", 10_000), ("10000", 10_000), ("10000.01", 20_000), ("759000", 760_000), ("760000", 760_000)],
)  # fmt: skip
def test_a_sum_is_rounded_up_to_whole_tens_of_thousands(exact: str, rounded: int) -> None:
    assert AWARDS.rounded(Decimal(exact)) == rounded


def test_an_uncertain_salary_or_coefficient_makes_the_sum_uncertain() -> None:
    def sure(form: str, kind: str, on: date) -> bool:
        bonus = AWARDS.statutory_bonus(form, kind, on)
        assert bonus is not None
        return bonus.sure

    assert sure("tap_the_lao_dong_xuat_sac", "collective", date(2018, 6, 30))
    assert not sure("tap_the_lao_dong_xuat_sac", "collective", date(2018, 7, 1))
    assert not sure("giay_khen", "individual", date(2018, 6, 30))
    assert sure("giay_khen", "individual", date(2026, 11, 28))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Giấy khen", "giay_khen"),
        ("“BẰNG KHEN” của tỉnh", "bang_khen"),
        ("Chiến sỹ thi đua cơ sở", "chien_si_thi_dua_co_so"),
        ("Chiến sĩ thi đua cấp tỉnh", "chien_si_thi_dua_cap_tinh"),
        ("Tập thể lao động xuất sắc năm 2025", "tap_the_lao_dong_xuat_sac"),
        ("Chứng nhận", "other"),
        ("", "other"),
    ],
)
def test_a_form_in_free_words_is_the_one_that_it_begins_with(typed: str, meant: str) -> None:
    assert AWARDS.meant("other", typed) == meant
    assert AWARDS.meant("giay_khen", typed) == "giay_khen"


def test_the_clause_of_a_grantor_changes_on_the_day_of_the_new_law() -> None:
    director = AWARDS.grantor("Giám đốc Sở Nội vụ")
    assert director is not None
    old, new = (director.clause_on(day) for day in (date(2023, 12, 31), date(2024, 1, 1)))
    assert old == "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003"
    assert new.startswith("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022, khoản 1 Điều 80")


#: First and last day in force of the texts cited most, None for no end known (domain tables).
IN_FORCE = [
    ("luat-tdkt-2003", date(2004, 7, 1), date(2023, 12, 31)),
    ("luat-tdkt-2022", date(2024, 1, 1), None),
    ("luat-tdkt-sd-2026", date(2026, 10, 1), None),
    ("nd-42-2010", date(2010, 6, 1), date(2017, 9, 30)),
    ("nd-91-2017", date(2017, 10, 1), date(2023, 12, 31)),
    ("nd-98-2023", date(2024, 1, 1), date(2025, 6, 30)),
    ("nd-152-2025", date(2025, 7, 1), date(2027, 2, 28)),
    ("tt-bnv-12-2019", date(2020, 1, 1), date(2024, 2, 23)),
    ("tt-bnv-15-2025", date(2025, 8, 5), None),
    ("luat-tccqdp-2015", date(2016, 1, 1), date(2025, 2, 28)),
    ("luat-tccqdp-2025a", date(2025, 3, 1), date(2025, 6, 15)),
    ("luat-tccqdp-2025b", date(2025, 6, 16), None),
    ("nd-45-2025", date(2025, 3, 1), date(2025, 6, 15)),
    ("nd-150-2025", date(2025, 6, 16), None),
    ("nd-30-2020", date(2020, 3, 5), None),
]


@pytest.mark.parametrize(("text", "first", "last"), IN_FORCE)
def test_a_text_holds_from_its_first_to_its_last_day(
    text: str, first: date, last: date | None
) -> None:
    item = BASES.get(text)
    assert item is not None
    assert [item.in_force(day) for day in (first - DAY, first)] == [False, True]
    ends = last or date(2099, 1, 1)
    assert [item.in_force(day) for day in (ends, ends + DAY)] == [True, last is None]
    listed = [basis.id for basis in BASES.in_force(first)]
    assert text in listed


def test_a_text_without_a_first_day_holds_from_its_day_of_issue() -> None:
    item = BASES.get("nq-202-2025")
    assert item is not None
    assert item.start is None
    assert [item.in_force(item.issued + days * DAY) for days in (-1, 0)] == [False, True]


@pytest.mark.parametrize(
    ("text", "on", "companions"),
    [
        ("luat-tdkt-2022", date(2026, 9, 30), []),
        ("luat-tdkt-2022", date(2026, 10, 1), ["luat-tdkt-sd-2026"]),
        ("luat-tccqdp-2015", date(2020, 6, 30), []),
        ("luat-tccqdp-2015", date(2020, 7, 1), ["luat-sd-tccp-tccqdp-2019"]),
        ("luat-tccqdp-2015", date(2025, 3, 1), []),
        ("nd-24-2014", date(2020, 11, 25), ["nd-107-2020"]),
        ("nd-30-2020", date(2026, 1, 1), []),
    ],
)
def test_an_amendment_belongs_beside_its_text_while_it_holds(
    text: str, on: date, companions: list[str]
) -> None:
    item = BASES.get(text)
    assert item is not None
    assert [companion.id for companion in BASES.companions(item, on)] == companions


def test_a_text_stands_in_a_line_before_those_of_its_amendments_and_a_law_in_one_with_them() -> (
    None
):
    decree, amended = BASES.get("nd-24-2014"), BASES.get("nd-107-2020")
    assert decree is not None
    assert amended is not None
    assert BASES.lines(decree, date(2020, 11, 25)) == (decree.line, amended.line)
    law, other = BASES.get("luat-tdkt-2022"), BASES.get("luat-tdkt-sd-2026")
    assert law is not None
    assert other is not None
    assert BASES.lines(law, date(2026, 10, 1)) == (f"Căn cứ {law.cite} và {other.cite}",)


def test_an_entry_tells_everything_that_a_picker_shows() -> None:
    item = BASES.get("nd-98-2023")
    assert item is not None
    reported = item.as_json()
    assert reported == {
        "id": "nd-98-2023",
        "kind": "nghi_dinh",
        "number": "98/2023/NĐ-CP",
        "cite": item.cite,
        "line": f"Căn cứ {item.cite}",
        "issued": "2023-12-31",
        "from": "2024-01-01",
        "to": "2025-06-30",
        "at_latest": "",
        "replaced_by": "nd-152-2025",
        "certainty": reported["certainty"],
        "sources": ["ND152"],
        "note": item.note,
    }
    assert set(reported["certainty"]) == {"text", "from", "to"}
    assert set(reported["certainty"].values()) <= {"H", "M", "L"}
    doubtful = BASES.get("nd-42-2010")
    assert doubtful is not None
    assert doubtful.as_json()["certainty"] == {"text": "H", "from": "L", "to": "L"}
    assert [doubtful.sure(part) for part in ("text", "from", "to")] == [True, False, False]


def cited(line: str) -> citations.Citation:
    return citations.parse(line)[0]


TITLE = "của Chính phủ về công tác văn thư"


@pytest.mark.parametrize(
    ("number", "near"),
    [
        ("31/2020/NĐ-CP", True),
        ("3/2020/NĐ-CP", True),
        ("30/2022/NĐ-CP", True),
        ("30/2012/NĐ-CP", True),
        ("31/2022/NĐ-CP", True),
        ("130/2021/NĐ-CP", True),
        ("31/2112/NĐ-CP", False),
        ("1130/2021/NĐ-CP", False),
        ("30/2020/NĐ-CP-ABC", False),
    ],
)
def test_a_number_is_near_within_two_characters(number: str, near: bool) -> None:
    found = BASES.near(cited(f"Căn cứ Nghị định số {number} ngày 05 tháng 3 năm 2020 {TITLE}"))
    assert (found.id if found else None) == ("nd-30-2020" if near else None)


@pytest.mark.parametrize(
    ("day", "near"),
    [
        ("15 tháng 6 năm 2021", True),
        ("15 tháng 7 năm 2022", True),
        ("16 tháng 6 năm 2022", True),
        ("16 tháng 7 năm 2022", False),
        ("16 tháng 6 năm 2021", False),
    ],
)
def test_a_law_is_near_when_one_part_of_its_date_is_off(day: str, near: bool) -> None:
    found = BASES.near(cited(f"Căn cứ Luật Thi đua, khen thưởng ngày {day}"))
    assert (found.id if found else None) == ("luat-tdkt-2022" if near else None)


def test_a_very_long_title_is_not_looked_up() -> None:
    """A title of 700 letters is read; one more makes it none of the catalogue's."""
    name = "Thi đua, khen thưởng"
    for letters, known in ((700, True), (701, False)):
        padded = citations.Citation(0, 0, "luat", title=name + "," * (letters - len(name)))
        assert bool(BASES.same_title(padded)) is known


ENTRY = "{id: a, kind: luat, number: 1/2020/QH14, cite: Luật A ngày 01 tháng 5 năm 2020, issued: 2020-05-01%s}"


@pytest.mark.parametrize(
    ("more", "reported"),
    [
        (", from: 2020-05-01, to: 2020-05-01", None),
        (", from: 2020-04-30", "thứ tự"),
        (", to: 2020-04-30", "thứ tự"),
        (", to: 2020-05-01", None),
        (", from: 2020-06-01, to: 2020-05-31", "thứ tự"),
        (", companion_of: b", "“companion_of” nhắc đến “b”"),
        (", replaced_by: a", None),
        (", note: '  '", "“note” để trống"),
        (", grey_until: true", "“grey_until” phải là ngày"),
        (", certainty: {text: H, to: X}", "H, M hoặc L"),
        (", certainty: M", None),
    ],
)
def test_an_entry_is_sound_or_the_message_says_which_key_is_not(
    tmp_path: Path, more: str, reported: str | None
) -> None:
    path = tmp_path / "can-cu.yaml"
    path.write_text(f"items: [{ENTRY % more}]", encoding="utf-8")
    if reported is None:
        own = reference.load(path).catalogue
        assert own.as_of == BASES.as_of
        assert own.items[-1].id == "a"
        return
    with pytest.raises(WrongCatalogue, match=reported) as caught:
        reference.load(path)
    assert "can-cu.yaml, a" in str(caught.value)


def test_two_entries_of_one_id_are_refused_in_one_file_only(tmp_path: Path) -> None:
    path = tmp_path / "can-cu.yaml"
    path.write_text(f"items: [{ENTRY % ''}, {ENTRY % ''}]", encoding="utf-8")
    with pytest.raises(WrongCatalogue, match="“id” này có hai lần"):
        reference.load(path)


def test_an_entry_without_a_name_is_reported_by_its_place_from_one(tmp_path: Path) -> None:
    path = tmp_path / "can-cu.yaml"
    path.write_text(f"items: [{ENTRY % ''}, {{kind: luat}}]", encoding="utf-8")
    with pytest.raises(WrongCatalogue, match=r"can-cu\.yaml, 2: thiếu “id”"):
        reference.load(path)


def test_the_names_of_laws_are_put_right_longest_first(tmp_path: Path) -> None:
    path = tmp_path / "can-cu.yaml"
    path.write_text("law_names: [Luật Cán bộ, 'Luật Cán bộ, công chức']", encoding="utf-8")
    own = reference.load(path).catalogue
    assert own.with_proper_names("luật cán bộ công chức và LUẬT CÁN BỘ") == (
        "Luật Cán bộ, công chức và Luật Cán bộ"
    )
    assert own.with_proper_names("pháp luật cán bộ") == "pháp luật cán bộ"


def test_the_title_of_an_amending_law_is_no_name_with_capitals_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "can-cu.yaml"
    cited = "Luật Sửa đổi, bổ sung một số điều của Luật Nhà ở ngày 01 tháng 5 năm 2020"
    entry = (ENTRY % "").replace("Luật A ngày 01 tháng 5 năm 2020", f"'{cited}'")
    path.write_text(f"items: [{entry}]", encoding="utf-8")
    own = reference.load(path).catalogue
    line = "Luật sửa đổi, bổ sung một số điều của Luật Nhà ở"
    assert own.with_proper_names(line) == line

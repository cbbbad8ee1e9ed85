"""The dated reference data: what was in force, who may decide, what it costs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import reference
from service.reference import WrongCatalogue, citations

REFERENCE = reference.load()
BASES, AWARDS = REFERENCE.catalogue, REFERENCE.awards
TODAY = date(2026, 11, 21)


def ids(on: date, q: str = "") -> list[str]:
    return [item.id for item in BASES.in_force(on, q)]


def office_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "can-cu.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_in_force_follows_the_day() -> None:
    assert "luat-tdkt-2003" in ids(date(2023, 12, 31))
    assert "luat-tdkt-2022" not in ids(date(2023, 12, 31))
    assert "luat-tdkt-2022" in ids(date(2024, 1, 1))
    assert [
        ids(day, "chinh quyen dia phuong") for day in (date(2025, 6, 15), date(2025, 6, 16))
    ] == [
        ["luat-tccqdp-2025a"],
        ["luat-tccqdp-2025b"],
    ]


def test_search_needs_neither_tones_nor_the_order_of_words() -> None:
    assert ids(TODAY, "khen thuong phan cap") == ["nd-152-2025"]
    assert ids(TODAY, "TT-BNV") == ["tt-bnv-15-2025", "tt-bnv-05-2025"]
    assert ids(TODAY, "không có gì như vậy") == []


def test_every_entry_is_found_by_its_own_line_and_by_nothing_else() -> None:
    for item in BASES.items:
        (cited,) = citations.parse(item.line)
        assert BASES.find(cited) is item
        assert BASES.near(cited) is None or item.is_law


def test_the_chain_of_replacements_ends_in_what_is_in_force() -> None:
    old = BASES.get("nd-121-2005")
    assert old is not None
    assert [
        new.id
        for day in (date(2012, 1, 1), date(2020, 1, 1), TODAY)
        if (new := BASES.replacement(old, day))
    ] == [
        "nd-42-2010",
        "nd-91-2017",
        "nd-152-2025",
    ]
    assert BASES.replacement(old, date(2027, 3, 1)) is None


def test_an_entry_is_public_as_plain_data() -> None:
    item = BASES.get("luat-tdkt-2022")
    assert item is not None
    reported = item.as_json()
    assert reported["line"] == "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
    assert (reported["from"], reported["to"]) == ("2024-01-01", None)


def test_an_office_adds_and_overrides_by_id(tmp_path: Path) -> None:
    path = office_file(
        tmp_path,
        """
as_of: 2027-01-15
items:
  - id: quy-che-tinh
    kind: quyet_dinh
    number: 12/2026/QĐ-UBND
    cite: Quyết định số 12/2026/QĐ-UBND ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh ban hành Quy chế thi đua, khen thưởng
    issued: 2026-02-05
    certainty: H
  - id: nd-152-2025
    kind: nghi_dinh
    number: 152/2025/NĐ-CP
    cite: Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về thi đua, khen thưởng
    issued: 2025-06-14
    to: 2026-12-31
    replaced_by: quy-che-tinh
    certainty: {text: H, to: L}
""",
    )
    own = reference.load(path).catalogue
    assert own.as_of == date(2027, 1, 15)
    assert len(own.items) == len(BASES.items) + 1
    changed = own.get("nd-152-2025")
    assert changed is not None
    assert changed.end == date(2026, 12, 31)
    assert (changed.sure("text"), changed.sure("to"), changed.sure("from")) == (True, False, False)


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("items: [1]", "cần các cặp"),
        ("items: {a: 1}", "danh sách"),
        ("as_of: hôm nay", "ngày"),
        ("itens: []", "itens"),
        ("items: [{id: a}]", "kind"),
        ("{", "không đọc được"),
        ("as_of: 2026-13-01", "không đọc được"),
        (
            "items: [{id: a, kind: luat, number: 1/2020/QH14, cite: Luật A ngày 01 tháng 5 năm 2020, issued: 2020-05-02}]",
            "khác “issued”",
        ),
        (
            "items: [{id: a, kind: luat, number: 1/2020/QH14, cite: Nghị định A, issued: 2020-05-02}]",
            "loại văn bản",
        ),
        (
            "items: [{id: a, kind: luat, number: 1/2020/QH14, cite: Luật A ngày 01 tháng 5 năm 2020, issued: 2020-05-01, replaced_by: b}]",
            "“b”",
        ),
        (
            "items: [{id: a, kind: luat, number: 1/2020/QH14, cite: Luật A ngày 01 tháng 5 năm 2020, issued: 2020-05-01, to: 2020-04-01}]",
            "thứ tự",
        ),
        (
            "items: [{id: a, kind: luat, number: 1/2020/QH14, cite: Luật A ngày 01 tháng 5 năm 2020, issued: 2020-05-01, certainty: X}]",
            "certainty",
        ),
        (
            "items: [{id: a, kind: luat, number: 1/2020/QH14, cite: Luật A ngày 01 tháng 5 năm 2020, issued: 2020-05-01T00:00:00}]",
            "issued",
        ),
        (
            "items: [{id: a, kind: nghi_dinh, number: 2/2020/NĐ-CP, cite: Nghị định số 1/2020/NĐ-CP ngày 01 tháng 5 năm 2020 của Chính phủ, issued: 2020-05-01}]",
            "number",
        ),
    ],
)
def test_a_wrong_office_file_is_refused_by_name(tmp_path: Path, text: str, reported: str) -> None:
    with pytest.raises(WrongCatalogue, match=reported) as caught:
        reference.load(office_file(tmp_path, text))
    assert "can-cu.yaml" in str(caught.value)


def test_a_missing_office_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongCatalogue):
        reference.load(tmp_path / "khong-co.yaml")


@pytest.mark.parametrize(
    ("form", "kind", "amount"),
    [
        ("giay_khen", "individual", 760_000),
        ("giay_khen", "collective", 1_520_000),
        ("giay_khen", "household", 1_140_000),
        ("lao_dong_tien_tien", "individual", 760_000),
        ("chien_si_thi_dua_co_so", "individual", 2_530_000),
        ("tap_the_lao_dong_tien_tien", "collective", 2_030_000),
        ("tap_the_lao_dong_xuat_sac", "collective", 3_800_000),
        ("co_thi_dua", "collective", 20_240_000),
        ("bang_khen", "individual", 3_800_000),
        ("bang_khen", "collective", 7_590_000),
    ],
)
def test_the_sums_of_today_are_those_of_the_decree(form: str, kind: str, amount: int) -> None:
    bonus = AWARDS.statutory_bonus(form, kind, TODAY)
    assert bonus is not None
    assert (bonus.amount, bonus.salary, bonus.sure) == (amount, 2_530_000, True)
    assert bonus.decree == "Nghị định số 152/2025/NĐ-CP"


def test_a_giay_khen_of_2020_is_computed_but_not_sure() -> None:
    on = date(2020, 7, 1)
    person, group = (
        AWARDS.statutory_bonus("giay_khen", kind, on) for kind in ("individual", "collective")
    )
    assert person is not None
    assert group is not None
    assert (person.amount, person.coefficient, person.sure) == (450_000, Decimal("0.3"), False)
    assert group.amount == 900_000
    assert AWARDS.statutory_bonus("giay_khen", "individual", on, "chu_tich_xa") is None


def test_the_sum_of_a_real_decision_of_2018_comes_out() -> None:
    bonus = AWARDS.statutory_bonus("tap_the_lao_dong_xuat_sac", "collective", date(2018, 3, 12))
    assert bonus is not None
    assert (bonus.amount, bonus.sure) == (1_950_000, True)


@pytest.mark.parametrize(
    ("form", "kind", "on", "reason"),
    [
        ("giay_khen", "individual", date(2024, 5, 5), "chưa có bảng hệ số"),
        ("giay_khen", "individual", date(2027, 3, 1), "hết hiệu lực chậm nhất từ ngày đó"),
        ("giay_khen", "individual", date(2013, 6, 30), "lương cơ sở"),
        ("giay_khen", "household", date(2020, 7, 1), "hộ gia đình"),
        ("lao_dong_tien_tien", "collective", TODAY, "tập thể"),
        ("other", "individual", TODAY, "cá nhân"),
    ],
)
def test_what_is_not_known_is_said_and_not_guessed(
    form: str, kind: str, on: date, reason: str
) -> None:
    assert AWARDS.statutory_bonus(form, kind, on) is None
    assert reason in AWARDS.why_unknown(form, kind, on)


def test_a_salary_begins_on_its_day() -> None:
    for day, amount in (
        (date(2026, 7, 1), 2_530_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2020, 7, 1), 1_490_000),
    ):
        salary = AWARDS.base_salary(day)
        assert salary is not None
        assert salary.amount == amount


@given(st.decimals("0.01", "50", places=2), st.integers(1, 100_000_000))
def test_sums_are_rounded_up_by_less_than_ten_thousand(coefficient: Decimal, salary: int) -> None:
    exact = coefficient * salary
    assert 0 <= AWARDS.rounded(exact) - exact < 10_000
    assert AWARDS.rounded(exact) % 10_000 == 0


@pytest.mark.parametrize(
    ("authority", "expected"),
    [
        ("Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh", "giam_doc_so"),
        ("GIÁM ĐỐC  SỞ NỘI VỤ", "giam_doc_so"),
        ("Chủ tịch UBND tỉnh Hà Tĩnh", "chu_tich_tinh"),
        ("Chủ tịch Uỷ ban nhân dân Thành phố Hồ Chí Minh", "chu_tich_tinh"),
        ("Chủ tịch Ủy ban nhân dân thành phố Hà Tĩnh", None),
        ("Chủ tịch Ủy ban nhân dân phường Thành Sen", "chu_tich_xa"),
        ("Bộ trưởng Bộ Ngoại giao", "bo_truong"),
        ("Thủ tướng Chính phủ", None),
        ("Giám đốc Công ty TNHH Sở Thích", None),
        ("", None),
    ],
)
def test_the_authority_line_tells_who_decides(authority: str, expected: str | None) -> None:
    found = AWARDS.grantor(authority)
    assert (found.id if found else None) == expected


def test_coefficients_and_salaries_do_not_overlap() -> None:
    day, last = date(2013, 1, 1), date(2028, 1, 1)
    while day < last:
        assert (
            sum(
                table.start <= day and (table.end is None or day <= table.end)
                for table in AWARDS.tables
            )
            <= 1
        )
        day += timedelta(days=17)
    assert [salary.start for salary in AWARDS.salaries] == sorted(
        (s.start for s in AWARDS.salaries), reverse=True
    )

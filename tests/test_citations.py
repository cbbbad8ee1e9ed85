"""One basis line is taken apart, and its deviations are found."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import wording
from service.reference import citations
from service.reference.basis_form import parse

DECREE = "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng;"


def test_a_decree_falls_into_kind_number_date_organ_and_title() -> None:
    (decree,) = parse(DECREE).citations
    assert (decree.kind, decree.number, decree.issued) == (
        "nghi_dinh",
        "91/2017/NĐ-CP",
        date(2017, 7, 31),
    )
    assert decree.organ == "Chính phủ"
    assert decree.title == "quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng"
    assert DECREE[decree.start : decree.end] == DECREE[len("Căn cứ ") : -1]
    assert parse(DECREE).deviations == ()


def test_a_law_has_a_name_and_a_date() -> None:
    (law,) = parse("Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025").citations
    assert (law.kind, law.title, law.issued) == (
        "luat",
        "Tổ chức chính quyền địa phương",
        date(2025, 6, 16),
    )
    assert law.is_law
    assert law.number == ""


def test_several_laws_of_one_line_are_kept_apart() -> None:
    line = "Căn cứ Luật Thi đua, khen thưởng ngày 26/11/2003, Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 14/6/2005 và Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 16/11 /2013;"
    assert [citation.issued for citation in parse(line).citations] == [
        date(2003, 11, 26),
        date(2005, 6, 14),
        date(2013, 11, 16),
    ]


def test_a_law_on_two_laws_is_one_law() -> None:
    line = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019"
    (law,) = parse(line).citations
    assert law.issued == date(2019, 11, 22)


def test_the_texts_named_in_a_title_are_not_cited() -> None:
    line = "Căn cứ Thông tư số 15/2025/TT-BNV ngày 04 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ quy định biện pháp thi hành Luật Thi đua, khen thưởng và Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ"
    (circular,) = parse(line).citations
    assert (circular.number, circular.issued, circular.organ) == (
        "15/2025/TT-BNV",
        date(2025, 8, 4),
        "Bộ trưởng Bộ Nội vụ",
    )


def test_a_real_line_with_every_deviation_is_corrected_at_once() -> None:
    line = "Căn cứ Nghị định 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng;"
    assert parse(line).corrected == DECREE


def test_what_is_no_basis_is_left_alone() -> None:
    for line in (
        "",
        "Căn cứ",
        "Theo đề nghị của Chánh Văn phòng Sở.",
        "Căn cứ Quy chế làm việc của Sở",
    ):
        basis = parse(line)
        assert basis.deviations == ()
        assert basis.corrected is None
        assert basis.citations[0].issued is None


def test_numbers_are_compared_without_zeros_blanks_and_dashes() -> None:
    assert citations.number_key("06/2022/QH15") == citations.number_key("6/2022/QH15")
    assert citations.number_key("12 /QĐ–UBND.") == "12/QĐ-UBND"


def test_folding_knows_both_ways_of_placing_tones() -> None:
    assert citations.fold("Uỷ ban, HOÀ  bình") == citations.fold("ủy ban hòa bình")
    assert citations.fold("thủy") != citations.fold("thùy")


@given(
    st.dates(date(1945, 9, 2), date(2100, 1, 1)),
    st.sampled_from(["{d}/{m}/{y}", "ngày {d}-{m}-{y}", "{d} tháng {m} năm {y}"]),
)
def test_every_date_is_corrected_to_the_proper_words(on: date, shape: str) -> None:
    line = "Căn cứ Công văn số 12/SNV-VP {} của Sở Nội vụ về khen thưởng"
    typed = line.format(shape.format(d=on.day, m=on.month, y=on.year))
    corrected = line.format(wording.long_date(on))
    assert parse(typed).corrected == corrected
    assert parse(corrected).deviations == ()
    assert parse(corrected).citations[0].issued == on


@given(st.text(alphabet=st.sampled_from("Căn cứLuậtsố0123/ĐQ-.…,;ngàythángăm và"), max_size=200))
def test_any_line_is_taken_apart_and_correcting_ends(line: str) -> None:
    basis = parse(line)
    assert all(0 <= citation.start <= citation.end <= len(line) for citation in basis.citations)
    corrected = basis.corrected
    for _ in range(3):
        if corrected is None:
            return
        corrected = parse(corrected).corrected
    assert corrected is None


LAW, AMENDMENT = "Luật A ngày 01 tháng 3 năm 2020", "Luật sửa đổi Luật A ngày 02 tháng 3 năm 2021"
DECREE_24 = "Nghị định số 24/2014/NĐ-CP ngày 04 tháng 4 năm 2014 của Chính phủ quy định tổ chức"


@pytest.mark.parametrize(
    ("lines", "cited", "left"),
    [
        ([f"Căn cứ {LAW}"], [], [f"Căn cứ {LAW}"]),
        ([f"Căn cứ {LAW}"], [f"Căn cứ {LAW};"], []),
        ([f"Căn cứ {LAW}"], [f"căn cứ vào {AMENDMENT}, {LAW}"], []),
        ([f"Căn cứ {LAW} và {AMENDMENT}"], [f"Căn cứ {LAW}"], [f"Căn cứ {AMENDMENT}"]),
        ([f"Căn cứ {LAW}", f"Căn cứ {LAW} và {AMENDMENT}"], [], [f"Căn cứ {LAW}", f"Căn cứ {AMENDMENT}"]),
        # A text that amends another one names it, and does not cite it.
        ([f"Căn cứ {DECREE_24}"], [f"Căn cứ Nghị định số 107/2020/NĐ-CP ngày 14 tháng 9 năm 2020 của Chính phủ sửa đổi {DECREE_24}"], [f"Căn cứ {DECREE_24}"]),
        (["Căn cứ Quy chế làm việc"], ["Căn cứ quy chế làm việc"], []),
    ],
)  # fmt: skip
def test_a_text_that_stands_in_the_list_is_not_cited_once_more(
    lines: list[str], cited: list[str], left: list[str]
) -> None:
    assert citations.not_cited(lines, cited) == left

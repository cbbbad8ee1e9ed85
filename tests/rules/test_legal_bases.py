"""Rules about legal bases: each is made to speak, and each is kept silent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service import reference
from service.rules.legal_bases import LEGAL_BASIS_RULES
from tests import reviewed

REFERENCE = reference.load()
ND152 = REFERENCE.catalogue.get("nd-152-2025")
LAW_2022 = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"

#: What a Sở Ngoại vụ may well cite on 01/7/2020 and on 21/11/2026: nothing of it deserves a warning.
BASES_2020 = [
    "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003 và Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 14 tháng 6 năm 2005, Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 16 tháng 11 năm 2013",
    "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng",
    "Căn cứ Thông tư số 12/2019/TT-BNV ngày 04 tháng 11 năm 2019 của Bộ trưởng Bộ Nội vụ quy định chi tiết thi hành một số điều của Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ",
    "Căn cứ Thông tư số 03/2018/TT-BNG ngày 01 tháng 11 năm 2018 của Bộ trưởng Bộ Ngoại giao hướng dẫn thực hiện công tác thi đua, khen thưởng trong ngành Ngoại giao",
    "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng Sở Ngoại vụ ngày 25 tháng 6 năm 2020",
]
BASES_2026 = [
    "Căn cứ Quyết định số 12/2025/QĐ-UBND ngày 01 tháng 8 năm 2025 của Ủy ban nhân dân tỉnh Hà Tĩnh quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Ngoại vụ",
    LAW_2022
    + " và Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026",
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng;",
    "Căn cứ Thông tư số 15/2025/TT-BNV ngày 04 tháng 8 năm 2025 của Bộ Nội vụ quy định biện pháp thi hành Luật Thi đua, khen thưởng và Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ",
    "Căn cứ Quy chế làm việc của Sở",
    "Theo đề nghị của Chánh Văn phòng Sở.",
]


def violations_of(
    bases: list[Any], on: date | None = date(2026, 11, 21), **record: Any
) -> list[Any]:
    """Every violation in these bases in a document of that day."""
    record |= {"legal_bases": bases, "issued_date": on}
    return reviewed.by_rules(LEGAL_BASIS_RULES, record, REFERENCE, lambda _: "Căn cứ")


def codes(*bases: str, on: date | None = date(2026, 11, 21), **record: Any) -> list[str]:
    return [violation.code for violation in violations_of(list(bases), on, **record)]


def only(*bases: str, on: date | None = date(2026, 11, 21)) -> Any:
    violations = violations_of(list(bases), on)
    assert len(violations) == 1, violations
    return violations[0]


def test_a_proper_list_of_2020_and_one_of_2026_are_not_warned_about() -> None:
    assert violations_of(BASES_2020, date(2020, 7, 1)) == []
    assert violations_of(BASES_2026, date(2026, 11, 21)) == []


def test_the_catalogue_never_warns_about_its_own_words_on_the_first_day_in_force() -> None:
    for item in REFERENCE.catalogue.items:
        found = violations_of([item.line], item.start or item.issued)
        assert [
            violation for violation in found if violation.code != "legal_basis_companion"
        ] == [], item.id


def test_a_basis_younger_than_the_document_is_an_error() -> None:
    violation = only(*BASES_2020, LAW_2022, on=date(2020, 7, 1))
    assert (violation.code, violation.severity, violation.pointer) == (
        "legal_basis_after_document",
        "error",
        "/legal_bases/5",
    )
    assert "15/06/2022" in violation.message
    unknown = "Căn cứ Quyết định số 5/QĐ-UBND ngày 02 tháng 7 năm 2020 của Ủy ban nhân dân tỉnh về thi đua"
    assert only(unknown, on=date(2020, 7, 1)).severity == "error"


def test_the_date_of_an_event_named_in_a_basis_is_at_most_a_warning() -> None:
    plan = "Căn cứ Kế hoạch tổ chức Hội nghị ngày 05 tháng 7 năm 2020 của Sở"
    assert only(plan, on=date(2020, 7, 1)).severity == "warning"
    numbered = "Căn cứ Kế hoạch số 5/KH-SNgV của Sở về tổ chức Hội nghị ngày 05 tháng 7 năm 2020"
    assert "legal_basis_after_document" not in codes(numbered, on=date(2020, 7, 1))


def test_a_basis_of_the_same_day_is_not_younger() -> None:
    assert codes(LAW_2022, on=date(2022, 6, 15)) == ["legal_basis_not_in_force"]


def test_an_expired_decree_is_replaced_along_the_whole_chain() -> None:
    violation = only(BASES_2020[1])
    assert (violation.code, violation.severity) == ("legal_basis_expired", "warning")
    assert ND152 is not None
    assert violation.suggestion == ND152.line
    assert "28/11/2026" in violation.message
    assert codes(BASES_2020[1], on=date(2023, 12, 31)) == []


def test_two_expired_laws_in_one_line_give_way_to_one() -> None:
    violation = only(BASES_2020[0], on=date(2024, 5, 6))
    assert violation.suggestion == LAW_2022


def test_no_replacement_is_suggested_where_it_stands_already() -> None:
    violation = only(BASES_2026[2], BASES_2020[1])
    assert (violation.pointer, violation.suggestion) == ("/legal_bases/1", None)
    assert "bỏ căn cứ này" in violation.message


def test_a_grey_period_speaks_softly_and_a_filed_dossier_not_at_all() -> None:
    old = "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng"
    assert "chuyển tiếp" in only(old, on=date(2025, 9, 1)).message
    assert "chuyển tiếp" not in only(old, on=date(2026, 2, 1)).message
    assert (
        codes(
            old,
            on=date(2025, 9, 1),
            subject="Khen thưởng (hồ sơ tiếp nhận trước ngày 01 tháng 7 năm 2025)",
        )
        == []
    )


def test_a_doubtful_end_is_reported_as_doubtful() -> None:
    old = REFERENCE.catalogue.get("nd-42-2010")
    assert old is not None
    assert "chưa chắc chắn" in only(old.line, on=date(2018, 1, 5)).message
    assert "chưa chắc chắn" not in only(BASES_2020[1], on=date(2024, 1, 5)).message


def test_without_a_date_the_day_of_the_catalogue_counts_for_what_has_expired() -> None:
    assert codes(BASES_2020[1], on=None) == ["legal_basis_expired"]
    assert codes(*BASES_2026, on=None) == []


def test_a_law_not_yet_in_force_is_a_warning() -> None:
    violation = only(LAW_2022, on=date(2023, 5, 5))
    assert (violation.code, violation.severity) == ("legal_basis_not_in_force", "warning")
    assert codes(LAW_2022, on=date(2024, 1, 1)) == []


def test_a_circular_on_repealed_law_is_doubtful_afterwards() -> None:
    assert codes(BASES_2020[3], on=date(2024, 1, 1)) == ["legal_basis_doubtful"]
    assert codes(BASES_2020[3], on=date(2023, 12, 31)) == []


def test_the_amendment_is_missed_beside_the_law_and_offered() -> None:
    violation = only(LAW_2022 + ";")
    assert violation.code == "legal_basis_companion"
    assert violation.suggestion == BASES_2026[1] + ";"
    assert codes(LAW_2022, on=date(2026, 9, 30)) == []


def test_an_amendment_in_a_line_of_its_own_is_enough() -> None:
    amendment = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026"
    assert codes(LAW_2022, amendment) == []


def test_a_decree_dated_wrongly_is_corrected_from_the_catalogue() -> None:
    item = REFERENCE.catalogue.get("nd-24-2014")
    assert item is not None
    wrong = item.line.replace("ngày 04 tháng 4", "ngày 02 tháng 4")
    violation = only(wrong, on=date(2016, 1, 5))
    assert (violation.code, violation.suggestion) == ("legal_basis_mismatch", item.line)


@pytest.mark.parametrize(
    "typed", ["125/2025/NĐ-CP", "15/2025/NĐ-CP", "152/2026/NĐ-CP", "1522/2025/NĐ-CP"]
)
def test_a_number_off_by_one_or_two_characters_is_nearly_known(typed: str) -> None:
    assert ND152 is not None
    violation = only(ND152.line.replace("152/2025/NĐ-CP", typed, 1))
    assert (violation.code, violation.suggestion) == ("legal_basis_mismatch", ND152.line)
    assert "gần giống" in violation.message


def test_another_decree_with_a_neighbouring_number_is_left_alone() -> None:
    other = "Căn cứ Nghị định số 151/2025/NĐ-CP ngày 12 tháng 6 năm 2025 của Chính phủ quy định về phân định thẩm quyền của chính quyền địa phương 02 cấp"
    assert codes(other) == []


def test_a_law_dated_wrongly_is_corrected_when_one_place_is_off() -> None:
    violation = only(
        "Căn cứ Luật Thi đua, khen thưởng ngày 16 tháng 6 năm 2022", on=date(2025, 1, 6)
    )
    assert (violation.code, violation.suggestion) == ("legal_basis_mismatch", LAW_2022)
    violation = only(
        "Căn cứ Luật Thi đua, khen thưởng ngày 07 tháng 8 năm 2019", on=date(2025, 1, 6)
    )
    assert (violation.code, violation.suggestion) == ("legal_basis_mismatch", None)


def test_trich_yeu_of_another_text_or_none_at_all_is_reported() -> None:
    begin = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ"
    assert codes(f"{begin} về công tác văn thư") == []
    assert codes(f"{begin} về quản lý trang thiết bị y tế") == ["legal_basis_mismatch"]
    assert only(begin).suggestion == f"{begin} về công tác văn thư"


def test_a_number_in_a_law_is_taken_out() -> None:
    violation = only(
        "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022 của Quốc hội;",
        on=date(2025, 1, 6),
    )
    assert (violation.code, violation.suggestion) == ("legal_basis_law_number", LAW_2022 + ";")
    unknown = "Căn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024"
    assert only(unknown).suggestion == "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024"
    assert codes("Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024") == []


def test_the_capitals_of_a_law_are_put_right() -> None:
    real = "Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003 và Luật sửa đổi, bổ sung một số Điều của Luật Thi đua, Khen thưởng ngày 16 tháng 11 năm 2013"
    violation = only(real, on=date(2020, 7, 1))
    assert violation.code == "legal_basis_law_name"
    assert violation.suggestion.count("Luật Thi đua, khen thưởng") == 2
    assert "một số điều" in violation.suggestion
    assert (
        codes(
            "Căn cứ Quyết định số 7/QĐ-UBND ngày 03 tháng 3 năm 2025 của Ủy ban nhân dân tỉnh về thực hiện pháp luật thi đua, khen thưởng và Hội đồng Thi đua - Khen thưởng"
        )
        == []
    )


@pytest.mark.parametrize(
    ("typed", "proper"),
    [
        ("19/6/2015", "ngày 19 tháng 6 năm 2015"),
        ("ngày 19/06/2015", "ngày 19 tháng 6 năm 2015"),
        ("ngày 19.6.2015", "ngày 19 tháng 6 năm 2015"),
        ("05 tháng 3 năm 2015", "ngày 05 tháng 3 năm 2015"),
        ("ngày 5 tháng 3 năm 2015", "ngày 05 tháng 3 năm 2015"),
        ("ngày 15 tháng 03 năm 2015", "ngày 15 tháng 3 năm 2015"),
        ("ngày 15 tháng 2 năm 2015", "ngày 15 tháng 02 năm 2015"),
    ],
)
def test_dates_are_written_out(typed: str, proper: str) -> None:
    line = "Căn cứ Quyết định số 12/QĐ-UBND {} của Ủy ban nhân dân tỉnh về việc khen thưởng"
    violation = only(line.format(typed))
    assert (violation.code, violation.suggestion) == ("legal_basis_date", line.format(proper))
    assert codes(line.format(proper)) == []


def test_an_impossible_date_and_a_missing_one_are_reported() -> None:
    assert only("Căn cứ Biên bản họp ngày 31 tháng 6 năm 2020").suggestion is None
    assert (
        only("Căn cứ Luật Thi đua, khen thưởng năm 2022", on=date(2025, 1, 6)).suggestion
        == LAW_2022
    )
    assert codes(
        "Căn cứ Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh về việc khen thưởng"
    ) == ["legal_basis_date"]


@pytest.mark.parametrize(
    "line",
    [
        "Căn cứ Tờ trình số /TTr-SNV ngày",
        "Căn cứ Tờ trình số …/TTr-SNV ngày … tháng … năm 2026 của Sở Nội vụ",
        "Căn cứ Tờ trình số 15/TTr-SNV ngày tháng 6 năm 2026 của Sở Nội vụ",
    ],
)
def test_blanks_left_over_are_reported_once(line: str) -> None:
    assert codes(line) == ["legal_basis_blank"]


def test_the_form_of_a_number_is_corrected_where_that_is_certain() -> None:
    line = "Căn cứ Tờ trình {} ngày 05 tháng 6 năm 2026 của Văn phòng Sở"
    assert only(line.format("số 011/TTr-VP")).suggestion == line.format("số 11/TTr-VP")
    assert only(line.format("15/TTr-VP")).suggestion == line.format("số 15/TTr-VP")
    assert only(line.format("số 45/25010/TTr-VP")).suggestion is None
    assert codes(line.format("số 05/TTr-VP")) == []
    resolution = line.replace("Tờ trình", "Nghị quyết")
    assert codes(resolution.format("số 57-NQ/TW")) == []


def test_a_missing_organ_is_reported() -> None:
    line = "Căn cứ Quyết định số 35/2019/QĐ-UBND ngày 11 tháng 11 năm 2019{} ban hành Quy chế thi đua, khen thưởng"
    assert codes(line.format("")) == ["legal_basis_organ"]
    assert codes(line.format(" của Ủy ban nhân dân tỉnh")) == []


def test_rows_that_are_unsound_or_strange_are_passed_over() -> None:
    assert violations_of([None, "", "Căn cứ", 5, "x" * 20_000, "Căn cứ Luật"]) is not None
    assert reviewed.by_rules(LEGAL_BASIS_RULES, {}, REFERENCE, str) == []


def test_every_rule_cites_its_clause() -> None:
    for rule in LEGAL_BASIS_RULES:
        assert "Phụ lục I" in rule.text, rule.code
    assert len({rule.code for rule in LEGAL_BASIS_RULES}) == len(LEGAL_BASIS_RULES)


def test_a_hundred_hostile_lines_are_checked() -> None:
    parts = ("số 1/", "1", "ngày ", ".", "1/1/2020 ", "năm 2020, Luật ", "của ")
    hostile = ["Căn cứ Luật " + part * (1_450 // len(part)) for part in parts]
    found = violations_of((hostile * 15)[:100])
    assert {violation.pointer.rpartition("/")[0] for violation in found} <= {"/legal_bases"}


CIRCULAR = REFERENCE.catalogue.get("tt-bnv-15-2025")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        # The letters of another kind of text.
        (CIRCULAR, ("15/2025/TT-BNV", "15/2025/NĐ-CP"), "Số hiệu của căn cứ này gần giống"),
        # Of another organ than the one whose letters it carries.
        (CIRCULAR, ("Bộ Nội vụ quy", "Bộ Tài chính quy"), "Cơ quan ban hành không khớp"),
        (ND152, ("của Chính phủ quy", "của Thủ tướng Chính phủ quy"), "Cơ quan ban hành không khớp"),
        (REFERENCE.catalogue.get("luat-tdkt-2022"), ("Thi đua, khen thưởng", "Khen thưởng, thi đua"), "Tên của Luật này gần giống"),
    ],
)  # fmt: skip
def test_what_is_known_and_written_otherwise_is_told_with_its_own_words(
    right: Any, wrong: tuple[str, str], told: str
) -> None:
    line = right.line.replace(*wrong)
    assert line != right.line
    found = {one.code: one for one in violations_of([line])}["legal_basis_mismatch"]
    assert found.suggestion.startswith(right.line)
    assert found.message.startswith(told)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Quyết định số 20/KH-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh về giao nhiệm vụ", True),
        ("Nghị định số 70/2026/NĐ-CP ngày 10 tháng 3 năm 2026 của Quốc hội quy định chế độ báo cáo", True),
        ("Nghị định số 70/2026/NĐ-CP ngày 10 tháng 3 năm 2026 của Chính phủ quy định chế độ báo cáo", False),
        ("Kế hoạch số 12-KH/TU ngày 10 tháng 3 năm 2026 của Tỉnh ủy về phong trào thi đua", False),
        # A dispatch carries the letters of an office, whatever they are.
        ("Công văn số 12/CT-TTHT ngày 10 tháng 3 năm 2026 của Cục Thuế tỉnh về khen thưởng", False),
        ("Nghị quyết số 202/2025/QH15 ngày 12 tháng 6 năm 2025 của Quốc hội về việc sắp xếp đơn vị hành chính cấp tỉnh", False),
        # Another law of the same day whose name is like that of all laws that amend others.
        ("Luật sửa đổi, bổ sung một số điều của Luật Hộ tịch ngày 23 tháng 4 năm 2026", False),
    ],
)  # fmt: skip
def test_kind_organ_and_letters_of_a_text_belong_together(line: str, told: bool) -> None:
    assert ("legal_basis_mismatch" in codes(f"Căn cứ {line}")) is told


def test_a_norm_of_the_state_has_its_year_in_its_number() -> None:
    line = "Căn cứ Nghị định số 152/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định chế độ"
    assert codes(line) == ["legal_basis_number"]
    assert codes(line.replace("152/", "152/2025/").replace("14 tháng", "15 tháng")) != []
    # Before the law of 1996 numbers had none, and a decision's has none today.
    assert codes(line.replace("năm 2025", "năm 1993")) == []
    assert codes("Căn cứ Quyết định số 152/QĐ-UBND ngày 14 tháng 6 năm 2025 của Ủy ban") == []

"""A rule about legal bases turns on a day, on a word more or less, and says so in its message."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service import reference
from service.errors import Violation
from service.rules.legal_bases import LEGAL_BASIS_RULES
from tests import reviewed

REFERENCE = reference.load()
TODAY = date(2026, 11, 21)
ARCHIVES = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ"


def violations_of(*bases: str, on: date | None = TODAY, **record: Any) -> list[Violation]:
    record |= {"legal_bases": [*bases], "issued_date": on}
    return reviewed.by_rules(LEGAL_BASIS_RULES, record, REFERENCE, lambda _: "Căn cứ")


def line(text: str) -> str:
    item = REFERENCE.catalogue.get(text)
    assert item is not None
    return item.line


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2025, 6, 30), None),
        (date(2025, 7, 1), "đến ngày 31/12/2025 chỉ còn dùng cho hồ sơ nhận trước hoặc việc chuyển tiếp"),
        (date(2025, 12, 31), "đến ngày 31/12/2025 chỉ còn dùng cho hồ sơ nhận trước hoặc việc chuyển tiếp"),
        (date(2026, 1, 1), ""),
    ],
)  # fmt: skip
def test_an_ended_decree_is_reported_softly_to_the_last_grey_day(
    on: date, words: str | None
) -> None:
    found = violations_of(line("nd-98-2023"), on=on)
    assert [violation.code for violation in found] == (
        [] if words is None else ["legal_basis_expired"]
    )
    for violation in found:
        assert violation.message.startswith("Căn cứ này hết hiệu lực sau ngày 30/06/2025")
        assert (", đến ngày" in violation.message) is bool(words)
        assert (words or "") in violation.message
        assert violation.suggestion == line("nd-152-2025")


def test_without_a_day_an_ended_basis_is_not_for_what_is_signed_from_now_on() -> None:
    (violation,) = violations_of(line("nd-91-2017"), on=None)
    assert violation.message.startswith(
        "Căn cứ này hết hiệu lực sau ngày 31/12/2023, không dùng cho văn bản ký từ nay (xét theo hôm nay,"
        " 28/11/2026, vì văn bản chưa ghi đủ ngày ký) (theo danh mục"
    )


@pytest.mark.parametrize(
    "record",
    [
        {"subject": "hồ sơ tiếp nhận trước ngày 01 tháng 7 năm 2025"},
        {"proposed_by": "Hồ sơ đã nhận trước ngày 01/7/2025"},
        {"awards": [None, {"achievement": "hồ sơ được nộp trước ngày 01/7/2025"}]},
        {"awards": [{"achievement": "hồ sơ đã được gửi đến Sở trước ngày 01/7/2025"}]},
    ],
)
def test_a_dossier_of_before_may_follow_the_law_of_before(record: dict[str, Any]) -> None:
    old = line("nd-98-2023")
    assert violations_of(old, on=date(2026, 2, 2), **record) == []
    assert violations_of(old, on=date(2026, 2, 2), subject="hồ sơ nhận sau ngày 01/7/2025") != []
    far = {"subject": "hồ sơ nhận " + "x" * 41 + " trước ngày 01/7/2025"}
    assert violations_of(old, on=date(2026, 2, 2), **far) != []


@pytest.mark.parametrize(("words", "speaks"), [(8, True), (9, False)])
def test_an_organ_of_more_than_eight_words_holds_the_title(words: int, speaks: bool) -> None:
    typed = f"{ARCHIVES.removesuffix('Chính phủ')}{' '.join('abcdefghi'[:words])}"
    found = violations_of(typed)
    assert [violation.code for violation in found] == ["legal_basis_mismatch"] * speaks
    assert all("Căn cứ thiếu trích yếu nội dung" in violation.message for violation in found)


@pytest.mark.parametrize(
    ("title", "alike"),
    [
        ("về công tác văn thư", True),
        ("về công tác văn thư, lưu trữ", True),  # one begins the other
        ("về công tác văn thư, lưu trữ trong các cơ quan hành chính nhà nước", True),
        ("về công tác", True),
        ("về công tác văn phòng", True),  # four of six words
        ("về công tác A", False),  # three of six are only half
        ("về quản lý tài sản", False),
    ],
)
def test_a_title_is_the_known_one_when_most_words_are(title: str, alike: bool) -> None:
    found = violations_of(f"{ARCHIVES} {title}")
    assert [violation.code for violation in found] == ([] if alike else ["legal_basis_mismatch"])
    assert all("Trích yếu không khớp với số, ký hiệu" in violation.message for violation in found)


def test_what_does_not_fit_a_number_is_reported_from_the_kind_to_the_title() -> None:
    rest = "số 30/2020/NĐ-CP ngày {} tháng 3 năm 2020 của Chính phủ về {}"
    known = f"{ARCHIVES} về công tác văn thư"
    for typed, wrong in (
        (f"Căn cứ Thông tư {rest.format('06', 'nhà đất')}", "Loại văn bản"),
        (f"Căn cứ Nghị định {rest.format('06', 'nhà đất')}", "Ngày ban hành"),
        (f"Căn cứ Nghị định {rest.format('05', 'nhà đất')}", "Trích yếu"),
    ):
        (violation,) = violations_of(typed)
        assert violation.message.startswith(f"{wrong} không khớp với số, ký hiệu (theo danh mục")
        assert violation.suggestion == known


def test_a_basis_of_the_day_is_in_time_and_of_the_next_is_not() -> None:
    typed = "Căn cứ Quyết định số 5/QĐ-UBND ngày 02 tháng 7 năm 2020 của UBND tỉnh về thi đua"
    assert violations_of(typed, on=date(2020, 7, 2)) == []
    (violation,) = violations_of(typed, on=date(2020, 7, 1))
    assert violation.message.startswith(
        "Căn cứ này ghi ngày 02/07/2020, sau ngày ký văn bản (01/07/2020);"
    )


@pytest.mark.parametrize(
    ("on", "reported"), [(date(2025, 6, 30), True), (date(2025, 7, 1), False), (date(2025, 6, 13), None)]
)  # fmt: skip
def test_a_decree_that_is_issued_may_not_hold_yet(on: date, reported: bool | None) -> None:
    codes = [violation.code for violation in violations_of(line("nd-152-2025"), on=on)]
    if reported is None:  # not even issued
        assert codes == ["legal_basis_after_document"]
    else:
        assert codes == ["legal_basis_not_in_force"] * reported


def test_an_amendment_is_named_once_for_all_lines_and_not_where_its_number_stands() -> None:
    law = line("luat-tdkt-2022")
    assert [(violation.code, violation.pointer) for violation in violations_of(law, law)] == [
        ("legal_basis_companion", "/legal_bases/0"),
        ("legal_basis_twice", "/legal_bases/1"),
    ]
    named = (
        "Căn cứ Công văn số 5/SNV ngày 01 tháng 11 năm 2026 của Sở Nội vụ về thi hành 06/2026/QH16"
    )
    assert violations_of(law, named) == []
    # An undated draft is judged as of today, and says so.
    (undated,) = violations_of(law, on=None)
    assert undated.pointer == "/legal_bases/0"
    assert "(xét theo hôm nay, 28/11/2026, vì văn bản chưa ghi đủ ngày ký)" in undated.message
    (violation,) = violations_of(law)
    assert violation.message.endswith(
        "nêu thêm: Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026"
        " (hồ sơ tiếp nhận trước ngày 01 tháng 10 năm 2026 vẫn theo văn bản cũ, trừ khi quy định mới có lợi hơn,"
        " theo Luật sửa đổi, bổ sung năm 2026, Điều 4)."
    )

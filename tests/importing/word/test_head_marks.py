"""What stands in a letterhead besides its lines: marks of urgency, of secrecy, of a draft, and the unknown."""

from __future__ import annotations

import pytest

from service.importing.word import head_marks
from service.importing.word.draft import Draft
from tests.importing.word.drafts import pasted

STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
TITLES = {
    "summary-report": "BÁO CÁO",
    "commendation-decision": "QUYẾT ĐỊNH",
    "conference-minutes": "BIÊN BẢN",
}
ORGAN = "SỞ NGOẠI VỤ"


def headed(*lines: str, slug: str = "summary-report") -> Draft:
    text = "\n".join((*lines, TITLES[slug], "Tổng kết công tác năm 2025", "", "Đã xong."))
    draft = pasted("", text, slug)
    assert draft.missing == ()
    return draft


def doubts(draft: Draft) -> list[str]:
    return [line.text or line.before for line in draft.lines if line.doubt]


def around(text: str, slug: str) -> list[Draft]:
    """The mark above the organ's name, below it, and below the number."""
    return [
        headed(*lines, slug=slug)
        for lines in ((text, ORGAN), (ORGAN, text), (ORGAN, "Số: 4/BC-SNgV", text, *STATE))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "HỎA TỐC HẸN GIỜ: 17h", "Khẩn cấp", "MẬT", "Tối mật", "TUYỆT MẬT", "Độ mật: Mật", "DỰ THẢO", "(Dự thảo)", "DỰ THẢO LẦN 2", "DỰ THẢO 2",
        "Bản dự thảo lần thứ hai", "Dự thảo ngày 05/12/2025", "TÀI LIỆU MẬT", "BẢN NHÁP",
    ],
)  # fmt: skip
@pytest.mark.parametrize("slug", TITLES)
def test_a_mark_without_a_field_is_no_name_of_the_organ_and_is_asked_about(
    text: str, slug: str
) -> None:
    for draft in around(text, slug):
        assert draft.data["organ"]["organ_name"] == ORGAN
        assert text in doubts(draft)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("HỎA TỐC", "priority", "hoa_toc"), ("HOẢ TỐC", "priority", "hoa_toc"), ("Thượng khẩn", "priority", "thuong_khan"),
        ("KHẨN", "priority", "khan"), ("Độ khẩn: Hỏa tốc", "priority", "hoa_toc"), ("Lưu hành nội bộ", "circulation", "luu_hanh_noi_bo"),
    ],
)  # fmt: skip
def test_a_mark_with_a_field_goes_there(text: str, field: str, value: str) -> None:
    for draft in around(text, "commendation-decision"):
        assert draft.data["organ"]["organ_name"] == ORGAN
        assert draft.data[field] == value
        assert text not in doubts(draft)


def test_of_two_marks_of_urgency_the_second_is_asked_about() -> None:
    draft = headed("HỎA TỐC", ORGAN, "KHẨN", *STATE)
    assert draft.data["priority"] == "hoa_toc"
    assert doubts(draft) == ["KHẨN"]


@pytest.mark.parametrize(
    "text",
    ["BỆNH VIỆN MẮT", "Dự thảo nghị quyết về nhà ở", "MẬT ĐỘ DÂN SỐ", "Khẩn trương thực hiện", "Hỏa tốc " + "a" * 60],
)  # fmt: skip
def test_a_line_that_only_begins_as_a_mark_is_none(text: str) -> None:
    assert not head_marks.is_mark(text)


@pytest.mark.parametrize("above", [(ORGAN, "Số: 4/BC-SNgV"), (ORGAN,)])
def test_the_subject_is_no_name_of_the_organ(above: tuple[str, ...]) -> None:
    draft = headed(*above, "V/v công tác năm 2025", *STATE)
    assert draft.data["organ"]["organ_name"] == ORGAN
    assert doubts(draft) == ["V/v công tác năm 2025"]


def test_below_the_number_no_line_is_a_name_but_where_it_stands_first() -> None:
    draft = headed(ORGAN, "Số: 4/BC-SNgV", "Kèm theo 02 phụ lục", *STATE)
    assert draft.data["organ"]["organ_name"] == ORGAN
    assert doubts(draft) == ["Kèm theo 02 phụ lục"]
    assert headed("Số: 4/BC-SNgV", ORGAN).data["organ"]["organ_name"] == ORGAN


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Đông Hòa, ngày 10/12/2025", "2025-12-10"), ("Đông Hòa, 10-12-2025", "2025-12-10"),
        ("Đông Hòa, ngày 10.12.2025.", "2025-12-10"), ("Đông Hòa, ngày 10 tháng 12 năm 2025", "2025-12-10"),
        ("Đông Hòa, ngày … / 12 / 2025", None), ("Đông Hòa, ngày 31/02/2025", None),
    ],
)  # fmt: skip
def test_a_date_in_figures_is_no_name_of_the_organ(line: str, day: str | None) -> None:
    draft = headed(ORGAN, *STATE, line)
    assert draft.data["organ"]["organ_name"] == ORGAN
    assert (draft.data["place"], draft.data.get("issued_date")) == ("Đông Hòa", day)
    assert bool(doubts(draft)) is (day is None)

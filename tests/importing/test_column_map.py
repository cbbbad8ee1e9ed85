"""What columns of a list mean, and what is left when one of them means nothing any more."""

from __future__ import annotations

import pytest

from service.importing.column_map import ColumnMap
from service.importing.header_rows import Header
from tests.importing.sheets import page, read, reported


def test_a_column_that_is_let_go_means_nothing_and_the_others_what_they_meant() -> None:
    found = ColumnMap(
        Header(0, 0, (0, 1, 2, 3, 4), {}),
        fields={"individuals": {"/full_name": [1, 2], "/unit": [2]}},
        around={"/form": 2, "/decision": 3},
        number=0,
        kind=2,
    )
    found.marks.update({2: "x", 4: "y"})
    found.release(2)
    assert found.fields == {"individuals": {"/full_name": [1]}}
    assert found.around == {"/decision": 3}
    assert (found.number, found.kind, list(found.marks)) == (0, None, [4])


@pytest.mark.parametrize(
    ("title", "header", "form"),
    [
        ("NĂM 2025", "Danh hiệu năm 2024", "giay_khen"),
        ("NĂM HỌC 2024 - 2025", "Danh hiệu năm học 2022 - 2023", "giay_khen"),
        ("NĂM 2025", "Danh hiệu năm 2025", "lao_dong_tien_tien"),
        ("NĂM HỌC 2024 - 2025", "Danh hiệu năm học 2024 - 2025", "lao_dong_tien_tien"),
        # The day of the letter is not the year that is rewarded.
        (
            "(Kèm theo Tờ trình ngày 05 tháng 01 năm 2026)",
            "Danh hiệu năm 2025",
            "lao_dong_tien_tien",
        ),
        (
            "(Kèm theo Tờ trình số 12/2026/TTr, ngày 05/01/2026)",
            "Danh hiệu năm 2025",
            "lao_dong_tien_tien",
        ),
    ],
)
def test_a_column_of_an_earlier_year_gives_no_award_of_this_one(
    title: str, header: str, form: str
) -> None:
    found = read(
        page(f"""
DANH SÁCH ĐỀ NGHỊ TẶNG GIẤY KHEN {title}
STT | Họ và tên | Đơn vị | {header}
1 | Nguyễn Văn An | Phòng A | LĐTT
""")
    )
    assert found.data["awards"][0]["form"] == form
    told = [("column_not_used", "Sheet1!D2")]
    assert reported(found, "column_not_used") == (told if form == "giay_khen" else [])


@pytest.mark.parametrize(
    ("headers", "bonus"),
    [
        ("Tiền thưởng năm 2024 | Thành tích", None),
        ("Tiền thưởng năm 2024 | Tiền thưởng năm 2025", 300),
        ("Đã được thưởng | Mức thưởng", 300),
        ("Tiền thưởng năm 2025 | Thành tích", 500),
    ],
)
def test_a_sum_of_an_earlier_year_is_not_granted_again(headers: str, bonus: int | None) -> None:
    text = f"DANH SÁCH KHEN THƯỞNG NĂM 2025\nSTT | Họ và tên | {headers}\n1 | Nguyễn Văn An | 500 | 300"
    (row,) = read(page(text)).data["awards"][0]["individuals"]
    assert row.get("bonus") == bonus

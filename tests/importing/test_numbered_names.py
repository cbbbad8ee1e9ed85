"""Running numbers and bullets typed before names are no part of them; what stands in numbers and carries meaning stays."""

from __future__ import annotations

import pytest

from tests.importing.sheets import page, people, preview, read, reported


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("1. Nguyễn Văn An", "Nguyễn Văn An"),
        ("12.Nguyễn Văn An", "Nguyễn Văn An"),
        ("  01/ Nguyễn Văn An", "Nguyễn Văn An"),
        ("1/Nguyễn Văn An", "Nguyễn Văn An"),
        ("1) Nguyễn Văn An", "Nguyễn Văn An"),
        ("(1) Nguyễn Văn An", "Nguyễn Văn An"),
        ("1 - Nguyễn Văn An", "Nguyễn Văn An"),
        ("1-Bà Nguyễn Thị An", "Bà Nguyễn Thị An"),
        ("1: Nguyễn Văn An", "Nguyễn Văn An"),
        ("1.2 Nguyễn Văn An", "Nguyễn Văn An"),
        ("II. Nguyễn Văn An", "Nguyễn Văn An"),
        ("a) Nguyễn Văn An", "Nguyễn Văn An"),
        ("- Nguyễn Văn An", "Nguyễn Văn An"),
        ("-Nguyễn Văn An", "Nguyễn Văn An"),
        ("+ Nguyễn Văn An", "Nguyễn Văn An"),
        ("• Nguyễn Văn An", "Nguyễn Văn An"),
        ("* Nguyễn Văn An", "Nguyễn Văn An"),
        ("*Nguyễn Văn An", "*Nguyễn Văn An"),
        ("1 Nguyễn Văn An", "1 Nguyễn Văn An"),
        ("A. Nguyễn Văn An", "A. Nguyễn Văn An"),
        ("Vi Văn An", "Vi Văn An"),
        ("XI An", "XI An"),
        ("(Nguyễn) An", "(Nguyễn) An"),
    ],
)
def test_a_number_before_a_persons_name_is_left_off_where_it_is_one_for_certain(
    typed: str, name: str
) -> None:
    found = read(page(f"Họ và tên | Chức vụ\n{typed} | Văn thư\nTrần Thị Bình | Kế toán"))
    assert people(found) == [name, "Trần Thị Bình"]
    assert reported(found) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("1. Phòng Tài chính", "Phòng Tài chính"),
        ("2/ Phòng Tài chính", "Phòng Tài chính"),
        ("- Tổ 1", "Tổ 1"),
        ("3. Vietcombank Đông Hà", "Vietcombank Đông Hà"),
        ("1/5 Phường Tân An", "1/5 Phường Tân An"),
        ("1/Tiểu đoàn 5", "1/Tiểu đoàn 5"),
        ("7-Eleven Đông Hà", "7-Eleven Đông Hà"),
        ("4.0 Đông Hà", "4.0 Đông Hà"),
        ("3D Đông Hà", "3D Đông Hà"),
        ("Khối 2", "Khối 2"),
    ],
)
def test_a_number_that_is_part_of_a_units_name_stays(typed: str, name: str) -> None:
    found = read(page(f"Tên tập thể | Thành tích\n{typed} | A\nPhòng Hai | B"))
    assert people(found, key="collectives") == [name, "Phòng Hai"]
    assert reported(found) == []


def test_a_name_in_two_columns_and_a_group_lose_their_numbers() -> None:
    found = read(page("Họ đệm | Tên | Chức vụ\n1. Nguyễn Văn | An | Kế toán\n2. Lê | Chi | Lái xe"))
    assert people(found) == ["Nguyễn Văn An", "Lê Chi"]
    groups = read(page("Thành phần | Số người\n1. Lãnh đạo Sở | 3"), "conference-minutes")
    assert groups.data["attendees"][0]["group"] == "Lãnh đạo Sở"


def test_without_headers_numbered_names_are_known_as_names() -> None:
    rows = "1. Nguyễn Văn An | Kế toán | Phòng A\n2. Trần Thị Bình | Văn thư | Phòng B"
    found = read(page(f"DANH SÁCH CÁ NHÂN\n{rows}"))
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert people(preview(rows.replace(" | ", "\t"))) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_single_known_header_stands_over_numbered_names() -> None:
    found = read(page("Họ và tên\n1. Nguyễn Văn An\n2. Trần Thị Bình"))
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_unit_among_numbered_people_goes_to_its_own_list() -> None:
    rows = "1. Phòng Một |\n2. Nguyễn Văn An | Kế toán\n3. Phòng Hai |\n4. Lê Chi | Lái xe"
    found = read(page(f"Tên tập thể, cá nhân | Chức vụ\n{rows}"))
    assert people(found) == ["Nguyễn Văn An", "Lê Chi"]
    assert people(found, key="collectives") == ["Phòng Một", "Phòng Hai"]


@pytest.mark.parametrize("row", ["1. Phòng Một |", "2. Phòng Một |", "4. Phòng Một |"])
def test_a_unit_whose_number_goes_on_is_a_row_although_nothing_stands_beside_it(row: str) -> None:
    own = int(row[0])
    rows = [f"{n}. Phòng {name} | A" for n, name in ((1, "Hai"), (2, "Ba"), (3, "Tư")) if n != own]
    rows.insert(own - 1, row)
    found = read(page("\n".join(["Tên tập thể | Thành tích", *rows])))
    assert len(people(found, key="collectives")) == len(rows)
    assert "Phòng Một" in people(found, key="collectives")


def test_a_numbered_unit_above_numbers_that_begin_anew_is_a_heading() -> None:
    found = read(
        page("""
Họ và tên | Chức vụ
1. Trường A |
2. Trường B |
1. Nguyễn Văn An | Kế toán
2. Trần Thị Bình | Văn thư
3. Trường C |
1. Lê Chi | Lái xe
""")
    )
    rows = found.data["awards"][0]["individuals"]
    assert [(row["full_name"], row["organ_name"]) for row in rows] == [
        ("Nguyễn Văn An", "Trường B"), ("Trần Thị Bình", "Trường B"), ("Lê Chi", "Trường C"),
    ]  # fmt: skip


def test_a_numbered_name_in_a_sheet_that_is_not_read_is_told() -> None:
    found = read(page("Ghi\n1. Nguyễn Văn An", "Nháp"))
    assert reported(found, "row_not_taken") == [("row_not_taken", "Nháp!A2")]

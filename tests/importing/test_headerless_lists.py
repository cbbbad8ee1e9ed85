"""A list without headers: in a workbook it needs a title that says that it is one, and each guess is told."""

from __future__ import annotations

import pytest

from tests.importing.sheets import page, people, preview, read, reported

ROWS = """
1 | Nguyễn Văn An | Kế toán | Văn phòng Sở
2 | Trần Thị Bình | Văn thư | Phòng Tổ chức
3 | Lê Văn Chi | Lái xe | Văn phòng Sở
"""


def test_a_list_below_nothing_but_its_title_is_read_by_the_look_of_its_values() -> None:
    found = read(
        page(f"SỞ NGOẠI VỤ\nDANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG\n{ROWS}\n | Tổng cộng: 03 người")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chi"]
    assert found.data["awards"][0]["individuals"][1] == {
        "full_name": "Trần Thị Bình", "position": "Văn thư", "organ_name": "Phòng Tổ chức",
    }  # fmt: skip
    (warning,) = found.violations
    assert (warning.code, warning.severity) == ("headers_missing", "warning")
    assert "cột B là “Họ và tên”, cột C là “Chức vụ”, cột D là “Đơn vị”" in warning.message
    assert found.sheets[0].announced == ((3, True),)


def test_names_alone_below_a_title_are_a_list() -> None:
    found = read(
        page("DANH SÁCH CÁ NHÂN\nNguyễn Văn An\nTrần Thị Bình\n\nNGƯỜI LẬP BIỂU\nLê Văn Chi")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_units_below_a_title_are_collectives() -> None:
    found = read(page("DANH SÁCH TẬP THỂ\n1 | Phòng Tổ chức cán bộ\n2 | Văn phòng Sở"))
    assert people(found, key="collectives") == ["Phòng Tổ chức cán bộ", "Văn phòng Sở"]


def test_the_title_says_which_list_of_the_minutes_it_is() -> None:
    rows = "1 | Nguyễn Văn An | Kế toán\n2 | Trần Thị Bình | Văn thư"
    found = read(page(f"DANH SÁCH VẮNG MẶT\n{rows}"), "conference-minutes")
    assert [row["full_name"] for row in found.data["absentees"]] == [
        "Nguyễn Văn An",
        "Trần Thị Bình",
    ]
    # Who came, who presided, who signs: a title that says none of it leaves it to the clerk.
    found = read(page(f"DANH SÁCH KÈM THEO\n{rows}"), "conference-minutes")
    assert found.data == {}
    assert [code for code, _ in reported(found)] == ["row_not_taken"]


def test_names_without_a_title_are_told_and_not_taken() -> None:
    found = read(page(ROWS))
    assert found.data == {}
    assert reported(found) == [("row_not_taken", "Sheet1!B1")]


def test_a_table_of_figures_below_a_title_is_no_list_of_people() -> None:
    found = read(page("BẢNG TỔNG HỢP\n1 | Nguồn vốn | 500 | 20\n2 | Chi phí | 300 | 10"))
    assert found.data == {}
    assert not found.sheets[0].used


def test_a_foot_below_the_rows_says_nothing_of_the_columns() -> None:
    foot = """
 | | | Ngày 12 tháng 5 năm 2020
 | NGƯỜI LẬP | | TRƯỞNG PHÒNG
 | Phạm Thị Dung | | Hoàng Văn Em
"""
    found = read(page(f"DANH SÁCH KHEN THƯỞNG\n{ROWS.strip()}\n{foot}"))
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chi"]
    assert found.data["awards"][0]["individuals"][0]["organ_name"] == "Văn phòng Sở"
    assert [code for code, _ in reported(found)] == ["headers_missing"]


def test_groups_between_the_numbers_of_a_list_without_headers_carry_their_unit() -> None:
    found = read(
        page("""
DANH SÁCH KHEN THƯỞNG
I | Phòng Tổ chức
1 | Nguyễn Văn An | Kế toán
2 | Trần Thị Bình | Văn thư
II | Văn phòng Sở
1 | Lê Văn Chi | Lái xe
""")
    )
    rows = found.data["awards"][0]["individuals"]
    assert [(row["full_name"], row["organ_name"]) for row in rows] == [
        ("Nguyễn Văn An", "Phòng Tổ chức"),
        ("Trần Thị Bình", "Phòng Tổ chức"),
        ("Lê Văn Chi", "Văn phòng Sở"),
    ]


UNITS = ("I. TẬP THỂ", "1. Phòng Tổ chức", "2. Phòng Kế hoạch", "3. Phòng Tài chính")
PEOPLE = ("II. CÁ NHÂN", "1. Ông Nguyễn Văn An", "2. Bà Trần Thị Bình")


@pytest.mark.parametrize("lines", [UNITS + PEOPLE, PEOPLE + UNITS, UNITS[:2] + PEOPLE])
def test_headings_of_pasted_lines_send_units_and_people_each_to_their_list(
    lines: tuple[str, ...],
) -> None:
    (award,) = preview("\n".join(lines)).data["awards"]
    assert [row["full_name"] for row in award["individuals"]] == [
        "Ông Nguyễn Văn An",
        "Bà Trần Thị Bình",
    ]
    wanted = [{"name": line[3:]} for line in lines if "Phòng" in line]
    assert award["collectives"] == wanted


@pytest.mark.parametrize(
    ("first", "second", "key"),
    [
        ("0912345678", "0987654321", "-"),
        ("912345600", "987654300", "-"),
        ("0912.345.600", "0987 654 300", "-"),
        ("+84912345678", "84987654300", "-"),
        ("079123456700", "079123456800", "-"),
        ("190023", "190024", "-"),
        ("0912198512", "0919990012", "-"),
        ("300000", "500.000", "bonus"),
        ("1.500.000 đ", "702.000 đồng", "bonus"),
        ("172500", "1,170,000", "bonus"),
        ("1985", "01/02/1990", "birth_year"),
    ],
)
def test_a_telephone_or_the_number_of_a_card_is_no_sum(first: str, second: str, key: str) -> None:
    found = preview(f"1\tNguyễn Văn An\tKế toán\t{first}\n2\tLê Chi\tLái xe\t{second}")
    assert [column.key for column in found.sheets[0].columns] == [
        "number",
        "full_name",
        "position",
        key,
    ]
    told = ["column_not_used"] if key == "-" else []
    assert [one.code for one in found.violations] == told

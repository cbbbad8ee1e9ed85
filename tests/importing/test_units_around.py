"""Units that only a sheet's name or a heading says: taken where several sheets are called so, else asked about."""

from __future__ import annotations

import pytest

from service.schema import pointers
from service.workbook import Reading
from tests.importing.sheets import page, preview, read, reported

ASKED = "unit_not_taken"
_ROWS = "STT | Họ và tên | {position}\n1 | Nguyễn Văn An | {first}\n2 | Trần Thị Bình | Kế toán"


def rows(position: str = "Chức vụ", first: str = "Giáo viên") -> str:
    return _ROWS.format(position=position, first=first)


def units(found: Reading, key: str = "individuals") -> list[str | None]:
    return [row.get("organ_name") for row in found.data["awards"][0][key]]


def test_several_sheets_called_by_units_give_them_to_their_rows() -> None:
    found = read([page(rows(), "Trường A"), page(rows(), "UBND xã B"), page(rows(), "Sheet3")])
    assert units(found) == ["Trường A"] * 2 + ["UBND xã B"] * 2 + [None] * 2
    assert reported(found) == []


def test_one_sheet_called_by_a_unit_is_asked_about() -> None:
    found = read([page(rows(), "Trường A"), page("Ghi", "Sheet2")])
    assert units(found) == [None, None]
    (asked,) = found.violations
    assert (asked.code, asked.severity, asked.cell) == (ASKED, "warning", "Trường A!B2")
    assert "không ghi đơn vị của 2 dòng" in asked.message


@pytest.mark.parametrize(
    "name",
    ["Trường Tiểu học và Trung học cơ s", "Phòng A (2)"],
)
def test_a_name_that_was_cut_off_or_copied_is_asked_about(name: str) -> None:
    name = name[:31]
    found = read([page(rows(), name), page(rows(), "Trường B"), page(rows(), "Trường C")])
    assert units(found) == [None, None, "Trường B", "Trường B", "Trường C", "Trường C"]
    assert [cell for _, cell in reported(found, ASKED)] == [f"{name}!B2"]


@pytest.mark.parametrize(
    ("name", "is_alone"),
    [("TH Hải An", True), ("P. Nội vụ", True), ("Sacombank", False), ("Hải An", False)],
)
def test_a_name_that_may_be_short_for_a_unit_is_asked_about(name: str, is_alone: bool) -> None:
    told = [(ASKED, f"{name}!B2")]
    assert reported(read(page(rows(), name))) == (told if is_alone else [])
    found = read([page(rows(), name), page(rows(), "Trường B"), page(rows(), "Trường C")])
    assert units(found)[:2] == [None, None]
    assert reported(found) == told


@pytest.mark.parametrize(
    "name",
    [
        "Sheet1", "Danh sách", "Cá nhân", "Tập thể đề nghị", "Khối 1", "Nhóm trưởng", "Tổ chức Đảng", "Đơn vị A",
        "Trường hợp khác", "Giấy khen", "Hội đồng xét", "2025", "CT khen thưởng",
    ],
)  # fmt: skip
def test_a_sheet_called_by_anything_else_says_no_unit(name: str) -> None:
    assert reported(read(page(rows(), name)), ASKED) == []
    found = read([page(rows(), name), page(rows(), "Trường B"), page(rows(), "Trường C")])
    assert reported(found, ASKED) == []
    given = {v for p, v in pointers.flatten(found.data) if p.endswith("/organ_name")}
    assert given == {"Trường B", "Trường C"}


def test_a_row_that_says_itself_where_it_belongs_is_left_as_it_is() -> None:
    sheets = [page(rows(first="Hiệu trưởng Trường A"), "Trường A"), page(rows(), "Trường B")]
    found = read(sheets)
    assert units(found) == [None, "Trường A", "Trường B", "Trường B"]
    assert reported(found) == []
    told = [page(rows("Chức vụ, đơn vị công tác"), f"Trường {name}") for name in "AB"]
    assert units(read(told)) == [None] * 4
    assert reported(read(told[:1])) == []


def test_a_column_of_units_and_a_heading_go_before_the_sheets_name() -> None:
    own = "Họ và tên | Đơn vị\nNguyễn Văn An | Phòng Một\nTrần Thị Bình |"
    headed = "STT | Họ và tên | Chức vụ\nI | Tổ Văn phòng\n1 | Nguyễn Văn An | Kế toán"
    found = read([page(own, "Trường A"), page(headed, "Trường B")])
    assert units(found) == ["Phòng Một", None, "Tổ Văn phòng"]
    assert reported(found) == []


def test_collectives_belong_to_the_unit_of_their_sheet_unless_they_are_it() -> None:
    text = "STT | Tên tập thể | Thành tích\n1 | Tổ Toán | A\n2 | Trường {0} | B"
    found = read([page(text.format(name), f"Trường {name}") for name in "AB"])
    assert units(found, "collectives") == ["Trường A", None, "Trường B", None]
    assert reported(found) == []


@pytest.mark.parametrize(
    ("heading", "is_asked"),
    [
        ("Sacombank Quảng Trị", True),
        ("EXIMBANK ĐÔNG HÀ (01 người)", True),
        ("Techcom chi nhánh Đông Hà", True),
        ("Phòng Giao dịch", False),
        ("Khen thưởng Đột Xuất", False),
        ("LÃNH ĐẠO", False),
        ("Giáo viên THCS", False),
        ("Đủ điều kiện", False),
        ("Năm học A", False),
        ("Vietcombank", False),
    ],
)
def test_a_heading_that_may_be_a_unit_is_asked_about(heading: str, is_asked: bool) -> None:
    text = f"STT | Họ và tên | Chức vụ\nI | {heading} |\n1 | Nguyễn Văn An | Kế toán\nII | {heading} |\n1 | Lê Chi | Lái xe"
    found = read(page(text))
    told = [(ASKED, "Sheet1!B2")] if is_asked else []
    assert [one for one in reported(found) if one[0] != "count_differs"] == told
    if is_asked:
        assert "(ô B2, B4)" in found.violations[-1].message


def test_headings_over_many_groups_are_not_all_named() -> None:
    groups = "\n".join(f"I | Techcom Số {n} |\n1 | Nguyễn Văn An | Kế toán" for n in "ABCDEFG")
    found = read(page(f"STT | Họ và tên | Chức vụ\n{groups}"))
    (asked,) = (one for one in found.violations if one.code == ASKED)
    assert "(ô B2, B4, B6, B8, B10, …)" in asked.message


def test_with_a_column_of_units_or_among_those_who_attend_no_heading_is_asked_about() -> None:
    text = "STT | Họ và tên | Đơn vị\nI | Sacombank Đông Hà |\n1 | Nguyễn Văn An | P1"
    assert reported(read(page(text)), ASKED) == []
    text = "STT | Họ và tên | Chức vụ\nI | Sacombank Đông Hà |\n1 | Nguyễn Văn An | Kế toán"
    assert reported(read(page(text), "conference-minutes"), ASKED) == []
    assert [one.code for one in preview(text.replace(" |", "\t")).violations] == [ASKED]


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("Đơn vị: Trường Tiểu học A", True),
        ("(Đơn vị đề nghị: UBND xã B)", True),
        ("Tên đơn vị : Agribank Hà Tĩnh", True),
        ("Phòng: Hành chính Quản trị", True),
        ("Đơn vị tính: Đồng Việt Nam", False),
        ("Đơn vị: nghìn đồng", False),
        ("ĐƠN VỊ: ĐỒNG", False),
        ("Đơn vị: Nghìn đồng", False),
        ("Kèm theo Tờ trình: 12/TTr", False),
    ],
)
def test_a_line_above_the_list_that_names_a_unit_is_asked_about(line: str, is_asked: bool) -> None:
    found = read(page(f"DANH SÁCH KHEN THƯỞNG\n{line}\n{rows()}"))
    assert units(found) == [None, None]
    assert reported(found) == ([(ASKED, "Sheet1!A2")] if is_asked else [])


def test_with_a_column_of_units_such_a_line_is_not_asked_about() -> None:
    own = "STT | Họ và tên | Đơn vị\n1 | Nguyễn Văn An | Phòng Một"
    assert reported(read(page(f"DANH SÁCH\nĐơn vị: Trường Tiểu học A\n{own}"))) == []

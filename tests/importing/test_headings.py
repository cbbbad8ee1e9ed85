"""What a line between the rows says of those below it: the kind of its number, its unit, its count."""

from __future__ import annotations

import pytest

from service import documents
from service.importing.list_headings import read_heading, without_count
from service.importing.targets import targets_of
from service.schema import input_outline
from service.workbook import plan
from service.workbook.values import CellValue
from tests.importing.sheets import page, read, reported

SHEETS = plan.sheets(input_outline.tree(documents.get("commendation-decision").schema))
TARGETS = targets_of(SHEETS)
PARENTS = {sheet.row: sheet for sheet in SHEETS if sheet.row}


@pytest.mark.parametrize(
    ("number", "text", "style", "words"),
    [
        (None, "I. Phòng Tổ chức cán bộ", "roman", "Phòng Tổ chức cán bộ"),
        # A numeral without a sign behind it is a Roman one.
        (None, "II Phòng Tổ chức cán bộ", "roman", "Phòng Tổ chức cán bộ"),
        (None, "A) Khối văn phòng", "letter", "Khối văn phòng"),
        (None, "3/ Phòng Kế hoạch", "arabic", "Phòng Kế hoạch"),
        ("IV", "Phòng Kế hoạch", "roman", "Phòng Kế hoạch"),
        (None, "Phòng Kế hoạch", "", "Phòng Kế hoạch"),
    ],
)
def test_a_heading_is_numbered_in_its_style(
    number: CellValue, text: str, style: str, words: str
) -> None:
    heading = read_heading(number, text, TARGETS, PARENTS)
    assert (heading.style, heading.text) == (style, words)


def test_a_heading_says_kind_form_or_unit_and_how_many() -> None:
    people = read_heading(None, "II. CÁ NHÂN: 02 đồng chí", TARGETS, PARENTS)
    assert people.target is not None
    assert (people.target.key, people.count, people.unit) == ("individuals", 2, "")
    form = read_heading(None, "I. CHIẾN SĨ THI ĐUA CƠ SỞ", TARGETS, PARENTS)
    assert [value for _, value in form.around] == ["chien_si_thi_dua_co_so"]
    unit = read_heading(None, "III. Phòng Kế hoạch (07 người)", TARGETS, PARENTS)
    assert (unit.target, unit.unit, unit.count) == (None, "Phòng Kế hoạch", 7)


@pytest.mark.parametrize(
    "heading", [" | Phòng Hành chính |", "Phòng Hành chính | |", "b) | Phòng Hành chính |"]
)
def test_a_unit_alone_in_the_middle_of_a_numbered_list_is_that_of_the_rows_below(
    heading: str,
) -> None:
    found = read(
        page(f"""
STT | Họ và tên | Chức vụ
1 | Lê Văn An | Kế toán
{heading}
2 | Vũ Văn Chi | Văn thư
""")
    )
    first, second = found.data["awards"][0]["individuals"]
    assert "organ_name" not in first
    assert second["organ_name"] == "Phòng Hành chính"
    assert reported(found) == []


@pytest.mark.parametrize(
    ("first", "second", "units"),
    [
        ("I | Phòng Ngân sách | | 2 người", "II | Văn phòng | | 1 người", ["Phòng Ngân sách", "Văn phòng"]),
        ("I | Phòng Ngân sách | | 1000000", "II | Văn phòng | | 500.000", ["Phòng Ngân sách", "Văn phòng"]),
        ("PHÒNG NGÂN SÁCH | | | 02 người", "VĂN PHÒNG SỞ | | | 01 người", ["PHÒNG NGÂN SÁCH", "VĂN PHÒNG SỞ"]),
    ],
)  # fmt: skip
def test_a_unit_above_its_rows_is_a_heading_whatever_figures_stand_beside_it(
    first: str, second: str, units: list[str]
) -> None:
    rows = f"{first}\n1 | Nguyễn Văn An | Văn thư |\n2 | Trần Thị Bình | Kế toán |\n{second}\n1 | Lê Văn Chi | Văn thư |"
    found = read(page(f"STT | Họ và tên | Chức vụ | Mức thưởng\n{rows}"))
    people = found.data["awards"][0]["individuals"]
    assert [one["organ_name"] for one in people] == [units[0], units[0], units[1]]


def test_running_numbers_are_held_against_the_rows_above_the_next_heading() -> None:
    rows = """
STT | Họ và tên | Chức vụ
I | Phòng Một
1 | Nguyễn Văn An | A
2 | Trần Thị Bình | A
2 | Lê Văn Chi | A
II | Phòng Hai
3 | Vũ Thị Dung | A"""
    (said,) = [one for one in read(page(rows)).violations if "Số thứ tự" in one.message]
    assert said.message.startswith("Số thứ tự cuối là 2 nhưng lấy được 3 dòng")
    assert said.cell == "Sheet1!A5"


def test_a_heading_whose_count_stands_in_a_cell_of_its_own_is_held_against_its_rows() -> None:
    rows = "STT | Họ và tên | Chức vụ\nI | Phòng Một | 3 người\n1 | Nguyễn Văn An | A\n2 | Trần Thị Bình | A"
    assert reported(read(page(rows))) == [("count_differs", "Sheet1!B2")]


def test_a_unit_with_a_sum_and_without_a_number_is_somebody() -> None:
    rows = """
STT | Tên tập thể, cá nhân | Chức vụ | Tiền thưởng
1 | Phòng Một | | 1000000
 | Văn phòng Sở | | 1000000
2 | Nguyễn Văn An | Văn thư | 500000"""
    award = read(page(rows)).data["awards"][0]
    assert [one["name"] for one in award["collectives"]] == ["Phòng Một", "Văn phòng Sở"]


def test_a_sum_in_a_heading_is_given_to_nobody_and_told() -> None:
    rows = (
        "STT | Họ và tên | Chức vụ\nI | Giấy khen kèm 500.000 đồng/người |\n1 | Nguyễn Văn An | A"
    )
    found = read(page(rows))
    assert reported(found) == [("row_not_taken", "Sheet1!B2")]
    assert "số tiền ở dòng này chưa được lấy" in found.violations[0].message


def test_a_kind_or_a_form_inside_a_unit_is_no_unit() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ
I | Trường A
1 | Tập thể
1.1 | Tổ Toán |
2 | Cá nhân
2.1 | Nguyễn Văn An | Hiệu trưởng
2.2 | Trần Thị Bình | Giáo viên
""")
    )
    (award,) = found.data["awards"]
    assert award["collectives"] == [{"name": "Tổ Toán", "organ_name": "Trường A"}]
    assert [row["organ_name"] for row in award["individuals"]] == ["Trường A", "Trường A"]
    by_form = read(
        page("""
STT | Họ và tên | Chức vụ
I | Trường A
1 | LĐTT
1.1 | Nguyễn Văn An | Hiệu trưởng
2 | Giấy khen
2.1 | Trần Thị Bình | Giáo viên
""")
    )
    assert [
        (award["form"], award["individuals"][0]["organ_name"]) for award in by_form.data["awards"]
    ] == [("lao_dong_tien_tien", "Trường A"), ("giay_khen", "Trường A")]


@pytest.mark.parametrize(
    "heading", ["Phòng A (02 người)", "Phòng A: 02 người", "Phòng A – 02 người", " Phòng A."]
)
def test_a_heading_is_named_without_its_count_and_the_marks_around(heading: str) -> None:
    assert without_count(heading) == "Phòng A"

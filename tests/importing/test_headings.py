"""What a line between the rows says of those below it: the kind of its number, its unit, its count."""

from __future__ import annotations

import pytest

from service import documents
from service.importing.list_headings import read_heading
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

"""A block from Excel or Word: headers decide, else the look of the values; nothing that was pasted vanishes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.importing import pasted_block, pasted_lines
from service.importing.word.blocks import letters
from service.workbook import values
from tests.importing.sheets import people, preview

#: K16 of the cases: the same two people with the columns in three orders.
_HEADERS = {
    "number first": "STT\tHọ và tên\tChức vụ\tĐơn vị",
    "unit first": "Đơn vị\tHọ và tên\tChức vụ",
    "name first": "Họ và tên\tChức vụ\tĐơn vị",
}
_ROWS = {
    "number first": "1\tNguyễn Văn A\tTrưởng phòng\tPhòng Tổ chức\n2\tTrần Thị B\tChuyên viên\tVăn phòng",
    "unit first": "Phòng Tổ chức\tNguyễn Văn A\tTrưởng phòng\nVăn phòng\tTrần Thị B\tChuyên viên",
    "name first": "Nguyễn Văn A\tTrưởng phòng\tPhòng Tổ chức\nTrần Thị B\tChuyên viên\tVăn phòng",
}
_PEOPLE = [
    {"full_name": "Nguyễn Văn A", "position": "Trưởng phòng", "organ_name": "Phòng Tổ chức"},
    {"full_name": "Trần Thị B", "position": "Chuyên viên", "organ_name": "Văn phòng"},
]


@pytest.mark.parametrize("order", list(_HEADERS))
@pytest.mark.parametrize("with_headers", [True, False], ids=["headers", "no headers"])
def test_every_column_goes_to_its_field_in_any_order(order: str, with_headers: bool) -> None:
    block = f"{_HEADERS[order]}\n{_ROWS[order]}\n" if with_headers else _ROWS[order]
    found = preview(block)
    assert found.data == {"awards": [{"individuals": _PEOPLE}]}


def test_names_that_look_like_none_are_proposed_as_names_of_the_list_pasted_into() -> None:
    found = preview("Ban Mai\tPhòng 1\nSao Băng 2\tPhòng 2")
    assert people(found) == ["Ban Mai", "Sao Băng 2"]


def test_numbers_and_bullets_of_word_stand_in_a_column_of_their_own() -> None:
    found = preview("1.\tNguyễn Văn An\n2.\tTrần Thị Bình")
    assert [column.key for column in found.sheets[0].columns] == ["number", "full_name"]
    found = preview("-\u00a0Nguyễn Văn An\n- Trần Thị Bình")
    assert [column.key for column in found.sheets[0].columns] == ["-", "full_name"]
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_table_of_word_is_read_as_a_table_with_the_lines_around_it() -> None:
    html = (
        "<p>DANH SÁCH CÁ NHÂN</p><table><tr><td>Đơn vị</td><td>Họ và tên</td></tr>"
        "<tr><td rowspan=2>Văn phòng</td><td>Nguyễn<br>Văn An</td></tr><tr><td>Trần Thị Bình</td></tr></table>"
    )
    found = preview("what the plain text says is not looked at", html=html)
    assert found.data["awards"][0]["individuals"] == [
        {"full_name": "Nguyễn Văn An", "organ_name": "Văn phòng"},
        {"full_name": "Trần Thị Bình", "organ_name": "Văn phòng"},
    ]
    assert [row.text for row in found.sheets[0].account.rows_skipped] == ["DANH SÁCH CÁ NHÂN"]


@pytest.mark.parametrize(
    ("plain", "cells"),
    [
        ('a\t"b\nc"\r\nd\te', [["a", "b\nc"], ["d", "e"]]),
        ('"Trần ""Bình"""\tx', [['Trần "Bình"', "x"]]),
        ('"nháp\tx', [['"nháp', "x"]]),
        ('5"\ty', [['5"', "y"]]),
        ("a\n\nb\n\n", [["a"], [""], ["b"]]),
        ("", [[""]]),
    ],
)
def test_cells_of_a_block(plain: str, cells: list[list[str]]) -> None:
    assert pasted_block.cells(plain) == cells


_PIECES = st.text(
    st.sampled_from('aB1 .-+•)(/"\t\n\r\u00a0“đĐVv;:\uf0b7·*') | st.characters(codec="utf-8"),
    max_size=60,
)


def _signs(text: str) -> str:
    return "".join(sorted(letters(text).replace('"', "")))


@given(_PIECES)
def test_each_pasted_character_is_found_again_in_a_cell(plain: str) -> None:
    page = pasted_block.of_clipboard("", plain)
    cells = [values.text(cell) for row in page.rows for cell in row]
    assert _signs("".join(cells)) == _signs(plain)


@given(_PIECES)
def test_each_pasted_character_is_found_again_in_a_line_or_a_mark(plain: str) -> None:
    found = pasted_lines.of_text(plain)
    again = "".join(mark + line for mark, line in zip(found.marks, found.lines, strict=True))
    assert letters(again) == letters(plain)


@pytest.mark.parametrize(
    ("line", "mark", "text"),
    [
        ("1.\tCăn cứ Luật Thi đua", "1.", "Căn cứ Luật Thi đua"),
        ("1/ Nội dung", "1/", "Nội dung"),
        ("a/ Phong trào", "a/", "Phong trào"),
        ("- Như Điều 3;", "-", "Như Điều 3;"),
        ("\uf0b7\tHọp", "•", "Họp"),
        ("·\tHọp", "·", "Họp"),
        ("1.2.3 Kiến nghị", "1.2.3", "Kiến nghị"),
        ("Văn phòng\tSở", "", "Văn phòng Sở"),
        ("V/v tặng Giấy khen", "", "V/v tặng Giấy khen"),
        ("đ/c Nguyễn Văn A", "", "đ/c Nguyễn Văn A"),
        ("15 đồng chí", "", "15 đồng chí"),
        ("08:00 Khai mạc", "", "08:00 Khai mạc"),
        ("-", "", "-"),
        ("> Nguyễn Văn An", ">", "Nguyễn Văn An"),
        ("> > 2. Trần Thị Bình", "> > 2.", "Trần Thị Bình"),
        ("🌟 1. Nguyễn Văn An", "🌟 1.", "Nguyễn Văn An"),
        ("✔️ Trần Thị Bình", "✔️", "Trần Thị Bình"),
        ("🌟", "", "🌟"),
    ],
)
def test_a_mark_is_taken_off_and_a_tab_is_a_blank(line: str, mark: str, text: str) -> None:
    assert pasted_lines.split_label(line) == (mark, text)

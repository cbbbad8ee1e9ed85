"""What is struck out in part of a row is asked about: a name leaves its row out, any other value is taken and told."""

from __future__ import annotations

import pytest

from service import importing
from tests.importing.sheets import page, people, read, reported

_LIST = """
STT | Họ và tên | Chức vụ | Đơn vị | Ngày vào ngành
1 | Nguyễn Văn An | Kế toán | Phòng A | 2001
2 | Trần Thị Bình | Văn thư | Phòng B | 2002
"""


def test_a_row_of_which_only_the_name_is_struck_out_is_left_and_told() -> None:
    sheet = page(_LIST, struck_cells=frozenset({(1, 1)}))
    found = read(sheet)
    assert people(found) == ["Trần Thị Bình"]
    assert reported(found, "row_not_taken") == [("row_not_taken", "Sheet1!B2")]
    assert "tên bị gạch ngang" in found.sheets[0].rows_skipped[0].why
    taken = importing.read_corrections({"sheets": {"Sheet1": {"rows": {"2": "take"}}}})
    again = read(sheet, corrections=taken)
    assert people(again) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert reported(again, "struck_out") == []


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (0, ("/awards/0/individuals/1", "Sheet1!A3")),
        (2, ("/awards/0/individuals/1/position", "Sheet1!C3")),
        (3, ("/awards/0/individuals/1/organ_name", "Sheet1!D3")),
        # A column that gives nothing.
        (4, None),
    ],
)
def test_another_value_is_taken_and_told_where_it_stands(
    column: int, told: tuple[str, str] | None
) -> None:
    found = read(page(_LIST, struck_cells=frozenset({(2, column)})))
    assert len(people(found)) == 2
    struck = [one for one in found.violations if one.code == "struck_out"]
    assert [(one.pointer, one.cell) for one in struck] == ([told] if told else [])
    assert {one.severity for one in struck} <= {"warning"}

"""The clerk's corrections of a reading: with them it is read exactly as they say."""

from __future__ import annotations

from typing import Any

import pytest

from service.errors import UnreadableInput
from service.importing import read_corrections
from tests.importing.sheets import page, people, read, reported

LIST = page("""
STT | Họ và tên | Bút danh | Đơn vị
1 | Nguyễn Văn An | Hoa Sen | Văn phòng
2 | Trần Thị Bình | Cúc Vàng | Thanh tra
 | Tổng: 02
""")


def corrected(**sheet: Any) -> Any:
    return read(LIST, corrections=read_corrections({"sheets": {"Sheet1": sheet}}))


def test_a_column_gives_the_field_that_is_named() -> None:
    found = corrected(columns={"C": "full_name", "B": "position"})
    assert people(found) == ["Hoa Sen", "Cúc Vàng"]
    assert [row["position"] for row in found.data["awards"][0]["individuals"]] == [
        "Nguyễn Văn An",
        "Trần Thị Bình",
    ]


def test_a_column_that_is_left_out_gives_nothing_and_is_reported() -> None:
    found = corrected(columns={"D": None})
    assert all("organ_name" not in row for row in found.data["awards"][0]["individuals"])
    assert ("column_not_used", "Sheet1!D1") in reported(found)


def test_rows_are_taken_and_left_as_told() -> None:
    found = corrected(rows={"2": "skip", "4": "take"})
    assert people(found) == ["Trần Thị Bình", "Tổng: 02"]


def test_a_sheet_that_is_not_to_be_used_is_not() -> None:
    found = corrected(use=False)
    assert found.data == {} and not found.sheets[0].used


def test_the_header_rows_are_those_that_are_named() -> None:
    found = corrected(header_rows=[2])
    assert people(found) == []
    none = corrected(header_rows=[], columns={"B": "full_name", "A": "number"})
    assert people(none) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert ("row_not_taken", "Sheet1!B1") in reported(none)


@pytest.mark.parametrize(
    ("mapping", "where"),
    [
        ([], "mapping"),
        ({"sheets": [], "x": 1}, "mapping"),
        ({"sheets": {"Sheet1": 5}}, "mapping/sheets/Sheet1"),
        ({"sheets": {"Sheet1": {"used": True}}}, "mapping/sheets/Sheet1/used"),
        ({"sheets": {"Sheet1": {"use": "yes"}}}, "mapping/sheets/Sheet1/use"),
        ({"sheets": {"Sheet1": {"header_rows": [0]}}}, "mapping/sheets/Sheet1/header_rows"),
        (
            {"sheets": {"Sheet1": {"columns": {"1": "full_name"}}}},
            "mapping/sheets/Sheet1/columns/1",
        ),
        ({"sheets": {"Sheet1": {"columns": {"B": 5}}}}, "mapping/sheets/Sheet1/columns/B"),
        ({"sheets": {"Sheet1": {"rows": {"x": "take"}}}}, "mapping/sheets/Sheet1/rows/x"),
        ({"sheets": {"Sheet1": {"rows": {"2": "keep"}}}}, "mapping/sheets/Sheet1/rows/2"),
        ({"sheets": {"Sheet1": {"rows": {"²": "take"}}}}, "mapping/sheets/Sheet1/rows/²"),
        ({"sheets": {"Sheet1": {"rows": {"0": "take"}}}}, "mapping/sheets/Sheet1/rows/0"),
    ],
)
def test_a_wrong_mapping_says_where(mapping: Any, where: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        read_corrections(mapping)
    assert refused.value.where == where


def test_a_mapping_of_what_is_not_there_says_where() -> None:
    for mapping, where in (
        ({"sheets": {"Sheet2": {}}}, "mapping/sheets/Sheet2"),
        (
            {"sheets": {"Sheet1": {"columns": {"B": "name_of_dog"}}}},
            "mapping/sheets/Sheet1/columns/B",
        ),
    ):
        with pytest.raises(UnreadableInput) as refused:
            read(LIST, corrections=read_corrections(mapping))
        assert refused.value.where == where


MIXED = page("""
STT | Tên | Màu | Đơn vị
1 | Phòng Lãnh sự | Tập thể | Sở Ngoại vụ
2 | Nguyễn Văn An | Cá nhân | Văn phòng
""")


def test_a_column_may_be_named_as_that_of_the_kinds() -> None:
    mapping = {"sheets": {"Sheet1": {"columns": {"C": "kind"}}}}
    found = read(MIXED, corrections=read_corrections(mapping))
    assert people(found, key="collectives") == ["Phòng Lãnh sự"]
    assert people(found) == ["Nguyễn Văn An"]


def test_one_of_two_columns_of_a_field_can_be_left_out() -> None:
    parted = page("""
STT | Họ và tên đệm | Tên | Chức vụ
1 | Nguyễn Văn | An | Văn thư
2 | Trần Thị | Bình | Kế toán
""")
    assert people(read(parted)) == ["Nguyễn Văn An", "Trần Thị Bình"]
    mapping = {"sheets": {"Sheet1": {"columns": {"C": None}}}}
    assert people(read(parted, corrections=read_corrections(mapping))) == ["Nguyễn Văn", "Trần Thị"]

"""A cell merged downwards says the same of the empty cells that it covers."""

from __future__ import annotations

import pytest

from service.workbook.book import Page
from service.workbook.merged_cells import MergedCells

#: Some programs leave what stood in a cell before it was covered.
ROWS = (("Đơn vị", "Chức vụ"), ("Sở A", "Văn thư"), (None, None), ("Sở B", None), (None, None))


def cells(*areas: tuple[tuple[int, int], tuple[int, int]]) -> MergedCells:
    return MergedCells.of(Page("Trang 1", ROWS, merged=areas))


def test_the_empty_cells_below_have_its_value_and_others_their_own() -> None:
    found = cells(((1, 0), (4, 0)))
    assert [found.value(row, 0) for row in range(5)] == ["Đơn vị", "Sở A", "Sở A", "Sở B", "Sở A"]
    assert [found.over(row, 0) for row in range(5)] == [None, None, (1, 0), None, (1, 0)]
    assert found.value(2, 1) is None


def test_an_area_of_two_columns_says_nothing_of_its_rows() -> None:
    assert cells(((1, 0), (4, 1))).value(2, 0) is None


def test_a_cell_without_a_value_gives_none() -> None:
    assert cells(((2, 1), (4, 1))).over(3, 1) is None


@pytest.mark.parametrize(("header", "value"), [(0, None), (-1, "Đơn vị")])
def test_a_header_is_no_value_of_its_rows(header: int, value: str | None) -> None:
    assert cells(((0, 0), (4, 0))).value(2, 0, header) == value

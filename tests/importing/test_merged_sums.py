"""A sum merged over several rows may be each one's or meant once for all of them: it is asked about."""

from __future__ import annotations

import pytest

from tests.importing.sheets import page, read, reported

ASKED = "merged_sum"
LIST = """Họ và tên|Đơn vị|Tiền thưởng
Nguyễn Văn An|P1|{first}
Trần Thị Bình|P2|
Lê Văn Chi|P3|{last}
Lê Văn Dũng|P4|"""


def sheet(
    *areas: tuple[int, int], first: str = "900.000", last: str = ""
) -> list[tuple[str, str | None]]:
    """What is asked when the sums of these rows (from 0) are merged."""
    merged = [((top, 2), (bottom, 2)) for top, bottom in areas]
    return reported(read(page(LIST.format(first=first, last=last), merged=merged)), ASKED)


@pytest.mark.parametrize(
    ("areas", "cells"),
    [(((1, 3),), ["C2"]), (((1, 2), (3, 4)), ["C2", "C4"]), ((), []), (((0, 4),), [])],
    ids=["one", "two", "none", "the column with its header"],
)
def test_each_sum_merged_over_several_rows_is_asked_about_once(
    areas: tuple[tuple[int, int], ...], cells: list[str]
) -> None:
    last = "450.000" if len(areas) == 2 else ""
    assert sheet(*areas, last=last) == [(ASKED, f"Sheet1!{cell}") for cell in cells]


@pytest.mark.parametrize("nothing", ["", "#REF!"])
def test_where_no_sum_stands_none_is_asked_about(nothing: str) -> None:
    assert sheet((1, 2), first=nothing, last="450.000") == []


def test_only_the_first_row_has_the_sum() -> None:
    found = read(page(LIST.format(first="900.000", last=""), merged=[((1, 2), (3, 2))]))
    people = found.data["awards"][0]["individuals"]
    assert [person.get("bonus") for person in people] == [900_000, None, None, None]
    assert [violation.pointer for violation in found.violations] == [
        "/awards/0/individuals/1/bonus"
    ]

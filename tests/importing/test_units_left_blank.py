"""A unit written once above rows that leave it blank is asked about: an office may mean "the same", or not know it."""

from __future__ import annotations

import pytest

from service.importing import ListPreview
from tests.importing.sheets import page, preview, read, reported

NAMES = ("An", "Bình", "Chi", "Dung", "Em", "Giang", "Hoa", "Khánh", "Lan", "Minh", "Nga", "Oanh")
ASKED = "unit_left_blank"


def sheet(*units: str) -> str:
    """A list with a row for each unit."""
    people = zip(NAMES, units, strict=False)
    return "\n".join(
        ("Họ và tên|Chức vụ|Đơn vị", *(f"Nguyễn Văn {n}|Chuyên viên|{unit}" for n, unit in people))
    )


@pytest.mark.parametrize(
    ("units", "first"),
    [
        (("P1", "", ""), "Sheet1!C3"),
        (("P1", "", "P2", ""), "Sheet1!C3"),
        (("P1", "P2", "", "P3", "P4", "", "P5", "P6"), "Sheet1!C4"),
        (("P1", ""), None),
        (("P1", "P2", "", "P3", "P4", "P5", "P6", "P7", ""), None),
        (("P1", "P1", "", ""), None),
        (("P1", "", "P1", ""), None),
        (("P1", "", "p1", ""), None),
        (("", "", "P1", "P2"), None),
        (("P1", "P2", "P3"), None),
    ],
    ids=[
        "one unit", "two units", "a quarter", "one row", "less than a quarter", "written again",
        "written again below a blank", "in other letters", "blank from the beginning", "whole",
    ],
)  # fmt: skip
def test_two_rows_and_a_quarter_of_a_list_below_units_that_are_never_repeated_are_asked_about(
    units: tuple[str, ...], first: str | None
) -> None:
    found = read(page(sheet(*units)))
    assert reported(found, ASKED) == ([(ASKED, first)] if first else [])


def test_the_rows_are_named_and_nothing_is_filled_in() -> None:
    found = read(page(sheet("Phòng Nội vụ", *[""] * 6)))
    (asked,) = found.violations
    assert (asked.severity, asked.pointer) == ("warning", "/awards/0/individuals")
    assert (
        "“Đơn vị” để trống ở 6 dòng bên dưới dòng có ghi (dòng 3, 4, 5, 6, 7, …)" in asked.message
    )
    people = found.data["awards"][0]["individuals"]
    assert ["organ_name" in person for person in people] == [True] + [False] * 6


def test_up_to_five_rows_are_all_named() -> None:
    (asked,) = read(page(sheet("Phòng Nội vụ", *[""] * 5))).violations
    assert "(dòng 3, 4, 5, 6, 7)" in asked.message


def test_merged_cells_and_headings_say_the_unit_of_every_row() -> None:
    merged = page(sheet("P1", "", ""), merged=[((1, 2), (3, 2))])
    assert reported(read(merged), ASKED) == []
    people = (f"{n}|Nguyễn Văn {name}|Chuyên viên|" for n, name in enumerate(NAMES[:3], 1))
    headed = "\n".join(("STT|Họ và tên|Chức vụ|Đơn vị", "I|Phòng Nội vụ||", *people))
    found = read(page(headed))
    assert reported(found, ASKED) == []
    assert [one["organ_name"] for one in found.data["awards"][0]["individuals"]] == ["Phòng Nội vụ"] * 3  # fmt: skip


def test_a_unit_of_which_a_formula_makes_an_error_is_not_left_blank() -> None:
    assert reported(read(page(sheet("P1", "#REF!", "", "P2"))), ASKED) == []


def test_a_column_without_a_header_is_called_by_its_letter() -> None:
    units = zip(NAMES, ("Phòng Nội vụ", "", ""), strict=False)
    people = (
        f"{n}|Nguyễn Văn {name}|Chuyên viên|{unit}" for n, (name, unit) in enumerate(units, 1)
    )
    found = read(page("\n".join(("DANH SÁCH CÁ NHÂN ĐƯỢC KHEN THƯỞNG", *people))))
    (asked,) = (one.message for one in found.violations if one.code == ASKED)
    assert asked.startswith("Cột D để trống ở 2 dòng")


def test_lists_without_a_column_of_units_are_not_asked_about() -> None:
    assert reported(read(page("Họ và tên|Chức vụ\nNguyễn Văn An|\nTrần Thị Bình|")), ASKED) == []


def test_a_pasted_block_is_asked_about_where_the_clerk_looks_at_it() -> None:
    pasted: ListPreview = preview(sheet("P1", "", "").replace("|", "\t"))
    assert [one.code for one in pasted.violations] == [ASKED]

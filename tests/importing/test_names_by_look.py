"""People below a header that does not call them so: they are the list, and not the units where they work."""

from __future__ import annotations

import pytest

from service.workbook import Reading
from tests.importing.sheets import page, read, reported

ASKED = ("headers_missing", "Sheet1!B1")
PEOPLE = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Quốc Hùng")
UNITS = ("Khoa Toán", "Phòng Hành chính", "Bệnh viện Đa khoa")


def listed(header: str, names: tuple[str, ...] = PEOPLE, beside: str = "Đơn vị") -> Reading:
    rows = (f"{n} | {a} | {b}" for n, (a, b) in enumerate(zip(names, UNITS, strict=True), start=1))
    return read(page("\n".join([f"STT | {header} | {beside}", *rows]), "Sheet1"))


@pytest.mark.parametrize(
    "header",
    ["Học hàm, họ tên", "Cấp bậc, họ và tên", "Quý danh", "Thầy/Cô", "Ông (bà)", "Tên học sinh", "Đối tượng"],
)  # fmt: skip
def test_people_below_an_unknown_header_are_taken_with_their_units_and_asked_about(
    header: str,
) -> None:
    found = listed(header)
    (award,) = found.data["awards"]
    assert award.keys() == {"individuals"}
    assert [row["full_name"] for row in award["individuals"]] == [*PEOPLE]
    assert [row["organ_name"] for row in award["individuals"]] == [*UNITS]
    assert reported(found) == [ASKED]


@pytest.mark.parametrize(
    "names",
    [
        ("PGS.TS. Nguyễn Văn An", "ThS. Trần Thị Bình", "BS.CKI Lê Quốc Hùng"),
        ("Thiếu tá Nguyễn Văn An", "Đại úy Trần Thị Bình", "Hạ sĩ Lê Quốc Hùng"),
    ],
)
def test_titles_and_ranks_may_stand_before_their_names(names: tuple[str, ...]) -> None:
    found = listed("Cấp bậc, họ tên, chức vụ", names)
    assert [row["full_name"] for row in found.data["awards"][0]["individuals"]] == [*names]


@pytest.mark.parametrize(
    ("header", "beside"),
    [
        ("Người phụ trách", "Đơn vị"),
        ("Hiệu trưởng", "Đơn vị"),
        ("Giáo viên chủ nhiệm", "Tên tập thể"),
        ("Thầy/Cô", "Tập thể"),
    ],
)
def test_who_speaks_for_a_unit_or_stands_beside_named_collectives_is_not_the_list(
    header: str, beside: str
) -> None:
    found = listed(header, beside=beside)
    (award,) = found.data["awards"]
    assert [row["name"] for row in award["collectives"]] == [*UNITS]
    assert reported(found) == [("column_not_used", "Sheet1!B1")]


def test_people_behind_their_units_are_not_the_list() -> None:
    rows = (f"{n} | {unit} | {name}" for n, (name, unit) in enumerate(zip(PEOPLE, UNITS, strict=True), start=1))  # fmt: skip
    found = read(page("\n".join(["STT | Đơn vị | Thầy/Cô", *rows]), "Sheet1"))
    assert [row["name"] for row in found.data["awards"][0]["collectives"]] == [*UNITS]


def test_words_that_are_no_names_are_no_list_of_people() -> None:
    found = listed("Nội dung", ("Nguyễn Văn An", "công tác thi đua", "năm 2025"))
    assert [row["name"] for row in found.data["awards"][0]["collectives"]] == [*UNITS]


def test_a_known_header_is_not_asked_about() -> None:
    assert reported(listed("Họ và tên")) == []

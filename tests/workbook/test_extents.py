"""Addresses of cells as anybody may write them, ranges cut to what is used, and how much of each thing a workbook may hold."""

from __future__ import annotations

import pytest

from service.errors import InputTooLarge
from service.untrusted.xml_limits import Bounds, Count
from service.workbook import Limits, bounds, extents
from service.workbook.book import Page, bound
from service.workbook.extents import Extent
from service.workbook.visibility import Visibility, is_true, within


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A1", (0, 0)), ("C7", (6, 2)), ("$AB$10", (9, 27)), ("xfd1048576", (1_048_575, 16_383)), ("Z90", (89, 25)),
        ("", None), (None, None), ("A", None), ("1", None), ("A0", None), ("A1B", None), ("A-1", None), ("A1 ", None),
        # No longer address is looked at than any program has.
        ("A12345678901", (12_345_678_900, 0)), ("A123456789012", (12_345_678_900, 0)),
    ],
)  # fmt: skip
def test_an_address_is_a_row_and_a_column(text: str | None, place: tuple[int, int] | None) -> None:
    assert extents.place(text) == place


@pytest.mark.parametrize(
    ("column", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_columns_have_letters(column: int, letters: str) -> None:
    assert extents.column_letters(column) == letters
    assert extents.place(f"{letters}1") == (0, column)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("B2:C7", ((1, 1), (6, 2))), ("C7:B2", ((1, 1), (6, 2))), ("C2:B7", ((1, 1), (6, 2))), ("B2", ((1, 1), (1, 1))),
        ("B2:", ((1, 1), (1, 1))), (":B2", None), ("B2:x-", None), ("", None),
    ],
)  # fmt: skip
def test_a_range_has_two_corners(text: str, cells: extents.Range | None) -> None:
    assert extents.span(text) == cells


def test_a_number_that_is_none_or_too_long_is_too_many() -> None:
    numbers = [(None, 7), ("12", 12), ("-3", -3), ("x", 10**9), ("", 10**9)]
    assert [extents.whole_number(text, 7) for text, _ in numbers] == [
        wanted for _, wanted in numbers
    ]
    assert extents.whole_number("9" * 19, 0) == 10**19 - 1
    assert extents.whole_number("9" * 20, 0) == 10**9


def test_ranges_are_cut_to_what_is_used_and_single_cells_are_none() -> None:
    cells = [
        ((0, 0), (9, 9)), ((3, 1), (4, 1)), ((4, 0), (5, 0)), ((3, 2), (3, 4)), ((2, 1), (2, 2)), ((0, 3), (1, 3)),
    ]  # fmt: skip
    assert extents.cut(cells, 4, 3) == [((0, 0), (3, 2)), ((2, 1), (2, 2))]
    assert extents.area(((1, 1), (6, 2))) == 12


def test_spans_are_cut_to_what_is_used() -> None:
    assert within([(-2, 1), (4, 4), (6, 99)], 8) == {0, 1, 4, 6, 7}
    assert within([], 8) == within([(8, 9)], 8) == frozenset()
    assert [is_true(text) for text in ("1", "true", "0", "false", "TRUE", None)] == [True] * 2 + [
        False
    ] * 4


def test_a_row_is_struck_out_when_no_value_of_it_is_not() -> None:
    seen = Visibility()
    for row, is_struck in ((0, True), (1, True), (1, False), (2, False), (3, True), (3, True)):
        seen.value(row, 0, is_struck=is_struck, is_number=False)
    assert seen.struck_rows == {0, 3}
    # The running number is often left as it is; alone it strikes nothing out.
    seen.value(0, 1, is_struck=False, is_number=True)
    seen.value(2, 1, is_struck=True, is_number=True)
    assert seen.struck_rows == {0, 3}
    # Of a text of which only some letters are struck out the rest stays.
    seen.value(3, 1, is_struck=False, is_number=False, in_part=True)
    assert seen.struck_rows == {0}
    assert seen.struck_cells == {(0, 0), (1, 0), (2, 1), (3, 0), (3, 1)}


def test_a_cell_outside_a_page_is_empty() -> None:
    page = Page("DS", ((1, 2), (3,)))
    wanted = {
        (0, 0): 1,
        (0, 1): 2,
        (1, 0): 3,
        (0, 2): None,
        (1, 1): None,
        (2, 0): None,
        (-1, 0): None,
    }
    assert {place: page.cell(*place) for place in wanted} == wanted
    assert (page.cell(0, -1), page.at(6, 27)) == (None, "DS!AB7")


def test_the_reach_of_sheets_is_bounded_one_by_one_and_together() -> None:
    limits = Limits(max_rows=10, max_sheets=2, max_columns=30)
    assert limits.max_lines == 220
    bound([Extent("A", 220, 30), Extent("B", 1, 1)], limits)
    for wrong, message, limit in (
        (
            [Extent("A", 221, 1)],
            "“A” có dữ liệu đến dòng 221, mỗi danh sách nhiều nhất 10 dòng",
            10,
        ),
        ([Extent("A", 1, 31)], "“A” có dữ liệu đến cột AE, nhiều nhất 30 cột", 30),
        ([Extent("A", 1, 1)] * 3, "Tệp có 3 trang tính, nhiều nhất là 2", 2),
    ):
        with pytest.raises(InputTooLarge, match=message) as refused:
            bound(wrong, limits)
        assert refused.value.limit == limit
    half = Extent("A", 1, 1, values=150_000)
    bound([half, half], limits)
    with pytest.raises(InputTooLarge, match=r"quá nhiều ô có dữ liệu .nhiều nhất 300\.000"):
        bound([half, Extent("B", 1, 1, values=150_001)], limits)
    wide = Limits(max_rows=10_000, max_columns=300)
    area = Extent("A", 6_000, 100)
    bound([area, area], wide)
    with pytest.raises(
        InputTooLarge, match=r"ô tính đến ô cuối có dữ liệu .nhiều nhất 1\.200\.000"
    ):
        bound([area, area, Extent("B", 1, 1)], wide)


_COUNTED: dict[str, tuple[Bounds, dict[str, tuple[int, str]]]] = {
    "xlsx": (bounds.XLSX, {
        "c": (800_000, "ô, kể cả ô trống có định dạng"), "row": (300_000, "dòng, kể cả dòng trống có định dạng"),
        **dict.fromkeys(["v", "f", "is", "t", "r", "rPr"], (1_000_000, "mục nội dung ô")),
        **dict.fromkeys(["b", "i", "u", "sz", "color", "name", "rFont", "family", "charset", "scheme"], (500_000, "định dạng chữ")),
        **dict.fromkeys(["left", "right", "top", "bottom", "diagonal", "alignment", "protection"], (200_000, "định dạng ô")),
        "si": (300_000, "nội dung ô khác nhau"), "mergeCell": (20_000, "vùng gộp ô"), "xf": (65_490, "kiểu định dạng ô"),
        "font": (65_490, "kiểu chữ"), "fill": (65_490, "kiểu nền ô"), "border": (65_490, "kiểu viền ô"),
        "numFmt": (10_000, "kiểu số"), "cellStyle": (20_000, "kiểu ô đã đặt tên"), "dxf": (20_000, "định dạng của quy tắc"),
        "dataValidation": (10_000, "quy tắc kiểm tra dữ liệu"), "conditionalFormatting": (10_000, "định dạng có điều kiện"),
        "cfRule": (20_000, "quy tắc định dạng có điều kiện"), "definedName": (20_000, "tên vùng đã đặt"),
        "hyperlink": (65_530, "liên kết"), "comment": (10_000, "ghi chú"), "shape": (20_000, "hình vẽ"),
        "col": (50_000, "cột được định dạng"),
        **dict.fromkeys(["twoCellAnchor", "oneCellAnchor", "absoluteAnchor"], (5_000, "hình vẽ")),
        "table": (1_000, "bảng"), "tableColumn": (16_384, "cột của bảng"), "sqref": (100_000, "vùng ô của các quy tắc"),
        "anything": (100_000, "mục trong phần bên trong tệp"),
    }),
    "ods": (bounds.ODS, {
        **dict.fromkeys(["table-cell", "covered-table-cell"], (800_000, "ô")), "table-row": (300_000, "dòng"),
        **dict.fromkeys(["p", "span", "s", "tab", "a"], (1_000_000, "mục nội dung ô")), "style": (65_490, "kiểu định dạng ô"),
        "content-validation": (10_000, "quy tắc kiểm tra dữ liệu"), "named-range": (20_000, "tên vùng đã đặt"),
        "annotation": (10_000, "ghi chú"), "anything": (100_000, "mục trong phần bên trong tệp"),
    }),
    "xls": (bounds.XLS, {"anything": (2_000_000, "mục trong phần bên trong tệp")}),
}  # fmt: skip


@pytest.mark.parametrize("form", _COUNTED)
def test_each_thing_in_a_workbook_has_its_bound_and_its_name(form: str) -> None:
    known, things = _COUNTED[form]
    for name, (most, called) in things.items():
        count = Count(known)
        count.take(name, most)
        limit = f"{most:,}".replace(",", ".")
        with pytest.raises(InputTooLarge) as refused:
            count.take(name)
        assert str(refused.value) == (
            f"Tệp bảng tính có quá nhiều {called} (nhiều nhất {limit}); "
            "hãy chép riêng danh sách (chỉ dán giá trị) sang một tệp mới rồi gửi lại."
        )
        assert refused.value.limit == most


@pytest.mark.parametrize("form", _COUNTED)
def test_all_things_of_a_workbook_are_bounded_together(form: str) -> None:
    known, _ = _COUNTED[form]
    count = Count(known)
    for number in range(40):
        count.take(f"thing {number}", 100_000)
    with pytest.raises(InputTooLarge, match=r"nhiều nhất 4\.000\.000") as refused:
        count.take("one more")
    assert refused.value.limit == 4_000_000

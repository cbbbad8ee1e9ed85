"""An .xls, record by record: how far each kind of cell reaches, what is counted, and what becomes of the values."""

from __future__ import annotations

import datetime as dt
import struct
from decimal import Decimal
from typing import Any

import pytest
import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from service.errors import InputTooLarge, UnreadableInput
from service.workbook import Limits, bounds, old_excel
from service.workbook.book import Page
from service.workbook.book_reader import open_book
from service.workbook.old_excel import Surveyed
from tests.workbook import biff
from tests.workbook.biff import book, cell, formula, label, number, record

RK = struct.pack("<i", 7 << 2 | 2)
TEXT_RESULT, ERROR_RESULT = b"\0\0\0\0\0\0\xff\xff", b"\x02\0\x07\0\0\0\xff\xff"


def surveyed(*records: bytes) -> Surveyed:
    (found,) = old_excel.survey(book({"S": records}))
    return found


def page(*records: bytes, **other: Any) -> Page:
    (found,) = open_book(book({"S": records}, **other), Limits()).pages
    return found


@pytest.mark.parametrize(
    "written",
    [
        number(2, 3, 1.5),
        cell(0x027E, 2, 3, RK),
        cell(0x00FD, 2, 3, struct.pack("<I", 0)),
        label(2, 3, "An"),
        formula(2, 3, struct.pack("<d", 1.5)),
        cell(0x0205, 2, 3, b"\x01\x00"),
        cell(0x00D6, 2, 3, struct.pack("<HB", 1, 0) + b"A" + struct.pack("<H", 0)),
    ],
    ids=["NUMBER", "RK", "LABELSST", "LABEL", "FORMULA", "BOOLERR", "RSTRING"],
)
def test_a_cell_of_each_kind_is_one_value_and_reaches_to_itself(written: bytes) -> None:
    assert surveyed(written) == Surveyed("S", rows=3, columns=4, values=1, filled={2: 4})


def test_several_cells_in_one_record_reach_to_the_last() -> None:
    several = record(0x00BD, struct.pack("<HH", 1, 2) + (b"\0\0" + RK) * 3 + struct.pack("<H", 4))
    assert surveyed(several) == Surveyed("S", rows=2, columns=5, values=3, filled={1: 5})
    assert page(several).rows == ((), (None, None, 7, 7, 7))


def test_cells_without_a_value_are_filled_by_the_reader_and_reach_nowhere() -> None:
    blank = cell(0x0201, 1, 6)
    blanks = record(0x00BE, struct.pack("<HH", 3, 2) + bytes(6) + struct.pack("<H", 4))
    assert surveyed(blank, blanks) == Surveyed("S", filled={1: 7, 3: 5})
    assert page(blank, blanks, number(0, 0, 1)).rows == ((1,),)


def test_the_farthest_cell_counts_wherever_it_stands() -> None:
    cells = [number(4, 1, 1), number(2, 6, 1), number(2, 0, 1), number(0, 0, 1)]
    assert surveyed(*cells) == Surveyed("S", rows=5, columns=7, values=4, filled={4: 2, 2: 7, 0: 1})


@pytest.mark.parametrize(
    ("written", "is_broken"),
    [
        (cell(0x0205, 1, 2, b"\x07\x01"), True),
        (cell(0x0205, 1, 2, b"\x01\x00"), False),
        (formula(1, 2, ERROR_RESULT), True),
        (formula(1, 2, TEXT_RESULT), False),
        (formula(1, 2, b"\x01\0\x01\0\0\0\xff\xff"), False),
        # A number whose first byte happens to be 2.
        (formula(1, 2, b"\x02\0\0\0\0\0\xf0\x3f"), False),
        (number(1, 2, struct.unpack("<d", b"\0\x01\0\0\0\0\xf0\x3f")[0]), False),
    ],
    ids=["error", "yes", "formula: error", "formula: text", "formula: yes", "formula: 1", "1"],
)
def test_only_errors_are_broken(written: bytes, is_broken: bool) -> None:
    assert surveyed(written).broken == ({(1, 2)} if is_broken else set())


def test_what_stands_between_the_sheets_belongs_to_none() -> None:
    sheets = {"Một": [number(0, 0, 1), record(0x000A), number(5, 5, 1)], "Hai": [number(1, 0, 2)]}
    assert old_excel.survey(book(sheets)) == [
        Surveyed("Một", rows=1, columns=1, values=1, filled={0: 1}),
        Surveyed("Hai", rows=2, columns=1, values=1, filled={1: 1}),
    ]


def test_a_chart_inside_a_sheet_ends_it_for_the_survey() -> None:
    chart = [record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0020, 0, 0, 0, 0)), number(9, 9, 1)]
    assert surveyed(number(0, 0, 1), *chart) == Surveyed(
        "S", rows=1, columns=1, values=1, filled={0: 1}
    )


def test_names_are_read_in_either_width_and_a_record_that_is_too_short_names_no_sheet() -> None:
    assert [sheet.name for sheet in old_excel.survey(book({"Cá nhân": (), "é": ()}))] == [
        "Cá nhân",
        "é",
    ]
    narrow = book({"Café": (), "Z": ()}, wide=False)
    assert [sheet.name for sheet in old_excel.survey(narrow)] == ["Café", "Z"]
    shortest = [record(0x0085, bytes(6) + b"\0\0"), record(0x0085, bytes(6) + b"\x01\0A")]
    content = biff.compound(biff.stream({}, extra=shortest))
    assert [sheet.name for sheet in old_excel.survey(content)] == ["A"]


def test_the_stream_has_either_name_and_a_file_without_is_no_workbook() -> None:
    records = biff.stream({"S": [number(0, 0, 1)]})
    for name in ("Workbook", "Book"):
        assert old_excel.survey(biff.compound(records, name)) == [
            Surveyed("S", rows=1, columns=1, values=1, filled={0: 1})
        ]
    with pytest.raises(UnreadableInput, match="không phải bảng tính"):
        old_excel.survey(biff.compound(records, "WordDocument"))


@pytest.mark.parametrize(
    ("kind", "most", "called"),
    [
        (0x00E0, 10_000, "kiểu định dạng ô"),
        (0x0031, 10_000, "kiểu chữ"),
        (0x041E, 10_000, "kiểu số"),
        (0x0018, 20_000, "tên vùng đã đặt"),
        (0x01BE, 10_000, "quy tắc kiểm tra dữ liệu"),
        (0x01B1, 20_000, "quy tắc định dạng có điều kiện"),
        (0x01B8, 65_530, "liên kết"),
        (0x001C, 10_000, "ghi chú"),
        (0x005D, 20_000, "hình vẽ"),
    ],
)
def test_what_is_made_an_object_of_is_counted(kind: int, most: int, called: str) -> None:
    # The workbook itself has two fonts and three formats of cells.
    own = {0x00E0: 3, 0x0031: 2}.get(kind, 0)
    many = record(kind) * (most - own)
    assert old_excel.survey(book({"S": ()}, extra=[many])) == [Surveyed("S")]
    refusal = f"quá nhiều {called} .nhiều nhất {most:,}.".replace(",", ".")
    with pytest.raises(InputTooLarge, match=refusal):
        old_excel.survey(book({"S": ()}, extra=[many, record(kind)]))


def test_merged_ranges_are_counted_by_the_number_that_their_record_tells() -> None:
    two = [record(0x00E5, struct.pack("<H", count)) for count in (9_999, 10_001)]
    assert surveyed(*two) == Surveyed("S")
    with pytest.raises(InputTooLarge, match=r"vùng gộp ô .nhiều nhất 20\.000"):
        surveyed(*two, record(0x00E5, struct.pack("<H", 1)))


def test_cells_that_the_reader_would_fill_are_bounded_over_all_sheets() -> None:
    wide = b"".join(cell(0x0201, row, 59_999) for row in range(25))
    content = {"Một": [wide], "Hai": [wide]}
    assert bounds.MOST_FILLED == 50 * 60_000
    assert len(old_excel.survey(book(content))) == 2
    content["Ba"] = [cell(0x0201, 0, 0)]
    with pytest.raises(InputTooLarge, match=r"ô trống có định dạng .nhiều nhất 3\.000\.000"):
        old_excel.survey(book(content))


def test_a_stream_that_ends_inside_a_record_s_head_is_read_up_to_it() -> None:
    records = biff.stream({"S": [number(0, 0, 1)]})
    padding = 4096 - len(records) - 4 - 3
    content = biff.compound(records + record(0x0863, bytes(padding)) + b"\x03\x02\x0e")
    assert len(old_excel.survey(content)) == 1


def test_what_lies_behind_the_end_of_the_stream_is_not_read() -> None:
    gap = record(0x0863, bytes(5_000))
    records = biff.stream({"S": [number(0, 0, 1), gap, number(9, 9, 1)]})
    end = records.index(gap) + len(gap)
    for size, rows in ((end, 1), (len(records), 10)):
        (found,) = old_excel.survey(biff.compound(records, size=size))
        assert found.rows == rows


def test_values_of_each_kind_as_they_are_read() -> None:
    read = page(
        number(0, 0, 12), number(0, 1, 0.5), label(0, 2, "Nguyễn Văn An"), label(0, 3, "  "),
        cell(0x0205, 0, 4, b"\x01\x00"), cell(0x0205, 0, 5, b"\x00\x00"), cell(0x0205, 0, 6, b"\x07\x01"),
        number(0, 7, 44013, biff.MOMENT), number(0, 8, 44013.75, biff.MOMENT),
        number(0, 9, 0.75, biff.MOMENT), number(0, 10, 1, biff.MOMENT), number(0, 11, 3e9, biff.MOMENT),
    )  # fmt: skip
    assert read.rows == ((
        12, Decimal("0.5"), "Nguyễn Văn An", None, True, False, None,
        dt.date(2020, 7, 1), dt.datetime(2020, 7, 1, 18), dt.time(18), dt.date(1900, 1, 1), 3_000_000_000,
    ),)  # fmt: skip
    assert [type(value) for value in read.rows[0][4:6]] == [bool, bool]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    assert page(number(0, 0, 1, biff.MOMENT), from_1904=True).rows == ((dt.date(1904, 1, 2),),)


def test_merged_cells_hidden_rows_and_hidden_columns() -> None:
    hidden_row = record(0x0208, struct.pack("<HHHHHHI", 1, 0, 3, 300, 0, 0, 1 << 5))
    hidden_columns = record(0x007D, struct.pack("<HHHHHH", 1, 1, 2000, 0, 1, 0))
    merged = record(0x00E5, struct.pack("<HHHHH", 1, 2, 3, 0, 2))
    cells = [label(row, column, "x") for row in range(4) for column in range(3)]
    read = page(hidden_columns, hidden_row, *cells, merged)
    assert (read.hidden_rows, read.hidden_columns) == (frozenset({1}), frozenset({1}))
    assert list(read.merged) == [((2, 0), (3, 2))]
    assert read.struck_rows == frozenset()


def test_a_row_is_struck_out_when_every_value_of_it_is() -> None:
    read = page(
        label(0, 0, "x", biff.STRUCK), cell(0x0201, 0, 1), label(0, 2, "x", biff.STRUCK),
        label(1, 0, "x", biff.STRUCK), label(1, 1, "x"),
        label(2, 0, "x"), cell(0x0201, 2, 1, look=biff.STRUCK), label(2, 2, "x"),
    )  # fmt: skip
    assert read.struck_rows == {0}


def test_hidden_sheets_are_told() -> None:
    content = book({"Một": [number(0, 0, 1)], "Hai": [number(0, 0, 2)]}, hidden=["Hai"])
    assert [(read.name, read.hidden) for read in open_book(content, Limits()).pages] == [
        ("Một", False),
        ("Hai", True),
    ]


def test_a_workbook_with_a_password_or_with_broken_records_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="đang đặt mật khẩu"):
        old_excel.survey(book({"S": ()}, extra=[record(0x002F, bytes(6))]))
    with pytest.raises(UnreadableInput, match="bị hỏng"):
        surveyed(record(0x0203, b"\0"))
    with pytest.raises(UnreadableInput, match="bị hỏng"):
        page(number(0, 0, 1), cell(0x00FD, 0, 1, struct.pack("<I", 9)))


@pytest.mark.parametrize(
    "raised",
    [
        XLRDError, CompDocError, struct.error, AssertionError, IndexError, KeyError, UnicodeDecodeError, ValueError,
        TypeError, AttributeError, OverflowError, ZeroDivisionError, MemoryError, RecursionError, OSError,
    ],
)  # fmt: skip
def test_whatever_the_reader_stumbles_over_is_a_damaged_file(
    raised: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(**_: Any) -> None:
        raise UnicodeDecodeError("x", b"", 0, 0, "") if raised is UnicodeDecodeError else raised()

    content = book({"S": [number(0, 0, 1)]})
    monkeypatch.setattr(xlrd, "open_workbook", stumble)
    with pytest.raises(UnreadableInput, match="bị hỏng"):
        open_book(content, Limits())

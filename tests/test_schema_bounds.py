"""Tables, lists, names and values exactly at the bounds of what is read, and one step beyond."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from marshmallow import ValidationError

from service import documents
from service.documents.blocks import table_layout
from service.errors import Violation
from service.schema import (
    computed_columns,
    containers,
    fields,
    input_outline,
    loading,
    pointers,
    screening,
    tables,
)
from service.schema.printing import printed_part
from tests import laid_tables, reviewed

DECISION, REPORT = "commendation-decision", "summary-report"
TABLE = tables.TableSchema()


def code(field: Any, value: Any) -> str:
    try:
        field.deserialize(value)
    except ValidationError as error:
        return next(iter(loading.violations_in(error.messages))).code
    return ""


# --- tables ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "sound"),
    [
        (0, True),
        (10**15 - 1, True),
        (-(10**15) + 1, True),
        (10**15, False),
        (Decimal("0.000001"), True),
        (Decimal("0.0000001"), False),
        (Decimal("1.123456"), True),
        (Decimal("1.1234567"), False),
        (Decimal("1.1234560"), True),  # a closing nought says nothing
        (Decimal("123456789.123456"), True),
        (Decimal("1234567890.123456"), False),
        (Decimal("1." + "0" * 39), True),
        (Decimal("1." + "0" * 40), False),
        (Decimal("1E14"), True),
        (Decimal("1E15"), False),
        (0.1, True),
        (1e-7, False),
    ],
)
def test_a_cell_has_fifteen_digits_six_of_them_decimals(number: Any, sound: bool) -> None:
    _, found = reviewed.load(TABLE, {"columns": ["A"], "rows": [[number]]})
    assert [violation.code for violation in found] == ([] if sound else ["out_of_range"])


def test_a_cell_has_two_thousand_letters_at_most() -> None:
    rows = [["x" * 2000], ["x" * 2001]]
    _, found = reviewed.load(TABLE, {"columns": ["A"], "rows": rows})
    assert [(violation.pointer, violation.code) for violation in found] == [
        ("/rows/1/0", "too_long")
    ]


def violations(columns: list[Any], *rows: list[Any]) -> list[tuple[str, str]]:
    table, found = reviewed.load(TABLE, {"columns": columns, "rows": list(rows)})
    assert found == []
    return [
        (violation.pointer, violation.message.split(";")[0])
        for violation in computed_columns.violations("/t", table)
    ]


def test_a_table_has_as_many_columns_as_word_opens() -> None:
    assert violations([f"Cột {place}" for place in range(63)]) == []
    assert violations([f"Cột {place}" for place in range(64)]) == [
        (
            "/t/columns",
            "Bảng có 64 cột, nhiều nhất là 63 vì Word không mở được bảng nhiều cột hơn",
        )
    ]


A, B = "Kế hoạch", "Thực hiện"


def computed(*of: str, how: str | None = "ratio", header: str = "Đạt") -> dict[str, Any]:
    return {"header": header, "computed": how, "of": list(of)}


def test_every_complaint_of_a_table_names_its_place_counted_from_one() -> None:
    assert violations(["X", A, B], ["a", 1, 2], ["b", 1]) == [
        ("/t/rows/1", "Dòng 2 của bảng có 2 ô, phải có 3 ô như số cột")
    ]
    assert violations([A, B, computed(A, B, how=None)]) == [
        ("/t/columns/2/of", "Cột thứ 3 nêu hai cột để tính nhưng chưa chọn cách tính")
    ]
    assert violations([A, B, computed(A)]) == [
        ("/t/columns/2/of", "Cột tính thứ 3 phải nêu đúng tên hai cột khác trong bảng để tính")
    ]
    assert violations([A, B, computed(A, B), computed(A, "Đạt", header="Tăng")]) == [
        ("/t/columns/3/of", "Cột tính thứ 4 không được tính từ một cột tính khác")
    ]
    assert violations([A, B, computed(B, A)], [1, 2, None], [1, 2, 3]) == [
        ("/t/rows/1/2", "Ô thứ 3 của dòng 2 do phần mềm tính")
    ]
    assert violations([A, B, computed(B, A)], [1, 2, None], [1, "hai", None]) == [
        ("/t/rows/1/2", "Dòng 2 có chữ ở cột dùng để tính nên không tính được")
    ]
    assert violations([A, B, A, computed(B, A)]) == [  # which of the two is meant?
        ("/t/columns/3/of", "Cột tính thứ 4 phải nêu đúng tên hai cột khác trong bảng để tính")
    ]
    assert violations([A, B, computed(B, A)], [1, 2], ["x", 2, None]) == [
        ("/t/rows/0", "Dòng 1 của bảng có 2 ô, phải có 3 ô như số cột"),
        ("/t/rows/1/2", "Dòng 2 có chữ ở cột dùng để tính nên không tính được"),
    ]


def test_a_column_that_is_unsound_keeps_the_whole_table_from_being_judged() -> None:
    table = {"columns": [{}, {"header": A}], "rows": [[1], [2]]}
    assert list(computed_columns.violations("/t", table)) == []


def laid_out(table: dict[str, Any], **layout: Any) -> dict[str, Any]:
    return table_layout.report_table(table, printed_part(TABLE, table), **layout).context


def test_the_first_of_the_two_columns_is_divided_by_the_second() -> None:
    table, _ = reviewed.load(
        TABLE, {"columns": [A, B, computed(A, B), computed(B, A, how="change", header="Tăng")],
                "rows": [[1, 4, None, None]]}
    )  # fmt: skip
    assert laid_tables.rows(laid_out(table)) == [["1", "4", "25", "300"]]
    assert [column["key"] for column in laid_out(table)["columns"]] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("cells", "align"),
    [
        ((12, None), "right"),
        ((None, "chưa có", 12), "right"),
        ((Decimal("1.5"), "-"), "right"),
        ((None, None), "left"),
        (("12", "15"), "left"),
        ((), "left"),
    ],
)
def test_a_column_with_any_number_stands_right(cells: tuple[Any, ...], align: str) -> None:
    table, _ = reviewed.load(TABLE, {"columns": [A], "rows": [[cell] for cell in cells]})
    assert [column["align"] for column in laid_out(table)["columns"]] == [align]


# --- names and rows -------------------------------------------------------------------------------


def first(schema: Any, data: Any) -> Violation:
    return reviewed.load(schema, data)[1][0]


SCHEMA = documents.get(DECISION).schema


def unknown(name: str) -> Violation:
    (violation,) = (
        violation
        for violation in reviewed.load(SCHEMA, {name: 1})[1]
        if violation.code == "unknown_field"
    )
    return violation


def test_an_unknown_name_is_repeated_only_while_it_looks_like_a_name() -> None:
    assert "Không có mục nào tên “" + "q" * 40 + "”;" in unknown("q" * 40).message
    assert unknown("q" * 41).message.startswith("Không có mục nào tên này;")
    assert unknown("q q").message.startswith("Không có mục nào tên này;")
    assert unknown("q" * 100).pointer == "/" + "q" * 100
    assert unknown("q" * 101).pointer == ""
    assert "tên dài 101 ký tự" in unknown("q" * 101).message
    assert unknown("subjet").message == "Không có mục nào tên “subjet”; có phải là “subject” không?"
    assert unknown("subjet").suggestion == "subject"


def screened(data: Any, rows: int) -> list[tuple[str, str]]:
    found = reviewed.screened(SCHEMA, data, max_rows=rows, max_paragraph=99)
    return [(violation.pointer, violation.message) for violation in found]


def test_all_lists_together_hold_ten_full_ones() -> None:
    award: dict[str, Any] = {"individuals": [{}] * 3}
    whole = {"awards": [award] * 5}  # 5 awards and 15 people
    assert screened(whole, 5) == []
    assert screened({**whole, "others": [{}] * 5, "more": [{}] * 5, "again": [{}] * 5}, 5) == []
    crowd = {"awards": [{"individuals": [{}] * 5}] * 5, "others": [{}] * 5, "more": [{}] * 5}
    assert sum((5, 25, 5, 5)) == 40
    assert screened({**crowd, "again": [{}] * 5, "last": [None] * 5}, 5) == []
    beyond = {**crowd, "again": [{}] * 5, "last": [None] * 5, "one": [{}]}
    assert screened(beyond, 5) == [
        ("", "Tất cả danh sách có 51 dòng, nhiều nhất là 50; hãy tách thành nhiều văn bản.")
    ]
    assert not screening.is_plain(beyond, 5, 99)
    assert screening.is_plain({**crowd, "again": [{}] * 5, "last": [None] * 5}, 5, 99)
    # Lines of text are no rows.
    assert screened({**crowd, "again": [{}] * 5, "last": [None] * 5, "lines": ["x"] * 5}, 5) == []


def test_one_list_at_its_bound_is_plain_and_one_row_more_is_not() -> None:
    assert screening.is_plain({"recipients": ["x"] * 5}, 5, 99)
    assert not screening.is_plain({"recipients": ["x"] * 6}, 5, 99)
    assert screening.is_plain({"opening": ["x" * 99]}, 5, 99)
    assert not screening.is_plain({"opening": ["x" * 100]}, 5, 99)
    assert not screening.is_plain({"opening": ["x\u200b"]}, 5, 99)


def test_what_is_just_within_its_bound_is_not_reported_beside_what_is_beyond() -> None:
    """An input with something to tell is looked at list by list and text by text."""
    assert [at for at, _ in screened({"opening": ["x" * 99, "x" * 100]}, 9)] == ["/opening/1"]
    assert [at for at, _ in screened({"a": [{}] * 5, "b": [{}] * 6}, 5)] == ["/b"]
    full: dict[str, Any] = {str(place): [{}] * 5 for place in range(10)}
    assert [at for at, _ in screened({**full, "subject": "a\u200b"}, 5)] == ["/subject"]
    assert [at for at, _ in screened({**full, "one": [None]}, 5)] == [""]


def test_a_limit_stricter_than_that_of_paragraphs_complains_by_itself() -> None:
    """``code`` has 20 letters: with paragraphs of 20 or more its own limit speaks."""
    data = {"organ": {"code": "x" * 21}}
    assert reviewed.screened(SCHEMA, data, max_rows=9, max_paragraph=20) == []
    (violation,) = reviewed.screened(SCHEMA, data, max_rows=9, max_paragraph=19)
    assert (violation.pointer, violation.code) == ("/organ/code", "too_long")


def test_what_stands_below_a_name_too_long_for_a_field_is_not_looked_at() -> None:
    for letters, reported in ((100, 1), (101, 0)):
        assert len(screened({"q" * letters: ["a\u200b"]}, 9)) == reported


# --- pointers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("", {"a": [1, {"b": 2}]}),
        ("/a/0", 1),
        ("/a/1/b", 2),
        ("/a/2", None),
        ("/a/-1", None),
        ("/a/x", None),
        ("/a/0/b", None),
        ("/b", None),
    ],
)
def test_a_value_is_found_at_its_pointer_or_not_at_all(pointer: str, value: Any) -> None:
    assert pointers.find({"a": [1, {"b": 2}]}, pointer) == value


def test_one_escaped_step_says_tilde_and_slash_apart() -> None:
    assert pointers.join("a~1/b") == "/a~01~1b"
    assert pointers.split("/a~01~1b") == ["a~1/b"]
    assert pointers.split("") == []
    assert pointers.split("/") == [""]


# --- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1944-12-31", "date_out_of_range"),
        ("1945-01-01", ""),
        ("2100-12-31", ""),
        ("2101-01-01", "date_out_of_range"),
    ],
)
def test_a_year_is_one_of_this_state_and_not_beyond_the_century(typed: str, found: str) -> None:
    assert code(fields.Day("Ngày", "", "2020-07-01"), typed) == found
    assert code(fields.Moment("Giờ", "", "2020-07-01T08:00"), f"{typed}T08:00") == found


NUMBER = fields.Integer("Số", "", 15, least=1, most=99_999_999_999, from_text=True)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0" * 10 + "15", 15),
        ("0" * 11 + "15", "not_integer"),
        (" 15 ", 15),
        ("１５", "not_integer"),
        ("+15", "not_integer"),
        (Decimal("15.0"), 15),
        (Decimal("15.5"), "not_integer"),
        (Decimal("1E17"), "out_of_range"),
        (Decimal("1E18"), "not_integer"),
        (Decimal("NaN"), "not_integer"),
        (True, "not_integer"),
    ],
)
def test_a_number_is_its_digits_and_nothing_else(typed: Any, value: Any) -> None:
    if isinstance(value, str):
        assert code(NUMBER, typed) == value
    else:
        assert NUMBER.deserialize(typed) == value


def problem(field: Any, value: Any) -> Violation:
    with pytest.raises(ValidationError) as caught:
        field.deserialize(value)
    return next(iter(loading.violations_in(caught.value.messages)))


def test_messages_name_the_bound_that_was_broken() -> None:
    text = fields.Text("Tên", "", "A", longest=3)
    assert problem(text, "abcd").message == "“Tên” dài 4 ký tự, nhiều nhất là 3; hãy rút gọn."
    assert problem(text, "a\x07").message.startswith("“Tên” có ký tự điều khiển U+0007 ở vị trí 2;")
    least = fields.Integer("Số", "", 1, least=1)
    assert problem(least, 0).message == "“Số” phải từ 1 trở lên."
    most = fields.Integer("Số", "", 1, least=1, most=9)
    assert problem(most, 10).message == "“Số” phải từ 1 đến 9."
    lines = containers.Values(fields.Text("Dòng", "", "A"), at_least=2)
    assert problem(lines, ["a", None]).message.startswith("“Dòng” phải có ít nhất 2 mục;")
    assert lines.deserialize(["a", "b"]) == ["a", "b"]
    assert problem(fields.Day("Ngày", "", None), "1/1/1900").message == (
        "“Ngày” phải có năm từ 1945 đến 2100."
    )


# --- outline --------------------------------------------------------------------------------------

ITEMS = {item.pointer: item for item in input_outline.items(SCHEMA)}


@pytest.mark.parametrize(
    ("pointer", "name", "part", "row", "depth", "is_list", "holds"),
    [
        ("/subject", "subject", "", "", 0, False, False),
        ("/organ", "organ", "", "", 0, False, True),
        ("/organ/code", "code", "/organ", "", 1, False, False),
        ("/recipients", "recipients", "", "", 0, True, False),
        ("/awards", "awards", "", "", 0, True, True),
        ("/awards/*/form", "form", "/awards/*", "/awards/*", 1, False, False),
        ("/awards/*/individuals", "individuals", "/awards/*", "/awards/*", 1, True, True),
        ("/awards/*/individuals/*/full_name", "full_name", "/awards/*/individuals/*", "/awards/*/individuals/*", 2, False, False),
        ("/awards/*/bonus", "bonus", "/awards/*", "/awards/*", 1, False, True),
        ("/awards/*/bonus/individual", "individual", "/awards/*/bonus", "/awards/*", 2, False, False),
    ],
)  # fmt: skip
def test_an_item_knows_where_it_stands(
    pointer: str, name: str, part: str, row: str, depth: int, is_list: bool, holds: bool
) -> None:
    item = ITEMS[pointer]
    assert (item.name, item.part, item.row, item.depth) == (name, part, row, depth)
    assert (item.is_list, item.holds_fields) == (is_list, holds)


def test_a_part_inside_itself_is_described_once_or_as_often_as_asked() -> None:
    schema = documents.get(REPORT).schema
    once = {item.pointer: item for item in input_outline.items(schema)}
    assert once["/sections/*/sections"].repeats == "/sections/*"
    assert "/sections/*/sections/*/heading" not in once
    thrice = {item.pointer: item for item in input_outline.items(schema, again=2)}
    assert thrice["/sections/*/sections"].repeats is None
    assert "/sections/*/sections/*/sections/*/heading" in thrice
    assert thrice["/sections/*/sections/*/sections/*/sections"].inside == ()
    assert thrice["/sections/*/sections/*/sections/*/sections"].repeats is not None


def test_a_bonus_may_be_a_word_and_an_example_is_made_of_what_is_required() -> None:
    assert ITEMS["/awards/*/bonus"].words == (("statutory", "Mức theo quy định"),)
    assert ITEMS["/subject"].words == ()
    assert ITEMS["/organ"].example == {"organ_name": "Sở Ngoại vụ", "code": "SNgV"}
    assert ITEMS["/recipients"].example == ["UBND tỉnh (b/c)"]
    assert ITEMS["/archive"].example == {"units": ["VP"], "copies": 2}  # nothing in it is required
    assert ITEMS["/recipients"].of == "text"
    assert ITEMS["/subject"].of == ""
    assert input_outline.example(ITEMS["/organ"].field) == ITEMS["/organ"].example

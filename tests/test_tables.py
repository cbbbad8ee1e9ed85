"""A table of a report: reading, computing, writing, widths."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents.blocks import table_layout
from service.docx import standard
from service.errors import Violation
from service.schema import computed_columns, tables, verification
from service.schema.printing import printed_part
from tests import laid_tables, reviewed

SCHEMA = tables.TableSchema()


def load(table: Any) -> tuple[dict[str, Any], list[Violation]]:
    return reviewed.load(SCHEMA, table)


def codes(table: Any) -> dict[str, str]:
    return {violation.pointer: violation.code for violation in load(table)[1]}


def sound(columns: list[Any], *rows: list[Any]) -> dict[str, Any]:
    table, found = load({"columns": columns, "rows": list(rows)})
    assert found == []
    return table


def schema_errors(columns: list[Any], *rows: list[Any]) -> list[str]:
    return [
        violation.pointer
        for violation in computed_columns.violations("/table", sound(columns, *rows))
    ]


RATIO = {"header": "Đạt (%)", "computed": "ratio", "of": ["Thực hiện", "Kế hoạch"]}
CHANGE = {"header": "Tăng (%)", "computed": "change", "of": ["Thực hiện", "Kế hoạch"]}
HEADERS = ["Chỉ tiêu", "Kế hoạch", "Thực hiện"]


# --- reading ---------------------------------------------------------------------------------------


def test_a_column_is_a_header_or_a_part() -> None:
    table = sound(["Chỉ tiêu", {"header": "Kế hoạch", "align": "center"}])
    assert [column["header"] for column in table["columns"]] == ["Chỉ tiêu", "Kế hoạch"]
    assert [column["align"] for column in table["columns"]] == [None, "center"]


def test_headers_are_cleaned_as_all_text_is() -> None:
    assert sound(["  Chỉ\n tiêu "])["columns"][0]["header"] == "Chỉ tiêu"


@pytest.mark.parametrize("columns", [None, [], "Chỉ tiêu", 5, {}])
def test_a_table_needs_a_column(columns: Any) -> None:
    assert codes({"columns": columns, "rows": []}) == {"/columns": "too_few"}
    assert codes({"rows": []}) == {"/columns": "too_few"}


def test_a_faulty_column_is_named_by_its_place() -> None:
    found = codes(
        {"columns": ["A", 5, "", {"header": "B", "align": "middle"}, {"hedaer": "C"}], "rows": []}
    )
    assert found == {
        "/columns/1": "not_part",
        "/columns/2": "required",
        "/columns/3/align": "unknown_choice",
        "/columns/4/header": "required",
        "/columns/4/hedaer": "unknown_field",
    }


def test_cells_are_text_numbers_or_null() -> None:
    table = sound(["A", "B", "C", "D"], ["  x  y ", 5, Decimal("1.50"), None])
    assert table["rows"] == [["x y", 5, Decimal("1.50"), None]]


@pytest.mark.parametrize("cell", [True, False, [], {}, float("nan"), float("inf"), Decimal("NaN")])
def test_another_cell_is_refused_at_its_place(cell: Any) -> None:
    found = codes({"columns": ["A", "B"], "rows": [["x", 1], ["y", cell]]})
    assert list(found) == ["/rows/1/1"]


@pytest.mark.parametrize(
    "cell", [10**30, Decimal("1e30"), Decimal("1e999999"), Decimal("1e-999999")]
)
def test_a_number_of_too_many_digits_is_refused(cell: Any) -> None:
    assert codes({"columns": ["A"], "rows": [[cell]]}) == {"/rows/0/0": "out_of_range"}


def test_a_cell_with_a_control_character_is_refused_at_its_place() -> None:
    assert codes({"columns": ["A"], "rows": [["a"], ["a\x07"]]}) == {
        "/rows/1/0": "control_character"
    }


@pytest.mark.parametrize("rows", ["x", {}, 5])
def test_rows_are_a_list(rows: Any) -> None:
    assert codes({"columns": ["A"], "rows": rows}) == {"/rows": "not_list"}


@pytest.mark.parametrize("row", [None, "x", {}, 5])
def test_a_row_is_a_list(row: Any) -> None:
    assert codes({"columns": ["A"], "rows": [["a"], row]}) == {"/rows/1": "not_list"}


def test_rows_may_be_left_out() -> None:
    assert sound(["A"])["rows"] == []
    assert load({"columns": ["A"]})[1] == []


# --- sense -----------------------------------------------------------------------------------------


def test_a_row_with_the_wrong_number_of_cells_is_named() -> None:
    assert schema_errors(HEADERS, ["a", 1, 2], ["b", 1], ["c", 1, 2, 3]) == [
        "/table/rows/1",
        "/table/rows/2",
    ]
    found = list(computed_columns.violations("/table", sound(HEADERS, ["b", 1])))
    assert "Dòng 1" in found[0].message and "2 ô" in found[0].message and "3 ô" in found[0].message


@pytest.mark.parametrize(
    "of",
    [
        [],
        ["Kế hoạch"],
        ["Kế hoạch", "Kế hoạch", "Thực hiện"],
        ["Kế hoạch", "Không có"],
        ["Kế hoạch", "Đạt (%)"],
    ],
)
def test_a_computed_column_names_two_other_columns(of: list[str]) -> None:
    columns = [*HEADERS, {**RATIO, "of": of}]
    assert schema_errors(columns, ["a", 1, 2, None]) == ["/table/columns/3/of"]


def test_a_computed_column_is_not_computed_from_another() -> None:
    columns = [*HEADERS, RATIO, {"header": "X", "computed": "ratio", "of": ["Đạt (%)", "Kế hoạch"]}]
    assert schema_errors(columns, ["a", 1, 2, None, None]) == ["/table/columns/4/of"]


def test_a_computed_cell_is_left_null_by_the_clerk() -> None:
    assert schema_errors([*HEADERS, RATIO], ["a", 1, 2, 200]) == ["/table/rows/0/3"]


def test_text_in_a_column_to_compute_from_is_refused() -> None:
    assert schema_errors([*HEADERS, RATIO], ["a", "mười", 2, None]) == ["/table/rows/0/3"]


def test_a_sound_table_has_nothing_to_complain_of() -> None:
    assert (
        schema_errors(
            [*HEADERS, RATIO, CHANGE], ["a", 12, 15, None, None], ["b", None, 1, None, None]
        )
        == []
    )


# --- computing and writing -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "ratio", "change"),
    [
        (15, 12, "125", "25"),
        (1, 3, "33,33", "-66,67"),
        (2, 3, "66,67", "-33,33"),
        (12, 12, "100", "0"),
        (1, 8, "12,5", "-87,5"),
        (Decimal("0.00125"), 10, "0,01", "-99,99"),
        (Decimal("100.005"), 100, "100,01", "0,01"),
        (Decimal("99.995"), 100, "100", "-0,01"),
        (0, 5, "0", "-100"),
        (-5, 4, "-125", "-225"),
        (12345, 1, "1.234.500", "1.234.400"),
        (5, 0, "-", "-"),
        (0, 0, "-", "-"),
        (5, Decimal("0.00"), "-", "-"),
        (None, 5, "", ""),
        (5, None, "", ""),
        ("x", 5, "", ""),
    ],
)
def test_ratio_and_change_have_at_most_two_decimals_half_up(
    a: Any, b: Any, ratio: str, change: str
) -> None:
    assert computed_columns.compute("ratio", [(a, b)]) == [ratio]
    assert computed_columns.compute("change", [(a, b)]) == [change]


CELLS = st.integers(-(10**15) + 1, 10**15 - 1) | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**8), max_value=10**8, places=6
)


def laid_out(table: dict[str, Any], *, landscape: bool = False) -> dict[str, Any]:
    printed = printed_part(SCHEMA, table)
    return table_layout.report_table(table, printed, landscape=landscape).context


@given(CELLS, CELLS)
def test_any_two_cells_that_pass_can_be_computed(a: Any, b: Any) -> None:
    table, found = load({"columns": [*HEADERS, RATIO, CHANGE], "rows": [["x", b, a, None, None]]})
    if not found:
        assert laid_tables.rows(laid_out(table))[0][3]


def test_numbers_print_in_the_vietnamese_style_and_strings_as_typed() -> None:
    assert tables.written(Decimal("1234567.50")) == "1.234.567,5"
    assert tables.written(1234567) == "1.234.567"
    assert tables.written(-3) == "-3"
    assert tables.written("1,234.5") == "1,234.5"


def test_numbers_stand_right_and_strings_left_unless_the_clerk_says_otherwise() -> None:
    columns = [{"header": "STT", "align": "center"}, *HEADERS, RATIO]
    made = laid_out(sound(columns, ["1", "Đoàn ra", 12, 15, None]))
    assert [column["align"] for column in made["columns"]] == [
        "center",
        "left",
        "right",
        "right",
        "right",
    ]


def test_a_table_is_printed_with_its_computed_cells() -> None:
    made = laid_out(
        sound(
            [*HEADERS, RATIO, CHANGE],
            ["Đoàn ra", 12, 15, None, None],
            ["Đoàn vào", 0, 3, None, None],
        )
    )
    assert laid_tables.rows(made) == [
        ["Đoàn ra", "12", "15", "125", "25"],
        ["Đoàn vào", "0", "3", "-", "-"],
    ]
    assert laid_tables.headers(made) == [*HEADERS, "Đạt (%)", "Tăng (%)"]


@pytest.mark.parametrize("landscape", [False, True])
def test_the_widths_fill_the_page_exactly(landscape: bool) -> None:
    made = laid_out(sound(HEADERS, ["Đoàn ra " * 20, 12, 15]), landscape=landscape)
    total = standard.TEXT_WIDTH_LANDSCAPE_TWIPS if landscape else standard.TEXT_WIDTH_TWIPS
    assert sum(column["width"] for column in made["columns"]) == total
    assert all(column["width"] > 0 for column in made["columns"])


def test_a_table_that_lost_a_cell_is_noticed() -> None:
    table = sound(HEADERS, ["Đoàn ra", 12, 1500])
    whole = "Chỉ tiêu Kế hoạch Thực hiện Đoàn ra 12 1.500"
    assert verification.lost(printed_part(SCHEMA, table), whole) == []
    assert verification.lost(printed_part(SCHEMA, table), whole.replace("1.500", "1500")) == [
        "/rows/0/2"
    ]
    assert verification.lost(printed_part(SCHEMA, table), whole.replace("Kế hoạch ", "")) == [
        "/columns/1"
    ]

"""A posted form is the data that its inputs say, whatever order and gaps its names have; and buttons change rows."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest

from service import documents, intake
from service.http.pages import form_parser, row_edits

DECISION, MINUTES, REPORT = "commendation-decision", "conference-minutes", "summary-report"
TABLE = "/annexes/0/table"


def read(pairs: Any, slug: str = DECISION, *, keep_blank: bool = False) -> form_parser.ParsedForm:
    pairs = pairs.items() if isinstance(pairs, dict) else pairs
    return form_parser.parse(intake.items(documents.get(slug)), pairs, keep_blank=keep_blank)


def table(pairs: dict[str, str], *, keep_blank: bool = False) -> Any:
    """A report's table with these inputs, None when nothing of it is left."""
    message = {
        "/annexes/0/title": "Phụ lục",
        **{TABLE + name: text for name, text in pairs.items()},
    }
    return read(message, REPORT, keep_blank=keep_blank).data["annexes"][0].get("table")


# --- names and texts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pairs", "data"),
    [
        ([("do", "check"), ("/subject", "A"), ("csrf_token", "x"), ("/place", "B")], {"subject": "A", "place": "B"}),
        # The last of two inputs with one name counts, as an unchecked radio before a checked one.
        ([("/subject", "A"), ("/subject", "B")], {"subject": "B"}),
        # A value of a wrong shape gives way to what was typed into the part's own inputs …
        ([("/organ", "Sở"), ("/organ/organ_name", "A"), ("/place", "B")], {"organ": {"organ_name": "A"}, "place": "B"}),
        ([("/organ/organ_name", "A"), ("/organ", "Sở")], {"organ": {"organ_name": "A"}}),
        ([("/organ/organ_name", "A"), ("/organ/code", ""), ("/organ", "Sở")], {"organ": {"organ_name": "A"}}),
        # … and stays where nothing was.
        ([("/organ", "Sở"), ("/organ/organ_name", " "), ("/organ/code", "")], {"organ": "Sở"}),
        ([("/organ/organ_name", " "), ("/organ", "Sở")], {"organ": "Sở"}),
        ([("/recipients", "A")], {"recipients": "A"}),
        ([("/recipients", " ")], {}),
        ([("/organ", " ")], {}),
        ([("/organ/organ_name", " ")], {}),
        ([("/issued_date", "")], {}),
        # What no input stands for is kept until it is cleared.
        ([("/ten/a", "1"), ("/ten/b", ""), ("/khac", " "), ("/so", "2")], {"ten": {"a": "1"}, "so": "2"}),
        ([("/organ/ten/0", "x"), ("/organ/ten/1", "y")], {"organ": {"ten": ["x", "y"]}}),
        ([("/a~1b", "1")], {"a/b": "1"}),
    ],
)  # fmt: skip
def test_a_form_is_nested_by_its_names_and_nothing_typed_is_lost(
    pairs: list[tuple[str, str]], data: dict[str, Any]
) -> None:
    assert read(pairs).data == data


@pytest.mark.parametrize(
    ("pairs", "bonus"),
    [
        ({"=": "statutory"}, "statutory"),
        ({"=": "statutory", "individual": "450.000"}, "statutory"),
        ({"=": "-", "individual": "450.000"}, {"individual": 450_000}),
        ({"=": "", "individual": "450.000"}, {"individual": 450_000}),
        ({"individual": "450.000"}, {"individual": 450_000}),
        ({"=": "-", "individual": " "}, None),
        ({"=": ""}, None),
        # What is no word of the field is for the schema to complain of.
        ({"=": "theo mức"}, "theo mức"),
    ],
)
def test_a_sum_is_a_word_or_what_stands_in_its_own_inputs(
    pairs: dict[str, str], bonus: Any
) -> None:
    message = {f"/awards/0/bonus/{name}": text for name, text in pairs.items()}
    award = read({"/awards/0/achievement": "A", **message}).data["awards"][0]
    assert award == {"achievement": "A", **({} if bonus is None else {"bonus": bonus})}


# --- rows -----------------------------------------------------------------------------------------

PEOPLE = {
    "/awards/4/form": "giay_khen",
    "/awards/4/individuals/9/full_name": "An",
    "/awards/4/individuals/3/full_name": " ",
    "/awards/4/individuals/3/position": "",
    "/awards/4/individuals/5/full_name": "Bình",
    "/awards/1/form": "bang_khen",
}


def test_rows_count_in_the_order_in_which_they_come_and_blank_ones_do_not() -> None:
    found = read(PEOPLE)
    assert found.data["awards"] == [
        {"form": "giay_khen", "individuals": [{"full_name": "An"}, {"full_name": "Bình"}]},
        {"form": "bang_khen"},
    ]
    for name, place in (
        ("/awards/4/individuals/9/full_name", "/awards/0/individuals/0/full_name"),
        ("/awards/4/individuals/5/full_name", "/awards/0/individuals/1/full_name"),
        ("/awards/4/individuals/5", "/awards/0/individuals/1"),
        ("/awards/4/individuals", "/awards/0/individuals"),
        ("/awards/1/form", "/awards/1/form"),
        ("/awards/7/form", "/awards/7/form"),
        ("/signer/full_name", "/signer/full_name"),
        ("", ""),
    ):
        assert found.place(name) == place


def test_blank_rows_are_kept_while_the_form_is_only_drawn_again() -> None:
    found = read(PEOPLE, keep_blank=True)
    assert found.data["awards"][0]["individuals"] == [
        {"full_name": "An"},
        {},
        {"full_name": "Bình"},
    ]
    assert found.place("/awards/4/individuals/5/position") == "/awards/0/individuals/2/position"


def test_a_required_list_whose_rows_are_all_blank_misses_its_values_and_not_its_row() -> None:
    blank = {"/awards/0/form": "", "/awards/0/individuals/0/full_name": " "}
    assert read(blank).data == {"awards": [{}]}
    assert read({"/attendees/0/full_name": ""}, MINUTES).data == {"attendees": [{}]}
    assert read({"/votes/0/matter": ""}, MINUTES).data == {}
    assert read({"/awards/0": "một người"}).data == {"awards": ["một người"]}


def test_lines_are_read_one_by_one_and_blank_ones_leave_no_gap() -> None:
    lines = {
        "/recipients/5": "A",
        "/recipients/2": " ",
        "/recipients/0": "B",
        "/recipients/1/x": "C",
    }
    found = read(lines)
    assert found.data == {"recipients": ["A", "B", {"x": "C"}]}
    assert found.place("/recipients/0") == "/recipients/1"
    kept = read(lines, keep_blank=True)
    assert kept.data == {"recipients": ["A", None, "B", {"x": "C"}]}
    assert kept.place("/recipients/0") == "/recipients/2"
    assert read({"/recipients/0": "", "/executors/0": " "}).data == {}


def test_a_list_inside_itself_is_read_like_the_one_around_it() -> None:
    deep = {"/sections/3/sections/8/sections/1/heading": "A", "/sections/3/heading": "B"}
    found = read(deep, REPORT)
    assert found.data == {
        "sections": [{"heading": "B", "sections": [{"sections": [{"heading": "A"}]}]}]
    }
    assert found.place("/sections/3/sections/8/sections/1") == "/sections/0/sections/0/sections/0"


# --- tables ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ({"/columns/0/header": "A", "/columns/1/header": "B", "/rows/0/0": "x", "/rows/0/1": "1.234,5"},
         {"columns": ["A", "B"], "rows": [["x", Decimal("1234.5")]]}),
        # A header alone is the column; with anything else it is a part of it.
        ({"/columns/0/header": "A", "/columns/0/align": "right"}, {"columns": [{"header": "A", "align": "right"}]}),
        # Columns after the last one with a header or a cell are nobody's; one before it keeps its place.
        ({"/columns/0/header": "A", "/columns/1/header": " ", "/columns/2/header": "", "/rows/0/0": "x"},
         {"columns": ["A"], "rows": [["x"]]}),
        ({"/columns/0/header": "", "/columns/1/header": "B", "/columns/2/header": "", "/rows/0/0": "x"},
         {"columns": [{}, "B"], "rows": [["x", None]]}),
        ({"/columns/0/header": "A", "/columns/1/header": "", "/rows/0/0": "x", "/rows/0/1": "y"},
         {"columns": ["A", {}], "rows": [["x", "y"]]}),
        ({"/columns/0/header": "", "/columns/1/header": "", "/rows/0/0": " ", "/rows/0/1": "y"},
         {"columns": [{}, {}], "rows": [[None, "y"]]}),
        ({"/columns/0/header": "", "/columns/1/header": "", "/rows/0/0": "", "/rows/0/1": ""}, None),
        ({"/columns/0/header": "A", "/columns/1/header": "", "/rows/0/0": "x", "/rows/1/0": "", "/rows/1/1": "y", "/rows/2/0": "z"},
         {"columns": ["A", {}], "rows": [["x", None], [None, "y"], ["z", None]]}),
        ({"/columns/0/header": "", "/caption": "Bảng"}, {"caption": "Bảng"}),
        # A row may hold more than there are columns: the schema says so.
        ({"/columns/0/header": "A", "/rows/0/0": "x", "/rows/0/1": "y", "/rows/0/2": ""},
         {"columns": ["A"], "rows": [["x", "y"]]}),
        ({"/columns/0/header": "A", "/rows/0/0": "", "/rows/1/0": "x", "/rows/2/0": " "},
         {"columns": ["A"], "rows": [["x"]]}),
        ({"/columns/0/header": "A", "/columns/1/header": "B", "/rows/0/0": "x"},
         {"columns": ["A", "B"], "rows": [["x", None]]}),
        ({"/columns/0/header": "A", "/rows/0": "x"}, {"columns": ["A"], "rows": [["x"]]}),
        # "2020" stays a text, but for a column that is computed with.
        ({"/columns/0/header": "A", "/columns/1/header": "B", "/columns/2/header": "C",
          "/columns/2/computed": "ratio", "/columns/2/of/0": "B", "/columns/2/of/1": "D",
          "/rows/0/0": "2020", "/rows/0/1": "2020", "/rows/0/2": "2020", "/rows/0/3": "2020"},
         {"columns": ["A", "B", {"header": "C", "computed": "ratio", "of": ["B", "D"]}],
          "rows": [["2020", 2020, "2020", "2020"]]}),
    ],
)  # fmt: skip
def test_a_table_has_the_columns_and_rows_that_hold_something(
    pairs: dict[str, str], found: Any
) -> None:
    assert table(pairs) == found


def test_a_table_that_is_only_drawn_again_keeps_its_blank_columns_and_rows() -> None:
    blank = {"/columns/0/header": "A", "/columns/1/header": "", "/rows/0/0": "", "/rows/0/1": ""}
    assert table(blank, keep_blank=True) == {"columns": ["A", {}], "rows": [[None, None]]}


def test_a_column_is_found_where_it_now_stands() -> None:
    pairs = {f"{TABLE}/columns/{n}/header": text for n, text in ((5, "A"), (2, ""), (3, "C"))}
    found = read({"/annexes/0/title": "x", **pairs}, REPORT)
    assert found.place(f"{TABLE}/columns/3/header") == f"{TABLE}/columns/2/header"


# --- buttons --------------------------------------------------------------------------------------

LIST: dict[str, Any] = {
    "a": ["x", "y", "z"],
    "table": {"columns": ["A", "B", "C"], "rows": [["1", "2", "3"], ["4"], "?"]},
}


@pytest.mark.parametrize(
    ("deed", "pointer", "found"),
    [
        ("add", "/a", {"a": ["x", "y", "z", None]}),
        ("add", "/b", {"b": [None]}),
        ("add", "/b/c", {"b": {"c": [None]}}),
        ("up", "/a/0", {}),
        ("up", "/a/1", {"a": ["y", "x", "z"]}),
        ("up", "/a/2", {"a": ["x", "z", "y"]}),
        ("up", "/a/3", {}),
        ("down", "/a/0", {"a": ["y", "x", "z"]}),
        ("down", "/a/1", {"a": ["x", "z", "y"]}),
        ("down", "/a/2", {}),
        ("remove", "/a/0", {"a": ["y", "z"]}),
        ("remove", "/a/2", {"a": ["x", "y"]}),
        ("remove", "/a/3", {}),
        ("remove", "/a/x", {}),
        ("remove", "/table/rows/1", {"table": {**LIST["table"], "rows": [["1", "2", "3"], "?"]}}),
        ("remove", "/table/rows/1/0", {"table": {**LIST["table"], "rows": [["1", "2", "3"], [], "?"]}}),
        ("remove", "/table/rows/3/0", {}),
        ("remove", "/table/rows/x/0", {}),
        ("remove", "/table/rows/2/0", {}),
        ("add-column", "/table", {"table": {**LIST["table"], "columns": ["A", "B", "C", {}]}}),
        ("add-column", "/other", {"other": {"columns": [{}]}}),
        ("remove-column", "/table/columns/0", {"table": {"columns": ["B", "C"], "rows": [["2", "3"], [], "?"]}}),
        ("remove-column", "/table/columns/1", {"table": {"columns": ["A", "C"], "rows": [["1", "3"], ["4"], "?"]}}),
        ("remove-column", "/table/columns/3", {}),
        ("remove-column", "/table/columns/x", {}),
    ],
)  # fmt: skip
def test_a_button_beside_a_list_changes_that_row_and_no_other(
    deed: str, pointer: str, found: dict[str, Any]
) -> None:
    assert row_edits.edited(copy.deepcopy(LIST), deed, pointer) == {**LIST, **found}


@pytest.mark.parametrize(
    ("deed", "pointer", "seen"),
    [
        ("add", "/a", "/a"),
        ("cite", "/legal_bases", "/legal_bases"),
        ("add-column", "/table", "/table"),
        ("remove", "/a/3", "/a"),
        ("remove-column", "/table/columns/2", "/table/columns"),
        ("up", "/a/3", "/a/2"),
        ("up", "/a/1", "/a/0"),
        ("up", "/a/0", "/a/0"),
        ("down", "/a/3", "/a/4"),
        ("down", "/a/0", "/a/1"),
        ("up", "/a/x", "/a/0"),
    ],
)
def test_after_a_button_the_row_that_moved_or_the_list_is_shown(
    deed: str, pointer: str, seen: str
) -> None:
    assert row_edits.focus(deed, pointer) == seen

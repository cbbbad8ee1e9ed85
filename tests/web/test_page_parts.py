"""The parts of pages by themselves: rows that buttons edit, what a list's panel corrects, how much a page may show, suggestions."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from service.errors import InputTooLarge, Violation
from service.http.pages import list_fields, row_edits, suggestions, violation_links
from service.http.pages.page_budget import PageBudget

ROWS = {"list": ["a", "b", "c"]}
TABLE = {
    "table": {
        "columns": ["A", "B", "C"],
        "rows": [["1", "2", "3"], {"cells": ["4", "5"]}, {"group": "x"}, ["6"]],
    }
}


@pytest.mark.parametrize(
    ("action", "pointer", "after"),
    [
        ("add", "/list", ["a", "b", "c", None]),
        ("add-one", "/list/person", ["a", "b", "c", {"person": None}]),
        ("remove", "/list/0", ["b", "c"]),
        ("remove", "/list/2", ["a", "b"]),
        ("remove", "/list/3", ["a", "b", "c"]),
        ("remove", "/list/x", ["a", "b", "c"]),
        ("up", "/list/2", ["a", "c", "b"]),
        ("up", "/list/1", ["b", "a", "c"]),
        ("up", "/list/0", ["a", "b", "c"]),
        ("down", "/list/0", ["b", "a", "c"]),
        ("down", "/list/1", ["a", "c", "b"]),
        ("down", "/list/2", ["a", "b", "c"]),
    ],
)
def test_a_button_beside_a_list_changes_its_rows(
    action: str, pointer: str, after: list[Any]
) -> None:
    assert row_edits.edited(copy.deepcopy(ROWS), action, pointer) == {"list": after}
    assert action in row_edits.ACTIONS


def test_a_list_that_is_not_there_yet_is_made_and_one_that_cannot_be_is_not() -> None:
    assert row_edits.edited({}, "add", "/a/b") == {"a": {"b": [None]}}
    assert row_edits.edited({"a": None}, "add", "/a") == {"a": [None]}
    assert row_edits.edited({"a": [{}]}, "add", "/a/0/b") == {"a": [{"b": [None]}]}
    for data, pointer in (({"a": [{}]}, "/a/1/b"), ({"a": "x"}, "/a/b"), ({"a": "x"}, "/a")):
        assert row_edits.edited(copy.deepcopy(data), "add", pointer) == data


def test_a_column_is_added_behind_the_others_and_removed_from_every_row() -> None:
    added = row_edits.edited(copy.deepcopy(TABLE), "add-column", "/table")
    assert added["table"]["columns"] == ["A", "B", "C", {}]
    removed = row_edits.edited(copy.deepcopy(TABLE), "remove-column", "/table/columns/1")
    assert removed["table"] == {
        "columns": ["A", "C"],
        "rows": [["1", "3"], {"cells": ["4"]}, {"group": "x"}, ["6"]],
    }
    last = row_edits.edited(copy.deepcopy(TABLE), "remove-column", "/table/columns/0")
    assert [*last["table"]["rows"]] == [["2", "3"], {"cells": ["5"]}, {"group": "x"}, []]
    for pointer in ("/table/columns/x", "/table/columns/3"):
        assert row_edits.edited(copy.deepcopy(TABLE), "remove-column", pointer) == TABLE


@pytest.mark.parametrize(
    ("action", "pointer", "shown"),
    [
        ("add", "/list", "/list"),
        ("add-one", "/list/person", "/list"),
        ("remove", "/list/2", "/list"),
        ("remove-column", "/table/columns/1", "/table/columns"),
        ("add-column", "/table", "/table"),
        ("up", "/list/2", "/list/1"),
        ("up", "/list/0", "/list/0"),
        ("down", "/list/2", "/list/3"),
        ("down", "/list/x", "/list/1"),
    ],
)
def test_after_a_button_the_row_that_moved_or_the_list_is_shown(
    action: str, pointer: str, shown: str
) -> None:
    assert row_edits.focus(action, pointer) == shown


@pytest.mark.parametrize(
    ("fields", "correction"),
    [
        ({"use.0": "1", "use-read.0": "1"}, {}),
        ({"use-read.0": "0"}, {}),
        ({"use-read.0": "1"}, {"use": False}),
        ({"use.0": "1", "use-read.0": "0"}, {"use": True}),
        ({"use.0": "1"}, {}),
        ({"list.0": "/attendees"}, {"list": "/attendees"}),
        ({"list.0": ""}, {}),
        ({"header.0": "3"}, {"header_rows": [3]}),
        ({"header.0": "3", "depth.0": "2"}, {"header_rows": [3, 4]}),
        ({"header.0": "3", "depth.0": "3"}, {"header_rows": [3, 4, 5]}),
        ({"header.0": "3", "depth.0": "4"}, {"header_rows": [3]}),
        ({"header.0": "0", "depth.0": "2"}, {"header_rows": []}),
        ({"header.0": "9999999"}, {"header_rows": [9_999_999]}),
        ({"header.0": "10000000"}, {}),
        ({"header.0": "x"}, {}),
        ({"row.0.3": "take", "row.0.4": "", "row.1.5": "take"}, {"rows": {"3": "take"}}),
        ({"column.0.A": "a", "column-read.0.A": "a"}, {}),
        ({"column.0.A": "a"}, {}),
        ({"column.0.A": "a", "column-read.0.A": "b"}, {"columns": {"A": "a"}}),
        ({"column.0.A": "", "column-read.0.A": "b"}, {}),
        (
            {"column.0.A": "a", "column-read.0.A": "b", "column.0.B": "c", "column-read.0.B": "c"},
            {"columns": {"A": "a"}},
        ),
        (
            {"column.0.A": "a", "column-read.0.A": "b", "column.0.B": "c", "column-read.0.B": "c", "headerless.0": "1"},
            {"columns": {"A": "a", "B": "c"}},
        ),
        (
            {"column.0.A": "a", "column-read.0.A": "b", "column.0.B": "c", "column-read.0.B": "c", "header.0": "0"},
            {"header_rows": [], "columns": {"A": "a", "B": "c"}},
        ),
        ({"column.0.B": "c", "column-read.0.B": "c", "headerless.0": "1"}, {}),
    ],
)  # fmt: skip
def test_a_panel_corrects_what_the_clerk_changed(
    fields: dict[str, str], correction: dict[str, Any]
) -> None:
    wanted = {"DS": correction} if correction else {}
    assert list_fields.mapping_of({"sheet.0": "DS", **fields}) == {"sheets": wanted}


def test_fifty_sheets_are_corrected_each_by_its_number() -> None:
    fields = {f"sheet.{number}": f"S{number}" for number in range(51)}
    fields |= {f"list.{number}": f"/{number}" for number in range(51)}
    assert list_fields.mapping_of(fields) == {
        "sheets": {f"S{number}": {"list": f"/{number}"} for number in range(50)}
    }


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        ("grid", 20_000),
        ("lines", 40_000),
        ("cards", 1_000),
        ("blocks", 1_000),
        ("anything", 66_666),
    ],
)
def test_a_page_shows_so_many_rows_of_a_kind(kind: str, most: int) -> None:
    budget = PageBudget()
    budget.spend(kind, -5)
    budget.spend(kind, most)
    with pytest.raises(InputTooLarge, match="quá nhiều mục") as refused:
        budget.spend(kind, 1)
    assert refused.value.limit == 200_000


def violation(code: str, pointer: str, suggestion: Any = None) -> Violation:
    return Violation(pointer, "Ngày", code, "JSON", suggestion=suggestion)


@pytest.mark.parametrize(
    ("code", "pointer", "after"),
    [
        ("x", "/a", {"a": "new", "rows": ["b", "c"]}),
        ("x", "/rows/1", {"a": "old", "rows": ["b", "new"]}),
        ("x", "/rows/2", {"a": "old", "rows": ["b", "c"]}),
        ("x", "/rows/x", {"a": "old", "rows": ["b", "c"]}),
        ("x", "/a/inside", {"a": "old", "rows": ["b", "c"]}),
        ("unknown_field", "/a", {"new": "old", "rows": ["b", "c"]}),
    ],
)
def test_a_suggestion_stands_where_the_violation_was(
    code: str, pointer: str, after: dict[str, Any]
) -> None:
    data = {"a": "old", "rows": ["b", "c"]}
    assert suggestions.replaced(data, violation(code, pointer, "new")) == after


def test_an_unknown_name_does_not_replace_what_the_known_one_says() -> None:
    unknown = violation("unknown_field", "/a", "b")
    assert suggestions.replaced({"a": 1, "b": 2}, unknown) == {"b": 2}


def test_what_speaks_of_json_speaks_of_inputs_on_a_page() -> None:
    codes = [
        "not_date",
        "not_moment",
        "not_integer",
        "not_flag",
        "unknown_choice",
        "not_part",
        "not_list",
        "required",
    ]
    found = violation_links.in_page_words(violation(code, "/a") for code in codes)
    assert [one.code for one in found] == codes
    assert [one.message.startswith("“Ngày” ") for one in found] == [True] * 7 + [False]
    assert found[-1].message == "JSON"


def test_of_a_form_that_nobody_checked_only_what_stands_in_it_is_told() -> None:
    data = {"a": "x", "row": [{"b": ""}, {"b": "y"}], "empty": [], "zero": 0}
    told = [("wrong", "/a"), ("wrong", "/row/1/c"), ("wrong", "/zero"), ("wrong", "/row/1")]
    kept = [violation(*one) for one in told]
    others = [
        violation(code, pointer)
        for code, pointer in (
            ("required", "/a"), ("too_few", "/row"), ("no_recipient", "/a"), ("empty_proceeding", "/a"),
            ("wrong", "/row/0/b"), ("wrong", "/row/0/c"), ("wrong", "/empty/0"),
        )
    ]  # fmt: skip
    assert violation_links.of_what_is_there(data, [*kept, *others]) == kept

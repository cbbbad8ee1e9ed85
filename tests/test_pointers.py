"""JSON Pointers (RFC 6901) and nested data as pairs of pointer and value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.schema import pointers

LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
# An object whose keys are all 0, 1, … reads as a list; no input has one (see ``expand``).
KEYS = st.text(max_size=4).filter(lambda key: not key.isdecimal())
NESTED = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def test_a_pointer_names_steps_and_places() -> None:
    assert pointers.join("awards", 0, "form") == "/awards/0/form"
    assert pointers.join() == ""


def test_tilde_and_slash_in_a_name_are_escaped_as_rfc_6901_says() -> None:
    assert pointers.join("a/b", "m~n") == "/a~1b/m~0n"
    assert pointers.split("/a~1b/m~0n") == ["a/b", "m~n"]
    assert pointers.split("/~01") == ["~1"]


def test_an_empty_name_is_a_step_of_its_own() -> None:
    assert pointers.split("") == []
    assert pointers.split("/") == [""]
    assert pointers.split("/a//b") == ["a", "", "b"]


def test_a_pointer_without_a_leading_slash_is_refused() -> None:
    with pytest.raises(ValueError, match="not a JSON Pointer"):
        pointers.split("awards/0")


@given(st.lists(st.text(max_size=5)))
def test_splitting_undoes_joining(steps: list[str]) -> None:
    assert pointers.split(pointers.join(*steps)) == steps


@given(NESTED)
def test_expanding_undoes_flattening(data: object) -> None:
    assert pointers.expand(dict(pointers.flatten(data)).items()) == data


@pytest.mark.no_cover
@given(NESTED, st.randoms())
def test_the_order_of_the_pairs_does_not_matter(data: object, chance: object) -> None:
    pairs = list(pointers.flatten(data))
    chance.shuffle(pairs)  # type: ignore[attr-defined]
    assert pointers.expand(pairs) == data


@given(NESTED)
def test_every_leaf_is_found_at_its_pointer(data: object) -> None:
    for pointer, value in pointers.flatten(data):
        assert pointers.find(data, pointer) == value


def test_empty_parts_and_lists_are_leaves() -> None:
    assert dict(pointers.flatten({"a": {}, "b": [], "c": [[]]})) == {
        "/a": {},
        "/b": [],
        "/c/0": [],
    }


def test_rows_with_a_gap_stay_an_object() -> None:
    assert pointers.expand([("/a/0", 1), ("/a/2", 3)]) == {"a": {"0": 1, "2": 3}}


def test_more_than_ten_rows_keep_their_order() -> None:
    pairs = [(f"/rows/{place}", place) for place in reversed(range(12))]
    assert pointers.expand(pairs) == {"rows": list(range(12))}


@pytest.mark.parametrize("pointer", ["/b", "/a/5", "/a/-1", "/a/x", "/a/0/x/y", "/a/-"])
def test_nothing_is_found_where_the_data_does_not_reach(pointer: str) -> None:
    assert pointers.find({"a": [{"x": 1}]}, pointer) is None


@pytest.mark.parametrize("pairs", [[("/a", 1), ("/a/b", 2)], [("/a/b", 2), ("/a", 1)]])
def test_a_value_and_a_part_at_one_place_are_refused(pairs: list[tuple[str, int]]) -> None:
    with pytest.raises(ValueError, match="at one place"):
        pointers.expand(pairs)


def test_only_plain_digits_without_leading_zeros_count_as_places() -> None:
    assert pointers.expand([("/a/00", 1)]) == {"a": {"00": 1}}
    assert pointers.expand([("/a/٠", 1)]) == {"a": {"٠": 1}}


@pytest.mark.parametrize(
    ("pointer", "row"),
    [
        ("/awards/0/individuals/12/full_name", "/awards/0/individuals/12"),
        ("/awards/0/individuals/12", "/awards/0/individuals/12"),
        ("/awards/0/achievement", "/awards/0"),
        ("/subject", ""),
        ("", ""),
    ],
)
def test_the_innermost_row_of_a_value(pointer: str, row: str) -> None:
    assert pointers.innermost_row(pointer) == row


def test_the_next_row_of_a_list() -> None:
    assert pointers.next_row("/awards/0/individuals/9") == "/awards/0/individuals/10"
    assert pointers.next_row("/awards/0", 0) == "/awards/0"

"""One description of every field, from which forms, workbooks and documentation are drawn."""

from __future__ import annotations

from typing import Any

import pytest

from service import documents
from service.schema import input_outline, loading
from service.schema.input_outline import Item

DECISION, MINUTES, REPORT = "commendation-decision", "conference-minutes", "summary-report"


def item(slug: str, pointer: str, again: int = 0) -> Item:
    schema = documents.get(slug).schema
    return next(
        item for item in input_outline.items(schema, again=again) if item.pointer == pointer
    )


@pytest.mark.parametrize(
    ("pointer", "name", "part", "row", "depth"),
    [
        ("/subject", "subject", "", "", 0),
        ("/organ/organ_name", "organ_name", "/organ", "", 1),
        ("/recipients", "recipients", "", "", 0),
        ("/archive/units", "units", "/archive", "", 1),
        ("/awards", "awards", "", "", 0),
        ("/awards/*/form", "form", "/awards/*", "/awards/*", 1),
        ("/awards/*/bonus", "bonus", "/awards/*", "/awards/*", 1),
        ("/awards/*/bonus/individual", "individual", "/awards/*/bonus", "/awards/*", 2),
        ("/awards/*/individuals", "individuals", "/awards/*", "/awards/*", 1),
        ("/awards/*/individuals/*/bonus", "bonus", "/awards/*/individuals/*", "/awards/*/individuals/*", 2),
    ],
)  # fmt: skip
def test_an_item_knows_the_part_and_the_row_that_it_stands_in(
    pointer: str, name: str, part: str, row: str, depth: int
) -> None:
    found = item(DECISION, pointer)
    assert (found.name, found.part, found.row, found.depth) == (name, part, row, depth)


@pytest.mark.parametrize(
    ("slug", "pointer", "message"),
    [
        # The contract's table of common fields, and those of a type.
        (DECISION, "/subject", {"kind": "title", "required": True, "longest": 500, "of": "", "at_least": 0}),
        (DECISION, "/organ/parent_name", {"kind": "title", "required": False, "longest": 200}),
        (DECISION, "/organ", {"kind": "part", "required": True, "longest": None, "is_list": False, "holds_fields": True}),
        (DECISION, "/archive", {"kind": "part", "required": False}),
        (DECISION, "/archive/copies", {"kind": "integer", "least": 1, "most": 99}),
        (DECISION, "/issued_amount", {"least": 1, "most": 999}),
        (DECISION, "/issued_date", {"kind": "partial_date", "required": False, "choices": ()}),
        (DECISION, "/recipients", {"kind": "values", "of": "text", "longest": 300, "required": False, "at_least": 0,
                                   "is_list": True, "holds_fields": False}),
        (DECISION, "/legal_bases", {"kind": "values", "of": "text", "required": True, "at_least": 1}),
        (DECISION, "/awards", {"kind": "parts", "of": "", "required": True, "at_least": 1, "is_list": True, "holds_fields": True}),
        (DECISION, "/awards/*/individuals", {"kind": "parts", "required": False, "at_least": 0}),
        (DECISION, "/awards/*/bonus", {"words": (("statutory", "Mức theo quy định"),), "holds_fields": True, "is_list": False}),
        (DECISION, "/awards/*/bonus/individual", {"kind": "money", "least": 1, "most": 1_000_000_000, "words": ()}),
        (DECISION, "/medium", {"choices": (("paper", "Văn bản giấy"), ("electronic", "Văn bản điện tử"))}),
        (REPORT, "/opening", {"kind": "values", "of": "paragraph"}),
        (REPORT, "/sections/*/table/columns/*/of", {"kind": "values", "of": "text", "longest": 200}),
        (REPORT, "/sections/*/table/rows", {"kind": "rows", "is_list": True, "holds_fields": False}),
        (REPORT, "/sections/*/table/columns", {"kind": "columns", "is_list": True, "holds_fields": True}),
        (MINUTES, "/votes/*/ballots/issued", {"kind": "integer", "required": True, "least": 0}),
    ],
)  # fmt: skip
def test_an_item_says_what_may_be_given(slug: str, pointer: str, message: dict[str, Any]) -> None:
    found = item(slug, pointer)
    assert {name: getattr(found, name) for name in message} == message


def test_every_part_and_list_comes_before_what_it_holds() -> None:
    for slug in documents.TYPES:
        schema = documents.get(slug).schema
        pointers = [item.pointer for item in input_outline.items(schema)]
        assert len(pointers) == len(set(pointers))
        for place, pointer in enumerate(pointers):
            around = pointer.rpartition("/")[0].removesuffix("/*")
            assert not around or pointers.index(around) < place
        assert [item.name for item in input_outline.tree(schema)] == list(schema.fields)


@pytest.mark.parametrize(
    ("again", "pointer", "repeats"),
    [
        (0, "/sections/*/sections", "/sections/*"),
        (1, "/sections/*/sections/*/sections", "/sections/*/sections/*"),
        (2, "/sections/*/sections/*/sections/*/sections", "/sections/*/sections/*/sections/*"),
    ],
)
def test_a_part_inside_itself_is_described_once_or_as_often_as_asked(
    again: int, pointer: str, repeats: str
) -> None:
    found = item(REPORT, pointer, again)
    assert (found.repeats, found.inside) == (repeats, ())
    assert found.holds_fields and found.is_list
    around = item(REPORT, pointer.rpartition("/*")[0], again)
    assert around.repeats is None and found in around.inside


@pytest.mark.parametrize(
    ("slug", "pointer", "example"),
    [
        (DECISION, "/organ/organ_name", "Sở Ngoại vụ"),
        # A part's is made of what it must have …
        (DECISION, "/organ", {"organ_name": "Sở Ngoại vụ", "code": "SNgV"}),
        (DECISION, "/awards/*/individuals", [{"full_name": "Nguyễn Văn A"}]),
        # … or of all that it may have.
        (DECISION, "/awards/*/bonus", {"collective": 900_000, "individual": 450_000, "household": 675_000}),
        (REPORT, "/sections/*/table/columns/*/computed", "ratio"),
    ],
)  # fmt: skip
def test_an_example_is_what_may_be_typed(slug: str, pointer: str, example: Any) -> None:
    found = item(slug, pointer)
    assert found.example == example
    assert input_outline.example(loading.field_at(documents.get(slug).schema, pointer)) == example


def test_the_example_of_a_list_is_a_list_and_without_one_inside_there_is_none() -> None:
    for slug in documents.TYPES:
        for asked in input_outline.items(documents.get(slug).schema):
            if asked.example is not None and asked.kind in ("values", "parts"):
                assert isinstance(asked.example, list) and len(asked.example) >= 1, asked.pointer
            if asked.kind == "values":
                single = asked.field.value.example
                reported = asked.field.example
                assert asked.example == (reported or (None if single is None else [single]))
            assert asked.example != {} and asked.example != [None]

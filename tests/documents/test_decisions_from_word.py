"""Decisions of many shapes that come back from Word: untouched they hold no change, an edit is taken or named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.documents.decision_cases import CASES, SLUG
from tests.test_revision import made, reimported, replaced, taken


@pytest.mark.no_cover
@pytest.mark.parametrize("name", CASES)
def test_a_decision_nobody_touched_has_no_changes(name: str) -> None:
    assert reimported(SLUG, made(SLUG, CASES[name])).changes == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "change"),
    [
        ("one person", "Hữu Mai", "Hữu Nam", {"/awards/0/individuals/0/full_name": "Bùi Hữu Nam"}),
        (
            "one household",
            "Lê Thị Hạnh",
            "Lê Thị Hồng",
            {"/awards/0/households/0/full_name": "Lê Thị Hồng"},
        ),
        (
            "two forms with money",
            "Lê Văn An",
            "Lê Văn Ân",
            {"/awards/0/individuals/1/full_name": "Lê Văn Ân"},
        ),
        (
            "five by unit",
            "Văn Dũng",
            "Văn Dung",
            {"/awards/0/individuals/2/full_name": "Phan Văn Dung"},
        ),
        (
            "own articles",
            "theo quy định",
            "theo luật",
            {"/provisions/0/items/1": "Lưu hồ sơ theo luật"},
        ),
    ],
)
def test_an_edit_in_a_sentence_is_taken_over(
    name: str, old: str, new: str, change: dict[str, Any]
) -> None:
    assert taken(reimported(SLUG, replaced(made(SLUG, CASES[name]), old, new))) == change


def test_a_heading_above_several_rows_that_was_changed_is_named_and_not_given_to_one_of_them() -> (
    None
):
    docx = replaced(made(SLUG, CASES["five by unit"]), "Thanh tra Sở", "Thanh tra Bộ")
    back = reimported(SLUG, docx)
    assert taken(back) == {}
    assert [(change.generated, change.now) for change in back.merged.left] == [
        ("Thanh tra Sở", "Thanh tra Bộ")
    ]

"""The parts of an earlier document: every value belongs to one, and all together are the whole."""

from __future__ import annotations

import pytest

from service import documents
from service.documents import kept_parts
from service.http.pages import word_parts
from tests.documents import inputs

#: What is said of a document as a whole, and seldom: these have no line of their own.
SELDOM = {"priority", "circulation", "medium", "layout"}


@pytest.mark.parametrize("slug", documents.TYPES)
def test_every_field_of_a_type_belongs_to_a_part_of_its_own(slug: str) -> None:
    document_type = documents.get(slug)
    rest = {
        name
        for name in document_type.schema.fields
        if kept_parts.part_of(document_type.kept_parts, f"/{name}") is kept_parts.REST
    }
    assert rest == SELDOM


@pytest.mark.parametrize("slug", documents.TYPES)
def test_every_pointer_of_a_part_is_that_of_a_field(slug: str) -> None:
    document_type = documents.get(slug)
    for part in document_type.kept_parts:
        named = {pointer.split("/")[1] for pointer in part.pointers}
        own = named & set(document_type.schema.fields)
        # The parts that types share name what some of them have.
        shared = part in (kept_parts.ORGAN, kept_parts.NUMBER, kept_parts.RECIPIENTS)
        assert own if shared else own == named


@pytest.mark.parametrize("slug", documents.TYPES)
def test_all_parts_together_are_the_whole_and_one_left_out_is_not_there(slug: str) -> None:
    document_type, data = documents.get(slug), inputs.sample(slug)
    parts = document_type.kept_parts
    keys = {part.key for part in (*parts, kept_parts.REST)}
    assert kept_parts.only(parts, data, keys) == data
    left = kept_parts.only(parts, data, keys - {"number"})
    assert "code_number" not in left and left["organ"] == data["organ"]


def test_a_decision_without_its_list_keeps_what_was_done_and_what_it_is_worth() -> None:
    parts = documents.get("commendation-decision").kept_parts
    data = {
        "awards": [
            {"form": "giay_khen", "achievement": "đã có …", "individuals": [{"full_name": "Lê An"}]}
        ]
    }
    assert kept_parts.only(parts, data, {"articles"}) == {
        "awards": [{"form": "giay_khen", "achievement": "đã có …"}]
    }


def test_values_are_held_by_the_key_of_their_part_in_the_order_of_the_parts() -> None:
    parts = (kept_parts.SUBJECT, kept_parts.ORGAN)
    data = {"organ": {"code": "SNgV"}, "place": "Vinh", "subject": "A", "medium": "paper"}
    assert list(kept_parts.values(parts, data).items()) == [
        ("subject", [("/subject", "A")]),
        ("organ", [("/organ/code", "SNgV"), ("/place", "Vinh")]),
        ("rest", [("/medium", "paper")]),
    ]


def test_a_part_says_how_many_rows_it_has_and_a_row_of_several_values_is_one() -> None:
    people = [
        {"full_name": "Lê An", "position": "Kế toán"},
        {"full_name": "Lê Bình", "position": "Thủ quỹ"},
    ]
    data = {"awards": [{"individuals": people}], "legal_bases": ["A"]}
    shown = word_parts.shown(documents.get("commendation-decision"), data)
    assert [
        (part.label, part.holds.partition(":")[0]) for part in shown if "dòng" in part.holds
    ] == [("Danh sách", "2 dòng")]


@pytest.mark.parametrize(
    ("slug", "own"),
    [
        ("commendation-decision", "số, ngày, danh sách"),
        ("summary-report", "số, ngày"),
        ("conference-minutes", "số, ngày"),
    ],
)
def test_what_a_text_has_for_itself_is_said_within_a_sentence(slug: str, own: str) -> None:
    assert word_parts.own_parts(documents.get(slug)) == own


@pytest.mark.parametrize(
    ("bases", "holds"),
    [
        (["Luật A;"], "Luật A"),
        (["Luật A ;", "Luật B,"], "2 dòng: Luật A; Luật B"),
        (["A", "B", "C"], "3 dòng: A; B; C"),
        (["A", "B", "C", "D"], "4 dòng: A; B; C …"),
        (["a" * 90], "a" * 90),
        (["a" * 91], "a" * 90 + " …"),
        (["a" * 89 + " b"], "a" * 89 + " …"),
    ],
)
def test_a_part_is_shown_by_its_first_values(bases: list[str], holds: str) -> None:
    (part,) = word_parts.shown(documents.get("commendation-decision"), {"legal_bases": bases})
    assert (part.key, part.holds) == ("bases", holds)


@pytest.mark.parametrize("number", [None, 5])
def test_what_an_issued_text_has_for_itself_is_not_ticked(number: int | None) -> None:
    data = inputs.sample("commendation-decision") | {"code_number": number}
    shown = word_parts.shown(documents.get("commendation-decision"), data)
    left = [part.label for part in shown if not part.is_chosen]
    assert left == ([] if number is None else ["Số, ngày", "Danh sách"])

"""Whatever is sent, a review ends in violations and a sound record in a document."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service import documents, errors
from service.errors import Violation
from service.language.holding_together import with_plain_blanks
from service.schema import pointers
from tests.documents import inputs

SLUGS = list(documents.TYPES)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)


def names_of(schema: Any) -> list[str]:
    return list(schema.fields)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("seed", range(12))
def test_a_spoilt_sample_is_reviewed_and_a_sound_one_filled_in(slug: str, seed: int) -> None:
    chance = random.Random(f"{slug}/{seed}")
    document_type = documents.get(slug)
    for folder in ("", "minimal"):
        for _ in range(12):
            data = inputs.mutated(inputs.sample(slug, folder), chance, chance.randrange(1, 5))
            reviewed = inputs.review(slug, data)
            for violation in reviewed.violations:
                assert (
                    violation.field and violation.code and violation.message.endswith((".", "?"))
                ), violation
                assert violation.pointer == "" or violation.pointer.startswith("/")
            if not reviewed.errors:
                document_type.context(reviewed.record, inputs.REFERENCE)
                document_type.file_names(reviewed.record)
                document_type.properties(reviewed.record)
                assert inputs.lost(slug, data) == [], data


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=60)
@given(st.data())
def test_any_json_whatever_is_reviewed(slug: str, data: st.DataObject) -> None:
    names = st.sampled_from(names_of(documents.get(slug).schema))
    sent = data.draw(JSON | st.dictionaries(names, JSON, max_size=6))
    assert inputs.review(slug, sent).errors


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=60)
@given(st.data())
def test_any_value_in_a_sound_input_is_reviewed(slug: str, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names_of(documents.get(slug).schema)))
    sent = {**inputs.sample(slug, "minimal"), name: data.draw(JSON)}
    for violation in inputs.review(slug, sent).errors:
        assert violation.pointer.startswith(f"/{name}") or violation.code != "unknown_field"


@pytest.mark.parametrize("slug", SLUGS)
def test_an_empty_input_names_everything_that_is_required(slug: str) -> None:
    found = inputs.errors(slug, {})
    assert {"/organ/organ_name", "/organ/code", "/subject"} <= set(found)
    assert set(found.values()) <= {"required", "too_few"}


def test_an_unknown_type_is_answered_with_the_known_ones() -> None:
    with pytest.raises(errors.UnknownDocumentType, match="commendation-decision"):
        documents.get("cong-van")


DECORATIONS = (
    "{}.",
    "{};",
    "{} ./.",
    "{}...",
    "- {}",
    "– {} ;",
    "+ {},",
    "1. {}",
    "I. {}",
    "a) {}",
    "TM. {}",
    "v.v.",
    "ßß {}",
    "{{{{ {} }}}} & <w:t> \\a \\f {{%",
    "{} 👨\u200d👩\u200d👧 ❤\ufe0f",
    "{} \u202f\u3000 hai\nba",
)


@pytest.mark.no_cover
@pytest.mark.parametrize("slug", SLUGS)
def test_no_end_mark_dash_number_or_sign_makes_a_document_lose_its_text(slug: str) -> None:
    """A text of every kind in the sample in every form in turn, as a clerk may type it; a 500 would be our mistake.

    In each document every text has another form.
    """
    leaves = {
        re.sub(r"\d+", "*", pointer): (pointer, text)
        for pointer, text in pointers.flatten(inputs.sample(slug))
        if isinstance(text, str)
    }
    forms = [_forms_of(text) for _, text in leaves.values()]
    for turn in range(len(DECORATIONS) + 1):
        lose_nothing(
            slug,
            {
                pointer: forms[place][(place + turn) % len(forms[place])]
                for place, (pointer, _) in enumerate(leaves.values())
            },
        )


def _forms_of(text: str) -> list[str]:
    small = text[:1].lower() + text[1:]
    return [*(form.format(text) for form in DECORATIONS), small]


def lose_nothing(slug: str, changed: dict[str, str]) -> None:
    """A sample with these texts loses none of them; those that may be to blame for a refusal are tried one by one."""
    whole = dict(pointers.flatten(inputs.sample(slug)))
    reviewed = inputs.review(slug, pointers.expand({**whole, **changed}.items()))
    if not reviewed.errors:
        document_type = documents.get(slug)
        shown = "\n".join(inputs.texts(document_type.context(reviewed.record, inputs.REFERENCE)))
        assert document_type.lost(reviewed.record, with_plain_blanks(shown)) == [], changed
    elif len(changed) > 1:
        blamed = {near for violation in reviewed.errors for near in _nearest(violation, changed)}
        for pointer in blamed:
            lose_nothing(slug, {pointer: changed[pointer]})
        lose_nothing(slug, {name: text for name, text in changed.items() if name not in blamed})


def _nearest(violation: Violation, texts: Iterable[str]) -> list[str]:
    """Of the pointers of texts, the violation's own, or all in the smallest part of the input that has it and any."""
    said_of = pointers.split(violation.pointer)
    shared = {
        text: sum(
            1
            for _ in takewhile(
                lambda pair: pair[0] == pair[1], zip(pointers.split(text), said_of, strict=False)
            )
        )
        for text in texts
    }
    return [text for text, length in shared.items() if length == max(shared.values())]

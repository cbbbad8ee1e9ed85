"""Every rule speaks of what breaks it, is silent just beside it, and its changes mend what it speaks of."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from service.conformance.changes import Change
from service.conformance.findings import Box, Finding
from service.conformance.rules import RULES, judge
from tests.conformance.rules import (
    foot_faults,
    head_faults,
    label_faults,
    look_faults,
    sheet_faults,
    text_faults,
)
from tests.conformance.rules.drafts import FOOTER, Draft, Fault, faulty, findings, mended
from tests.conformance.rules.faults import Case, every, looks, named
from tests.conformance.rules.sound_drafts import DECISION, LETTER, REPORT

_GROUPS = (sheet_faults, head_faults, text_faults, label_faults, foot_faults)
SPEAKS: tuple[Case, ...] = (
    *(case for group in _GROUPS for case in group.SPEAKS),
    *look_faults.SPEAKS,
)
SILENT: tuple[Case, ...] = tuple(case for group in _GROUPS for case in group.SILENT)


@cache
def _found(number: int) -> tuple[Finding, ...]:
    """What is said of a case in which a rule speaks."""
    _, draft, fault = SPEAKS[number]
    return findings(faulty(draft, fault))


def _with_names(cases: tuple[Case, ...]) -> list[object]:
    return [pytest.param(*case, id=f"{case[0]}-{number}") for number, case in enumerate(cases)]


def _numbered(cases: tuple[Case, ...]) -> list[object]:
    return [pytest.param(number, id=f"{case[0]}-{number}") for number, case in enumerate(cases)]


@pytest.mark.parametrize("number", _numbered(SPEAKS))
def test_a_rule_speaks_of_what_breaks_it(number: int) -> None:
    assert SPEAKS[number][0] in {found.rule for found in _found(number)}


@pytest.mark.parametrize(("slug", "draft", "fault"), _with_names(SILENT))
def test_a_rule_is_silent_just_beside_its_limit(slug: str, draft: Draft, fault: Fault) -> None:
    assert slug not in {found.rule for found in findings(faulty(draft, fault))}


@pytest.mark.parametrize("number", _numbered(SPEAKS))
def test_the_changes_of_a_finding_mend_it(number: int) -> None:
    slug, draft, fault = SPEAKS[number]
    judged = faulty(draft, fault).judged()
    changes = [found.changes for found in _found(number) if found.rule == slug and found.fixable]
    for each in changes:
        if not any(change.target == "document" for change in each):
            after = judge(mended(judged, each))[0]
            assert slug not in {found.rule for found in after}


def test_every_rule_has_a_case_in_which_it_speaks() -> None:
    # A head in typed halves is two components in each line: see test_typed_head.
    elsewhere = {"letterhead-columns"}
    assert {rule.slug for rule in RULES} - {slug for slug, _, _ in SPEAKS} == elsewhere


def test_no_change_can_name_a_text() -> None:
    made: list[Change] = [
        change
        for number in range(len(SPEAKS))
        for found in _found(number)
        for change in found.changes
    ]
    assert made
    assert {change.name for change in made}.isdisjoint({"text", "label"})
    assert {change.target for change in made} <= {
        "section",
        "paragraph",
        "runs",
        "level",
        "document",
    }


def test_rules_have_stable_words() -> None:
    for rule in RULES:
        assert rule.clause.startswith(("Phụ lục I, Phần I, mục ", "Phụ lục III, ")), rule.slug
        assert rule.title, rule.slug
        assert len(rule.manual) > 20, rule.slug
        assert rule.manual.endswith("."), rule.slug
    assert len({rule.slug for rule in RULES}) == len(RULES)


def test_nothing_is_said_of_a_document_of_the_party() -> None:
    judged = DECISION.judged()
    party = type(judged.components)(judged.components.found, "party", "quyết định")
    found, unjudged = judge(type(judged)(judged.document, party))
    assert found == ()
    assert {slug for slug, _ in unjudged} == {rule.slug for rule in RULES}


def test_what_is_not_certain_is_not_judged() -> None:
    def doubtful(draft: Draft) -> None:
        draft.first("motto").look(size_pt=20.0)
        draft.first("motto").certainty = 0.4

    assert not {found.rule for found in findings(faulty(DECISION, doubtful))} & {
        "motto-size",
        "motto-missing",
    }


def test_one_fault_in_many_places_is_one_finding() -> None:
    def small(draft: Draft) -> None:
        for one in draft.lines:
            if one.kind == "recipient":
                one.look(size_pt=9.0)

    (found,) = [one for one in findings(faulty(DECISION, small)) if one.rule == "recipient-size"]
    assert len(found.also) == 2
    assert len(found.changes) == 3
    assert "(3 chỗ)" in found.message


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("national_name", "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM", "national-one-line"),
        ("motto", "Độc lập - Tự do -\nHạnh phúc", "motto-one-line"),
    ],
)
def test_a_line_that_is_broken_in_the_text_and_on_the_page_is_told_once(
    kind: str, typed: str, told: str
) -> None:
    def broken(draft: Draft) -> None:
        draft.first(kind).say(typed)
        draft.first(kind).boxes = (Box(1, 320, 60, 500, 74), Box(1, 380, 76, 440, 90))

    rules = [found.rule for found in findings(faulty(DECISION, broken))]
    assert [rule for rule in rules if rule.endswith("-line")] == [told]


def test_a_number_at_the_foot_is_hidden_there_and_put_at_the_head() -> None:
    def at_the_foot(draft: Draft) -> None:
        draft.last("page_number").part = FOOTER

    found = findings(faulty(REPORT, at_the_foot))
    (said,) = [one for one in found if one.rule == "page-number-place"]
    assert [change.value for change in said.changes if change.name == "page_number"] == [True]


def test_words_in_an_old_code_table_are_told_once() -> None:
    def legacy(draft: Draft) -> None:
        draft.first("number").say("Sè: 27/Q§-SNgV")
        draft.first("number").look(font=".VnTime")

    rules = {found.rule for found in findings(faulty(DECISION, legacy))}
    assert "legacy-encoding" in rules
    assert not {"number-word", "number-type"} & rules


def test_minutes_may_lack_what_their_model_lacks() -> None:
    def minutes(draft: Draft) -> None:
        named("biên bản")(draft)
        draft.drop("place_date")
        draft.drop("subject_rule")

    rules = {found.rule for found in findings(faulty(DECISION, minutes))}
    assert not {"date-missing", "subject-rule"} & rules


KINDS = sorted({line.kind for draft in (REPORT, DECISION, LETTER) for line in draft.lines})
#: The text itself, drawn lines, marks and what stands below.
_MAY_BE_UNDERLINED = frozenset(
    [
        "article",
        "clause",
        "titled_clause",
        "point",
        "dash",
        "body",
        "organ_rule",
        "motto_rule",
        "subject_rule",
        "secrecy",
        "priority",
        "circulation",
        "drafter",
        "page_number",
        "annex_reference",
        "address",
    ]
)
_MAY_NOT_BE_STRETCHED = frozenset(
    [
        "national_name",
        "motto",
        "organ",
        "type_name",
        "subject",
        "basis",
        "article",
        "clause",
        "titled_clause",
        "point",
        "dash",
        "body",
    ]
)


@pytest.mark.parametrize("kind", KINDS)
def test_letters_are_underlined_in_the_text_alone_and_stretched_nowhere_in_it(kind: str) -> None:
    draft = next(
        one for one in (REPORT, DECISION, LETTER) if any(line.kind == kind for line in one.lines)
    )

    def said(**look: Any) -> set[str]:
        return {found.rule for found in findings(faulty(draft, looks(kind, **look)))}

    assert ("underlined" in said(underlined=True)) is (kind not in _MAY_BE_UNDERLINED)
    stretched = (
        "stretched-letters" in said(spacing_pt=2.0),
        "stretched-letters" in said(scale_percent=80.0),
    )
    assert stretched == (kind in _MAY_NOT_BE_STRETCHED,) * 2


def test_stretched_letters_are_told_in_the_order_of_the_document() -> None:
    kinds = ("article", "clause", "basis", "motto", "point")
    fault = every(*(looks(kind, spacing_pt=2.0) for kind in kinds))
    (found,) = (one for one in findings(faulty(DECISION, fault)) if one.rule == "stretched-letters")
    places = [one.paragraph or 0 for one in (found.where, *found.also)]
    assert len(places) == len(kinds) and places == sorted(places)


@pytest.mark.parametrize(
    ("look", "is_told"),
    [
        *(
            ({"spacing_pt": 0.5}, False),
            ({"spacing_pt": 0.55}, True),
            ({"spacing_pt": -0.55}, True),
        ),
        *(({"scale_percent": 105.0}, False), ({"scale_percent": 106.0}, True)),
        *(({"scale_percent": 95.0}, False), ({"scale_percent": 94.0}, True)),
    ],
)
def test_letters_may_be_half_a_point_or_a_twentieth_wider(look: Any, is_told: bool) -> None:
    found = findings(faulty(REPORT, looks("type_name", **look)))
    assert ("stretched-letters" in {one.rule for one in found}) is is_told

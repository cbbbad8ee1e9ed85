"""A value that is refused is reported once: no rule speaks as though it had not been given, or had another."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from service import documents, rules
from service.schema import loading, pointers
from tests.documents import inputs

DECISION, REPORT, MINUTES = "commendation-decision", "summary-report", "conference-minutes"
NO_TEXT = 5


def with_values(slug: str, values: dict[str, Any]) -> dict[str, Any]:
    """The smallest sample with other values at some pointers."""
    data = inputs.sample(slug, "minimal")
    for pointer, value in values.items():
        *above, last = pointers.split(pointer)
        node: Any = data
        for step in above:
            node = node[int(step)] if isinstance(node, list) else node.setdefault(step, {})
        key: Any = int(last) if isinstance(node, list) else last
        node[key] = copy.deepcopy(value)
    return data


def violations_of(slug: str, values: dict[str, Any]) -> set[tuple[str, str]]:
    """Code and pointer of each violation that the sample has not by itself."""
    usual, found = (
        inputs.review(slug, with_values(slug, record)).violations for record in ({}, values)
    )
    return {(violation.code, violation.pointer) for violation in found} - {
        (violation.code, violation.pointer) for violation in usual
    }


PERSON = {"full_name": "Nguyễn Văn An"}
STATUTORY = {"form": "giay_khen", "achievement": "đã có thành tích", "individuals": [PERSON], "bonus": "statutory"}  # fmt: skip
VOTE = {"matter": "thông qua", "in_favour": 9, "against": 0, "other": 0}

#: A type, what else the input holds, the unsound value, and what a missing value would bring about.
UNSOUND: list[tuple[str, dict[str, Any], str, Any, str]] = [
    (DECISION, {"/awards": [STATUTORY], "/bonus_source": "Quỹ"}, "/issued_date", "ngày mai", "statutory_without_date"),
    (DECISION, {"/awards": [STATUTORY], "/issued_date": "2026-07-01"}, "/bonus_source", NO_TEXT, "required"),
    (DECISION, {"/awards": [{**STATUTORY, "bonus": None}]}, "/awards/0/individuals", NO_TEXT, "no_recipient"),
    (DECISION, {"/awards": [{**STATUTORY, "bonus": None, "declared_individuals": 1}]}, "/awards/0/individuals", NO_TEXT, "count_mismatch"),
    (DECISION, {"/signer/capacity": "KT", "/signer/position": "Phó Giám đốc", "/signer/authority": "Giám đốc"}, "/signer/authority", NO_TEXT, "required"),
    (DECISION, {"/signer/capacity": "KT", "/signer/position": "Phó Giám đốc", "/signer/authority": "Giám đốc"}, "/signer/capacity", "kt?", "authority_without_capacity"),
    (DECISION, {"/signer/capacity": "KT", "/signer/position": "Phó Giám đốc", "/signer/authority": "Giám đốc"}, "/signer/capacity", NO_TEXT, "deputy_without_kt"),
    (REPORT, {"/addressed_to": ["UBND tỉnh"], "/recipients": ["Như trên"]}, "/addressed_to", NO_TEXT, "as_above_without_addressee"),
    (REPORT, {"/period/label": "năm 2019", "/subject": "Tổng kết năm 2019"}, "/subject", NO_TEXT, "period_not_named"),
    (MINUTES, {"/summoned": 10, "/present": 9, "/absentees": [PERSON]}, "/absentees", NO_TEXT, "attendance_mismatch"),
    (MINUTES, {"/present": 10, "/votes": [VOTE], "/attendees": [PERSON]}, "/present", "mười", "votes_above_present"),
    (MINUTES, {"/votes": [VOTE], "/attendees": [PERSON, {"group": "khách", "count": 9}]}, "/attendees/1/group", NO_TEXT, "votes_above_present"),
    (MINUTES, {"/attendees": [PERSON]}, "/attendees/0/full_name", NO_TEXT, "attendee_unclear"),
    (MINUTES, {"/attendees": [{"group": "khách"}]}, "/attendees/0/group", NO_TEXT, "attendee_unclear"),
    (MINUTES, {"/proceedings": [{"heading": "Khai mạc"}]}, "/proceedings/0/heading", NO_TEXT, "empty_proceeding"),
    (MINUTES, {"/proceedings": [{"speaker": "Lê A"}]}, "/proceedings/0/speaker", NO_TEXT, "empty_proceeding"),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "around", "pointer", "value", "silenced"), UNSOUND)
def test_a_value_that_is_refused_does_not_count_as_missing(
    slug: str, around: dict[str, Any], pointer: str, value: Any, silenced: str
) -> None:
    found = violations_of(slug, around | {pointer: value}) - violations_of(slug, around)
    assert [at for _, at in found] == [pointer]
    # Asked all the same, the rule would have spoken of what it does not see.
    record = inputs.review(slug, with_values(slug, around | {pointer: value})).record
    asked = [rule for rule in documents.get(slug).rules if rule.code == silenced]
    assert any(list(rule.check(record, inputs.REFERENCE)) for rule in asked)


@pytest.mark.parametrize("slug", documents.TYPES)
def test_what_a_rule_reads_stands_in_a_document(slug: str) -> None:
    kinds = documents.TYPES.values()
    for rule in documents.get(slug).rules:
        for read in rule.reads:
            assert any(
                loading.field_at(kind.schema, read) is not None
                for kind in kinds
                if rule.code in {rule.code for rule in kind.rules}
            ), (rule.code, read)


@pytest.mark.parametrize(
    ("wrong", "is_read"),
    [
        *(("/awards/*/form", True), ("/awards/*", True), ("/awards", True), ("/subject", True)),
        *(("", False), ("/awards/*/form/x", False), ("/awards/*/for", False), ("/place", False)),
    ],
)
def test_a_rule_reads_what_is_around_its_values(wrong: str, is_read: bool) -> None:
    made = rules.rule("some", reads=["/awards/*/form", "/subject"])(lambda *_: [])
    assert made.reads_any(frozenset({wrong})) is is_read

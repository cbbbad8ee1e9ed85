"""What breaks no rule is left in peace."""

from __future__ import annotations

import pytest

from service.conformance.rules import RULES, judge
from tests.conformance.rules.drafts import Draft, findings
from tests.conformance.rules.sound_drafts import DECISION, LETTER, REPORT


@pytest.mark.parametrize("draft", [DECISION, LETTER, REPORT], ids=lambda one: one.type_name)
def test_no_rule_speaks_of_a_sound_document(draft: Draft) -> None:
    assert [(found.rule, found.message) for found in findings(draft)] == []


def test_rules_of_printed_places_are_told_as_unjudged_without_pages() -> None:
    _, unjudged = judge(DECISION.judged())
    assert {slug for slug, _ in unjudged} == {rule.slug for rule in RULES if rule.needs_pages}
    assert {reason for _, reason in unjudged} == {"cần bản PDF của văn bản"}

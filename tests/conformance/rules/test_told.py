"""What a finding says of each fault, to the letter: how grave, what was measured, what is wanted, where, and what would mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from service.conformance.changes import Change
from service.conformance.findings import Finding, Where
from tests.conformance.rules.drafts import MAIN, faulty, findings
from tests.conformance.rules.faults import Case
from tests.conformance.rules.test_rules import SILENT, SPEAKS
from tests.recorded import Record


def _place(where: Where) -> str:
    names = (
        "" if where.part == MAIN else where.part.removeprefix("word/").removesuffix(".xml"),
        "" if where.paragraph is None else f"paragraph {where.paragraph}",
        "" if where.section is None else f"sheet {where.section}",
        "drawn" * bool(where.boxes),
    )
    return " ".join(filter(None, names)) or "whole"


def _mend(change: Change) -> str:
    at = "" if change.at is None else f" {change.at}"
    run = "" if change.run is None else f".{change.run}"
    return f"  {change.target}{at}{run} {change.name}: {change.before!r} -> {change.value!r}"


def _told(found: Finding) -> str:
    places = ", ".join(_place(where) for where in (found.where, *found.also))
    return "\n".join(
        (
            f"{found.severity}, {places}: {found.measured} -> {found.wanted}",
            found.message,
            *map(_mend, found.changes),
        )
    )


def _text(case: Case) -> str:
    """The findings of the rule that the case is about, and the names of the others that speak."""
    slug, draft, fault = case
    found = findings(faulty(draft, fault))
    others = sorted({one.rule for one in found} - {slug})
    return "\n".join(
        [*(_told(one) for one in found if one.rule == slug), f"also: {', '.join(others)}"]
    )


def _cases() -> dict[str, Callable[[], str]]:
    """Every case by its rule and its number among those of the rule."""
    named: dict[str, Callable[[], str]] = {}
    for word, cases in (("", SPEAKS), (" silent", SILENT)):
        counts: Counter[str] = Counter()
        for case in cases:
            counts[case[0]] += 1
            named[f"{case[0]}{word} {counts[case[0]]}"] = partial(_text, case)
    return named


RECORD = Record(Path(__file__).with_name("told.txt"), _cases())


@pytest.mark.parametrize("name", RECORD.cases)
def test_a_finding_says_exactly_what_is_wrong_and_what_would_mend_it(name: str) -> None:
    assert RECORD.made(name) == RECORD.expected[name]


def test_every_recorded_fault_is_still_tried() -> None:
    assert list(RECORD.expected) == list(RECORD.cases)

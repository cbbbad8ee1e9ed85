"""What a schema, its screening and the rules find, as plain lists for the tests."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema

from service import reference, rules
from service.errors import Violation
from service.schema import loading, screening
from service.violation_list import ViolationList

_REFERENCE = reference.load()


def load(schema: Schema, data: Any) -> tuple[dict[str, Any], list[Violation]]:
    """The record of an input, and what its schema refuses."""
    found = ViolationList()
    record = loading.load(schema, data, found)
    return record, found.kept()


def screened(schema: Schema, data: Any, *, max_rows: int, max_paragraph: int) -> list[Violation]:
    """What is too long, too many or invisible."""
    found = ViolationList()
    if screening.is_plain(data, max_rows, max_paragraph):
        return []
    screening.screen(schema, data, found, max_rows=max_rows, max_paragraph=max_paragraph)
    screening.screen_letters(schema, data, found)
    return found.kept()


def by_rules(asked: Any, record: Any, reference: Any, label: Any) -> list[Violation]:
    """What the rules say of a record."""
    found = ViolationList()
    rules.apply(asked, record, found, reference, label)
    return found.kept()


def violations_of(rule: rules.Rule, record: dict[str, Any]) -> list[Violation]:
    """What one rule yields, by the law of this release."""
    return list(rule.check(record, _REFERENCE))


def pointers_of(rule: rules.Rule, record: dict[str, Any]) -> list[str]:
    """Where it yields something."""
    return [violation.pointer for violation in violations_of(rule, record)]

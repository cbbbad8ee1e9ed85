"""A report becomes a log in SARIF 2.1.0 (OASIS), which code hosts, editors and quality tools read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from service import __version__
from service.conformance.findings import (
    MOST_PLACES,
    MOST_TOLD,
    Box,
    Component,
    Finding,
    Report,
    Severity,
    Where,
)
from service.conformance.rules.rule import Rule
from service.conformance.writing import words
from service.media_types import DOCX

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}


def sarif(report: Report, name: str, size: int) -> dict[str, Any]:
    """The log of one document: ``name`` is its file's, ``size`` its bytes."""
    findings = words.numbered(report.findings)[:MOST_TOLD]
    slugs = dict.fromkeys([one.finding.rule for one in findings])
    slugs |= dict.fromkeys(slug for slug, _ in report.unjudged)
    indexes = {slug: at for at, slug in enumerate(slugs)}
    address = quote(name, safe="")
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(slugs)},
                "language": "vi-VN",
                "columnKind": "unicodeCodePoints",
                "artifacts": [
                    {
                        "location": {"uri": address},
                        "length": size,
                        "mimeType": DOCX,
                        "roles": ["analysisTarget"],
                    }
                ],
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "toolExecutionNotifications": list(_not_judged(report, indexes)),
                    }
                ],
                "results": [_result(one, indexes, address) for one in findings],
                "properties": _document(report),
            }
        ],
    }


def _driver(slugs: Iterable[str]) -> dict[str, Any]:
    return {
        "name": "vanban",
        "version": __version__,
        "semanticVersion": __version__,
        "language": "vi-VN",
        "rules": [_rule(slug) for slug in slugs],
    }


def _rule(slug: str) -> dict[str, Any]:
    rule = words.RULES_BY_SLUG.get(slug)
    if rule is None:
        return {"id": slug}
    return {
        "id": slug,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.manual},
        "help": {"text": _help(rule), "markdown": f"{rule.manual}\n\n*{rule.clause}*"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"clause": rule.clause},
    }


def _help(rule: Rule) -> str:
    return f"{rule.manual} ({rule.clause})"


def _result(one: words.Numbered, indexes: Mapping[str, int], address: str) -> dict[str, Any]:
    finding = one.finding
    return {
        "ruleId": finding.rule,
        "ruleIndex": indexes[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(where, address) for where in _places(finding)],
        "rank": {"error": 100.0, "warning": 50.0, "info": 10.0}[finding.severity],
        "properties": {"number": one.number, **_properties(finding)},
    }


def _places(finding: Finding) -> tuple[Where, ...]:
    return finding.where, *finding.also[:MOST_PLACES]


def _properties(finding: Finding) -> dict[str, Any]:
    return {
        "clause": finding.clause,
        "measured": finding.measured,
        "wanted": finding.wanted,
        "fixable": finding.fixable,
        "obstacle": finding.obstacle or None,
        "boxes": [_box(box) for where in _places(finding) for box in where.boxes],
    }


def _location(where: Where, address: str) -> dict[str, Any]:
    steps = [where.part]
    if where.section is not None:
        steps.append(f"section[{where.section + 1}]")
    if where.paragraph is not None:
        steps.append(f"p[{where.paragraph + 1}]")
    return {
        "physicalLocation": {"artifactLocation": {"uri": address, "index": 0}},
        "logicalLocations": [
            {
                "name": steps[-1],
                "fullyQualifiedName": "/".join(steps),
                "kind": "element",
            }
        ],
        "message": {"text": words.place(where)},
    }


def _box(box: Box) -> dict[str, Any]:
    corners = (box.left, box.top, box.right, box.bottom)
    return {"page": box.page, "box": [round(corner, 1) for corner in corners]}


def _not_judged(report: Report, indexes: Mapping[str, int]) -> Iterable[dict[str, Any]]:
    """Rules that could not be judged are told as notifications: a silence must not look like a pass."""
    for slug, why in report.unjudged:
        rule = words.RULES_BY_SLUG.get(slug)
        called = slug if rule is None else rule.title
        yield {
            "level": "note",
            "message": {"text": f"Chưa xét được “{called}”: {why}."},
            "associatedRule": {"id": slug, "index": indexes[slug]},
        }


def _document(report: Report) -> dict[str, Any]:
    return {
        "type": report.type,
        "certainty": report.type_certainty,
        "components": [_component(component) for component in report.components[:MOST_TOLD]],
        "unrecognised": [
            _location(where, "")["logicalLocations"][0]["fullyQualifiedName"]
            for where in report.unrecognised[:MOST_TOLD]
        ],
    }


def _component(component: Component) -> dict[str, Any]:
    """Without its text, which may hold names of people: a log travels further than its document."""
    return {
        "kind": component.kind,
        "number": component.number,
        "certainty": component.certainty,
        "paragraphs": [at + 1 for at in component.paragraphs[:MOST_PLACES]],
    }

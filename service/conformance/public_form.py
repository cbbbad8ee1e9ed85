"""A report, or the plan of a mend, becomes plain data, as the API and the command answer it (contract §10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from service.conformance.findings import (
    MOST_PLACES,
    MOST_TOLD,
    Box,
    Component,
    Finding,
    Report,
    Where,
)
from service.conformance.fixing import Mended
from service.conformance.found_components import KINDS
from service.conformance.rules import RULES
from service.conformance.word_document import Frame
from service.conformance.writing import plan_words
from service.conformance.writing.plan_words import PlanLine

#: A component's text is told by its beginning.
_LONGEST_TEXT: Final = 200


def as_json(report: Report) -> dict[str, Any]:
    """``{document, findings[], summary}``."""
    return {
        "document": {
            "type": report.type,
            "name": report.type_name,
            "family": report.family,
            "certainty": report.type_certainty,
            "components": [_component(one) for one in report.components[:MOST_TOLD]],
        },
        "findings": [_finding(one) for one in report.findings[:MOST_TOLD]],
        "summary": _summary(report),
    }


def plan_as_json(mended: Mended) -> dict[str, Any]:
    """``{changes[], summary}``: what mending changes, in its order, and how many findings there are before and after."""
    return {
        "changes": [_change(line) for line in plan_words.lines(mended.steps)[:MOST_TOLD]],
        "summary": {
            "findings_before": len(mended.before.findings),
            "findings_after": len(mended.after.findings),
        },
    }


def _change(line: PlanLine) -> dict[str, Any]:
    return {
        "what": line.what,
        "before": line.before,
        "after": line.after,
        "rules": [*line.rules],
        "clause": line.clause,
        "why": line.why,
        "where": [_where(place) for place in [*line.places][:MOST_PLACES]],
        "places": len(line.places),
    }


def _component(one: Component) -> dict[str, Any]:
    _, name = KINDS[one.kind]
    return {
        "kind": one.kind,
        "name": name,
        "number": one.number,
        "text": one.text[:_LONGEST_TEXT],
        "certainty": one.certainty,
        "annex": one.annex,
        "frame": None if one.frame is None else _frame(one.frame),
        "where": [_where(place) for place in one.places[:MOST_PLACES]],
    }


def _frame(one: Frame) -> dict[str, Any]:
    """Lengths in millimetres, null where the letters decide."""
    lengths = {"width": one.width_mm, "height": one.height_mm}
    told = {name: None if mm is None else round(mm, 1) for name, mm in lengths.items()}
    return {**told, "line": one.line}


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "clause": one.clause,
        "severity": one.severity,
        "measured": one.measured,
        "wanted": one.wanted,
        "message": one.message,
        "where": _where(one.where),
        "also": [_where(place) for place in one.also[:MOST_PLACES]],
        "places": 1 + len(one.also),
        "fixable": one.fixable,
        "obstacle": one.obstacle or None,
    }


def _where(where: Where) -> dict[str, Any]:
    """``{part, paragraph}``, with ``section``, ``page`` and ``box`` where they are known."""
    found: dict[str, Any] = {"part": where.part, "paragraph": where.paragraph}
    if where.section is not None:
        found["section"] = where.section
    if where.boxes:
        page = where.boxes[0].page
        found["page"] = page
        found["box"] = _around([box for box in where.boxes if box.page == page])
    return found


def _around(boxes: Sequence[Box]) -> list[float]:
    """The box around all: left, top, right, bottom in points."""
    return [
        round(min(box.left for box in boxes), 1),
        round(min(box.top for box in boxes), 1),
        round(max(box.right for box in boxes), 1),
        round(max(box.bottom for box in boxes), 1),
    ]


def _summary(report: Report) -> dict[str, Any]:
    counted = Counter(one.severity for one in report.findings)
    return {
        "errors": counted["error"],
        "warnings": counted["warning"],
        "infos": counted["info"],
        "fixable": sum(one.fixable for one in report.findings),
        "refusal": report.refusal or None,
        "judged": len(RULES) - len(report.unjudged),
        "unjudged": [{"rule": rule, "reason": reason} for rule, reason in report.unjudged],
        "unrecognised": [_where(place) for place in report.unrecognised[:MOST_TOLD]],
    }

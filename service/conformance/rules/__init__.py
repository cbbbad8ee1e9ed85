"""Phụ lục I as rules: a document and its components become findings, one small function for each demand."""

from __future__ import annotations

from typing import Final

from service.conformance.findings import Finding
from service.conformance.rules.paper import PAPER_RULES
from service.conformance.rules.rule import Judged, Rule

__all__ = ["RULES", "Judged", "Rule", "judge"]

#: In the order in which a page is read.
RULES: Final[tuple[Rule, ...]] = (*PAPER_RULES,)

_NEEDS_PAGES = "cần bản PDF của văn bản"
_PARTY = "văn bản của Đảng không theo Nghị định 30/2020/NĐ-CP"


def judge(judged: Judged) -> tuple[tuple[Finding, ...], tuple[tuple[str, str], ...]]:
    """Every finding in the order of the rules, and the rules that could not be judged with the reason."""
    if judged.components.family == "party":
        return (), tuple((rule.slug, _PARTY) for rule in RULES)
    findings: list[Finding] = []
    unjudged: list[tuple[str, str]] = []
    for rule in RULES:
        if rule.needs_pages and judged.pages is None:
            unjudged.append((rule.slug, _NEEDS_PAGES))
        else:
            findings.extend(rule.findings(judged))
    return tuple(findings), tuple(unjudged)

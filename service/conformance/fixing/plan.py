"""The changes of all findings become one plan: what is set where, from what to what, why; each place once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from service.conformance.changes import Change, paragraph_at
from service.conformance.findings import Finding, Report
from service.conformance.fixing import paragraph_setting, run_setting, sheet_setting
from service.conformance.obstacles import obstacle
from service.conformance.word_document import Paragraph, Run, WordDocument
from service.docx.word_namespace import W

_SEVERITIES: Final = ("error", "warning", "info")
#: Named reshapings, in the order in which they are carried out: lines are drawn where letters have their last size.
RESHAPINGS: Final = (
    "parted_runs",
    "language",
    "fit_tables",
    "letterhead_columns",
    "letterhead_table",
    "organ_rule",
    "motto_rule",
    "subject_rule",
    "organ_rule_length",
    "motto_rule_length",
    "subject_rule_length",
    "page_number",
)
#: Word has no way to track a change of a drawing's measures.
NEVER_TRACKED: Final = frozenset(name for name in RESHAPINGS if name.endswith("_rule_length"))
_SETTERS: Final[dict[str, frozenset[str]]] = {
    "section": frozenset(sheet_setting.SETTERS),
    "paragraph": frozenset(paragraph_setting.SETTERS),
    "runs": frozenset(run_setting.SETTERS),
    "level": frozenset(run_setting.SETTERS),
    "document": frozenset(RESHAPINGS),
}
#: What makes the text wider or narrower.
_WIDTHS: Final = ("width_mm", "left_mm", "right_mm", "gutter_mm")

_UNKNOWN = "chưa có cách sửa"
_ELSEWHERE = "không còn chỗ này trong văn bản"
_CONTRADICTED = "quy tắc khác đặt giá trị khác ở cùng chỗ"


@dataclass(frozen=True, slots=True)
class Step:
    """One change that will be made, with the rules that want it (slugs), the clause and the sentence of the first."""

    change: Change
    rules: tuple[str, ...]
    clause: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done, in order; ``left`` are changes that a rule wants and that are not made, each with the reason."""

    steps: tuple[Step, ...]
    left: tuple[tuple[Change, str], ...] = ()


def plan(document: WordDocument, report: Report) -> Plan:
    """Every change that the findings name, the graver finding first where two want something else at one place."""
    steps: dict[object, Step] = {}
    left: list[tuple[Change, str]] = []
    for finding in _gravest_first(report):
        for change in _single(document, finding):
            reason = _obstacle(document, change)
            if reason:
                left.append((change, reason))
                continue
            place = (change.target, change.at, change.run, change.name)
            known = steps.get(place)
            if known is None:
                steps[place] = Step(change, (finding.rule,), finding.clause, finding.message)
            elif known.change.value != change.value:
                left.append((change, _CONTRADICTED))
            elif finding.rule not in known.rules:
                rules = (*known.rules, finding.rule)
                steps[place] = Step(known.change, rules, known.clause, known.why)
    _fit_tables(steps)
    return Plan(tuple(sorted(steps.values(), key=_order)), tuple(left))


def _fit_tables(steps: dict[object, Step]) -> None:
    """Where the text becomes narrower or wider, its tables are looked at too."""
    for step in list(steps.values()):
        change = step.change
        if change.target == "section" and change.name in _WIDTHS:
            fitting = Change("document", "fit_tables", value=True, before=False, at=change.at)
            steps.setdefault(
                (change.at, fitting.name), Step(fitting, step.rules, step.clause, step.why)
            )


def _gravest_first(report: Report) -> list[Finding]:
    return sorted(report.findings, key=lambda finding: _SEVERITIES.index(finding.severity))


def _single(document: WordDocument, finding: Finding) -> Iterator[Change]:
    """The changes with those of all runs of a paragraph told apart, so that no two can meet unseen at one run.

    Run -1 is the paragraph's mark.
    """
    for change in finding.changes:
        whole = change.target == "runs" and change.run is None
        paragraph = paragraph_at(document, change) if whole else None
        if paragraph is None:
            yield change
            continue
        for run in (*range(len(paragraph.runs)), -1):
            yield Change(change.target, change.name, change.value, change.before, change.at, run)


def _order(step: Step) -> tuple[int, int, int, int, str]:
    change = step.change
    kind = tuple(_SETTERS).index(change.target)
    reshaping = RESHAPINGS.index(change.name) if change.target == "document" else 0
    run = -2 if change.run is None else change.run
    return kind, reshaping, -1 if change.at is None else change.at, run, change.name


def _obstacle(document: WordDocument, change: Change) -> str:
    """Why a change is not made; "" where it can be."""
    if change.name not in _SETTERS[change.target]:
        return _UNKNOWN
    return obstacle(document, change) if _is_there(document, change) else _ELSEWHERE


def _is_there(document: WordDocument, change: Change) -> bool:
    if change.target == "document" and change.run is None:
        return True
    if change.target == "section":
        known = change.at is not None and 0 <= change.at < len(document.sections)
        return known and document.sections[change.at or 0].element is not None
    paragraph = paragraph_at(document, change)
    if paragraph is None or (change.run is not None and change.run >= len(paragraph.runs)):
        return False
    return change.target != "level" or level_of(paragraph) is not None


def is_never_tracked(change: Change) -> bool:
    """Whether Word could not show a change to be refused: of a drawing's measures, or of a list, which stands in no text."""
    return change.target == "level" or change.name in NEVER_TRACKED


def level_of(paragraph: Paragraph) -> Any | None:
    """The w:lvl of the list that a paragraph is of."""
    return None if paragraph.label_look is None else paragraph.label_look.level


def field_runs(run: Run) -> list[Any]:
    """The w:r that a change of a run is made at: its own, and those that write the field it begins.

    Word takes the look of what a field shows from the letters of its instruction.
    """
    if not run.field_name:
        return [run.element]
    return [
        element
        for element in run.element.getparent().iterchildren(f"{W}r")
        if element is run.element
        or any(child.tag in (f"{W}fldChar", f"{W}instrText") for child in element)
    ]

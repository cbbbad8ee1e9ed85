"""The changes of all findings become one plan: what is set where, from what to what, why; each place once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from service.conformance.changes import Change, paragraph_at
from service.conformance.findings import Finding, Report, Where
from service.conformance.fixing import paragraph_setting, run_setting, sheet_setting
from service.conformance.obstacles import obstacle
from service.conformance.wide_tables import wide_tables
from service.conformance.word_document import Paragraph, Run, WordDocument
from service.docx.word_namespace import W

_SEVERITIES: Final = ("error", "warning", "info")
#: Named reshapings, in the order in which they are carried out: lines are drawn where letters have their last size, and behind
#: what counts the drawings that were there.
RESHAPINGS: Final = (
    "parted_runs",
    "language",
    "fit_tables",
    "letterhead_columns",
    "letterhead_table",
    "organ_rule_length",
    "motto_rule_length",
    "subject_rule_length",
    "organ_rule",
    "motto_rule",
    "subject_rule",
    "page_number",
)
#: Word has no way to track a change of a drawing's measures.
NEVER_TRACKED: Final = frozenset(name for name in RESHAPINGS if name.endswith("_rule_length"))
#: What can be set, in the order in which it is told.
_SETTERS: Final[dict[str, tuple[str, ...]]] = {
    "section": tuple(sheet_setting.SETTERS),
    "paragraph": tuple(paragraph_setting.SETTERS),
    "runs": tuple(run_setting.SETTERS),
    "level": tuple(run_setting.SETTERS),
    "document": RESHAPINGS,
}
#: What makes the text wider or narrower.
_WIDTHS: Final = ("width_mm", "left_mm", "right_mm", "gutter_mm")

_UNKNOWN = "chưa có cách sửa"
_ELSEWHERE = "không còn chỗ này trong văn bản"
_CONTRADICTED = "quy tắc khác đặt giá trị khác ở cùng chỗ"


@dataclass(frozen=True, slots=True)
class Step:
    """One change that will be made, with the rules that want it (slugs), the clause and the sentence of the first, and its place."""

    change: Change
    rules: tuple[str, ...]
    clause: str
    why: str
    where: Where


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
                steps[place] = _step(document, change, finding)
            elif known.change.value != change.value:
                left.append((change, _CONTRADICTED))
            elif finding.rule not in known.rules:
                steps[place] = replace(known, rules=(*known.rules, finding.rule))
    _fit_tables(document, steps)
    return Plan(tuple(sorted(steps.values(), key=_order)), tuple(left))


def _step(document: WordDocument, change: Change, finding: Finding) -> Step:
    paragraph = paragraph_at(document, change)
    where = (
        Where(document.main_part, section=change.at)
        if paragraph is None
        else Where(paragraph.part, paragraph.index, paragraph.section)
    )
    return Step(change, (finding.rule,), finding.clause, finding.message, where)


def _fit_tables(document: WordDocument, steps: dict[object, Step]) -> None:
    """Where the text becomes narrower or wider, tables that will not fit any more are narrowed too."""
    widths: dict[int, dict[str, Any]] = {}
    because: dict[int, Step] = {}
    for step in steps.values():
        change = step.change
        if change.target == "section" and change.name in _WIDTHS:
            widths.setdefault(change.at or 0, {})[change.name] = change.value
            because.setdefault(change.at or 0, step)
    for at, width in widths.items():
        room = replace(document.sections[at], **width).room_mm
        if next(wide_tables(document, at, room), None) is not None:
            fitting = Change("document", "fit_tables", value=True, before=False, at=at)
            steps[(at, fitting.name)] = replace(because[at], change=fitting)


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


def _order(step: Step) -> tuple[int, int, int, int, int]:
    change = step.change
    kind, name = tuple(_SETTERS).index(change.target), _SETTERS[change.target].index(change.name)
    reshaping = name if change.target == "document" else 0
    run = -2 if change.run is None else change.run
    return kind, reshaping, -1 if change.at is None else change.at, run, name


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

"""Any .docx becomes the same with everything mended that can be, proved to differ in nothing else, or is not given back.

Letters come first, then the typed letterhead, then the lines under it: each is measured as it looks after the one before.
After every step the document is read and judged anew, so what is found after mending is what is found in the bytes given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from service.conformance import reading
from service.conformance.findings import Report
from service.conformance.fixing import refusals
from service.conformance.fixing.allowances import Numbers, allowances
from service.conformance.fixing.applying import apply
from service.conformance.fixing.edited_package import EditedPackage
from service.conformance.fixing.edits_at_hand import Edited
from service.conformance.fixing.plan import NEVER_TRACKED, Plan, Step, plan
from service.conformance.fixing.proof import prove
from service.conformance.fixing.property_edits import PropertyEdits, free_ids
from service.conformance.rewriting import rewritten
from service.conformance.word_document import WordDocument
from service.untrusted import archives

Judge = Callable[[WordDocument], Report]
Parts = Mapping[str, bytes]
#: By their place, the steps that were made there, one after the other.
Made = dict[object, list[Step]]

#: What is done together: the last stage is for lines, which are as long as letters that have their size and place.
_STAGES: Final = (
    frozenset({"", "language", "page_number", "fit_tables"}),
    frozenset({"letterhead_columns", "letterhead_table"}),
    frozenset({"organ_rule", "motto_rule", "subject_rule"} | NEVER_TRACKED),
)
#: What one change makes visible, the next mends; a document that is not at rest after so many is given as it is then.
_ROUNDS: Final = 5


@dataclass(frozen=True, slots=True)
class Mended:
    """The document, what was found in it before and is after, and every step that was made."""

    content: bytes
    before: Report
    after: Report
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """A document on its way."""

    docx: bytes
    parts: Parts
    document: WordDocument
    report: Report


def mend(docx: bytes, judge: Judge, *, tracked: bool = False) -> Mended:
    """``judge`` says what is found in a document. The bytes are the same where nothing is to be mended.

    Raises UnreadableInput or InputTooLarge, NotToBeChanged for a signed or protected document, and MendedTooMuch when the
    proof fails.
    """
    document = reading.read(docx)
    parts = _unpacked(docx)
    refusals.refuse(parts, document.main_part)
    state = first = _State(docx, parts, document, judge(document))
    made: Made = {}
    for _ in range(_ROUNDS):
        before = state
        for stage in _STAGES:
            state = _after(state, stage, made, judge, tracked=tracked)
        if state is before:
            break
    return Mended(state.docx, first.report, state.report, tuple(map(_whole, made.values())))


def _after(
    state: _State, stage: frozenset[str], made: Made, judge: Judge, *, tracked: bool
) -> _State:
    """The document after the steps of one stage; the same object where they change nothing."""
    wanted = [
        step
        for step in plan(state.document, state.report).steps
        if (step.change.name if step.change.target == "document" else "") in stage
        and not (tracked and step.change.name in NEVER_TRACKED)
        and not _is_taken_back(step, made)
    ]
    if not wanted:
        return state
    changed = carried_out(state, Plan(tuple(wanted)), tracked=tracked)
    if not changed:
        return state
    for step in wanted:
        made.setdefault(_place(step), []).append(step)
    docx = rewritten(state.docx, changed)
    document = reading.read(docx)
    return _State(docx, {**state.parts, **changed}, document, judge(document))


def carried_out(state: _State, planned: Plan, *, tracked: bool) -> Parts:
    """The parts that a plan changes, proved to differ in nothing else. The document's own tree is used up, if any does."""
    document = state.document
    numbers = Numbers(document.roots)
    allowed = allowances(document, planned, numbers, tracked=tracked)
    package = EditedPackage(state.parts, document.roots)
    edits = PropertyEdits(tracked, free_ids(document.roots.values()))
    apply(Edited(document, state.report, package, edits, allowed, numbers), planned)
    changed = package.changed_parts()
    prove(state.parts, {**state.parts, **changed}, allowed)
    return changed


def _is_taken_back(step: Step, made: Made) -> bool:
    """Whether the value was set there and another one after it: two rules that contradict each other would go on for ever."""
    return step.change.value in [one.change.value for one in made.get(_place(step), [])[:-1]]


def _whole(steps: Sequence[Step]) -> Step:
    """All that was done at one place: from what it was at first to what it is in the end."""
    first, last = steps[0], steps[-1]
    return replace(last, change=replace(last.change, before=first.change.before))


def _place(step: Step) -> object:
    change = step.change
    return change.target, change.at, change.run, change.name


def _unpacked(docx: bytes) -> dict[str, bytes]:
    with archives.opened(docx, "Tệp .docx", "Word") as archive:
        return archives.parts(archive, bool)

"""Any .docx becomes the same with everything mended that can be, proved to differ in nothing else, or is not given back.

Runs that several components share are parted first. Then come letters, then the typed letterhead, then the lines under it: each
is measured as it looks after the one before.
After every step the document is read and judged anew, so what is found after mending is what is found in the bytes given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from service.conformance import reading, refusals
from service.conformance.findings import Report
from service.conformance.fixing.allowances import Allowed, Numbers, allowances
from service.conformance.fixing.applying import apply
from service.conformance.fixing.edited_package import EditedPackage
from service.conformance.fixing.edits_at_hand import Edited
from service.conformance.fixing.plan import NEVER_TRACKED, Plan, Step, is_never_tracked, plan
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
    frozenset({"parted_runs"}),
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


def mend(docx: bytes, judge: Judge, *, tracked: bool = False) -> Mended:
    """``judge`` says what is found in a document. The bytes are the same where nothing is to be mended.

    Raises UnreadableInput or InputTooLarge, NotToBeChanged for a signed or protected document, and MendedTooMuch when the
    proof fails.
    """
    course = _Course(docx, judge, tracked)
    found = course.report
    for _ in range(_ROUNDS):
        if not [stage for stage in _STAGES if course.take(stage)]:
            break
    return Mended(course.docx, found, course.report, tuple(map(_whole, course.made.values())))


class _Course:
    """A document on its way. What was read of it is let go before it is proved and read anew: a long one is held once."""

    def __init__(self, docx: bytes, judge: Judge, tracked: bool) -> None:
        self._judge, self._tracked = judge, tracked
        self._document: WordDocument | None = reading.read(docx)
        self.docx = docx
        self._parts: Parts = _unpacked(docx)
        refusals.refuse(self._parts, self._document.main_part)
        refusals.refuse_long(len(self._document.paragraphs))
        self.report = judge(self._document)
        self.made: Made = {}

    def take(self, stage: frozenset[str]) -> bool:
        """Make the steps of one stage; whether they changed anything."""
        document = self._read()
        wanted = [
            step
            for step in plan(document, self.report).steps
            if (step.change.name if step.change.target == "document" else "") in stage
            and not (self._tracked and is_never_tracked(step.change))
            and not _is_taken_back(step, self.made)
        ]
        if not wanted:
            return False
        changed, allowed = carried_out(
            self._parts, document, self.report, Plan(tuple(wanted)), tracked=self._tracked
        )
        # Its tree was used up.
        self._document = None
        del document
        prove(self._parts, {**self._parts, **changed}, allowed)
        if not changed:
            return False
        for step in wanted:
            self.made.setdefault(_place(step), []).append(step)
        self.docx = rewritten(self.docx, changed)
        self._parts = {**self._parts, **changed}
        self.report = self._judge(self._read())
        return True

    def _read(self) -> WordDocument:
        if self._document is None:
            self._document = reading.read(self.docx)
        return self._document


def carried_out(
    parts: Parts, document: WordDocument, report: Report, planned: Plan, *, tracked: bool
) -> tuple[Parts, Allowed]:
    """The parts that a plan changes, and what may differ in them. The document's own tree is used up, if any does."""
    numbers = Numbers(document.roots)
    allowed = allowances(document, planned, numbers, tracked=tracked)
    package = EditedPackage(parts, document.roots)
    edits = PropertyEdits(tracked, free_ids(document.roots.values()))
    apply(Edited(document, report, package, edits, allowed, numbers), planned)
    return package.changed_parts(), allowed


def _is_taken_back(step: Step, made: Made) -> bool:
    """Whether the value was set there and another one after it: two rules that contradict each other would go on for ever."""
    return step.change.value in [one.change.value for one in made.get(_place(step), [])[:-1]]


def _whole(steps: Sequence[Step]) -> Step:
    """All that was done at one place: from what it was at first to what it is in the end."""
    first, last = steps[0], steps[-1]
    return replace(last, change=replace(last.change, before=first.change.before))


def _place(step: Step) -> object:
    """What a step is about, in every round: a new header moves the indexes of the paragraphs behind it."""
    change = step.change
    return change.target, step.where, change.run, change.name


def _unpacked(docx: bytes) -> dict[str, bytes]:
    with archives.opened(docx, "Tệp .docx", "Word") as archive:
        return archives.parts(archive, bool)

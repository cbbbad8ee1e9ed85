"""Changes made in Word become values of the input where there is exactly one way to read them.

Only this module knows what makes a change certain: one value stands there, the text around it is
untouched, the schema takes the new value, and the document made from the new input prints there what stands
there now. Everything else is left, and named. A row that came or went is certain when the new document has it, or has it no
more, and loses nothing else.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from service.documents.document_type import DocumentType, Record, Review
from service.revision import (
    office_places,
    proposals,
    row_proposals,
    split_proposals,
    value_places,
)
from service.revision.comparison import Change, Comparison, Kind, changes
from service.revision.document_reader import read
from service.revision.proposals import Proposal
from service.schema import loading, pointers

#: Each round gives up at least one value, so a few are enough for anything but malice.
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class AcceptedValue:
    """A value taken over from the text: ``old`` and ``new`` as they stand in the input, None for a row that came or went.

    ``where`` is how an office would say it: the label of a single value, the place in the document of what a list holds.
    """

    pointer: str
    where: str
    old: Any
    new: Any
    kind: Kind = "changed"
    #: Values of the same group are one change of somebody who split a paragraph or ran some together; 0 is no group.
    group: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """The input with the ``accepted`` values, its review, and the places that it does not explain.

    ``left`` is every place where a document made from ``data`` says something else than what somebody wrote there in
    Word; ``follows`` where it says something else than what nobody touched, because of an accepted value: a count, a sum,
    a value that is printed a second time.
    """

    data: Any
    review: Review
    accepted: tuple[AcceptedValue, ...]
    left: tuple[Change, ...]
    follows: tuple[Change, ...] = ()

    def as_json(self) -> list[dict[str, Any]]:
        """Every change: first the values that could be taken over, then the places that say no certain value."""
        values = (
            (value.kind, value.pointer, value.where, value.old, value.new)
            for value in self.accepted
        )
        places = (
            (change.kind, None, change.where, change.generated, change.now) for change in self.left
        )
        return [
            {"kind": kind, "pointer": pointer, "where": where, "generated": before, "now": now}
            for kind, pointer, where, before, now in (*values, *places)
        ]


def accept_changes(
    comparison: Comparison,
    document_type: DocumentType,
    review: Callable[[Any], Review],
    render: Callable[[Record], bytes],
) -> Merged:
    """Put every value whose change is certain into the input.

    ``review`` checks an input, ``render`` makes a document of a record. Nothing is rendered when nothing
    changed; otherwise once with marks (twice when a change fills an empty cell) and once for each round.
    """
    data = comparison.data
    proposed = _proposed(comparison, document_type, render)
    for _ in range(_ROUNDS):
        if not proposed:
            break
        merged = applied(data, [Edit(each.kind, each.pointer, each.value) for each in proposed])
        reviewed = review(merged)
        if reviewed.errors:
            unprinted = _unprinted(document_type, data, proposed, reviewed)
            kept = _without_errors(proposed, reviewed)
            proposed = [*proposed, *unprinted] if unprinted else _whole_groups(kept, proposed)
            continue
        generated = office_places.named(read(render(reviewed.record)))
        # Rows that came and went are numbered anew; only where none did, somebody wrote a number himself.
        with_numbers = all(proposal.kind == "changed" for proposal in proposed)
        differing = changes(generated, comparison.current, with_numbers=with_numbers)
        outcome = _Outcome.of(comparison, differing, proposed)
        explained = [proposal for proposal in proposed if outcome.explains(proposal)]
        kept = _with_reason(_whole_groups(explained, proposed))
        if len(kept) == len(proposed):
            accepted = tuple(_accepted(document_type, data, proposal) for proposal in proposed)
            return Merged(merged, reviewed, accepted, outcome.left, outcome.follows)
        proposed = kept
    return Merged(data, comparison.review, (), comparison.changes)


def _proposed(
    comparison: Comparison, document_type: DocumentType, render: Callable[[Record], bytes]
) -> list[Proposal]:
    """What each change would make of the input: first where it only stands otherwise, then values, then rows."""
    occurrences = proposals.occurrences(comparison, document_type, render)
    rearranged = split_proposals.places(comparison.changes)
    left = split_proposals.others(comparison.changes, rearranged)
    return [
        *split_proposals.propose(comparison.data, rearranged, occurrences),
        *proposals.propose(comparison, document_type, left, occurrences),
        *row_proposals.propose(comparison, document_type, left, occurrences),
    ]


def _whole_groups(kept: Sequence[Proposal], proposed: Sequence[Proposal]) -> list[Proposal]:
    """Those of ``kept`` whose group is still whole."""
    whole, left = (Counter(proposal.group for proposal in some) for some in (proposed, kept))
    return [p for p in kept if p.group == 0 or left[p.group] == whole[p.group]]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Where the document made of the new input still differs: from what somebody wrote, and from what nobody touched."""

    left: tuple[Change, ...]
    follows: tuple[Change, ...]
    #: What somebody wrote into the document as lines of their own.
    came: frozenset[str]

    @classmethod
    def of(
        cls, comparison: Comparison, differing: Sequence[Change], proposed: Sequence[Proposal]
    ) -> _Outcome:
        touched = {place for change in comparison.changes for place in change.seen}
        went = {change.generated for change in comparison.changes if change.kind == "removed"}
        left: list[Change] = []
        follows: list[Change] = []
        for change in differing:
            if _is_settled(change, proposed):
                continue
            by_hand = bool(touched.intersection(change.seen)) or change.generated in went
            # A line that is there and would be gone is never a mere consequence.
            is_lost = change.kind == "added" or by_hand
            (left if is_lost else follows).append(change)
        came = frozenset(change.now for change in comparison.changes if change.kind == "added")
        return cls(tuple(left), tuple(follows), came)

    def explains(self, proposal: Proposal) -> bool:
        """Whether the new document says what the proposal says, and loses nothing that nobody took out."""
        unexplained = {place for change in self.left for place in change.seen}
        if proposal.kind == "removed":
            gone = {change.generated for change in self.left if change.kind == "removed"}
            # A line that ran on into another one is still there.
            gone_text = _bare(_RUNNING.sub("", proposal.gone))
            moved = any(gone_text in _bare(change.now) for change in self.left)
            lost = any(
                change.kind == "added" and change.now not in self.came for change in self.left
            )
            return proposal.gone not in gone and not lost and not moved
        return not proposal.seen & unexplained


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of an input as somebody may choose it: what ``Proposal`` proposes, without where it was seen."""

    kind: Kind
    pointer: str
    value: Any


def _accepted(document_type: DocumentType, data: Any, proposal: Proposal) -> AcceptedValue:
    pointer = proposal.pointer
    old = None if proposal.kind == "added" else pointers.find(data, pointer)
    where = value_places.where(document_type, pointer, proposal.where)
    return AcceptedValue(pointer, where, old, proposal.value, proposal.kind, proposal.group)


def _is_settled(change: Change, proposed: Sequence[Proposal]) -> bool:
    """Accepted, but for what the document writes by rule: "07" for "7", no blanks left for the pen."""
    return any(
        proposal.is_free and not proposal.seen.isdisjoint(change.seen) for proposal in proposed
    ) and _bare(change.generated) == _bare(change.now)


#: The first cell of a numbered row, which says another number where the row stands now.
_RUNNING = re.compile(r"^\d+ \| ")
_BY_RULE = re.compile(r"\s+|(?<!\d)0+(?=\d)")


def _bare(text: str) -> str:
    """A text without blanks and without zeros before a number."""
    return _BY_RULE.sub("", text)


def _unprinted(
    document_type: DocumentType, data: Any, proposed: Sequence[Proposal], reviewed: Review
) -> list[Proposal]:
    """Values that no document prints and that are wrong now, such as an announced count: they are left out."""
    known = {proposal.pointer for proposal in proposed}
    found = []
    for pointer in dict.fromkeys(error.pointer for error in reviewed.errors):
        field, value = loading.field_at(document_type.schema, pointer), pointers.find(data, pointer)
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if is_number and pointer not in known and field.as_printed(value, {}) is None:
            found.append(Proposal(pointer, None, frozenset(), is_free=False))
    return found


def _with_reason(proposed: list[Proposal]) -> list[Proposal]:
    """Those that were seen, and what is left out because of rows that go or come: without such rows it stays."""
    with_rows = any(proposal.kind != "changed" for proposal in proposed)
    return [
        proposal
        for proposal in proposed
        if with_rows or proposal.kind != "changed" or proposal.seen
    ]


def _without_errors(proposed: Sequence[Proposal], reviewed: Review) -> list[Proposal]:
    """Those that no error concerns: an error concerns the values nearest to it, at worst all of them."""
    wrong: set[str] = set()
    for violation in reviewed.errors:
        shared = [_shared_steps(proposal.pointer, violation.pointer) for proposal in proposed]
        nearest = max(shared)
        wrong |= {
            proposal.pointer
            for proposal, steps in zip(proposed, shared, strict=True)
            if steps == nearest
        }
    return [proposal for proposal in proposed if proposal.pointer not in wrong]


def _shared_steps(one: str, other: str) -> int:
    """How many steps two pointers begin with alike."""
    pairs = zip(pointers.split(one), pointers.split(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def applied(data: Any, edits: Sequence[Edit]) -> Any:
    """A copy of an input with edits, whose pointers are all those of the input as it was; parts that it lacks are made."""
    merged = copy.deepcopy(data)
    for edit in edits:
        if edit.kind == "changed":
            _put(merged, edit.pointer, edit.value)
    rows = [edit for edit in edits if edit.kind != "changed"]
    # From the end of each list, so that no row moves before it is reached; at one place the row that went goes first,
    # and of several that came the last is put in first.
    ordered = sorted(enumerate(rows), key=lambda row: (_place_of_row(row[1]), row[0]), reverse=True)
    for _, edit in ordered:
        listed, _, number = edit.pointer.rpartition("/")
        found = pointers.find(merged, listed)
        if isinstance(found, list) and edit.kind == "removed":
            del found[int(number) : int(number) + 1]
        elif isinstance(found, list):
            found.insert(int(number), edit.value)
    return merged


def _place_of_row(edit: Edit) -> tuple[list[tuple[bool, int, str]], bool]:
    """By this rows are taken from the end: numbers as numbers, a row that went before one that came."""
    steps = [
        (step.isdecimal(), int(step) if step.isdecimal() else 0, step)
        for step in pointers.split(edit.pointer)
    ]
    return steps, edit.kind == "removed"


def _put(merged: Any, pointer: str, value: Any) -> None:
    *steps, last = pointers.split(pointer)
    node = merged
    for step in steps:
        if isinstance(node, list):
            node = node[int(step)]
        else:
            node[step] = node.get(step) if node.get(step) is not None else {}
            node = node[step]
    if isinstance(node, list):
        node[int(last)] = value
    else:
        node[last] = value

"""Changes made in Word become values of the input where there is exactly one way to read them.

Only this module knows what makes a change certain: one value stands there, the text around it is
untouched, the schema takes the new value, and the document made from the new input prints there what stands
there now. Everything else is left, and named.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from service.documents.document_type import DocumentType, Record, Review
from service.revision.comparison import Change, Comparison, changes
from service.revision.document_reader import read
from service.revision.proposals import Proposal, propose
from service.schema import pointers

#: Each round gives up at least one value, so a few are enough for anything but malice.
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class AcceptedValue:
    """A value taken over from the text: ``old`` and ``new`` as they stand in the input."""

    pointer: str
    label: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The input with the ``accepted`` values, its review, and the places that it does not explain.

    ``left`` is every place where a document made from ``data`` differs from the text that stands there
    now, also where a value that was accepted is printed a second time.
    """

    data: Any
    review: Review
    accepted: tuple[AcceptedValue, ...]
    left: tuple[Change, ...]

    def as_json(self) -> list[dict[str, Any]]:
        """Every change: first the values that could be taken over, then the places that say no certain value."""
        values = (
            ("changed", value.pointer, value.label, value.old, value.new) for value in self.accepted
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
    data, current = comparison.data, comparison.current
    proposals = propose(comparison, document_type, render)
    for _ in range(_ROUNDS):
        if not proposals:
            break
        merged = _with(data, proposals)
        reviewed = review(merged)
        if reviewed.errors:
            proposals = _without_errors(proposals, reviewed)
            continue
        left = changes(read(render(reviewed.record)), current)
        left = [change for change in left if not _is_settled(change, proposals)]
        unexplained = {place for change in left for place in change.seen}
        kept = [proposal for proposal in proposals if not proposal.seen & unexplained]
        if len(kept) == len(proposals):
            accepted = tuple(_accepted(document_type, data, proposal) for proposal in proposals)
            return Merged(merged, reviewed, accepted, tuple(left))
        proposals = kept
    return Merged(data, comparison.review, (), comparison.changes)


def _accepted(document_type: DocumentType, data: Any, proposal: Proposal) -> AcceptedValue:
    pointer = proposal.pointer
    old = pointers.find(data, pointer)
    return AcceptedValue(pointer, document_type.label(pointer), old, proposal.value)


def _is_settled(change: Change, proposals: Sequence[Proposal]) -> bool:
    """Accepted, but for what the document writes by rule: "07" for "7", no blanks left for the pen."""
    return any(
        proposal.is_free and not proposal.seen.isdisjoint(change.seen) for proposal in proposals
    ) and _bare(change.generated) == _bare(change.now)


_BY_RULE = re.compile(r"\s+|(?<!\d)0+(?=\d)")


def _bare(text: str) -> str:
    """A text without blanks and without zeros before a number."""
    return _BY_RULE.sub("", text)


def _without_errors(proposals: Sequence[Proposal], reviewed: Review) -> list[Proposal]:
    """Those that no error concerns: an error concerns the values nearest to it, at worst all of them."""
    wrong: set[str] = set()
    for violation in reviewed.errors:
        shared = [_shared_steps(proposal.pointer, violation.pointer) for proposal in proposals]
        nearest = max(shared)
        wrong |= {
            proposal.pointer
            for proposal, steps in zip(proposals, shared, strict=True)
            if steps == nearest
        }
    return [proposal for proposal in proposals if proposal.pointer not in wrong]


def _shared_steps(one: str, other: str) -> int:
    """How many steps two pointers begin with alike."""
    pairs = zip(pointers.split(one), pointers.split(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _with(data: Any, proposals: Sequence[Proposal]) -> Any:
    """A copy of the input with the proposed values; parts that it lacks are made."""
    merged = copy.deepcopy(data)
    for proposal in proposals:
        *steps, last = pointers.split(proposal.pointer)
        node = merged
        for step in steps:
            if isinstance(node, list):
                node = node[int(step)]
            else:
                node[step] = node.get(step) if node.get(step) is not None else {}
                node = node[step]
        if isinstance(node, list):
            node[int(last)] = proposal.value
        else:
            node[last] = proposal.value
    return merged

"""A paragraph that was split in Word, or several that were run into one, become rows of the list that they are printed from.

Nothing was written and nothing went, so the pieces must be the very text that was there: whoever also changed a word is told,
and nothing is taken. The proposals of one such place are a group, which is taken whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from service.revision.comparison import Change
from service.revision.document_text import Paragraph
from service.revision.marking import Occurrence, Occurrences
from service.revision.proposals import Proposal
from service.schema import pointers

#: So many lines one paragraph is looked for in: who cuts finer writes anew.
_MOST_PIECES = 12
#: What a list writes before and behind each of its lines, and whoever splits one writes by hand.
_DASH, _MARK = re.compile(r"[-+] "), ";."
_BLANK = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Place:
    """Neighbouring changes that say together what was there before: one paragraph in pieces, or several as one."""

    changes: tuple[Change, ...]
    before: tuple[Paragraph, ...]
    now: tuple[str, ...]


def places(changes: Sequence[Change]) -> list[Place]:
    """Where paragraphs were split or run together, in reading order."""
    found, start = [], 0
    while start < len(changes):
        place = _beginning_at(changes, start)
        if place is not None:
            found.append(place)
        start += len(place.changes) if place is not None else 1
    return found


def others(changes: Sequence[Change], found: Sequence[Place]) -> list[Change]:
    """The changes that may say a value by themselves.

    A line that holds what its neighbour lost was not written anew: taken alone it would say the same words a second time.
    """
    known = {id(change) for place in found for change in place.changes}
    moved = {id(new) for pair in pairwise(changes) for new in _moved(*pair)}
    return [change for change in changes if id(change) not in known | moved]


def propose(data: Any, found: Sequence[Place], occurrences: Occurrences) -> Iterator[Proposal]:
    """For each place a value that is changed, and the rows that come behind it or go."""
    for group, place in enumerate(found, start=1):
        proposals = (
            _split(place, occurrences)
            if len(place.before) == 1
            else _joined(data, place, occurrences)
        )
        where = place.changes[0].where
        yield from (replace(proposal, group=group, where=where) for proposal in proposals)


# --- finding ---------------------------------------------------------------------------------------


def _beginning_at(changes: Sequence[Change], start: int) -> Place | None:
    before: list[Paragraph] = []
    now: list[str] = []
    for end, change in enumerate(changes[start : start + _MOST_PIECES + 1], start=start + 1):
        if not isinstance(change.unit, Paragraph):
            return None
        before += [change.unit] if change.kind != "added" else []
        now += [change.now] if change.kind != "removed" else []
        if len(before) > 1 and len(now) > 1:
            return None
        if len(before) + len(now) < 3 or not before or not now:
            continue
        texts = [paragraph.text for paragraph in before]
        if _are_pieces(now, *texts) if len(before) == 1 else _are_pieces(texts, *now):
            return Place(tuple(changes[start:end]), tuple(before), tuple(now))
    return None


def _are_pieces(pieces: Sequence[str], whole: str) -> bool:
    """Whether the pieces are the whole text, but for dashes and end marks that each line of a list has."""
    rest = _bare(whole)
    for number, piece in enumerate(pieces):
        text = _bare(_DASH.sub("", piece, count=1) if number and _DASH.match(piece) else piece)
        if not rest.startswith(text) and text[-1:] in _MARK:
            text = text[:-1]
        if not text or not rest.startswith(text):
            return False
        rest = rest[len(text) :]
    return rest.strip(_MARK) == ""


def _bare(text: str) -> str:
    return _BLANK.sub("", text)


def _moved(one: Change, other: Change) -> Iterator[Change]:
    """Of two neighbours the one that came, when most of its words are those that the other one lost."""
    for new, old in ((one, other), (other, one)):
        if new.kind != "added" or old.kind != "changed" or not isinstance(old.unit, Paragraph):
            continue
        lost = _WORD.findall(old.generated)
        for word in _WORD.findall(old.now):
            if word in lost:
                lost.remove(word)
        words = _WORD.findall(new.now)
        if words and 2 * sum(word in lost for word in words) > len(words):
            yield new


# --- values ----------------------------------------------------------------------------------------


def _split(place: Place, occurrences: Occurrences) -> Iterator[Proposal]:
    first, *middle, last = place.now
    for known in occurrences.get(place.before[0].place, ()):
        row = pointers.innermost_row(known.pointer)
        if not row or not first.startswith(known.before) or not last.endswith(known.after):
            continue
        ends = known.after.strip(_MARK + " ") == "" and known.after
        texts = [
            *(_without(text, known.before, _MARK if ends else "") for text in (first, *middle)),
            _without(last, known.before, "").removesuffix(known.after),
        ]
        seen = [frozenset(change.seen) for change in place.changes]
        yield Proposal(known.pointer, texts[0].strip(), seen[0], is_free=False)
        for text, where in zip(texts[1:], seen[1:], strict=True):
            value: Any = text.strip()
            for step in reversed(pointers.split(known.pointer[len(row) :])):
                value = {step: value}
            place_of_row = pointers.next_row(row)
            yield Proposal(place_of_row, value, where, is_free=False, kind="added")
        return


def _joined(data: Any, place: Place, occurrences: Occurrences) -> Iterator[Proposal]:
    known = [_only(occurrences.get(paragraph.place, ())) for paragraph in place.before]
    rows = [pointers.innermost_row(each.pointer) if each else "" for each in known]
    first, last = known[0], known[-1]
    (now,) = place.now
    in_order = all(row and pointers.next_row(row) == below for row, below in pairwise(rows))
    if not first or not last or not in_order:
        return
    # What the document itself writes between two lines is no part of either.
    around = [first.after, *(each.before + each.after for each in known[1:-1] if each), last.before]
    is_whole = now.startswith(first.before) and now.endswith(last.after)
    if not is_whole or "".join(around).strip():
        return
    seen = frozenset(number for change in place.changes for number in change.seen)
    value = now[len(first.before) : len(now) - len(last.after)].strip()
    yield Proposal(first.pointer, value, seen, is_free=False)
    for row, paragraph in zip(rows[1:], place.before[1:], strict=True):
        if pointers.find(data, row) is not None:
            yield Proposal(
                row, None, frozenset(), is_free=False, kind="removed", gone=paragraph.text
            )


def _without(text: str, before: str, marks: str) -> str:
    """A line without what its list writes before it, and without such marks at its end."""
    text = text.removeprefix(before)
    return text.rstrip(marks) if marks else text


def _only(known: Sequence[Occurrence]) -> Occurrence | None:
    return known[0] if len(known) == 1 else None

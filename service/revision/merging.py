"""Places changed in Word become values of the input where there is exactly one way to read them.

Only this module knows what makes a place certain: one value stands there, the text around it is
untouched, the schema takes the new value, and the document made from the new input says there what stands
there now. Everything else is left, and named.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import Any

from service.documents.document_type import DocumentType, Record, Review
from service.language import vietnamese, wording
from service.revision import marking
from service.revision.comparison import Change, changes
from service.revision.document_reader import Unit, read
from service.revision.marking import Spot
from service.revision.marks import MARK
from service.schema import parts, pointers

#: Each round gives up at least one value, so a few are enough for anything but malice.
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Taken:
    """A value taken over from the text: ``old`` and ``new`` as they stand in the input."""

    pointer: str
    label: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Press:
    """How an input is reviewed and a record made into a document, bound to one office and one type."""

    kind: DocumentType
    review: Callable[[Any], Review]
    render: Callable[[Record], bytes]


@dataclass(frozen=True, slots=True)
class _Proposal:
    pointer: str
    value: Any
    #: The paragraphs, as they stand now, that say so.
    seen: frozenset[int]
    #: A number, a date or a blank filled in: what counts is the value, not how it was typed.
    is_free: bool


def take_over(
    press: Press, data: Any, record: Record, current: Sequence[Unit]
) -> tuple[Any, tuple[Taken, ...], tuple[Change, ...]]:
    """Input, its sound record and the text that stands there now -> new input, what was taken, what is left.

    ``left`` is every place where a document made from the new input differs from the text that stands
    there now, also where a value that was taken is printed a second time.
    """
    generated = read(press.render(record))
    found = changes(generated, current)
    proposals = _proposals(press, data, record, generated, found)
    for _ in range(_ROUNDS):
        if not proposals:
            break
        fresh = _with(data, proposals)
        reviewed = press.review(fresh)
        if reviewed.errors:
            proposals = _sound(proposals, reviewed)
            continue
        left = changes(read(press.render(reviewed.record)), current)
        left = [each for each in left if not _is_settled(each, proposals)]
        wrong = {place for each in left for place in each.seen}
        kept = [each for each in proposals if not each.seen & wrong]
        if len(kept) == len(proposals):
            return fresh, _taken(press.kind, data, proposals), tuple(left)
        proposals = kept
    return data, (), tuple(found)


def _taken(kind: DocumentType, data: Any, proposals: Sequence[_Proposal]) -> tuple[Taken, ...]:
    return tuple(
        Taken(each.pointer, kind.label(each.pointer), pointers.find(data, each.pointer), each.value)
        for each in proposals
    )


def _is_settled(change: Change, proposals: Sequence[_Proposal]) -> bool:
    """Taken over, but for what the document writes by rule: "07" for "7", no blanks left for the pen."""
    return any(
        each.is_free and not each.seen.isdisjoint(change.seen) for each in proposals
    ) and _bare(change.generated) == _bare(change.now)


_BY_RULE = re.compile(r"\s+|(?<!\d)0+(?=\d)")


def _bare(text: str) -> str:
    """A text without blanks and without zeros before a number."""
    return _BY_RULE.sub("", text)


def _sound(proposals: Sequence[_Proposal], reviewed: Review) -> list[_Proposal]:
    """Those that no fault speaks of: a fault speaks of the values nearest to it, at worst of all."""
    wrong: set[str] = set()
    for violation in reviewed.errors:
        shared = [_shared(each.pointer, violation.pointer) for each in proposals]
        nearest = max(shared)
        wrong |= {
            each.pointer for each, near in zip(proposals, shared, strict=True) if near == nearest
        }
    return [each for each in proposals if each.pointer not in wrong]


def _shared(one: str, other: str) -> int:
    """How many steps two pointers begin with alike."""
    pairs = zip(pointers.split(one), pointers.split(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


# --- who may explain a change ---------------------------------------------------------------------


def _proposals(
    press: Press, data: Any, record: Record, generated: Sequence[Unit], found: Sequence[Change]
) -> list[_Proposal]:
    changed = [each for each in found if each.kind == "changed" and each.place is not None]
    if not changed or any(MARK.search(each.generated + each.now) for each in found):
        return []
    places = _spots(press, record, generated, any(not each.generated for each in changed))
    first: dict[str, int] = {}
    for place in sorted(places):
        for spot in places[place]:
            first.setdefault(spot.pointer, place)
    told: dict[str, list[tuple[Change, Spot, str]]] = {}
    for change in changed:
        explained = _explained(change, places.get(change.place or 0, ()))
        if explained is not None:
            told.setdefault(explained[0].pointer, []).append((change, *explained))
    made = []
    for pointer, sayings in told.items():
        # A value printed in several places has its own place first; the others follow it.
        says = {vietnamese.upper(text) for _, _, text in sayings}
        if len(says) == 1 and first[pointer] in {change.place for change, _, _ in sayings}:
            proposal = _proposal(press.kind, data, pointer, sayings)
            made += [proposal] if proposal else []
    return made


def _spots(
    press: Press, record: Record, generated: Sequence[Unit], empty_cells: bool
) -> Mapping[int, Sequence[Spot]]:
    marked = marking.mark(press.kind, record)
    found = marking.spots(marked, read(press.render(marked.record)), generated)
    if empty_cells:
        more = marking.mark(press.kind, record, empty_cells=True)
        extra = marking.spots(more, read(press.render(more.record)), generated)
        for place, spots in extra.items():
            if place not in found:
                found[place] = spots
    return found


def _explained(change: Change, spots: Sequence[Spot]) -> tuple[Spot, str] | None:
    """The one value whose new text explains the whole change, with that text."""
    found = []
    for spot in spots:
        before = spot.before.rstrip() if spot.is_blank else spot.before
        after = spot.after.lstrip() if spot.is_blank else spot.after
        now = change.now
        if now.startswith(before) and now.endswith(after) and len(now) >= len(before) + len(after):
            found.append((spot, now[len(before) : len(now) - len(after)].strip()))
    return found[0] if len(found) == 1 else None


def _proposal(
    kind: DocumentType, data: Any, pointer: str, sayings: Sequence[tuple[Change, Spot, str]]
) -> _Proposal | None:
    spot = sayings[0][1]
    # Where it is printed in capitals and in running case, running case says more.
    text = next((t for _, _, t in sayings if t != vietnamese.upper(t)), sayings[0][2])
    if isinstance(pointers.find(data, pointer), dict):
        pointer += "/header"  # a table's column, told with more than its name
    said = parts.field_at(kind.schema, pointer)
    old = pointers.find(data, pointer)
    try:
        value = _typed(said, old, text)
    except ValueError:
        return None
    seen = frozenset(place for change, _, _ in sayings for place in change.seen)
    return _Proposal(pointer, value, seen, spot.is_blank or said.kind in _FIGURES_OR_DATES)


# --- a text as a value ----------------------------------------------------------------------------


def _typed(said: Any, old: Any, text: str) -> Any:
    """What the text is in an input; ValueError where it is no such value."""
    if not text:
        return None
    if said.kind == "date":
        day = wording.read_date(text)
        if day is None:
            raise ValueError(text)
        return day.isoformat()
    if said.kind == "moment":
        moment = wording.read_moment(text)
        if moment is None:
            raise ValueError(text)
        return moment.isoformat(timespec="minutes")
    if said.kind in ("integer", "money"):
        return int(_number(text))
    if said.kind == "rows" and isinstance(old, (int, float, Decimal)):
        return _number(text)
    return _recased(text, old) if isinstance(old, str) else text


_FIGURES_OR_DATES = frozenset({"date", "moment", "integer", "money"})
_FIGURES = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)


def _number(text: str) -> int | Decimal:
    """ "1.234.567,5" as Vietnamese figures; ValueError for anything else."""
    if not _FIGURES.fullmatch(text) or len(text) > 40:
        raise ValueError(text)
    exact = Decimal(text.replace(".", "").replace(",", "."))
    return int(exact) if exact == exact.to_integral_value() else exact


def _recased(text: str, old: str) -> str:
    """Capitals of the document back in running case, when the old value had all these words."""
    if text != vietnamese.upper(text):
        return text
    known = {vietnamese.upper(word): word for word in old.split()}
    words = text.split()
    return " ".join(known[word] for word in words) if all(w in known for w in words) else text


def _with(data: Any, proposals: Sequence[_Proposal]) -> Any:
    fresh = copy.deepcopy(data)
    for each in proposals:
        steps = pointers.split(each.pointer)
        node = fresh
        for step in steps[:-1]:
            if isinstance(node, list):
                node = node[int(step)]
            else:
                node[step] = node.get(step) if node.get(step) is not None else {}
                node = node[step]
        if isinstance(node, list):
            node[int(steps[-1])] = each.value
        else:
            node[steps[-1]] = each.value
    return fresh

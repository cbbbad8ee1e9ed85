"""A change in the text becomes the value that alone explains it.

A value explains a change when it is printed in that paragraph, the text around it is untouched, and every
other place that prints it and was changed says the same. What a proposal is worth is decided by ``merging``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from service.documents.document_type import DocumentType, Record
from service.language import typed_text, vietnamese
from service.revision import marking
from service.revision.comparison import Change, Comparison, Kind
from service.revision.document_reader import read
from service.revision.marking import Occurrence, Occurrences
from service.revision.marks import MARK
from service.schema import loading, pointers


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new value for a pointer; a row that came before it ("added"), or the row at it that went ("removed").

    All pointers are those of the input as it was.
    """

    pointer: str
    value: Any
    #: The paragraphs, as they stand now, that say so.
    seen: frozenset[int]
    #: A number, a date or a blank filled in: what counts is the value, not how it was typed.
    is_free: bool
    kind: Kind = "changed"
    #: The text of a row that went.
    gone: str = ""
    #: Proposals of the same group are taken together or not at all; 0 is no group.
    group: int = 0
    #: Where in the document it stands, or stood, in the words of an office; "" for what no document prints.
    where: str = ""


@dataclass(frozen=True, slots=True)
class _Explanation:
    change: Change
    occurrence: Occurrence
    #: What stands there now in the value's place.
    text: str


def occurrences(
    comparison: Comparison, document_type: DocumentType, render: Callable[[Record], bytes]
) -> Occurrences:
    """By paragraph of ``generated`` the values printed there; nothing where no change can say a value.

    Rendered once, and once more with marked empty cells where a blank was filled.
    """
    said = [
        change
        for change in comparison.changes
        if change.kind != "changed" or change.place is not None
    ]
    if not said or any(MARK.search(change.generated + change.now) for change in comparison.changes):
        return Occurrences(())
    fills_a_blank = any(not change.generated for change in said)
    # What stands in both is known better from the record as it is.
    kinds = (False, True) if fills_a_blank else (False,)
    record, generated = comparison.review.record, comparison.generated
    marked = [marking.mark(document_type, record, empty_cells=cells) for cells in kinds]
    return Occurrences(
        [(one, marking.marked_texts(read(render(one.record)), generated)) for one in marked]
    )


def propose(
    comparison: Comparison,
    document_type: DocumentType,
    changes: Sequence[Change],
    occurrences: Occurrences,
) -> list[Proposal]:
    """At most one new value for each pointer of the input that a change concerns."""
    changed = [
        change for change in changes if change.kind == "changed" and change.place is not None
    ]
    explained = _explanations(changed, occurrences)
    first = occurrences.first_places(explained.keys())
    proposals = []
    for pointer, explanations in explained.items():
        texts = {vietnamese.upper(explanation.text) for explanation in explanations}
        # A value printed in several places has its own place first; the others follow it.
        own_place = {explanation.change.place for explanation in explanations}
        if len(texts) == 1 and first[pointer] in own_place:
            proposal = _proposal(document_type, comparison.data, pointer, explanations)
            proposals += [proposal] if proposal else []
    return proposals


def _explanations(
    changed: Sequence[Change], occurrences: Occurrences
) -> Mapping[str, Sequence[_Explanation]]:
    """By pointer the changes that its value alone explains."""
    found: dict[str, list[_Explanation]] = {}
    for change in changed:
        explanation = _explained(change, occurrences.get(change.place or 0, ()))
        if explanation is not None:
            found.setdefault(explanation.occurrence.pointer, []).append(explanation)
    return found


def _explained(change: Change, occurrences: Sequence[Occurrence]) -> _Explanation | None:
    """The one value whose new text explains the whole change, with that text."""
    found = []
    now = change.now
    for occurrence in occurrences:
        before, after = occurrence.before, occurrence.after
        if occurrence.is_blank:
            before, after = before.rstrip(), after.lstrip()
        if now.startswith(before) and now.endswith(after) and len(now) >= len(before) + len(after):
            text = now[len(before) : len(now) - len(after)].strip()
            found.append(_Explanation(change, occurrence, text))
    return found[0] if len(found) == 1 else None


def _proposal(
    document_type: DocumentType, data: Any, pointer: str, explanations: Sequence[_Explanation]
) -> Proposal | None:
    texts = [explanation.text for explanation in explanations]
    # Where it is printed in capitals and in running case, running case says more.
    text = next((text for text in texts if text != vietnamese.upper(text)), texts[0])
    if isinstance(pointers.find(data, pointer), dict):
        pointer += "/header"  # a table's column, given with more than its name
    field = loading.field_at(document_type.schema, pointer)
    try:
        value = value_of(field, pointers.find(data, pointer), text)
    except ValueError:
        return None
    return Proposal(
        pointer,
        value,
        frozenset(place for explanation in explanations for place in explanation.change.seen),
        explanations[0].occurrence.is_blank or field.kind in _FIGURES_OR_DATES,
        where=min(explanations, key=lambda each: each.change.place or 0).change.where,
    )


# --- a text as a value ----------------------------------------------------------------------------


_FIGURES_OR_DATES = frozenset({"date", "partial_date", "moment", "integer", "money"})


def value_of(field: Any, old: Any, text: str) -> Any:
    """What the text is in an input in which ``old`` stands now. Raises ValueError where it is no such value."""
    if not text:
        return None
    if field.kind in _FIGURES_OR_DATES:
        value = typed_text.parse(field.kind, text)
    elif field.kind == "rows" and isinstance(old, (int, float, Decimal)):
        value = typed_text.read_figure(text)
    else:
        return _recased(text, old) if isinstance(old, str) else text
    if value is None:
        raise ValueError(text)
    return value


def _recased(text: str, old: str) -> str:
    """Capitals of the document back in running case, when the old value had all these words."""
    if text != vietnamese.upper(text):
        return text
    known = {vietnamese.upper(word): word for word in old.split()}
    lines = [line.split() for line in text.split("\n")]
    if not all(word in known for line in lines for word in line):
        return text
    return "\n".join(" ".join(known[word] for word in line) for line in lines)

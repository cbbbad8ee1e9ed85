"""A line or a row that came or went as a whole becomes a row of the input that is to be added or removed.

A row of which every printed value stands in what went is to be removed; what came beside the rows of a list is read as they
are printed: a cell by the cells around it, a line by its marks. What a proposal is worth is decided by ``merging``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.documents.document_type import DocumentType
from service.importing.word import labels, naming_lines
from service.language import name_words
from service.revision.comparison import Change, Comparison
from service.revision.document_text import Paragraph, Row, Unit, paragraphs
from service.revision.marking import Occurrence
from service.revision.proposals import Proposal, value_of
from service.revision.running_numbers import running_number
from service.schema import loading, pointers

Occurrences = Mapping[int, Sequence[Occurrence]]
_PERSON = ("honorific", "full_name", "position", "organ_name")
_END = " ;,."


def propose(
    comparison: Comparison, document_type: DocumentType, occurrences: Occurrences
) -> list[Proposal]:
    """One proposal for each row that surely came or went."""
    found: list[Proposal] = []
    for change in comparison.changes:
        if change.kind == "removed" and change.unit is not None:
            found += _removed(comparison, change, occurrences)
        elif change.kind == "added" and change.unit is not None:
            found += _added(document_type, change, change.unit, occurrences)
    return found


def _removed(
    comparison: Comparison, change: Change, occurrences: Occurrences
) -> Iterator[Proposal]:
    assert change.unit is not None  # noqa: S101 - asked by the caller
    pointer = _row_of(change.unit, occurrences)
    if pointer and pointers.find(comparison.data, pointer) is not None:
        yield Proposal(
            pointer, None, frozenset(), is_free=False, kind="removed", gone=change.generated
        )


def _added(
    document_type: DocumentType,
    change: Change,
    unit: Unit,
    occurrences: Occurrences,
) -> Iterator[Proposal]:
    """A new row behind the one above, or before the one below, printed as that one is."""
    for model, step in ((change.above, 1), (change.below, 0)):
        pointer = _row_of(model, occurrences) if model is not None else ""
        if model is None or not pointer or type(model) is not type(unit):
            continue
        try:
            value = _read(document_type, model, unit, pointer, occurrences)
        except ValueError:
            continue
        listed, _, number = pointer.rpartition("/")
        if value:
            place = f"{listed}/{int(number) + step}"
            yield Proposal(place, value, frozenset(change.seen), is_free=False, kind="added")
            return


def _row_of(unit: Unit, occurrences: Occurrences) -> str:
    """The one row of a list that all values of a line or a row of a table belong to; "" for none."""
    found = {
        _innermost(occurrence.pointer)
        for paragraph in paragraphs([unit])
        for occurrence in occurrences.get(paragraph.place, ())
    }
    # A row may also print what is said of the whole list, such as a sum for each: that belongs to the row around.
    deepest = [row for row in found if not any(other.startswith(f"{row}/") for other in found)]
    return deepest[0] if len(deepest) == 1 else ""


def _innermost(pointer: str) -> str:
    while pointer and pointers.row_number(pointer.rpartition("/")[2]) is None:
        pointer = pointer.rpartition("/")[0]
    return pointer


# --- what came, as a value -------------------------------------------------------------------------


def _read(
    document_type: DocumentType, model: Unit, unit: Unit, pointer: str, occurrences: Occurrences
) -> Any:
    """The value of a new row beside the one at ``pointer``. Raises ValueError where a text is no such value."""
    if isinstance(model, Row) and isinstance(unit, Row):
        return _of_row(document_type, model, unit, pointer, occurrences)
    if isinstance(model, Paragraph) and isinstance(unit, Paragraph):
        known = occurrences.get(model.place, ())
        if [occurrence.pointer for occurrence in known] == [pointer]:
            field = loading.field_at(document_type.schema, pointer)
            field = getattr(field, "value", field)
            return value_of(field, None, _bare(unit.text, known[0]))
        if any(occurrence.pointer == f"{pointer}/full_name" for occurrence in known):
            return _person(document_type, pointer, labels.parse(unit.text).rest.rstrip(_END))
    return None


def _of_row(
    document_type: DocumentType, model: Row, unit: Row, pointer: str, occurrences: Occurrences
) -> dict[str, Any] | None:
    if len(model.cells) != len(unit.cells):
        return None
    numbered = 1 if running_number(model) is not None else 0
    found: dict[str, Any] = {}
    for like, cell in zip(model.cells[numbered:], unit.cells[numbered:], strict=True):
        text = " ".join(paragraph.text for paragraph in paragraphs(cell)).strip()
        known = [o for paragraph in paragraphs(like) for o in occurrences.get(paragraph.place, ())]
        names = [occurrence.pointer.removeprefix(f"{pointer}/") for occurrence in known]
        if not text or not known or any("/" in name for name in names):
            continue  # nothing, what the document counts itself, or what is said of the whole list
        if {"full_name"} < set(names) <= set(_PERSON):
            found |= _person(document_type, pointer, text)
        elif len(known) == 1:
            field = loading.field_at(document_type.schema, known[0].pointer)
            found[names[0]] = value_of(field, None, _bare(text, known[0]))
    return found


def _bare(text: str, like: Occurrence) -> str:
    """A text without the marks that its model has around its value: "- UBND tỉnh;" -> "UBND tỉnh"."""
    before, after = ("", "") if like.is_blank else (like.before.strip(), like.after.strip())
    if before and labels.is_label(before):
        parsed = labels.parse(text)
        text = parsed.rest if parsed.kind else text
    else:
        text = text.removeprefix(before)
    return (
        text.strip().rstrip(_END).strip()
        if after and after in ";.,./."
        else text.removesuffix(after).strip()
    )


def _person(document_type: DocumentType, pointer: str, text: str) -> dict[str, Any]:
    """ "Ông Nguyễn Văn An, Trưởng phòng, Văn phòng Sở". Raises ValueError where nobody is named."""
    name, _, rest = text.partition(",")
    bare = name_words.without_honorific(name)
    if not name_words.is_person_name(bare):
        raise ValueError(text)
    _, position, unit, _ = naming_lines.of_person(rest.strip())
    values = dict(
        zip(_PERSON, (name[: len(name) - len(bare)].strip(), bare, position, unit), strict=True)
    )
    known = {
        key: value
        for key, value in values.items()
        if value and loading.field_at(document_type.schema, f"{pointer}/{key}") is not None
    }
    if not known.get("honorific"):
        known.pop("honorific", None)
    return known

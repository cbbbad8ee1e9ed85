"""A line or a row that came or went as a whole becomes a row of the input that is to be added or removed.

A row of which every printed value stands in what went is to be removed; what came beside the rows of a list is read as they
are printed: a cell by the cells around it, a line by its marks. What a proposal is worth is decided by ``merging``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from service.documents.document_type import DocumentType
from service.importing.word import labels, naming_lines
from service.language import name_words
from service.revision.comparison import Change, Comparison
from service.revision.document_text import Paragraph, Row, Unit, paragraphs
from service.revision.marking import Occurrence, Occurrences
from service.revision.proposals import Proposal, value_of
from service.revision.running_numbers import running_number
from service.schema import loading, pointers

_PERSON = ("honorific", "full_name", "position", "organ_name")
_END = " ;,."
#: The kind of a field that holds the rows of a report's table.
_CELLS = "rows"


@dataclass(frozen=True, slots=True)
class _Known:
    """What new rows are read by: the input as it was, and where its values are printed."""

    document_type: DocumentType
    data: Any
    occurrences: Occurrences

    def in_unit(self, unit: Unit | Iterable[Unit]) -> list[Occurrence]:
        units = [unit] if isinstance(unit, Paragraph | Row) else list(unit)
        return [
            occurrence
            for paragraph in paragraphs(units)
            for occurrence in self.occurrences.get(paragraph.place, ())
        ]

    def is_computed(self, cell: Sequence[Unit]) -> bool:
        """Whether a cell says something that no value says: a sum, a ratio, a running number."""
        return bool(_text(cell)) and not self.in_unit(cell)

    def field(self, pointer: str) -> Any:
        return loading.field_at(self.document_type.schema, pointer)

    def row_of(self, unit: Unit) -> str:
        """The one row of a list that all values of a line or a row of a table belong to; "" for none."""
        found = {self._row(occurrence.pointer) for occurrence in self.in_unit(unit)}
        # A row may also print what is said of the whole list, such as a sum for each: that belongs to the row around.
        deepest = [row for row in found if not any(other.startswith(f"{row}/") for other in found)]
        return deepest[0] if len(deepest) == 1 else ""

    def _row(self, pointer: str) -> str:
        """The innermost row; of a report's table the row and not its cell."""
        row = pointers.innermost_row(pointer)
        steps = pointers.split(row)
        for end in range(len(steps)):
            if getattr(self.field(pointers.join(*steps[:end])), "kind", "") == _CELLS:
                return pointers.join(*steps[: end + 1])
        return row


def propose(
    comparison: Comparison,
    document_type: DocumentType,
    changes: Sequence[Change],
    occurrences: Occurrences,
) -> list[Proposal]:
    """One proposal for each row that surely came or went."""
    known = _Known(document_type, comparison.data, occurrences)
    found: list[Proposal] = []
    for change in changes:
        if change.kind == "removed" and change.unit is not None:
            found += _removed(known, change, change.unit)
        elif change.kind == "added" and change.unit is not None:
            found += _added(known, change, change.unit)
    return found


def _removed(known: _Known, change: Change, unit: Unit) -> Iterator[Proposal]:
    pointer = known.row_of(unit)
    if pointer and pointers.find(known.data, pointer) is not None:
        yield Proposal(
            pointer,
            None,
            frozenset(),
            is_free=False,
            kind="removed",
            gone=change.generated,
            where=change.where,
        )


def _added(known: _Known, change: Change, unit: Unit) -> Iterator[Proposal]:
    """A new row behind the one above, or before the one below, printed as that one is."""
    for model, step in ((change.above, 1), (change.below, 0)):
        pointer = known.row_of(model) if model is not None else ""
        if model is None or not pointer or type(model) is not type(unit):
            continue
        try:
            value = _read(known, model, unit, pointer)
        except ValueError:
            continue
        if value:
            place = pointers.next_row(pointer, step)
            seen = _seen(known, model, unit)
            yield Proposal(place, value, seen, is_free=False, kind="added", where=change.where)
            return


def _seen(known: _Known, model: Unit, unit: Unit) -> frozenset[int]:
    """The paragraphs that say the value; what a table computes says nothing, whatever was typed there."""
    units: list[Unit] = [unit]
    if isinstance(model, Row) and isinstance(unit, Row):
        pairs = zip(model.cells, unit.cells, strict=True)
        units = [each for like, cell in pairs if not known.is_computed(like) for each in cell]
    return frozenset(paragraph.place for paragraph in paragraphs(units))


# --- what came, as a value -------------------------------------------------------------------------


def _read(known: _Known, model: Unit, unit: Unit, pointer: str) -> Any:
    """The value of a new row beside the one at ``pointer``. Raises ValueError where a text is no such value."""
    if isinstance(model, Row) and isinstance(unit, Row):
        if len(model.cells) != len(unit.cells):
            return None
        is_table = getattr(known.field(pointer), "kind", "") == _CELLS
        return _of_cells(known, model, unit) if is_table else _of_row(known, model, unit, pointer)
    if isinstance(model, Paragraph) and isinstance(unit, Paragraph):
        printed = known.in_unit(model)
        if [occurrence.pointer for occurrence in printed] == [pointer]:
            field = getattr(known.field(pointer), "value", known.field(pointer))
            return value_of(field, None, _bare(unit.text, printed[0]))
        if any(occurrence.pointer == f"{pointer}/full_name" for occurrence in printed):
            return _person(known, pointer, labels.parse(unit.text).rest.rstrip(_END))
    return None


def _of_row(known: _Known, model: Row, unit: Row, pointer: str) -> dict[str, Any]:
    numbered = 1 if running_number(model) is not None else 0
    found: dict[str, Any] = {}
    for like, cell in zip(model.cells[numbered:], unit.cells[numbered:], strict=True):
        text = _text(cell)
        printed = known.in_unit(like)
        names = [occurrence.pointer.removeprefix(f"{pointer}/") for occurrence in printed]
        if not text or not printed or any("/" in name for name in names):
            continue  # nothing, what the document counts itself, or what is said of the whole list
        if {"full_name"} < set(names) <= set(_PERSON):
            found |= _person(known, pointer, text)
        elif len(printed) == 1:
            field = known.field(printed[0].pointer)
            found[names[0]] = value_of(field, None, _bare(text, printed[0]))
    return found


def _of_cells(known: _Known, model: Row, unit: Row) -> list[Any]:
    """The cells of a new row of a report's table; null where the table itself writes what it computes.

    Raises ValueError where a figure is wanted and none stands.
    """
    cells: list[Any] = []
    for like, cell in zip(model.cells, unit.cells, strict=True):
        printed, text = known.in_unit(like), _text(cell)
        if known.is_computed(like):
            cells.append(None)
        elif printed:
            old = pointers.find(known.data, printed[0].pointer)
            cells.append(value_of(known.field(printed[0].pointer), old, text))
        else:
            cells.append(text or None)
    return cells


def _text(cell: Sequence[Unit]) -> str:
    return " ".join(paragraph.text for paragraph in paragraphs(cell)).strip()


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


def _person(known: _Known, pointer: str, text: str) -> dict[str, Any]:
    """ "Ông Nguyễn Văn An, Trưởng phòng, Văn phòng Sở". Raises ValueError where nobody is named."""
    name, _, rest = text.partition(",")
    bare = name_words.without_honorific(name)
    if not name_words.is_person_name(bare):
        raise ValueError(text)
    _, position, unit, _ = naming_lines.of_person(rest.strip())
    values = dict(
        zip(_PERSON, (name[: len(name) - len(bare)].strip(), bare, position, unit), strict=True)
    )
    return {
        key: value
        for key, value in values.items()
        if value and known.field(f"{pointer}/{key}") is not None
    }

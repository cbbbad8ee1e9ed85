"""The sound part of an input becomes a whole record: what is missing is a gap that says what belongs there.

Such a record is only looked at. No gap is a value: nothing is guessed where a choice between words can be left open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from marshmallow import Schema

from service.documents.document_type import DocumentType
from service.revision import marks
from service.schema import computed_columns
from service.schema.containers import OneOfParts, Part, PartOrText, Parts, Values
from service.schema.fields import Choice, Flag, Text
from service.schema.loading import field_at
from service.schema.single_value import SingleValue
from service.schema.tables import RowCells, TableSchema

#: What stands for a number, a time or an abbreviation that is not there yet.
BLANK: Final = "…"
#: What a row without anything that it must have is known by.
_NAMES: Final = ("full_name", "name")
#: A column whose cells are typed.
_TYPED: Final[Mapping[str, Any]] = {"align": None, "computed": None, "of": []}
_SOME_MOMENT = datetime(2000, 1, 1)


@dataclass(slots=True)
class Completed:
    """A record without holes, and the pointers of its gaps with the labels of what belongs there."""

    record: dict[str, Any]
    gaps: dict[str, str] = field(default_factory=dict)


def completed(document_type: DocumentType, sound: Mapping[str, Any]) -> Completed:
    """``sound`` is a record as ``DocumentType.check`` leaves it: a value that was refused has no key in its part."""
    found = Completed({})
    completer = _Completer(found)
    found.record = completer.part(document_type.schema, sound, "")

    if document_type.sketch is None:
        return found

    def gap(pointer: str) -> Any:
        field = field_at(document_type.schema, pointer)
        if isinstance(field, Parts):
            return completer.new_row(field.schema, pointer)
        return completer.single(field, pointer)

    document_type.sketch(found.record, found.gaps, gap)
    return found


class _Completer:
    def __init__(self, found: Completed) -> None:
        self._gaps = found.gaps

    def part(self, schema: Schema, sound: Mapping[str, Any], here: str) -> dict[str, Any]:
        whole = {
            name: self._value(inside, sound.get(name), name not in sound, f"{here}/{name}")
            for name, inside in schema.fields.items()
        }
        return {**sound, **whole}

    def _value(self, field: Any, value: Any, refused: bool, here: str) -> Any:
        if isinstance(field, Parts):
            return self._rows(field, value, refused, here)
        if isinstance(field, Values):
            return self._lines(field, value, refused, here)
        if isinstance(field, Part):
            return self._part(field, value, here)
        return self.single(field, here) if refused else value

    def _part(self, field: Part, value: Any, here: str) -> Any:
        if isinstance(field.schema, TableSchema):
            return self._table(field, value, here)
        if isinstance(field, PartOrText) and isinstance(value, str):
            return value
        if isinstance(value, Mapping) or (value is None and field.required):
            return self.part(field.schema, value or {}, here)
        return value

    def _rows(self, field: Parts, value: Any, refused: bool, here: str) -> list[Any]:
        rows = [row or {} for row in value or ()]
        if refused and not rows:
            return [self.new_row(field.schema, f"{here}/{at}") for at in range(field.at_least)]
        if isinstance(field, OneOfParts):
            rows = [row for row in rows if any(row.values())]
        return [self.part(field.schema, row, f"{here}/{index}") for index, row in enumerate(rows)]

    def new_row(self, schema: Schema, here: str) -> dict[str, Any]:
        """A row that nobody has begun: what it must have, or else its first text, is a gap."""
        fields = schema.fields
        needed = [name for name, inside in fields.items() if inside.required]
        texts = [name for name, inside in fields.items() if isinstance(inside, Text)]
        needed = needed or [name for name in texts if name in _NAMES][:1] or texts[:1]
        begun: dict[str, Any] = dict.fromkeys(fields.keys() - {*needed})
        return self.part(schema, {**begun, **_switched_off(schema)}, here)

    def _lines(self, field: Values, value: Any, refused: bool, here: str) -> list[Any]:
        lines = list(value or ())
        if refused and not any(lines):
            return [self.single(field.value, f"{here}/{index}") for index in range(field.at_least)]
        inside: Any = field.value
        return [
            self.part(inside.schema, line, f"{here}/{index}") if isinstance(line, Mapping) else line
            for index, line in enumerate(lines)
        ]

    def _table(self, field: Part, value: Any, here: str) -> Any:
        """A table has at least a column, and every row a cell below each; without columns there is none yet."""
        columns = list((value or {}).get("columns") or ())
        if not columns:
            return None
        columns = [
            {"under": [], "at": "", "header": BLANK, **_TYPED, **column} for column in columns
        ]
        columns = [
            column if computed_columns.is_sound(columns, index) else {**column, **_TYPED}
            for index, column in enumerate(columns)
        ]
        rows = [_fitted(row or RowCells(), len(columns)) for row in value.get("rows") or ()]
        return {**self._single_values(field.schema, value, here), "columns": columns, "rows": rows}

    def _single_values(self, schema: Schema, value: Mapping[str, Any], here: str) -> dict[str, Any]:
        """The single values around a table's columns and rows."""
        return {
            name: self._value(inside, value.get(name), name not in value, f"{here}/{name}")
            for name, inside in schema.fields.items()
            if isinstance(inside, SingleValue)
        }

    def single(self, field: Any, here: str) -> Any:
        if isinstance(field, Text):
            self._gaps[here] = field.label
            return f"[{field.label}]" if field.role is not None else BLANK
        if not field.required:
            default = field.load_default
            return default() if callable(default) else default
        self._gaps[here] = field.label
        if isinstance(field, Choice):
            return next(iter(field.choices))
        if field.kind == "moment":
            return marks.marked_moment(_SOME_MOMENT, BLANK, blank=True)
        return marks.marked_whole(0, BLANK, blank=True)


def _switched_off(schema: Schema) -> dict[str, bool]:
    return {name: False for name, inside in schema.fields.items() if isinstance(inside, Flag)}


def _fitted(row: RowCells, count: int) -> RowCells:
    return row.with_cells((*row, *[None] * count)[:count])

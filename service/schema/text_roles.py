"""The texts of a record that have a role, for the rules that read language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias, cast

from marshmallow import Schema

from service.rules.columns import column_of
from service.rules.texts import RUNNING, Item, Listed, Role
from service.schema.containers import Part, PartOrText, Parts, Values
from service.schema.fields import Text


def texts(schema: Schema, record: Mapping[str, Any], pointer: str = "") -> Iterator[Item]:
    """Every text of a record that has a role, as ``(pointer, text, role)``, in the schema's order; those of a list by columns."""
    for name, role, field in _readable(schema):
        value = record.get(name)
        if value:
            yield from _texts_in(field, role, value, f"{pointer}/{name}")


def _texts_in(field: Any, role: Role | None, value: Any, here: str) -> Iterator[Item]:
    if isinstance(field, Parts):
        inside = _readable(field.schema)
        columns = _text_columns(inside, value)
        if columns is not None:
            if columns:
                yield Listed(here, columns)
            return
        for index, part in enumerate(value):
            for name, role, inner in inside:
                found = part.get(name)
                if type(found) is str and role is not None:
                    if found:
                        yield f"{here}/{index}/{name}", found, role
                elif found:
                    yield from _texts_in(inner, role, found, f"{here}/{index}/{name}")
    elif role is None:
        if isinstance(value, Mapping):
            yield from texts(field.schema, value, here)
        elif isinstance(field, PartOrText) and isinstance(field.text, Text) and field.text.role:
            yield here, value, cast(Role, field.text.role)
    elif isinstance(value, str):
        yield here, value, role
    else:
        for index, text in enumerate(value):
            if isinstance(text, Mapping):
                yield from texts(field.value.schema, text, f"{here}/{index}")
            elif text:
                yield f"{here}/{index}", text, role


_Column: TypeAlias = tuple[str, Role, Sequence[str | None]]


def _text_columns(
    fields: list[tuple[str, Role | None, Any]], rows: list[Mapping[str, Any]]
) -> list[_Column] | None:
    """The texts of many rows by columns; None when a row holds more than short texts."""
    columns: list[_Column] = []
    for name, role, _ in fields:
        column = column_of(rows, name)
        kinds = set(map(type, column))
        # What a rule says of a running text depends on the one after it.
        if kinds != {_Nothing} and (role is None or role in RUNNING or not kinds <= _TEXTS):
            return None
        if role is not None and str in kinds:
            columns.append((name, role, column))
    return columns


_Nothing = type(None)
_TEXTS = {str, _Nothing}


@lru_cache(maxsize=256)
def _readable(schema: Schema) -> list[tuple[str, Role | None, Any]]:
    """The fields with texts to read; the role of a part is None, for its fields have theirs."""
    found: list[tuple[str, Role | None, Any]] = []
    for name, field in schema.fields.items():
        if isinstance(field, (Part, Parts)):
            found.append((name, None, field))
        else:
            text = field.value if isinstance(field, Values) else field
            if isinstance(text, Text) and text.role:
                found.append((name, cast(Role, text.role), field))
    return found

"""A record whose titles have line breaks becomes the same record with each title in one line, as a sentence quotes it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from marshmallow import Schema

from service.schema.containers import Part, Parts
from service.schema.fields import Title


def in_one_line(schema: Schema, record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record itself when no title in it has a line break."""
    changed: dict[str, Any] = {}
    for name, field in _titled(schema):
        value = record.get(name)
        if isinstance(value, str):
            if "\n" in value:
                changed[name] = value.replace("\n", " ")
        elif isinstance(value, dict):
            whole = in_one_line(field.schema, value)
            if whole is not value:
                changed[name] = whole
        elif isinstance(value, list):
            rows = [
                in_one_line(field.schema, row) if isinstance(row, dict) else row for row in value
            ]
            if any(new is not old for new, old in zip(rows, value, strict=True)):
                changed[name] = rows
    return {**record, **changed} if changed else record


@lru_cache(maxsize=256)
def _titled(schema: Schema) -> list[tuple[str, Any]]:
    """The fields that are titles, or parts that hold some."""
    return [(name, field) for name, field in schema.fields.items() if _holds_titles(field, ())]


def _holds_titles(field: Any, above: tuple[type[Schema], ...]) -> bool:
    if not isinstance(field, (Part, Parts)):
        return isinstance(field, Title)
    own = type(field.schema)
    return own not in above and any(
        _holds_titles(inside, (*above, own)) for inside in field.schema.fields.values()
    )

"""Values of a list as the inputs of its rows hold them, and as a clerk reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from service import intake
from service.documents.document_type import DocumentType
from service.http.pages import typed_values
from service.schema import pointers
from service.schema.input_outline import Item


@cache
def fields_of(document_type: DocumentType) -> Mapping[str, Item]:
    """The items of a type by their pointers, with ``*`` for the row of a list."""
    return {item.pointer: item for item in _flat(intake.items(document_type))}


def _flat(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _flat(item.inside)


def typed(fields: Mapping[str, Item], pointer: str, value: Any) -> str:
    """A value as its input holds it: of a choice its key."""
    item = fields.get(pointers.pattern(pointer))
    return typed_values.plain(value) if item is None else typed_values.show(item.field, value)


def printed(fields: Mapping[str, Item], pointer: str, value: Any) -> str:
    """A value as a clerk reads it: of a choice its words."""
    item = fields.get(pointers.pattern(pointer))
    words = dict(item.choices).get(str(value)) if item is not None else None
    return words or typed(fields, pointer, value)

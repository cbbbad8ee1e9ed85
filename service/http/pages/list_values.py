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


def takes_rows(document_type: DocumentType, pointer: str) -> bool:
    """Whether rows can be read for what stands at a pointer; a pattern ("/awards/*/individuals") is none."""
    return "*" not in pointer and _is_list_of_rows(document_type, pointers.pattern(pointer))


def has_panel(document_type: DocumentType, field: str) -> bool:
    """Whether a field ("/awards/*/individuals/*/full_name") stands in a list that rows can be read for."""
    return _is_list_of_rows(document_type, field.rpartition("/*/")[0])


def _is_list_of_rows(document_type: DocumentType, pattern: str) -> bool:
    item = fields_of(document_type).get(pattern)
    if item is None or item.kind != "parts":
        return False
    return not any(inside.is_list for inside in item.inside)


def typed(fields: Mapping[str, Item], pointer: str, value: Any) -> str:
    """A value as its input holds it: of a choice its key."""
    item = fields.get(pointers.pattern(pointer))
    return typed_values.plain(value) if item is None else typed_values.show(item.field, value)


def printed(fields: Mapping[str, Item], pointer: str, value: Any) -> str:
    """A value as a clerk reads it: of a choice its words."""
    item = fields.get(pointers.pattern(pointer))
    words = dict(item.choices).get(str(value)) if item is not None else None
    return words or typed(fields, pointer, value)

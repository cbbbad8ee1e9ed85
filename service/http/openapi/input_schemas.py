"""A document type's schema becomes JSON Schema 2020-12: the only module that knows apispec.

What the service accepts validates, and the other way round, as far as JSON Schema can say it:
blanks around a date, another order of a letter's marks, an old encoding, and the rules that
compare several values are beyond it.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import singledispatch
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_cls
from marshmallow import Schema

from service.documents.document_type import DocumentType
from service.http.openapi import patterns
from service.schema import containers, fields, input_outline, list_items, tables

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OPENAPI = "3.1.0"

_COMPONENTS = "#/components/schemas/"

#: The first whole number that is too long for a cell; its decimals are beyond JSON Schema.
_BEYOND_CELLS = 10**15

#: As many digits as a field that also takes a string reads.
_MOST_DIGITS = 12


def json_schema(document_type: DocumentType) -> dict[str, Any]:
    """The input of a document type as a JSON Schema that stands alone (contract §7)."""
    spec = describer(document_type.title, "1")
    name = add_input(spec, document_type)
    parts = spec.to_dict()["components"]["schemas"]
    whole = parts.pop(name)
    here = {
        "$schema": DIALECT,
        "$id": f"/api/v1/document-types/{document_type.slug}",
        **whole,
        "$defs": parts,
    }
    moved: dict[str, Any] = _moved(here)
    return moved


def describer(title: str, version: str, **options: Any) -> APISpec:
    """An empty description that understands our fields; ``add_input`` adds types to it."""
    plugin = MarshmallowPlugin(schema_name_resolver=_names())
    spec = APISpec(title, version, OPENAPI, plugins=[plugin], **options)
    if plugin.converter is None:  # pragma: no cover - APISpec has just made it
        raise RuntimeError("apispec did not start its plugin")
    plugin.converter.add_attribute_function(_described)  # type: ignore[no-untyped-call]
    return spec


def add_input(spec: APISpec, document_type: DocumentType) -> str:
    """Add a type's input, with every part it is made of, to the components; returns its name."""
    return add_schema(spec, document_type.schema, document_type.title, document_type.purpose)


def add_schema(spec: APISpec, schema: Schema, title: str, description: str) -> str:
    """Add a schema, with every part it is made of, to the components; returns its name."""
    name = type(schema).__name__
    spec.components.schema(name, schema=schema)
    for shape in spec.components.schemas.values():
        _complete(shape)
    spec.components.schemas[name] |= {"x-label": title, "description": description}
    return name


def _names() -> Callable[[Any], str]:
    """Names for parts: the class's own, numbered where two types use one name for different parts."""
    known: dict[str, type] = {}

    def name(schema: Any) -> str:
        kind: Any = resolve_schema_cls(schema)
        plain: str = kind.__name__.removesuffix("Schema")
        unique, number = plain, 1
        while known.setdefault(unique, kind) is not kind:
            number += 1
            unique = f"{plain}{number}"
        return unique

    return name


def _complete(schema: dict[str, Any]) -> None:
    """A list that must have rows must be there: an omitted one counts as empty."""
    properties = schema.get("properties", {})
    required = schema.get("required", ())
    needed = [
        name for name, shape in properties.items() if name in required or shape.get("minItems")
    ]
    if needed:
        schema["required"] = needed


def _moved(node: Any) -> Any:
    """The same schema with its references pointing to ``$defs``."""
    if isinstance(node, dict):
        return {
            key: value.replace(_COMPONENTS, "#/$defs/")
            if key == "$ref" and isinstance(value, str)
            else _moved(value)
            for key, value in node.items()
        }
    return [_moved(item) for item in node] if isinstance(node, list) else node


# --- one field -------------------------------------------------------------------------------------


def _described(self: Any, field: Any, ret: dict[str, Any]) -> dict[str, Any]:
    """What apispec calls for every field, after its own functions; it replaces what they found."""
    reference = ret.get("$ref") or ret.get("items", {}).get("$ref")
    if reference is None:
        reference = next((one["$ref"] for one in ret.get("anyOf", ()) if "$ref" in one), None)
    default = ret.get("default")
    ret.clear()
    # Generators of clients make names of titles: a label is no name.
    words = {"x-label": field.label, "description": field.help}
    example = input_outline.example(field)
    if example is not None:
        words["examples"] = [example]
    if default is not None:
        words["default"] = default
    if isinstance(field, tables.Columns):
        column, group = (self.resolve_nested_schema(part) for part in (field.schema, field.group))
        return {**words, **_columns(field, column, group)}
    inside = field.value if isinstance(field, containers.Values) else field
    if isinstance(inside, list_items.ListItem):
        reference = self.resolve_nested_schema(inside.schema)["$ref"]
    return {**words, **_shape(field, reference)}


def _or_null(shape: dict[str, Any], required: bool) -> dict[str, Any]:
    if required:
        return shape
    if "enum" in shape:
        return {**shape, "type": [shape["type"], "null"], "enum": [*shape["enum"], None]}
    if "anyOf" in shape:
        return {"anyOf": [*shape["anyOf"], {"type": "null"}]}
    if "type" in shape:
        return {**shape, "type": [shape["type"], "null"]}
    return {"anyOf": [shape, {"type": "null"}]}


@singledispatch
def _shape(field: Any, _reference: str) -> dict[str, Any]:
    """The JSON Schema of one field without its words; the second argument leads to the part inside."""
    raise TypeError(f"{type(field).__name__} has no JSON Schema yet")


@_shape.register
def _(field: fields.Text, _reference: str) -> dict[str, Any]:
    shape: dict[str, Any] = {"type": "string", "pattern": patterns.text(field)}
    if field.longest is not None:
        shape["maxLength"] = field.longest
    return _or_null(shape, field.required)


@_shape.register
def _(field: list_items.ListItem, reference: str) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string", "pattern": patterns.text(field)}
    # The object first: generated clients take the first branch that fits.
    return _or_null({"anyOf": [{"$ref": reference}, text]}, field.required)


@_shape.register
def _(field: fields.Choice, _reference: str) -> dict[str, Any]:
    shape = _or_null({"type": "string", "enum": list(field.choices)}, field.required)
    meanings = [*field.choices.values(), *([] if field.required else ["(để trống)"])]
    return {**shape, "x-enum-descriptions": meanings}


@_shape.register
def _(field: fields.Integer, _reference: str) -> dict[str, Any]:
    number: dict[str, Any] = {"type": "integer", "minimum": field.least}
    if field.most is not None:
        number["maximum"] = field.most
    if not field.from_text:
        return _or_null(number, field.required)
    return _or_null(
        {
            "anyOf": [
                number,
                {"type": "string", "pattern": patterns.digits(field), "maxLength": _MOST_DIGITS},
            ]
        },
        field.required,
    )


@_shape.register
def _(field: fields.Figure, _reference: str) -> dict[str, Any]:
    bounds = {"minimum": field.least, "maximum": field.most}
    return _or_null({"type": "number", **bounds}, field.required)


@_shape.register
def _(field: fields.Flag, _reference: str) -> dict[str, Any]:
    return _or_null({"type": "boolean"}, field.required)


@_shape.register
def _(field: fields.Day, _reference: str) -> dict[str, Any]:
    pattern = patterns.day()
    return _or_blank({"type": "string", "format": "date", "pattern": pattern}, field.required)


@_shape.register
def _(field: fields.IssueDay, _reference: str) -> dict[str, Any]:
    day = {"type": "string", "format": "date", "pattern": patterns.day()}
    part = {"type": "string", "pattern": patterns.month_or_year()}
    blank = {"type": "string", "pattern": patterns.BLANK}
    return {"anyOf": [day, part, *([] if field.required else [blank, {"type": "null"}])]}


@_shape.register
def _(field: fields.Moment, _reference: str) -> dict[str, Any]:
    # Not "date-time", which would ask for seconds and a zone.
    pattern = patterns.moment()
    return _or_blank({"type": "string", "pattern": pattern}, field.required)


@_shape.register
def _(field: containers.Part, reference: str) -> dict[str, Any]:
    return _or_null({"$ref": reference}, field.required)


@_shape.register
def _(field: containers.PartOrText, reference: str) -> dict[str, Any]:
    text: Any = copy(field.text)
    text.required = field.required
    return _or_null({"anyOf": [{"$ref": reference}, _shape(text, reference)]}, field.required)


@_shape.register
def _(field: containers.PartOrWord, reference: str) -> dict[str, Any]:
    words = {"type": "string", "enum": [*field.words]}
    return _or_null({"anyOf": [{"$ref": reference}, words]}, field.required)


@_shape.register
def _(field: containers.Parts, reference: str) -> dict[str, Any]:
    return _list({"$ref": reference}, field.at_least)


@_shape.register
def _(field: containers.Values, reference: str) -> dict[str, Any]:
    # An empty line of a list is passed over, whatever its field says; the others are counted.
    single = copy(field.value)
    single.required = False
    shape = _list(_shape(single, reference), field.at_least)
    if field.at_least:
        shape["contains"] = {"type": "string", "pattern": patterns.SOMETHING}
        if field.at_least > 1:
            shape["minContains"] = field.at_least
    return shape


def _columns(
    field: tables.Columns, column: dict[str, Any], group: dict[str, Any]
) -> dict[str, Any]:
    header = _shape(field.header, "")
    return {"type": "array", "items": {"anyOf": [column, group, header]}, "minItems": 1}


@_shape.register
def _(field: tables.Rows, reference: str) -> dict[str, Any]:
    number = {
        "type": "number",
        "exclusiveMinimum": -_BEYOND_CELLS,
        "exclusiveMaximum": _BEYOND_CELLS,
    }
    cells = {"type": "array", "items": {"anyOf": [_shape(field.cell, reference), number]}}
    row = {
        "type": "object",
        "properties": {"cells": cells, "role": _shape(field.role, reference)},
        "required": ["cells"],
        "additionalProperties": False,
    }
    return _list({"anyOf": [row, cells]}, 0)


def _list(items: dict[str, Any], at_least: int) -> dict[str, Any]:
    """A list; null, which is an empty one, where it may be empty."""
    if at_least:
        return {"type": "array", "items": items, "minItems": at_least}
    return {"type": ["array", "null"], "items": items}


def _or_blank(shape: dict[str, Any], required: bool) -> dict[str, Any]:
    """A blank text counts as none, so it is as good as null where nothing need be given."""
    if required:
        return shape
    return {"anyOf": [shape, {"type": "string", "pattern": patterns.BLANK}, {"type": "null"}]}

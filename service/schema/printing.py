"""A sound record becomes its printed values: the same shape, with every value as the document writes it.

A context is made of these texts and ``verification`` looks for the same, so that a field says once how its
values are written. A text stands for a value; None for one that is not given or not printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from marshmallow import Schema

Printed = dict[str, Any]


class InOrder(Printed):
    """Values of a part that the document prints one after another, in the order of the schema."""


def printed_part(schema: Schema, part: Mapping[str, Any]) -> Printed:
    """``part`` with a text for each printed value; a list that is not given is empty."""
    return {
        name: field.as_printed(part.get(name), part)  # type: ignore[attr-defined]
        for name, field in schema.fields.items()
    }


def printed_rows(schema: Schema, rows: Sequence[Mapping[str, Any]]) -> list[Printed]:
    """The rows of a list, printed a column at a time: equal values are written once."""
    blank = dict.fromkeys(schema.fields)
    found = [{**blank, **row} for row in rows]
    for name, field in schema.fields.items():
        values = [*map(itemgetter(name), found)]
        written = field.column_as_printed(values, rows)  # type: ignore[attr-defined]
        # Most values are printed as they were typed.
        if written is not values:
            for row, text in zip(found, written, strict=True):
                row[name] = text
    return found

"""Input is loaded by a schema: a record of sound values, and a Violation for every other one.

Only this module knows how marshmallow shapes errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeAlias

from marshmallow import Schema, ValidationError
from marshmallow.constants import missing
from marshmallow.exceptions import SCHEMA

from service import violation_list
from service.errors import Violation
from service.language import vietnamese
from service.schema import pointers
from service.schema.containers import Values
from service.schema.field_description import DescribedField
from service.violation_list import ViolationList

_UNKNOWN = "unknown"
_NOT_A_PART = "not_part"

#: Likenesses found for one input. A search costs a millisecond and the same wrong name often stands
#: in thousands of rows; an input with more different ones was not mistyped.
_MOST_HINTS = 200
#: No name of a field is nearly as long; a pointer through a longer one would repeat it with every violation.
LONGEST_NAME = 100


_Hints: TypeAlias = dict[tuple[str, ...], str | None]


class PartSchema(Schema):
    """A part of an input; a name it does not know is an error, never ignored."""

    error_messages = {"unknown": _UNKNOWN, "type": _NOT_A_PART}  # noqa: RUF012 - marshmallow's form

    def load(self, data: Any, **kwargs: Any) -> Any:
        """As marshmallow does, which takes three times as long; of unknown names only so many are noted as will be reported.

        It is asked itself for what is no part, and for a schema with hooks.
        """
        if not isinstance(data, dict) or any(self._hooks.values()):
            return super().load(data, **kwargs)
        found, errors = {}, {}
        for name, field in self.load_fields.items():
            try:
                found[name] = field.deserialize(data.get(name, missing), name, data)
            except ValidationError as error:
                errors[name] = error.messages
                if error.valid_data:
                    found[name] = error.valid_data
        if not data.keys() <= self.load_fields.keys():
            for name in data:
                if name not in self.load_fields and violation_list.admits("unknown_field"):
                    errors[name] = [_UNKNOWN]
        if errors:
            raise ValidationError(errors, data=data, valid_data=found)
        return found


def load(schema: Schema, data: Any, found: ViolationList) -> dict[str, Any]:
    """Input -> the record with every unsound value left out; each of those is a violation in ``found``.

    Rows keep their places. Violations come in the order in which the schema names their fields.
    """
    try:
        with violation_list.reading_into(found):
            return dict(schema.load(data))
    except ValidationError as error:
        for violation in _violations(error.messages, schema, "", {}, found):
            found.add(violation)
        return error.valid_data if isinstance(error.valid_data, dict) else {}


def _violations(
    errors: Any, owner: Any, pointer: str, hints: _Hints, found: ViolationList
) -> Iterator[Violation]:
    """Marshmallow's error tree -> Violations; ``owner`` is the Schema or the field that it speaks of."""
    if not isinstance(errors, dict):
        if not errors:
            found.left_out(pointer)
        for violation in violations_in(errors):
            yield replace(violation, pointer=pointer)
        return
    schema = owner if isinstance(owner, Schema) else getattr(owner, "schema", None)
    order = list(schema.fields) if schema is not None else []
    for key in sorted(errors, key=lambda key: (isinstance(key, str), _place(key, order))):
        inside = errors[key]
        if isinstance(key, int):
            row = owner.value if isinstance(owner, Values) else owner
            yield from _violations(inside, row, f"{pointer}/{key}", hints, found)
        elif inside == [_UNKNOWN]:
            yield _unknown(str(key), order, pointer, hints)
        elif key == SCHEMA:
            if inside == [_NOT_A_PART]:
                if found.admits("not_part"):
                    yield _not_a_part(owner, pointer)
                else:
                    found.left_out(pointer)
            else:
                yield from _violations(inside, owner, pointer, hints, found)
        else:
            field = _inside(owner, schema, key)
            yield from _violations(inside, field, pointer + pointers.join(key), hints, found)


def violations_in(error: Any) -> Iterator[Violation]:
    """What fields say in one leaf of marshmallow's error tree; no pointer yet."""
    for message in error if isinstance(error, list) else [error]:
        if isinstance(message, Violation):
            yield message


def _place(key: Any, order: list[str]) -> tuple[int, str]:
    if isinstance(key, int):
        return key, ""
    return (order.index(key) if key in order else len(order)), str(key)


def _near(name: str, known: list[str], hints: _Hints) -> str | None:
    key = (name, *known)
    if key not in hints and len(hints) < _MOST_HINTS:
        hints[key] = vietnamese.nearest(name, known)
    return hints.get(key)


def _unknown(name: str, known: list[str], pointer: str, hints: _Hints) -> Violation:
    if len(name) > LONGEST_NAME:
        return Violation(
            pointer,
            "Mục lạ",
            "unknown_field",
            f"Có một mục mà tên dài {len(name)} ký tự, không có trong loại văn bản này; hãy bỏ mục này.",
        )
    near = _near(name, known, hints)
    # The name itself is repeated only when it looks like a name: anything may stand there.
    shown = f"“{name}”" if re.fullmatch(r"\w{1,40}", name) else "này"
    hint = f"có phải là “{near}” không?" if near else "hãy bỏ mục này."
    return Violation(
        pointer + pointers.join(name),
        "Mục lạ",
        "unknown_field",
        f"Không có mục nào tên {shown}; {hint}",
        suggestion=near,
    )


def _not_a_part(owner: Any, pointer: str) -> Violation:
    label = owner.label if isinstance(owner, DescribedField) else "Dữ liệu"
    return Violation(
        pointer,
        label,
        "not_part",
        f"“{label}” phải là một nhóm mục, đặt trong dấu {{ }}.",
    )


def _inside(owner: Any, schema: Schema | None, name: str) -> Any:
    """The field of this name inside another one; the columns of a group are read as those of the table."""
    if name == getattr(owner, "nested_name", None):
        return owner
    return schema.fields.get(name) if schema is not None else None


def field_at(schema: Schema, pointer: str) -> Any:
    """The field that a pointer into the input stands at; None for the whole input or no field."""
    node: Any = schema
    for step in pointers.split(pointer):
        if step.isdecimal() or step == "*":
            node = node.value if isinstance(node, Values) else node
            continue
        inside = node if isinstance(node, Schema) else getattr(node, "schema", None)
        node = _inside(node, inside, step)
        if node is None:
            return None
    return None if isinstance(node, Schema) else node


def label(schema: Schema, pointer: str) -> str:
    """The Vietnamese label of the field at a pointer."""
    field = field_at(schema, pointer)
    return field.label if isinstance(field, DescribedField) else "Dữ liệu"

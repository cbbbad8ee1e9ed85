"""Parts, lists of parts and lists of values: whatever holds other fields.

A row with a violation keeps its place, so that the other rows keep their pointers.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeGuard, cast

from marshmallow import ValidationError
from marshmallow import fields as ma
from marshmallow.constants import missing

from service.language import vietnamese, wording
from service.schema import column_loading
from service.schema.field_description import DescribedField
from service.schema.printing import printed_part, printed_rows
from service.schema.single_value import SingleValue


class Part(DescribedField, ma.Nested):
    """A part that holds fields; wholly missing, it gives one violation per required value inside."""

    kind = "part"

    def __init__(self, nested: Any, label: str, help: str, **kwargs: Any) -> None:
        super().__init__(nested, **self.describe(kwargs, label, help, None, None))

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        if value is missing or value is None:
            if not self.required:
                return None
            value = {}
        if not isinstance(value, Mapping):
            raise self.refuse(
                "not_part", f"“{self.label}” phải là một nhóm mục, đặt trong dấu {{ }}."
            )
        return self._load(value)

    def as_printed(self, value: Any, beside: Mapping[str, Any]) -> Any:
        return None if value is None else printed_part(self.schema, value)


class PartOrWord(Part):
    """A part, or one of a few words that say the same shorter; each has the label that a clerk chooses it by."""

    def __init__(
        self,
        nested: Any,
        label: str,
        help: str,
        *,
        words: Mapping[str, str],
        otherwise: str,
        **kwargs: Any,
    ) -> None:
        self.words, self._otherwise = dict(words), otherwise
        super().__init__(nested, label, help, **kwargs)

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        if isinstance(value, str):
            if value in self.words:
                return value
            raise self._unknown_word(value)
        part = super().deserialize(value, attr, data, **kwargs)
        return part if part and any(part.values()) else None

    def _unknown_word(self, value: str) -> ValidationError:
        known = " hoặc ".join(
            f"“{word}” ({wording.lowered(label)})" for word, label in self.words.items()
        )
        return self.refuse(
            "unknown_choice",
            f"“{self.label}” để trống, ghi {known} hoặc {self._otherwise}.",
            vietnamese.nearest(value, [*self.words]),
        )


class PartOrText(Part):
    """A part, or a text alone, which is the part's field ``short``; a record keeps what was sent."""

    def __init__(self, nested: Any, label: str, help: str, *, short: str, **kwargs: Any) -> None:
        self.short = short
        super().__init__(nested, label, help, **kwargs)

    @property
    def text(self) -> SingleValue:
        """The field that a text alone stands for."""
        return cast(SingleValue, self.schema.fields[self.short])

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        if isinstance(value, str):
            return self.text.read(value)
        return super().deserialize(value, attr, data, **kwargs)

    def as_printed(self, value: Any, beside: Mapping[str, Any]) -> Any:
        if isinstance(value, str):
            return self.text.as_printed(value, beside)
        return super().as_printed(value, beside)


class ErrorsByIndex(dict[int, Any]):
    """Marshmallow's messages on a list, by index; of values whose Violations were left out, one of each shape."""

    def __init__(self) -> None:
        super().__init__()
        self._shapes: set[Any] = set()

    def note(self, place: int, messages: Any) -> None:
        """Keep what marshmallow says of the value at ``place``, if it says anything new."""
        if not _says_something(messages):
            shape = _shape(messages)
            if shape in self._shapes:
                return
            self._shapes.add(shape)
        self[place] = messages


def _says_something(messages: Any) -> bool:
    if isinstance(messages, dict):
        return any(_says_something(inside) for inside in messages.values())
    return bool(messages)


def _shape(messages: Any) -> Any:
    """Which fields are wrong, whatever their rows."""
    if not isinstance(messages, dict):
        return None
    return frozenset(
        ("*" if isinstance(key, int) else key, _shape(inside)) for key, inside in messages.items()
    )


def read_in_places(
    found: list[Any],
    values: Iterable[tuple[int, Any]],
    read: Callable[[int, Any], Any],
    sound_part: Callable[[Any], Any] = lambda valid_data: valid_data,
) -> list[Any]:
    """``found`` with what ``read`` makes of each value at its place; ``sound_part`` of marshmallow's of an unsound one.

    Raises ValidationError with the messages of all unsound values.
    """
    errors = ErrorsByIndex()
    for place, value in values:
        try:
            found[place] = read(place, value)
        except ValidationError as error:
            found[place] = sound_part(error.valid_data)
            errors.note(place, error.messages)
    if errors:
        raise ValidationError(errors, valid_data=found)
    return found


class _List(DescribedField):
    """What lists of values and lists of parts share: an omitted list, or null, is empty."""

    at_least: int

    def checked(self, value: Any) -> list[Any]:
        """The list itself, or an empty one for none; raises for anything else and for too few."""
        if value is missing or value is None:
            value = []
        if not isinstance(value, list):
            raise self.refuse(
                "not_list", f"“{self.label}” phải là một danh sách, đặt trong dấu [ ]."
            )
        self.check_count(value)
        return value

    def check_count(self, values: list[Any]) -> None:
        """Refuse a list of too few."""
        if len(values) < self.at_least:
            raise self.refuse(
                "too_few", f"“{self.label}” phải có ít nhất {self.at_least} mục; hãy nhập thêm."
            )


class Parts(_List, ma.Nested):
    """A list of parts; an unsound row keeps its place, so that other rows keep their pointers.

    ``is_kept_apart`` says that clerks keep such rows as a list of their own, which may be read from a file; the others
    are typed where they stand.
    """

    kind = "parts"

    def __init__(
        self,
        nested: Any,
        label: str,
        help: str,
        *,
        at_least: int = 0,
        is_kept_apart: bool = True,
        **kwargs: Any,
    ) -> None:
        self.at_least, self.is_kept_apart = at_least, is_kept_apart
        kwargs.setdefault("load_default", list)
        super().__init__(nested, many=True, **self.describe(kwargs, label, help, None, None))
        self.required = at_least > 0

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        rows = self.checked(value)
        if not rows:
            return []  # most lists inside a step or a vote are empty
        found: list[Any] = [None] * len(rows)
        left = [*range(len(rows))]
        if self._columns is not None and len(rows) >= column_loading.FEWEST_ROWS:
            found, left = self._columns.read(rows)
        return read_in_places(
            found,
            ((place, rows[place]) for place in left),
            lambda _, row: self.schema.load(row, many=False),
        )

    def as_printed(self, value: Any, beside: Mapping[str, Any]) -> list[Any]:
        return printed_rows(self.schema, value) if value else []

    @functools.cached_property
    def _columns(self) -> column_loading.Columns | None:
        """How to read many rows at once, when no field of a row looks beyond its own value."""
        fields = self.schema.load_fields
        single = {name: field for name, field in fields.items() if _stands_alone(field)}
        if any(self.schema._hooks.values()) or len(single) < len(fields):
            return None
        return column_loading.Columns(single)


class OneOfParts(Parts):
    """A list of parts of several kinds: each row holds one of the fields of ``nested``."""


def _stands_alone(field: Any) -> TypeGuard[SingleValue]:
    return (
        isinstance(field, SingleValue)
        and type(field).deserialize is SingleValue.deserialize
        and not (field.attribute or field.data_key)
    )


class Values(_List, ma.List[Any]):
    """A list of single values; ``inner`` says what each is and lends its words."""

    kind = "values"

    def __init__(
        self, inner: SingleValue, *, at_least: int = 0, label: str = "", **kwargs: Any
    ) -> None:
        self.at_least = at_least
        self.value = inner
        kwargs.setdefault("load_default", list)
        kwargs = self.describe(kwargs, label or inner.label, inner.help, None, None)
        super().__init__(inner, **kwargs)
        self.required = at_least > 0

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        lines = self.checked(value)
        found = read_in_places(
            [None] * len(lines),
            enumerate(lines),
            lambda _, line: None if line is None else self.value.read(line),
        )
        self.check_count([line for line in found if line is not None])
        return found

    def as_printed(self, value: Any, beside: Mapping[str, Any]) -> list[Any]:
        return [self.value.as_printed(line, beside) for line in value or ()]

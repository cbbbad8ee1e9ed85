"""A field of one value: how it is loaded alone and by the column, and how it is printed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from operator import is_
from typing import Any, ClassVar

from marshmallow import ValidationError
from marshmallow import fields as ma
from marshmallow.constants import missing

from service import violation_list
from service.schema.field_description import DescribedField, Writer

#: Equal values of these types are written alike; of a subclass they need not be.
_PLAIN = frozenset({str, int, type(None)})
_NOTHING = frozenset({type(None)})


class SingleValue(DescribedField, ma.Field[Any]):
    """A single value. ``read`` turns what was typed into the value or raises ``refuse(...)``."""

    #: Whether the printed form depends on other values of the part, where a class has a way of its own to print.
    looks_around: ClassVar[bool] = True

    def __init__(
        self, label: str, help: str, example: Any, *, printed: Writer | None = str, **kwargs: Any
    ) -> None:
        super().__init__(**self.describe(kwargs, label, help, example, printed))

    def read(self, value: Any) -> Any:
        raise NotImplementedError

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        if value is missing or value is None:
            if self.required:
                raise self.missing_value()
            return self.load_default
        found = self.read(value)
        if found is None:
            if self.required:
                raise self.missing_value()
            return self.load_default
        return found

    def column_as_printed(self, values: list[Any], rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        as_any = type(self).as_printed is DescribedField.as_printed
        kinds = set(map(type, values))
        if (self.looks_around and not as_any) or not kinds <= _PLAIN:
            return super().column_as_printed(values, rows)
        if as_any and kinds <= _NOTHING:
            return values
        written = {value: self.as_printed(value, {}) for value in set(values)}
        if all(map(is_, written, written.values())):
            return values
        return [written[value] for value in values]

    def read_all(self, values: Iterable[Any]) -> dict[Any, Any]:
        """What ``deserialize`` makes of each of many different values; one it refuses is left out."""
        found = {}
        # What is refused here is read again with its row, and counted there.
        with violation_list.reading_into(None):
            for value in values:
                with contextlib.suppress(ValidationError):
                    found[value] = self.deserialize(value)
        return found

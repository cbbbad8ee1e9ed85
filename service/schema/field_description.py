"""What every field says of itself, label, help line, example and printed form, and how it refuses a value.

The form, the workbook, the API's description and the error messages are all made of these words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Literal

from marshmallow import ValidationError

from service import violation_list
from service.errors import Violation

#: How a document writes a value.
Writer = Callable[[Any], str]
#: Where an office's profile keeps a value: once for the office, as one of several of which a document takes
#: one, or once for each type of document.
ProfilePlace = Literal["office", "one_of_several", "document_type"]


class DescribedField:
    """Mixed into every field: what it is called, what it is for, and how it is printed.

    ``kind`` names the widget, the column format and the printed name of the type of value.
    """

    kind: ClassVar[str]
    label: str
    help: str
    example: Any
    #: None for a value that no document prints.
    printed: Writer | None
    required: bool
    #: None for a value that is another one in every document.
    profile: ProfilePlace | None
    #: What a form offers it by ("Thêm: …") until something stands in it; "" for what is always asked. Fields of one
    #: name come and go together.
    rare: str

    def describe(
        self, kwargs: dict[str, Any], label: str, help: str, example: Any, printed: Writer | None
    ) -> dict[str, Any]:
        """Keep the words and return what marshmallow itself wants to know."""
        self.label, self.help, self.example, self.printed = label, help, example, printed
        self.profile = kwargs.pop("profile", None)
        self.rare = kwargs.pop("rare", "")
        if not kwargs.get("required") and "load_default" not in kwargs:
            kwargs["load_default"] = None
        title: dict[str, Any] = {"title": label, "description": help}
        if example is not None:
            title["examples"] = [example]
        kwargs["metadata"] = {**kwargs.get("metadata", {}), **title}
        return kwargs

    def refuse(self, code: str, message: str, suggestion: Any = None) -> ValidationError:
        """The error to raise for this field, its pointer left to ``loading``; without a Violation when there are enough of its code."""
        if not violation_list.admits(code):
            return ValidationError([])
        return ValidationError([Violation("", self.label, code, message, suggestion=suggestion)])

    def as_printed(self, value: Any, beside: Mapping[str, Any]) -> Any:  # noqa: ARG002 - of use to some fields
        """What the document writes for a value, None for nothing; ``beside`` is the part it stands in."""
        return None if value is None or self.printed is None else self.printed(value)

    def column_as_printed(self, values: list[Any], rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """``as_printed`` for the values that the rows of a list hold for this field; the same list where nothing changes."""
        return [self.as_printed(value, row) for value, row in zip(values, rows, strict=True)]

    def missing_value(self) -> ValidationError:
        return self.refuse("required", f"Chưa có “{self.label}”; hãy nhập mục này.")

"""Dashed lines of two levels: an item is its text, or a part with its text and the items inside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.language import wording
from service.schema.containers import Part, Values
from service.schema.fields import Paragraph
from service.schema.loading import PartSchema

_HELP = "Không gõ dấu gạch; không gõ dấu cuối thì văn bản tự đặt dấu chấm phẩy, ý cuối dấu chấm."
_EXAMPLE = "Công tác lễ tân được bảo đảm"


class ListItemSchema(PartSchema):
    """An item that has items of the second level."""

    text = Paragraph("Ý", _HELP, _EXAMPLE, required=True, printed=wording.without_bullet)
    items = Values(
        Paragraph(
            "Ý nhỏ (dấu cộng)",
            "Mỗi ý nhỏ một mục, không gõ dấu cộng.",
            "Đón tiếp 25 đoàn khách quốc tế",
            printed=wording.without_bullet,
        )
    )


class ListItem(Paragraph):
    """One dashed line; a record keeps it as it was sent, a text or ``{text, items}``."""

    kind = "item"

    def __init__(self, label: str, help: str, example: Any) -> None:
        super().__init__(label, help, example, printed=wording.without_bullet)
        self.part = Part(ListItemSchema, label, help)

    @property
    def schema(self) -> Any:
        """What an item may hold that is more than a text."""
        return self.part.schema

    def read(self, value: Any) -> Any:
        return self.part.deserialize(value) if isinstance(value, Mapping) else super().read(value)

    def as_printed(self, value: Any, beside: Mapping[str, Any]) -> Any:
        if isinstance(value, Mapping):
            return self.part.as_printed(value, beside)
        return super().as_printed(value, beside)


def list_items(*, rare: str = "") -> Values:
    """The field ``items``."""
    help = "Mỗi ý một mục. Ý nhỏ bên trong thì xuống dòng và gõ dấu + ở đầu."
    return Values(ListItem("Gạch đầu dòng", f"{help} {_HELP}", _EXAMPLE), rare=rare)

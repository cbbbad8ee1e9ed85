"""What was changed in a document since it was made, as a page shows it, each change with a tick; and what was ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import request

from service import revision
from service.documents.document_type import DocumentType
from service.errors import UnreadableInput
from service.http.pages import typed_values
from service.schema import loading, pointers
from service.untrusted.strict_json import read_json, write_json

_KINDS: Final = frozenset({"changed", "added", "removed"})
_NAME: Final = ("honorific", "full_name")
_BROKEN: Final = "Trang gửi lên không còn nguyên; hãy mở lại tệp Word."


@dataclass(frozen=True, slots=True)
class ShownEdit:
    """A change that can be taken back: where in the form, what stood there, what stands there now ("" for a row that went)."""

    kind: str
    where: str
    old: str
    new: str


def shown(
    document_type: DocumentType, accepted: Sequence[revision.AcceptedValue]
) -> list[ShownEdit]:
    """The changes in the order of the form's lists, in the words of a page."""
    return [
        ShownEdit(
            value.kind,
            _where(document_type, value.pointer),
            _text(document_type, value.pointer, value.old),
            _text(document_type, value.pointer, value.new),
        )
        for value in accepted
    ]


def packed(accepted: Sequence[revision.AcceptedValue]) -> str:
    """The changes as the page carries them."""
    edits = [
        {"kind": value.kind, "pointer": value.pointer, "value": value.new} for value in accepted
    ]
    return write_json(edits).decode()


def chosen(data: Any) -> Any:
    """The data that the page carried, with the changes that were ticked. Raises UnreadableInput."""
    found = read_json(request.form["edits"].encode(errors="surrogatepass"))
    ticked = set(request.form.getlist("edit"))
    try:
        edits = [_edit(edit) for number, edit in enumerate(found) if f"{number}" in ticked]
        return revision.applied(data, edits)
    except (LookupError, TypeError, ValueError, AttributeError):
        raise UnreadableInput(_BROKEN) from None


def _edit(posted: Any) -> revision.Edit:
    kind, pointer = posted["kind"], posted["pointer"]
    if kind not in _KINDS or not pointers.split(pointer):
        raise ValueError(kind)
    return revision.Edit(kind, pointer, posted["value"])


def _where(document_type: DocumentType, pointer: str) -> str:
    """ "Khen thưởng 1, Cá nhân 4, Chức vụ"."""
    words, around = [], ""
    for step in pointers.split(pointer):
        row = pointers.row_number(step)
        if row is not None:
            words.append(f"{document_type.label(around)} {row + 1}")
        around += pointers.join(step)
    label = document_type.label(pointer)
    return ", ".join(words if pointers.row_number(step) is not None else [*words, label])


def _text(document_type: DocumentType, pointer: str, value: Any) -> str:
    """A value as a clerk types it, dates as day, month and year; a row as its values one after the other."""
    if isinstance(value, dict) and value.get("full_name"):
        # As the document prints a row, not as the carried data happen to be ordered.
        names = loading.field_at(document_type.schema, pointer).schema.fields
        rest = {key: value[key] for key in names if key in value and key not in _NAME}
        name = " ".join(str(value[key]) for key in _NAME if value.get(key))
        return ", ".join(filter(None, (name, _text(document_type, pointer, rest))))
    if isinstance(value, (dict, list)):
        texts = (
            _text(document_type, f"{pointer}{inside}", leaf)
            for inside, leaf in pointers.flatten(value)
            if inside
        )
        return ", ".join(filter(None, texts))
    if value is None:
        return ""
    return typed_values.in_words(document_type.schema, pointer, value)

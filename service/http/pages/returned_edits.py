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
from service.schema import pointers
from service.untrusted.strict_json import read_json, write_json

_KINDS: Final = frozenset({"changed", "added", "removed"})
_BROKEN: Final = "Trang gửi lên không còn nguyên; hãy mở lại tệp Word."


@dataclass(frozen=True, slots=True)
class ShownEdit:
    """A change that can be taken back: where, in the words of an office, what stood there, what stands there now ("" for a row that went).

    Of a paragraph that was split, or of several that were run together, the texts stand in lines.
    """

    kind: str
    where: str
    old: str
    new: str


_Change = Sequence[revision.AcceptedValue]


def shown(
    document_type: DocumentType, accepted: Sequence[revision.AcceptedValue]
) -> list[ShownEdit]:
    """The changes, each with the one tick it has, in the order of the form's lists and in the words of a page."""
    return [_shown(document_type, change) for change in _changes(accepted)]


def _changes(accepted: Sequence[revision.AcceptedValue]) -> list[_Change]:
    """The values of each change: one alone, or those that are taken together."""
    found: dict[int, list[revision.AcceptedValue]] = {}
    for number, value in enumerate(accepted, start=1):
        found.setdefault(value.group or -number, []).append(value)
    return list(found.values())


def _shown(document_type: DocumentType, change: _Change) -> ShownEdit:
    first = change[0]

    def lines(values: list[Any]) -> str:
        texts = (
            typed_values.in_words(document_type.schema, first.pointer, value) for value in values
        )
        return "\n".join(filter(None, texts))

    return ShownEdit(
        first.kind,
        first.where,
        lines([value.old for value in change]),
        lines([value.new for value in change]),
    )


def packed(accepted: Sequence[revision.AcceptedValue]) -> str:
    """The changes as the page carries them."""
    changes = [
        [{"kind": value.kind, "pointer": value.pointer, "value": value.new} for value in change]
        for change in _changes(accepted)
    ]
    return write_json(changes).decode()


def chosen(data: Any) -> Any:
    """The data that the page carried, with the changes that were ticked. Raises UnreadableInput."""
    found = read_json(request.form["edits"].encode(errors="surrogatepass"))
    ticked = set(request.form.getlist("edit"))
    try:
        edits = [
            _edit(edit)
            for number, change in enumerate(found)
            if f"{number}" in ticked
            for edit in change
        ]
        return revision.applied(data, edits)
    except (LookupError, TypeError, ValueError, AttributeError):
        raise UnreadableInput(_BROKEN) from None


def _edit(posted: Any) -> revision.Edit:
    kind, pointer = posted["kind"], posted["pointer"]
    if kind not in _KINDS or not pointers.split(pointer):
        raise ValueError(kind)
    return revision.Edit(kind, pointer, posted["value"])

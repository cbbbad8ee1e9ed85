"""What a page posts becomes plain data: the inputs of a form, or the data that the page carried along.

Only this module knows how a form travels: as inputs named by pointers, as one JSON list of them
where scripts run, or as the data itself. How large a form may be says ``auth.request_bodies``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request

from service import intake, uploads
from service.config import Settings
from service.documents.document_type import DocumentType
from service.errors import UnreadableInput
from service.http.pages import form_builder, form_parser
from service.language import typed_text
from service.reference import citations
from service.untrusted.strict_json import read_json, write_json

#: Before the pointer of a list it names a basis that is ticked in the catalogue; its value are the lines to add.
_PICKED = "pick:"
#: Before the pointer of a list it names all rows of it, as the page was drawn (``fields.html``).
_WAITING = "waiting:"
_UNREADABLE = "Trang gửi lên không đọc được; hãy tải lại trang rồi gửi lại."


@dataclass(frozen=True, slots=True)
class PostedInput:
    """The input of a document, as data and as the JSON that a page carries."""

    data: Any
    json: str

    @property
    def parsed(self) -> intake.ParsedInput:
        return intake.ParsedInput(self.data)


def read(settings: Settings, document_type: DocumentType) -> PostedInput:
    """The posted input within its limit, parsed once and written once. Raises UnreadableInput or InputTooLarge."""
    return written(settings, data(document_type))


def written(settings: Settings, found: Any) -> PostedInput:
    """Plain data as JSON within its limit. Raises UnreadableInput or InputTooLarge."""
    body = uploads.bounded("Dữ liệu", write_json(found), settings.max_json_bytes)
    return PostedInput(found, body.decode())


def data(document_type: DocumentType) -> Any:
    """The posted data, of any size. Raises UnreadableInput."""
    return data_or_form(document_type).data


def data_or_form(document_type: DocumentType) -> form_parser.ParsedForm:
    """The same, and where each value of it stands in the form; data that a page carried stands where it is."""
    if "data" in request.form:
        carried = read_json(request.form["data"].encode(errors="surrogatepass"))
        return form_parser.ParsedForm(carried)
    return form(document_type)


def form(document_type: DocumentType, *, keep_blank: bool = False) -> form_parser.ParsedForm:
    """The posted inputs, nested. Raises UnreadableInput."""
    return form_parser.parse(intake.items(document_type), fields(), keep_blank=keep_blank)


def fields() -> Iterable[tuple[str, str]]:
    """The names and texts of the form; where scripts run they come as one JSON list."""
    packed = request.form.get("fields")
    return _with_picked([*_unpacked()]) if packed is None else _pairs(packed)


def _unpacked() -> Iterator[tuple[str, str]]:
    """The inputs one by one. Before those of a list whose rows wait as text stand all its rows: the page was sent before
    its scripts ran."""
    for name, text in request.form.items(multi=True):
        if name.startswith(_WAITING):
            yield from _rows(name.removeprefix(_WAITING), text)
        else:
            yield name, text


def _rows(pointer: str, packed: str) -> Iterator[tuple[str, str]]:
    """The pairs of a list whose rows came as ``Node.as_table``."""
    table = _lists(packed)
    for number, row in enumerate(table[1:]):
        if len(row) != len(table[0]):
            raise UnreadableInput(_UNREADABLE)
        for name, text in zip(table[0], row, strict=True):
            yield f"{pointer}/{number}/{name}", text


def _pairs(packed: str) -> list[tuple[str, str]]:
    found = _lists(packed)
    if any(len(pair) != 2 for pair in found):
        raise UnreadableInput(_UNREADABLE)
    return [(name, text) for name, text in found]


def _lists(packed: str) -> list[list[str]]:
    """Lists of texts as JSON. Raises UnreadableInput for anything else."""
    found = read_json(packed.encode(errors="surrogatepass"))
    if not isinstance(found, list) or not all(isinstance(inside, list) for inside in found):
        raise UnreadableInput(_UNREADABLE)
    # A long form has tens of thousands of pairs: they are looked at once.
    if not {type(text) for inside in found for text in inside} <= {str}:
        raise UnreadableInput(_UNREADABLE)
    return found


def _with_picked(posted: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs with the bases that are ticked in the catalogue as further lines of their list."""
    picked = [
        (name.removeprefix(_PICKED), text) for name, text in posted if name.startswith(_PICKED)
    ]
    for number, (pointer, lines) in enumerate(picked):
        cited = [text for name, text in posted if name.startswith(f"{pointer}/")]
        new = citations.not_cited(lines.splitlines(), cited)
        posted += [(f"{pointer}/+{number}.{place}", line) for place, line in enumerate(new)]
    return posted


def day(name: str) -> date | None:
    """A day that was typed beside the inputs of the document; None for nothing, or for what is no day."""
    return typed_text.read_date(request.form.get(name, ""))


def has_scripts() -> bool:
    """Whether the page that sent this runs scripts, which pack their inputs."""
    return "fields" in request.form


def packed(document_type: DocumentType, data: Any) -> str:
    """The inputs of the form that holds ``data``, as the one JSON list in which a page carries them."""
    return write_json(form_builder.build(document_type, data).pairs()).decode()

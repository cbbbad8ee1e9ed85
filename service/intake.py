"""Bytes of any accepted format become one ParsedInput: nested data, and for a workbook each value's cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from service import documents, importing, revision, workbook
from service.documents.document_type import DocumentType
from service.docx import embedded_data
from service.errors import UnreadableInput, Violation
from service.importing import word
from service.schema import input_outline
from service.untrusted import isolation
from service.untrusted.strict_json import read_json
from service.workbook import plan

#: How much one workbook may hold.
Limits = workbook.Limits

#: The endings of a file that may come in, and the format that each stands for.
WORKBOOKS = (".xlsx", ".xls", ".ods", ".csv")
FORMS = {".json": "json", ".docx": "docx"} | dict.fromkeys(WORKBOOKS, "workbook")


@dataclass(frozen=True, slots=True)
class ReturnedDocument:
    """A document of ours that came back: the input embedded in it, and the text that stands in it now."""

    data: Any
    text: Sequence[revision.Unit]
    #: The version of the template that it was made with.
    template_version: str


@dataclass(frozen=True, slots=True)
class ParsedInput:
    """What was sent, whatever it came in: ``cells`` maps a pointer to "Cá nhân!C7"."""

    data: Any
    cells: Mapping[str, str] = field(default_factory=dict)
    #: What the carrier itself is at fault for: a row of a workbook that belongs to nothing.
    violations: tuple[Violation, ...] = ()
    #: Of a document of ours that came back.
    returned: ReturnedDocument | None = None
    #: Of a spreadsheet: the account of every sheet.
    sheets: tuple[workbook.SheetAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """What else is known of a workbook: its name, and JSON that was sent beside it.

    ``beside`` gives what a clerk's own list does not hold, ``mapping`` corrects how it is read (contract §7).
    """

    name: str = ""
    beside: bytes | None = None
    mapping: bytes | None = None
    limits: Limits = field(default_factory=Limits)


NO_FILE = File()


def read(body: bytes, form: str, kind: DocumentType, file: File = NO_FILE) -> ParsedInput:
    """Bytes in the format ``form`` ("json", "docx", "workbook") -> ParsedInput.

    Raises UnreadableInput, or InputTooLarge for a workbook.
    """
    if form == "docx":
        return _from_document(body, kind)
    if form == "workbook":
        return _from_workbook(body, kind, file)
    return ParsedInput(read_json(body))


@cache
def _items(kind: DocumentType) -> tuple[input_outline.Item, ...]:
    return input_outline.tree(kind.schema)


def read_workbook(body: bytes, kind: DocumentType, file: File = NO_FILE) -> workbook.Reading:
    """A workbook, with an account of what was understood of it; what lies beside it is not looked at.

    Raises UnreadableInput or InputTooLarge.
    """
    corrections = importing.read_corrections(read_json(file.mapping) if file.mapping else None)
    return isolation.run(parse_workbook, body, kind.slug, file.limits, file.name, corrections)


def _from_workbook(body: bytes, kind: DocumentType, file: File) -> ParsedInput:
    reading = read_workbook(body, kind, file)
    if file.beside is not None:
        reading = workbook.beside(reading, read_json(file.beside))
    return ParsedInput(reading.data, reading.cells, reading.violations, sheets=reading.sheets)


def draft_of_paste(html: str, plain: str, kind: DocumentType) -> word.Draft:
    """A whole text from a clipboard, as HTML ("" without) and as plain text -> a draft of the type's input.

    Raises InputTooLarge.
    """
    return isolation.run(parse_paste, html, plain, kind.slug)


def draft_of_document(docx: bytes, kind: DocumentType) -> word.Draft:
    """A ``.docx`` of anybody's -> a draft of the type's input. Raises UnreadableInput or InputTooLarge."""
    return isolation.run(parse_foreign_document, docx, kind.slug)


def form_workbook(kind: DocumentType, sample: Any = None) -> bytes:
    """The workbook that a clerk fills in for a type, filled with ``sample`` if there is one."""
    return workbook.form(_items(kind), kind.title, sample)


def marked_workbook(
    body: bytes,
    violations: Sequence[Violation],
    sheets: Sequence[workbook.SheetAccount],
    file: File = NO_FILE,
) -> bytes:
    """The clerk's own workbook with every fault marked in its cell; ``sheets`` say how it was read."""
    return isolation.run(_mark, body, tuple(violations), tuple(sheets), file.limits, file.name)


def _from_document(body: bytes, kind: DocumentType) -> ParsedInput:
    found, text = isolation.run(parse_document, body, kind.slug)
    try:
        data = read_json(found.data.encode())
    except UnreadableInput as broken:
        raise UnreadableInput(
            "Dữ liệu gốc kèm trong tệp .docx đã bị sửa nên không đọc được; "
            "hãy gửi biểu mẫu Excel hoặc tệp dữ liệu JSON.",
            broken.where,
        ) from broken
    return ParsedInput(data, returned=ReturnedDocument(data, text, found.template_version))


# --- what runs in a child: bytes in, plain data out ----------------------------------------------


def parse_document(
    body: bytes, slug: str
) -> tuple[embedded_data.EmbeddedData, list[revision.Unit]]:
    """A document of ours -> the data embedded in it, and the text that stands in it now."""
    found = embedded_data.read_upload(body)
    if found.slug != slug:
        raise UnreadableInput(
            "Tệp này là văn bản thuộc loại khác; hãy chọn đúng loại văn bản rồi tải lên lại."
        )
    return found, revision.read_upload(body)


def parse_paste(html: str, plain: str, slug: str) -> word.Draft:
    """A pasted text -> its draft; in this process."""
    kind = documents.get(slug)
    return word.of_paste(html, plain, _builder(kind), plan.sheets(_items(kind)))


def parse_foreign_document(docx: bytes, slug: str) -> word.Draft:
    """A Word file -> its draft; in this process."""
    kind = documents.get(slug)
    return word.of_docx(docx, _builder(kind), plan.sheets(_items(kind)))


def _builder(kind: DocumentType) -> word.Builder:
    if kind.draft is None:
        raise UnreadableInput("Loại văn bản này không nhận cả một văn bản Word.")
    return kind.draft


def parse_workbook(
    body: bytes,
    slug: str,
    limits: Limits | None = None,
    name: str = "",
    corrections: importing.Corrections | None = None,
) -> workbook.Reading:
    """Our own form by its pointers, else a clerk's own lists by all that they show; in this process."""
    items = _items(documents.get(slug))
    book = workbook.open_book(body, limits or Limits(), name)
    form = workbook.read_form(book, items)
    if form is not None:
        return form
    return importing.read(workbook.lists_of(book), plan.sheets(items), corrections)


def _mark(
    body: bytes,
    violations: Sequence[Violation],
    sheets: Sequence[workbook.SheetAccount],
    limits: Limits,
    name: str,
) -> bytes:
    return workbook.mark(body, violations, sheets, limits=limits, name=name)

"""Bytes of any accepted format become one ParsedInput: nested data, and for a workbook each value's cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

from service import documents, importing, media_types, revision, workbook
from service.documents.document_type import DocumentType
from service.docx import embedded_data
from service.errors import UnreadableInput, Violation
from service.importing import list_preview, pasted_block, pasted_lines, word
from service.schema import input_outline
from service.untrusted import isolation
from service.untrusted.strict_json import read_json
from service.workbook import batch_form, plan

#: How much one workbook may hold.
Limits = workbook.Limits

Format = Literal["json", "docx", "workbook"]

#: What may come in: the ending of a file's name, its media type, and the format that it is read as.
_FILE_TYPES: tuple[tuple[str, str, Format], ...] = (
    (".json", media_types.JSON, "json"),
    (".docx", media_types.DOCX, "docx"),
    (".xlsx", media_types.XLSX, "workbook"),
    (".xlsm", media_types.XLSM, "workbook"),
    (".xls", media_types.XLS, "workbook"),
    (".ods", media_types.ODS, "workbook"),
    (".csv", media_types.CSV, "workbook"),
)
FORMATS: Mapping[str, Format] = {ending: found for ending, _, found in _FILE_TYPES}
FORMATS_BY_MEDIA_TYPE: Mapping[str, Format] = {name: found for _, name, found in _FILE_TYPES}
WORKBOOK_ENDINGS = tuple(ending for ending, _, found in _FILE_TYPES if found == "workbook")


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
    #: Those of the file itself, which the data cannot show: a row of a workbook that belongs to nothing.
    violations: tuple[Violation, ...] = ()
    #: Of a document of ours that came back.
    returned: ReturnedDocument | None = None
    #: Of a spreadsheet: the account of every sheet, and whether it is our own form.
    sheets: tuple[workbook.SheetAccount, ...] = ()
    own_form: bool = False
    #: Of a spreadsheet: what was seen in it before it was read.
    seen: workbook.Seen | None = None


@dataclass(frozen=True, slots=True)
class File:
    """What else is known of a workbook: its name, and plain data that was sent beside it.

    ``beside`` gives what a clerk's own list does not hold, ``mapping`` corrects how it is read (contract §7).
    """

    name: str = ""
    beside: Any = None
    mapping: Any = None
    limits: Limits = field(default_factory=Limits)


NO_FILE = File()


@dataclass(frozen=True, slots=True)
class ListSource:
    """Rows for one list: a clipboard's HTML and plain text, or a file (then ``body`` in ``file_format``)."""

    html: str = ""
    plain: str = ""
    body: bytes = b""
    file_format: Format | None = None
    file: File = NO_FILE


def read(
    body: bytes, file_format: Format, document_type: DocumentType, file: File = NO_FILE
) -> ParsedInput:
    """Bytes in a format -> ParsedInput; ``file`` is looked at for a workbook.

    Raises UnreadableInput, or InputTooLarge for a workbook or a document.
    """
    if file_format == "docx":
        return _from_document(body, document_type)
    if file_format == "workbook":
        return _from_workbook(body, document_type, file)
    return ParsedInput(read_json(body))


@cache
def items(document_type: DocumentType) -> tuple[input_outline.Item, ...]:
    """The outline of a type's input, described once."""
    return input_outline.tree(document_type.schema)


def _from_workbook(body: bytes, document_type: DocumentType, file: File) -> ParsedInput:
    corrections = importing.read_corrections(file.mapping)
    reading = isolation.run(
        parse_workbook, body, document_type.slug, file.limits, file.name, corrections
    )
    reading = workbook.beside(reading, file.beside)
    return ParsedInput(
        reading.data,
        reading.cells,
        reading.violations,
        sheets=reading.sheets,
        own_form=reading.own_form,
        seen=reading.seen,
    )


def draft_of_paste(html: str, plain: str, document_type: DocumentType) -> word.Draft:
    """A whole text from a clipboard, as HTML ("" without) and as plain text -> a draft of the type's input.

    Raises InputTooLarge.
    """
    return isolation.run(parse_paste, html, plain, document_type.slug)


def draft_of_document(docx: bytes, document_type: DocumentType) -> word.Draft:
    """A ``.docx`` of anybody's -> a draft of the type's input. Raises UnreadableInput or InputTooLarge."""
    return isolation.run(parse_foreign_document, docx, document_type.slug)


def preview_list(
    source: ListSource, document_type: DocumentType, list_row: str
) -> importing.ListPreview:
    """What the list whose rows are ``list_row`` ("/awards/*/individuals/*") would be given.

    Raises UnreadableInput or InputTooLarge.
    """
    corrections = importing.read_corrections(source.file.mapping)
    return isolation.run(parse_list, source, document_type.slug, list_row, corrections)


def pasted_cells(html: str, plain: str) -> list[list[str]]:
    """The cells of a pasted block, as text. Raises InputTooLarge."""
    return isolation.run(pasted_block.as_texts, html, plain)


def pasted_lines_of(plain: str) -> importing.PastedLines:
    """The lines of a pasted text, their bullets and numbers apart."""
    return isolation.run(pasted_lines.of_text, plain)


def form_workbook(document_type: DocumentType, sample: Any = None) -> bytes:
    """The workbook that a clerk fills in for a type, filled with ``sample`` if there is one."""
    return workbook.form(items(document_type), document_type.title, sample)


def batch_workbook(document_type: DocumentType, inputs: Sequence[Any] = ()) -> bytes:
    """The workbook that a clerk fills in for many documents of a type, a row each; with ``inputs`` filled in with them."""
    many = batch_form.listed(items(document_type))
    sample = {batch_form.NAME: inputs} if inputs else None
    return workbook.form(many, f"Nhiều văn bản: {document_type.title}", sample)


def sheets_workbook(document_type: DocumentType, inputs: Sequence[Any] = ()) -> bytes:
    """The same with a sheet each."""
    return workbook.sheet_form(items(document_type), document_type.title, inputs)


def documents_of_workbook(
    body: bytes, document_type: DocumentType, file: File = NO_FILE
) -> list[workbook.FoundDocument | workbook.LeftOut]:
    """The documents of a workbook, a row or a sheet each, else the one that it is; and what is no document's.

    Raises UnreadableInput or InputTooLarge.
    """
    return isolation.run(parse_documents, body, document_type.slug, file.limits, file.name)


def marked_workbook(
    body: bytes, parsed: ParsedInput, violations: Sequence[Violation], file: File = NO_FILE
) -> bytes:
    """The clerk's own workbook with every violation marked in its cell; ``parsed`` is what was read of it."""
    return isolation.run(
        _mark, body, tuple(violations), parsed.sheets, file.limits, file.name, parsed.seen
    )


def _from_document(body: bytes, document_type: DocumentType) -> ParsedInput:
    found, text = isolation.run(parse_document, body, document_type.slug)
    try:
        data = read_json(found.data.encode())
    except UnreadableInput as broken:
        raise UnreadableInput(
            "Dữ liệu gốc kèm trong tệp .docx đã bị sửa nên không đọc được; "
            "hãy gửi mẫu Excel hoặc bản lưu (.json).",
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
        other = documents.TYPES.get(found.slug)
        what = f"“{other.title}”" if other else "một loại văn bản mà ở đây không có"
        raise UnreadableInput(f"Tệp này là {what}; hãy mở tệp ở trang của loại văn bản đó.")
    return found, revision.read_upload(body)


def parse_paste(html: str, plain: str, slug: str) -> word.Draft:
    """A pasted text -> its draft; in this process."""
    document_type = documents.get(slug)
    return word.of_paste(html, plain, _builder(document_type), plan.sheets(items(document_type)))


def parse_foreign_document(docx: bytes, slug: str) -> word.Draft:
    """A Word file -> its draft; in this process."""
    document_type = documents.get(slug)
    return word.of_docx(docx, _builder(document_type), plan.sheets(items(document_type)))


def _builder(document_type: DocumentType) -> word.Builder:
    if document_type.draft is None:
        raise UnreadableInput("Loại văn bản này không nhận cả một văn bản Word.")
    return document_type.draft


def parse_workbook(
    body: bytes,
    slug: str,
    limits: Limits | None = None,
    name: str = "",
    corrections: importing.Corrections | None = None,
) -> workbook.Reading:
    """Our own form by its pointers, else a clerk's own lists by all that they show; in this process."""
    book = workbook.open_book(body, limits or Limits(), name)
    return replace(_reading(book, items(documents.get(slug)), corrections), seen=book.seen)


def _reading(
    book: workbook.Book,
    outline: Sequence[input_outline.Item],
    corrections: importing.Corrections | None = None,
) -> workbook.Reading:
    form = workbook.read_form(book, outline)
    if form is not None:
        return form
    return importing.read(workbook.lists_of(book), plan.sheets(outline), corrections)


def parse_documents(
    body: bytes, slug: str, limits: Limits, name: str
) -> list[workbook.FoundDocument | workbook.LeftOut]:
    """A workbook -> its documents, of our forms a row or a sheet each, else as ``parse_workbook``; in this process."""
    outline, book = items(documents.get(slug)), workbook.open_book(body, limits, name)
    found = workbook.documents_of(book, outline)
    return batch_form.whole(_reading(book, outline)) if found is None else found


def parse_list(
    source: ListSource, slug: str, list_row: str, corrections: importing.Corrections
) -> importing.ListPreview:
    """A block or a file -> what a list would be given; in this process."""
    outline = items(documents.get(slug))
    sheets = plan.sheets(outline)
    if source.file_format != "workbook":
        page = (
            pasted_block.of_docx(source.body, source.file.name)
            if source.file_format == "docx"
            else pasted_block.of_clipboard(source.html, source.plain)
        )
        return list_preview.read([page], sheets, list_row, corrections)
    book = workbook.open_book(source.body, source.file.limits, source.file.name)
    pages = workbook.lists_of(book)
    form = workbook.read_form(book, outline)
    if form is not None:
        return list_preview.of_form(pages, form, sheets, list_row)
    return list_preview.read(pages, sheets, list_row, corrections)


def _mark(
    body: bytes,
    violations: Sequence[Violation],
    sheets: Sequence[workbook.SheetAccount],
    limits: Limits,
    name: str,
    seen: workbook.Seen | None,
) -> bytes:
    return workbook.mark(body, violations, sheets, limits=limits, name=name, seen=seen)

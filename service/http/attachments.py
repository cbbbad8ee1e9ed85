"""A file to save becomes an answer whose header carries its name (RFC 6266): one way for every answer.

A name that a clerk's browser, or anybody else, gave a file becomes harmless first (``language.file_names``).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Response

from service.documents.document_type import DocumentType
from service.language import file_names
from service.media_types import DOCX, JSON, XLSX, ZIP
from service.untrusted import strict_json


def answer(body: bytes, media_type: str, ascii_name: str, name: str) -> Response:
    """A file to save, under its name with tone marks and in ASCII; nobody keeps a copy on the way."""
    found = Response(body, mimetype=media_type)
    found.headers["Cache-Control"] = "no-store"
    found.headers["Content-Disposition"] = header(ascii_name, name)
    return found


def form_workbook(body: bytes, document_type: DocumentType) -> Response:
    """The workbook to fill in, called after its type: "Mẫu Quyết định khen thưởng.xlsx"."""
    return answer(body, XLSX, f"mau-{document_type.page}.xlsx", f"Mẫu {document_type.title}.xlsx")


def batch_form(body: bytes, document_type: DocumentType) -> Response:
    """The workbook for many documents: "Mẫu nhiều văn bản - Quyết định khen thưởng.xlsx"."""
    name = f"Mẫu nhiều văn bản - {document_type.title}.xlsx"
    return answer(body, XLSX, f"mau-nhieu-{document_type.page}.xlsx", name)


def sheets_form(body: bytes, document_type: DocumentType) -> Response:
    """The same with a sheet for each document: "Mẫu mỗi trang tính một văn bản - Quyết định khen thưởng.xlsx"."""
    name = f"Mẫu mỗi trang tính một văn bản - {document_type.title}.xlsx"
    return answer(body, XLSX, f"mau-nhieu-trang-{document_type.page}.xlsx", name)


def saved_data(data: Any, document_type: DocumentType) -> Response:
    """What stands in a form, to be opened again later: "Bản lưu Quyết định khen thưởng.json"."""
    return data_file(
        data, f"ban-luu-{document_type.page}.json", f"Bản lưu {document_type.title}.json"
    )


def data_file(data: Any, ascii_name: str, name: str) -> Response:
    """Data as JSON that people can read; what is no UTF-8 in it is "?"."""
    return answer(strict_json.readable(data), JSON, ascii_name, name)


def checked_workbook(body: bytes, name: str) -> Response:
    """A marked workbook, called after the one that was sent."""
    stem = file_names.safe(name).rpartition(".")[0] or "bang-tinh"
    return answer(body, XLSX, "da-kiem-tra.xlsx", f"{stem} - đã kiểm tra.xlsx")


def commented(body: bytes, name: str) -> Response:
    """A document with comments, called after the one that was sent."""
    return answer(body, DOCX, "co-ghi-chu.docx", f"{_stem(name)} - có ghi chú.docx")


def mended(body: bytes, name: str, *, tracked: bool) -> Response:
    """A mended document, called after the one that was sent."""
    called = "có vết sửa" if tracked else "đã sửa thể thức"
    return answer(body, DOCX, "da-sua-the-thuc.docx", f"{_stem(name)} - {called}.docx")


def converted(body: bytes, name: str) -> Response:
    """A document in Unicode, called after the one that was sent."""
    return answer(body, DOCX, "chu-unicode.docx", f"{_stem(name)} - chữ Unicode.docx")


def report(body: bytes, name: str) -> Response:
    """The report of a checked document, called after it."""
    return answer(body, ZIP, "kiem-tra.zip", f"{_stem(name)} - kiểm tra thể thức.zip")


def _stem(name: str) -> str:
    return file_names.safe(name).rpartition(".")[0] or "van-ban"


def header(ascii_name: str, name: str) -> str:
    """The value of Content-Disposition: ``name`` with its tone marks, ``ascii_name`` (ours) for old programs."""
    quoted = quote(file_names.safe(name) or ascii_name, safe="")
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quoted}"

"""What a program sent: the input of a document, and what it prefers of the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request
from werkzeug.exceptions import NotAcceptable

from service import intake, pdf, uploads
from service.config import Settings
from service.errors import UnreadableInput, UnsupportedMedia
from service.language import typed_text
from service.media_types import DOCUMENT_JSON, PDF
from service.pipeline import Services
from service.untrusted.strict_json import read_json
from service.uploads import Upload

_FORM = "multipart/form-data"
#: Preferences that are honoured (RFC 7240), as ``Preference-Applied`` names them.
STRICT = "handling=strict"
CONFORMANCE = "conformance=check"


def read(settings: Settings) -> Upload:
    """The input: JSON or a file as the body, or one ``file`` of a form, perhaps with ``data`` beside it (contract §7)."""
    if request.mimetype == _FORM:
        return _of_form(settings)
    file_format = intake.FORMATS_BY_MEDIA_TYPE.get(request.mimetype)
    if file_format is None:
        raise UnsupportedMedia(
            "Hãy gửi application/json, hoặc multipart/form-data với một tệp ở phần “file”."
        )
    called = "JSON" if file_format == "json" else "Tệp"
    body = uploads.bounded(called, request.get_data(), uploads.limit_of(file_format, settings))
    if file_format != "workbook":
        return Upload(body, file_format)
    return Upload(body, file_format, uploads.workbook_file(settings, ""))


def _of_form(settings: Settings) -> Upload:
    files = request.files.getlist("file")
    if len(files) != 1:
        raise UnreadableInput("Biểu mẫu gửi lên phải có đúng một tệp ở phần “file”.")
    name = files[0].filename or ""
    file_format = uploads.format_of(name, files[0].mimetype)
    limit = uploads.limit_of(file_format, settings)
    body = uploads.bounded("Tệp", files[0].read(), limit)
    beside, mapping = (_part(part, settings.max_json_bytes) for part in ("data", "mapping"))
    if file_format != "workbook":
        return Upload(body, file_format)
    file = uploads.workbook_file(settings, name, _json(beside), _json(mapping))
    return Upload(body, file_format, file)


def _part(name: str, limit: int) -> bytes | None:
    """A part of JSON beside the file of a form, sent as a value or as a file; None without one."""
    value = request.form.get(name)
    if value is not None:
        body = value.encode("utf-8", "surrogatepass")
    elif name in request.files:
        body = request.files[name].read()
    else:
        return None
    return uploads.bounded(f"Phần “{name}”", body, limit)


def _json(part: bytes | None) -> Any:
    return None if part is None else read_json(part)


def carrier(services: Services) -> Upload:
    """A workbook or a text document, of which an input can be made. Raises UnsupportedMedia for JSON, which is one."""
    old = _old_text(services)
    if old is not None:
        return old
    upload = read(services.settings)
    if upload.file_format == "json":
        endings = ", ".join((*uploads.OFFICE_ENDINGS, *pdf.OLD_TEXTS))
        raise UnsupportedMedia(f"Chỉ đọc được dữ liệu từ tệp có đuôi {endings}.")
    return upload


def word_document(services: Services) -> Upload:
    """A text document of anybody's, as a .docx. Raises UnsupportedMedia."""
    old = _old_text(services)
    upload = old or read(services.settings)
    if upload.file_format != "docx":
        endings = ", ".join((".docx", *pdf.OLD_TEXTS))
        raise UnsupportedMedia(f"Chỉ nhận văn bản Word: tệp có đuôi {endings}.")
    return upload


def _old_text(services: Services) -> Upload | None:
    """The text of another word processor, as body or as the ``file`` of a form; None for anything else."""
    if request.mimetype in pdf.OLD_TEXTS.values():
        return uploads.received(services, "", request.get_data(), media_type=request.mimetype)
    files = request.files.getlist("file") if request.mimetype == _FORM else []
    name, media_type = (files[0].filename or "", files[0].mimetype) if len(files) == 1 else ("", "")
    if not uploads.is_old_text(name, media_type):
        return None
    return uploads.received(services, name, files[0].read(), media_type=media_type)


def workbook(settings: Settings) -> Upload:
    """A workbook, to be given back with its violations marked."""
    upload = read(settings)
    if upload.file_format != "workbook":
        raise UnsupportedMedia(
            f"Chỉ kiểm tra được tệp có đuôi {', '.join(intake.WORKBOOK_ENDINGS)}."
        )
    return upload


def formats(media_type: str) -> tuple[str, ...]:
    """What is to be made: as ``formats`` of the address says beside DOCUMENT_JSON, else what the media type is.

    Raises UnreadableInput.
    """
    asked = request.args.get("formats")
    if asked is None:
        return ("pdf",) if media_type == PDF else ("docx",)
    if media_type != DOCUMENT_JSON or asked not in ("docx", "docx,pdf"):
        raise UnreadableInput(
            f"Tham số “formats” là “docx” hoặc “docx,pdf”, và chỉ dùng khi Accept là {DOCUMENT_JSON}.",
            "formats",
        )
    return tuple(asked.split(","))


def day(name: str) -> date | None:
    """The day of a parameter of the address; None without one. Raises UnreadableInput."""
    typed = request.args.get(name, "")
    found = typed_text.read_date(typed) if typed else None
    if typed and found is None:
        raise UnreadableInput(f"Tham số “{name}” phải là ngày dạng 2020-07-01.", name)
    return found


def is_strict() -> bool:
    """``Prefer: handling=strict`` (RFC 7240)."""
    return _prefers(STRICT)


def wants_conformance() -> bool:
    """``Prefer: conformance=check``: the finished document is also held against Nghị định 30/2020/NĐ-CP (contract §10)."""
    return _prefers(CONFORMANCE)


def _prefers(wanted: str) -> bool:
    preferences = ",".join(request.headers.getlist("Prefer")).lower().split(",")
    return any(
        preference.split(";")[0].replace(" ", "").replace('"', "") == wanted
        for preference in preferences
    )


def acceptable(*media_types: str) -> str:
    """The media type that the caller likes best, the first one when it does not say."""
    accepted = request.accept_mimetypes
    best = accepted.best_match(media_types) if accepted else media_types[0]
    if best is None:
        raise NotAcceptable
    # "*/*" likes all alike: then ours comes first.
    return media_types[0] if accepted[best] == accepted[media_types[0]] else best

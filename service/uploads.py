"""What was uploaded, within its limits: the bytes, their format, and of a workbook what else is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from service import intake, pdf
from service.config import Settings
from service.documents.document_type import DocumentType
from service.errors import (
    ConversionFailed,
    ConverterBusy,
    InputTooLarge,
    UnreadableInput,
    UnsupportedMedia,
)
from service.pipeline import Services

#: What is wrong with a file itself, or keeps it from being read now: a page says it where the file was chosen.
REFUSALS = (
    UnreadableInput,
    UnsupportedMedia,
    InputTooLarge,
    ConverterBusy,
    ConversionFailed,
)
_EMPTY = "Tệp này trống (0 byte); hãy mở tệp gốc xem có nội dung không, lưu lại, rồi chọn lại."


@dataclass(frozen=True, slots=True)
class Upload:
    """What a request brought."""

    body: bytes
    file_format: intake.Format
    file: intake.File = intake.NO_FILE

    def parse(self, document_type: DocumentType) -> intake.ParsedInput:
        """Raises UnreadableInput or InputTooLarge."""
        return intake.read(self.body, self.file_format, document_type, self.file)


#: What Word and Excel write; JSON is what a program writes.
OFFICE_ENDINGS = tuple(ending for ending, found in intake.FORMATS.items() if found != "json")


def received(
    services: Services,
    name: str,
    body: bytes,
    endings: Sequence[str] = OFFICE_ENDINGS,
    media_type: str = "",
) -> Upload:
    """A file of one of the ``endings``, or the text of another word processor, which is read as the .docx made of it.

    Raises UnsupportedMedia, InputTooLarge, and what ``pdf.Converter.to_docx`` raises.
    """
    if not body:
        raise UnreadableInput(_EMPTY)
    settings = services.settings
    file = workbook_file(settings, name)
    if is_old_text(name, media_type):
        bounded("Tệp", body, settings.max_file_bytes)
        # As for a PDF: whoever waits for the converter keeps nobody else from a turn.
        return Upload(services.converter.to_docx(body, services.before_pdf), "docx", file)
    file_format = format_of(name, media_type, (*endings, *pdf.OLD_TEXTS))
    return Upload(bounded("Tệp", body, limit_of(file_format, settings)), file_format, file)


def is_old_text(name: str, media_type: str = "") -> bool:
    """Whether a file is the text of another word processor by the ending of its name, else by its media type."""
    ending = "." + name.lower().rpartition(".")[2]
    known = ending in intake.FORMATS
    return ending in pdf.OLD_TEXTS or (not known and media_type in pdf.OLD_TEXTS.values())


def format_of(
    name: str, media_type: str = "", endings: Sequence[str] = tuple(intake.FORMATS)
) -> intake.Format:
    """The format of a file by the ending of its name, else by its media type.

    Raises UnsupportedMedia for one whose files have none of the ``endings``.
    """
    ending = "." + name.lower().rpartition(".")[2]
    found = intake.FORMATS.get(ending) or intake.FORMATS_BY_MEDIA_TYPE.get(media_type)
    formats = {intake.FORMATS[taken] for taken in endings if taken in intake.FORMATS}
    if found is None or found not in formats:
        raise UnsupportedMedia(f"Chỉ nhận tệp có đuôi {', '.join(endings)}; hãy chọn tệp khác.")
    return found


def limit_of(file_format: intake.Format, settings: Settings) -> int:
    """How many bytes a file of this format may have."""
    return settings.max_json_bytes if file_format == "json" else settings.max_file_bytes


def workbook_file(
    settings: Settings, name: str, beside: Any = None, mapping: Any = None
) -> intake.File:
    """What is known of a workbook beside its bytes."""
    limits = intake.Limits(max_bytes=settings.max_file_bytes, max_rows=settings.max_rows)
    return intake.File(name, beside, mapping, limits)


def bounded(called: str, body: bytes, limit: int) -> bytes:
    """The body itself. Raises InputTooLarge, in which ``called`` names it."""
    if len(body) > limit:
        raise InputTooLarge(
            f"{called} dài {len(body)} byte, nhiều nhất là {limit} byte; hãy tách bớt.", limit
        )
    return body

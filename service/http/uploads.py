"""What was uploaded, within its limits: the bytes, their format, and of a workbook what else is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from service import intake
from service.config import Settings
from service.documents.document_type import DocumentType
from service.errors import InputTooLarge, UnsupportedMedia


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


def format_of(
    name: str, media_type: str = "", endings: Sequence[str] = tuple(intake.FORMATS)
) -> intake.Format:
    """The format of a file by the ending of its name, else by its media type.

    Raises UnsupportedMedia for one whose files have none of the ``endings``.
    """
    ending = "." + name.lower().rpartition(".")[2]
    found = intake.FORMATS.get(ending) or intake.FORMATS_BY_MEDIA_TYPE.get(media_type)
    if found is None or found not in {intake.FORMATS[taken] for taken in endings}:
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

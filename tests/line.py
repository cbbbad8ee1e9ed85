"""The bytes of an input as the line takes them: its document type, and what it was parsed to."""

from __future__ import annotations

from service import documents, intake
from service.documents.document_type import DocumentType


def parse(
    slug: str, body: bytes, file_format: intake.Format = "json", file: intake.File = intake.NO_FILE
) -> tuple[DocumentType, intake.ParsedInput]:
    """What ``pipeline.review`` and ``pipeline.produce`` take after the services."""
    document_type = documents.get(slug)
    return document_type, intake.read(body, file_format, document_type, file)

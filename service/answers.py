"""What a check and a reading answer, as plain data: one shape for the API, the command line and whoever asks next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from service import intake, pipeline, profiles
from service.documents.document_type import DocumentType, Review
from service.errors import NotOurDocument
from service.importing.word import account
from service.pipeline import Services
from service.uploads import Upload

#: Why an input was judged by the law of a day: it was asked for, it is the document's, the document has none.
JUDGED_BECAUSE: Final = ("asked", "issued_date", "today")


def verdict(
    services: Services, document_type: DocumentType, reviewed: Review, on: date | None = None
) -> dict[str, Any]:
    """``{valid, errors[], warnings[], law}``, and of a spreadsheet ``reading`` (contract §7)."""
    return {
        "valid": not reviewed.error_count,
        **violations(reviewed),
        "law": _judged_by(services, document_type, reviewed, on),
        **_reading(reviewed),
    }


def _judged_by(
    services: Services, document_type: DocumentType, reviewed: Review, on: date | None
) -> dict[str, str]:
    """The day whose law an input was held against, and the data pack that knows it."""
    issued = document_type.issued_on(reviewed.record)
    asked, dated, undated = JUDGED_BECAUSE
    if on is not None:
        day, because = on, asked
    elif isinstance(issued, date):
        day, because = issued, dated
    else:
        day, because = services.reference.today, undated
    return {
        "on": day.isoformat(),
        "because": because,
        "data_pack": services.reference.version,
    }


def violations(reviewed: Review) -> dict[str, Any]:
    """``{errors[], warnings[]}``."""
    return {
        "errors": [violation.as_json() for violation in reviewed.errors],
        "warnings": [violation.as_json() for violation in reviewed.warnings],
    }


def held_input(
    services: Services, document_type: DocumentType, upload: Upload, *, strict: bool = False
) -> tuple[dict[str, Any], Review]:
    """The input that a file holds, ``{input, reading, changes[], errors[], warnings[]}``, and its review.

    Raises UnreadableInput or InputTooLarge.
    """
    changes: list[dict[str, Any]] = []
    reading: object = None
    try:
        parsed = upload.parse(document_type)
    except NotOurDocument:
        draft = intake.draft_of_document(upload.body, document_type)
        parsed = intake.ParsedInput(draft.data, violations=draft.violations)
        reading = {"sheets": [], **account.as_json(draft)}
    if parsed.returned is None:
        reviewed = pipeline.review(services, document_type, parsed, strict=strict)
    else:
        found = pipeline.reimport(services, document_type, parsed.returned, strict=strict)
        reviewed, changes = found.review, found.merged.as_json()
    answer = {
        "input": parsed.data,
        "reading": reading,
        "changes": changes,
        **violations(reviewed),
        **_reading(reviewed),
    }
    return answer, reviewed


def filled(
    document_type: DocumentType, parsed: intake.ParsedInput, profile: profiles.Profile | None
) -> intake.ParsedInput:
    """An input with what it does not say taken from a profile; a document of ours that came back says all it has to."""
    if profile is None or parsed.returned is not None:
        return parsed
    return replace(parsed, data=profiles.filled(document_type, parsed.data, profile.data))


def plain(value: object) -> float | str:
    """What JSON writes for a figure of an input, which is exact: its number; for anything else its text."""
    return float(value) if isinstance(value, Decimal) else str(value)


def _reading(reviewed: Review) -> dict[str, Any]:
    """What was read of a spreadsheet, always reported; nothing for any other input (contract §7)."""
    if not reviewed.sheets:
        return {}
    return {"reading": {"sheets": [sheet.as_json() for sheet in reviewed.sheets]}}

"""A workbook that was read is shown as it was understood, before any of it is used.

Beside a form in which something stands already it joins that, as a whole text does: nothing typed is replaced.
"""

from __future__ import annotations

from typing import Any

from flask import Response

from service import intake, pipeline, profiles
from service.documents.document_type import DocumentType
from service.http.pages import (
    page_answers,
    posted_input,
    profile_views,
    violation_links,
    word_outline,
)
from service.importing import word
from service.pipeline import Services

MOST_SHOWN = 300


def show(
    services: Services,
    document_type: DocumentType,
    parsed: intake.ParsedInput,
    name: str,
    typed: Any = None,
) -> Response:
    """What every list, column and row was taken for; ``typed`` is what stands in the form that it was brought to."""
    given, untouched = profile_views.without_profile(services, document_type, typed)
    joined = word.join(given, parsed.data)
    whole = profiles.completed(joined.data, untouched)
    carried = posted_input.written(services.settings, whole)
    # Cells are those of the workbook's own rows, which come behind the typed ones.
    reviewed = intake.ParsedInput(whole, violations=parsed.violations) if typed else parsed
    found = pipeline.review(services, document_type, reviewed)
    violations = violation_links.not_of_the_office(document_type, found.violations)
    left_out = len(found.violations) - len(violations)
    return page_answers.page(
        "understood.html",
        document_type=document_type,
        name=name,
        reading=parsed,
        kept=word_outline.kept(joined, parsed.data, document_type),
        repeated=len(joined.repeated),
        violations=violation_links.in_page_words(violations)[:MOST_SHOWN],
        count=found.error_count + found.warning_count - left_out,
        most=MOST_SHOWN,
        data=carried.json,
        typed=posted_input.packed(document_type, typed) if typed else "",
    )

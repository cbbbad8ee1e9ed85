"""Data and its violations become the form's page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Response

from service import intake, pdf
from service.documents.document_type import ISSUED, DocumentType
from service.errors import Violation
from service.http.pages import (
    bases,
    form_builder,
    form_parser,
    page_answers,
    posted_input,
    profile_views,
    violation_links,
)
from service.pipeline import Services
from service.violation_list import MORE


def show(
    services: Services,
    document_type: DocumentType,
    data: Any,
    violations: Iterable[Violation] | None = None,
    *,
    status: int = 200,
    **notices: Any,
) -> Response:
    """The form, filled with ``data`` and marked with ``violations``, None when it was not checked.

    ``notices`` are those of ``form.html`` and ``draft_line.html``: ``fresh``, an empty form; ``example``, nothing of it is the clerk's;
    ``opened``, a document of its own; ``of_office``, one that the profile of the browser completes; ``changed``, other than what was sent; ``checked_on``, the day as of which it
    was checked, and ``asks_for_day``, that this was none.
    """
    found = violation_links.in_page_words(violations or ())
    more = {violation.severity: violation.message for violation in found if violation.code == MORE}
    found = [violation for violation in found if violation.code != MORE]
    stated = data if isinstance(data, dict) else {"": data}
    sheet = form_builder.build(document_type, stated, found, notices.get("focus", ""))
    links = violation_links.link(document_type, sheet, found)
    return page_answers.page(
        "form.html",
        status,
        document_type=document_type,
        sheet=sheet,
        templates=form_builder.blank_rows(document_type),
        names=form_builder.known_names(sheet),
        offers=bases.Offers(services.reference.catalogue, _issued(services, data)),
        as_of=services.reference.catalogue.as_of,
        endings=(*intake.WORKBOOK_ENDINGS, *pdf.OLD_TEXTS),
        errors=[link for link in links if link.violation.severity == "error"],
        warnings=[link for link in links if link.violation.severity == "warning"],
        can_preview=services.converter.available,
        has_scripts=posted_input.has_scripts(),
        office=profile_views.above_form(services, document_type, data),
        checked=violations is not None,
        more=more,
        **notices,
    )


def typed(document_type: DocumentType, data: Any) -> Any:
    """Data as the form's own inputs give it back, so that "01/07/2020" is read as it is when typed."""
    sheet = form_builder.build(document_type, data)
    return form_parser.parse(intake.items(document_type), sheet.pairs()).data


def _issued(services: Services, data: Any) -> date:
    """The day of issue, if it can be read, else today."""
    issued, today = data.get(ISSUED) if isinstance(data, dict) else None, services.reference.today
    try:
        return date.fromisoformat(issued) if isinstance(issued, str) else today
    except ValueError:
        return today

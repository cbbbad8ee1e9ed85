"""A form as it stands, whole or half typed, becomes the pages of its document, to be looked at beside it.

Only this module knows how pages travel: as a page of their own, which a frame shows and a script takes apart.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from flask import Response, render_template

from service import preview as drawing
from service.documents.document_type import DocumentType
from service.errors import BrokenTemplate, ConverterBusy, InvalidInput, Saturated, VanbanError
from service.http.pages import page_answers, posted_input, violation_links
from service.http.pages.form_parser import ParsedForm
from service.page_letters import Corners
from service.pdf.page_images import PageImage
from service.pipeline import Services
from service.preview import Preview


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a value on a page: ``label`` is that of a gap, "" for a value that is there."""

    pointer: str
    label: str
    box: Corners


@dataclass(frozen=True, slots=True)
class _Page:
    image: PageImage
    source: str
    lines: list[_Line]


def no_preview_yet(_: Services, document_type: DocumentType) -> str:
    return render_template("preview.html", document_type=document_type)


def preview(services: Services, document_type: DocumentType) -> Response:
    """The pages; where there are none, why: with 202 and ``Retry-After`` when others are drawn first."""
    try:
        form = posted_input.data_or_form(document_type)
        posted = posted_input.written(services.settings, form.data)
        drawn = drawing.draw(services, document_type, posted.data)
    except BrokenTemplate:
        # Ours to repair, not the clerk's: it has an id and stands in the log, like everywhere.
        raise
    except VanbanError as error:
        return _not_drawn(document_type, error)
    answer = page_answers.page(
        "preview.html", document_type=document_type, drawn=drawn, pages=_pages(drawn, form)
    )
    answer.headers["X-Template"] = drawn.template
    return answer


def _not_drawn(document_type: DocumentType, error: VanbanError) -> Response:
    violations = error.violations if isinstance(error, InvalidInput) else ()
    answer = page_answers.page(
        "preview.html",
        422,
        document_type=document_type,
        message=str(error),
        violations=violation_links.in_page_words(violations),
    )
    if isinstance(error, (ConverterBusy, Saturated)):
        # Nothing is wrong: whoever types is drawn a little later.
        answer.status_code = 202
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _pages(drawn: Preview, form: ParsedForm) -> list[_Page]:
    """The pages; a row that was moved, or that blank ones stand before, leads to the inputs it was posted by."""
    pages = [
        _Page(image, f"data:image/png;base64,{base64.b64encode(image.png).decode()}", [])
        for image in drawn.pages
    ]
    for place in drawn.places:
        label = drawn.gaps.get(place.pointer, "")
        pointer = form.posted(place.pointer)
        pages[place.page].lines.extend(_Line(pointer, label, box) for box in place.boxes)
    return pages

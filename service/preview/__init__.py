"""An input, whole or half typed, becomes the pages that its document would have.

>>> pages = draw(services, document_type, data)    # doctest: +SKIP

What is missing is a gap (``gaps``), a long table is cut (``long_tables``), and every value knows its place on the pages
(``places``). Such pages are only looked at: the document that they were drawn of is dropped, and is never delivered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service import pipeline, revision
from service.documents.document_type import DocumentType
from service.errors import InvalidInput
from service.pdf import page_images
from service.pdf.page_images import PageImage
from service.pipeline import Services
from service.preview import gaps
from service.preview.places import Place, places
from service.revision import marking
from service.violation_list import ViolationList

#: So many pages are drawn; who wants to read more takes the document.
MOST_PAGES = 12


@dataclass(frozen=True, slots=True)
class Preview:
    """Drawn pages: the first ones of ``count``, where each value stands on them, and what is still missing.

    ``gaps`` are labels by pointer; ``errors`` is how many violations keep the document from being made.
    """

    pages: list[PageImage]
    count: int
    places: list[Place]
    gaps: Mapping[str, str]
    errors: int
    template: str


def draw(services: Services, document_type: DocumentType, data: Any) -> Preview:
    """Draw an input. Raises what ``Converter.to_pdf`` does; InvalidInput for lists that are too long to be read."""
    found = ViolationList()
    sound = document_type.check(data, found, services.reference, services.limits)
    errors = found.counts()["error"].total()
    if errors and not sound:
        raise InvalidInput(found.shown(), errors)
    completed = gaps.completed(document_type, sound)
    record = completed.record
    document = pipeline.render_undelivered(services, document_type, record)
    marked = marking.mark(document_type, record)
    printed = revision.read(pipeline.render_undelivered(services, document_type, marked.record))
    services.before_pdf()
    drawn = page_images.draw(services.converter.to_pdf(document), MOST_PAGES)
    return Preview(
        drawn.pages,
        drawn.count,
        places(marked, printed, drawn),
        completed.gaps,
        errors,
        pipeline.template_name(services, document_type),
    )

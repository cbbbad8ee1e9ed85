"""An input, whole or half typed, becomes the pages that its document would have.

>>> pages = draw(services, document_type, data)    # doctest: +SKIP

What is missing is a gap (``gaps``), a long table is cut (``docx.shortening``), and every value knows its place on the pages
(``places``). Such pages are only looked at: the document that they were drawn of is dropped, and is never delivered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from service import pipeline, revision
from service.documents.document_type import DocumentType
from service.docx import shortening
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
_CODE = "/organ/code"


@dataclass(frozen=True, slots=True)
class Preview:
    """Drawn pages: the first ones of ``count``, where each value stands on them, and what is still missing.

    ``gaps`` are labels by pointer; ``errors`` is how many violations keep the document from being made; ``is_short`` says
    that rows of long tables were left out, so that ``count`` counts fewer pages than the document will have.
    """

    pages: list[PageImage]
    count: int
    places: list[Place]
    gaps: Mapping[str, str]
    errors: int
    is_short: bool
    template: str


def _of_the_organ(place: Place) -> Place:
    """A notation that nobody typed is made of the organ's abbreviation, which is what can be typed."""
    return replace(place, pointer=_CODE) if place.pointer == "/code_notation" else place


def _of_the_choice(place: Place, gaps: Mapping[str, str]) -> Place:
    """What is printed for a choice that nobody made stands where its own name would: the choice is what can be made."""
    choice = place.pointer.removesuffix("_name")
    made_up = place.pointer not in gaps and choice in gaps
    return replace(place, pointer=choice) if made_up else place


def _beginnings(value: Any) -> Any:
    """The same record with the first rows of long lists only: those are looked for on the pages."""
    if isinstance(value, dict):
        return {name: _beginnings(inside) for name, inside in value.items()}
    if type(value) is list:
        shown = value if len(value) <= shortening.MOST else value[: shortening.FIRST]
        return [_beginnings(inside) for inside in shown]
    return value


def draw(services: Services, document_type: DocumentType, data: Any) -> Preview:
    """Draw an input. Raises what ``Converter.to_pdf`` does; InvalidInput for lists that are too long to be read."""
    found = ViolationList()
    sound = document_type.check(data, found, services.reference, services.limits)
    errors = found.counts()["error"].total()
    if errors and not sound:
        raise InvalidInput(found.shown(), errors)
    completed = gaps.completed(document_type, sound)
    record = completed.record
    rendered = pipeline.render_undelivered(services, document_type, record)
    document, is_short = shortening.shortened(rendered.content)
    marked = marking.mark(document_type, _beginnings(record))
    printed = revision.read(
        pipeline.render_undelivered(services, document_type, marked.record).content
    )
    services.before_pdf()
    pdf = services.converter.to_pdf(document, leaves_room=True)
    drawn = page_images.draw(pdf, MOST_PAGES)
    found_places = [
        _of_the_choice(place, completed.gaps) for place in places(marked, printed, drawn)
    ]
    if not record.get("code_notation"):
        found_places = [_of_the_organ(place) for place in found_places]
    return Preview(
        drawn.pages,
        drawn.count,
        found_places,
        completed.gaps,
        errors,
        is_short,
        rendered.template,
    )

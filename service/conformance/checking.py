"""Any .docx becomes a report: read, its components found, every rule of the decree asked, its findings placed on pages."""

from __future__ import annotations

from service.conformance import components, placing, reading
from service.conformance.findings import Report, Where
from service.conformance.pages import PrintedPages
from service.conformance.rules import Judged, judge
from service.conformance.word_document import WordDocument
from service.page_letters import Pages


def check(docx: bytes, *, type: str | None = None, pages: Pages | None = None) -> Report:
    """The report of bytes that nobody trusts; to be called in a child (``untrusted.isolation``).

    ``type`` is the slug of the document's type where the caller knows it, ``pages`` the letters of its printed pages:
    without them what is a question of places is told as unjudged. Raises UnreadableInput or InputTooLarge.
    """
    document = reading.read(docx)
    printed = None if pages is None else placing.printed(document, pages)
    report = judged(document, type=type, printed=printed)
    return report if printed is None else placing.located(report, document, printed)


def judged(
    document: WordDocument, *, type: str | None = None, printed: PrintedPages | None = None
) -> Report:
    """The report of a document that was read, without the places of its findings on pages."""
    found = components.find(document, type)
    findings, unjudged = judge(Judged(document, found, printed))
    return Report(
        type=found.slug,
        type_certainty=found.type_certainty,
        components=found.found,
        findings=findings,
        unjudged=unjudged,
        unrecognised=tuple(_place(document, at) for at in found.unrecognised),
        type_name=found.type_name,
        family=found.family,
        refusal=document.refusal,
    )


def _place(document: WordDocument, at: int) -> Where:
    paragraph = document.paragraphs[at]
    return Where(paragraph.part, paragraph.index, paragraph.section)

"""Any .docx becomes its report, with the places of its findings on drawn pages, and what is made of them: copies, pictures.

Bytes from outside are read in a child (``untrusted.isolation``), pages are drawn by the converter; here the two meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from service.conformance import checking, converting, fixing, reading, refusals
from service.conformance.converting import Converted
from service.conformance.findings import Report, Severity
from service.conformance.fixing import Mended, Step
from service.conformance.writing import comments, words
from service.conformance.writing.marks import Mark, marks
from service.docx import embedded_data
from service.errors import (
    ConversionFailed,
    ConverterBusy,
    ConverterMissing,
    InputTooLarge,
    MendedTooMuch,
    NotToBeChanged,
)
from service.page_letters import PageLetters, Pages
from service.pdf import page_images
from service.pdf.page_images import DrawnPages, PageImage, Shape
from service.pipeline import Services
from service.untrusted import isolation
from service.untrusted.fork_server import Limits

#: So many pages are drawn and looked at; what stands behind them is found all the same, and told without a place.
MOST_PAGES: Final = 20
#: A document is read and judged anew after each stage of mending.
_MENDING: Final = Limits(seconds=20, clock_seconds=50)
_COLOURS: Final[dict[Severity, tuple[int, int, int]]] = {
    "error": (163, 32, 29),
    "warning": (155, 108, 10),
    "info": (31, 78, 140),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A report; ``drawn`` are the pages that its boxes are on, None where there are none: ``why_not`` says it to a clerk."""

    report: Report
    drawn: DrawnPages | None = None
    pdf: bytes = b""
    why_not: str = ""

    @property
    def numbered(self) -> tuple[words.Numbered, ...]:
        """The findings by the numbers that stand on the pages."""
        return words.numbered(self.report.findings)

    @property
    def marks(self) -> list[Mark]:
        """What stands on the drawn pages."""
        pages = self.drawn.pages if self.drawn else []
        return marks(self.numbered, [(page.width, page.height) for page in pages])


def check(services: Services, docx: bytes, slug: str | None = None) -> Checked:
    """A document held against the decree, on its pages where they can be drawn now; ``slug`` is its type, if it is known.

    The document is read before any converter gets it: what may not be read is not drawn either. Raises UnreadableInput,
    InputTooLarge or Saturated.
    """
    return on_pages(services, docx, slug, isolation.run(checking.check, docx, type=slug))


def on_pages(services: Services, docx: bytes, slug: str | None, report: Report) -> Checked:
    """A document's ``report``, made without pages, as it is with them; as it is where none can be drawn now."""
    try:
        services.before_pdf()
        pdf = services.converter.to_pdf(docx, foreign=True)
        drawn = page_images.draw(pdf, MOST_PAGES, in_colour=True)
    except (ConverterMissing, ConverterBusy, ConversionFailed) as error:
        return Checked(report, why_not=str(error))
    placed = isolation.run(checking.check, docx, type=slug, pages=_letters(drawn))
    return Checked(placed, drawn, pdf)


def with_comments(docx: bytes, slug: str | None = None) -> bytes:
    """The document with each finding as a Word comment at its place.

    Raises NotToBeChanged for a signed or protected one, and what ``check`` does.
    """
    return isolation.run(_commented, docx, slug)


def _commented(docx: bytes, slug: str | None) -> bytes:
    document = reading.read(docx)
    refusals.refuse(embedded_data.unpack(docx), document.main_part)
    return comments.commented(docx, document, checking.check(docx, type=slug).findings)


def mend(docx: bytes, slug: str | None = None, *, tracked: bool = False) -> Mended:
    """The document with everything mended that can be. Raises NotToBeChanged, MendedTooMuch, and what ``check`` does."""
    return isolation.within(_MENDING, _mended, docx, slug, tracked)


@dataclass(frozen=True, slots=True)
class LookedAhead:
    """A report, and every step of what mending would change; ``why_not`` says to a clerk why the document is not mended."""

    report: Report
    steps: tuple[Step, ...] = ()
    why_not: str = ""


def look_ahead(docx: bytes, slug: str | None = None) -> LookedAhead:
    """What mending would change: the document is mended, and the outcome thrown away. Raises what ``check`` does."""
    try:
        mended = mend(docx, slug)
    except (NotToBeChanged, InputTooLarge, MendedTooMuch) as refused:
        report = isolation.run(checking.check, docx, type=slug)
        return LookedAhead(report, why_not=str(refused))
    return LookedAhead(mended.before, mended.steps)


def _mended(docx: bytes, slug: str | None, tracked: bool) -> Mended:
    return fixing.mend(docx, lambda document: checking.judged(document, type=slug), tracked=tracked)


def convert(docx: bytes) -> Converted:
    """The document with its letters of TCVN3 and VNI in Unicode. Raises NotToBeChanged, MendedTooMuch, and what ``check`` does."""
    return isolation.run(converting.convert, docx)


def marked_pages(checked: Checked) -> list[PageImage]:
    """The drawn pages with the findings drawn on them."""
    shapes = [
        Shape(
            mark.page - 1, (box.left, box.top, box.right, box.bottom), _COLOURS[mark.severity], text
        )
        for mark in checked.marks
        for box, text in (*((frame, "") for frame in mark.frames), (mark.badge, str(mark.number)))
    ]
    return page_images.draw(checked.pdf, MOST_PAGES, in_colour=True, shapes=shapes).pages


def _letters(drawn: DrawnPages) -> Pages:
    return Pages(
        tuple(
            PageLetters(page.width, page.height, page.letters, page.boxes) for page in drawn.pages
        ),
        drawn.count,
    )

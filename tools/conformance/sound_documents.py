"""Documents in which nothing is wrong, each named: what five offices, LibreOffice, python-docx and this service make."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from lxml import etree

from tools.conformance import own_documents
from tools.conformance.further_manuscripts import FURTHER_MANUSCRIPTS
from tools.conformance.hands import DIRECT, EXACT_LINES, HANDS, OWN_STYLES
from tools.conformance.manuscripts import MANUSCRIPTS, Manuscript
from tools.conformance.word_package import NAMESPACES

FILES = Path(__file__).resolve().parent / "files"


@dataclass(frozen=True)
class Sound:
    """One sound document: who made it, its type, its bytes."""

    maker: str
    slug: str
    docx: bytes

    @property
    def name(self) -> str:
        """What it is called in a report."""
        return f"{self.maker}/{self.slug}"


def made_by_hands() -> Iterator[Sound]:
    """Three texts in five hands."""
    for hand in HANDS:
        for manuscript in MANUSCRIPTS:
            yield Sound(hand.name, manuscript.slug, hand.document(manuscript))


def made_besides() -> Iterator[Sound]:
    """A công văn and a quy chế, for what the three types have no place for."""
    for hand in (DIRECT, OWN_STYLES, EXACT_LINES):
        for manuscript in FURTHER_MANUSCRIPTS:
            yield Sound(hand.name, manuscript.slug, hand.document(manuscript))


def made_by_others() -> Iterator[Sound]:
    """The first hand's documents as LibreOffice saved them, and in the document that python-docx begins with.

    The files were saved by ``soffice --convert-to docx``: kept, because another version writes other bytes.
    """
    for manuscript in MANUSCRIPTS:
        file = FILES / f"libreoffice-{manuscript.slug}.docx"
        yield Sound("libreoffice", manuscript.slug, file.read_bytes())
        yield Sound("python-docx", manuscript.slug, _in_python_docx(manuscript))


def made_here() -> Iterator[Sound]:
    """Every sample, and samples that were changed."""
    for found in (own_documents.documents_of_samples(), own_documents.changed_documents()):
        for name, slug, content in found:
            yield Sound(f"vanban:{name}", slug, content)


def sound_documents() -> list[Sound]:
    """All of them."""
    return [*made_by_hands(), *made_by_others(), *made_here(), *made_besides()]


def _in_python_docx(manuscript: Manuscript) -> bytes:
    """The first hand's blocks in python-docx's default document: other defaults, styles and settings."""
    opened = docx.Document()
    body = opened.element.body
    sheet = DIRECT.sheet
    section = opened.sections[0]
    for name, value in (("page_width", sheet.width), ("page_height", sheet.height)):
        setattr(section, name, docx.shared.Mm(value))
    edges = {"top": sheet.top, "bottom": sheet.bottom, "left": sheet.left, "right": sheet.right}
    for edge, mm in edges.items():
        setattr(section, f"{edge}_margin", docx.shared.Mm(mm))
    section.different_first_page_header_footer = True
    blocks = [*DIRECT.opening(manuscript), *DIRECT.text(manuscript), *DIRECT.closing(manuscript)]
    for block in _elements(blocks):
        body.insert(len(body) - 1, block)
    for part in DIRECT.all_parts():
        if part.kind == "header":
            header = section.header._element
            header[:] = etree.fromstring(part.content)[:]
    target = io.BytesIO()
    opened.save(target)
    return target.getvalue()


def _elements(blocks: list[str]) -> list[etree._Element]:
    return list(etree.fromstring(f"<body {NAMESPACES}>{''.join(blocks)}</body>"))

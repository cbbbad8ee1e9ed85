"""Where the values of a record stand on its pages: the marked paragraphs of a document, found again letter by letter.

A document made from the marked record says which values each paragraph holds (``revision.marking``); the paragraphs
are looked for, in order and without their blanks, among the letters of the pages. What is not found is not claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.page_letters import Corners, LetterRow
from service.pdf.page_images import DrawnPages
from service.revision import Unit
from service.revision.document_text import paragraphs
from service.revision.marking import Marked
from service.revision.marks import MARK


@dataclass(frozen=True, slots=True)
class Place:
    """A value on a page, numbered from 0: its pointer, and a box for each of its lines."""

    page: int
    pointer: str
    boxes: tuple[Corners, ...]


def places(marked: Marked, printed: Sequence[Unit], drawn: DrawnPages) -> list[Place]:
    """The values of the marked record on the drawn pages, in reading order; ``printed`` is the document made from it."""
    pages = LetterRow(drawn.pages)
    found: list[Place] = []
    reached = 0
    for paragraph in paragraphs(printed):
        bare = _bare(paragraph.text)
        at = pages.find(bare, reached)
        reached = max([reached, *(end for _, end in at.values())])
        for pointer, start, end in _values(marked, paragraph.text):
            found += [Place(page, pointer, boxes) for page, boxes in pages.lines(at, start, end)]
    return found


def _bare(text: str) -> str:
    return "".join(MARK.sub("", text).split())


def _values(marked: Marked, text: str) -> Iterator[tuple[str, int, int]]:
    """The values of a marked paragraph, each with its start and end among the paragraph's letters."""
    for sign in dict.fromkeys(MARK.findall(text)):
        pointer, forms = marked.forms(sign)
        form = next((form for form in forms if form in text), None)
        if not pointer:
            continue
        if form is None:
            yield pointer, 0, len(_bare(text))
        else:
            start = len(_bare(text[: text.find(form)]))
            yield pointer, start, start + len(_bare(form))

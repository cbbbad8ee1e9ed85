"""Where the values of a record stand on its pages: the marked paragraphs of a document, found again letter by letter.

A document made from the marked record says which values each paragraph holds (``revision.marking``); the paragraphs
are looked for, in order and without their blanks, among the letters of the pages. What is not found is not claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from service.pdf.page_images import Box, DrawnPages
from service.revision import Unit
from service.revision.document_text import paragraphs
from service.revision.marking import Marked
from service.revision.marks import MARK

#: A paragraph that a page's end or a number at its foot cuts is looked for in halves, down to so many letters.
_SHORTEST: Final = 8
#: A paragraph stands this near, in letters, to the one before; most stand directly behind it.
_NEAR: Final = 4_000
#: Letters whose boxes share this much of their height stand in one line.
_SAME_LINE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """A value on a page, numbered from 0: its pointer, and a box for each of its lines."""

    page: int
    pointer: str
    boxes: tuple[Box, ...]


def places(marked: Marked, printed: Sequence[Unit], drawn: DrawnPages) -> list[Place]:
    """The values of the marked record on the drawn pages, in reading order; ``printed`` is the document made from it."""
    pages = _Letters(drawn)
    found: list[Place] = []
    reached = 0
    for paragraph in paragraphs(printed):
        bare = _bare(paragraph.text)
        at = pages.find(bare, reached)
        reached = max([reached, *(end for _, end in at.values())])
        for pointer, start, end in _values(marked, paragraph.text):
            found += pages.places(pointer, at, start, end)
    return found


def _bare(text: str) -> str:
    return "".join(MARK.sub("", text).split())


def _values(marked: Marked, text: str) -> Iterator[tuple[str, int, int]]:
    """The values of a marked paragraph, each with its start and end among the paragraph's letters."""
    for sign in dict.fromkeys(MARK.findall(text)):
        pointer, forms = marked.forms.get(sign, ("", ()))
        form = next((form for form in forms if form in text), None)
        if not pointer:
            continue
        if form is None:
            yield pointer, 0, len(_bare(text))
        else:
            start = len(_bare(text[: text.find(form)]))
            yield pointer, start, start + len(_bare(form))


class _Letters:
    """All letters of the drawn pages in one row."""

    def __init__(self, drawn: DrawnPages) -> None:
        self._text = "".join(page.letters for page in drawn.pages)
        self._pages = [at for at, page in enumerate(drawn.pages) for _ in page.boxes]
        self._boxes = [box for page in drawn.pages for box in page.boxes]

    def find(self, bare: str, reached: int, offset: int = 0) -> dict[int, tuple[int, int]]:
        """The pieces of a paragraph that are found, by their offset in it: where each starts and ends in the row."""
        if not bare:
            return {}
        start = self._text.find(bare, reached, reached + _NEAR + len(bare))
        if start >= 0:
            return {offset: (start, start + len(bare))}
        half = len(bare) // 2
        if half < _SHORTEST:
            return {}
        first = self.find(bare[:half], reached, offset)
        reached = max([reached, *(end for _, end in first.values())])
        return {**first, **self.find(bare[half:], reached, offset + half)}

    def places(
        self, pointer: str, pieces: dict[int, tuple[int, int]], start: int, end: int
    ) -> Iterator[Place]:
        """The lines that the letters ``start`` to ``end`` of a paragraph stand in."""
        here: list[int] = []
        for offset, (begins, ends) in pieces.items():
            first = max(begins, begins + start - offset)
            here += range(first, min(ends, begins + end - offset))
        for page in dict.fromkeys(self._pages[at] for at in here):
            boxes = [self._boxes[at] for at in here if self._pages[at] == page]
            yield Place(page, pointer, tuple(_lines(boxes)))


def _lines(boxes: Sequence[Box]) -> Iterator[Box]:
    """The boxes of letters, joined line by line."""
    line: Box | None = None
    for box in boxes:
        if line is not None and _in_one_line(line, box):
            line = (
                min(line[0], box[0]),
                min(line[1], box[1]),
                max(line[2], box[2]),
                max(line[3], box[3]),
            )
            continue
        if line is not None:
            yield line
        line = box
    if line is not None:
        yield line


def _in_one_line(one: Box, other: Box) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > _SAME_LINE * min(one[3] - one[1], other[3] - other[1])

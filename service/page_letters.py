"""The letters of drawn pages in one row, in which a paragraph is found again by its letters, with the boxes of its lines.

Plain data: whoever draws pages (``pdf.page_images``) makes it, and whoever knows what stands on them looks it up. Blanks
never count, since a PDF draws none; what is not found is not claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

#: left, top, right, bottom in points from the page's upper left corner.
Corners = tuple[float, float, float, float]

#: A paragraph that a page's end or a number at its foot cuts is looked for in halves, down to so many letters.
SHORTEST: Final = 8
#: A paragraph stands this near, in letters, to the one before; most stand directly behind it.
_NEAR: Final = 4_000
#: Letters whose boxes share this much of their height stand in one line.
_SAME_LINE: Final = 0.5


class HasLetters(Protocol):
    """A page with all its letters but blanks, in the order in which they were drawn, and a box for each."""

    @property
    def letters(self) -> str: ...
    @property
    def boxes(self) -> Sequence[Corners]: ...


@dataclass(frozen=True, slots=True)
class PageLetters:
    """One page without its picture: its size in points, its letters, and a box for each."""

    width: float
    height: float
    letters: str
    boxes: Sequence[Corners]


@dataclass(frozen=True, slots=True)
class Pages:
    """The first pages of a document, and how many it has."""

    pages: tuple[PageLetters, ...]
    count: int


#: Where the letters of a piece of a paragraph begin and end in the row, by the piece's offset in the paragraph.
Pieces = Mapping[int, tuple[int, int]]


class LetterRow:
    """All letters of the pages in one row."""

    def __init__(self, pages: Iterable[HasLetters]) -> None:
        drawn = list(pages)
        self.text: Final = "".join(page.letters for page in drawn)
        self._pages = [at for at, page in enumerate(drawn) for _ in page.boxes]
        self._boxes = [box for page in drawn for box in page.boxes]

    def find(self, bare: str, reached: int, offset: int = 0) -> dict[int, tuple[int, int]]:
        """The pieces of a paragraph that are found behind ``reached``, by their offset in it."""
        if not bare:
            return {}
        start = self.text.find(bare, reached, reached + _NEAR + len(bare))
        if start >= 0:
            return {offset: (start, start + len(bare))}
        half = len(bare) // 2
        if half < SHORTEST:
            return {}
        first = self.find(bare[:half], reached, offset)
        reached = max([reached, *(end for _, end in first.values())])
        return {**first, **self.find(bare[half:], reached, offset + half)}

    def lines(
        self, pieces: Pieces, start: int, end: int
    ) -> Iterator[tuple[int, tuple[Corners, ...]]]:
        """The lines that the letters ``start`` to ``end`` of a paragraph stand in, page by page, pages from 0."""
        here: list[int] = []
        for offset, (begins, ends) in pieces.items():
            first = max(begins, begins + start - offset)
            here += range(first, min(ends, begins + end - offset))
        for page in dict.fromkeys(self._pages[at] for at in here):
            boxes = [self._boxes[at] for at in here if self._pages[at] == page]
            yield page, tuple(_lines(boxes))


def _lines(boxes: Sequence[Corners]) -> Iterator[Corners]:
    """The boxes of letters, joined line by line."""
    line: Corners | None = None
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


def _in_one_line(one: Corners, other: Corners) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > _SAME_LINE * min(one[3] - one[1], other[3] - other[1])

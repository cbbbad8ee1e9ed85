"""The pages that a document has when it is printed, as rules see them: their sizes, and where each paragraph stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.conformance.findings import Box

#: The boxes of a paragraph's lines, from the first to the last, by its index in ``WordDocument.paragraphs``. Lengths are
#: points from the page's upper left corner; a paragraph that was not found on the pages is not there.
Places = Mapping[int, tuple[Box, ...]]


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """The first pages: ``sizes`` are width and height in points, page by page; ``count`` is how many the document has."""

    sizes: tuple[tuple[float, float], ...]
    places: Places
    count: int

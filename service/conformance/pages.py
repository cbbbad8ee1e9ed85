"""The pages that a document has when it is printed, as plain data: their sizes and where every word stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """One word of the PDF. ``page`` counts from 1; lengths are points from the page's upper left corner."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Pages:
    """``sizes`` are width and height in points, page by page; ``words`` are in reading order."""

    sizes: tuple[tuple[float, float], ...]
    words: tuple[PrintedWord, ...]

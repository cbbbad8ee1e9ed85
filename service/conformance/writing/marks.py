"""Findings become marks on the pages: a frame around each line they speak of, and a numbered badge beside it.

One layout for all that is drawn, so that a picture, the page for clerks and the report show the same number at the same place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from service.conformance.findings import Box, Severity
from service.conformance.writing.words import Numbered

#: Points. A digit of a bold sans serif is about as wide as a bit more than half its size.
_BADGE_HEIGHT: Final = 13.0
_DIGIT: Final = 6.0
_AROUND_DIGITS: Final = 6.0
_GAP: Final = 1.5
#: Badges that find no free place after so many tries lie over others.
_MOST_TRIES: Final = 400
#: A page with more marks can be read by nobody, and drawn by no browser.
_MOST_ON_PAGE: Final = 250


@dataclass(frozen=True, slots=True)
class Mark:
    """One place of a finding on one page (from 1): the frames of its lines, and where its number stands."""

    page: int
    number: int
    severity: Severity
    frames: tuple[Box, ...]
    badge: Box


def marks(findings: Sequence[Numbered], sizes: Sequence[tuple[float, float]]) -> list[Mark]:
    """The marks of all pages, in the order of the numbers; ``sizes`` are those of the drawn pages in points."""
    taken: dict[int, list[Box]] = {}
    found = []
    for one in findings:
        for page, frames in _places(one, len(sizes)):
            others = taken.setdefault(page, [])
            if len(others) >= _MOST_ON_PAGE:
                continue
            badge = _badge(one.number, frames[0], others, sizes[page - 1])
            others.append(badge)
            found.append(Mark(page, one.number, one.finding.severity, frames, badge))
    return found


def _places(one: Numbered, count: int) -> Iterator[tuple[int, tuple[Box, ...]]]:
    """Every place of a finding, page by page, on the first ``count`` pages."""
    for where in (one.finding.where, *one.finding.also):
        for page in dict.fromkeys(box.page for box in where.boxes):
            if page <= count:
                yield page, tuple(box for box in where.boxes if box.page == page)


def _badge(number: int, frame: Box, others: Sequence[Box], size: tuple[float, float]) -> Box:
    """Left of the frame's first line; where other badges stand, further left, then lower or higher."""
    width = _AROUND_DIGITS + _DIGIT * len(str(number))
    begin = max(frame.left - width - _GAP, _GAP)
    places = list(islice(_free_places(begin, frame.top, width + _GAP, size[1]), _MOST_TRIES))
    badges = [Box(frame.page, left, top, left + width, top + _BADGE_HEIGHT) for left, top in places]
    free = (badge for badge in badges if not any(_overlap(badge, other) for other in others))
    return next(free, badges[0])


def _free_places(
    begin: float, top: float, step: float, height: float
) -> Iterator[tuple[float, float]]:
    """Corners for a badge, the nearest row first: from ``begin`` to the page's edge."""
    lowest = height - _BADGE_HEIGHT - _GAP
    top = min(max(top, _GAP), lowest)
    row = _BADGE_HEIGHT + _GAP
    for away in range(int(height / row) + 1):
        for at in dict.fromkeys((top + away * row, top - away * row)):
            if _GAP <= at <= lowest:
                yield from ((begin - across * step, at) for across in range(int(begin / step) + 1))


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )

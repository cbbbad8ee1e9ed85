"""The numbers beside what they speak of: none lies over another, none leaves the page, and all places of a finding have one."""

from __future__ import annotations

from itertools import combinations

import pytest

from service.conformance.findings import Box, Where
from service.conformance.writing.marks import marks
from service.conformance.writing.words import numbered
from tests.conformance.plain_documents import MAIN, finding

A4 = (595.0, 842.0)


def at(*boxes: Box) -> Where:
    return Where(MAIN, paragraph=0, boxes=boxes)


def apart(one: Box, other: Box) -> bool:
    return (
        one.right <= other.left
        or other.right <= one.left
        or one.bottom <= other.top
        or other.bottom <= one.top
    )


def test_a_badge_stands_left_of_the_first_line() -> None:
    (mark,) = marks(
        numbered([finding(at(Box(1, 85, 100, 300, 115), Box(1, 85, 120, 200, 135)))]), [A4]
    )
    assert mark.badge.right <= 85 and mark.badge.top == 100
    assert len(mark.frames) == 2


@pytest.mark.parametrize("top", [20.0, 400.0, 838.0])
def test_many_badges_at_one_place_lie_side_by_side_on_the_page(top: float) -> None:
    here = at(Box(1, 40, top, 300, top + 11))
    badges = [mark.badge for mark in marks(numbered([finding(here)] * 40), [A4])]
    assert all(apart(one, other) for one, other in combinations(badges, 2))
    assert all(badge.left >= 0 and badge.top >= 0 and badge.bottom <= A4[1] for badge in badges)


def test_every_place_of_a_finding_has_its_number_on_its_page() -> None:
    more = (at(Box(2, 85, 50, 100, 60)), at(Box(2, 85, 80, 100, 90), Box(3, 85, 50, 100, 60)))
    found = marks(numbered([finding(at(Box(1, 85, 50, 100, 60)), also=more)]), [A4, A4])
    assert [(mark.page, mark.number) for mark in found] == [(1, 1), (2, 1), (2, 1)]


def test_numbers_follow_the_pages_from_above_and_what_has_no_place_comes_first() -> None:
    below, above = at(Box(1, 85, 500, 100, 510)), at(Box(1, 85, 50, 100, 60))
    later = at(Box(2, 85, 10, 100, 20))
    places = [later, below, above, Where(MAIN)]
    assert [one.finding.where for one in numbered([finding(where) for where in places])] == [
        Where(MAIN),
        above,
        below,
        later,
    ]

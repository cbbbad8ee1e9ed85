"""A year far ahead of the catalogue is asked about; the two figures that changed places are offered back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from service import reference
from service.language.partial_dates import PartialDate
from service.rules import Rule, future_dates

REFERENCE = reference.load()
TODAY = REFERENCE.today


def said(rule: Rule, record: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(found.pointer, found.suggestion) for found in rule.check(record, REFERENCE)]


def test_figures_of_a_year_that_changed_places_are_offered_back() -> None:
    issued = {"issued_date": date(2062, 11, 20)}
    assert said(future_dates.issued_far_ahead, issued) == [("/issued_date", "2026-11-20")]
    meeting = {"started_at": datetime(2062, 7, 1, 8), "ended_at": datetime(2062, 7, 1, 11, 30)}
    assert said(future_dates.started_far_ahead, meeting) == [("/started_at", "2026-07-01T08:00")]
    assert said(future_dates.ended_far_ahead, meeting) == [("/ended_at", "2026-07-01T11:30")]


@pytest.mark.parametrize(
    "day", [date(2099, 1, 1), PartialDate(2062, 11), PartialDate(2062), date(2072, 2, 29)]
)
def test_another_year_far_ahead_is_asked_about_without_a_guess(day: Any) -> None:
    assert said(future_dates.issued_far_ahead, {"issued_date": day}) == [("/issued_date", None)]


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"issued_date": None},
        {"issued_date": TODAY},
        {"issued_date": date(1962, 11, 20)},
        {"issued_date": date(TODAY.year + 5, 12, 31)},
    ],
)
def test_years_of_the_past_and_of_the_next_plans_are_left_alone(record: dict[str, Any]) -> None:
    assert said(future_dates.issued_far_ahead, record) == []
    assert said(future_dates.started_far_ahead, record) == []


def test_the_sixth_year_after_the_catalogue_is_asked_about() -> None:
    far = {"issued_date": date(TODAY.year + 6, 1, 1)}
    assert [pointer for pointer, _ in said(future_dates.issued_far_ahead, far)] == ["/issued_date"]

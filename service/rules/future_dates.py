"""Rules about days so far ahead that a figure of the year was mistyped: 20/11/2062 for 20/11/2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from service.errors import Violation
from service.language import wording
from service.reference import Reference
from service.rules import Record, Rule, rule, violation_at

#: What is this far ahead is no plan.
_YEARS_AHEAD: Final = 5


@rule("issued_far_ahead", reads=("/issued_date",), severity="warning")
def issued_far_ahead(record: Record, reference: Reference | None) -> Iterator[Violation]:
    """Ngày ban hành nhiều năm sau hôm nay thường là gõ nhầm năm, ví dụ 2062 thay cho 2026
    (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.4.b; cảnh báo)."""
    return _far_ahead(record, "issued_date", reference)


@rule("started_far_ahead", reads=("/started_at",), severity="warning")
def started_far_ahead(record: Record, reference: Reference | None) -> Iterator[Violation]:
    """Ngày họp nhiều năm sau hôm nay thường là gõ nhầm năm (Nghị định 30/2020/NĐ-CP, Phụ lục
    III, Mẫu 1.9; cảnh báo)."""
    return _far_ahead(record, "started_at", reference)


@rule("ended_far_ahead", reads=("/ended_at",), severity="warning")
def ended_far_ahead(record: Record, reference: Reference | None) -> Iterator[Violation]:
    """Ngày kết thúc cuộc họp nhiều năm sau hôm nay thường là gõ nhầm năm (Nghị định
    30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9; cảnh báo)."""
    return _far_ahead(record, "ended_at", reference)


def _far_ahead(record: Record, name: str, reference: Reference | None) -> Iterator[Violation]:
    day = record.get(name)
    if day is None or reference is None:
        return
    today = reference.today
    if day.year <= today.year + _YEARS_AHEAD:
        return
    meant = _figures_changed_places(day, today)
    yield violation_at(
        f"/{name}",
        f"Năm {day.year} còn xa so với hôm nay, {wording.short_date(today)}; hãy xem lại năm.",
        meant,
    )


def _figures_changed_places(day: Any, today: date) -> str | None:
    """The same day with the last two figures of its year the other way round, if that is near today; ISO 8601."""
    year = day.year // 100 * 100 + int(f"{day.year % 100:02d}"[::-1])
    if abs(year - today.year) > 1 or not isinstance(day, date):
        return None
    try:
        meant = day.replace(year=year)
    except ValueError:
        return None
    return meant.isoformat(timespec="minutes") if isinstance(meant, datetime) else meant.isoformat()


ISSUE_DATE_RULES: Final[tuple[Rule, ...]] = (issued_far_ahead,)
MEETING_DATE_RULES: Final[tuple[Rule, ...]] = (started_far_ahead, ended_far_ahead)

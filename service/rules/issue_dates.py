"""When a document is issued, as far as its draft says: a rule that needs the day sees only a whole date (contract §2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from service.language.wording import short_date
from service.rules import Record


def issued_day(record: Record) -> date | None:
    """The day of issue; None for a draft of which only the month or the year is known."""
    issued = record.get("issued_date")
    return issued if isinstance(issued, date) else None


def issued_year(record: Record) -> int | None:
    """The year of issue, also of a draft without its day."""
    issued = record.get("issued_date")
    return None if issued is None else int(issued.year)


def judged_day(record: Record, reference: Any) -> date:
    """The day whose law a record is held against: that of issue, else today."""
    today: date = reference.today
    return issued_day(record) or today


def meeting_day(record: Record, reference: Any) -> date:
    """The day on which a meeting ended, which is that of its minutes (contract §5); today where it is not known."""
    ended = record.get("ended_at")
    today: date = reference.today
    return ended.date() if isinstance(ended, datetime) else today


def today_said(record: Record, reference: Any) -> str:
    """Of a draft without its day, that today's law was looked at; "" of any other. It goes on inside a sentence."""
    if issued_day(record):
        return ""
    return f" (xét theo hôm nay, {short_date(reference.today)}, vì văn bản chưa ghi đủ ngày ký)"

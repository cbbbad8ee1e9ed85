"""When a document is issued, as far as its draft says: a rule that needs the day sees only a whole date (contract §2)."""

from __future__ import annotations

from datetime import date

from service.rules import Record


def issued_day(record: Record) -> date | None:
    """The day of issue; None for a draft of which only the month or the year is known."""
    issued = record.get("issued_date")
    return issued if isinstance(issued, date) else None


def issued_year(record: Record) -> int | None:
    """The year of issue, also of a draft without its day."""
    issued = record.get("issued_date")
    return None if issued is None else int(issued.year)

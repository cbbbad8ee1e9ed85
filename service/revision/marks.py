"""A value becomes the same value with an invisible mark, which it writes wherever it is printed.

Only this module knows the marks: letters of a private plane, before the figures of a number, after the
last letter of a text.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from service.language.partial_dates import PartialDate

#: Where the marks begin; the plane's last two places are no characters.
FIRST: Final = 0xF0000
MOST: Final = 0xFFFD
MARK: Final = re.compile("[\U000f0000-\U000ffffd]")


class _Whole(int):
    """A number that writes its mark before its digits; a blank writes the mark alone."""

    sign = ""
    blank = False

    def __format__(self, spec: str) -> str:
        return self.sign + ("" if self.blank else format(int(self), spec))

    def __str__(self) -> str:
        return format(self, "")


class _Exact(Decimal):
    sign = ""

    def __format__(self, spec: str, *_: Any) -> str:
        return self.sign + format(Decimal(self), spec)


def marked_whole(number: int, sign: str, blank: bool = False) -> _Whole:
    found = _Whole(number)
    found.sign, found.blank = sign, blank
    return found


class _Day(date):
    """A date whose day, month and year write a mark each."""

    sign = ""
    blank = False

    @property
    def day(self) -> int:
        return marked_whole(super().day, self.sign, self.blank)

    @property
    def month(self) -> int:
        return marked_whole(super().month, self.sign, self.blank)

    @property
    def year(self) -> int:
        return marked_whole(super().year, self.sign, self.blank)


class _Instant(datetime):
    sign = ""
    blank = False

    @property
    def hour(self) -> int:
        return marked_whole(super().hour, self.sign, self.blank)

    @property
    def minute(self) -> int:
        return marked_whole(super().minute, self.sign, self.blank)

    def date(self) -> date:
        return marked_day(super().date(), self.sign, self.blank)


def marked_day(on: date, sign: str, blank: bool = False) -> _Day:
    found = _Day(*on.timetuple()[:3])
    found.sign, found.blank = sign, blank
    return found


def marked_moment(at: datetime, sign: str, blank: bool = False) -> _Instant:
    found = _Instant(*at.timetuple()[:5])
    found.sign, found.blank = sign, blank
    return found


def _marked_part(on: PartialDate, sign: str) -> PartialDate:
    """The month and the year that are known, each with a mark."""
    month = None if on.month is None else marked_whole(on.month, sign)
    return PartialDate(marked_whole(on.year, sign), month)


def marked_value(value: Any, sign: str, printed: Any) -> Any:
    if isinstance(value, str):
        return _marked_text(value, sign, printed)
    if isinstance(value, bool):
        return value
    # A blank of a draft goes on writing what stands for it.
    blank = getattr(value, "blank", False)
    sign += value.sign if blank else ""
    if isinstance(value, int):
        return marked_whole(value, sign, blank)
    if isinstance(value, datetime):
        return marked_moment(value, sign, blank)
    if isinstance(value, date):
        return marked_day(value, sign)
    if isinstance(value, PartialDate):
        return _marked_part(value, sign)
    if isinstance(value, Decimal):
        exact = _Exact(value)
        exact.sign = sign
        return exact
    return value


def _marked_text(text: str, sign: str, printed: Any) -> str:
    """The text with its mark where no reading of the text trips over it: after its last letter if it can."""
    last = next((end for end in range(len(text), 0, -1) if text[end - 1].isalnum()), 0)
    plain = printed(text)
    for place in dict.fromkeys((last, last - 1, 1) if last else (1,)):
        found = text[:place] + sign + text[place:]
        if MARK.sub("", printed(found)) == plain:
            return found
    return text

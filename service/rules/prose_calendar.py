"""Text rules about days: such as no calendar has, and a day of the week that was another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from service.errors import Violation
from service.rules import violation_at
from service.rules.texts import WRITTEN, any_of, prose_rule

#: In a year that is not written there may be a 29th of February.
_LEAP_YEAR: Final = 2000
_IN_WORDS: Final = (
    r"[Nn]gày (?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?!\d)(?:,? năm (?P<y>(?:19|20)\d\d)\b)?"
)
_IN_SHORT: Final = (
    r"(?<![\d/.,\-])(?P<sd>\d{1,2})/(?P<sm>\d{1,2})/(?P<sy>(?:19|20)\d\d)(?![\d/\-]|\.\d)"
)
_ANY_DAY: Final = re.compile(f"{_IN_WORDS}|{_IN_SHORT}")


def _figures(found: re.Match[str]) -> tuple[int, int, int | None]:
    """Day, month and year of a match of ``_ANY_DAY``; a year that is not written is None."""
    day, month, year = (found[name] or found[f"s{name}"] for name in "dmy")
    return int(day), int(month), int(year) if year else None


def _exists(day: int, month: int, year: int | None) -> bool:
    try:
        date(year or _LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


@prose_rule("no_such_day", roles=WRITTEN, literals=("gày ", "/"), trigger=_ANY_DAY)
def no_such_day(text: str) -> Iterator[Violation]:
    """Ngày ghi trong văn bản phải có thật: không có ngày 31 tháng 4, ngày 30 tháng 02, ngày 29 tháng 02 của năm không
    nhuận (Nghị định 30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi ký; cảnh báo)."""
    if any(not _exists(*_figures(found)) for found in _ANY_DAY.finditer(text)):
        yield violation_at("", "Có ngày không có trong lịch; kiểm tra lại ngày, tháng, năm")


_WEEKDAYS: Final = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_WEEKDAY: Final = (
    r"(?:[Tt]hứ (?P<name>[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|(?P<sunday>[Cc]hủ [Nn]hật))"
)
_WITH_WEEKDAY: Final = re.compile(rf"{_WEEKDAY},? \(?(?:{_IN_WORDS}|(?:ngày )?{_IN_SHORT})")
_WEEKDAY_BEHIND: Final = re.compile(rf"(?:{_IN_WORDS}|{_IN_SHORT}) ?[(,] ?{_WEEKDAY}\b")


def _weekday(found: re.Match[str]) -> int:
    """0 for Monday, as Python counts."""
    if found["sunday"]:
        return 6
    name = found["name"].lower()
    return int(name) - 2 if name.isdigit() else _WEEKDAYS.index(name)


@prose_rule(
    "wrong_weekday",
    roles=WRITTEN,
    literals=("hứ ", "hủ "),
    trigger=any_of(_WITH_WEEKDAY, _WEEKDAY_BEHIND),
)
def wrong_weekday(text: str) -> Iterator[Violation]:
    """Thứ trong tuần khớp với ngày ghi bên cạnh: “thứ Hai, ngày 15 tháng 6 năm 2026”; sai thứ thường là quên sửa ngày của văn
    bản cũ (Nghị định 30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi ký; cảnh báo). Ngày không ghi năm thì không xét."""
    for pattern in (_WITH_WEEKDAY, _WEEKDAY_BEHIND):
        for found in pattern.finditer(text):
            day, month, year = _figures(found)
            if year is None or not _exists(day, month, year):
                continue
            if date(year, month, day).weekday() != _weekday(found):
                yield violation_at(
                    "",
                    "Thứ trong tuần không khớp với ngày ghi bên cạnh; kiểm tra lại thứ hoặc ngày",
                )
                return


CALENDAR_RULES: Final = (no_such_day, wrong_weekday)

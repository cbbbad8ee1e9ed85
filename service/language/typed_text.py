"""What somebody typed, into a page, a cell or Word, becomes the JSON value of its field.

Nothing is guessed: what cannot be read for certain stays as it was typed, so that the schema complains and
the clerk sees his own words. Only this module knows how dates, sums, flags and choices are typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from service.language import partial_dates, typed_items, vietnamese

YES, NO = "Có", "Không"

#: A number that is at least so much can only be a year.
FIRST_YEAR = 1000

#: Ticks are no letters: folding would leave nothing of them.
_TICKS = frozenset({"✓", "✔", "☑", "+"})
_YES = frozenset({"co", "x", "v", "dung", "true", "yes", "1", "roi", "da doc"})
_NO = frozenset({"khong", "sai", "false", "no", "0", "chua"})

#: Fifteen digits are what every reader of JSON keeps exact. A field of whole numbers leaves no doubt of
#: what "1,200" means: groups of three with one sign between them.
_WHOLE = re.compile(r"-?(?:\d{1,15}|\d{1,3}(?:([., \u00a0\u202f])\d{3})(?:\1\d{3}){0,3})", re.ASCII)
_FIGURE = re.compile(r"-?(?:\d{1,15}|\d{1,3}(?:\.\d{3}){1,4})(?:,\d{1,6})?", re.ASCII)
_CURRENCY = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|₫)\.?$", re.IGNORECASE)
_NO_CENTS = re.compile(r"(?<=\d{3})[.,]0{1,2}$")


def read(
    kind: str, text: str, *, choices: Sequence[tuple[str, str]] = (), is_year: bool = False
) -> Any:
    """The JSON value of a text for a field of ``kind``; None for blanks, the text itself where it is none.

    ``choices`` are keys with the words that a clerk chooses them by; ``is_year`` says of an integer that it
    can only be a year, so that a whole date gives its year.
    """
    if not text.strip():
        return None
    day = read_date(text) if is_year else None
    found = day.year if day else read_choice(text, choices) if choices else parse(kind, text)
    return text if found is None else found


def parse(kind: str, text: str) -> Any:
    """The JSON value of a text for a field of ``kind``, or None where it is no such value."""
    if kind == "date":
        day = read_date(text)
        return day and day.isoformat()
    if kind == "partial_date":
        found = read_date(text) or partial_dates.read(text)
        return found and found.isoformat()
    if kind == "moment":
        moment = read_moment(text)
        return moment and moment.isoformat(timespec="minutes")
    reader = _READERS.get(kind)
    return reader(text) if reader else text


def read_whole(text: str) -> int | None:
    """ "1.234", "1 234" and "1,234" are 1234; None for anything else."""
    text = text.strip()
    return int(re.sub(r"[^\d-]", "", text)) if _WHOLE.fullmatch(text) else None


def read_small_figure(text: str) -> int | Decimal | None:
    """ "1,2" and, as no such figure has thousands, "1.2"."""
    return read_figure(text.strip().replace(".", ","))


def read_money(text: str) -> int | None:
    """Whole đồng, with or without the currency: "450.000 đồng", "450.000,00"."""
    return read_whole(_NO_CENTS.sub("", _CURRENCY.sub("", text.strip())))


def read_figure(text: str) -> int | Decimal | None:
    """ "1.234.567,5" in Vietnamese figures; None for anything else."""
    text = text.strip()
    if not _FIGURE.fullmatch(text):
        return None
    exact = Decimal(text.replace(".", "").replace(",", "."))
    return int(exact) if exact == exact.to_integral_value() else exact


def read_flag(text: str) -> bool | None:
    """ "Có", "x", a tick; "Không", "chưa"; None for anything else."""
    folded = vietnamese.fold_words(text)
    if folded in _YES or text.strip() in _TICKS:
        return True
    return False if folded in _NO else None


def read_choice(text: str, choices: Iterable[tuple[str, str]]) -> str | None:
    """The key that the text names: by itself, by its words, or by those before their brackets."""
    typed, folded = text.strip(), vietnamese.fold_words(text)
    for key, label in choices:
        known = (label, key, label.partition("(")[0])
        if typed == key or folded in map(vietnamese.fold_words, known):
            return key
    return None


_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_SHORT = re.compile(r"(?:ngày )?(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})")
_LONG = re.compile(r"(?:ngày )?(?P<d>\d{1,2}) tháng (?P<m>\d{1,2}) năm (?P<y>\d{4})")


def read_date(text: str) -> date | None:
    """A date in any way a clerk writes it, day before month; None for anything else."""
    text = " ".join(text.lower().split())
    for form in (_ISO, _SHORT, _LONG):
        found = form.fullmatch(text)
        if found:
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
    return None


#: A year in two digits may be of any century: it is asked about.
_SHORT_YEAR = re.compile(r"(?:ngày )?(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{2})")


def meant_date(text: str) -> date | None:
    """What is probably meant by a date that ``read_date`` does not take: "20/11/26" as of this century."""
    found = _SHORT_YEAR.fullmatch(" ".join(text.lower().split()))
    return read_date("/".join([found[1], found[2], f"20{found[3]}"])) if found else None


_CLOCK = r"(?P<h>\d{1,2})(?: giờ| ?[hg]|[:.])(?: ?(?P<i>\d{1,2}))?(?::\d\d)?(?: ?(?:phút|p|['’′]))?"
_TIME_FIRST = re.compile(r"(?:lúc |hồi |vào )?" + _CLOCK + r"(?:,? ?(?:- )?(?:ngày )?)(?P<day>.+)")
_DAY_FIRST = re.compile(r"(?P<day>.+?)(?:t|,? (?:- )?(?:lúc |hồi )?)" + _CLOCK)
_TIME_ALONE = re.compile(r"(?:lúc |hồi |vào )?" + _CLOCK)


def read_moment(text: str) -> datetime | None:
    """A date and time in any way a clerk writes them; None for anything else."""
    text = " ".join(text.lower().split())
    for form in (_DAY_FIRST, _TIME_FIRST):
        found = form.fullmatch(text)
        day = read_date(found["day"]) if found else None
        if found and day:
            return _at_clock(day, found)
    return None


def meant_moment(text: str, day: str) -> datetime | None:
    """What is probably meant by a time without its day, "11h30": on the day of the moment ``day``."""
    found = _TIME_ALONE.fullmatch(" ".join(text.lower().split()))
    begun = read_moment(day)
    return _at_clock(begun, found) if found and begun else None


def _at_clock(day: date, clock: re.Match[str]) -> datetime | None:
    hour, minute = int(clock["h"]), int(clock["i"] or 0)
    if hour >= 24 or minute >= 60:
        return None
    return datetime(day.year, day.month, day.day, hour, minute)


_READERS: dict[str, Callable[[str], Any]] = {
    "integer": read_whole,
    "figure": read_small_figure,
    "money": read_money,
    "flag": read_flag,
    "item": typed_items.read,
}

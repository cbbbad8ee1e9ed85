"""A cell's value becomes the JSON value of its field, and back; nothing is guessed.

What cannot be read for certain stays as it was typed, so that the schema complains and the clerk
sees his own words. Only this module knows how sums, dates, ticks and choices are typed in cells.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from service.language import vietnamese, wording
from service.workbook.plan import Column

#: What a sheet gives: text, a number, a tick, a date; None for an empty cell.
CellValue = str | int | Decimal | bool | dt.date | dt.datetime | dt.time | None

YES, NO = "Có", "Không"
_YES = frozenset({"co", "x", "v", "dung", "true", "yes", "1", "roi", "da doc"})
_NO = frozenset({"khong", "sai", "false", "no", "0", "chua"})
_GROUPED = re.compile(r"\d{1,3}(?:([., \u00a0\u202f])\d{3})(?:\1\d{3})*")
_CURRENCY = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|₫)\.?$", re.IGNORECASE)
_NO_CENTS = re.compile(r"(?<=\d{3})[.,]0{1,2}$")


def plain(raw: Any) -> CellValue:
    """What calamine gives -> an exact value; "" and blanks become None, text stays as typed."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, float):
        if raw.is_integer() and abs(raw) < 10**15:
            return int(raw)
        # Excel itself shows fifteen digits; the rest is noise of binary fractions.
        return Decimal(f"{raw:.15g}")
    if isinstance(raw, dt.timedelta):
        return str(raw)
    if isinstance(raw, str):
        return raw if raw.strip() else None
    if isinstance(raw, (int, dt.date, dt.time)):
        return raw
    return None


def text(value: CellValue) -> str:
    """A cell as text, as a clerk would have typed it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, dt.datetime):
        shown = value.strftime("%d/%m/%Y")
        return shown if value.time() == dt.time(0) else f"{value:%H:%M} {shown}"
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return str(value) if isinstance(value, int) else format(value, "f")


@lru_cache(maxsize=16_384)
def fold(words: str) -> str:
    """Words for comparing headers and choices: small plain letters and digits, single blanks."""
    plain_letters = vietnamese.ascii_fold(vietnamese.lower(words))
    return " ".join(re.sub(r"[^0-9a-z]+", " ", plain_letters).split())


def read(value: CellValue, column: Column) -> Any:
    """The JSON value of a cell for a column's field; None for an empty cell."""
    if value is None:
        return None
    if column.choices:
        return choice(value, column.choices)
    reader = _READERS.get(column.kind)
    return reader(value, column) if reader else text(value)


def read_lines(value: CellValue) -> list[str]:
    """The values of a cell that holds several, a line each."""
    lines = re.split("\r\n|\r|\n|\u2028|\u2029", text(value))
    return [line for line in lines if line.strip()]


def choice(value: CellValue, choices: tuple[tuple[str, str], ...]) -> str:
    """The key that a clerk's words mean; the words themselves when they mean none."""
    typed = text(value).strip()
    sought = fold(typed)
    for key, label in choices:
        short = label.partition("(")[0]
        if typed == key or sought in (fold(label), fold(key), fold(short)):
            return key
    return typed


def _integer(value: CellValue, column: Column) -> Any:
    if isinstance(value, (dt.date, str)):
        year = _year(value, column)
        if year is not None:
            return year
    if isinstance(value, (bool, dt.date, dt.time)):
        return text(value)
    if isinstance(value, str):
        typed = value.strip()
        if re.fullmatch(r"[0-9]{1,15}", typed):
            return int(typed)
        found = _GROUPED.fullmatch(typed)
        return int(re.sub(r"\D", "", typed)) if found else value
    return _whole(value)


def _year(value: CellValue, column: Column) -> int | None:
    """A field that can only be a year takes that of a whole date."""
    if column.item is None or (column.item.least or 0) < 1000:
        return None
    day = wording.read_date(value) if isinstance(value, str) else value
    return day.year if isinstance(day, dt.date) else None


def _money(value: CellValue, _: Column) -> Any:
    if isinstance(value, str):
        typed = _NO_CENTS.sub("", _CURRENCY.sub("", value.strip()))
        if re.fullmatch(r"[0-9]{1,16}", typed) or _GROUPED.fullmatch(typed):
            return int(re.sub(r"\D", "", typed))
        return value
    if isinstance(value, (bool, dt.date, dt.time)):
        return text(value)
    return _whole(value)


def _whole(value: CellValue) -> Any:
    if isinstance(value, Decimal) and value == value.to_integral_value() and value.adjusted() < 18:
        return int(value)
    return value


def _flag(value: CellValue, _: Column) -> Any:
    if isinstance(value, bool):
        return value
    said = fold(text(value))
    if said in _YES or text(value).strip() in ("✓", "✔", "☑"):
        return True
    return False if said in _NO else text(value)


def _date(value: CellValue, _: Column) -> Any:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    typed = text(value)
    found = wording.read_date(" ".join(typed.split()))
    return typed if found is None else found.isoformat()


def _moment(value: CellValue, _: Column) -> Any:
    if isinstance(value, dt.datetime):
        # A serial number is a fraction of a day: 8:00 may come as 7:59:59.9999.
        near = value + dt.timedelta(seconds=30)
        return near.replace(second=0, microsecond=0).isoformat(timespec="minutes")
    typed = text(value)
    found = wording.read_moment(" ".join(typed.split()))
    return typed if found is None else found.isoformat(timespec="minutes")


_READERS = {
    "integer": _integer,
    "money": _money,
    "flag": _flag,
    "date": _date,
    "moment": _moment,
}


def table_cell(value: CellValue) -> str | int | Decimal | None:
    """A cell of a report's table: numbers exact, everything else as text."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return value
    return None if value is None else text(value)


def shown(value: Any, column: Column) -> Any:
    """A JSON value -> what stands in the cell of a form: real dates, words for keys."""
    if value is None or isinstance(value, (dict, list)):
        return None
    if column.choices:
        return dict(column.choices).get(value, value)
    if column.kind == "flag" and isinstance(value, bool):
        return YES if value else NO
    try:
        if column.kind == "date":
            return dt.date.fromisoformat(value)
        if column.kind == "moment":
            return dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    return value


def example(column: Column) -> Any:
    """The example of a column as text that a clerk reads."""
    if column.item is None:
        return None
    said = column.item.example
    if isinstance(said, list):
        said = said[0] if said else None
    if isinstance(said, dict):
        return None
    found = shown(said, column)
    if isinstance(found, (dt.date, dt.datetime)):
        return text(found)
    return found

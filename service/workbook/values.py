"""A cell's value becomes the JSON value of its field, and back; nothing is guessed.

Text is read by ``language.typed_text``; only this module knows what numbers, dates and Booleans of a sheet
mean, and how a cell is shown as text.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from service.language import partial_dates, typed_text
from service.workbook.plan import Column

#: What a sheet gives: text, a number, a tick, a date; None for an empty cell.
CellValue = str | int | Decimal | bool | dt.date | dt.datetime | dt.time | None


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
        return typed_text.YES if value else typed_text.NO
    if isinstance(value, dt.datetime):
        shown = value.strftime("%d/%m/%Y")
        return shown if value.time() == dt.time(0) else f"{value:%H:%M} {shown}"
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return str(value) if isinstance(value, int) else format(value, "f")


def read(value: CellValue, column: Column) -> Any:
    """The JSON value of a cell for a column's field; None for an empty cell."""
    if value is None:
        return None
    if not isinstance(value, str) and not column.choices:
        reader = _READERS.get(column.kind)
        if reader is not None:
            return reader(value, column)
    return typed_text.read(
        column.kind, text(value), choices=column.choices, is_year=_is_year(column)
    )


def read_lines(value: CellValue) -> list[str]:
    """The values of a cell that holds several, a line each."""
    lines = re.split("\r\n|\r|\n|\u2028|\u2029", text(value))
    return [line for line in lines if line.strip()]


# --- what is no text -----------------------------------------------------------------------------


def _is_year(column: Column) -> bool:
    return column.item is not None and (column.item.least or 0) >= typed_text.FIRST_YEAR


def _whole(value: CellValue, column: Column) -> Any:
    if isinstance(value, dt.date) and _is_year(column):
        return value.year
    if isinstance(value, (bool, dt.date, dt.time)):
        return text(value)
    if isinstance(value, Decimal) and value == value.to_integral_value() and value.adjusted() < 18:
        return int(value)
    return value


def _flag(value: CellValue, _: Column) -> Any:
    return value if isinstance(value, bool) else typed_text.read("flag", text(value))


def _date(value: CellValue, _: Column) -> Any:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else text(value)


#: Excel counts days from here. A year typed into a cell of dates is a day of 1905: the 2,026th for 2026.
_FIRST_DAY = dt.date(1899, 12, 30)


def _partial_date(value: CellValue, column: Column) -> Any:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return typed_text.read(column.kind, text(value))
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        if day.year < _FIRST_DAY.year + 10:
            return str((day - _FIRST_DAY).days)
    return _date(value, column)


def _moment(value: CellValue, _: Column) -> Any:
    if not isinstance(value, dt.datetime):
        return text(value)
    # A serial number is a fraction of a day: 8:00 may come as 7:59:59.9999.
    near = value + dt.timedelta(seconds=30)
    return near.replace(second=0, microsecond=0).isoformat(timespec="minutes")


def _figure(value: CellValue, _: Column) -> Any:
    return value if isinstance(value, (int, Decimal)) and value is not True else text(value)


_READERS = {
    "integer": _whole,
    "figure": _figure,
    "money": _whole,
    "flag": _flag,
    "date": _date,
    "partial_date": _partial_date,
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
        return typed_text.YES if value else typed_text.NO
    try:
        if column.kind == "date":
            return dt.date.fromisoformat(value)
        if column.kind == "partial_date":
            return _partly(value)
        if column.kind == "moment":
            return dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    return value


def _partly(value: Any) -> Any:
    """A real date, or the month or year that is known of it as a clerk types it: "11/2026", "2026"."""
    found = partial_dates.from_iso(value) if isinstance(value, str) else None
    if found is None:
        return dt.date.fromisoformat(value)
    return str(found.year) if found.month is None else f"{found.month:02d}/{found.year}"


def example(column: Column) -> Any:
    """The example of a column as text that a clerk reads."""
    if column.item is None:
        return None
    example = column.item.example
    if isinstance(example, list):
        example = example[0] if example else None
    if isinstance(example, dict):
        return None
    found = shown(example, column)
    if isinstance(found, (dt.date, dt.datetime)):
        return text(found)
    # As a sheet gives it back: an example row is known by what stands in it.
    return Decimal(str(found)) if isinstance(found, float) else found

"""What a clerk types into one input becomes a JSON value, and a JSON value what the input shows.

Only this module knows how values look on a page. What cannot be read stays as it was typed: the
schema complains of it, and the clerk finds his own words again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from service.language import wording

#: How the words that may stand for a part are called on a page.
WORDS = {"statutory": "Theo mức quy định"}

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)
_WHOLE = re.compile(r"-?(?:\d{1,15}|\d{1,3}(?:[. \u00a0]\d{3}){1,4})", re.ASCII)
_NUMBER = re.compile(r"-?(?:\d{1,15}|\d{1,3}(?:\.\d{3}){1,4})(?:,\d{1,6})?", re.ASCII)
_CURRENCY = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|₫)\.?$", re.IGNORECASE)
#: In front of a cell it keeps figures as text, as in Excel.
_AS_TEXT = "'"


def read(field: Any, text: str) -> Any:
    """The JSON value of what was typed for a field; None for an empty input and for its default."""
    if not text.strip():
        return None
    reader = _READERS.get(field.kind)
    value = text if reader is None else reader(text.strip())
    # A select always sends something: its default is the same as saying nothing.
    return None if field.kind == "choice" and value == field.load_default else value


def show(field: Any, value: Any) -> str:
    """What the input of a field shows for a JSON value of any kind; "" for none."""
    if value is None:
        return ""
    shower = _SHOWERS.get(field.kind)
    return plain(value) if shower is None else shower(value)


def plain(value: Any) -> str:
    """Any single JSON value as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (Decimal, float)) and value == int(value):
        return str(int(value))
    return str(value)


def read_cell(text: str, *, figures: bool) -> Any:
    """A cell of a report's table: text, or a number when it is printed exactly as it was typed.

    "1.234,5" is a number and so is "12"; "2020" would be printed "2.020" and stays text, unless
    ``figures`` says that its column is computed with.
    """
    text = text.strip()
    if text.startswith(_AS_TEXT):
        return text[1:] or None
    number = _number(text)
    if number is not None and (figures or wording.figures(number) == text):
        return number
    return text or None


def show_cell(value: Any) -> str:
    """A cell as ``read_cell`` reads it back."""
    if value is None:
        return ""
    if isinstance(value, (int, Decimal, float)) and not isinstance(value, bool):
        return wording.figures(value)
    text = plain(value)
    return _AS_TEXT + text if text.startswith(_AS_TEXT) or _number(text) is not None else text


def _number(text: str) -> int | Decimal | None:
    if not _NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None
    return int(number) if number == int(number) else number


def _read_day(text: str) -> str:
    found = wording.read_date(text)
    return found.isoformat() if found else text


def _read_moment(text: str) -> str:
    found = wording.read_moment(text)
    return found.isoformat(timespec="minutes") if found else text


def _read_whole(text: str) -> int | str:
    return int(re.sub(r"[. \u00a0]", "", text)) if _WHOLE.fullmatch(text) else text


def _read_money(text: str) -> int | str:
    found = _read_whole(_CURRENCY.sub("", text))
    return found if isinstance(found, int) else text


def _read_flag(text: str) -> bool | str:
    return {"true": True, "false": False}.get(text, text)


def _show_day(value: Any) -> str:
    found = wording.read_date(value) if _is(value, _ISO_DAY) else None
    return found.strftime("%d/%m/%Y") if found else plain(value)


def _show_moment(value: Any) -> str:
    found = wording.read_moment(value) if _is(value, _ISO_MOMENT) else None
    return found.strftime("%d/%m/%Y %H:%M") if found else plain(value)


def _show_money(value: Any) -> str:
    return wording.figures(value) if type(value) is int else plain(value)


def _is(value: Any, form: re.Pattern[str]) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


_READERS: dict[str, Callable[[str], Any]] = {
    "date": _read_day,
    "moment": _read_moment,
    "integer": _read_whole,
    "money": _read_money,
    "flag": _read_flag,
}
_SHOWERS: dict[str, Callable[[Any], str]] = {
    "date": _show_day,
    "moment": _show_moment,
    "money": _show_money,
}

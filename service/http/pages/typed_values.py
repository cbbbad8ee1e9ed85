"""What a clerk types into one input becomes a JSON value, and a JSON value what the input shows.

How typed text is read is ``language.typed_text``'s business; only this module knows how values look on a page.
What cannot be read stays as it was typed: the schema complains of it, and the clerk finds his own words again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from marshmallow import Schema

from service.language import partial_dates, typed_items, typed_text, wording
from service.schema import pointers
from service.schema.loading import field_at

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)
#: In front of a cell it keeps figures as text, as in Excel.
_AS_TEXT = "'"
_NAME = ("honorific", "full_name")


def read(field: Any, text: str) -> Any:
    """The JSON value of what was typed for a field; None for an empty input and for its default."""
    choices = tuple(getattr(field, "choices", {}).items())
    is_year = (getattr(field, "least", None) or 0) >= typed_text.FIRST_YEAR
    value = typed_text.read(field.kind, text, choices=choices, is_year=is_year)
    # A select always sends something: its default is the same as saying nothing.
    return None if field.kind == "choice" and value == field.load_default else value


def show(field: Any, value: Any) -> str:
    """What the input of a field shows for a JSON value of any kind; "" for none."""
    if value is None:
        return ""
    shower = _SHOWERS.get(field.kind)
    return plain(value) if shower is None else shower(value)


def in_words(schema: Schema, pointer: str, value: Any) -> str:
    """A value at a pointer as a clerk reads it: of a choice its words, yes and no, else what its input shows.

    A row is its values one after the other, as the document prints them and not as the data happen to be ordered.
    """
    if isinstance(value, bool):
        return typed_text.YES if value else typed_text.NO
    if isinstance(value, dict) and value.get("full_name"):
        names = field_at(schema, pointer).schema.fields
        rest = {key: value[key] for key in names if key in value and key not in _NAME}
        name = " ".join(str(value[key]) for key in _NAME if value.get(key))
        return ", ".join(filter(None, (name, in_words(schema, pointer, rest))))
    if isinstance(value, (dict, list)):
        leaves = pointers.flatten(value)
        texts = (in_words(schema, f"{pointer}{inside}", leaf) for inside, leaf in leaves if inside)
        return ", ".join(filter(None, texts))
    if value is None:
        return ""
    field = field_at(schema, pointer)
    field = getattr(field, "value", field)
    choices: dict[str, str] = getattr(field, "choices", {})
    if isinstance(value, str) and value in choices:
        return choices[value]
    return plain(value) if field is None else show(field, value)


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
    number = typed_text.read_figure(text)
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
    return (
        _AS_TEXT + text
        if text.startswith(_AS_TEXT) or typed_text.read_figure(text) is not None
        else text
    )


def _show_day(value: Any) -> str:
    found = typed_text.read_date(value) if _is(value, _ISO_DAY) else None
    return found.strftime("%d/%m/%Y") if found else plain(value)


def _show_partial_day(value: Any) -> str:
    found = partial_dates.from_iso(value) if isinstance(value, str) else None
    if found is None:
        return _show_day(value)
    return str(found.year) if found.month is None else f"{found.month:02d}/{found.year}"


def _show_moment(value: Any) -> str:
    found = typed_text.read_moment(value) if _is(value, _ISO_MOMENT) else None
    return found.strftime("%d/%m/%Y %H:%M") if found else plain(value)


def _show_money(value: Any) -> str:
    return wording.figures(value) if type(value) is int else plain(value)


def _show_figure(value: Any) -> str:
    is_number = isinstance(value, (int, Decimal, float)) and not isinstance(value, bool)
    return wording.figures(value) if is_number else plain(value)


def _show_item(value: Any) -> str:
    shown = typed_items.shown(value)
    return plain(value) if shown is None else shown


def _is(value: Any, form: re.Pattern[str]) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


_SHOWERS: dict[str, Callable[[Any], str]] = {
    "date": _show_day,
    "partial_date": _show_partial_day,
    "moment": _show_moment,
    "money": _show_money,
    "figure": _show_figure,
    "item": _show_item,
}

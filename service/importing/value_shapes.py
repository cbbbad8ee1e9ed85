"""How values look: a running number, an honorific, a mark, a year; names are ``language.name_words``'s.

Evidence beside the header words: it proposes columns where there are no headers, and it separates a row
of a list from a heading, a total or a note.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from service.language import name_words, typed_text
from service.workbook.values import CellValue, text

_ARABIC = re.compile(r"\(?(\d{1,5})[.)/]?")
_TYPED_NUMBER = re.compile(r"\(?(\d{1,4})\s*[.):/–-]\s*(?=[^\W\d_])")
_SUB_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})+[.)]?")
_ROMAN = re.compile(r"(?=[IVXL])(X{0,4}(?:IX|IV|V?I{0,3})|L?X{0,3}(?:IX|IV|V?I{0,3}))[.)/]?")
_LETTER = re.compile(r"([A-HĐ])[.)/]?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def running_number(value: CellValue) -> int | None:
    """The number that a cell of the column STT holds: 1, "01", "1.", "1)"; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if 0 < value < 100_000 else None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and 0 < value < 100_000 else None
    if isinstance(value, str):
        found = _ARABIC.fullmatch(value.strip())
        return int(found[1]) or None if found else None
    return None


def typed_number(value: CellValue) -> int | None:
    """The number typed before the words of a cell: "2. Nguyễn Văn An", "(2) Phòng A"; None without one."""
    found = _TYPED_NUMBER.match(value.strip()) if isinstance(value, str) else None
    return int(found[1]) if found else None


def is_sub_number(value: CellValue) -> bool:
    """A number of the second level, as text or as Excel makes a figure of it: "1.1", "2.10."."""
    if isinstance(value, str):
        return bool(_SUB_NUMBER.fullmatch(value.strip()))
    return isinstance(value, Decimal) and value != value.to_integral_value() and 0 < value < 1_000


def outline_number(value: CellValue) -> str | None:
    """The style of a heading's number: "roman" for I., II, "letter" for A, B.; None for neither."""
    if not isinstance(value, str):
        return None
    stripped = value.strip()
    if _ROMAN.fullmatch(stripped) and stripped.strip(".)/"):
        return "roman"
    return "letter" if _LETTER.fullmatch(stripped) else None


def is_mark(value: CellValue) -> bool:
    """A tick: x, ✓, có, 1, a real Boolean."""
    return typed_text.read_flag(text(value)) is True


def is_person(value: CellValue) -> bool:
    """The name of a person, whatever number stands before it."""
    return isinstance(value, str) and name_words.is_person_name(
        name_words.without_number(value.strip())
    )


def is_unit(value: CellValue) -> bool:
    """The name of a unit, whatever number stands before it."""
    return isinstance(value, str) and name_words.is_unit_name(
        name_words.without_number(value.strip(), of_unit=True)
    )


def is_honorific(value: CellValue) -> bool:
    """Ông, Bà, Đồng chí and their short forms, and nothing else."""
    return name_words.is_honorific(text(value))


def is_figure(value: CellValue) -> bool:
    """A number, or a text that is nothing but one."""
    return not isinstance(value, str) or typed_text.read_figure(value) is not None


def is_year(value: CellValue) -> bool:
    """A year of birth, alone or in a date."""
    if isinstance(value, (dt.date, dt.datetime)):
        return True
    return bool(_YEAR.search(text(value))) and len(text(value)) <= 12


Test = Callable[[CellValue], object]


def share(values: Iterable[CellValue], test: Test) -> float:
    """The part of the filled values for which ``test`` holds; 0.0 when none is filled."""
    filled = [value for value in values if value is not None]
    if not filled:
        return 0.0
    return sum(bool(test(value)) for value in filled) / len(filled)


def mostly(values: Iterable[CellValue], test: Test, least: float = 0.6) -> bool:
    """Whether ``test`` holds for most of the filled values."""
    return share(values, test) >= least

"""How values look: a running number, a person's name, a unit, a position, a mark, a sum.

Evidence beside the header words: it proposes columns where there are no headers, and it tells a row
of a list from a heading, a total or a note.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from service.importing import vocabulary
from service.language import typed_text, vietnamese
from service.language.vietnamese import fold_words
from service.workbook.values import CellValue, text

_ARABIC = re.compile(r"\(?(\d{1,5})[.)/]?")
_ROMAN = re.compile(r"(?=[IVXL])(X{0,4}(?:IX|IV|V?I{0,3})|L?X{0,3}(?:IX|IV|V?I{0,3}))[.)/]?")
_LETTER = re.compile(r"([A-HĐ])[.)/]?")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_SURNAMES_TOO = frozenset({"đoàn", "doan"})
_YEAR = re.compile(r"(?:19|20)\d\d")


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


def outline_number(value: CellValue) -> str | None:
    """The style of a heading's number: "roman" for I., II, "letter" for A, B.; None for neither."""
    if not isinstance(value, str):
        return None
    stripped = value.strip()
    if _ROMAN.fullmatch(stripped) and stripped.strip(".)/"):
        return "roman"
    return "letter" if _LETTER.fullmatch(stripped) else None


@lru_cache(maxsize=16_384)
def is_person_name(words: str) -> bool:
    """Two to seven words that begin with capitals, no digits: "Nguyễn Văn A", "LÊ THỊ B"."""
    said = words.strip()
    if not 3 <= len(said) <= 60 or re.search(r"[\d:;,.!?/()\[\]@]", said):
        return False
    parts = said.split()
    return (
        2 <= len(parts) <= 7
        and all(_WORD.fullmatch(part.replace("-", "").replace("'", "")) for part in parts)
        and all(part[0].isupper() for part in parts)
        and not is_unit_name(said)
        and not is_position(said)
    )


@lru_cache(maxsize=16_384)
def is_unit_name(words: str) -> bool:
    """A text that begins as the name of an organ or unit does ("Phòng Tổ chức cán bộ")."""
    parts = words.split()
    if len(parts) < 2 or not _begins("unit_words", words):
        return False
    # "Đoàn" is also a surname: a unit of that name goes on in small letters, or is all in capitals.
    is_surname = vietnamese.lower(parts[0]) in _SURNAMES_TOO
    return not (is_surname and all(part.istitle() for part in parts))


@lru_cache(maxsize=16_384)
def is_position(words: str) -> bool:
    """A text that begins as a position does ("Phó Trưởng phòng")."""
    return _begins("position_words", words)


def _begins(group: str, words: str) -> bool:
    """Whether a text begins with one of a group's words; one without any tone mark is compared so."""
    said = vietnamese.lower(" ".join(words.split()))
    known = vocabulary.load().of(group) if said.isascii() else vocabulary.load().beginnings[group]
    return any(said == word or said.startswith(word + " ") for word in known)


def is_mark(value: CellValue) -> bool:
    """A tick: x, ✓, có, 1, a real Boolean."""
    if value is True:
        return True
    return typed_text.read_flag(text(value)) is True


def is_honorific(value: CellValue) -> bool:
    """Ông, Bà, Đồng chí and their short forms, and nothing else."""
    return fold_words(text(value)) in ("ong", "ba", "dong chi", "d c", "anh", "chi")


def is_year(value: CellValue) -> bool:
    """A year of birth, alone or in a date."""
    if isinstance(value, (dt.date, dt.datetime)):
        return True
    return bool(_YEAR.search(text(value))) and len(text(value)) <= 12


def share(values: Iterable[CellValue], test: object) -> float:
    """The part of the filled values for which ``test`` holds; 0.0 when none is filled."""
    filled = [each for each in values if each is not None]
    if not filled:
        return 0.0
    return sum(bool(test(each)) for each in filled) / len(filled)  # type: ignore[operator]


def mostly(values: Iterable[CellValue], test: object, least: float = 0.6) -> bool:
    """Whether ``test`` holds for most of the filled values."""
    return share(values, test) >= least

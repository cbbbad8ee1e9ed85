"""What people, units and positions are called: honorifics before a name, and the words that names and deeds begin with.

The words are ``data/name_words.yaml``. They are compared with their tone marks ("vụ" is no "Vũ"); a text without any
mark is compared without.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import yaml

from service.language import vietnamese

_FILE = Path(__file__).resolve().parent / "data" / "name_words.yaml"
_WORD: Final = re.compile(r"[^\W\d_]+")
_NO_NAME: Final = re.compile(r"[\d:;,.!?/()\[\]@]")
_SURNAMES_TOO: Final = frozenset({"đoàn", "doan", "ban", "hội", "hoi", "tổ"})


@cache
def _words() -> Mapping[str, frozenset[str]]:
    raw = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {group: frozenset(map(vietnamese.lower, words)) for group, words in raw.items()}


@cache
def _words_without_marks() -> Mapping[str, frozenset[str]]:
    return {
        group: frozenset(map(vietnamese.fold_words, words)) for group, words in _words().items()
    }


@cache
def _leading_honorific() -> re.Pattern[str]:
    words = (re.escape(word).replace("/", r"\s?/\s?") for word in _words()["honorifics"])
    return re.compile(rf"(?:{'|'.join(sorted(words, key=len, reverse=True))})[.:]?\s+(?=\S)", re.I)


def without_honorific(name: str) -> str:
    """A name without the honorific in front of it: "Ông Nguyễn Văn A" -> "Nguyễn Văn A"."""
    found = _leading_honorific().match(name)
    return name[found.end() :] if found else name


def without_honorifics(names: list[str]) -> list[str]:
    """``without_honorific`` of many names; a list has few first words, and most begin no honorific."""
    heads = {name.partition(" ")[0] for name in names}
    begun = {head for head in heads if _letters(head) in _honorific_heads()}
    if not begun:
        return names
    return [without_honorific(n) if n.partition(" ")[0] in begun else n for n in names]


def _letters(text: str) -> str:
    """The letters that a text begins with, small."""
    found = _WORD.match(text)
    return found[0].lower() if found else ""


@cache
def _honorific_heads() -> frozenset[str]:
    return frozenset(map(_letters, _words()["honorifics"]))


#: A running number or a bullet typed before a name.
_NUMBER: Final = re.compile(
    r"(?:\(\s*\d{1,4}\s*\)|\d{1,4}\s*(?:[.):]|[/–-](?=\s))|[a-zđ]\)|[IVX]{2,5}\s*[.)](?=\s)|[-–—+•▪●○◦■□➢➤→⇒·]|\*(?=\s))"
    r"\s*(?=[^\W\d_])"
)
#: What is one before a person: "1/Nguyễn Văn An", "1.2 Nguyễn Văn An"; but "7-Eleven Đông Hà", "1/Tiểu đoàn 5".
_CLOSE_NUMBER: Final = re.compile(r"(?:\d{1,4}[/–-]|\d{1,3}(?:\.\d{1,3})+\s*[.)]?)\s*(?=[^\W\d_])")
#: The second sign of a number whose first is a letter: "a)", "IV.". Most names are seen to have none.
_BEHIND_LETTER: Final = frozenset(")IVX")


def without_number(name: str, *, of_unit: bool = False) -> str:
    """A name without the running number or bullet in front of it: "1. Nguyễn Văn A", "- Phòng A"; what may mean more stays."""
    if name[:1].isalpha() and name[1:2] not in _BEHIND_LETTER:
        return name
    found = _NUMBER.match(name)
    if found:
        return name[found.end() :]
    found = None if of_unit else _CLOSE_NUMBER.match(name)
    bare = name[found.end() :] if found else name
    return bare if is_person_name(without_honorific(bare)) else name


def has_honorific(name: str) -> bool:
    """Whether an honorific stands before something else."""
    return _leading_honorific().match(name) is not None


def is_honorific(text: str) -> bool:
    """Ông, Bà, Đồng chí, a rank, their short forms, and nothing else."""
    bare = "".join(vietnamese.lower(text).strip().removesuffix(".").split(" "))
    return bare in _joined("honorifics_without_marks" if bare.isascii() else "honorifics")


def honorific_keys() -> frozenset[str]:
    """Every honorific and short form, small and without blanks, also typed without tone marks."""
    return _joined("honorifics") | _joined("honorifics_without_marks")


@cache
def _joined(group: str) -> frozenset[str]:
    """The words of a group without the blanks in them."""
    return frozenset(word.replace(" ", "") for word in _words()[group])


@lru_cache(maxsize=16_384)
def is_person_name(text: str) -> bool:
    """Two to seven words that begin with capitals, no digits: "Nguyễn Văn A", "LÊ THỊ B"."""
    text = text.strip()
    if not 3 <= len(text) <= 60 or _NO_NAME.search(text):
        return False
    parts = text.split()
    return (
        2 <= len(parts) <= 7
        and all(_WORD.fullmatch(part.replace("-", "").replace("'", "")) for part in parts)
        and all(part[0].isupper() for part in parts)
        and not is_unit_name(text)
        and not is_position(text)
    )


def _may_be_surname(word: str) -> bool:
    """Whether a word that units begin with is a surname, too: "Đoàn", "Ban"."""
    return vietnamese.lower(word) in _SURNAMES_TOO


@lru_cache(maxsize=16_384)
def is_unit_name(text: str) -> bool:
    """A text that begins as the name of an organ or unit does ("Phòng Tổ chức cán bộ")."""
    parts = text.split()
    if len(parts) < 2 or not _begins("unit_words", text):
        return False
    if _begins("no_unit_words", text) or is_deed(text):
        return False  # "Báo cáo tình hình" is no newspaper
    # "Đoàn", "Ban", "Hội" are also surnames: a unit of that name goes on in small letters, or is all in capitals.
    return not (_may_be_surname(parts[0]) and all(part.istitle() for part in parts))


def begun_as_units(heads: set[str]) -> set[str]:
    """Of the first words of many names those that begin the name of a unit and no person's."""
    known = _unit_heads()
    return {head for head in heads if vietnamese.lower(head) in known and not _may_be_surname(head)}


@cache
def _unit_heads() -> frozenset[str]:
    return frozenset(word.partition(" ")[0] for word in _words()["unit_words"])


def is_branch_name(text: str) -> bool:
    """One word and a unit of it in small letters: "Sacombank chi nhánh Quảng Trị"."""
    first, _, rest = text.strip().partition(" ")
    return (
        first[:1].isupper() and rest[:1].islower() and is_unit_name(rest) and not is_position(rest)
    )


@lru_cache(maxsize=16_384)
def is_position(text: str) -> bool:
    """A text that begins as a position does ("Phó Trưởng phòng")."""
    return _begins("position_words", text)


def is_deed(text: str) -> bool:
    """A text that begins as what somebody did does ("hoàn thành tốt nhiệm vụ")."""
    words = re.sub("[,;:.]", " ", text)
    return _begins("deed_words", words) and not is_position(text)  # "Báo cáo viên"


def is_remark(text: str) -> bool:
    """A text that begins as a line between names does ("Danh sách bổ sung", "Em gửi chị ạ")."""
    return _begins("remark_words", text)


def _begins(group: str, text: str) -> bool:
    """Whether a text begins with one of a group's words."""
    text = vietnamese.lower(" ".join(text.split()))
    words = _words_without_marks()[group] if text.isascii() else _words()[group]
    return any(text == word or text.startswith(word + " ") for word in words)

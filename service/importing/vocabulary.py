"""The words of clerks' own lists, read from data once: headers, kinds, forms, totals, signatures.

Everything is compared folded: small letters without tone marks and signs (``fold_words``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from service.language import vietnamese
from service.language.vietnamese import fold_words

_FILE = Path(__file__).resolve().parent / "data" / "vocabulary.yaml"
#: A longer text is a title or data, never a header.
LONGEST_HEADER = 100


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The dictionary; every word is folded but for those ``marked``. ``fields`` is keyed by the end of a JSON Pointer."""

    fields: Mapping[str, frozenset[str]]
    lists: Mapping[str, frozenset[str]]
    mark_headers: Mapping[str, frozenset[str]]
    choices: Mapping[str, Mapping[str, frozenset[str]]]
    money_units: Mapping[int, frozenset[str]]
    #: Words that others are written like without their marks ("Bỏ" and "Bộ"): small, as they are typed.
    marked: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]

    def of(self, group: str) -> frozenset[str]:
        """The words of one plain group ("total_words")."""
        return self.words[group]


@cache
def load() -> Vocabulary:
    """The dictionary that ships with the service."""
    raw: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    nested = {"fields", "lists", "mark_headers", "choices", "money_units", "marked"}
    return Vocabulary(
        fields=_folded(raw["fields"]),
        lists=_folded(raw["lists"]),
        mark_headers=_folded(raw["mark_headers"]),
        choices={name: _folded(keys) for name, keys in raw["choices"].items()},
        money_units=_folded(raw["money_units"]),
        marked={
            name: frozenset(map(vietnamese.lower, words)) for name, words in raw["marked"].items()
        },
        words={name: _all(words) for name, words in raw.items() if name not in nested},
    )


def _folded(groups: Mapping[Any, Iterable[Any]]) -> dict[Any, frozenset[str]]:
    return {name: _all(words) for name, words in groups.items()}


def _all(words: Iterable[Any]) -> frozenset[str]:
    return frozenset(fold_words(str(word)) for word in words) - {""}


@lru_cache(maxsize=8_192)
def header_forms(header: str) -> tuple[str, ...]:
    """A header as it is compared: whole, and without what stands in brackets."""
    whole, bare = fold_words(header), fold_words(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", header))
    return (whole, bare) if bare and bare != whole else (whole,)


@cache
def _first_words() -> frozenset[str]:
    known = load()
    groups = [*known.fields.values(), *known.mark_headers.values()]
    groups += [words for name, words in known.words.items() if name.endswith("_headers")]
    return frozenset(word.partition(" ")[0] for words in groups for word in words)


def may_be_header(text: str, labels: Iterable[frozenset[str]]) -> bool:
    """A quick look that most values do not pass: the first word is one that headers begin with."""
    for form in (*header_forms(text), fold_words(text.rpartition("\n")[2])):
        first = form.partition(" ")[0]
        if first in _first_words() or any(first in words for words in labels):
            return True
    return False


@lru_cache(maxsize=512)
def headers_of(pointer: str, label: str) -> frozenset[str]:
    """What clerks write above the field at a pointer, its label included."""
    fields = load().fields
    ends = [end for end in fields if pointer == end or pointer.endswith("/" + end)]
    known = fields[max(ends, key=len)] if ends else frozenset()
    return known | {fold_words(label)}


def likeness(header: str, pointer: str, label: str) -> int:
    """How surely a header means a field: 0 not at all, 2 it begins so, 4 a known word, 5 its label.

    What stands below a header over several columns counts alone where both together say nothing.
    """
    best = _likeness(header, pointer, label)
    own = header.rpartition("\n")[2]
    return best or (min(_likeness(own, pointer, label), 3) if own != header else 0)


def _likeness(header: str, pointer: str, label: str) -> int:
    known = headers_of(pointer, label)
    is_other = _says("other_matters", header) or (
        pointer.endswith("/bonus") and _says("other_sums", header)
    )
    if is_other and fold_words(header) not in known:
        return 0
    best = 0
    for form in header_forms(header):
        if not form or len(form) > LONGEST_HEADER:
            continue
        if form == fold_words(label):
            best = max(best, 5)
        elif form in known:
            best = max(best, 4)
        elif any(len(word) > 4 and form.startswith(word + " ") for word in known):
            best = max(best, 2)
    return best


_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8_192)
def _says(group: str, header: str) -> bool:
    """Whether one of a group's words stands in a header, with its marks: "Đơn vị cũ", "Chức vụ (trước đây)"."""
    said = f" {' '.join(_WORD.findall(vietnamese.lower(header)))} "
    words = load().marked[group]
    if not said.isascii():
        return any(f" {word} " in said for word in words)
    # Typed without marks "cu" is also that of "dân cư".
    return any(f" {fold_words(word)} " in said for word in words if " " in word)


def marked_list(header: str) -> str:
    """The key of the list that a tick in a column puts a row in ("Có mặt", "Vắng mặt có phép"), or ""."""
    for key, headers in load().mark_headers.items():
        for form in header_forms(header):
            if form in headers or (key == "absentees" and form.startswith("vang mat ")):
                return key
    return ""


def is_header_of(group: str, header: str) -> bool:
    """Whether a header is one of a plain group ("number_headers")."""
    words = load().of(group)
    return any(form in words for form in header_forms(header))


def speaks_of(group: str, text: str) -> bool:
    """Whether one of a plain group's words stands somewhere in a text."""
    folded = f" {fold_words(text)} "
    return any(f" {word} " in folded for word in load().of(group))


#: What is behind a sum for each, and not behind a unit: "1.000.000 đồng/người".
_FOR_EACH = frozenset({"nguoi", "ca", "tap", "ho", "suat", "giai", "moi"})
_DONG = frozenset({"d", "dong", "vnd", "dong viet nam"})


def money_unit(text: str) -> int:
    """How many đồng one unit of the sums is, by a header, a caption or a title; 1 when nothing says so.

    "Mức thưởng: 500 nghìn đồng/người" speaks of a sum and of no unit.
    """
    folded = f" {fold_words(text)} "
    return max(
        (unit for unit, words in load().money_units.items()
         if any(_counts_in(word, folded) for word in words)),
        default=1,
    )  # fmt: skip


def _counts_in(unit: str, folded: str) -> bool:
    before, found, behind = folded.partition(f" {unit} ")
    is_sum = before[-1:].isdigit() or (unit[0].isdigit() and behind.partition(" ")[0] in _FOR_EACH)
    return bool(found) and not is_sum


def unit_of_sum(words: str) -> int:
    """How many đồng the words behind a figure stand for: "nghìn", "triệu đồng", "đ"; 0 when they say anything else."""
    folded = fold_words(words)
    units = (unit for unit, known in load().money_units.items() if folded in known)
    return next(units, int(folded in _DONG))


def says_a_unit(text: str) -> bool:
    """Whether thousands or millions are spoken of."""
    folded = f" {fold_words(text)} "
    return any(f" {word} " in folded for words in load().money_units.values() for word in words)

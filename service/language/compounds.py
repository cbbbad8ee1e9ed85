"""The words that a line is never broken inside of; they are ``data/compounds.yaml``."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from service.language import vietnamese

_FILE = Path(__file__).resolve().parent / "data" / "compounds.yaml"
_COUNTED, _PAIRS = "counted", "pairs"


#: What may stand after a word without parting it from the one before.
_MARKS: Final = ",;:.)”"
#: Words stand between commas or line ends, pairs, which have a comma of their own, on a line each.
_DIVIDERS: Final = (re.compile(r"[,\n]"), re.compile(r"\n"))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        group: tuple(filter(None, map(str.strip, _DIVIDERS[group == _PAIRS].split(words))))
        for group, words in raw.items()
    }


def counted() -> tuple[str, ...]:
    """The nouns that a number counts: "cá nhân", "đồng"."""
    return _groups()[_COUNTED]


def all_compounds() -> frozenset[str]:
    """Every word of several syllables, in small letters."""
    words = (word for group in _groups().values() for word in group)
    return frozenset(word for word in words if " " in word)


@cache
def _by_first_syllables() -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
    """By their first two, without the comma that may stand after them."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for word in sorted(all_compounds()):
        first, second, *rest = word.split(" ")
        found.setdefault((first, second.rstrip(",")), []).append((first, second, *rest))
    return {first: tuple(words) for first, words in found.items()}


@cache
def _neighbours() -> frozenset[tuple[str, str]]:
    """Syllables that stand side by side in some word."""
    return frozenset(
        pair
        for word in all_compounds()
        for pair in itertools.pairwise(word.replace(",", "").split(" "))
    )


def are_within(first: str, second: str) -> bool:
    """Whether two syllables side by side can stand in one word; in what letters does not matter."""
    pair = (first.rstrip(","), second.rstrip(_MARKS))
    return (vietnamese.lower(pair[0]), vietnamese.lower(pair[1])) in _neighbours()


def compounds_in(syllables: Sequence[str], bare: Sequence[str]) -> list[tuple[int, int]]:
    """Where compounds stand in a line of syllables (small letters): from, up to and without.

    ``bare`` are the same syllables without the marks after them: within a word no mark stands, after it any.
    Of words that overlap, only those count that leave the fewest syllables over: "công đoàn | viên chức" is
    not "công | đoàn viên | chức".
    """
    found = _matches(syllables, bare)
    if all(word[1] <= following[0] for word, following in itertools.pairwise(found)):
        return found
    before = _most_covered(found, len(bare))
    after = _most_covered([(len(bare) - e, len(bare) - s) for s, e in found], len(bare))[::-1]
    return [(s, e) for s, e in found if before[s] + (e - s) + after[e] == before[-1]]


def _most_covered(words: Sequence[tuple[int, int]], count: int) -> list[int]:
    """How many of the first 0, 1, 2 … syllables can stand in words that do not overlap."""
    by_end: dict[int, list[int]] = {}
    for start, end in words:
        by_end.setdefault(end, []).append(start)
    most = [0]
    for end in range(1, count + 1):
        most.append(max(most[-1], *(most[s] + end - s for s in by_end.get(end, ())), 0))
    return most


def _matches(syllables: Sequence[str], bare: Sequence[str]) -> list[tuple[int, int]]:
    """In the order of their first syllables."""
    known = _by_first_syllables()
    return [
        (start, start + len(word))
        for start, begun in enumerate(zip(syllables, bare[1:], strict=False))
        for word in known.get(begun, ())
        if len(word) == 2
        or (
            tuple(syllables[start : start + len(word) - 1]) == word[:-1]
            and bare[start + len(word) - 1 : start + len(word)] == [word[-1]]
        )
    ]

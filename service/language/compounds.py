"""The words that a line is never broken inside of; they are ``data/compounds.yaml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import yaml

_FILE = Path(__file__).resolve().parent / "data" / "compounds.yaml"
_COUNTED, _PAIRS = "counted", "pairs"


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
def _by_first_syllable() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for word in sorted(all_compounds()):
        syllables = tuple(word.split(" "))
        found.setdefault(syllables[0], []).append(syllables)
    return {first: tuple(words) for first, words in found.items()}


def compounds_in(syllables: Sequence[str], bare: Sequence[str]) -> list[tuple[int, int]]:
    """Where compounds stand in a line of syllables (small letters): from, up to and without.

    ``bare`` are the same syllables without the marks after them: within a word no mark stands, after it any.
    Of words that overlap, only those count that leave the fewest syllables over: "công đoàn | viên chức" is
    not "công | đoàn viên | chức".
    """
    found = _matches(syllables, bare)
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
    known = _by_first_syllable()
    return [
        (start, start + len(word))
        for start, first in enumerate(syllables)
        for word in known.get(first, ())
        if tuple(syllables[start : start + len(word) - 1]) == word[:-1]
        and bare[start + len(word) - 1 : start + len(word)] == [word[-1]]
    ]

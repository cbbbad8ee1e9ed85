"""The words that a line is never broken inside of: ``data/compounds.yaml``, or those of an installed data pack.

Which of them count is said once for each request (``use``), so that a document is set by one lexicon from start to end.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import yaml

from service.language import vietnamese

FILE: Final = Path(__file__).resolve().parent / "data" / "compounds.yaml"
#: The groups that mean something besides.
COUNTED: Final = "counted"
_PAIRS: Final = "pairs"


#: What may stand after a word without parting it from the one before.
_MARKS: Final = ",;:.)”"
#: Words stand between commas or line ends, pairs, which have a comma of their own, on a line each.
_DIVIDERS: Final = (re.compile(r"[,\n]"), re.compile(r"\n"))


class Compounds:
    """A lexicon, of the texts of its groups; what is looked up is made at the first time."""

    def __init__(self, groups: Mapping[str, str]) -> None:
        self._groups = {
            group: tuple(filter(None, map(str.strip, _DIVIDERS[group == _PAIRS].split(words))))
            for group, words in groups.items()
        }

    @property
    def counted(self) -> tuple[str, ...]:
        """The nouns that a number counts: "cá nhân", "đồng"."""
        return self._groups[COUNTED]

    @cached_property
    def all(self) -> frozenset[str]:
        """Every word of several syllables, in small letters."""
        words = (word for group in self._groups.values() for word in group)
        return frozenset(word for word in words if " " in word)

    @cached_property
    def by_first_syllables(self) -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
        """By their first two, without the comma that may stand after them."""
        found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
        for word in sorted(self.all):
            first, second, *rest = word.split(" ")
            found.setdefault((first, second.rstrip(",")), []).append((first, second, *rest))
        return {first: tuple(words) for first, words in found.items()}

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Syllables that stand side by side in some word."""
        return frozenset(
            pair
            for word in self.all
            for pair in itertools.pairwise(word.replace(",", "").split(" "))
        )


@cache
def built_in() -> Compounds:
    """The lexicon of this release."""
    return Compounds(yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


_in_use: ContextVar[Compounds | None] = ContextVar("compounds", default=None)


def in_use() -> Compounds:
    """The lexicon of the work that this thread does; caches of what follows from it have it in their keys."""
    return _in_use.get() or built_in()


def use(lexicon: Compounds) -> None:
    """From here on this thread's work goes by ``lexicon``."""
    _in_use.set(lexicon)


def are_within(first: str, second: str) -> bool:
    """Whether two syllables side by side can stand in one word; in what letters does not matter."""
    pair = (first.rstrip(","), second.rstrip(_MARKS))
    return (vietnamese.lower(pair[0]), vietnamese.lower(pair[1])) in in_use().neighbours


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
    known = in_use().by_first_syllables
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

"""Names of units become the pairs that are most probably one unit, written twice and mistyped once.

Two proper names may differ by a letter ("xã Hà Linh", "xã Hà Ninh"), two common words of the same place in the same name
hardly do ("nước mắm", "nước nắm"): only a word in small letters is taken for mistyped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from service.language import vietnamese

#: A common word: small letters, more than one. A shorter one is a class or a number ("lớp a").
_COMMON: Final = re.compile(r"[^\W\d_]{2,}")
#: Words that distinguish two units by themselves, although they are a letter apart.
_PAIRS: Final = frozenset(
    map(
        frozenset[str],
        (
            ("nam", "năm"),
            ("thu", "thư"),
            ("ba", "bà"),
            ("ban", "bản"),
            ("lẻ", "lẽ"),
            ("hai", "hải"),
            ("nông", "công"),
            ("nữ", "nụ"),
            ("tỉnh", "tình"),
            ("mua", "múa"),
        ),
    )
)


def a_letter_apart(names: Sequence[str], units: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of two names of one unit that differ in one common word, by a letter or by marks: the first, the other.

    ``units`` are comparison keys; two names without a unit are of one as well.
    """
    alike: dict[tuple[object, ...], list[tuple[int, str]]] = defaultdict(list)
    for place, name in enumerate(names):
        words = name.split()
        for at, word in enumerate(words):
            if word.islower() and _COMMON.fullmatch(word):
                around = (units[place], at, *words[:at], None, *words[at + 1 :])
                alike[around].append((place, word))
    for found in alike.values():
        first, meant = found[0]
        for place, word in found[1:]:
            if word != meant and _is_mistyped(word, meant):
                yield first, place


def _is_mistyped(word: str, meant: str) -> bool:
    """A letter or the marks of a word are others; pairs of two good words that name two things are left alone."""
    if frozenset((word, meant)) in _PAIRS:
        return False
    if vietnamese.unify_tone_position(word) == vietnamese.unify_tone_position(meant):
        return False  # hoá and hóa: a matter of style
    same_letters = vietnamese.ascii_fold(word) == vietnamese.ascii_fold(meant)
    return same_letters or vietnamese.edit_distance(word, meant) == 1

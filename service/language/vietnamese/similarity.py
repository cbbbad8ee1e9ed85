"""A mistyped word becomes the known word that was meant, when there is one beyond doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from service.language.vietnamese.text import ascii_fold, skeleton


def nearest(word: str, candidates: Iterable[str], *, limit: int | None = None) -> str | None:
    """The candidate that ``word`` most probably means, or None.

    First the same word but for case, tones, blanks, "_" and "-" ("organName", "Nguoi ky"); then
    the smallest edit distance (a letter wrong, missing, added, or two swapped), at most ``limit``, by
    default one in three letters; last the only candidate that holds all its parts ("date" ->
    "issued_date"). Among equals the one nearer with its tones wins, then the earlier one.
    """
    known = list(dict.fromkeys(candidates))
    sought = _bare(word)
    if not sought:
        return None
    ranked = []
    for index, candidate in enumerate(known):
        bare = _bare(candidate)
        most = limit if limit is not None else max(1, min(len(sought), len(bare)) // 3)
        # One letter for another of a word of one or two letters is no likeness.
        if bare != sought and min(len(sought), len(bare)) < 3:
            continue
        if abs(len(bare) - len(sought)) > most:
            continue
        distance = edit_distance(sought, bare)
        if distance <= most:
            with_tones = edit_distance(_letters(skeleton(word)), _letters(skeleton(candidate)))
            ranked.append((distance, with_tones, index))
    if ranked:
        return known[min(ranked)[2]]
    return _only_holder(word, known)


def edit_distance(a: str, b: str, *, swap: int = 1) -> int:
    """Letters wrong, missing, added or swapped between two words (optimal string alignment distance).

    ``swap`` is what two neighbours in each other's place count; with 2 it is the Levenshtein distance.
    """
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and other == a[i - 2]:
                cost = min(cost, above[j - 2] + swap)
            row.append(cost)
    return row[-1]


def is_within(most: int, a: str, b: str) -> bool:
    """Whether the edit distance is ``most`` or less; letters that only one of them has tell most pairs apart at once."""
    in_a, in_b = Counter(a), Counter(b)
    apart = max((in_a - in_b).total(), (in_b - in_a).total())
    return apart <= most and edit_distance(a, b) <= most


def _bare(text: str) -> str:
    return _letters(ascii_fold(skeleton(text)))


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _only_holder(word: str, known: list[str]) -> str | None:
    parts = _parts(word)
    holders = [candidate for candidate in known if parts and parts <= _parts(candidate)]
    return holders[0] if len(holders) == 1 else None


def _parts(text: str) -> set[str]:
    return set(ascii_fold(skeleton(text)).replace("_", " ").replace("-", " ").split())

"""Patience diff (Bram Cohen): two sequences cut into blocks that are equal or not, in bounded time.

Equal beginnings and ends first, then the elements that stand once in both, of them the longest increasing
subsequence; a quadratic search only inside small blocks that hold no such element.
"""

from __future__ import annotations

import bisect
import difflib
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import Final, TypeAlias

#: Pairs of elements that a quadratic search may look at.
MOST_PAIRS: Final = 1_000
_DEEPEST: Final = 12

#: (i, k, j, m): ``old[i:k]`` against ``new[j:m]``.
Block: TypeAlias = tuple[int, int, int, int]


def blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[Block, bool]]:
    """Both sequences in order, cut into blocks, and whether the two sides of each are equal."""
    for i, k, j, m in _blocks(old, new, (0, len(old), 0, len(new)), 0):
        yield (i, k, j, m), k - i == m - j and old[i:k] == new[j:m]


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Indices of equal elements of two sequences, both rising."""
    for (i, k, j, m), is_equal in blocks(old, new):
        if is_equal:
            yield from zip(range(i, k), range(j, m), strict=True)


def _blocks(
    old: Sequence[Hashable], new: Sequence[Hashable], within: Block, depth: int
) -> Iterator[Block]:
    i, k, j, m = within
    head = 0
    while i + head < k and j + head < m and old[i + head] == new[j + head]:
        head += 1
    if head:
        yield i, i + head, j, j + head
    i, j = i + head, j + head
    tail = 0
    while k - tail > i and m - tail > j and old[k - tail - 1] == new[m - tail - 1]:
        tail += 1
    yield from _between(old, new, (i, k - tail, j, m - tail), depth)
    if tail:
        yield k - tail, k, m - tail, m


def _between(
    old: Sequence[Hashable], new: Sequence[Hashable], within: Block, depth: int
) -> Iterator[Block]:
    """A block without equal beginnings and ends, cut at its anchors."""
    i, k, j, m = within
    if i == k or j == m:
        if i < k or j < m:
            yield within
        return
    anchors = _anchors(old, new, within) if depth < _DEEPEST else []
    if anchors:
        for a, b in anchors:
            if (i, j) != (a, b):
                yield from _blocks(old, new, (i, a, j, b), depth + 1)
            yield a, a + 1, b, b + 1
            i, j = a + 1, b + 1
        if i < k or j < m:
            yield from _blocks(old, new, (i, k, j, m), depth + 1)
    elif (k - i) * (m - j) <= MOST_PAIRS:
        matcher = difflib.SequenceMatcher(None, old[i:k], new[j:m], autojunk=False)
        for _, a, b, c, d in matcher.get_opcodes():
            yield i + a, i + b, j + c, j + d
    else:
        yield within


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], within: Block
) -> list[tuple[int, int]]:
    """Elements that stand once on each side, as the longest run that rises on both."""
    i, k, j, m = within
    here, there = Counter(old[i:k]), Counter(new[j:m])
    places = {new[b]: b for b in range(j, m) if there[new[b]] == 1}
    pairs = [(a, places[old[a]]) for a in range(i, k) if here[old[a]] == 1 and old[a] in places]
    return _longest_increasing_subsequence(pairs)


def _longest_increasing_subsequence(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs that rise on the left already, the most that rise on the right too (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, b) in enumerate(pairs):
        size = bisect.bisect_left(tops, b)
        before.append(ends[size - 1] if size else -1)
        tops[size : size + 1] = [b]
        ends[size : size + 1] = [index]
    found = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]

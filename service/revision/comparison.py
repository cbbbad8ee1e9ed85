"""Two readings of a document become the list of places that differ, in time that stays bounded.

Only this module knows how paragraphs and rows find each other again: equal beginnings and ends first,
then texts that stand once in both, then likeness; never a search that grows with the square of a
long document.
"""

from __future__ import annotations

import bisect
import difflib
import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from service.revision.document_reader import Paragraph, Row, Unit, paragraphs, text_of

Kind = Literal["changed", "added", "removed"]

#: Pairs of lines that a quadratic search may look at; more are paired in their order.
_MOST_PAIRS: Final = 1_000
_DEEPEST: Final = 12
#: How like two lines must be to count as one that was changed, where lines also came or went.
_ALIKE: Final = 0.4
#: Likeness reads no further into a line.
_READ: Final = 1_000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs: the text that is generated, the text that stands there now, where.

    ``place`` is the paragraph's number in the generated reading; None for a row, and where it is not sure
    that the two texts are the same paragraph, because lines beside it came or went.
    ``seen`` are the numbers, in the current reading, of the paragraphs that the change covers.
    """

    kind: Kind
    generated: str
    now: str
    where: str
    place: int | None = field(default=None, compare=False)
    seen: tuple[int, ...] = field(default=(), compare=False)


def changes(generated: Sequence[Unit], current: Sequence[Unit]) -> list[Change]:
    """Where ``current`` differs from ``generated``, in reading order, tables cell by cell.

    Running numbers in the first column that only follow rows put in or taken out are no change.
    """
    return list(_compared(generated, current, _renumbered(generated, current)))


def _compared(
    generated: Sequence[Unit], current: Sequence[Unit], renumbered: frozenset[int]
) -> Iterator[Change]:
    for i, j, is_sure in _partners(generated, current):
        old = generated[i] if i is not None else None
        new = current[j] if j is not None else None
        if old is not None and new is not None:
            for change in _pair(old, new, renumbered):
                yield change if is_sure else replace(change, place=None)
        elif old is not None:
            yield Change("removed", text_of(old), "", old.where)
        elif new is not None:
            yield Change("added", "", text_of(new), new.where, None, _seen(new))


def _pair(old: Unit, new: Unit, renumbered: frozenset[int]) -> Iterator[Change]:
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        if old.text != new.text:
            yield Change("changed", old.text, new.text, new.where, old.place, _seen(new))
    elif isinstance(old, Row) and isinstance(new, Row) and len(old.cells) == len(new.cells):
        first = 1 if old.table in renumbered and _number(old) and _number(new) else 0
        for before, after in zip(old.cells[first:], new.cells[first:], strict=True):
            yield from _compared(before, after, renumbered)
    else:
        yield Change("changed", text_of(old), text_of(new), new.where, None, _seen(new))


def _seen(unit: Unit) -> tuple[int, ...]:
    return tuple(each.place for each in paragraphs([unit]))


# --- running numbers ------------------------------------------------------------------------------


def _number(row: Row) -> int | None:
    """The row's running number, when its first cell holds nothing else."""
    if len(row.cells) < 2 or len(row.cells[0]) != 1 or not isinstance(row.cells[0][0], Paragraph):
        return None
    text = row.cells[0][0].text.rstrip(".")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _renumbered(generated: Sequence[Unit], current: Sequence[Unit]) -> frozenset[int]:
    """Tables of ``generated`` numbered 1, 2, 3 … whose rows came or went, with numbers still in order."""
    before, after = _numbers(generated), _numbers(current)
    if len(before) != len(after):
        return frozenset()
    return frozenset(
        table
        for (table, old), (_, new) in zip(before.items(), after.items(), strict=True)
        if old == list(range(1, len(old) + 1))
        and len(old) != len(new)
        and (new == list(range(1, len(new) + 1)) or _was_thinned(old, new))
    )


def _was_thinned(old: list[int], new: list[int]) -> bool:
    return new == sorted(set(new)) and set(new) <= set(old)


def _numbers(units: Sequence[Unit]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for unit in units:
        if isinstance(unit, Row):
            number = _number(unit)
            found.setdefault(unit.table, []).extend([] if number is None else [number])
    return found


# --- who belongs to whom --------------------------------------------------------------------------

#: Indices of the two sides, and whether they surely belong together.
_Pair = tuple[int | None, int | None, bool]


def _partners(generated: Sequence[Unit], current: Sequence[Unit]) -> Iterator[_Pair]:
    """Indices of both sides, in order; None where one side has nothing."""
    old, new = [_key(each) for each in generated], [_key(each) for each in current]
    for i, k, j, m in _blocks(old, new):
        if k - i == m - j and old[i:k] == new[j:m]:
            yield from ((i + n, j + n, True) for n in range(k - i))
        else:
            yield from _likened(generated, current, (i, k, j, m))


def _key(unit: Unit) -> Hashable:
    """What two lines must share to be the same; a row's running number is no part of it."""
    if isinstance(unit, Paragraph):
        return unit.text
    skipped = 1 if _number(unit) is not None else 0
    return tuple(tuple(each.text for each in paragraphs(cell)) for cell in unit.cells[skipped:])


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Indices of equal elements of two sequences, both rising."""
    for i, k, j, m in _blocks(old, new):
        if k - i == m - j and old[i:k] == new[j:m]:
            yield from zip(range(i, k), range(j, m), strict=True)


_Block = tuple[int, int, int, int]


def _blocks(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    within: _Block | None = None,
    depth: int = 0,
) -> Iterator[_Block]:
    """Both sequences cut into blocks (i, k, j, m): ``old[i:k]`` against ``new[j:m]``, equal or not."""
    i, k, j, m = within or (0, len(old), 0, len(new))
    head = 0
    while i + head < k and j + head < m and old[i + head] == new[j + head]:
        head += 1
    if head:
        yield i, i + head, j, j + head
    i, j = i + head, j + head
    tail = 0
    while k - tail > i and m - tail > j and old[k - tail - 1] == new[m - tail - 1]:
        tail += 1
    yield from _middle(old, new, (i, k - tail, j, m - tail), depth)
    if tail:
        yield k - tail, k, m - tail, m


def _middle(
    old: Sequence[Hashable], new: Sequence[Hashable], within: _Block, depth: int
) -> Iterator[_Block]:
    i, k, j, m = within
    if i == k or j == m:
        if i < k or j < m:
            yield within
        return
    anchors = _anchors(old, new, within) if depth < _DEEPEST else []
    if anchors:
        for a, b in anchors:
            yield from _blocks(old, new, (i, a, j, b), depth + 1) if (i, j) != (a, b) else ()
            yield a, a + 1, b, b + 1
            i, j = a + 1, b + 1
        if i < k or j < m:
            yield from _blocks(old, new, (i, k, j, m), depth + 1)
    elif (k - i) * (m - j) <= _MOST_PAIRS:
        matcher = difflib.SequenceMatcher(None, old[i:k], new[j:m], autojunk=False)
        for _, a, b, c, d in matcher.get_opcodes():
            yield i + a, i + b, j + c, j + d
    else:
        yield within


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], within: _Block
) -> list[tuple[int, int]]:
    """Elements that stand once on each side, as the longest run that rises on both."""
    i, k, j, m = within
    here, there = Counter(old[i:k]), Counter(new[j:m])
    places = {new[b]: b for b in range(j, m) if there[new[b]] == 1}
    pairs = [(a, places[old[a]]) for a in range(i, k) if here[old[a]] == 1 and old[a] in places]
    return _rising(pairs)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs, rising on the left already, that rises on the right too."""
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


def _likened(generated: Sequence[Unit], current: Sequence[Unit], within: _Block) -> Iterator[_Pair]:
    """Pair the lines of a block that has no equal ones: by order where as many, else by likeness."""
    i, k, j, m = within
    if i == k or j == m:
        yield from ((a, None, True) for a in range(i, k))
        yield from ((None, b, True) for b in range(j, m))
        return
    even = k - i == m - j
    if (k - i) * (m - j) > _MOST_PAIRS:
        shared = min(k - i, m - j)
        wanted = [(i + n, j + n) for n in range(shared)]
    else:
        wanted = _best(generated[i:k], current[j:m], i, j)
    paired = [
        (a, b)
        for a, b in wanted
        if type(generated[a]) is type(current[b])
        and (even or _likeness(generated[a], current[b]) >= _ALIKE)
    ]
    is_sure = even and len(paired) == k - i
    for a, b in [*paired, (k, m)]:
        yield from ((left, None, True) for left in range(i, a))
        yield from ((None, right, True) for right in range(j, b))
        if a < k:
            yield a, b, is_sure
        i, j = a + 1, b + 1


def _best(old: Sequence[Unit], new: Sequence[Unit], i: int, j: int) -> list[tuple[int, int]]:
    """The pairing, in order, with the most likeness in all; a little for standing at the same place."""
    scores = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    words = [_words(each) for each in new]
    worth = [
        [_shared(mine, each) + (0.05 if x == y else 0.01) for y, each in enumerate(words)]
        for x, mine in enumerate(map(_words, old))
    ]
    for x in range(len(old) - 1, -1, -1):
        for y in range(len(new) - 1, -1, -1):
            scores[x][y] = max(
                scores[x + 1][y], scores[x][y + 1], scores[x + 1][y + 1] + worth[x][y]
            )
    found, x, y = [], 0, 0
    while x < len(old) and y < len(new):
        if scores[x][y] == scores[x + 1][y + 1] + worth[x][y]:
            found.append((i + x, j + y))
            x, y = x + 1, y + 1
        elif scores[x][y] == scores[x + 1][y]:
            x += 1
        else:
            y += 1
    return found


_Words = tuple[type, Counter[str], int]


def _likeness(a: Unit, b: Unit) -> float:
    return _shared(_words(a), _words(b))


def _words(unit: Unit) -> _Words:
    found = _WORD.findall(text_of(unit)[:_READ])
    return type(unit), Counter(found), len(found)


def _shared(a: _Words, b: _Words) -> float:
    """How many words two lines share, 0 to 1; less than nothing for a row and a paragraph."""
    if a[0] is not b[0]:
        return -1.0
    total = max(a[2], b[2])
    return sum((a[1] & b[1]).values()) / total if total else 1.0

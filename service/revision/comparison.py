"""Two readings of a document become the list of places that differ, in time that stays bounded.

Only this module knows how paragraphs and rows find each other again: by ``patience_diff``, then by likeness;
never a search that grows with the square of a long document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from service.documents.document_type import Review
from service.revision import office_places, patience_diff
from service.revision.document_text import Paragraph, Row, Unit, paragraphs, text_of
from service.revision.patience_diff import MOST_PAIRS, Block
from service.revision.running_numbers import renumbered_tables, running_number
from service.revision.set_breaks import without_set_breaks

Kind = Literal["changed", "added", "removed"]

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
    ``seen`` are the numbers, in the current reading, of the paragraphs that the change covers. ``unit`` is what came or
    went as a whole, or the paragraph that was changed; ``above`` and ``below`` what is generated around a line that came.
    """

    kind: Kind
    generated: str
    now: str
    where: str = field(compare=False)
    place: int | None = field(default=None, compare=False)
    seen: tuple[int, ...] = field(default=(), compare=False)
    unit: Unit | None = field(default=None, compare=False, repr=False)
    above: Unit | None = field(default=None, compare=False, repr=False)
    below: Unit | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A sound input and its review beside the document that came back.

    ``generated`` is read from the document that the input makes, ``current`` from the one that came back;
    ``changes`` are the places that differ.
    """

    data: Any
    review: Review
    generated: Sequence[Unit]
    current: Sequence[Unit]
    changes: tuple[Change, ...]


def compare(
    data: Any, review: Review, generated: Sequence[Unit], current: Sequence[Unit]
) -> Comparison:
    """A sound input, the text that it makes and the text that stands there now -> where they differ."""
    current = office_places.named(without_set_breaks(current, generated))
    generated = office_places.named(generated)
    return Comparison(data, review, generated, current, tuple(changes(generated, current)))


def changes(
    generated: Sequence[Unit], current: Sequence[Unit], *, with_numbers: bool = True
) -> list[Change]:
    """Where ``current`` differs from ``generated``, in reading order, tables cell by cell.

    Running numbers in the first column that only follow rows put in or taken out are no change; without
    ``with_numbers`` none is.
    """
    renumbered = renumbered_tables(generated, current)
    if not with_numbers:
        renumbered = frozenset(unit.table for unit in generated if isinstance(unit, Row))
    return list(_compared(generated, current, renumbered))


def _compared(
    generated: Sequence[Unit], current: Sequence[Unit], renumbered: frozenset[int]
) -> Iterator[Change]:
    passed = -1
    for i, j, is_sure in _partners(generated, current):
        passed = passed if i is None else i
        old = generated[i] if i is not None else None
        new = current[j] if j is not None else None
        if old is not None and new is not None:
            for change in _pair(old, new, renumbered):
                yield change if is_sure else replace(change, place=None)
        elif old is not None:
            yield Change("removed", text_of(old), "", old.where, unit=old)
        elif new is not None:
            above, below = _at(generated, passed), _at(generated, passed + 1)
            seen = _seen(new)
            yield Change("added", "", text_of(new), new.where, None, seen, new, above, below)


def _at(units: Sequence[Unit], place: int) -> Unit | None:
    return units[place] if 0 <= place < len(units) else None


def _pair(old: Unit, new: Unit, renumbered: frozenset[int]) -> Iterator[Change]:
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        if old.text != new.text:
            yield Change("changed", old.text, new.text, new.where, old.place, _seen(new), old)
    elif isinstance(old, Row) and isinstance(new, Row) and len(old.cells) == len(new.cells):
        first = 1 if old.table in renumbered and running_number(old) and running_number(new) else 0
        for column in range(first, len(old.cells)):
            if not _say_the_same(old.cells[column], new.cells[column]):
                before, after = (office_places.named_cell(row, column) for row in (old, new))
                yield from _compared(before, after, renumbered)
    else:
        yield Change("changed", text_of(old), text_of(new), new.where, None, _seen(new))


def _say_the_same(before: Sequence[Unit], after: Sequence[Unit]) -> bool:
    """Whether two cells hold the same paragraphs and nothing else, as nearly all cells of a long list."""
    return len(before) == len(after) and all(
        isinstance(old, Paragraph) and isinstance(new, Paragraph) and old.text == new.text
        for old, new in zip(before, after, strict=True)
    )


def _seen(unit: Unit) -> tuple[int, ...]:
    return tuple(paragraph.place for paragraph in paragraphs([unit]))


# --- pairing -------------------------------------------------------------------------------------

#: Indices of the two sides, and whether they surely belong together.
_Pair = tuple[int | None, int | None, bool]


def _partners(generated: Sequence[Unit], current: Sequence[Unit]) -> Iterator[_Pair]:
    """Indices of both sides, in order; None where one side has nothing."""
    old, new = list(map(_key, generated)), list(map(_key, current))
    for (i, k, j, m), is_equal in patience_diff.blocks(old, new):
        if is_equal:
            yield from ((i + n, j + n, True) for n in range(k - i))
        else:
            yield from _likened(generated, current, (i, k, j, m))


def _key(unit: Unit) -> Hashable:
    """What two lines must share to be the same; a row's running number is no part of it."""
    if isinstance(unit, Paragraph):
        return unit.text
    skipped = 1 if running_number(unit) is not None else 0
    return tuple(map(_texts, unit.cells[skipped:]))


def _texts(cell: Sequence[Unit]) -> Hashable:
    if len(cell) == 1 and isinstance(cell[0], Paragraph):
        return cell[0].text
    return tuple(paragraph.text for paragraph in paragraphs(cell))


def _likened(generated: Sequence[Unit], current: Sequence[Unit], within: Block) -> Iterator[_Pair]:
    """Pair the lines of a block that has no equal ones: by order where as many, else by likeness."""
    i, k, j, m = within
    if i == k or j == m:
        yield from ((a, None, True) for a in range(i, k))
        yield from ((None, b, True) for b in range(j, m))
        return
    even = k - i == m - j
    if (k - i) * (m - j) > MOST_PAIRS:
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
    words = [_words(unit) for unit in new]
    worth = [
        [_shared(mine, yours) + (0.05 if x == y else 0.01) for y, yours in enumerate(words)]
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

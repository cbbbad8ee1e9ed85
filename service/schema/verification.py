"""A finished document is verified: every printed value is found again in its visible text.

What is looked for is a value's own words; which blank stands between them does not matter. The end mark after them
and the capitals at the head of a line or in a title belong to the sentence that they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import contains, itemgetter
from typing import Any, NamedTuple, TypeAlias

from service.language import vietnamese, wording
from service.language.holding_together import with_plain_blanks
from service.schema.printing import InOrder, Printed

#: The forms that one value may stand in, as it is printed first.
Forms: TypeAlias = tuple[str, ...]


class _Row(NamedTuple):
    """The texts of a list's row by the steps that lead to them from its pointer; "" is the row itself."""

    pointer: str
    texts: Mapping[str, str | None]


def lost(printed: Printed, text: str) -> list[str]:
    """Pointers of the printed values that ``text``, a document's visible text, does not show.

    The rows of a list must also stand in the order of the list: each row's name, or else its longest
    value, is looked for after that of the row before, so that a row left out, or printed for another, is
    noticed even when its values also occur elsewhere. (Names, because two signatures side by side have
    their positions in one row and their names in the next.)
    """
    singles: dict[str, str | None] = {}
    lists: list[list[_Row]] = []
    _gather(printed, "", "", singles, lists, _Lines(text))
    missed = [
        f"/{step}"
        for step, value in singles.items()
        if value is not None and not _stands_in(text, _words(value))
    ]
    reached = 0
    for rows in lists:
        # A document prints one list after another: each is looked for where the last one ended, then anywhere.
        lost_rows, end = _lost_of_list(rows, text, reached)
        if lost_rows and reached:
            lost_rows, end = _lost_of_list(rows, text, 0)
        missed += lost_rows
        reached = end
    return missed


_END_MARKS = frozenset({".", ";", ",", " "})


def forms_of(printed: str) -> Forms:
    """A printed value without its end mark: as it is, opening a line, in capitals."""
    words = _words(printed)
    return tuple(dict.fromkeys((words, wording.capitalised(words), vietnamese.upper(words))))


def _words(printed: str) -> str:
    plain = with_plain_blanks(printed)
    return wording.without_end(plain) if plain[-1:] in _END_MARKS else plain


def _stands_in(text: str, words: str) -> bool:
    return words in text or any(form in text for form in forms_of(words)[1:])


def _lost_of_list(rows: Iterable[_Row], text: str, reached: int) -> tuple[list[str], int]:
    """Pointers of what is not shown, and how far the rows reach. A value is looked for first where its row should be.

    The list begins after ``reached``, or else anywhere.
    """
    missed = []
    is_first = True
    found: set[str] = set()
    for pointer, texts in rows:
        before = reached
        telling = (
            texts.get("full_name")
            or texts.get("name")
            or max(filter(None, texts.values()), key=len, default=None)
        )
        for step, value in texts.items():
            if not value or (value in found and value is not telling):
                continue
            words = _words(value)
            if value is telling:
                telling = None
                start = _first(text, words, before)
                if start < 0 and is_first:
                    before, start = 0, _first(text, words, 0)
                    reached = 0
                is_first = False
                reached = max(reached, start + 1)
                shown = start >= 0
            else:
                shown = text.find(words, before, before + _NEAR) >= 0 or _stands_in(text, words)
            if shown:
                found.add(value)
            else:
                missed.append(f"{pointer}/{step}" if step else pointer)
    return missed, reached


#: Most values stand this near to the one before; to search a long text takes preparation each time.
_NEAR = 2_000
#: Enough of a value to tell that no other form of it begins there.
_HEAD = 4


def _first(text: str, words: str, start: int) -> int:
    """Where any form of the words stands first from ``start`` on, -1 for nowhere."""
    near = text.find(words, start, start + _NEAR)
    if near >= 0:
        head, end = words[:_HEAD], near + _HEAD - 1
        capitals = head.upper()
        opening = capitals[:1] + head[1:]
        if (capitals == head or text.find(capitals, start, end) < 0) and (
            opening == head or text.find(opening, start, end) < 0
        ):
            return near
    for end in (start + _NEAR, len(text)):
        places = [place for form in forms_of(words) if (place := text.find(form, start, end)) >= 0]
        if places:
            return min(places)
    return -1


def _gather(
    part: Printed,
    pointer: str,
    steps: str,
    singles: dict[str, str | None],
    lists: list[list[_Row]],
    printed_lines: _Lines,
) -> None:
    """The single values of a part inside ``pointer``, by the ``steps`` to them, and its lists."""
    for name, value in part.items():
        if value is None or isinstance(value, str):
            singles[steps + name] = value
            continue
        here = f"{pointer}/{steps}{name}"
        if isinstance(value, InOrder):
            lists.append([_Row(here, {key: text}) for key, text in value.items()])
        elif isinstance(value, dict):
            _gather(value, pointer, f"{steps}{name}/", singles, lists, printed_lines)
        elif value and not printed_lines.hold(value):
            lists.append(_rows(value, here, lists, printed_lines))


_SINGLE = frozenset({str, type(None)})


def _rows(
    values: list[Any], here: str, lists: list[list[_Row]], printed_lines: _Lines
) -> list[_Row]:
    rows = []
    for index, value in enumerate(values):
        pointer = f"{here}/{index}"
        if isinstance(value, list):
            rows += [_Row(pointer, {str(place): cell}) for place, cell in enumerate(value)]
        elif not isinstance(value, dict):
            rows.append(_Row(pointer, {"": value}))
        elif _SINGLE.issuperset(map(type, value.values())):
            rows.append(_Row(pointer, value))
        else:
            texts: dict[str, str | None] = {}
            _gather(value, pointer, "", texts, lists, printed_lines)
            rows.append(_Row(pointer, texts))
    return rows


# --- long lists --------------------------------------------------------------------------------------


#: A shorter list is looked for as quickly row by row.
_FEWEST_ROWS = 8
#: Values that are no line of their own are searched for in the whole text: only so many.
_MOST_SEARCHED = 50
#: So few are searched for without comparing them with all lines first.
_FEW = 8


class _Lines:
    """The lines of a document's visible text: a table prints its rows at equal distances, a cell to a line."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    @cached_property
    def _different(self) -> set[str]:
        return set(self._lines)

    def hold(self, rows: Sequence[Any]) -> bool:
        """Whether all values of a long list certainly stand here, its names in their order.

        When they do not stand as regularly as in a table, the answer is no, and every row is looked for.
        """
        if len(rows) < _FEWEST_ROWS or set(map(type, rows)) != {dict}:
            return False
        names = [*rows[0]]
        if len(names) < 2 or {*map(len, rows)} != {len(names)}:
            return False
        try:
            columns = {name: [*map(itemgetter(name), rows)] for name in names}
        except KeyError:
            return False
        telling = columns.pop("full_name", None) or columns.pop("name", None)
        if not telling or not {str}.issuperset(map(type, telling)) or "" in telling:
            return False
        table = self._in_order(_all_words(telling))
        if table is None:
            return False
        elsewhere: set[Any] = set()
        for column in columns.values():
            given = {*column} - {None, ""}
            if not {str}.issuperset(map(type, given)):
                return False
            if given and not self._holds_column(table, column, given):
                elsewhere |= given
        return self._somewhere(elsewhere)

    def _in_order(self, words: Sequence[str]) -> _Table | None:
        """Where these stand, one in each row, at the distance of the first two."""
        first = self._line_of(words[0], 0)
        second = self._line_of(words[1], first + 1) if first >= 0 else -1
        if second < 0:
            return None
        table = _Table(first, second - first, len(words))
        rows = table.column(self._lines, 0)
        return table if len(rows) == len(words) and all(map(contains, rows, words)) else None

    def _line_of(self, words: str, start: int) -> int:
        return next(
            (place for place in range(start, len(self._lines)) if words in self._lines[place]), -1
        )

    def _holds_column(self, table: _Table, column: Sequence[str | None], given: set[str]) -> bool:
        """Whether the values stand each in its own row, all as far from the names, with nothing beside them."""
        words = dict(zip(given, _all_words([*given]), strict=True))
        expected = [words[text] if text else "" for text in column]
        return any(
            table.column(self._lines, offset) == expected
            for offset in range(1 - table.distance, table.distance)
            if offset
        )

    def _somewhere(self, given: set[str]) -> bool:
        left = {*_all_words([*given])}
        if len(left) > _FEW:
            left -= self._different
            left = {words for words in left if wording.capitalised(words) not in self._different}
        return len(left) <= _MOST_SEARCHED and all(_stands_in(self._text, words) for words in left)


class _Table(NamedTuple):
    """Where the names of a table stand: the line of the first, and how many lines on the next one is."""

    first: int
    distance: int
    rows: int

    def column(self, lines: Sequence[str], offset: int) -> Sequence[str]:
        """The lines so far from the names, as many as there are rows."""
        start = self.first + offset
        return lines[start : start + self.distance * self.rows : self.distance]


def _all_words(printed: Sequence[str]) -> list[str]:
    """``_words`` of many texts."""
    plain = with_plain_blanks("\0".join(printed)).split("\0")
    return [wording.without_end(text) if text[-1:] in _END_MARKS else text for text in plain]

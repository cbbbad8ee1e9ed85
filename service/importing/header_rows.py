"""Where the headers of a list stand: one to three rows, merged or not, side by side on one sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from service.importing import value_shapes, vocabulary
from service.importing.grid import Grid
from service.importing.targets import Target
from service.language import vietnamese
from service.language.vietnamese import fold_words
from service.workbook.extents import column_letters

#: Rows that one list's headers may take.
_MOST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The headers of one list: rows ``first`` to ``last`` and columns, all from 0, with their texts."""

    first: int
    last: int
    #: Every column that belongs to the list; one without a text has no header.
    columns: tuple[int, ...]
    texts: Mapping[int, str]

    @property
    def left(self) -> int:
        return self.columns[0]

    def called(self, column: int) -> str:
        """A column in a sentence: by its header, else by its letter."""
        header = self.texts.get(column, "")
        return f"“{' '.join(header.split())}”" if header else column_letters(column)


def find(grid: Grid, row: int, targets: Sequence[Target]) -> list[Header]:
    """The headers that begin at a row: none, one, or several lists side by side."""
    if not _has_known_word(grid, row, targets) or _is_money_unit(grid, row):
        return []
    best: Header | None = None
    best_score = 0
    for depth in range(1, _MOST_ROWS + 1):
        last = row + depth - 1
        if last >= grid.height or (depth > 1 and not _continues(grid, row, last)):
            break
        header = _header(grid, row, last)
        score = _known_headers(header, targets)
        # Words below a header that spans its columns belong to it, even when they add no known one.
        says_more = depth > 1 and bool(grid.filled(last, header.columns))
        if score > best_score or (says_more and score == best_score):
            best, best_score = header, score
    if best is None or not _reads_like_headers(grid, best, targets):
        return []
    if best_score < 2 and not _stands_over_names(grid, best, targets):
        return []
    return _side_by_side(replace(best, last=_end_of_merges(grid, best)))


def forced(grid: Grid, rows: Sequence[int]) -> list[Header]:
    """The headers of rows that the clerk named (from 0)."""
    return _side_by_side(_header(grid, min(rows), max(rows)))


def without_headers(grid: Grid, first: int) -> Header:
    """A list that begins at once: every column up to the last filled one, none with a header."""
    return Header(first, first - 1, tuple(range(grid.width)), {})


def _header(grid: Grid, first: int, last: int) -> Header:
    columns = range(grid.width)
    texts = {}
    for column in columns:
        parts: list[str] = []
        for row in range(first, last + 1):
            part = vietnamese.in_unicode(_part(grid, row, column, first, last))
            if part and part not in parts:
                parts.append(part)
        if parts and sum(map(len, parts)) <= vocabulary.LONGEST_HEADER:
            # A line for each row of the headers: the last says what the column itself is.
            texts[column] = "\n".join(parts)
    return Header(first, last, tuple(columns), texts)


def _part(grid: Grid, row: int, column: int, first: int, last: int) -> str:
    """What a row of the headers says over a column; a header spread over several counts for each."""
    own = grid.value(row, column)
    if isinstance(own, str) or (row > first and own is not None):
        return grid.text(row, column)
    if own is not None:
        return ""
    for (top, left), (bottom, right) in grid.page.merged:
        if top <= row <= bottom and left <= column <= right and top >= first:
            return grid.text(top, left)
    if row == last or not any(
        isinstance(grid.value(below, column), str) for below in range(row + 1, last + 1)
    ):
        return ""
    # Not merged, only centred over its columns: what stands to the left is meant.
    for left in range(column - 1, -1, -1):
        if isinstance(grid.value(row, left), str):
            return grid.text(row, left)
    return ""


def _continues(grid: Grid, first: int, row: int) -> bool:
    """Whether a further row belongs to the headers: words under a header that spans, or nothing."""
    if len(grid.filled(first, range(grid.width))) < 2:
        return False  # a title above the headers
    filled = grid.filled(row, range(grid.width))
    covered = any(top <= first and bottom >= row for (top, _), (bottom, _) in grid.page.merged)
    # "Thành tích" over 2024 and 2025, beside headers merged downwards.
    if any(
        (not isinstance(cell, str) or value_shapes.running_number(cell))
        and not (covered and value_shapes.is_year(cell))
        for cell in filled.values()
    ):
        return False
    if not filled:
        return covered
    return any(
        grid.value(row - 1, column) is None or grid.spans_across(row - 1, column) > 1
        for column in filled
    )


def _end_of_merges(grid: Grid, header: Header) -> int:
    """The last row that a header cell merged downwards reaches; rows that hold something are no part of it."""
    reached = max(
        (
            bottom
            for (top, left), (bottom, _) in grid.page.merged
            if header.first <= top <= header.last
            and left in header.texts
            and bottom - top < _MOST_ROWS
        ),
        default=header.last,
    )
    for row in range(header.last + 1, reached + 1):
        if grid.filled(row, header.columns):
            return row - 1
    return max(header.last, reached)


def _has_known_word(grid: Grid, row: int, targets: Sequence[Target]) -> bool:
    line = grid.page.rows[row]
    return any(
        isinstance(cell, str)
        and len(cell) <= vocabulary.LONGEST_HEADER
        and _knows(vietnamese.in_unicode(cell), targets)
        for cell in line
    )


def _is_money_unit(grid: Grid, row: int) -> bool:
    """ "Đơn vị tính: nghìn đồng" alone in its row is a caption, although "Đơn vị" also stands over names."""
    cells = list(grid.filled(row, range(grid.width)).values())
    return len(cells) == 1 and isinstance(cells[0], str) and vocabulary.money_unit(cells[0]) > 1


def _knows(text: str, targets: Sequence[Target]) -> bool:
    labels = tuple(target.first_words for target in targets)
    if not vocabulary.may_be_header(text, labels):
        return False
    return is_special(text) or any(target.best_field(text)[1] >= 2 for target in targets)


def is_special(text: str) -> bool:
    """A header of no field of its own: a running number, a kind, a surname, a gender, a mark."""
    groups = ("number_headers", "kind_headers", "surname_headers", "gender_headers", "own_headers")
    return any(vocabulary.is_header_of(group, text) for group in groups) or bool(
        vocabulary.marked_list(text)
    )


def _known_headers(header: Header, targets: Sequence[Target]) -> int:
    return sum(_knows(text, targets) for text in header.texts.values())


def _reads_like_headers(grid: Grid, header: Header, targets: Sequence[Target]) -> bool:
    """Headers are words; where figures stand among them, most must be ones that we know."""
    cells = grid.filled(header.first, header.columns)
    only_words = all(isinstance(cell, str) for cell in cells.values())
    known = _known_headers(header, targets)
    names = any(target.name_columns(header.texts) for target in targets)
    return names and (only_words or known * 2 >= len(cells))


def _stands_over_names(grid: Grid, header: Header, targets: Sequence[Target]) -> bool:
    """One known header, "Họ và tên", is enough where names stand below it; "Thành phần" over names is a title."""
    columns = {c for target in targets for c in target.own_name_columns(header.texts)}
    return any(
        value_shapes.mostly(
            [grid.value(row, column) for row in range(header.last + 1, grid.height)],
            value_shapes.is_person,
        )
        for column in columns
    )


def _side_by_side(header: Header) -> list[Header]:
    """Lists beside each other: the same headers in the same order once more, or running numbers once more."""
    named = [
        (column, fold_words(header.texts[column]))
        for column in header.columns
        if column in header.texts
    ]
    if not named:
        return [header]
    starts = [column for column, text in named if text == named[0][1]]
    width = next((i for i, (_, text) in enumerate(named[1:], 1) if text == named[0][1]), 0)
    pattern = [text for _, text in named[:width]]
    repeats = width >= 2 and all(
        [text for _, text in named[at : at + width]] == pattern
        for at in range(0, len(named) - len(named) % width, width)
    )
    counts = vocabulary.is_header_of("number_headers", named[0][1]) and all(
        sum(start <= column < end for column, _ in named) > 1
        for start, end in zip(starts, [*starts[1:], named[-1][0] + 1], strict=True)
    )
    if len(starts) < 2 or not (repeats or counts):
        return [header]
    ends = [*starts[1:], header.columns[-1] + 1]
    return [
        Header(
            header.first,
            header.last,
            tuple(c for c in header.columns if start <= c < end),
            {c: t for c, t in header.texts.items() if start <= c < end},
        )
        for start, end in zip(starts, ends, strict=True)
    ]

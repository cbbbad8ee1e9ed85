"""A table of a text becomes the table of a report: title, headers, rows, and what its merged cells say of them.

The form has no merged cells in the body. A name that is merged downwards is the name of each of its rows; whether a
figure is, or counts for all of them together, nobody can see, so that is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from service.importing.word import captions, labels
from service.importing.word.blocks import Cell, Table, is_figure, paragraphs
from service.importing.word.entries import Entry
from service.importing.word.tables import Laid, lay
from service.language.vietnamese import fold_words

_MOST_HEADER_ROWS = 3
_LONGEST_TITLE = 300
#: A figure, alone or with what it counts: "7", "1.234,5", "12,5%", "5/7", "500 triệu đồng".
_AMOUNT = re.compile(r"[~≈<>+-]?\s*\d[\d.,/]*(?:\s*%|\s+[^\W\d_].*|[^\W\d_]*)?")
_YEAR, _DATE = re.compile(r"(?:19|20)\d\d"), re.compile(r"(?:\d{1,2}/){1,2}\d{4}")
#: Above figures that name a row and count nothing.
_NAMING = re.compile(
    r"(?:stt|tt|so tt|so thu tu|ma|ma so|nam|quy|thang|ngay|ky|thoi gian|so van ban)\b"
)
_SHARED = "Ô gộp xuống nhiều dòng: {} chỉ được ghi ở dòng đầu; hãy xem đó là số của từng dòng hay chung cho cả các dòng."
_ACROSS = "Ô gộp ngang nhiều cột: {} chỉ được ghi ở cột đầu; hãy xem các cột kia có cần ghi không."
_SHORT = "Dòng có ít ô hơn bảng: {}; hãy xem từng ô đã đúng cột chưa."
_MOST_NAMED = 3
_Owners: TypeAlias = Mapping[tuple[int, int], tuple[tuple[int, int], int]]


@dataclass(frozen=True, slots=True)
class Read:
    """The table as an input, its cells, row by row, each with where it went, and what a clerk should look at."""

    value: dict[str, Any]
    cells: tuple[tuple[str, str], ...]
    doubt: str


def without_titles(table: Table) -> tuple[list[Entry], Table]:
    """The lines of the first rows that are each one cell over the whole table, "Bảng 3. Kết quả năm 2025", and the rest."""
    found: list[Entry] = []
    rows = 0
    while rows + 2 < len(table.rows) and (lines := _title(table.rows[rows], table.width)):
        found += lines
        rows += 1
    rest = table.rows[rows:]
    return found, replace(table, rows=rest, header_rows=max(table.header_rows - rows, 0))


def _title(row: Sequence[Cell], width: int) -> list[Entry]:
    """The lines of a row if they name the table; in one or two words they may be a header over all columns."""
    lines = [Entry(line, labels.parse(line.text)) for line in paragraphs(row[0].blocks)]
    over_all = len(row) == 1 and 1 < row[0].columns == width and row[0].rows == 1
    text = " ".join(line.text for line in lines)
    if not over_all or not lines or len(text) > _LONGEST_TITLE:
        return []
    is_name = len(text.split()) > 2 and not lines[0].label.kind
    return lines if is_name or all(captions.unit(line) for line in lines) else []


def read(table: Table, pointer: str) -> Read:
    """The table of a report at ``pointer``. A header over several columns is what these stand ``under``."""
    laid = _narrowed(lay(table))
    laid = replace(laid, header_rows=_header_rows(laid))
    owners = _owners(laid)
    heads = [_headers_above(laid, owners, column) for column in range(laid.width)]
    body = _Body.of(laid, heads)
    cells: list[tuple[str, str]] = []
    for row in range(laid.header_rows):
        for column, text in enumerate(laid.texts[row]):
            if text:
                cells.append((f"{pointer}/columns/{column}{heads[column].place_of(text)}", text))
    for index, line in enumerate(laid.texts[laid.header_rows :]):
        at = f"{pointer}/rows/{index}{'/cells' if index in body.groups else ''}"
        cells += [(f"{at}/{column}", text) for column, text in enumerate(line) if text]
    value = {"columns": [head.as_input() for head in heads], "rows": body.as_input()}
    return Read(value, tuple(cells), _doubt(body, table.asked))


# --- columns --------------------------------------------------------------------------------------


def _narrowed(laid: Laid) -> Laid:
    """The table without columns that only stand beside others: in each row both are one cell."""
    owners = _owners(laid)

    def owner(row: int, column: int) -> tuple[int, int]:
        return owners.get((row, column), ((row, column), column))[0]

    kept = [
        column
        for column in range(laid.width)
        if not column
        or any(owner(row, column) != owner(row, column - 1) for row in range(len(laid.texts)))
    ]
    if len(kept) == laid.width:
        return laid
    texts = tuple(tuple(line[column] for column in kept) for line in laid.texts)
    merged = (
        ((top, kept.index(left)), (below, sum(column <= right for column in kept) - 1))
        for (top, left), (below, right) in laid.merged
    )
    return Laid(texts, tuple(pair for pair in merged if pair[0] != pair[1]), laid.header_rows)


def _header_rows(laid: Laid) -> int:
    """How many rows are headers: as the source says, and as far as the merged cells of these reach down."""
    said = laid.header_rows
    rows = said or 1
    for (top, _), (below, _) in laid.merged:
        rows = max(rows, below + 1 if top < rows else 0)
    if not said and rows == 1 and _shared_over_names(laid):
        rows = 2
    rows = min(rows, _MOST_HEADER_ROWS, len(laid.texts))
    return next((row for row in range(said or 1, rows) if _holds_figures(laid, row)), rows)


def _shared_over_names(laid: Laid) -> bool:
    """Whether the second row names the columns below a header that they share, and nothing stands below the others."""
    shared = {
        column
        for (top, left), (_, right) in laid.merged
        if not top and 0 < right - left < laid.width - 1
        for column in range(left, right + 1)
    }
    below = laid.texts[1] if len(laid.texts) > 1 else ()
    return bool(shared) and not any(
        text for column, text in enumerate(below) if column not in shared
    )


def _holds_figures(laid: Laid, row: int) -> bool:
    return any(is_figure(text) and not _YEAR.fullmatch(text) for text in laid.texts[row])


@dataclass(frozen=True, slots=True)
class _Headers:
    """The headers of one column: those that it shares with its neighbours, the outer first, and its own."""

    under: tuple[str, ...]
    own: str

    def as_input(self) -> str | dict[str, Any]:
        return {"header": self.own, "under": [*self.under]} if self.under else self.own

    def place_of(self, text: str) -> str:
        """Where in ``as_input`` a header went."""
        line = " ".join(text.split())
        if line in self.under:
            return f"/under/{self.under.index(line)}"
        return "/header" if self.under else ""


def _headers_above(laid: Laid, owners: _Owners, column: int) -> _Headers:
    """A header over several columns is shared, unless nothing stands below it; others that stack are one, "A – B"."""
    shared: list[str] = []
    own: list[str] = []
    for row in range(laid.header_rows):
        at, right = owners.get((row, column), ((row, column), column))
        text = " ".join(laid.texts[at[0]][at[1]].split())
        if text and (not (shared or own) or at[0] == row) and text not in (*shared, *own):
            (shared if right > at[1] and not own else own).append(text)
    if not own and shared:
        own.append(shared.pop())
    return _Headers(tuple(shared), " – ".join(own))


def _owners(laid: Laid) -> _Owners:
    """For each covered cell the one whose text stands there, and the last column that this one reaches."""
    return {
        (row, column): (top_left, right)
        for top_left, (below, right) in laid.merged
        for row in range(top_left[0], below + 1)
        for column in range(top_left[1], right + 1)
    }


# --- rows -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Body:
    """The rows below the headers; ``groups`` are those that are one cell over all columns, as a heading."""

    rows: list[list[str]]
    groups: set[int] = field(default_factory=set)
    #: What merged cells hold that may count for several rows, or columns.
    shared: list[str] = field(default_factory=list)
    across: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, laid: Laid, heads: Sequence[_Headers]) -> _Body:
        """The rows of a table, each name that is merged downwards in each of its rows."""
        first = laid.header_rows
        body = cls([list(line) for line in laid.texts[first:]])
        for (top, left), (below, right) in laid.merged:
            text = laid.texts[top][left]
            if text and below >= first:
                body._take(text, (top - first, left), (below - first, right), heads[left].own)
        return body

    def _take(self, text: str, begins: tuple[int, int], ends: tuple[int, int], header: str) -> None:
        (top, left), (below, right) = begins, ends
        is_whole = not left and right == len(self.rows[below]) - 1
        if is_whole and top == below and below < len(self.rows) - 1:
            self.groups.add(top)
            return
        if below > top and (top < 0 or _may_be_shared(text, left, header)):
            self.shared.append(text)
        elif below > top:
            for row in range(top + 1, below + 1):
                self.rows[row][left] = text
        # What begins in the first column names the row: "Tổng cộng" over "TT" and "Chỉ tiêu".
        if right > left and (left or is_whole):
            self.across.append(text)

    def as_input(self) -> list[list[str | None] | dict[str, Any]]:
        rows = [[text or None for text in row] for row in self.rows]
        return [
            {"cells": cells, "role": "group"} if place in self.groups else cells
            for place, cells in enumerate(rows)
        ]


def _doubt(body: _Body, asked: Sequence[str]) -> str:
    """What a clerk should look at, "" for nothing."""
    said = ((_SHARED, body.shared), (_ACROSS, body.across), (_SHORT, asked))
    return " ".join(sentence.format(_named(texts)) for sentence, texts in said if texts)


def _may_be_shared(text: str, column: int, header: str) -> bool:
    """Whether what is merged downwards may count for all its rows together, and names none of them."""
    names = not column or _NAMING.match(fold_words(header)) or labels.parse(text).kind
    return not names and bool(_AMOUNT.fullmatch(text)) and not _DATE.fullmatch(text)


def _named(texts: Sequence[str]) -> str:
    shown = ", ".join(f"“{' '.join(text.split())[:60]}”" for text in texts[:_MOST_NAMED])
    return f"{shown} …" if len(texts) > _MOST_NAMED else shown

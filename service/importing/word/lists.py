"""The lists in a text (recipients of an award, a roll call) go to the reader of clerks' lists, as sheets.

A table is a sheet; so are lines that each name a person or a unit. The lines above tell the reader what a
list is of ("I. TẬP THỂ", "Danh sách cá nhân được tặng Giấy khen").
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from typing import Any

from service.errors import Violation
from service.importing import list_headings, sheet_reader
from service.importing.word import naming_lines, people_in_line, tables
from service.importing.word.entries import Entry
from service.schema import pointers
from service.workbook.account import Reading, SheetAccount
from service.workbook.book import Page
from service.workbook.extents import column_letters
from service.workbook.plan import Sheet

_TITLES = 6
_LONGEST_TITLE, _LONGEST_BARE_TITLE = 300, 120
#: Further lists of one text are not read, and shown as such.
_MOST_LISTS = 100


@dataclass(frozen=True, slots=True)
class Lists:
    """What the lists of a text gave: values, and for each entry its cells with where they went."""

    data: Any
    cells: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    #: Entries that are titles of lists.
    titles: frozenset[int] = frozenset()
    violations: tuple[Violation, ...] = ()
    sheets: tuple[SheetAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet made of entries: for each of its cells the entry and the words."""

    page: Page
    origins: dict[str, int]
    texts: dict[str, str]
    titles: tuple[int, ...]
    place: int


def read(
    entries: Sequence[Entry],
    sheets: Sequence[Sheet],
    *,
    lines_too: bool = False,
    breaks: Sequence[int] = (),
    parts: Sequence[int] = (),
    closed: Collection[int] = (),
) -> Lists:
    """Read the tables among entries, and with ``lines_too`` the lines that name people or units.

    What stands before one of ``breaks`` is no title of a list behind it. The lists behind one of ``parts`` are of other
    awards than those before it, though they may be of the same form. Entries ``closed`` stand in no list.
    """
    parents = {sheet.row: sheet for sheet in sheets}
    made = list(islice(_sheets(entries, parents, lines_too, breaks, closed), _MOST_LISTS))
    if not made:
        return Lists({})
    reading = _in_a_row(
        [
            sheet_reader.read([laid.page for laid in together], sheets)
            for _, together in groupby(made, lambda laid: bisect_right(parts, laid.place))
        ]
    )
    places: dict[str, str] = {}
    for pointer, cell in reading.cells.items():
        value = pointers.find(reading.data, pointer)
        if value is not None and not isinstance(value, (dict, list)):
            places.setdefault(cell, pointer)
    used_names = {sheet.name for sheet in reading.sheets if sheet.used and sheet.rows_taken}
    used = [laid for laid in made if laid.page.name in used_names]
    cells: dict[int, list[tuple[str, str]]] = {}
    for laid in used:
        for cell, text in laid.texts.items():
            cells.setdefault(laid.origins[cell], []).append((places.get(cell, ""), text))
    titles = frozenset(place for laid in used for place in laid.titles)
    return Lists(reading.data, cells, titles, reading.violations, reading.sheets)


def _in_a_row(readings: Sequence[Reading]) -> Reading:
    """Several readings as one: the rows of an outermost list follow those of the readings before."""
    rows: Counter[str] = Counter()
    pairs: dict[str, Any] = {}
    cells: dict[str, str] = {}
    violations: list[Violation] = []
    for reading in readings:
        cells |= {_behind(pointer, rows): cell for pointer, cell in reading.cells.items()}
        violations += (
            replace(found, pointer=_behind(found.pointer, rows)) for found in reading.violations
        )
        if not reading.data:
            continue
        pairs |= {_behind(at, rows): value for at, value in pointers.flatten(reading.data)}
        rows.update(
            {key: len(part) for key, part in reading.data.items() if isinstance(part, list)}
        )
    return Reading(
        pointers.expand(pairs.items()) if pairs else {},
        cells,
        tuple(violations),
        tuple(sheet for reading in readings for sheet in reading.sheets),
    )


def _behind(pointer: str, rows: Counter[str]) -> str:
    """A pointer whose outermost row follows so many others."""
    match pointers.split(pointer):
        case [key, row, *inside] if pointers.row_number(row) is not None:
            return pointers.join(key, int(row) + rows[key], *inside)
    return pointer


class _TitlesAbove:
    """The lines that stand above the next list: those since the last one, and the award that this one was of."""

    def __init__(self, parents: Mapping[str, Sheet]) -> None:
        self._parents = parents
        self._carried: list[tuple[int, str]] = []
        self._since: list[tuple[int, str]] = []

    @property
    def rows(self) -> list[tuple[int, str]]:
        return [*self._carried, *self._since][-_TITLES:]

    def is_form(self, text: str) -> bool:
        """Whether a line is the name of an award and nothing else: "Tập thể Lao động tiên tiến:"."""
        return bool(list_headings.form_in(text.rstrip(" :;."), self._parents, whole=True))

    def add(self, place: int, entry: Entry) -> None:
        """A further line; another award ends that of the list before, and the kind of its recipients."""
        is_row = entry.label.kind and people_in_line.begins_with_somebody(entry.label.rest)
        if is_row or len(entry.whole) > _LONGEST_TITLE:
            self.clear()
            return
        is_form = self.is_form(entry.label.rest)
        if is_form or list_headings.form_in(entry.whole, self._parents):
            self._carried = []
        title = entry.label.rest.rstrip(" :;.") if is_form else entry.whole
        self._since = [*self._since, (place, title)][-_TITLES:]

    def clear(self) -> None:
        self._carried, self._since = [], []

    def end_list(self) -> None:
        """The award that one list is of is that of the next one, too, until another is named."""
        named = [row for row in self.rows if list_headings.form_in(row[1], self._parents)]
        self._carried, self._since = named[-1:], []


def _sheets(
    entries: Sequence[Entry],
    parents: Mapping[str, Sheet],
    lines_too: bool,
    breaks: Sequence[int],
    closed: Collection[int],
) -> Iterator[_Sheet]:
    """Every table and every row of naming lines as a sheet, below the lines that stand above it."""
    above = _TitlesAbove(parents)
    place = number = 0
    while place < len(entries):
        entry = entries[place]
        if place in breaks or place in closed:
            above.clear()
        if place in closed:
            place += 1
            continue
        is_line = entry.table is None
        reads = lines_too and is_line
        runs = list(naming_lines.runs(entries, place, above.is_form)) if reads else []
        for rows in runs:
            number += 1
            yield _line_sheet(rows, f"Bảng {number}", above.rows, place)
        if not is_line:
            number += 1
            yield _table_sheet(entry, place, f"Bảng {number}", above.rows)
        if is_line and not runs:
            above.add(place, entry)
        else:
            above.end_list()
        place = runs[-1][-1].place + 1 if runs else place + 1


def _table_sheet(entry: Entry, place: int, name: str, above: Sequence[tuple[int, str]]) -> _Sheet:
    assert entry.table is not None  # noqa: S101 - asked by the caller
    laid = tables.lay(entry.table)
    body = tables.page(laid, name)
    shift = len(above)
    page = Page(
        name,
        (*((title,) for _, title in above), *body.rows),
        merged=tuple(
            ((top + shift, left), (below + shift, right))
            for (top, left), (below, right) in laid.merged
        ),
    )
    texts = {
        f"{name}!{column_letters(column)}{row + shift + 1}": text
        for row, cells in enumerate(laid.texts)
        for column, text in enumerate(cells)
        if text
    }
    return _Sheet(page, dict.fromkeys(texts, place), texts, _titles(above), place)


def _titles(above: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """The lines above a list that are nothing but its titles."""
    return tuple(place for place, text in above if len(text) <= _LONGEST_BARE_TITLE)


def _line_sheet(
    rows: Sequence[naming_lines.Row], name: str, above: Sequence[tuple[int, str]], place: int
) -> _Sheet:
    lines: list[tuple[Any, ...]] = [(title,) for _, title in above]
    lines.append(naming_lines.HEADERS[rows[0].kind])
    texts, origins = {}, {}
    for number, row in enumerate(rows, start=1):
        lines.append((str(number), *(cell or None for cell in row.cells)))
        for column, text in enumerate(row.cells, start=1):
            if text:
                cell = f"{name}!{column_letters(column)}{len(lines)}"
                texts[cell], origins[cell] = text, row.place
    return _Sheet(Page(name, tuple(lines)), origins, texts, _titles(above), place)


def cells_of(entry: Entry) -> list[tuple[str, str]]:
    """The cells of a table that went nowhere."""
    return [("", text) for row in rows_of(entry) for text in row]


def rows_of(entry: Entry) -> list[list[str]]:
    """The filled cells of a table, row by row."""
    assert entry.table is not None  # noqa: S101 - asked by the caller
    rows = ([text for text in row if text] for row in tables.lay(entry.table).texts)
    return [row for row in rows if row]


def shown(entry: Entry) -> dict[str, list[Any]]:
    """A table as it is shown: its first row as headers, the rest as rows."""
    first, *rest = rows_of(entry) or [[]]
    return {"columns": first, "rows": rest}


def with_rest(entry: Entry, cells: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The cells of a line, and between them what the line holds besides: its label, its commas."""
    rest = entry.whole
    for pointer, text in cells:
        before, _, rest = rest.partition(text)
        if before.strip():
            yield "", before.strip()
        yield pointer, text
    if rest.strip():
        yield "", rest.strip()

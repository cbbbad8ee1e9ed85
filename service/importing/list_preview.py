"""What one list of a form would be given: its columns, its first and last rows, the rows that were not taken.

The clerk sees it before anything is added, and corrects it (``corrections``) until it is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.errors import Violation
from service.importing import sheet_reader
from service.importing.column_map import UNUSED
from service.importing.corrections import Corrections
from service.importing.grid import Grid, grid_of
from service.importing.targets import Target, targets_of
from service.schema import pointers
from service.workbook.account import ColumnAccount, Reading, SheetAccount
from service.workbook.book import Page
from service.workbook.extents import column_letters
from service.workbook.plan import Sheet
from service.workbook.values import text

#: So many rows are shown from the beginning and from the end of a list.
FIRST, LAST = 5, 2
#: Rows of a sheet that may be its headers.
_HEADER_CANDIDATES = 12
_LONGEST_TEXT = 200
#: A key ("full_name") and the words that a clerk chooses it by.
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """A column with what it was taken for: a field's key, ``number``, ``kind``, ``-``, or "" for one of ticks."""

    letter: str
    header: str
    key: str
    #: The field's label, or why the column is not used.
    meaning: str


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """A cell: its text as it stands there, and the pointer of the value that it gives, "" for none."""

    text: str
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row, numbered from 1, with the pointer of its record ("" when it is not taken)."""

    row: int
    pointer: str
    cells: tuple[PreviewCell, ...]


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """One sheet with its account; ``corrected`` are the letters of columns that the clerk named."""

    account: SheetAccount
    columns: tuple[PreviewColumn, ...] = ()
    rows: tuple[PreviewRow, ...] = ()
    #: Rows that may be headers, and what stands in them.
    candidates: tuple[tuple[int, str], ...] = ()
    #: What stands in the rows that the clerk chose to take although they were not.
    texts: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListPreview:
    """A block or a file read for a list of a form; ``data`` is nested as in the input, from the top."""

    data: Any
    sheets: tuple[SheetPreview, ...]
    violations: tuple[Violation, ...]
    #: What a column can be, and the lists that rows can go to.
    fields: tuple[Choice, ...]
    lists: tuple[Choice, ...]
    own_form: bool = False


def read(
    pages: Sequence[Page],
    sheets: Sequence[Sheet],
    list_row: str,
    corrections: Corrections,
) -> ListPreview:
    """Pages read for the list whose rows are ``list_row`` ("/awards/*/individuals/*") and those beside it.

    Raises UnreadableInput for corrections that name what is not there.
    """
    near = _near(sheets, list_row)
    reading = sheet_reader.read(pages, near, corrections, asks=True, preferred=list_row)
    return _preview(pages, reading, near, list_row, corrections)


def of_form(
    pages: Sequence[Page], reading: Reading, sheets: Sequence[Sheet], list_row: str
) -> ListPreview:
    """The same of our own form, whose columns say themselves what they are."""
    return _preview(pages, reading, _near(sheets, list_row), list_row, Corrections())


def _near(sheets: Sequence[Sheet], list_row: str) -> list[Sheet]:
    """The list itself, those beside it, and the row around them."""
    parent = next((sheet.parent for sheet in sheets if sheet.row == list_row), "")
    return [sheet for sheet in sheets if sheet.parent == parent or sheet.row == parent]


def _preview(
    pages: Sequence[Page],
    reading: Reading,
    sheets: Sequence[Sheet],
    list_row: str,
    corrections: Corrections,
) -> ListPreview:
    targets = _targets(sheets, list_row)
    rows = {target.row for target in targets}
    grids = {page.name: grid_of(page) for page in pages}
    shown = {account.name: _shown(grids[account.name], account) for account in reading.sheets}
    by_cell = _values_by_cell(reading, grids, shown, rows)
    previews = tuple(
        _sheet(grids[account.name], account, shown[account.name], by_cell, rows, corrections)
        for account in reading.sheets
    )
    lists = tuple((target.key, target.title) for target in targets)
    return ListPreview(
        reading.data,
        previews,
        reading.violations,
        tuple(_choices(targets, sheets, list_row)),
        lists,
        reading.own_form,
    )


def _shown(grid: Grid, account: SheetAccount) -> Sequence[int]:
    """The first and the last rows that are taken, from 1; of a sheet that was not read, of all that is filled:
    there, too, the clerk says what its columns are."""
    # A row of lists side by side was taken for each of them.
    taken = list(dict.fromkeys(account.rows_taken)) or [
        row + 1 for row in range(grid.height) if not grid.is_blank(row)
    ]
    return taken if len(taken) <= FIRST + LAST else (*taken[:FIRST], *taken[-LAST:])


def _values_by_cell(
    reading: Reading,
    grids: Mapping[str, Grid],
    shown: Mapping[str, Sequence[int]],
    list_rows: set[str],
) -> dict[str, list[str]]:
    """By each cell that is shown: the pointers of the records and of the values that it gives."""
    found: dict[str, list[str]] = {
        grids[name].at(row - 1, column): []
        for name, rows in shown.items()
        for row in rows
        for column in range(grids[name].width)
    }
    for pointer, cell in reading.cells.items():
        if cell not in found:
            continue
        value = pointers.find(reading.data, pointer)
        is_leaf = value is not None and not isinstance(value, (dict, list))
        if is_leaf or (isinstance(value, dict) and pointers.pattern(pointer) in list_rows):
            found[cell].append(pointer)
    return found


def _targets(sheets: Sequence[Sheet], list_row: str) -> list[Target]:
    """The lists among ``_near`` sheets; the row around them is none of them."""
    parents = {sheet.parent for sheet in sheets} - {""}
    return [target for target in targets_of(sheets, list_row) if target.row not in parents]


def _choices(targets: Sequence[Target], sheets: Sequence[Sheet], list_row: str) -> Iterator[Choice]:
    """The fields of the list itself, of those beside it, each key once, then those of the row around them."""
    parents = {target.sheet.parent for target in targets}
    around = [sheet for sheet in sheets if sheet.row and sheet.row in parents]
    seen: dict[str, str] = {}
    for target in sorted(targets, key=lambda target: target.row != list_row):
        for column in target.fields:
            seen.setdefault(pointers.split(column.pointer)[-1], column.label)
    for sheet in around:
        for column in sheet.columns:
            key = column.pointer.removeprefix(f"{sheet.row}/")
            if (
                column.role == "value"
                and column.kind in ("text", "title", "choice")
                and "/" not in key
            ):
                seen.setdefault(key, column.label)
    yield from seen.items()


def _sheet(
    grid: Grid,
    account: SheetAccount,
    shown: Sequence[int],
    by_cell: Mapping[str, Sequence[str]],
    list_rows: set[str],
    corrections: Corrections,
) -> SheetPreview:
    columns = tuple(_columns(grid, account))
    forced = corrections.of(grid.name).rows
    return SheetPreview(
        account,
        columns,
        tuple(_row(grid, row, columns, by_cell, list_rows) for row in shown),
        tuple(_candidates(grid)),
        {row + 1: _line(grid, row) for row, is_taken in forced.items() if is_taken},
    )


def _columns(grid: Grid, account: SheetAccount) -> Iterator[PreviewColumn]:
    """Every column that holds something; where lists stand one below the other, as in the first that uses it."""
    found: dict[str, ColumnAccount] = {}
    for column in account.columns:
        if column.letter not in found or (found[column.letter].field is None and column.field):
            found[column.letter] = column
    rows = account.rows_taken or range(1, grid.height + 1)
    for place in range(grid.width):
        letter = column_letters(place)
        if letter in found:
            column = found[letter]
            yield PreviewColumn(letter, column.header, column.key, column.label or column.why)
        elif any(grid.value(row - 1, place) is not None for row in rows):
            yield PreviewColumn(letter, "", UNUSED, "")


def _row(
    grid: Grid,
    row: int,
    columns: Sequence[PreviewColumn],
    by_cell: Mapping[str, Sequence[str]],
    list_rows: set[str],
) -> PreviewRow:
    keys = {column.letter: column.key for column in columns}
    cells, record = [], ""
    for place in range(grid.width):
        found = by_cell.get(grid.at(row - 1, place), ())
        record = record or next((p for p in found if pointers.pattern(p) in list_rows), "")
        letter = column_letters(place)
        if letter in keys:
            inside = [pointer for pointer in found if pointers.pattern(pointer) not in list_rows]
            shown = text(grid.spread(row - 1, place))[:_LONGEST_TEXT]
            cells.append(PreviewCell(shown, _own(inside, keys[letter])))
    return PreviewRow(row, record, tuple(cells))


def _own(found: Sequence[str], key: str) -> str:
    """The one value that a cell gives: the name's cell also stands for what headings gave its row."""
    return max(
        found,
        key=lambda pointer: (
            pointer.endswith(f"/{key}"),
            pointer.endswith(("/full_name", "/name")),
        ),
        default="",
    )


def _candidates(grid: Grid) -> Iterator[tuple[int, str]]:
    filled = [row for row in range(grid.height) if not grid.is_blank(row)]
    for row in filled[:_HEADER_CANDIDATES]:
        yield row + 1, _line(grid, row)


def _line(grid: Grid, row: int) -> str:
    """What stands in a row, as the account shows it."""
    cells = grid.filled(row, range(grid.width))
    return " | ".join(grid.text(row, column) for column in cells)[:_LONGEST_TEXT]

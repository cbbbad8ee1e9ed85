"""The sheets of a file that are sheets of our form, recognised by the pointers in a hidden row or column.

Sheets may be renamed or re-ordered, columns moved, rows inserted. One sheet of a file may hold several sheets of the form,
one below the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from service.language.vietnamese import fold_words
from service.workbook import bounds, plan, values
from service.workbook.account import ColumnAccount
from service.workbook.book import Page
from service.workbook.extents import column_letters
from service.workbook.merged_cells import MergedCells
from service.workbook.plan import Column, Role, Sheet
from service.workbook.reading_builder import ReadingBuilder

#: Pointers stand within so many rows from where a sheet of the form begins, also after rows were inserted.
_SEARCHED = 60
#: What stands in the first line of a part, where it is not a list's line of pointers.
_BEGIN = (plan.MARK_PART, plan.MARK_VALUES)


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A page, or a part of one, that is a sheet of the form, and where its pointers stand (rows and columns from 0).

    Above its part a ``page`` is empty, so that its rows are numbered as the clerk sees them.
    """

    page: Page
    sheet: Sheet
    #: The row of the pointers, for the general sheet the column of the pointers.
    line: int
    columns: Mapping[int, Column]
    #: The row of the labels, also when rows were inserted above it.
    header_row: int
    #: Of the whole page.
    merged: MergedCells
    #: The digest of the example row, "" when the form has none.
    example: str = ""

    def places(self, role: Role) -> list[int]:
        """The columns of a role, from left to right as the pointers stand."""
        return [place for place, column in self.columns.items() if column.role == role]

    def cells(self, row: int) -> dict[int, Any]:
        """What stands in a row's columns of the form."""
        return {place: self.page.cell(row, place) for place in self.columns}

    def number(self, row: int, role: Role) -> Any:
        """What the first column of a role says of a row; None without such a column."""
        place = next(iter(self.places(role)), None)
        if place is None:
            return None
        cell = self.page.cell(row, place)
        if role == "parent":
            # Rows may share the row that they belong to; a number of their own they cannot.
            cell = self.merged.value(row, place, self.header_row)
        return values.read(cell, self.columns[place])

    def cell_name(self, row: int, role: Role) -> str:
        """The name of the cell in the first column of a role, of the first column without one."""
        return self.page.at(row, next(iter(self.places(role)), 0))

    def note(self, reading: ReadingBuilder, taken: Sequence[int]) -> None:
        """Account for the sheet's columns and for the rows that were taken."""
        columns = [
            ColumnAccount(
                column_letters(place),
                values.text(self.page.cell(self.header_row, place)),
                column.pointer,
                "",
                column.label,
            )
            for place, column in sorted(self.columns.items())
        ]
        reading.note(self.page, self.header_row, columns, taken, self.sheet.title)


@dataclass(frozen=True, slots=True)
class Found:
    """The sheets of the form in a file, in their order, and the filled rows of parts that have lost their pointers."""

    forms: list[FormSheet]
    lost: list[tuple[Page, int]]


def find(pages: Sequence[Page], sheets: Sequence[Sheet]) -> Found:
    """The pages and parts of pages that are sheets of our form. Raises InputTooLarge."""
    known = {
        column.pointer: sheet
        for sheet in sheets
        for column in sheet.columns
        if column.role != "number"
    }
    starts = [_starts(page, known) for page in pages]
    if sum(len(begun) * len(page.rows) for begun, page in zip(starts, pages, strict=True)) > (
        bounds.MOST_PART_ROWS
    ):
        raise bounds.XLSX.refuse(bounds.MOST_PART_ROWS, "dòng con trỏ", bounds.SPLIT)
    found = Found([], [])
    for page, begun in zip(pages, starts, strict=True):
        before = len(found.forms)
        merged = MergedCells.of(page)
        for part, first in _parts(page, begun):
            form = _recognise(part, first, sheets, known, merged)
            if form is not None:
                found.forms.append(form)
            elif len(found.forms) > before:
                found.lost.extend((page, row) for row in _filled(part, first))
    return found


def _starts(page: Page, known: Mapping[str, Sheet]) -> list[int]:
    """Where the parts of a page begin: its top, its single values, each title of ours, each line of a list's pointers."""
    begun = {0}
    for row, line in enumerate(page.rows):
        for cell in line:
            if isinstance(cell, str) and (cell in _BEGIN or _is_listed(cell, known)):
                begun.add(row)
                break
    return sorted(begun)


def _is_listed(cell: str, known: Mapping[str, Sheet]) -> bool:
    return cell.startswith("/") and cell in known and known[cell].shape != "single"


def _parts(page: Page, starts: Sequence[int]) -> Iterator[tuple[Page, int]]:
    if len(starts) == 1:
        yield page, 0
        return
    for first, end in pairwise([*starts, len(page.rows)]):
        yield replace(page, rows=(*[()] * first, *page.rows[first:end])), first


def _filled(part: Page, first: int) -> Iterator[int]:
    """The rows of a part that hold something, without a title of ours."""
    for row in range(first, len(part.rows)):
        line = part.rows[row]
        if plan.MARK_PART not in line and any(cell is not None for cell in line):
            yield row


def is_ours(page: Page) -> bool:
    """A sheet that the form or the check adds and that holds no data: the guide, the result, the account."""
    return page.cell(0, 0) in (plan.MARK_GUIDE, plan.MARK_RESULT, plan.MARK_READING)


def _recognise(
    page: Page,
    first: int,
    sheets: Sequence[Sheet],
    known: Mapping[str, Sheet],
    merged: MergedCells,
) -> FormSheet | None:
    for row, line in enumerate(page.rows[first : first + _SEARCHED], first):
        named = [cell for cell in line if isinstance(cell, str) and cell in known]
        listed = [pointer for pointer in named if known[pointer].shape != "single"]
        if listed:
            sheet = _of(listed, sheets)
            columns = _columns(line, sheet)
            header_row = _header_row(page, row, columns)
            return FormSheet(page, sheet, row, columns, header_row, merged, _digest_in(line))
        if named:
            column = next(place for place, cell in enumerate(line) if cell in named)
            return FormSheet(page, known[named[0]], column, {}, row - 1, merged)
    return None


def _of(pointers: Sequence[str], sheets: Sequence[Sheet]) -> Sheet:
    """The sheet that has most of the pointers ("/awards/*" alone stands in several)."""
    return max(
        (sheet for sheet in sheets if sheet.shape != "single"),
        key=lambda sheet: sum(sheet.column(pointer) is not None for pointer in pointers),
    )


def _columns(line: Sequence[Any], sheet: Sheet) -> dict[int, Column]:
    found: dict[int, Column] = {}
    for place, cell in enumerate(line):
        column = sheet.column(cell) if isinstance(cell, str) else None
        if column is not None and (column.role == "cell" or column not in found.values()):
            found[place] = column
    return found


def _header_row(page: Page, pointers_row: int, columns: Mapping[int, Column]) -> int:
    """The row of the labels: just below the pointers, further down when rows were inserted."""
    for row in range(pointers_row + 1, min(pointers_row + 6, len(page.rows))):
        same = sum(
            fold_words(values.text(page.cell(row, place))) == fold_words(column.label)
            for place, column in columns.items()
        )
        if same * 2 >= len(columns):
            return row
    return pointers_row + 1


def _digest_in(line: Sequence[Any]) -> str:
    marks = [cell for cell in line if isinstance(cell, str) and cell.startswith(plan.MARK_EXAMPLE)]
    return marks[0].removeprefix(plan.MARK_EXAMPLE) if marks else ""


def digest(row: Mapping[str, Any]) -> str:
    """The content of an example row, shortened: a row with the same digest is the form's own."""
    content = "\n".join(
        f"{key}={values.text(row[key])}" for key in sorted(row) if row[key] is not None
    )
    return hashlib.sha256(content.encode()).hexdigest()[:12]

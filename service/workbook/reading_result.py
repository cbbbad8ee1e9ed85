"""What was read from a workbook: the data, the cell of every value, and an account of every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.errors import Violation
from service.workbook.book import Page, letters


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """One column of a list: its letter, its header as typed, and what it was taken for.

    ``pointer`` is "" for a column that was not used; ``label`` then says why.
    """

    letter: str
    header: str
    pointer: str
    label: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """How one list of the workbook was understood; rows are numbered from 1 as in Excel."""

    sheet: str
    header_row: int
    columns: tuple[ColumnRead, ...]
    rows_taken: tuple[int, ...]
    rows_skipped: tuple[tuple[int, str], ...]
    #: What the rows are taken for: "Cá nhân"; several where a column tells them apart.
    label: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row, or with ``row`` 0 a whole sheet, that gave no data, and why."""

    sheet: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook read: ``cells`` maps a JSON Pointer to "Cá nhân!C7".

    ``violations`` are errors of the sheet itself, which the data cannot show: a row that belongs to no
    award, a formula that gives an error. ``own_form`` tells our form from a clerk's own list.
    """

    data: Any
    cells: Mapping[str, str]
    notes: tuple[Understanding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    violations: tuple[Violation, ...] = ()
    own_form: bool = True


@dataclass(slots=True)
class Gathering:
    """A Reading in the making."""

    pairs: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    notes: list[Understanding] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)

    def put(self, pointer: str, value: Any, cell: str) -> None:
        """A value with its cell; an empty one leaves only the cell, for a fault that misses it."""
        self.cells.setdefault(pointer, cell)
        if value is not None:
            self.pairs[pointer] = value

    def row(self, pointer: str, *, values: bool = False) -> None:
        """A row that was taken keeps its place even when none of its cells gives a value."""
        self.pairs.setdefault(pointer, None if values else {})

    def settle_words(self) -> None:
        """A word given in place of a part ("statutory") and values inside the part exclude each other."""
        for pointer in list(self.pairs):
            around = pointer.rpartition("/")[0]
            if isinstance(self.pairs.get(around), (str, int, bool)):
                del self.pairs[pointer]
                self.violation(
                    pointer,
                    "Mức cụ thể",
                    "two_ways",
                    "Đã chọn mức chung cho mục này nên không ghi mức cụ thể; hãy xóa một trong hai.",
                    self.cells.get(pointer, ""),
                )

    def skip(self, page: Page, row: int, reason: str) -> tuple[int, str]:
        """Account for a row (from 0) that gives no data."""
        self.skipped.append(Skipped(page.name, row + 1, reason))
        return row + 1, reason

    def violation(self, pointer: str, field: str, code: str, message: str, cell: str) -> None:
        self.violations.append(Violation(pointer, field, code, message, cell=cell))

    def note(
        self,
        page: Page,
        header_row: int,
        columns: Sequence[ColumnRead],
        taken: Sequence[int],
        skipped: Sequence[tuple[int, str]],
        label: str,
    ) -> None:
        """Tell how a list was understood; ``header_row`` and ``taken`` count from 0."""
        self.notes.append(
            Understanding(
                page.name,
                header_row + 1,
                tuple(columns),
                tuple(row + 1 for row in taken),
                tuple(skipped),
                label,
            )
        )

    def broken_cell(self, page: Page, row: int, column: int, pointer: str, label: str) -> bool:
        """Complain of a cell whose formula gives an error or nothing; True when it does."""
        if (row, column) not in page.broken:
            return False
        self.violation(
            pointer,
            label,
            "formula_error",
            f"Ô “{label}” có công thức báo lỗi hoặc chưa tính; hãy sửa công thức hoặc gõ giá trị vào ô.",
            page.at(row, column),
        )
        return True


def column_name(column: int) -> str:
    return letters(column)

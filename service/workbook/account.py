"""What was read from a workbook or a block and what was not, and why (contract §7, ``reading``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.errors import Violation
from service.workbook.inspection import Seen

#: Behind the label of a value that must be given.
REQUIRED = " *"
#: Why the column is not read that an earlier check of the service wrote.
OWN_COLUMN = "do lần kiểm tra trước ghi"


@dataclass(frozen=True, slots=True)
class ColumnAccount:
    """One column: its letter, its header as typed, the field that it gives or why it gives none.

    ``label`` is the field's label for the clerk, "" without one. ``key`` is the word by which a mapping names
    its meaning (contract §7), "" where none does.
    """

    letter: str
    header: str
    field: str | None
    why: str
    label: str = ""
    key: str = ""

    @property
    def says_itself(self) -> bool:
        """Whether the header is the label of the field."""
        return self.label != "" and self.header.removesuffix(REQUIRED) == self.label

    def as_json(self) -> dict[str, Any]:
        return {"letter": self.letter, "header": self.header, "field": self.field, "why": self.why}


#: Why rows of our own form give no data although nothing is lost with them.
EXAMPLE_ROW, NUMBERED_ROW = "dòng ví dụ của mẫu", "chỉ có số thứ tự, không có nội dung"


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A filled row, numbered from 1 as in Excel, that gave no data; ``text`` is what stands in it."""

    row: int
    why: str
    text: str

    def as_json(self) -> dict[str, Any]:
        return {"row": self.row, "why": self.why, "text": self.text}


@dataclass(frozen=True, slots=True)
class SheetAccount:
    """One sheet: whether it was used, its header rows, every column and every row that was skipped."""

    name: str
    used: bool
    why: str
    header_rows: tuple[int, ...] = ()
    columns: tuple[ColumnAccount, ...] = ()
    rows_taken: tuple[int, ...] = ()
    rows_skipped: tuple[SkippedRow, ...] = ()
    #: What the rows are taken for: "Cá nhân"; several where something tells them apart.
    labels: tuple[str, ...] = ()
    #: The counts that its lists announce ("Tổng cộng: 7"), each with whether so many rows were taken.
    announced: tuple[tuple[int, bool], ...] = ()
    #: Whether it is a sheet of our own form, whose labels say themselves what its cells are.
    is_ours: bool = False

    @property
    def columns_to_tell(self) -> tuple[ColumnAccount, ...]:
        """The columns of which a clerk is told what they were taken for: of our form those alone that were re-worded."""
        if not self.is_ours:
            return self.columns
        return tuple(column for column in self.columns if not column.says_itself)

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "used": self.used,
            "why": self.why,
            "header_rows": list(self.header_rows),
            "columns": [column.as_json() for column in self.columns],
            "rows_taken": len(self.rows_taken),
            "rows_skipped": [row.as_json() for row in self.rows_skipped],
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook or block read: ``data`` is nested, ``cells`` maps a JSON Pointer to "Cá nhân!C7".

    ``violations`` are those of the sheet itself, which the data cannot show: a row that belongs to no award, a
    formula that gives an error, a row that was not taken. ``own_form`` tells our form from a clerk's own list.
    """

    data: Any
    cells: Mapping[str, str]
    violations: tuple[Violation, ...] = ()
    sheets: tuple[SheetAccount, ...] = ()
    own_form: bool = False
    #: What was seen in the workbook before it was read, for whoever opens it again.
    seen: Seen | None = None

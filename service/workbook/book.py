"""A workbook of any kind once it is read: its sheets of plain cells, and how much it may hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from service.errors import InputTooLarge
from service.workbook import bounds, inspection
from service.workbook.extents import Extent, Range, column_letters
from service.workbook.values import CellValue

Form = Literal["xlsx", "xls", "ods", "csv"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one workbook may hold; each is named in its refusal."""

    max_bytes: int = 5_000_000
    #: Rows of one list; a sheet may hold twice as many lines before it is refused unread.
    max_rows: int = 5_000
    max_sheets: int = 50
    max_columns: int = 200

    @property
    def max_lines(self) -> int:
        return self.max_rows * 2 + 200


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: rows of plain values from cell A1 on, and what was seen beside the values."""

    name: str
    rows: Sequence[Sequence[CellValue]]
    hidden: bool = False
    #: A sheet of charts or dialogs holds no cells.
    is_worksheet: bool = field(default=True, kw_only=True)
    #: Cells, counted from 0, whose formula gives an error or was never computed.
    broken: frozenset[tuple[int, int]] = frozenset()
    #: Merged ranges, as far as the sheet is used.
    merged: Sequence[Range] = ()
    #: Rows and columns, counted from 0, that the clerk does not see, rows that are struck out, and cells that are so
    #: wholly or in part.
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    struck_cells: frozenset[tuple[int, int]] = frozenset()
    #: Cells with a comment, of which nothing is read.
    commented_cells: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> CellValue:
        line = self.rows[row] if 0 <= row < len(self.rows) else ()
        return line[column] if 0 <= column < len(line) else None

    def at(self, row: int, column: int) -> str:
        """The name of a cell as the clerk knows it: "Cá nhân!C7"."""
        return f"{self.name}!{column_letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class Book:
    form: Form
    pages: tuple[Page, ...]
    #: What was seen in it before it was read; of a .csv nothing.
    seen: inspection.Seen | None = None


def bound(reached: Sequence[Extent], limits: Limits) -> None:
    """Refuse before anything is unpacked into memory."""
    if len(reached) > limits.max_sheets:
        raise InputTooLarge(
            f"Tệp có {len(reached)} trang tính, nhiều nhất là {limits.max_sheets}; hãy bỏ bớt trang tính thừa.",
            limits.max_sheets,
        )
    for extent in reached:
        if extent.rows > limits.max_lines:
            raise InputTooLarge(
                f"Trang tính “{extent.name}” có dữ liệu đến dòng {extent.rows}, mỗi danh sách nhiều nhất {limits.max_rows} dòng; hãy tách danh sách hoặc xóa phần thừa ở cuối trang.",
                limits.max_rows,
            )
        if extent.columns > limits.max_columns:
            raise InputTooLarge(
                f"Trang tính “{extent.name}” có dữ liệu đến cột {column_letters(extent.columns - 1)}, nhiều nhất {limits.max_columns} cột; hãy xóa phần thừa ở bên phải.",
                limits.max_columns,
            )
    if sum(extent.values for extent in reached) > bounds.MOST_VALUES:
        raise bounds.XLSX.refuse(bounds.MOST_VALUES, "ô có dữ liệu", bounds.SPLIT)
    if sum(extent.rows * extent.columns for extent in reached) > bounds.MOST_AREA:
        raise bounds.XLSX.refuse(bounds.MOST_AREA, "ô tính đến ô cuối có dữ liệu", bounds.SPLIT)

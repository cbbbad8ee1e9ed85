"""A reading in the making: values by pointer with their cells, what is wrong, and the account of every sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from service.errors import Violation
from service.schema import pointers
from service.workbook.account import ColumnAccount, SheetAccount, SkippedRow
from service.workbook.book import Page
from service.workbook.values import text


@dataclass(slots=True)
class _SheetNotes:
    headers: list[int] = field(default_factory=list)
    columns: list[ColumnAccount] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ReadingBuilder:
    """Collects what becomes a Reading, of a filled form or of clerks' own lists."""

    pairs: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, _SheetNotes] = field(default_factory=dict)
    violations: list[Violation] = field(default_factory=list)
    #: Pointers of values that stand for the part around them where nothing else of it is given.
    alone: list[str] = field(default_factory=list)
    #: The cells with a sum merged over several rows that were asked about.
    _merged_sums: set[str] = field(default_factory=set)

    @property
    def data(self) -> Any:
        """The nested input."""
        return pointers.expand(self.pairs.items()) if self.pairs else {}

    def put(self, pointer: str, value: Any, cell: str) -> None:
        """A value with its cell; an empty one leaves only the cell, for a violation that misses it."""
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

    def settle_texts(self) -> None:
        """A text that is all that is given of its part is given as the part itself."""
        given = Counter(pointer.rpartition("/")[0] for pointer in self.pairs)
        for pointer in self.alone:
            around = pointer.rpartition("/")[0]
            if pointer in self.pairs and given[around] == 1:
                self.put(around, self.pairs.pop(pointer), self.cells[pointer])

    # --- what is wrong -------------------------------------------------------------------------------

    def violation(
        self,
        pointer: str,
        field: str,
        code: str,
        message: str,
        cell: str,
        severity: Literal["error", "warning"] = "error",
    ) -> None:
        self.violations.append(Violation(pointer, field, code, message, severity, cell=cell))

    def merged_sum(self, pointer: str, label: str, first: int, cell: str) -> None:
        """A sum in ``cell``, merged over several rows of which only the ``first`` (from 0) has it: asked once for each cell."""
        if cell in self._merged_sums:
            return
        self._merged_sums.add(cell)
        self.violation(
            pointer,
            label,
            "merged_sum",
            f"Ô “{label}” gộp xuống nhiều dòng mà không rõ số tiền là của từng dòng hay chung cho cả các dòng, nên chỉ dòng {first + 1} "
            "có số tiền này. Nếu là của từng dòng, hãy bỏ gộp ô rồi ghi số tiền ở mỗi dòng.",
            cell,
            "warning",
        )

    def struck_out(self, pointer: str, label: str, cell: str) -> None:
        """A cell struck out, wholly or in part, that was taken: whether what is struck still counts only the clerk knows."""
        self.violation(
            pointer,
            label,
            "struck_out",
            f"Ô {cell.rpartition('!')[2]} (“{label}”) bị gạch ngang, cả ô hay một phần, mà vẫn được lấy; nếu đã bỏ thì hãy xóa phần bị gạch.",
            cell,
            "warning",
        )

    def formula_error(self, pointer: str, label: str, cell: str) -> None:
        """A cell whose formula gives an error or nothing."""
        message = f"Ô “{label}” có công thức báo lỗi hoặc chưa tính; hãy sửa công thức hoặc gõ giá trị vào ô."
        self.violation(pointer, label, "formula_error", message, cell)

    def broken_cell(self, page: Page, row: int, column: int, pointer: str, label: str) -> bool:
        """Add a violation when a cell's formula gives an error or nothing; whether it does."""
        is_broken = (row, column) in page.broken
        if is_broken:
            self.formula_error(pointer, label, page.at(row, column))
        return is_broken

    # --- the account of a form's sheets --------------------------------------------------------------

    def skip(self, page: Page, row: int, reason: str) -> None:
        """Account for a row (from 0) that gives no data."""
        line = page.rows[row] if 0 <= row < len(page.rows) else ()
        shown = " | ".join(" ".join(text(cell).split()) for cell in line if cell is not None)
        self._sheet(page).skipped.append(SkippedRow(row + 1, reason, shown))

    def note(
        self,
        page: Page,
        header_row: int,
        columns: Sequence[ColumnAccount],
        taken: Sequence[int],
        label: str,
    ) -> None:
        """Note how a list was understood; ``header_row`` and ``taken`` count from 0."""
        sheet = self._sheet(page)
        if header_row >= 0:
            sheet.headers.append(header_row + 1)
        sheet.columns.extend(columns)
        sheet.taken.extend(row + 1 for row in taken)
        sheet.labels.append(label)

    def _sheet(self, page: Page) -> _SheetNotes:
        return self.sheets.setdefault(page.name, _SheetNotes())

    def accounts(self) -> list[SheetAccount]:
        """The account of every sheet that was read."""
        return [
            SheetAccount(
                name, True, "", tuple(sheet.headers), tuple(sheet.columns), tuple(sheet.taken),
                tuple(sheet.skipped), tuple(sheet.labels),
            )
            for name, sheet in self.sheets.items()
        ]  # fmt: skip

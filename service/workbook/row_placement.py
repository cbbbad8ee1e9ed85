"""Where a row of a form's list goes: into the row of another sheet that it names, or into a tree by its level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from service.workbook.form_sheets import FormSheet
from service.workbook.reading_builder import ReadingBuilder


@dataclass(slots=True)
class RowNumbers:
    """The rows of a list by the numbers that other sheets name them by."""

    pointers: dict[int, str] = field(default_factory=dict)

    def add(self, number: Any, pointer: str) -> bool:
        """Give a row its number, by default the next one; False when another has it."""
        key = number if isinstance(number, int) else len(self.pointers) + 1
        if key in self.pointers:
            return False
        self.pointers[key] = pointer
        return True


def parent_of(
    form: FormSheet, row: int, numbers: Mapping[str, RowNumbers], reading: ReadingBuilder
) -> str | None:
    """The row of another sheet that a row belongs to; "" where there is none; None with a violation."""
    if not form.sheet.parent:
        return ""
    known = numbers.get(form.sheet.parent, RowNumbers()).pointers
    number = form.number(row, "parent")
    if number is None and len(known) == 1:
        return next(iter(known.values()))
    if isinstance(number, int) and number in known:
        return known[number]
    label = next(column.label for column in form.sheet.columns if column.role == "parent")
    what = "chưa có số" if number is None else "nêu một số không có"
    reading.violation(
        form.sheet.parent.partition("/*")[0],
        label,
        "unknown_parent",
        f"Dòng {row + 1} {what} ở cột “{label}”; hãy ghi số thứ tự của mục mà dòng này thuộc về.",
        form.cell_name(row, "parent"),
    )
    return None


class RowPlacement:
    """Gives each row of one list's sheet its concrete pointer ("/awards/0/individuals/3")."""

    def __init__(
        self, form: FormSheet, numbers: dict[str, RowNumbers], reading: ReadingBuilder
    ) -> None:
        self._form, self._sheet, self._reading = form, form.sheet, reading
        self._all_numbers = numbers
        self._numbers = numbers.setdefault(self._sheet.row, RowNumbers())
        self._counts: dict[str, int] = {}
        #: The open sections of a tree, outermost first.
        self._open: list[str] = []
        self._first_value = next(iter(form.places("value")), 0)

    def pointer(self, row: int) -> str | None:
        """The pointer of a row that is taken, or None with a violation."""
        is_tree = self._sheet.shape == "tree"
        around = parent_of(self._form, row, self._all_numbers, self._reading)
        if around is None:
            return None
        section = self._section_above(row, around) if is_tree else ""
        listed = self._list_below(section) if section else self._list_pointer(around)
        index = self._counts.get(listed, 0)
        self._counts[listed] = index + 1
        pointer = f"{listed}/{index}"
        if is_tree:
            self._open.append(pointer)
        self._number(row, pointer)
        self._note(row, listed, pointer)
        return pointer

    def note_list(self) -> None:
        """Keep where the list itself stands, also when it has no row."""
        listed = self._sheet.row.removesuffix("/*")
        if "*" not in listed:
            self._reading.cells.setdefault(listed, self._header_cell())

    def _header_cell(self) -> str:
        return self._form.page.at(self._form.header_row, self._first_value)

    def _note(self, row: int, listed: str, pointer: str) -> None:
        self._reading.cells.setdefault(listed, self._header_cell())
        self._reading.cells.setdefault(pointer, self._form.page.at(row, self._first_value))
        item = self._sheet.item
        self._reading.row(pointer, values=item is not None and item.kind == "values")

    def _list_pointer(self, around: str) -> str:
        """The list inside the row around it; parts between them keep their names."""
        return around + self._sheet.row.removesuffix("/*").removeprefix(self._sheet.parent)

    def _list_below(self, section: str) -> str:
        """The list of a section's own sections."""
        level = next(column for column in self._sheet.columns if column.role == "level")
        return f"{section}/{level.pointer.rpartition('/')[2]}"

    def _section_above(self, row: int, around: str) -> str:
        """The section that a row of a tree stands in, "" for the top; closes those beside it."""
        if self._open and not self._open[0].startswith(f"{around}/"):
            # A tree of another row: its sections begin anew.
            self._open.clear()
        level = self._form.number(row, "level") if self._form.places("level") else 1
        if level is None and not self._open:
            level = 1
        if not isinstance(level, int) or not 1 <= level <= len(self._open) + 1:
            self._reading.violation(
                self._list_pointer(around),
                "Cấp",
                "wrong_level",
                f"Cấp của đề mục ở dòng {row + 1} phải từ 1 đến {len(self._open) + 1} vì mỗi cấp chỉ sâu hơn dòng trên một bậc; hãy sửa lại.",
                self._form.cell_name(row, "level"),
            )
            level = max(1, len(self._open))
        del self._open[level - 1 :]
        return self._open[-1] if self._open else ""

    def _number(self, row: int, pointer: str) -> None:
        if not self._numbers.add(self._form.number(row, "number"), pointer):
            self._reading.violation(
                pointer,
                "STT",
                "number_twice",
                f"Số thứ tự ở dòng {row + 1} đã dùng cho dòng khác; hãy đánh lại số thứ tự.",
                self._form.cell_name(row, "number"),
            )

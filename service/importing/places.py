"""Where the next row of a list goes; rows of one form, giver and occasion share the row around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from service.importing import givers
from service.importing.targets import Target
from service.language.vietnamese import fold_words
from service.workbook.plan import Sheet
from service.workbook.reading_builder import ReadingBuilder
from service.workbook.values import text


class Said(NamedTuple):
    """A value of the row around, the cell that says it, and the words in which it does."""

    value: Any
    cell: str
    words: str


@dataclass(slots=True)
class _Group:
    """A row around others, and who gives its award as far as anything says so."""

    pointer: str
    giver: frozenset[str]


class Places:
    def __init__(self, parents: Mapping[str, Sheet], reading: ReadingBuilder) -> None:
        self._parents, self._reading = parents, reading
        self._groups: dict[tuple[str, tuple[tuple[str, str], ...]], list[_Group]] = {}
        self._counts: dict[str, int] = {}

    def list_of(self, target: Target) -> str:
        """The pointer of the list that a target's first row would stand in."""
        return target.row.removesuffix("/*").replace("*", "0")

    def next(self, target: Target, around: Mapping[str, Said], cell: str) -> str:
        """The pointer of a new row; ``around`` holds the fields of the row around it."""
        base, inside = "", target.row.removesuffix("/*")
        parent = target.sheet.parent
        if parent:
            base = self._around(parent, around, cell)
            inside = inside.removeprefix(parent)
        listed = base + inside
        index = self._counts.get(listed, 0)
        self._counts[listed] = index + 1
        self._reading.cells.setdefault(listed, cell)
        self._reading.cells.setdefault(f"{listed}/{index}", cell)
        self._reading.row(f"{listed}/{index}")
        return f"{listed}/{index}"

    def _around(self, row: str, around: Mapping[str, Said], cell: str) -> str:
        said = ((field, fold_words(text(one.value))) for field, one in sorted(around.items()))
        groups = self._groups.setdefault((row, tuple(said)), [])
        form = around.get(f"{row}/form")
        giver = givers.giver_in(form.words) if form else frozenset()
        for group in groups:
            if givers.are_one(group.giver, giver):
                group.giver = group.giver or giver
                return group.pointer
        # Of the rows further out there is one: the list was chosen in it.
        number = sum(len(held) for (known, _), held in self._groups.items() if known == row)
        pointer = f"{row.removesuffix('/*').replace('*', '0')}/{number}"
        groups.append(_Group(pointer, giver))
        self._begin(row, pointer, around, cell)
        if form and len(groups) > 1:
            self._ask_about_givers(row, pointer, form)
        return pointer

    def _begin(self, row: str, pointer: str, around: Mapping[str, Said], cell: str) -> None:
        self._reading.row(pointer)
        self._reading.cells.setdefault(pointer, cell)
        self._reading.cells.setdefault(pointer.rpartition("/")[0], cell)
        for field, one in around.items():
            self._reading.put(pointer + field.removeprefix(row), one.value, one.cell)

    def _ask_about_givers(self, row: str, pointer: str, form: Said) -> None:
        column = self._parents[row].column(f"{row}/form")
        self._reading.violation(
            f"{pointer}/form", column.label if column else "", "several_givers",
            "Danh sách ghi cùng một hình thức khen thưởng của nhiều nơi tặng khác nhau; mỗi nơi tặng thành một mục khen thưởng riêng, nhưng "
            "văn bản không ghi nơi tặng. Hãy xem lại, chỉ giữ hình thức do người ký văn bản này quyết định.",
            form.cell, "warning",
        )  # fmt: skip

"""One workbook for many documents: a sheet on which each row is a document, and the sheets of what they list.

It is the form of one document with a list around it: the input's own values become columns, its lists name the document
by its number. So it is drawn and read by what draws and reads every form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.errors import Violation
from service.schema.input_outline import Item
from service.workbook.account import EXAMPLE_ROW, NUMBERED_ROW, Reading

#: The list around the inputs, as data and as a pointer.
NAME = "documents"
LISTED = f"/{NAME}"
_ROW = f"{LISTED}/*"
_LABEL = "Văn bản"
_HELP = "Mỗi dòng là một văn bản."
_NOT_READ = "not_read"


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """The input of one document of a workbook, called as a clerk finds it: "Văn bản, dòng 4", "Quyết định 2"; "" for a whole file."""

    name: str
    data: Any
    cells: Mapping[str, str]
    violations: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What stands in a workbook and belongs to no document."""

    name: str
    violation: Violation


def listed(items: Iterable[Item]) -> tuple[Item]:
    """The items of a type's input, as those of the rows of one list."""
    inside = tuple(_inside(item) for item in items)
    return (Item(LISTED, "parts", _LABEL, _HELP, None, required=True, inside=inside),)


def whole(reading: Reading) -> list[FoundDocument | LeftOut]:
    """A workbook that is one document."""
    row = FoundDocument("", reading.data, reading.cells, reading.violations)
    # What a list of a clerk's own does not give is told by its violations.
    return [row, *(untaken(reading) if reading.own_form else ())]


def split(reading: Reading) -> list[FoundDocument | LeftOut]:
    """What was read by the items of ``listed``, a document each, and what is no document's."""
    documents = reading.data.get(NAME) or []
    rows = [_Row(reading.cells.get(f"{LISTED}/{n}", "")) for n in range(len(documents))]
    left: list[LeftOut] = []
    for pointer, cell in reading.cells.items():
        number, inside = _place(pointer)
        if number is not None:
            rows[number].cells[inside] = cell
    for violation in reading.violations:
        number, inside = _place(violation.pointer)
        if number is None:
            left.append(LeftOut(_name(violation.cell or ""), violation))
        else:
            rows[number].violations.append(replace(violation, pointer=inside))
    made = [row.document(data) for row, data in zip(rows, documents, strict=True)]
    return [*made, *left, *untaken(reading)]


class _Row:
    def __init__(self, cell: str) -> None:
        self._cell = cell
        self.cells: dict[str, str] = {}
        self.violations: list[Violation] = []

    def document(self, data: Any) -> FoundDocument:
        return FoundDocument(_name(self._cell), data, self.cells, tuple(self.violations))


def _inside(item: Item) -> Item:
    return replace(
        item,
        pointer=_ROW + item.pointer,
        inside=tuple(_inside(inside) for inside in item.inside),
        repeats=None if item.repeats is None else _ROW + item.repeats,
    )


def _place(pointer: str) -> tuple[int | None, str]:
    """The document of a pointer into the list, and the pointer into its input."""
    number, slash, inside = pointer.removeprefix(f"{LISTED}/").partition("/")
    if not pointer.startswith(f"{LISTED}/") or not number.isdecimal():
        return None, pointer
    return int(number), slash + inside


def _name(cell: str) -> str:
    """ "Văn bản!B4" -> "Văn bản, dòng 4"."""
    page, _, name = cell.rpartition("!")
    row = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"{page}, dòng {row}" if page and row else page or cell


def untaken(reading: Reading) -> list[LeftOut]:
    """Rows and sheets that hold something and were not taken, without those that a violation speaks of."""
    told = {_name(violation.cell or "") for violation in reading.violations}
    found = []
    for sheet in reading.sheets:
        if not sheet.used:
            found.append(LeftOut(f"Trang tính “{sheet.name}”", _not_read(sheet.why)))
        for row in sheet.rows_skipped:
            name = f"{sheet.name}, dòng {row.row}"
            if row.why not in (EXAMPLE_ROW, NUMBERED_ROW) and name not in told:
                found.append(LeftOut(name, _not_read(row.why)))
    return found


def _not_read(why: str) -> Violation:
    return Violation("", _LABEL, _NOT_READ, f"Không được lấy: {why}.", "warning")

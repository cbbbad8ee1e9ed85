"""The items of a document type become the sheets of its workbook: what stands in which column.

Nothing here knows Excel or a type: a sheet belongs to the input itself, to one list, to a tree of
parts that repeat, or to the tables inside a list's rows. Every column carries its JSON Pointer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from service.schema.input_outline import Item

Shape = Literal["single", "list", "tree", "grid"]

GENERAL = "Thông tin chung"
GUIDE = "Hướng dẫn"
RESULT = "Kết quả kiểm tra"
READING = "Đã đọc những gì"
VIOLATIONS = "Lỗi"

#: Marks of our own in hidden rows: a label may be re-worded and a sheet renamed, these stay.
MARK_GUIDE = "#huong-dan"
MARK_RESULT = "#ket-qua-kiem-tra"
MARK_READING = "#da-doc-nhung-gi"
MARK_POINTERS = "#con-tro"
MARK_VALUES = "#gia-tri"
MARK_EXAMPLE = "#vi-du="
MARK_NUMBER = "#stt"
MARK_KIND = "#loai"
#: Where the lists of a document stand on its one sheet, one below the other: in the line of each one's title.
MARK_PART = "#phan"
#: What stands in the number column of an example row.
EXAMPLE = "Ví dụ"

Role = Literal["value", "number", "parent", "level", "kind", "line", "cell"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list's sheet, or one line of the sheet of single values.

    ``role`` is "value" for a value, "number" for the row's own number, "parent" for that of the row
    it belongs to, "level" for the depth in a tree, "kind" for what a row of several kinds is, "line" and
    "cell" for a table's lines.
    """

    pointer: str
    label: str
    help: str
    role: Role
    item: Item | None = None
    #: Several values stand in one cell, a line each.
    many: bool = False
    #: A line of the general sheet that is a heading only.
    heading: bool = False
    #: Where nothing stands beside it, the value stands for the part around it.
    alone: bool = False

    @property
    def kind(self) -> str:
        """The kind of value in a cell."""
        if self.item is None:
            return "integer" if self.role in ("number", "parent", "level") else "text"
        return self.item.of or self.item.kind

    @property
    def required(self) -> bool:
        return self.item is not None and self.item.required

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Keys and their Vietnamese words; of the words that stand for a part, too."""
        if self.item is None:
            return ()
        if self.role == "kind":
            return tuple((inside.name, inside.label) for inside in self.item.inside)
        if self.item.choices:
            return self.item.choices
        return self.item.words


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the form; ``row`` is the pointer of its rows ("/awards/*"), "" for single values."""

    title: str
    shape: Shape
    row: str
    help: str
    columns: tuple[Column, ...]
    required: bool = False
    #: The list itself, or for a grid the part that holds the table.
    item: Item | None = None

    @property
    def parent(self) -> str:
        """The pointer of the row that its rows belong to, "" for none."""
        return next((column.pointer for column in self.columns if column.role == "parent"), "")

    def column(self, pointer: str) -> Column | None:
        return next((column for column in self.columns if column.pointer == pointer), None)


def sheets(items: Iterable[Item]) -> list[Sheet]:
    """The form's sheets in the order of the schema, the single values first where there are any."""
    top = [item for item in items if item.part == ""]
    titles = _Titles()
    columns = tuple(_general(top))
    general = [
        Sheet(titles.new(GENERAL), "single", "", "Mỗi mục một dòng.", columns, required=True)
        for _ in columns[:1]
    ]
    return [*general, *(sheet for item in top for sheet in _lists(item, titles))]


def is_table(item: Item) -> bool:
    """A part that is a table: columns that the clerk names, and rows of cells."""
    return {"columns", "rows"} <= {inside.kind for inside in item.inside}


class _Titles:
    """Names for sheets: at most 31 characters, none of Excel's forbidden ones, no two alike."""

    def __init__(self) -> None:
        self._taken: set[str] = {GUIDE.lower(), RESULT.lower(), READING.lower()}

    def new(self, label: str) -> str:
        clean = " ".join(re.sub(r"[\[\]:*?/\\']", " ", label).split())[:31].strip()
        title, number = clean, 1
        while title.lower() in self._taken:
            number += 1
            title = f"{clean[: 30 - len(str(number))]} {number}"
        self._taken.add(title.lower())
        return title


def _general(items: Iterable[Item], inside: str = "") -> Iterator[Column]:
    for item in items:
        if item.kind == "values":
            if inside:
                yield _several(item)
        elif item.is_list or is_table(item):
            continue
        elif item.inside:
            yield Column(item.pointer, item.label, item.help, "value", item, heading=True)
            if item.words:
                yield Column(item.pointer, item.label, item.help, "value", item)
            yield from _general(item.inside, item.pointer)
        else:
            yield Column(item.pointer, item.label, item.help, "value", item)


def _several(item: Item, before: str = "") -> Column:
    help = f"{item.help} Nhiều mục thì mỗi mục một dòng trong ô (Alt+Enter)."
    return Column(f"{item.pointer}/*", before + item.label, help, "value", item, many=True)


def _lists(item: Item, titles: _Titles, above: tuple[Item, ...] = ()) -> Iterator[Sheet]:
    """The sheets of a list, of the lists inside its rows, and of the tables there."""
    if is_table(item):
        yield _grid(item, titles, above)
    elif item.kind == "part" or (item.inside and not item.is_list):
        for inside in item.inside:
            if inside.kind != "values":
                yield from _lists(inside, titles, above)
    elif item.kind == "values":
        if not above:
            column = Column(f"{item.pointer}/*", item.label, item.help, "value", item)
            yield _sheet(item, titles, "list", (), (column,))
    elif item.kind == "parts" and item.inside:
        yield from _parts(item, titles, above)


def _parts(item: Item, titles: _Titles, above: tuple[Item, ...]) -> Iterator[Sheet]:
    row = f"{item.pointer}/*"
    again = next((inside for inside in item.inside if inside.repeats == row), None)
    columns = tuple(_row_columns(item.inside))
    if again is not None:
        help = "1 là đề mục lớn nhất; 2, 3, 4 là đề mục con của dòng cấp trên gần nhất phía trên."
        columns = (Column(again.pointer, "Cấp", help, "level"), *columns)
    if item.one_of:
        help = "Mỗi dòng là một thứ; bảng thì điền ở danh sách các bảng, chỉ đến số thứ tự của dòng này."
        columns = (Column(f"{row}/{MARK_KIND}", "Loại", help, "kind", item), *columns)
    yield _sheet(item, titles, "list" if again is None else "tree", above, columns)
    for inside in item.inside:
        if inside.kind != "values" and inside is not again:
            yield from _lists(inside, titles, (*above, item))


def _sheet(
    item: Item, titles: _Titles, shape: Shape, above: tuple[Item, ...], columns: tuple[Column, ...]
) -> Sheet:
    row = f"{item.pointer}/*"
    number = Column(MARK_NUMBER, "STT", "Số thứ tự của dòng, đánh từ 1.", "number")
    return Sheet(
        titles.new(item.label), shape, row, item.help,
        (number, *_parent(above), *columns), required=item.required, item=item,
    )  # fmt: skip


def _parent(above: tuple[Item, ...]) -> tuple[Column, ...]:
    if not above:
        return ()
    label = above[-1].label
    help = f"Số thứ tự (STT) của mục ở danh sách “{label}” mà dòng này thuộc về; chỉ có một mục thì để trống được."
    return (Column(f"{above[-1].pointer}/*", f"Mục {label.lower()} số", help, "parent"),)


def _row_columns(items: Iterable[Item], before: str = "") -> Iterator[Column]:
    for item in items:
        if item.kind == "values":
            yield _several(item, before)
        elif item.is_list or item.repeats is not None or is_table(item):
            continue
        elif item.inside:
            if item.words:
                yield Column(item.pointer, before + item.label, item.help, "value", item)
            lead = f"{before}{item.label} – "
            for column in _row_columns(item.inside, lead):
                label = column.label.removeprefix(lead)
                shown = label if label.startswith(item.label) else column.label
                alone = bool(item.short) and column.pointer == f"{item.pointer}/{item.short}"
                yield replace(column, label=shown, alone=alone)
        else:
            yield Column(item.pointer, before + item.label, item.help, "value", item)


#: A table of more columns than this is read nevertheless; the form draws this many.
GRID_CELLS = 12


def _grid(item: Item, titles: _Titles, above: tuple[Item, ...]) -> Sheet:
    """The sheet of tables: each line says what it is (name, headers, figures) and holds its cells."""
    where = above[-1].label.lower() if above else ""
    rows = next(inside for inside in item.inside if inside.kind == "rows")
    line = Column(
        item.pointer,
        "Dòng này là",
        "Chọn tên bảng, các cột, số liệu…; để trống thì dòng đầu của mỗi bảng là tên các cột, các dòng sau là số liệu.",
        "line",
        item,
    )
    cells = tuple(
        Column(f"{rows.pointer}/*/*", f"Ô {place}", "Chữ hoặc số.", "cell")
        for place in range(1, GRID_CELLS + 1)
    )
    return Sheet(
        titles.new(f"{item.label} của {where}" if where else item.label), "grid", item.pointer,
        item.help, (*_parent(above), line, *cells), required=False, item=item,
    )  # fmt: skip

"""A table of Word becomes rows of cells, with merged cells as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from service.docx.word_namespace import W
from service.importing.word.blocks import Block, Cell, Table

_TR, _TC = f"{W}tr", f"{W}tc"
_TEXTS = (f"{W}t", f"{W}delText")
_MOST_SPAN = 200


class TableReader:
    """Reads one table. ``blocks`` reads what stands in a cell, ``leave_out`` lists what is not taken."""

    def __init__(
        self,
        blocks: Callable[[Any, int], list[Block]],
        leave_out: Callable[[str, Any], None],
        depth: int,
    ) -> None:
        self._blocks, self._leave_out, self._depth = blocks, leave_out, depth
        self._rows: list[list[Cell]] = []
        #: Cells that go on downwards: column -> row and place in it.
        self._open: dict[int, tuple[int, int]] = {}
        self._headers = 0
        #: Rows whose letters were all left out.
        self._emptied: set[int] = set()

    def read(self, table: Any) -> Iterator[Table]:
        """The table, if anything stands in it."""
        for row in _children(table, _TR):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._leave_out("deleted", row)
                continue
            self._row(row, properties)
        rows = tuple(tuple(row) for row in self._rows)
        found = Table(rows, self._headers).without(self._emptied)
        if any(cell.blocks for row in found.rows for cell in row):
            yield found

    def _row(self, row: Any, properties: Any | None) -> None:
        cells: list[Cell] = []
        self._rows.append(cells)
        column = 0 if properties is None else _number(properties, "gridBefore", 0)
        if column:
            cells.append(Cell((), column))
        if properties is not None and properties.find(f"{W}tblHeader") is not None:
            self._headers += 1
        for node in _children(row, _TC):
            column += self._cell(node, column, cells)
        if any((text.text or "").strip() for text in row.iter(*_TEXTS)) and not any(
            cell.blocks for cell in cells
        ):
            self._emptied.add(len(self._rows) - 1)

    def _cell(self, node: Any, column: int, cells: list[Cell]) -> int:
        """Take a cell; over how many columns it reaches."""
        properties = node.find(f"{W}tcPr")
        width = 1 if properties is None else max(_number(properties, "gridSpan", 1), 1)
        merge = None if properties is None else properties.find(f"{W}vMerge")
        goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        if goes_on and column in self._open:
            self._grow(*self._open[column])
            self._leave_out("hidden", node)
            return width
        self._open.pop(column, None)
        if merge is not None:
            self._open[column] = (len(self._rows) - 1, len(cells))
        cells.append(Cell(tuple(self._blocks(node, self._depth + 1)), width))
        return width

    def _grow(self, row: int, place: int) -> None:
        cell = self._rows[row][place]
        self._rows[row][place] = Cell(cell.blocks, cell.columns, cell.rows + 1)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those inside content controls and tracked insertions."""
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _children(node, tag)


def _number(properties: Any, name: str, otherwise: int) -> int:
    node = properties.find(f"{W}{name}")
    value = "" if node is None else node.get(f"{W}val", "")
    return min(int(value), _MOST_SPAN) if value.isdecimal() and len(value) < 6 else otherwise

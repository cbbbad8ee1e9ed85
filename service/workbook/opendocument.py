"""The content of an OpenDocument sheet streams by and says how far each sheet reaches; repeats count as often as they repeat."""

from __future__ import annotations

from service.untrusted.xml_limits import Attributes, Count, Walker
from service.workbook.extents import Extent, whole_number

_CELLS = ("table-cell", "covered-table-cell")


class ContentWalker(Walker):
    """Looks on while ``content.xml`` streams by: extents of the sheets, and cells with an error."""

    def __init__(self, count: Count) -> None:
        super().__init__(count)
        self.extents: list[Extent] = []
        self.broken: dict[str, set[tuple[int, int]]] = {}
        self._name = ""
        self._row = self._column = self._reached = 0
        self._rows = self._columns = self._values = 0
        self._repeats = self._across = 1
        self._is_cell = self._is_filled = False
        self._filled_in_row = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self._count.take(name)
        said = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "table":
            self._name, self._row = said.get("name", ""), 0
            self._rows = self._columns = self._values = 0
        elif name == "table-row":
            self._repeats = whole_number(said.get("number-rows-repeated"), 1)
            self._column = self._reached = self._filled_in_row = 0
        elif name in _CELLS:
            self._across = whole_number(said.get("number-columns-repeated"), 1)
            kinds = {v for key, v in attributes.items() if key.endswith(":value-type")}
            if "error" in kinds:
                self.broken.setdefault(self._name, set()).add((self._row, self._column))
            self._is_cell, self._is_filled = True, bool(kinds - {"error"})
        elif self._is_cell:
            self._is_filled = True

    def end(self, name: str) -> None:
        if name in _CELLS:
            self._column += self._across
            if self._is_filled:
                self._reached = self._column
                self._filled_in_row += self._across
            self._is_cell = False
        elif name == "table-row":
            self._row += self._repeats
            if self._reached:
                self._rows, self._columns = self._row, max(self._columns, self._reached)
                self._values += self._filled_in_row * self._repeats
        elif name == "table":
            self.extents.append(Extent(self._name, self._rows, self._columns, self._values))

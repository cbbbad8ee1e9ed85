"""The content of an OpenDocument sheet streams by and says how far each sheet reaches; repeats count as often as they repeat."""

from __future__ import annotations

from service.untrusted.xml_limits import Attributes, Count, Walker
from service.workbook.extents import Extent, Range, whole_number
from service.workbook.visibility import Visibility

_CELLS = ("table-cell", "covered-table-cell")
_HIDDEN = ("collapse", "filter")


class ContentWalker(Walker):
    """Looks on while ``content.xml`` streams by: extents of the sheets, and cells with an error."""

    def __init__(self, count: Count) -> None:
        super().__init__(count)
        self.extents: list[Extent] = []
        self.broken: dict[str, set[tuple[int, int]]] = {}
        self.visibility: dict[str, Visibility] = {}
        #: By sheet: merged ranges.
        self.merged: dict[str, list[Range]] = {}
        self._style = ""
        self._struck: set[str] = set()
        self._declared = 0
        self._name = ""
        self._row = self._column = self._reached = 0
        self._rows = self._columns = self._values = 0
        self._repeats = self._across = 1
        self._is_cell = self._is_filled = self._is_struck = False
        self._filled_in_row = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self._count.take(name)
        said = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "style":
            self._style = said.get("name", "")
        elif name == "text-properties":
            if said.get("text-line-through-style", "none") != "none":
                self._struck.add(self._style)
        elif name == "table":
            self._name, self._row, self._declared = said.get("name", ""), 0, 0
            self.visibility[self._name] = Visibility()
            self._rows = self._columns = self._values = 0
        elif name == "table-column":
            many = whole_number(said.get("number-columns-repeated"), 1)
            if said.get("visibility") in _HIDDEN and self._name in self.visibility:
                self.visibility[self._name].hidden_columns.append(
                    (self._declared, self._declared + many - 1)
                )
            self._declared += many
        elif name == "table-row":
            self._repeats = whole_number(said.get("number-rows-repeated"), 1)
            self._column = self._reached = self._filled_in_row = 0
            if said.get("visibility") in _HIDDEN and self._name in self.visibility:
                self.visibility[self._name].hidden_rows.append(
                    (self._row, self._row + self._repeats - 1)
                )
        elif name in _CELLS:
            self._across = whole_number(said.get("number-columns-repeated"), 1)
            kinds = {v for key, v in attributes.items() if key.endswith(":value-type")}
            if "error" in kinds:
                self.broken.setdefault(self._name, set()).add((self._row, self._column))
            self._is_cell, self._is_filled = True, bool(kinds - {"error"})
            self._is_struck = said.get("style-name") in self._struck
            self._merge(said)
        elif self._is_cell:
            self._is_filled = True

    def _merge(self, said: Attributes) -> None:
        down = whole_number(said.get("number-rows-spanned"), 1)
        across = whole_number(said.get("number-columns-spanned"), 1)
        if down > 1 or across > 1:
            first = (self._row, self._column)
            self.merged.setdefault(self._name, []).append(
                (first, (self._row + down - 1, self._column + across - 1))
            )

    def end(self, name: str) -> None:
        if name in _CELLS:
            self._column += self._across
            if self._is_filled:
                self._reached = self._column
                self._filled_in_row += self._across
                if self._name in self.visibility:
                    self.visibility[self._name].value(self._row, is_struck=self._is_struck)
            self._is_cell = False
        elif name == "table-row":
            self._row += self._repeats
            if self._reached:
                self._rows, self._columns = self._row, max(self._columns, self._reached)
                self._values += self._filled_in_row * self._repeats
        elif name == "table":
            self.extents.append(Extent(self._name, self._rows, self._columns, self._values))

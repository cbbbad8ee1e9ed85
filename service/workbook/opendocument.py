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
        self._is_cell = self._is_filled = self._is_number = False
        self._is_struck = self._in_part = False
        self._filled_in_row = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self._count.take(name)
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "style":
            self._style = local.get("name", "")
        elif name == "text-properties":
            # LibreOffice says only the type where some letters of a cell are struck out.
            line = local.get("text-line-through-type", "none")
            if local.get("text-line-through-style", line) != "none":
                self._struck.add(self._style)
        elif name == "table":
            self._name, self._row, self._declared = local.get("name", ""), 0, 0
            self.visibility[self._name] = Visibility()
            self._rows = self._columns = self._values = 0
        elif name == "table-column":
            self._start_column(local)
        elif name == "table-row":
            self._start_row(local)
        elif name in _CELLS:
            kinds = {value for key, value in attributes.items() if key.endswith(":value-type")}
            self._start_cell(local, kinds)
        elif self._is_cell:
            self._is_filled = True
            if name == "annotation" and self._name in self.visibility:
                self.visibility[self._name].commented_cells.add((self._row, self._column))
            self._in_part |= name == "span" and local.get("style-name") in self._struck

    def _start_column(self, local: Attributes) -> None:
        last = self._declared + whole_number(local.get("number-columns-repeated"), 1) - 1
        if local.get("visibility") in _HIDDEN and self._name in self.visibility:
            self.visibility[self._name].hidden_columns.append((self._declared, last))
        self._declared = last + 1

    def _start_row(self, local: Attributes) -> None:
        self._repeats = whole_number(local.get("number-rows-repeated"), 1)
        self._column = self._reached = self._filled_in_row = 0
        if local.get("visibility") in _HIDDEN and self._name in self.visibility:
            last = self._row + self._repeats - 1
            self.visibility[self._name].hidden_rows.append((self._row, last))

    def _start_cell(self, local: Attributes, kinds: set[str]) -> None:
        self._across = whole_number(local.get("number-columns-repeated"), 1)
        if "error" in kinds:
            self.broken.setdefault(self._name, set()).add((self._row, self._column))
        self._is_cell, self._is_filled = True, bool(kinds - {"error"})
        self._is_struck, self._in_part = local.get("style-name") in self._struck, False
        self._is_number = bool(kinds) and "string" not in kinds
        self._merge(local)

    def _merge(self, local: Attributes) -> None:
        down = whole_number(local.get("number-rows-spanned"), 1)
        across = whole_number(local.get("number-columns-spanned"), 1)
        if down > 1 or across > 1:
            first = (self._row, self._column)
            self.merged.setdefault(self._name, []).append(
                (first, (self._row + down - 1, self._column + across - 1))
            )

    def end(self, name: str) -> None:
        if name in _CELLS:
            if self._is_filled:
                self._reached = self._column + self._across
                self._filled_in_row += self._across
                if self._name in self.visibility:
                    self.visibility[self._name].value(
                        self._row,
                        self._column,
                        is_struck=self._is_struck,
                        is_number=self._is_number,
                        in_part=self._in_part,
                    )
            self._column += self._across
            self._is_cell = False
        elif name == "table-row":
            self._row += self._repeats
            if self._reached:
                self._rows, self._columns = self._row, max(self._columns, self._reached)
                self._values += self._filled_in_row * self._repeats
        elif name == "table":
            self.extents.append(Extent(self._name, self._rows, self._columns, self._values))

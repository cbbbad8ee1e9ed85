"""A unit written once, above rows that leave it blank: whether they are of the same unit only the clerk knows, so it is asked."""

from __future__ import annotations

from itertools import pairwise

from service.importing.announced_counts import Named
from service.importing.column_map import ColumnMap
from service.importing.grid import Grid
from service.importing.targets import Target
from service.language.vietnamese import fold_words
from service.workbook import values
from service.workbook.reading_builder import ReadingBuilder

#: One row, or fewer than this share of a list, is somebody who has no unit.
_FEWEST = 2
_LEAST_SHARE = 0.25
#: So many rows are named.
_SHOWN = 5


class UnitsLeftBlank:
    """Takes the rows of one list in their order, and warns once for each list that they went to."""

    def __init__(self, grid: Grid, columns: ColumnMap) -> None:
        self._grid, self._columns = grid, columns
        #: By list: the row, its column of units, and the unit, "" for none.
        self._rows: dict[Target, list[tuple[int, int, str]]] = {}

    def take(self, row: int, target: Target, carried: str) -> None:
        """``carried`` is the unit that a heading or a column of groups gives the row."""
        columns = self._columns.of(target).get(f"{target.row}/organ_name", ())
        if columns:
            spread = (values.text(self._grid.spread(row, column)) for column in columns)
            unit = carried or next(filter(str.strip, spread), "")
            self._rows.setdefault(target, []).append((row, columns[0], fold_words(unit)))

    def report(self, listed: dict[Target, Named], reading: ReadingBuilder) -> None:
        """``listed`` names the lists."""
        for target, rows in self._rows.items():
            blank = [(row, column) for row, column, unit in rows if not unit]
            if len(blank) < max(_FEWEST, _LEAST_SHARE * len(rows)) or not _is_written_once(
                [unit for _, _, unit in rows]
            ):
                continue
            (first, column), named = blank[0], listed[target]
            header = " ".join(self._columns.header.texts.get(column, "Đơn vị").split())
            shown = ", ".join(str(row + 1) for row, _ in blank[:_SHOWN])
            more = ", …" if len(blank) > _SHOWN else ""
            reading.violation(
                named.pointer, named.label, "unit_left_blank",
                f"Cột “{header}” để trống ở {len(blank)} dòng bên dưới dòng có ghi (dòng {shown}{more}); văn bản không ghi "
                "đơn vị cho các dòng này. Nếu cùng đơn vị với dòng trên, hãy chép tên đơn vị xuống từng dòng, hoặc gộp ô.",
                self._grid.at(first, column), "warning",
            )  # fmt: skip


def _is_written_once(units: list[str]) -> bool:
    """Whether the first row has a unit, and none is written again in the next row that has one."""
    written = [unit for unit in units if unit]
    return bool(units[0]) and all(unit != other for unit, other in pairwise(written))

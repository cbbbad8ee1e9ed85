"""A unit written once, above rows that leave it blank: whether they are of the same unit only the clerk knows, so it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from service.importing.announced_counts import Named
from service.importing.column_map import ColumnMap
from service.importing.doubtful_rows import first_of
from service.importing.grid import Grid
from service.importing.targets import Target
from service.language.vietnamese import fold_words
from service.workbook.reading_builder import ReadingBuilder

#: One row, or fewer than this share of a list, is somebody who has no unit.
_FEWEST = 2
_LEAST_SHARE = 0.25


def report(
    grid: Grid,
    columns: ColumnMap,
    units: Mapping[Target, Mapping[int, str]],
    named: Callable[[Target], Named],
    reading: ReadingBuilder,
) -> None:
    """``units`` holds, by the list that rows went to, each row's unit, "" for none; one warning a list."""
    for target, unit_of in units.items():
        places = columns.of(target).get(f"{target.row}/organ_name", ())
        blank = [row for row, unit in unit_of.items() if not unit]
        is_asked = len(blank) >= max(_FEWEST, _LEAST_SHARE * len(unit_of))
        if not places or not is_asked or not _is_written_once([*unit_of.values()]):
            continue
        shown = first_of(row + 1 for row in blank)
        listed = named(target)
        reading.violation(
            listed.pointer, listed.label, "unit_left_blank",
            f"Cột {columns.header.called(places[0])} để trống ở {len(blank)} dòng bên dưới dòng có ghi (dòng {shown}); "
            "văn bản không ghi đơn vị cho các dòng này. Nếu cùng đơn vị với dòng trên, hãy chép tên đơn vị xuống từng dòng, "
            "hoặc gộp ô.",
            grid.at(blank[0], places[0]), "warning",
        )  # fmt: skip


def _is_written_once(units: list[str]) -> bool:
    """Whether the first row has a unit, and none is written again in the next row that has one."""
    written = [fold_words(unit) for unit in units if unit]
    return bool(units[0]) and all(unit != other for unit, other in pairwise(written))

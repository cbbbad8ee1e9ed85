"""Names that Excel made days of: the class "10/1" typed into a cell becomes the tenth of January."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from service.importing import doubtful_rows
from service.importing.column_map import ColumnMap
from service.importing.doubtful_rows import Doubtful
from service.importing.grid import Grid
from service.workbook.plan import Column
from service.workbook.reading_builder import ReadingBuilder
from service.workbook.values import CellValue

#: The ends of the pointers of fields that are never a day.
_NEVER_DAYS = (
    "/full_name",
    "/name",
    "/honorific",
    "/position",
    "/organ_name",
    "/address",
    "/group",
)
_CLASS = re.compile(r"\s*(\d{1,2})\s*/\s*(\d{1,2})\s*")


def is_never_day(field: Column) -> bool:
    """Whether a field holds names, units and the like, and no day."""
    return field.pointer.endswith(_NEVER_DAYS)


def is_day_first(values: Iterable[CellValue]) -> bool:
    """Whether a column shows that days came first when it was typed: of "10/13" Excel else had made a day, too."""
    found = (_CLASS.fullmatch(value) for value in values if isinstance(value, str))
    return any(one and 0 < int(one[1]) <= 12 < int(one[2]) <= 31 for one in found)


def typed(day: dt.date) -> str:
    """What was typed where days come first."""
    return f"{day.day}/{day.month}"


def ask_about(
    days: Mapping[int, Sequence[Doubtful]], grid: Grid, columns: ColumnMap, reading: ReadingBuilder
) -> None:
    """One warning for each column with days that may be something else."""

    def says(column: int, shown: str) -> str:
        return (
            f"Cột {columns.header.called(column)} có ngày tháng ở {shown}; có thể Excel đã tự đổi chữ thành ngày (lớp “10/1” thành "
            "ngày 10 tháng 01). Hãy định dạng ô là Text rồi gõ lại."
        )

    doubtful_rows.report(days, "day_for_text", says, grid, reading)

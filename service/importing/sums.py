"""A cell of a column of sums becomes đồng: by the unit that its header names, or that the cell itself does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from service.importing import doubtful_rows, vocabulary
from service.importing.column_map import ColumnMap
from service.importing.doubtful_rows import Doubtful
from service.importing.grid import Grid
from service.language import typed_text
from service.workbook import values
from service.workbook.plan import Column
from service.workbook.reading_builder import ReadingBuilder
from service.workbook.values import CellValue

#: Below a header in thousands whoever types whole đồng gets at least this: 50.000 for the least of gifts.
_DOUBTFUL = 50_000_000
#: One figure, and words behind it without another.
_FIGURE_AND_WORDS = re.compile(r"\s*(?P<figure>\d[\d.,\s]*?)\s*(?P<words>[^\W\d_]\D*)")


def read(value: CellValue, unit: int, field: Column) -> Any:
    """A sum of a column that counts in ``unit``, in đồng; one that says its own unit is counted in that.

    What says more than one figure and its unit stays as it was typed, and is an error: "2 triệu (5 người)".
    """
    if isinstance(value, str):
        found = _FIGURE_AND_WORDS.fullmatch(value)
        own = vocabulary.unit_of_sum(found["words"]) if found else 0
        if found and own > 1:
            return _in_dong(found["figure"], own, field)
        if own or vocabulary.says_a_unit(value):
            return values.read(value, field)
    return values.read(value, field) if unit == 1 else _in_dong(value, unit, field)


def is_doubtful(typed: CellValue, unit: int, amount: Any) -> bool:
    """Whether a sum that is counted in a column's unit becomes more than anybody is given: whole đồng may have been typed."""
    if unit == 1 or not isinstance(amount, (int, Decimal)) or amount < _DOUBTFUL:
        return False
    return not (isinstance(typed, str) and any(map(str.isalpha, typed)))


def ask_about(
    doubtful: Mapping[int, Sequence[Doubtful]],
    grid: Grid,
    columns: ColumnMap,
    reading: ReadingBuilder,
) -> None:
    """One warning for each column that has ``doubtful`` sums."""

    def says(column: int, shown: str) -> str:
        unit = "triệu" if columns.units[column] >= 1_000_000 else "nghìn"
        return (
            f"Cột {columns.header.called(column)} tính bằng {unit} đồng, nên số tiền ở {shown} được hiểu là "
            "từ 50 triệu đồng trở lên. Nếu đã gõ đủ số đồng, hãy sửa tiêu đề cột hoặc số tiền."
        )

    doubtful_rows.report(doubtful, "doubtful_sum", says, grid, reading)


def _in_dong(value: CellValue, unit: int, field: Column) -> Any:
    read = values.read(value, field)
    amount = _parts_of_a_unit(read) if isinstance(read, str) else read
    if amount is None:
        return read
    whole = Decimal(amount) * unit
    return int(whole) if whole == whole.to_integral_value() else whole


def _parts_of_a_unit(typed: str) -> int | Decimal | None:
    """Of thousands and millions there are parts, with a comma or a point: "1,5", "1.5"."""
    figure = typed_text.read_figure(typed)
    return typed_text.read_figure(typed.replace(".", ",")) if figure is None else figure

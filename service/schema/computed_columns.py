"""The computed cells of a report's table, and what is wrong with its rows and computations (contract §4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from service import rules as sense
from service.errors import Violation
from service.language import wording
from service.schema.tables import MOST_COLUMNS, Cell, RowCells

_TWO_DECIMALS = Decimal("0.01")
#: What is printed where the base is zero.
_NO_BASE = "-"


def violations(pointer: str, table: Mapping[str, Any]) -> Iterator[Violation]:
    """Wrong rows and computations of one table."""
    columns, rows = table.get("columns") or [], table.get("rows") or []
    if any(not column for column in columns):
        return
    if len(columns) > MOST_COLUMNS:
        yield sense.violation_at(
            f"{pointer}/columns",
            f"Bảng có {len(columns)} cột, nhiều nhất là {MOST_COLUMNS} vì Word không mở được bảng nhiều cột hơn; hãy tách thành nhiều bảng.",
        )
    for index, row in enumerate(rows):
        if row.role == "group":
            if len([cell for cell in row if cell is not None]) != 1:
                yield sense.violation_at(
                    f"{pointer}/rows/{index}",
                    f"Dòng {index + 1} của bảng là tên nhóm, chỉ có một ô có chữ; hãy sửa lại.",
                )
        elif len(row) != len(columns):
            yield sense.violation_at(
                f"{pointer}/rows/{index}",
                f"Dòng {index + 1} của bảng có {len(row)} ô, phải có {len(columns)} ô như số cột; hãy thêm hoặc bớt ô.",
            )
    for index, column in enumerate(columns):
        if column["computed"] or column["of"]:
            wrong = _wrong_operands(columns, index)
            if wrong:
                yield sense.violation_at(f"{pointer}/columns/{column['at']}/of", wrong)
            else:
                yield from _computed_cells(pointer, columns, rows, index)


def is_sound(columns: Sequence[Mapping[str, Any]], index: int) -> bool:
    """Whether a column is computed from two others, or from none."""
    column = columns[index]
    return not (column["computed"] or column["of"]) or not _wrong_operands(columns, index)


def _wrong_operands(columns: Sequence[Mapping[str, Any]], index: int) -> str:
    """Why a column cannot be computed from those that it names; "" when it can."""
    column = columns[index]
    if not column["computed"]:
        return f"Cột thứ {index + 1} nêu hai cột để tính nhưng chưa chọn cách tính; hãy chọn cách tính hoặc bỏ hai cột đó."
    operands = [_named(columns, index, name) for name in column["of"]]
    if len(operands) != 2 or None in operands or operands[0] == operands[1]:
        return f"Cột tính thứ {index + 1} phải nêu đúng tên hai cột khác trong bảng để tính; hãy sửa lại."
    if any(columns[place]["computed"] for place in operands if place is not None):
        return f"Cột tính thứ {index + 1} không được tính từ một cột tính khác; hãy chọn cột có số liệu."
    return ""


def _named(columns: Sequence[Mapping[str, Any]], index: int, name: str) -> int | None:
    """The column that a computed one names: by its header, in its own group where there are several.

    A header that stands twice would leave open which column is meant.
    """
    found = [place for place, column in enumerate(columns) if column["header"] == name]
    if len(found) > 1 and columns[index]["under"]:
        found = [place for place in found if columns[place]["under"] == columns[index]["under"]]
    return found[0] if len(found) == 1 and found[0] != index else None


def _operands(columns: Sequence[Mapping[str, Any]], index: int) -> tuple[int, int]:
    """The places of A and B, of a column without faults."""
    a, b = (_named(columns, index, name) for name in columns[index]["of"])
    if a is None or b is None:
        raise ValueError("a computed column with faults")
    return a, b


def _computed_cells(
    pointer: str, columns: Sequence[Mapping[str, Any]], rows: Sequence[RowCells], index: int
) -> Iterator[Violation]:
    """Cells of a computed column that hold something, or cannot be computed."""
    operands = _operands(columns, index)
    for line, row in enumerate(rows):
        if len(row) != len(columns) or row.role == "group":
            continue
        cell = f"{pointer}/rows/{line}{row.inside}/{index}"
        if row[index] is not None:
            yield sense.violation_at(
                cell,
                f"Ô thứ {index + 1} của dòng {line + 1} do phần mềm tính; hãy để trống (null).",
            )
        if any(isinstance(row[operand], str) for operand in operands):
            yield sense.violation_at(
                cell,
                f"Dòng {line + 1} có chữ ở cột dùng để tính nên không tính được; hãy nhập số hoặc để trống.",
            )


def printed_rows(
    table: Mapping[str, Any], printed: Sequence[Sequence[str | None]]
) -> list[list[str]]:
    """The printed cells of a sound table, those of computed columns filled in."""
    rows = [[text or "" for text in texts] for texts in printed]
    for index, column in enumerate(table["columns"]):
        if column["computed"]:
            a, b = _operands(table["columns"], index)
            figures = [
                (place, row) for place, row in enumerate(table["rows"]) if row.role != "group"
            ]
            values = compute(column["computed"], [(row[a], row[b]) for _, row in figures])
            for (place, _), value in zip(figures, values, strict=True):
                rows[place][index] = value
    return rows


def compute(how: str, pairs: Sequence[tuple[Cell, Cell]]) -> list[str]:
    """A/B × 100 or (A/B − 1) × 100 of each pair, half up, "-" for a zero base.

    All have one number of decimals: as many as they need, at most two.
    """
    values = [_value(how, a, b) for a, b in pairs]
    exact = [value.normalize() for value in values if isinstance(value, Decimal)]
    decimals = max((max(0, -int(value.as_tuple().exponent)) for value in exact), default=0)
    return [
        _with_decimals(value, decimals) if isinstance(value, Decimal) else value for value in values
    ]


def _value(how: str, a: Cell, b: Cell) -> Decimal | str:
    if a is None or b is None or isinstance(a, str) or isinstance(b, str):
        return ""
    if not b:
        return _NO_BASE
    ratio = Decimal(a) / Decimal(b) * 100
    value = ratio if how == "ratio" else ratio - 100
    return value.quantize(_TWO_DECIMALS, ROUND_HALF_UP)


def _with_decimals(value: Decimal, decimals: int) -> str:
    whole, _, shown = wording.figures(value.normalize()).partition(",")
    return f"{whole},{shown.ljust(decimals, '0')}" if decimals else whole

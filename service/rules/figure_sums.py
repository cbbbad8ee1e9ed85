"""Rules about sums in tables of a report: the total of the rows, and shares that make up a whole.

Only rows of one level are added: I, II, III where they are broken down by 1, 2, 3 below them. A table whose rows do not
say of which level they are is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from service.errors import Violation
from service.language import vietnamese
from service.rules import Record, rule, violation_at
from service.rules.figures import RATIO_RULES, Table, half_unit, number, tables

_TOTALS: Final = frozenset({"tổng", "tổng cộng", "cộng", "tổng số"})
#: "Tổng cộng (I + II + III)", "Tổng số (1+2)": what is added is said behind the word.
_ADDENDS = re.compile(r" ?\((?:[ivx]+|[a-d]|\d+)(?: ?\+ ?(?:[ivx]+|[a-d]|\d+))*\)$")
#: The ordinal of a row, from the highest level: A; I; 1; 1.1; a); "-" and "trong đó" say what another row is made of.
_LEVELS: Final = (
    re.compile(r"[A-D](?:\.|$)"),
    re.compile(r"(?:[IVX]+|[ivx]+)(?:\.|$)"),
    re.compile(r"\d+(?:\. |\.?$)"),
    re.compile(r"\d+\.\d+(?!\d*,)"),
    re.compile(r"[a-zđ](?:\)|$)"),
    re.compile(r"[-+*•–]|[Tt]rong đó|[Bb]ao gồm"),
)
_NOT_ADDED = re.compile(
    r"%|tỷ lệ|tỉ lệ|tỷ trọng|cơ cấu|đơn giá|bình quân|trung bình|tăng|giảm|so sánh|so với|điểm|xếp|năm sinh"
    r"|^(?:stt|tt|số tt|năm|mã)\b|mức|ghi chú"
)
_SHARE = re.compile(r"(?:cơ cấu|tỷ trọng|tỉ trọng)\b")


def _level(row: Sequence[Any]) -> int | None:
    """The level of a row: the lowest that its first cell or the beginning of its second names; None without any."""
    found = []
    for column, cell in enumerate(row[:2]):
        text = str(cell) if isinstance(cell, int) else cell
        # A figure beside the name of a row is no ordinal.
        if not isinstance(text, str) or text in ("-", "–") or (column and number(cell)):
            continue
        found += [level for level, ordinal in enumerate(_LEVELS) if ordinal.match(text.strip())]
    return max(found, default=None)


def _added(table: Table, total: int | None) -> list[int] | None:
    """The places of the rows that make up the whole; None where the table does not say, or counts in several units."""
    levels = {place: _level(row) for place, row in enumerate(table.rows) if place != total}
    # A heading over all columns is no row of figures.
    levels = {place: level for place, level in levels.items() if any(table.rows[place])}
    known = [level for level in levels.values() if level is not None]
    if len(set(levels.values())) == 1:
        # "Trong đó" or dashes in every row: a breakdown of something outside the table.
        top = [] if known and known[0] == len(_LEVELS) - 1 else [*levels]
    elif len(known) != len(levels):
        return None
    else:
        top = [place for place, level in levels.items() if level == min(known)]
    unit = _unit_column(table)
    if (
        unit is not None
        and len({str(row[unit]) for row in map(table.rows.__getitem__, top) if row[unit]}) > 1
    ):
        return None
    return top or None


def _unit_column(table: Table) -> int | None:
    """The column of units of measure; "Đơn vị" is one only beside the column of what is counted."""
    counted = any(
        re.match(r"(?:các )?(?:chỉ tiêu|nội dung|nhiệm vụ|tiêu chí)", h) for h in table.headers
    )
    return table.only(lambda h: h in ("đơn vị tính", "đvt") or (counted and h == "đơn vị"))


def _total_row(table: Table) -> int | None:
    """The place of the only total, when it stands first or last."""
    found = [i for i, row in enumerate(table.rows) if _ADDENDS.sub("", table.label(row)) in _TOTALS]
    if len(found) == 1 and found[0] in (0, len(table.rows) - 1):
        return found[0]
    return None


def _column(table: Table, column: int, places: Sequence[int]) -> list[tuple[Decimal, int]] | None:
    """The figures of a column in these rows; None when one cell is words, or there are fewer than two."""
    found = []
    for place in places:
        cell = table.rows[place][column]
        if cell in (None, "", "-", "–"):
            continue
        value = number(cell)
        if value is None:
            return None
        found.append(value)
    return found if len(found) > 1 else None


@rule("wrong_total", severity="warning")
def wrong_total(record: Record, _reference: Any) -> Iterator[Violation]:
    """Dòng “Tổng”, “Tổng cộng”, “Cộng” của bảng bằng tổng các dòng còn lại; bảng có dòng chi tiết (1, 2 dưới I, II; 1.1, a))
    thì cộng các dòng cấp cao nhất; nhiều đơn vị tính hoặc không rõ cấp của dòng thì không xét (Nghị định 09/2019/NĐ-CP về
    chế độ báo cáo yêu cầu số liệu chính xác; cảnh báo)."""
    for table in tables(record):
        total = _total_row(table)
        added = None if total is None else _added(table, total)
        if total is None or added is None:
            continue
        for column, header in enumerate(table.headers):
            stated = number(table.rows[total][column])
            if stated is None or table.computed[column] or _NOT_ADDED.search(header):
                continue
            figures = _column(table, column, added)
            if figures is None:
                continue
            right = sum((value for value, _ in figures), Decimal(0))
            if abs(stated[0] - right) > _rounding(figures, stated):
                yield violation_at(
                    table.cell(total, column),
                    f"Dòng tổng ghi {vietnamese.format_number(stated[0])} nhưng cộng các dòng là "
                    f"{vietnamese.format_number(right)}; hãy kiểm tra lại số liệu.",
                )


def _rounding(figures: Sequence[tuple[Decimal, int]], stated: tuple[Decimal, int]) -> Decimal:
    """What rounding may add up to; whole numbers are counts and must add up exactly."""
    decimals = [places for _, places in (*figures, stated)]
    return (
        sum((half_unit(max(decimals)) for _ in decimals), Decimal(0))
        if max(decimals)
        else Decimal(0)
    )


@rule("shares_not_100", severity="warning")
def shares_not_100(record: Record, _reference: Any) -> Iterator[Violation]:
    """Các số trong cột cơ cấu (tỷ trọng) cộng lại bằng 100%, cho phép lệch do làm tròn; bảng có dòng chi tiết (1, 2 dưới I,
    II; 1.1, a)) thì cộng các dòng cấp cao nhất (Nghị định 09/2019/NĐ-CP về chế độ báo cáo yêu cầu số liệu chính xác;
    cảnh báo)."""
    for table in tables(record):
        column = table.only(lambda header: bool(_SHARE.match(header)))
        added = None if column is None else _added(table, _total_row(table))
        if column is None or added is None:
            continue
        figures = _column(table, column, added)
        # Wholes side by side, each broken down below: by age, by sex.
        if figures is None or any(value < 0 for value, _ in figures) or _are_wholes(figures):
            continue
        total = sum((value for value, _ in figures), Decimal(0))
        slack = sum((half_unit(places) for _, places in figures), Decimal(0))
        if abs(total - 100) > slack:
            yield violation_at(
                table.column(column),
                f"Cột cơ cấu cộng lại là {vietnamese.format_number(total)}%, không bằng 100%; hãy kiểm tra lại.",
            )


def _are_wholes(figures: Sequence[tuple[Decimal, int]]) -> bool:
    return all(value == 100 for value, _ in figures)


FIGURE_RULES: Final = (*RATIO_RULES, wrong_total, shares_not_100)

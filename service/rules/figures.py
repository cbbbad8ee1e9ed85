"""Rules about tables of a report: ratios and changes that do not follow from their figures.

Only tables whose structure is beyond doubt are computed: flat rows, headers that name their part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, Final

from service.errors import Violation
from service.language import typed_text, vietnamese
from service.rules import Record, rule, violation_at
from service.rules.content import holders


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its pointer; ``headers`` are comparison keys, "" for a column not sound."""

    pointer: str
    headers: tuple[str, ...]
    computed: tuple[bool, ...]
    rows: Sequence[Sequence[Any]]
    #: Where each column, and each row's list of cells, was sent.
    sent_columns: tuple[str, ...]
    sent_rows: tuple[str, ...]

    def cell(self, row: int, column: int) -> str:
        """The pointer of a cell."""
        return f"{self.pointer}/rows/{self.sent_rows[row]}/{column}"

    def column(self, column: int) -> str:
        """The pointer of a column."""
        return f"{self.pointer}/columns/{self.sent_columns[column]}"

    def only(self, fits: Callable[[str], bool]) -> int | None:
        """The one typed column whose header fits; None when there is none, or more than one."""
        found = [i for i, h in enumerate(self.headers) if h and not self.computed[i] and fits(h)]
        return found[0] if len(found) == 1 else None

    def label(self, row: Sequence[Any]) -> str:
        """The key of the first cell of a row that is words, not a number or an ordinal."""
        for cell in row:
            key = _key(cell) if isinstance(cell, str) else ""
            if re.search(r"[^\W\d_]{2}", key):
                return key.rstrip(" :.")
        return ""


#: Each rule asks for the headers of a table and the names of its rows.
_key = lru_cache(maxsize=1024)(vietnamese.skeleton)


def tables(record: Record) -> Iterator[Table]:
    """Every table of a report whose rows are as wide as its header."""
    for pointer, holder in holders(record):
        table = holder.get("table")
        if not isinstance(table, Mapping):
            continue
        columns, rows = table.get("columns") or [], table.get("rows") or []
        sent = tuple(f"{i}{getattr(row, 'inside', '')}" for i, row in enumerate(rows))
        # A heading over all columns holds no figures.
        rows = [
            [None] * len(columns) if getattr(row, "role", None) == "group" else row for row in rows
        ]
        if rows and all(isinstance(row, Sequence) and len(row) == len(columns) for row in rows):
            named = [c if isinstance(c, Mapping) else {"header": c} for c in columns]
            yield Table(
                f"{pointer}/table",
                tuple(_key(column.get("header") or "") for column in named),
                tuple(bool(column.get("computed")) for column in named),
                rows,
                tuple(str(column.get("at", place)) for place, column in enumerate(named)),
                sent,
            )


def number(cell: Any) -> tuple[Decimal, int] | None:
    """A cell's number and how many decimals it shows; None for words, blanks and other types."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float, Decimal)):
        value = Decimal(str(cell))
        return value, max(0, -int(value.normalize().as_tuple().exponent))
    if not isinstance(cell, str):
        return None
    text = cell.strip().removesuffix("%").rstrip().replace("\N{MINUS SIGN}", "-")
    figure = typed_text.read_figure(text)
    return None if figure is None else (Decimal(figure), len(text.partition(",")[2]))


def half_unit(decimals: int) -> Decimal:
    return Decimal(5).scaleb(-decimals - 1)


def _in_style_of(cell: Any, value: Decimal, decimals: int) -> Any:
    """The right value, written as the wrong one was: a number, or text with its "%"."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if not isinstance(cell, str):
        return int(rounded) if decimals == 0 else float(rounded)
    percent = re.search(r" ?%$", cell.strip())
    return vietnamese.format_number(rounded) + (percent[0] if percent else "")


# --- a ratio beside its two figures ----------------------------------------------------------------


def _is_plan(header: str) -> bool:
    return bool(re.match(r"(?:chỉ tiêu )?kế hoạch\b|kh\b|chỉ tiêu (?:được )?giao\b", header))


def _is_result(header: str) -> bool:
    return bool(
        re.match(r"(?:kết quả )?(?:đã )?thực hiện\b|th\b|kết quả\b", header)
    ) and not _is_ratio(header)


def _is_ratio(header: str) -> bool:
    named = re.match(
        r"(?:tỷ|tỉ) lệ(?: ?\(?%\)?)?(?: hoàn thành| thực hiện| đạt)?|th ?/ ?kh|% hoàn thành|đạt",
        header,
    )
    return bool(named) and "tăng" not in header and "cùng kỳ" not in header


@rule("wrong_ratio", severity="warning")
def wrong_ratio(record: Record, _reference: Any) -> Iterator[Violation]:
    """Trong bảng có cột kế hoạch, thực hiện và tỷ lệ, tỷ lệ bằng thực hiện chia kế hoạch nhân 100, làm tròn đến số
    lẻ đã ghi (Nghị định 09/2019/NĐ-CP về chế độ báo cáo yêu cầu số liệu chính xác; cảnh báo). Để phần mềm tự
    tính thì để trống cột tỷ lệ và chọn cách tính."""
    for table in tables(record):
        plan, result, ratio = (table.only(fits) for fits in (_is_plan, _is_result, _is_ratio))
        if plan is None or result is None or ratio is None:
            continue
        for place, row in enumerate(table.rows):
            planned, done, stated = number(row[plan]), number(row[result]), number(row[ratio])
            if not (planned and done and stated) or planned[0] <= 0:
                continue
            right = done[0] / planned[0] * 100
            # A share written as 0,95 is another way to say 95%.
            if _near(stated, right) or (stated[0] <= 10 and _near(stated, right / 100)):
                continue
            yield violation_at(
                table.cell(place, ratio),
                f"Tỷ lệ ở dòng {place + 1} không bằng thực hiện chia kế hoạch; hãy tính lại.",
                _in_style_of(row[ratio], right, min(max(stated[1], 0), 2)),
            )


def _near(stated: tuple[Decimal, int], right: Decimal) -> bool:
    return abs(stated[0] - right) <= half_unit(stated[1])


_YEAR_HEADER = re.compile(r"(?:thực hiện )?(?:năm )?(\d{4})")
_CHANGE_HEADER = re.compile(r"(?:tỷ lệ )?(?:tăng|so sánh|so với (?:cùng kỳ|năm trước))\b.*%|% tăng")


@rule("wrong_change", severity="warning")
def wrong_change(record: Record, _reference: Any) -> Iterator[Violation]:
    """Trong bảng có số liệu của hai năm liền nhau và một cột so sánh theo %, số so sánh phải là tỷ lệ tăng, giảm hoặc
    tỷ lệ năm sau trên năm trước (Nghị định 09/2019/NĐ-CP về chế độ báo cáo yêu cầu số liệu chính xác; cảnh
    báo)."""
    for table in tables(record):
        years = {
            int(m[1]): i for i, h in enumerate(table.headers) if (m := _YEAR_HEADER.fullmatch(h))
        }
        change = table.only(lambda header: bool(_CHANGE_HEADER.search(header)))
        if len(years) != 2 or change is None or max(years) - min(years) != 1:
            continue
        for place, row in enumerate(table.rows):
            before, after, stated = (
                number(row[column]) for column in (years[min(years)], years[max(years)], change)
            )
            if not (before and after and stated) or before[0] <= 0:
                continue
            ratio = after[0] / before[0] * 100
            rise = ratio - 100
            # "Giảm 5%" is often written 5 in a column headed "Tăng, giảm".
            if any(_near(stated, value) for value in (ratio, rise, abs(rise))):
                continue
            yield violation_at(
                table.cell(place, change),
                f"Số so sánh ở dòng {place + 1} không khớp số liệu hai năm; hãy tính lại.",
                None if stated[0] > 100 else _in_style_of(row[change], rise, min(stated[1], 2)),
            )


RATIO_RULES: Final = (wrong_ratio, wrong_change)

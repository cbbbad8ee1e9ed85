"""The columns and rows of a table become what a template prints: header rows, bands of rows, widths, letter size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Final, Literal, NamedTuple

from service import rules as sense
from service.docx import standard, typography
from service.docx.typography import PageWidths
from service.errors import Violation
from service.language.holding_together import all_held_together, held_together
from service.schema import computed_columns, tables
from service.schema.printing import Printed
from service.schema.table_headers import HeaderCell, header_rows

Align = Literal["left", "center", "right"]
Role = Literal["rows", "total", "group"]

#: The paper of the decree, where no template says another.
STANDARD: Final = PageWidths(standard.TEXT_WIDTH_TWIPS, standard.TEXT_WIDTH_LANDSCAPE_TWIPS)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: the key of its cells, its header, the headers above that it shares with its neighbours."""

    key: Any
    header: str
    align: Align
    under: tuple[str, ...] = ()


class Band(NamedTuple):
    """Neighbouring rows of one role, each its cells by the keys of the columns; of a ``group``, one text over all columns."""

    cells: Sequence[Any]
    role: Role = "rows"


class LaidTable(NamedTuple):
    """What a template prints, and whether the page must lie on its side for it."""

    context: dict[str, Any]
    landscape: bool


def laid_out(
    columns: Sequence[TableColumn],
    bands: Sequence[Band],
    *,
    paper: PageWidths = STANDARD,
    number_row: bool = False,
    landscape: bool = False,
) -> LaidTable:
    """Columns and rows -> ``{columns, heads, bands, size}`` (docs/writing-a-template.md).

    ``paper`` is that of the template; ``landscape`` is for a page that lies on its side already.
    """
    texts = _texts(columns, bands)
    fit = _fitted(columns, bands, texts, paper, landscape=landscape)
    columns, bands = _words_whole(columns, bands, texts, fit)
    context = {
        "columns": [
            {"key": column.key, "align": column.align, "width": width}
            for column, width in zip(columns, fit.widths, strict=True)
        ],
        "heads": [*_heads(columns, fit.widths), *_numbers(fit.widths, number_row=number_row)],
        "bands": [_band(band, sum(fit.widths), len(columns)) for band in bands],
        "size": fit.size_pt,
    }
    return LaidTable(context, fit.landscape)


def _texts(columns: Sequence[TableColumn], bands: Sequence[Band]) -> list[list[str]]:
    """What stands in each column, but for sums and headings."""
    plain = [*chain.from_iterable(band.cells for band in bands if band.role == "rows")]
    return [[cells[column.key] for cells in plain] for column in columns]


def _fitted(
    columns: Sequence[TableColumn],
    bands: Sequence[Band],
    texts: Sequence[Sequence[str]],
    paper: PageWidths = STANDARD,
    *,
    landscape: bool = False,
) -> typography.TableFit:
    """The widths, the size and the page of a table, by its texts as they will stand in the document."""
    sums = [*chain.from_iterable(band.cells for band in bands if band.role == "total")]
    groups = [
        typography.Group(held_together(cell.text), cell.start, cell.span)
        for line in _header_rows(columns)
        for cell in line
        if cell.span > 1
    ]
    return typography.fit_table(
        [
            typography.ColumnTexts(
                held_together(column.header),
                tuple(all_held_together(cells)),
                tuple(all_held_together([total[column.key] for total in sums])),
            )
            for column, cells in zip(columns, texts, strict=True)
        ],
        groups,
        widths=paper,
        landscape=landscape,
    )


def _words_whole(
    columns: Sequence[TableColumn],
    bands: Sequence[Band],
    texts: Sequence[Sequence[str]],
    fit: typography.TableFit,
) -> tuple[Sequence[TableColumn], Sequence[Band]]:
    """The same table, with no-break blanks where a header or a cell would be broken inside of a word."""
    headers, changed = [], {}
    for column, cells, room in zip(columns, texts, fit.rooms(), strict=True):
        header = typography.held_cells([held_together(column.header)], room, bold=True)
        headers.append(replace(column, header=next(iter(header.values()))) if header else column)
        if column.align == "left":
            held = typography.held_cells(cells, room)
            if held:
                changed[column.key] = held
    return headers, [_with_texts(band, changed) for band in bands] if changed else bands


def _with_texts(band: Band, changed: Mapping[Any, Mapping[str, str]]) -> Band:
    """The band with some texts of its rows in another way, by the keys of their columns."""
    if band.role != "rows":
        return band
    rows = [cells.copy() for cells in band.cells]
    for key, texts in changed.items():
        for cells in rows:
            text = cells[key]
            cells[key] = texts.get(text, text)
    return Band(rows)


# --- header rows -----------------------------------------------------------------------------------


def _heads(columns: Sequence[TableColumn], widths: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The header rows: a header over several columns, and a column's own, which reaches down to the figures."""
    for line in _header_rows(columns):
        yield {
            "is_number": False,
            "cells": [
                _cell(
                    "" if cell.goes_on else cell.text,
                    widths[cell.start : cell.start + cell.span],
                    "continue" if cell.goes_on else "restart",
                )
                for cell in line
            ],
        }


def _header_rows(columns: Sequence[TableColumn]) -> list[list[HeaderCell]]:
    return header_rows([(column.under, column.header) for column in columns])


def _numbers(widths: Sequence[int], *, number_row: bool) -> Iterator[dict[str, Any]]:
    """(1) (2) (3) below the header."""
    if number_row:
        cells = [_cell(f"({place})", [width]) for place, width in enumerate(widths, start=1)]
        yield {"is_number": True, "cells": cells}


def _cell(text: str, widths: Sequence[int], merge: str = "restart") -> dict[str, Any]:
    return {"text": text, "width": sum(widths), "span": len(widths), "merge": merge}


# --- rows ------------------------------------------------------------------------------------------


def _band(band: Band, width: int, count: int) -> dict[str, Any]:
    if band.role == "group":
        over_all = {"width": width, "span": count, "merge": "restart"}
        lines = [{"cells": [{"text": text, **over_all}]} for text in band.cells]
        return {"kind": band.role, "lines": lines, "rows": []}
    return {"kind": band.role, "lines": [], "rows": band.cells}


# --- the table of a report -------------------------------------------------------------------------


def report_table(
    table: Mapping[str, Any],
    printed: Printed,
    *,
    paper: PageWidths = STANDARD,
    landscape: bool = False,
) -> LaidTable:
    """A sound table of a report, laid out for the paper of its template."""
    columns, bands = _of_report(table, computed_columns.printed_rows(table, printed["rows"]))
    number_row = bool(table["number_row"])
    return laid_out(columns, bands, paper=paper, number_row=number_row, landscape=landscape)


def _of_report(
    table: Mapping[str, Any], texts: Sequence[Sequence[str]]
) -> tuple[list[TableColumn], list[Band]]:
    figures = [row for row in table["rows"] if row.role != "group"]
    columns = [
        TableColumn(
            place,
            column["header"],
            column["align"] or _alignment(column, [row[place] for row in figures]),
            tuple(column["under"]),
        )
        for place, column in enumerate(table["columns"])
    ]
    with_roles = zip((row.role or "rows" for row in table["rows"]), texts, strict=True)
    bands = [
        Band([_over_all(cells) if role == "group" else cells for _, cells in same], role)
        for role, same in groupby(with_roles, key=itemgetter(0))
    ]
    return columns, bands


def _over_all(cells: Sequence[str]) -> str:
    return next(filter(None, cells), "")


def _alignment(column: Mapping[str, Any], cells: Sequence[Any]) -> Align:
    numbers = column["computed"] or any(isinstance(cell, (int, Decimal)) for cell in cells)
    return "right" if numbers else "left"


#: So many columns have room on the paper of the decree whatever stands in them.
_ALWAYS_FIT = 5


def too_wide(pointer: str, table: Mapping[str, Any], paper: PageWidths) -> Iterator[Violation]:
    """An error for a table that no page of the template has room for, with how many columns would fit."""
    columns, rows = table.get("columns") or [], table.get("rows") or []
    count = len(columns)
    odd = any(len(row) != count for row in rows if row.role != "group")
    is_narrow = paper.landscape_twips < STANDARD.landscape_twips
    fitting = 1 if is_narrow else _ALWAYS_FIT
    if not fitting < count <= tables.MOST_COLUMNS or odd or not all(columns):
        return
    texts = [["" if cell is None else tables.written(cell) for cell in row] for row in rows]
    laid, bands = _of_report({"columns": columns, "rows": rows}, texts)
    fitting = _fitted(laid, bands, _texts(laid, bands), paper).fitting
    if fitting < count:
        yield sense.violation_at(
            f"{pointer}/columns",
            f"Bảng có {count} cột, trang ngang cỡ chữ 10 chỉ đủ chỗ cho khoảng {fitting} cột; hãy tách thành nhiều bảng.",
        )

"""Lists of offices (``lists.txt``) and all that is made of each: every value with its cell, every column and row, what is told."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from openpyxl.worksheet.cell_range import CellRange

from service.schema import pointers
from service.workbook import Reading
from service.workbook.account import SheetAccount
from tests.importing.sheets import page, read
from tests.recorded import Record

LISTS = Record(Path(__file__).with_name("lists.txt"), {}).expected
_MERGED = "merged "


def _read(name: str) -> Reading:
    """The list of this name; the lines behind its rows say which cells are merged."""
    slug = name.partition(":")[0]
    lines = LISTS[name].split("\n")
    merged = [
        ((top - 1, left - 1), (below - 1, right - 1))
        for line in lines
        if line.startswith(_MERGED)
        for left, top, right, below in (CellRange(line.removeprefix(_MERGED)).bounds,)
    ]
    rows = "\n".join(line for line in lines if not line.startswith(_MERGED))
    return read(page(rows, merged=merged), slug)


def _account(sheet: SheetAccount) -> Iterator[str]:
    headers, labels = ", ".join(map(str, sheet.header_rows)), ", ".join(sheet.labels)
    yield f"used {sheet.used} {sheet.why} headers {headers} as {labels} announced {sheet.announced}"
    for column in sheet.columns:
        yield f"{column.letter} {column.header!r} -> {column.field} ({column.label}, {column.key}): {column.why}"
    yield f"taken {', '.join(map(str, sheet.rows_taken))}"
    yield from (f"skipped {row.row}: {row.why}: {row.text}" for row in sheet.rows_skipped)


def _text(name: str) -> str:
    found = _read(name)
    values = [
        f"{pointer} = {value!r} ({found.cells.get(pointer, '')})"
        for pointer, value in (pointers.flatten(found.data) if found.data else ())
    ]
    told = [
        f"{one.severity} {one.code} {one.pointer} {one.cell}: {one.message} {one.suggestion or ''}"
        for one in found.violations
    ]
    accounts = [line for sheet in found.sheets for line in _account(sheet)]
    return "\n".join(line.rstrip() for line in (*values, *told, *accounts))


RECORD = Record(
    Path(__file__).with_name("whole_readings.txt"), {name: partial(_text, name) for name in LISTS}
)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_as_it_was_when_somebody_looked_through_it(name: str) -> None:
    assert RECORD.made(name) == RECORD.expected[name]


def test_every_recorded_list_is_still_read() -> None:
    assert list(RECORD.expected) == list(RECORD.cases)

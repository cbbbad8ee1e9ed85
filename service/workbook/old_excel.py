"""The bytes of an .xls become its sheets, after a walk that only looks how far each reaches.

Only this module knows the records of BIFF8 (MS-XLS) that say where cells are, and xlrd. calamine aborts the whole process on damaged files of this format (seen with 0.9.1),
which a service cannot have; xlrd is plain Python and only raises.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDoc, CompDocError

from service.errors import UnreadableInput
from service.untrusted.xml_limits import Count
from service.workbook import bounds, values
from service.workbook.values import CellValue
from service.workbook.visibility import Visibility

_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
#: NUMBER, RK, LABELSST, LABEL, FORMULA, BOOLERR, RSTRING: row, column, format, value.
_CELLS = frozenset({0x0203, 0x027E, 0x00FD, 0x0204, 0x0006, 0x0205, 0x00D6})
_MULRK, _FORMULA, _BOOLERR = 0x00BD, 0x0006, 0x0205
_BLANK, _MULBLANK, _MERGED = 0x0201, 0x00BE, 0x00E5
#: What the reader, or whoever edits the values, makes an object of.
_COUNTED = {
    0x00E0: "xf", 0x0031: "font", 0x041E: "format", 0x0018: "name", 0x01BE: "validation",
    0x01B1: "condition", 0x01B8: "link", 0x001C: "note", 0x005D: "object",
}  # fmt: skip


@dataclass(slots=True)
class Surveyed:
    name: str
    rows: int = 0
    columns: int = 0
    values: int = 0
    broken: set[tuple[int, int]] = field(default_factory=set)
    #: How far the reader fills each row, cells without a value included.
    filled: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OldSheet:
    """A sheet's values; merged ranges by their upper left and lower right cells, from 0."""

    name: str
    rows: Sequence[Sequence[CellValue]]
    hidden: bool
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
    visibility: Visibility


#: What xlrd is known to raise on files that are not what they claim.
_BROKEN = (
    XLRDError, CompDocError, struct.error, AssertionError, LookupError, ValueError, TypeError,
    AttributeError, ArithmeticError, MemoryError, RecursionError, OSError,
)  # fmt: skip


def read(content: bytes, surveyed: Sequence[Surveyed]) -> list[OldSheet]:
    """The sheets of an .xls, as far as ``survey`` found values; raises UnreadableInput."""
    reach = {sheet.name: (sheet.rows, sheet.columns) for sheet in surveyed}
    try:
        # Ragged: a cell that is merged or only has a format would else fill every row up to itself.
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return [_sheet(sheet, book, reach.get(sheet.name)) for sheet in book.sheets()]
    except _BROKEN as broken:
        raise UnreadableInput(_DAMAGED) from broken


def _sheet(
    sheet: xlrd.sheet.Sheet, book: xlrd.book.Book, reach: tuple[int, int] | None
) -> OldSheet:
    datemode = book.datemode
    below, right_of = reach or (sheet.nrows, sheet.ncols)
    rows = tuple(
        tuple(
            _value(sheet.cell(row, column), datemode)
            for column in range(min(right_of, sheet.row_len(row)))
        )
        for row in range(min(below, sheet.nrows))
    )
    merged = tuple(
        ((top, left), (below - 1, right - 1)) for top, below, left, right in sheet.merged_cells
    )
    visibility = Visibility(
        [(row, row) for row, info in sheet.rowinfo_map.items() if info.hidden],
        [(column, column) for column, info in sheet.colinfo_map.items() if info.hidden],
    )
    visibility.commented_cells.update(sheet.cell_note_map)
    struck = {index for index, font in enumerate(book.font_list) if font.struck_out}
    for row, line in enumerate(rows if struck else ()):
        for column, value in enumerate(line):
            if value is not None:
                font = book.xf_list[sheet.cell_xf_index(row, column)].font_index
                runs = sheet.rich_text_runlist_map.get((row, column), ())
                visibility.value(
                    row,
                    column,
                    is_struck=font in struck,
                    is_number=not isinstance(value, str),
                    in_part=any(font in struck for _, font in runs),
                )
    return OldSheet(sheet.name, rows, sheet.visibility != 0, merged, visibility)


def _value(cell: xlrd.sheet.Cell, datemode: Literal[0, 1]) -> CellValue:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _moment(float(cell.value), datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return (
        values.plain(cell.value) if cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER) else None
    )


def _moment(serial: float, datemode: Literal[0, 1]) -> CellValue:
    """A serial number of a day; below 1 it is a time, beyond what Excel knows it stays a number."""
    try:
        found: dt.datetime = xlrd.xldate_as_datetime(serial, datemode)
    except (xlrd.xldate.XLDateError, ValueError, OverflowError):
        return values.plain(serial)
    if serial < 1:
        return found.time()
    return found.date() if float(serial).is_integer() else found


_DAMAGED = "Tệp .xls bị hỏng nên không đọc được; hãy mở bằng Excel và lưu thành .xlsx."


def survey(content: bytes) -> list[Surveyed]:
    """The worksheets of an .xls; raises UnreadableInput when it has a password or is none."""
    try:
        return _sheets(_workbook_stream(content))
    except _BROKEN as broken:
        raise UnreadableInput(_DAMAGED) from broken


def _workbook_stream(content: bytes) -> bytes:
    """The stream of the records, found as xlrd will find it."""
    compound = CompDoc(content, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        found, start, length = compound.locate_named_stream(name)
        if found:
            return found[start : start + length]
    raise UnreadableInput(
        "Tệp này là tệp Office đời cũ nhưng không phải bảng tính; hãy mở bằng Excel và lưu thành .xlsx."
    )


def _sheets(stream: bytes) -> list[Surveyed]:
    places: dict[int, Surveyed] = {}
    current: Surveyed | None = None
    count = Count(bounds.XLS)
    for at, kind, body in _records(stream):
        if kind == _FILEPASS:
            raise UnreadableInput("Tệp bảng tính đang đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
        if kind == _BOUNDSHEET and len(body) > 8:
            places[struct.unpack_from("<I", body)[0]] = Surveyed(_name(body))
        elif kind == _BOF:
            current = places.get(at)
        elif kind == _EOF:
            current = None
        elif kind in _COUNTED:
            count.take(_COUNTED[kind])
        elif kind == _MERGED:
            count.take("merged", struct.unpack_from("<H", body)[0])
        elif current is not None and (kind in _CELLS or kind in (_MULRK, _BLANK, _MULBLANK)):
            _reach(current, kind, body)
    found = list(places.values())
    if sum(sum(sheet.filled.values()) for sheet in found) > bounds.MOST_FILLED:
        raise bounds.XLS.refuse(bounds.MOST_FILLED, "ô trống có định dạng")
    return found


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _reach(sheet: Surveyed, kind: int, body: bytes) -> None:
    row, column = struct.unpack_from("<HH", body)
    is_many = kind in (_MULRK, _MULBLANK)
    last = struct.unpack_from("<H", body, len(body) - 2)[0] if is_many else column
    sheet.filled[row] = max(sheet.filled.get(row, 0), last + 1)
    if kind in (_BLANK, _MULBLANK):
        return
    sheet.values += last - column + 1
    sheet.rows, sheet.columns = max(sheet.rows, row + 1), max(sheet.columns, last + 1)
    is_error = kind == _BOOLERR and len(body) >= 8 and body[7] == 1
    # A formula's result that is no number says what it is: 2 is an error.
    is_error |= kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2
    if is_error:
        sheet.broken.add((row, column))


def _name(body: bytes) -> str:
    length, wide = body[6], body[7] & 1
    raw = body[8 : 8 + length * (2 if wide else 1)]
    return raw.decode("utf-16-le" if wide else "latin-1")

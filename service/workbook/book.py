"""The bytes of a workbook of any kind become sheets of plain cells; refusals say why in Vietnamese.

Only this module knows python-calamine (``old_excel`` reads .xls) and how a text file's encoding and delimiter are found out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import python_calamine as calamine

from service.errors import InputTooLarge, UnreadableInput
from service.language import vietnamese
from service.untrusted import archives
from service.workbook import bounds, extents, inspection, old_excel, values
from service.workbook.extents import Extent, Range
from service.workbook.values import CellValue
from service.workbook.visibility import Visibility, within

Form = Literal["xlsx", "xls", "ods", "csv"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one workbook may hold; each is named in its refusal."""

    max_bytes: int = 5_000_000
    #: Rows of one list; a sheet may hold twice as many lines before it is refused unread.
    max_rows: int = 5_000
    max_sheets: int = 50
    max_columns: int = 200

    @property
    def max_lines(self) -> int:
        return self.max_rows * 2 + 200


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: rows of plain values from cell A1 on, and what was seen beside the values."""

    name: str
    rows: Sequence[Sequence[CellValue]]
    hidden: bool = False
    #: Cells, counted from 0, whose formula gives an error or was never computed.
    broken: frozenset[tuple[int, int]] = frozenset()
    #: Merged ranges, as far as the sheet is used.
    merged: Sequence[Range] = ()
    #: Rows and columns, counted from 0, that the clerk does not see, and rows that are struck out.
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()

    def cell(self, row: int, column: int) -> CellValue:
        line = self.rows[row] if 0 <= row < len(self.rows) else ()
        return line[column] if 0 <= column < len(line) else None

    def at(self, row: int, column: int) -> str:
        """The name of a cell as the clerk knows it: "Cá nhân!C7"."""
        return f"{self.name}!{letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class Book:
    form: Form
    pages: tuple[Page, ...]
    #: What was seen in it before it was read; of a .csv nothing.
    seen: inspection.Seen | None = None


def letters(column: int) -> str:
    """0 -> "A", 27 -> "AB"."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def open_book(content: bytes, limits: Limits, name: str = "") -> Book:
    """Bytes -> Book; raises UnreadableInput or InputTooLarge with a sentence for the clerk."""
    if len(content) > limits.max_bytes:
        raise InputTooLarge(
            f"Tệp lớn hơn {limits.max_bytes:,} byte, không được chấp nhận; hãy bỏ bớt hình ảnh, trang tính thừa.".replace(",", "."),
            limits.max_bytes,
        )  # fmt: skip
    if content.startswith(archives.ZIP):
        return _from_package(content, limits)
    if content.startswith(archives.OLE):
        return _from_old_excel(content, limits)
    return Book("csv", (_from_text(content, limits, name),))


def _from_package(content: bytes, limits: Limits) -> Book:
    seen = inspection.inspect_package(content)
    _bound(seen.extents, limits)
    form: Form = "ods" if seen.form == "ods" else "xlsx"
    return Book(form, tuple(_pages(content, form, seen, limits)), seen)


def _from_old_excel(content: bytes, limits: Limits) -> Book:
    seen, surveyed = inspection.inspect_old_excel(content)
    _bound(seen.extents, limits)
    return Book(
        "xls",
        tuple(
            Page(
                each.name,
                each.rows,
                each.hidden,
                seen.broken.get(each.name, frozenset()),
                _merged(each.rows, each.merged),
                *_unseen(each.visibility, each.rows),
            )
            for each in old_excel.read(content, surveyed)
        ),
        seen,
    )


def _merged(rows: Sequence[Sequence[CellValue]], ranges: Sequence[Range]) -> list[Range]:
    """Merged ranges as far as a sheet is used: whoever merges a whole column merges a million cells."""
    widest = max((len(row) for row in rows), default=0)
    found = extents.cut(ranges, len(rows), widest)
    covered = sum(extents.area(each) for each in found)
    # Excel lets none overlap, so together they cannot cover more than there is.
    if covered > len(rows) * widest:
        raise UnreadableInput(
            "Tệp bảng tính có các vùng gộp ô chồng lên nhau; hãy bỏ gộp ô rồi gửi lại."
        )
    if covered > bounds.MOST_COVERED:
        raise bounds.XLSX.refuse(bounds.MOST_COVERED, "ô bị gộp", "hãy bỏ gộp ô rồi gửi lại")
    return found


def _bound(reached: Sequence[Extent], limits: Limits) -> None:
    """Refuse before anything is unpacked into memory."""
    if len(reached) > limits.max_sheets:
        raise InputTooLarge(
            f"Tệp có {len(reached)} trang tính, nhiều nhất là {limits.max_sheets}; hãy bỏ bớt trang thừa.",
            limits.max_sheets,
        )
    for each in reached:
        if each.rows > limits.max_lines:
            raise InputTooLarge(
                f"Trang tính “{each.name}” có dữ liệu đến dòng {each.rows}, mỗi danh sách nhiều nhất {limits.max_rows} dòng; hãy tách danh sách hoặc xóa phần thừa ở cuối trang.",
                limits.max_rows,
            )
        if each.columns > limits.max_columns:
            raise InputTooLarge(
                f"Trang tính “{each.name}” có dữ liệu đến cột {letters(each.columns - 1)}, nhiều nhất {limits.max_columns} cột; hãy xóa phần thừa ở bên phải.",
                limits.max_columns,
            )
    if sum(each.values for each in reached) > bounds.MOST_VALUES:
        raise bounds.XLSX.refuse(bounds.MOST_VALUES, "ô có dữ liệu", bounds.SPLIT)
    if sum(each.rows * each.columns for each in reached) > bounds.MOST_AREA:
        raise bounds.XLSX.refuse(bounds.MOST_AREA, "ô tính đến ô cuối có dữ liệu", bounds.SPLIT)


_DAMAGED = (
    "Tệp bảng tính bị hỏng nên không đọc được; hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại."
)


def _pages(content: bytes, form: Form, seen: inspection.Seen, limits: Limits) -> list[Page]:
    try:
        return list(_sheets(content, form, seen, limits))
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as broken:
        raise UnreadableInput(_DAMAGED) from broken
    except BaseException as broken:
        # A panic inside the library arrives as an exception that no class can be imported for, and
        # that is no Exception (PyO3's PanicException).
        if type(broken).__name__ != "PanicException":
            raise
        raise UnreadableInput(_DAMAGED) from None


def _sheets(content: bytes, form: Form, seen: inspection.Seen, limits: Limits) -> Iterator[Page]:
    workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for meta in workbook.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        raw: Any = sheet.to_python(skip_empty_area=False, nrows=limits.max_lines)
        merged = seen.merged.get(meta.name, ()) if form == "ods" else sheet.merged_cell_ranges
        yield Page(
            meta.name,
            tuple(tuple(values.plain(each) for each in row) for row in raw),
            meta.visible != calamine.SheetVisibleEnum.Visible,
            seen.broken.get(meta.name, frozenset()),
            _merged(raw, merged or ()),
            *_unseen(seen.visibility.get(meta.name), raw),
        )


def _unseen(
    visibility: Visibility | None, rows: Sequence[Sequence[Any]]
) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Hidden rows, hidden columns and struck-out rows, as far as the sheet is used."""
    if visibility is None:
        return frozenset(), frozenset(), frozenset()
    widest = max((len(row) for row in rows), default=0)
    return (
        within(visibility.hidden_rows, len(rows)),
        within(visibility.hidden_columns, widest),
        visibility.struck_rows,
    )


# --- text files ----------------------------------------------------------------------------------

_NOT_TABLES = ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"\x89PNG", "ảnh"), (b"\xff\xd8\xff", "ảnh"))
_LONGEST_FIELD = 100_000


def _from_text(content: bytes, limits: Limits, name: str) -> Page:
    for magic, called in _NOT_TABLES:
        if content.startswith(magic):
            raise UnreadableInput(
                f"Tệp này là tệp {called}, không phải bảng tính; hãy gửi tệp .xlsx."
            )
    written = decoded(content)
    start = written.lstrip()[:200].lower()
    if start.startswith(("<html", "<!doctype", "<table", "<?xml", "<meta", "<style")):
        raise UnreadableInput(
            "Tệp này là trang web hoặc XML đổi đuôi, không phải bảng tính; hãy mở bằng Excel và lưu thành .xlsx."
        )
    csv.field_size_limit(_LONGEST_FIELD)
    page_name = name.rpartition("/")[2].rpartition("\\")[2].rpartition(".")[0] or "csv"
    try:
        rows = _rows(written, page_name, limits)
    except csv.Error as broken:
        raise UnreadableInput(
            "Tệp .csv bị hỏng nên không đọc được; hãy lưu lại thành .xlsx."
        ) from broken
    return Page(page_name, tuple(tuple(values.plain(each) for each in row) for row in rows))


def _rows(written: str, name: str, limits: Limits) -> list[list[str]]:
    """The rows of a text file, until there are too many or too long ones of them."""
    rows: list[list[str]] = []
    widest = filled = 0
    for row in csv.reader(io.StringIO(written, newline=""), delimiter=_delimiter(written)):
        rows.append(row)
        widest, filled = max(widest, len(row)), filled + len(row)
        if len(rows) > limits.max_lines or widest > limits.max_columns:
            break
    _bound([Extent(name, len(rows), widest, filled)], limits)
    return rows


def decoded(content: bytes) -> str:
    """Text in UTF-8, UTF-16, Windows-1258, or 1252 for the old fonts (which fields report)."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(content, "utf-16")
    if b"\0" in content[:2000]:
        even, odd = content[0:2000:2].count(0), content[1:2000:2].count(0)
        if not (even or odd) or min(even, odd) * 4 > max(even, odd):
            raise UnreadableInput(
                "Tệp này không phải bảng tính; hãy gửi tệp .xlsx, .xls, .ods hoặc .csv."
            )
        return _strictly(content, "utf-16-be" if even > odd else "utf-16-le")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _from_code_page(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableInput(
            "Tệp này không phải bảng tính, hoặc là .csv sai bảng mã; hãy gửi tệp .xlsx hay .csv UTF-8."
        ) from None


def _from_code_page(content: bytes) -> str:
    """Windows-1258 unless what it gives under 1252 is TCVN3 or VNI, which stay for fields to name."""
    western = (
        content.decode("cp1252", "replace") if b"\xad" not in content else content.decode("latin-1")
    )
    if vietnamese.detect_legacy(western[:20_000]) in ("tcvn3", "vni"):
        return western
    try:
        return vietnamese.nfc(content.decode("cp1258"))
    except UnicodeDecodeError:
        return western


def _delimiter(written: str) -> str:
    """The sign between cells: the one that the first lines hold most often outside quotes."""
    head = "".join(written[:20_000].split('"')[::2])
    lines = [line for line in head.splitlines()[:30] if line.strip()]
    return max(
        ",;\t|", key=lambda sign: sum(1 for line in lines if sign in line) * 1000 + head.count(sign)
    )

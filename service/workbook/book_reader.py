"""The bytes of a workbook of any kind become sheets of plain cells; refusals say why in Vietnamese.

Only this module knows python-calamine; ``old_excel`` reads .xls, ``text_table`` .csv.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import python_calamine as calamine

from service.errors import InputTooLarge, UnreadableInput
from service.untrusted import archives
from service.workbook import bounds, extents, inspection, old_excel, text_table, values
from service.workbook.book import Book, Form, Limits, Page, bound
from service.workbook.extents import Range
from service.workbook.values import CellValue
from service.workbook.visibility import Visibility, within


def open_book(
    content: bytes, limits: Limits, name: str = "", seen: inspection.Seen | None = None
) -> Book:
    """Bytes -> Book; raises UnreadableInput or InputTooLarge with a sentence for the clerk.

    ``seen`` is what was seen in these bytes when they were opened before: a package is not counted again.
    """
    if len(content) > limits.max_bytes:
        raise InputTooLarge(
            f"Tệp lớn hơn {limits.max_bytes:,} byte, không được chấp nhận; hãy bỏ bớt hình ảnh, trang tính thừa.".replace(",", "."),
            limits.max_bytes,
        )  # fmt: skip
    if content.startswith(archives.ZIP):
        return _from_package(content, limits, seen)
    if content.startswith(archives.OLE):
        return _from_old_excel(content, limits)
    return Book("csv", (text_table.read(content, limits, name),))


def _from_package(content: bytes, limits: Limits, seen: inspection.Seen | None) -> Book:
    seen = seen or inspection.inspect_package(content)
    bound(seen.extents, limits)
    form: Form = "ods" if seen.form == "ods" else "xlsx"
    return Book(form, tuple(_pages(content, form, seen, limits)), seen)


def _from_old_excel(content: bytes, limits: Limits) -> Book:
    seen, surveyed = inspection.inspect_old_excel(content)
    bound(seen.extents, limits)
    return Book(
        "xls",
        tuple(
            Page(
                sheet.name,
                sheet.rows,
                sheet.hidden,
                seen.broken.get(sheet.name, frozenset()),
                _merged(sheet.rows, sheet.merged),
                *_unseen(sheet.visibility, sheet.rows),
            )
            for sheet in old_excel.read(content, surveyed)
        ),
        seen,
    )


def _merged(rows: Sequence[Sequence[CellValue]], ranges: Sequence[Range]) -> list[Range]:
    """Merged ranges as far as a sheet is used: whoever merges a whole column merges a million cells."""
    widest = max((len(row) for row in rows), default=0)
    found = extents.cut(ranges, len(rows), widest)
    covered = sum(extents.area(cells) for cells in found)
    # Excel lets none overlap, so together they cannot cover more than there is.
    if covered > len(rows) * widest:
        raise UnreadableInput(
            "Tệp bảng tính có các vùng gộp ô chồng lên nhau; hãy bỏ gộp ô rồi gửi lại."
        )
    if covered > bounds.MOST_COVERED:
        raise bounds.XLSX.refuse(bounds.MOST_COVERED, "ô bị gộp", "hãy bỏ gộp ô rồi gửi lại")
    return found


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
            yield Page(meta.name, (), is_worksheet=False)
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        raw: Any = sheet.to_python(skip_empty_area=False, nrows=limits.max_lines)
        merged = seen.merged.get(meta.name, ()) if form == "ods" else sheet.merged_cell_ranges
        yield Page(
            meta.name,
            tuple(tuple(values.plain(cell) for cell in row) for row in raw),
            meta.visible != calamine.SheetVisibleEnum.Visible,
            seen.broken.get(meta.name, frozenset()),
            _merged(raw, merged or ()),
            *_unseen(seen.visibility.get(meta.name), raw),
        )


_Cells = frozenset[tuple[int, int]]


def _unseen(
    visibility: Visibility | None, rows: Sequence[Sequence[Any]]
) -> tuple[frozenset[int], frozenset[int], frozenset[int], _Cells, _Cells]:
    """Hidden rows, hidden columns, struck-out rows and cells, and cells with a comment, as far as the sheet is used."""
    seen = visibility or Visibility()
    widest = max((len(row) for row in rows), default=0)
    return (
        within(seen.hidden_rows, len(rows)),
        within(seen.hidden_columns, widest),
        seen.struck_rows,
        frozenset(seen.struck_cells),
        frozenset(seen.commented_cells),
    )

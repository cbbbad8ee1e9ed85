"""A text file of cells (.csv) becomes a sheet; only this module finds out its encoding and its delimiter."""

from __future__ import annotations

import csv
import io

from service.errors import UnreadableInput
from service.language import vietnamese
from service.workbook import values
from service.workbook.book import Limits, Page, bound
from service.workbook.extents import Extent

_NOT_TABLES = ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"\x89PNG", "ảnh"), (b"\xff\xd8\xff", "ảnh"))
_LONGEST_FIELD = 100_000


def read(content: bytes, limits: Limits, name: str) -> Page:
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
    return Page(page_name, tuple(tuple(values.plain(cell) for cell in row) for row in rows))


def _rows(written: str, name: str, limits: Limits) -> list[list[str]]:
    """The rows of a text file, until there are too many or too long ones of them."""
    rows: list[list[str]] = []
    widest = filled = 0
    for row in csv.reader(io.StringIO(written, newline=""), delimiter=_delimiter(written)):
        rows.append(row)
        widest, filled = max(widest, len(row)), filled + len(row)
        if len(rows) > limits.max_lines or widest > limits.max_columns:
            break
    bound([Extent(name, len(rows), widest, filled)], limits)
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

"""Hostile, broken and foreign files are refused in Vietnamese before they cost anything."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service import workbook
from service.errors import InputTooLarge, UnreadableInput
from service.workbook import Limits
from tests.libreoffice import workbook_as
from tests.workbook import workbooks
from tests.workbook.workbooks import book_of, saved, sheet_of

DECISION = "commendation-decision"
LIST: list[list[Any]] = [["STT", "Họ và tên", "Chức vụ"], [1, "Nguyễn Văn An", "A"]]


def read(content: bytes, **limits: int) -> workbook.Reading:
    return workbooks.read(content, DECISION, limits=Limits(**limits))


def changed(
    content: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None
) -> bytes:
    """The package with parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def last_cell(name: str, part: bytes) -> bytes:
    cell = (
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    )
    return part.replace(b"</sheetData>", cell) if name.endswith("sheet1.xml") else part


def test_one_value_in_the_last_cell_is_refused_by_its_address() -> None:
    with pytest.raises(InputTooLarge, match="dòng 1048576"):
        read(changed(sheet_of(LIST), last_cell))


def test_formats_far_below_the_list_do_no_harm() -> None:
    book = openpyxl.Workbook()
    for row in LIST:
        book.worksheets[0].append(row)
    book.worksheets[0]["A900000"].font = openpyxl.styles.Font(bold=True)
    assert len(read(saved(book)).data["awards"][0]["individuals"]) == 1


def test_repeated_cells_of_an_opendocument_sheet_are_counted() -> None:
    content = workbook_as(sheet_of(LIST), "ods")

    def repeat(name: str, part: bytes) -> bytes:
        row = b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
        return part.replace(b"</table:table>", row, 1) if name == "content.xml" else part

    with pytest.raises(InputTooLarge):
        read(changed(content, repeat))


def test_a_value_in_the_last_cell_of_an_old_sheet_is_noticed() -> None:
    rows = [*LIST, *([None] for _ in range(30_000)), [None, None, "cuối"]]
    with pytest.raises(InputTooLarge, match="dòng 30003"):
        read(workbook_as(sheet_of(rows), "xls"))


def test_a_bomb_is_judged_by_its_directory() -> None:
    bomb = changed(sheet_of(LIST), lambda _, part: part, {"xl/media/x.bin": b"\0" * 60_000_000})
    with pytest.raises(UnreadableInput, match="nén bất thường"):
        read(bomb)


def test_sizes_rows_sheets_and_columns_are_bounded_and_named() -> None:
    content = sheet_of(LIST)
    with pytest.raises(InputTooLarge, match=r"1\.000 byte") as error:
        read(content, max_bytes=1_000)
    assert error.value.limit == 1_000
    with pytest.raises(InputTooLarge, match="51 trang"):
        read(book_of({f"S{number}": LIST for number in range(51)}))
    with pytest.raises(InputTooLarge, match="cột"):
        read(sheet_of([list(range(300))]))
    with pytest.raises(InputTooLarge, match="nhiều nhất 10 dòng"):
        read(sheet_of([[number] for number in range(300)]), max_rows=10)


def test_a_doctype_is_refused() -> None:
    def declare(name: str, part: bytes) -> bytes:
        return (
            part.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
            if name == "xl/workbook.xml" and b"?>" in part
            else (b'<!DOCTYPE x [<!ENTITY a "b">]>' + part if name == "xl/workbook.xml" else part)
        )

    with pytest.raises(UnreadableInput, match="DOCTYPE"):
        read(changed(sheet_of(LIST), declare))


def test_external_links_are_ignored_and_macros_dropped() -> None:
    link = b'<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    content = changed(
        sheet_of(LIST),
        lambda _, part: part,
        {"xl/externalLinks/externalLink1.xml": link, "xl/vbaProject.bin": b"x"},
    )
    assert read(content).data["awards"]
    again = workbooks.marked(content, [], DECISION)
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert not [part for part in archive.namelist() if "external" in part or "vba" in part]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (OLE + b"\0" * 600, "bị hỏng"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "trang web"),
        (b"PK\x03\x04" + b"x" * 100, "bị hỏng"),
        (b"\x89PNG\r\n\x1a\n\0\0", "ảnh"),
        (bytes(range(256)) * 4, "không phải bảng tính"),
    ],
)
def test_other_files_are_named(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        read(content)


def test_a_word_document_and_a_binary_workbook_are_named() -> None:
    for name, message in (
        ("word/document.xml", "Word"),
        ("xl/workbook.bin", "xlsb"),
        ("a.txt", "không phải bảng tính"),
    ):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr(name, "<x/>")
        with pytest.raises(UnreadableInput, match=message):
            read(held.getvalue())


def test_an_old_workbook_with_a_password_is_refused() -> None:
    content = bytearray(workbook_as(sheet_of(LIST), "xls"))
    # The first record after BOF becomes FILEPASS.
    place = content.index(struct.pack("<HH", 0x0809, 16))
    content[place + 20 : place + 22] = struct.pack("<H", 0x002F)
    with pytest.raises(UnreadableInput, match="mật khẩu"):
        read(bytes(content))


ORIGINAL = sheet_of(LIST)


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8),
    st.floats(0.01, 1),
)
def test_damaged_workbooks_are_read_or_refused_never_anything_else(
    changes: list[tuple[float, int]], kept: float
) -> None:
    content = bytearray(ORIGINAL)
    for place, value in changes:
        content[int(place * len(content))] = value
    for damaged in (bytes(content), bytes(content[: int(kept * len(content))])):
        try:
            read(damaged)
        except (UnreadableInput, InputTooLarge):
            continue


@settings(max_examples=100)
@given(
    st.floats(0, 0.999),
    st.sampled_from([b"9" * 30, b"-1", b"<", b"", b"A1:XFD1048576", b"+5", b'"', b"&a;"]),
)
def test_damaged_xml_inside_a_sound_archive_too(place: float, put: bytes) -> None:
    def damage(name: str, part: bytes) -> bytes:
        at = int(place * len(part))
        return (
            part[:at] + put + part[at + len(put) :]
            if name.endswith(("sheet1.xml", "styles.xml", "workbook.xml"))
            else part
        )

    try:
        read(changed(ORIGINAL, damage))
    except (UnreadableInput, InputTooLarge):
        return


def test_an_empty_text_in_the_last_cell_costs_nothing_either() -> None:
    def last(name: str, part: bytes) -> bytes:
        cell = b'<row r="1048576"><c r="XFD1048576" t="str"><v></v></c></row></sheetData>'
        return part.replace(b"</sheetData>", cell) if name.endswith("sheet1.xml") else part

    with pytest.raises(InputTooLarge):
        read(changed(ORIGINAL, last))


@pytest.mark.parametrize("extension", ["xls", "ods"])
def test_damaged_workbooks_of_other_kinds_too(extension: str) -> None:
    original = workbook_as(sheet_of(LIST), extension)
    for seed in range(400):
        content = bytearray(original)
        for step in range(1 + seed % 5):
            content[(seed * 7919 + step * 104729) % len(content)] = (seed * 31 + step) % 256
        try:
            read(bytes(content))
        except (UnreadableInput, InputTooLarge):
            continue


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read(content)
    except (UnreadableInput, InputTooLarge):
        return

"""A .csv in any encoding and with any delimiter becomes a sheet; what is no text of cells is named."""

from __future__ import annotations

import pytest

from service.errors import InputTooLarge, UnreadableInput
from service.workbook import Limits, text_table
from service.workbook.book import Page

ROWS = (("STT", "Họ và tên"), ("1", "Nguyễn Văn Ấn"))
TEXT = "STT,Họ và tên\n1,Nguyễn Văn Ấn\n"


def read(content: str | bytes, name: str = "ds.csv", **limits: int) -> Page:
    written = content.encode() if isinstance(content, str) else content
    return text_table.read(written, Limits(**limits), name)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 be with mark", "utf-16 le", "utf-16 be"],
)
def test_a_text_in_unicode_is_read_whatever_its_encoding(content: bytes) -> None:
    assert read(content).rows == ROWS


def test_a_text_in_windows_1258_is_composed_and_one_in_tcvn3_left_as_typed() -> None:
    written = "Họ tên,Nơi\nLê Văn Ấn,Huế\n"
    decomposed = "Ho\u0323 tên,Nơi\nLê Văn Â\u0301n,Huê\u0301\n".encode("cp1258")
    assert text_table.decoded(decomposed) == written
    old = "NguyÔn V¨n B×nh, Tr\xadêng phßng, §¬n vÞ c«ng t¸c".encode("latin-1")
    assert text_table.decoded(old) == "NguyÔn V¨n B×nh, Tr\xadêng phßng, §¬n vÞ c«ng t¸c"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7", "Tệp này là tệp PDF"),
        (b"{\\rtf1", "Tệp này là tệp RTF"),
        (b"\x89PNG\r\n", "Tệp này là tệp ảnh"),
        (b"\xff\xd8\xff\xe0", "Tệp này là tệp ảnh"),
        (b" \n<HTML>", "trang web"),
        (b"<!DOCTYPE x>", "trang web"),
        (b"<table>", "trang web"),
        (b"<?xml version='1.0'?>", "trang web hoặc XML"),
        (b"<meta>", "trang web"),
        (b"<style>", "trang web"),
        (b"\0\0\0\0", "không phải bảng tính"),
        (b"a\0\0b" * 9, "không phải bảng tính"),
        (b"\xff\xfea", "sai bảng mã"),
        (b"a\0b", "sai bảng mã"),
    ],
)
def test_what_is_no_text_of_cells_is_named(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        read(content)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_sign_that_most_of_the_first_lines_hold(sign: str) -> None:
    lines = [f"a{sign}b", f'"x,;|,;|,;|\t\t\t"{sign}c', f"d{sign}e"]
    assert read("\n".join(lines)).rows == (("a", "b"), ("x,;|,;|,;|\t\t\t", "c"), ("d", "e"))


def test_of_two_signs_in_as_many_lines_the_more_frequent_one_parts_the_cells() -> None:
    assert read("a;b;c,d\ne;f;g,h").rows == (("a", "b", "c,d"), ("e", "f", "g,h"))
    assert read("a,b\nc,d\ne;;;;f").rows == (("a", "b"), ("c", "d"), ("e;;;;f",))


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("ds.csv", "ds"),
        ("a/b/ds.2026.csv", "ds.2026"),
        ("C:\\b\\ds.csv", "ds"),
        ("", "csv"),
        (".csv", "csv"),
        ("ds", "csv"),
    ],
)
def test_the_sheet_is_called_by_the_name_of_the_file(name: str, called: str) -> None:
    assert read(TEXT, name).name == called


def test_rows_columns_and_the_longest_cell_are_bounded() -> None:
    assert len(read("a\n" * 202, max_rows=1).rows) == 202
    with pytest.raises(InputTooLarge, match="dữ liệu đến dòng 203"):
        read("a\n" * 300, max_rows=1)
    assert len(read("a,b,c", max_columns=3).rows[0]) == 3
    with pytest.raises(InputTooLarge, match="dữ liệu đến cột D"):
        read("a\na,b,c,d\na,b,c,d,e", max_columns=3)
    assert read("x" * 100_000).rows == (("x" * 100_000,),)
    with pytest.raises(UnreadableInput, match="csv bị hỏng"):
        read("x" * 100_001)

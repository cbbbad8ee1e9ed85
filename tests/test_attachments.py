"""A file to save has a name that any disk takes, and that shows what it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.http import attachments


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("15-QĐ-SNgV - Về việc tặng Giấy khen - 2020-07-01.docx", None),
        ("../../etc/passwd", "passwd"),
        ("C:\\Tài liệu\\Danh sách.xlsx", "Danh sách.xlsx"),
        ("bao\u202excod.exe", "baoxcod.exe"),
        ("a\r\nSet-Cookie: x.xlsx", "aSet-Cookie- x.xlsx"),
        ("..", ""),
        (". .xlsx", "xlsx"),
        ('a"b<c>.xlsx', "a-b-c-.xlsx"),
        ("tệp" * 200 + ".xlsx", "tệp" * 47 + ".xlsx"),
        ("không đuôi", None),
        ("a." + "b" * 300, "a." + "b" * 238),
    ],
)
def test_a_name_is_the_last_part_of_its_path_without_what_no_disk_takes(
    name: str, safe: str | None
) -> None:
    assert attachments.safe(name) == (name if safe is None else safe)


@given(st.text())
def test_any_name_is_short_shows_all_it_holds_and_is_not_changed_again(name: str) -> None:
    safe = attachments.safe(name)
    assert len(safe.encode()) <= attachments.LONGEST_BYTES
    assert not [name for name in safe if unicodedata.category(name)[0] == "C" or name in '/\\"']
    assert attachments.safe(safe) == safe


def test_a_header_falls_back_to_our_own_name() -> None:
    assert attachments.header("a.xlsx", "..") == (
        "attachment; filename=\"a.xlsx\"; filename*=UTF-8''a.xlsx"
    )

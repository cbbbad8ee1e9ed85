"""A file to save has a name that any disk takes, and that shows what it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.http import attachments
from service.jobs import zipping
from service.language import file_names


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
    assert file_names.safe(name) == (name if safe is None else safe)


@given(st.text())
def test_any_name_is_short_shows_all_it_holds_and_is_not_changed_again(name: str) -> None:
    safe = file_names.safe(name)
    assert len(safe.encode()) <= file_names.LONGEST_BYTES
    assert not [name for name in safe if unicodedata.category(name)[0] == "C" or name in '/\\"']
    assert file_names.safe(safe) == safe


def test_a_header_falls_back_to_our_own_name() -> None:
    assert attachments.header("a.xlsx", "..") == (
        "attachment; filename=\"a.xlsx\"; filename*=UTF-8''a.xlsx"
    )


def test_documents_of_one_name_have_names_of_their_own_that_any_disk_takes() -> None:
    name = "ở" * 79 + ".docx"
    ids = ["ậ" * 99 + end for end in ("1", "2", "é", "É")] + ["so-1", "x" * 100]
    items = [{"id": item_id, "state": "made", "file": name} for item_id in ids]
    long = [
        {
            "id": f"dài-{n}",
            "state": "made",
            "file": f"{'ở' * 90}{n}.docx",
            "pdf": {"file": f"{n}.pdf"},
        }
        for n in (1, 2)
    ]
    entries = [(item, [bytes] * (1 + ("pdf" in item))) for item in items + long]
    given = [found for found, _ in zipping.named(lambda: iter(entries))]
    assert len({found.casefold() for found in given}) == len(given) == 10
    assert max(len(found.encode()) for found in given) <= file_names.LONGEST_BYTES
    assert given[4] == "ở" * 76 + " (so-1).docx" and given[-1] == "2.pdf"
    assert all(found.endswith((".docx", ".pdf")) for found in given)

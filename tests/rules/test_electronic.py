"""Electronic documents: annexes in files of their own, and the line below an annex's title."""

from __future__ import annotations

from typing import Any

import pytest

from service.rules.electronic import annex_in_own_file, typed_attachment_line
from tests.reviewed import pointers_of, violations_of

ELECTRONIC = {"medium": "electronic"}


@pytest.mark.parametrize(
    ("record", "pointer"),
    [
        ({"closing": ["Số liệu ở tệp riêng."]}, "/closing/0"),
        ({"provisions": [{"items": ["Danh sách tại tệp tin đính kèm"]}]}, "/provisions/0/items/0"),
        ({"awards": [None, {"achievement": "theo file PDF kèm theo"}]}, "/awards/1/achievement"),
        ({"proceedings": [{"paragraphs": ["Xem tệp gửi kèm."]}]}, "/proceedings/0/paragraphs/0"),
        ({"sections": [{"blocks": [{"paragraph": "Có tập tin kèm theo."}]}]}, "/sections/0/blocks/0/paragraph"),
    ],
)  # fmt: skip
def test_an_electronic_document_is_told_of_files_that_are_signed_apart(
    record: dict[str, Any], pointer: str
) -> None:
    assert pointers_of(annex_in_own_file, ELECTRONIC | record) == [pointer]
    assert pointers_of(annex_in_own_file, {"medium": "paper"} | record) == []


def test_an_annex_in_the_same_file_is_not_signed_apart() -> None:
    record = {"closing": ["Có Phụ lục kèm theo.", "Số liệu lưu trong tệp hồ sơ."]}
    assert pointers_of(annex_in_own_file, ELECTRONIC | record) == []


@pytest.mark.parametrize(
    ("title", "suggestion"),
    [
        ("Danh sách\n(Kèm theo Báo cáo số 45/BC-SNgV ngày 20 tháng 11 năm 2026)", "Danh sách"),
        ("Danh sách (ban hành kèm theo Quyết định số …)", "Danh sách"),
        ("(Kèm theo Báo cáo này)", None),
    ],
)
def test_the_line_that_is_printed_anyway_is_not_typed(title: str, suggestion: str | None) -> None:
    (one,) = violations_of(typed_attachment_line, {"annexes": [None, {"title": title}]})
    assert (one.pointer, one.suggestion) == ("/annexes/1/title", suggestion)


def test_a_title_may_speak_of_what_comes_with_something_else() -> None:
    record = {"annexes": [{"title": "Danh mục tài liệu kèm theo hồ sơ"}, {"title": None}]}
    assert violations_of(typed_attachment_line, record) == []

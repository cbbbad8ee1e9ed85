"""A value that was taken back from Word is called as an office calls its place."""

from __future__ import annotations

import pytest

from service import documents
from service.revision.office_places import FOOT, HEAD
from service.revision.value_places import where

DECISION, MINUTES, REPORT = "commendation-decision", "conference-minutes", "summary-report"
CELL = "Phụ lục I, bảng Cá nhân, dòng 8, cột Chức vụ"


@pytest.mark.parametrize(
    ("slug", "pointer", "place", "said"),
    [
        (DECISION, "/subject", HEAD, "Trích yếu"),
        (DECISION, "/organ/organ_name", HEAD, "Tên cơ quan ban hành"),
        (DECISION, "/signer/full_name", FOOT, "Họ và tên người ký"),
        (MINUTES, "/chair/position", "Chủ trì", "Chủ trì, Chức vụ"),
        (MINUTES, "/secretary/full_name", "Thư ký", "Thư ký, Họ và tên"),
        (DECISION, "/legal_bases/2", "Căn cứ, dòng 3", "Căn cứ, dòng 3"),
        (DECISION, "/recipients/1", FOOT, "Nơi nhận, dòng 2"),
        (MINUTES, "/attendees/1", "Thành phần tham dự, dòng 2", "Thành phần tham dự, dòng 2"),
        (DECISION, "/awards/0/individuals/7/position", CELL, CELL),
        (DECISION, "/awards/0/individuals/7", "Phụ lục I, dòng 8", "Phụ lục I, dòng 8"),
        (DECISION, "/awards/1/achievement", "Điều 1, khoản 2", "Điều 1, khoản 2, Thành tích"),
        (REPORT, "/sections/0/table/rows/2", "Mục I, bảng, dòng 3", "Mục I, bảng, dòng 3"),
        (REPORT, "/sections/0/heading", "Mục I", "Mục I, Đề mục"),
    ],
)
def test_a_place_is_named_as_an_office_names_it(
    slug: str, pointer: str, place: str, said: str
) -> None:
    assert where(documents.get(slug), pointer, place) == said


def test_what_no_document_prints_is_told_by_where_it_stands_in_the_form() -> None:
    decision = documents.get(DECISION)
    label = decision.label("/awards/1/declared_individuals")
    assert where(decision, "/awards/1/declared_individuals", "") == f"Khen thưởng 2, {label}"
    assert where(decision, "/executors/1", "") == "Nơi thi hành, dòng 2"

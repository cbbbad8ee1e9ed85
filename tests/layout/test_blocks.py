"""Blocks in free order as LibreOffice sets them: in their order, on their pages, each in its look."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service import pipeline
from service.config import Settings
from tests import libreoffice
from tests.documents import inputs
from tests.layout.pages import Line, Page, pages
from tests.line import parse

pytestmark = pytest.mark.no_cover  # tests/measured.py

SERVICES = pipeline.build_services(Settings())
TABLE = {"columns": ["Chỉ tiêu", "Số"], "rows": [["Đoàn ra", 12]]}
WIDE = {
    "columns": [f"Chỉ tiêu thứ {place}" for place in range(1, 13)],
    "rows": [[1_000_000 + place for place in range(12)]],
}
SECTIONS: list[dict[str, Any]] = [
    {
        "heading": "Kết quả",
        "blocks": [
            {"paragraph": "Đoạn trước bảng."},
            {"table": TABLE},
            {"paragraph": {"lead": "Về lễ tân", "text": "Sở đã đón 25 đoàn."}},
            {"items": [{"text": "Ý một", "items": ["Ý nhỏ"]}, "Ý hai"]},
            {"table": WIDE},
            {"paragraph": "Đoạn sau bảng rộng."},
        ],
        "sections": [{"paragraphs": ["Khoản không tên."]}],
    }
]


@pytest.fixture(scope="module")
def drawn() -> list[Page]:
    data = {**inputs.sample("summary-report", "minimal"), "sections": SECTIONS}
    made = pipeline.produce(SERVICES, *parse("summary-report", json.dumps(data).encode()))
    return pages(libreoffice.to_pdf({"blocks": made.content})["blocks"])


def line(drawn: list[Page], text: str) -> tuple[int, Line]:
    """The page and the line that begins with a text."""
    return next(
        (number, each)
        for number, page in enumerate(drawn)
        for each in page.lines
        if each.text.startswith(text)
    )


def test_blocks_stand_below_one_another_in_their_order(drawn: list[Page]) -> None:
    order = (
        "I. KẾT QUẢ", "Đoạn trước", "Đoàn ra", "Về lễ tân:", "- Ý một:", "+ Ý nhỏ;", "- Ý hai.",
        "Đoạn sau bảng rộng.", "1. Khoản không tên./.",
    )  # fmt: skip
    places = [(number, each.base) for number, each in (line(drawn, text) for text in order)]
    assert places == sorted(places)


def test_a_lead_is_bold_and_what_it_leads_to_is_not(drawn: list[Page]) -> None:
    _, lead = line(drawn, "Về lễ tân:")
    _, text = line(drawn, "Sở đã đón")
    assert ("Bold" in lead.font, "Bold" in text.font) == (True, False)
    assert lead.base == pytest.approx(text.base, abs=0.2)


def test_items_of_both_levels_and_clauses_begin_where_paragraphs_do(drawn: list[Page]) -> None:
    lefts = [
        line(drawn, text)[1].left
        for text in ("Đoạn trước", "- Ý một:", "+ Ý nhỏ;", "1. Khoản không tên")
    ]
    assert lefts == pytest.approx([lefts[0]] * 4, abs=0.3)
    _, clause = line(drawn, "1. Khoản không tên")
    assert "Bold" not in clause.font and "Italic" not in clause.font


def test_a_wide_table_amid_a_section_lies_on_a_page_of_its_own(drawn: list[Page]) -> None:
    turned = [page.width > page.height for page in drawn]
    before, _ = line(drawn, "- Ý hai.")
    after, _ = line(drawn, "Đoạn sau bảng rộng.")
    assert turned[before : after + 1] == [False, True, False]

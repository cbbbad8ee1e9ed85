"""A long table, divided in the copy for LibreOffice, gives the pages that it gives in one piece."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from service import config, pipeline
from service.docx.changed_body import BODY, Parts, with_parts
from service.pdf import for_libreoffice, long_tables
from tests.documents import inputs
from tests.layout.pages import MM, pages
from tests.libreoffice import to_pdf
from tests.line import parse

pytestmark = pytest.mark.no_cover  # tests/measured.py

REPORT, DECISION = "summary-report", "commendation-decision"
SERVICES = pipeline.build_services(config.load({}))
FAMILIES, NAMES = ("Nguyễn", "Trần", "Lê", "Hoàng"), ("An", "Bình", "Dũng", "Phương Thảo", "Giang")
POSITIONS = ("Chuyên viên", "Phó Trưởng phòng Hành chính - Tổng hợp", "Văn thư")
#: How far, in points, the header may stand from where it stood; the rows stand where they stood.
NEAR, NEAR_HEADER = 0.3, 2.5
WORDS_OF_A_HEADER = 12


def people(count: int) -> list[dict[str, str]]:
    return [
        {
            "full_name": f"{FAMILIES[n % 4]} Văn {NAMES[n % 5]}",
            "position": POSITIONS[n % 3],
            "organ_name": f"Phòng Quản lý biên giới, Sở Ngoại vụ khu vực {n}",
        }
        for n in range(count)
    ]


def decision(count: int, **award: Any) -> dict[str, Any]:
    data = inputs.sample(DECISION)
    kept = {k: v for k, v in data["awards"][0].items() if not k.startswith("declared")}
    of_all = {**kept, "collectives": [], "individuals": people(count), **award}
    return {**data, "awards": [of_all]}


def report(count: int, *columns: Any) -> dict[str, Any]:
    rows = [[n, f"Ủy ban nhân dân xã {NAMES[n % 5]}", 10 * n, 11 * n] for n in range(1, count)]
    table = {"columns": columns, "rows": rows}
    annex = {"title": "Kết quả của các xã", "table": table}
    return {**inputs.sample(REPORT), "annexes": [annex]}


DOCUMENTS = {
    "one list": (DECISION, decision(160)),
    "after a short list": (DECISION, decision(160, collectives=[{"name": "Văn phòng Sở"}])),
    "by units": (DECISION, decision(160, group_by_unit=True)),
    "a report's figures": (REPORT, report(160, "STT", "Đơn vị", "Kế hoạch", "Thực hiện")),
}
GROUPED = {"header": "Hồ sơ", "columns": ["Kế hoạch", "Thực hiện"]}
WHOLE = {
    "after a long list": (
        DECISION,
        decision(160, collectives=[{"name": f"Phòng số {n}"} for n in range(40)]),
    ),
    "headers of two rows": (REPORT, report(160, "STT", "Đơn vị", GROUPED)),
    "before another list": (DECISION, decision(160, households=[{"full_name": "Lê Văn An"}])),
}


def made(slug: str, data: dict[str, Any]) -> bytes:
    return pipeline.produce(SERVICES, *parse(slug, json.dumps(data).encode())).content


def words(pdf: bytes) -> list[list[tuple[str, float, float]]]:
    """The words of each page, each with its place in points."""
    return [[(word, x / MM, y / MM) for word, x, y in page.words] for page in pages(pdf)]


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "LONG", 120)
    monkeypatch.setattr(long_tables, "_TOGETHER", 40)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_word_stands_on_the_same_page_at_the_same_place(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    docx = made(*DOCUMENTS[name])
    divided = for_libreoffice(docx)
    monkeypatch.setattr(long_tables, "LONG", 5_000)
    whole = for_libreoffice(docx)
    assert tables(divided) >= tables(whole) + 2
    pdfs = to_pdf({"whole": whole, "divided": divided})
    before, after = words(pdfs["whole"]), words(pdfs["divided"])
    assert len(before) == len(after) > 4
    for one, other in zip(before, after, strict=True):
        assert [word for word, *_ in sorted(one)] == [word for word, *_ in sorted(other)]
        moved = [
            (word, abs(x - u), abs(y - v))
            for (word, x, y), (_, u, v) in zip(sorted(one), sorted(other), strict=True)
        ]
        assert max(x for _, x, _ in moved) < NEAR
        assert max(y for *_, y in moved) < NEAR_HEADER
        # No more than the words of the repeated header stand elsewhere, however few rows a page has.
        assert sum(y >= NEAR for *_, y in moved) <= WORDS_OF_A_HEADER


@pytest.mark.parametrize("name", WHOLE)
def test_a_table_that_does_not_fill_the_pages_of_its_section_stays_whole(name: str) -> None:
    docx = made(*WHOLE[name])
    assert for_libreoffice(docx) == docx


def test_the_same_document_gives_the_same_copy_and_loses_no_row() -> None:
    docx = made(*DOCUMENTS["one list"])
    copy = for_libreoffice(docx)
    assert copy == for_libreoffice(docx)
    assert body(copy).count(b"<w:tr>") == body(docx).count(b"<w:tr>")


def with_picture(parts: Parts) -> Parts:
    heads = [name for name in parts if re.fullmatch(r"word/header\d*\.xml", name)]
    assert heads
    return {**parts, **{f"word/_rels/{name[5:]}.rels": b"<Relationships/>" for name in heads}}


def followed_by_a_section_without_a_head(parts: Parts) -> Parts:
    before, layout, after = parts[BODY].rpartition(b"<w:sectPr")
    assert layout
    without = re.sub(rb"<w:headerReference [^>]*/>", b"", layout + after)
    first = re.sub(
        rb"<w:headerReference [^>]*first[^>]*/>", b"", (layout + after).split(b"</w:body>")[0]
    )
    ended = b"<w:p><w:pPr>" + first + b"</w:pPr></w:p><w:p><w:r><w:t>Sau.</w:t></w:r></w:p>"
    return {**parts, BODY: before + ended + without}


def below_a_cell_of_many_paragraphs(parts: Parts) -> Parts:
    words = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 30
    cell = b"<w:tbl><w:tblGrid></w:tblGrid><w:tr><w:tc>" + words + b"</w:tc></w:tr></w:tbl><w:p/>"
    at = next(long_tables._long_tables(parts[BODY])).start
    return {**parts, BODY: parts[BODY][:at] + cell + parts[BODY][at:]}


@pytest.mark.parametrize(
    "changed", [with_picture, followed_by_a_section_without_a_head, below_a_cell_of_many_paragraphs]
)
def test_where_a_divided_list_would_change_other_pages_it_stays_whole(
    changed: Callable[[Parts], Parts],
) -> None:
    own: list[Parts] = []
    with_parts(made(*DOCUMENTS["one list"]), lambda parts: own.append(parts) or parts)  # type: ignore[func-returns-value]
    assert long_tables.divided(own[0]) != own[0]
    other = changed(own[0])
    assert long_tables.divided(other) == other


def body(docx: bytes) -> bytes:
    found: list[bytes] = []
    with_parts(docx, lambda parts: found.append(parts[BODY]) or parts)  # type: ignore[func-returns-value]
    return found[0]


def tables(docx: bytes) -> int:
    return body(docx).count(b"<w:tbl>")


@pytest.mark.parametrize(
    ("borders", "left"),
    [
        (b'<w:tblBorders><w:top w:val="single"/><w:left w:val="single"/></w:tblBorders>', b'<w:left w:val="single"/>'),
        (b'<w:tblBorders><w:left w:val="single"/></w:tblBorders>', b'<w:left w:val="single"/>'),
        (b"", b""),
    ],
    ids=["a rule above", "none above", "no borders"],
)  # fmt: skip
def test_a_part_of_a_list_has_no_rule_above_and_all_else_as_the_list_has_it(
    borders: bytes, left: bytes
) -> None:
    before = b'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>'
    behind = b'<w:tblLayout w:type="fixed"/></w:tblPr>'
    bare = b'<w:tblBorders><w:top w:val="nil"/>' + left + b"</w:tblBorders>"
    assert long_tables._without_top(before + borders + behind) == before + bare + behind

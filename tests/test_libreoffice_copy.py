"""The copy of a document that LibreOffice turns into a PDF says the same as the document."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from service import config, pipeline
from service.docx.rendering import printed_text
from service.pdf import for_libreoffice, libreoffice_copy
from tests.line import parse

SAMPLES = Path(__file__).parent.parent / "samples"
REPORT, MINUTES = "summary-report", "conference-minutes"
SERVICES = pipeline.build_services(config.load({}))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLE = {"columns": ["Chỉ tiêu", "Kết quả"], "rows": [["Đoàn ra", 1], ["Đoàn vào", 2]]}


def made(slug: str, **changed: Any) -> bytes:
    data = {**json.loads((SAMPLES / "minimal" / f"{slug}.json").read_bytes()), **changed}
    return pipeline.produce(SERVICES, *parse(slug, json.dumps(data).encode())).content


def tables_around(docx: bytes, text: str) -> list[str]:
    """The styles of the tables in which a text stands, the inner first."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    found = next(
        element
        for element in root.iter(f"{W}t")
        if text in (element.text or "").replace("\u00a0", " ")
    )
    tables = found.iterancestors(f"{W}tbl")
    return [table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") for table in tables]


def with_table_last(recipients: int, **changed: Any) -> bytes:
    listed = [f"Phòng số {number}" for number in range(recipients)]
    return made(
        REPORT, sections=[{"heading": "Kết quả", "table": TABLE}], recipients=listed, **changed
    )


@pytest.mark.parametrize("recipients", [2, 30])
@pytest.mark.parametrize("closing", [[], ["Sở kính báo cáo."]])
def test_a_signature_below_a_table_becomes_rows_of_it_and_nothing_is_lost(
    recipients: int, closing: list[str]
) -> None:
    docx = with_table_last(recipients, closing=closing)
    copy = for_libreoffice(docx)
    assert printed_text(copy).split() == printed_text(docx).split()
    assert copy == for_libreoffice(docx)
    assert tables_around(docx, "./.") == []
    assert tables_around(copy, "./.") == ["BangSoLieu"]
    assert tables_around(copy, "Nguyễn Văn A") == ["BangBoCuc", "BangSoLieu"]


def test_recipients_that_need_not_stay_with_the_signature_are_a_table_of_their_own() -> None:
    copy = for_libreoffice(with_table_last(30))
    assert tables_around(copy, "Phòng số 0;") == ["BangBoCuc", "BangSoLieu"]
    assert tables_around(copy, "Phòng số 29;") == ["BangBoCuc"]


def test_chair_and_secretary_go_with_a_table_and_members_may_stand_on_the_next_page() -> None:
    step = {"blocks": [{"table": TABLE}]}
    members = [{"full_name": "Lê Thị Một"}, {"full_name": "Lê Thị Hai"}]
    docx = made(MINUTES, proceedings=[step], conclusions=[], member_signatures=members)
    copy = for_libreoffice(docx)
    assert printed_text(copy).split() == printed_text(docx).split()
    assert tables_around(copy, "CHỦ TỌA") == ["BangBoCuc", "BangSoLieu"]
    assert tables_around(copy, "Lê Thị Hai") == ["BangBoCuc"]


@pytest.mark.parametrize("slug", [REPORT, MINUTES])
def test_a_document_that_does_not_end_with_a_table_is_its_own_copy(slug: str) -> None:
    docx = made(slug)
    assert for_libreoffice(docx) is docx


KEEPS = "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"
ENDS = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def table(name: str, *rows: str) -> str:
    written = "".join(f"<w:tr><w:tc>{row}</w:tc></w:tr>" for row in rows)
    style = f'<w:tblPr><w:tblStyle w:val="{name}"/></w:tblPr>'
    return f'<w:tbl>{style}<w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>{written}</w:tbl>'


@pytest.mark.parametrize(
    ("below", "taken", "left"),
    [
        (table("One", KEEPS.format("a"), ENDS.format("b")), "ab", ""),
        (table("One", ENDS.format("a"), ENDS.format("b")), "a", "b"),
        (table("One", KEEPS.format("a")) + table("Two", ENDS.format("b")), "ab", ""),
        (table("One", KEEPS.format("a")) + table("Two", ENDS.format("b"), ENDS.format("c")), "ab", "c"),
        (table("One", ENDS.format("a")) + table("Two", ENDS.format("b")), "a", "b"),
        (table("One", KEEPS.format("a")) + ENDS.format("b"), "a", "b"),
    ],
)  # fmt: skip
def test_tables_of_a_signature_that_stay_together_are_rows_of_the_table_above(
    below: str, taken: str, left: str
) -> None:
    figures = table("Figures", ENDS.format("1"), KEEPS.format("2"))
    body = f'<w:body xmlns:w="{W[1:-1]}">{figures}{ENDS.format("./.")}{below}</w:body>'
    root = etree.fromstring(libreoffice_copy.with_signature_rows(body.encode()))
    inside, *behind = root
    told = ["".join(element.itertext()) for element in (inside, *behind)]
    assert told[0] == f"12./.{taken}"
    assert "".join(told[1:]) == left

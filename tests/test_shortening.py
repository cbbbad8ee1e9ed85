"""A long document becomes a short one to look at: its first rows, its total, and how many are left out."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from lxml import etree

from service.docx.changed_body import with_body
from service.docx.shortening import shortened
from service.docx.word_namespace import W

CELL = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
SPAN = '<w:gridSpan w:val="2"/>'
SECTION = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"


def row(*texts: str, span: str = "") -> str:
    return f"<w:tr>{''.join(CELL.format(span, text) for text in texts)}</w:tr>"


def table(*rows: str) -> str:
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    return f"<w:tbl>{grid}{''.join(rows)}</w:tbl>"


def numbered(count: int) -> list[str]:
    return [row(f"{number}", "Người") for number in range(1, count + 1)]


def paragraphs(count: int, start: int = 1) -> str:
    return "".join(
        f"<w:p><w:pPr><w:ind/></w:pPr><w:r><w:t>đoạn {number}</w:t></w:r></w:p>"
        for number in range(start, start + count)
    )


def document(content: str) -> bytes:
    space = W.strip("{}")
    xml = f'<w:document xmlns:w="{space}"><w:body>{content}<w:sectPr/></w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", xml)
    return made.getvalue()


def body(docx: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        assert package.namelist() == ["[Content_Types].xml", "word/document.xml"]
        return etree.fromstring(package.read("word/document.xml")).find(f"{W}body")


def rows_of(docx: bytes) -> list[str]:
    return [" ".join(r.itertext()) for r in body(docx).iter(f"{W}tr")]


def lines(docx: bytes) -> list[str]:
    return ["".join(block.itertext()) for block in body(docx)]


def test_a_hundred_rows_stay_and_of_more_the_first_sixty() -> None:
    whole = document(table(*numbered(100)))
    assert shortened(whole) == (whole, False)
    short, is_short = shortened(document(table(*numbered(101))))
    assert is_short
    assert rows_of(short) == [*(f"{n} Người" for n in range(1, 61)), "… và 41 dòng nữa"]


def test_the_row_that_counts_those_left_out_is_one_cell_that_looks_like_the_row_above() -> None:
    short, _ = shortened(document(table(*numbered(1_200))))
    note = [*body(short).iter(f"{W}tr")][60]
    (cell,) = note
    assert cell.find(f"{W}tcPr/{W}gridSpan").get(f"{W}val") == "2"
    (paragraph,) = cell.findall(f"{W}p")
    assert [part.tag for part in paragraph] == [f"{W}pPr", f"{W}r"]
    assert paragraph.find(f"{W}pPr/{W}jc") is not None
    assert "".join(note.itertext()) == "… và 1.140 dòng nữa"


@pytest.mark.parametrize(
    ("closing", "kept"),
    [
        ([row("", "Tổng cộng")], ["  Tổng cộng".strip()]),
        ([row("Tổng cộng", span=SPAN), row("./.", span=SPAN)], ["Tổng cộng", "./."]),
        ([row(" ", "a"), row("", "b"), row("", "c")], ["a", "b", "c"]),
        ([row("", "0"), row("", "a"), row("", "b"), row("", "c")], ["a", "b", "c"]),
        ([row("", "a"), row("9", "b"), row("", "c")], ["c"]),
    ],
)
def test_up_to_three_rows_without_a_number_close_a_list_and_stay(
    closing: list[str], kept: list[str]
) -> None:
    short, _ = shortened(document(table(*numbered(150), *closing)))
    assert [text.strip() for text in rows_of(short)[61:]] == kept


def test_every_long_table_is_cut_and_what_stands_around_it_stays() -> None:
    long = table(*numbered(101))
    short, _ = shortened(document(f"{paragraphs(1)}{long}{long}{table(*numbered(2))}"))
    assert rows_of(short).count("… và 41 dòng nữa") == 2
    assert len(rows_of(short)) == 2 * 61 + 2 and lines(short)[0] == "đoạn 1"


def test_six_hundred_paragraphs_of_a_section_stay_and_the_others_are_counted() -> None:
    whole = document(paragraphs(600))
    assert shortened(whole) == (whole, False)
    short, is_short = shortened(document(paragraphs(601)))
    assert is_short
    assert lines(short) == [*(f"đoạn {n}" for n in range(1, 601)), "… và 1 đoạn nữa", ""]
    note = body(short)[600]
    assert note.find(f"{W}pPr/{W}ind") is not None and body(short)[-1].tag == f"{W}sectPr"


def test_each_section_has_its_own_six_hundred_and_keeps_its_layout() -> None:
    short, _ = shortened(document(f"{paragraphs(602)}{SECTION}{paragraphs(600, 1_001)}"))
    found = lines(short)
    assert found[599:604] == ["đoạn 600", "… và 2 đoạn nữa", "", "đoạn 1001", "đoạn 1002"]
    assert found[-2:] == ["đoạn 1600", ""]
    assert len(body(short).findall(f"{W}p/{W}pPr/{W}sectPr")) == 1


def test_behind_a_table_those_left_out_are_counted_in_a_plain_paragraph() -> None:
    short, _ = shortened(document(f"{paragraphs(599)}{table(*numbered(1))}{paragraphs(5, 600)}"))
    note = body(short)[600]
    assert "".join(note.itertext()) == "… và 5 đoạn nữa" and note.find(f"{W}pPr") is None


def test_the_same_document_becomes_the_same_bytes_and_one_that_does_not_change_is_itself() -> None:
    long = document(paragraphs(700))
    assert shortened(long) == shortened(long)
    assert with_body(long, lambda xml: xml) is long
    assert with_body(long, lambda xml: xml[:-1] + b">") is long


def test_forty_sections_stay_and_of_more_the_first_thirty_and_the_last() -> None:
    def sections(count: int) -> str:
        return SECTION.join(paragraphs(1, number) for number in range(1, count + 1))

    whole = document(sections(40))
    assert shortened(whole) == (whole, False)
    short, is_short = shortened(document(sections(1_041)))
    assert is_short
    kept = [text for text in lines(short) if text]
    assert kept == [*(f"đoạn {n}" for n in range(1, 31)), "… và 1.010 phần nữa", "đoạn 1041"]
    assert len([*body(short).iter(f"{W}sectPr")]) == 31

"""The text that may not leave a signature or an end mark alone is tied to it, in the XML of a document."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph

from service import config, documents, pipeline
from service.docx.rendering.page_ends import keep_page_ends
from tests.line import parse

SAMPLES = Path(__file__).parent.parent / "samples"

LONG = "Trên đây là báo cáo tổng kết phong trào thi đua yêu nước. " * 3
SIGNATURE = (
    f"<w:tbl><w:tr><w:tc>{'<w:p><w:r><w:t>GIÁM ĐỐC</w:t></w:r></w:p>'}</w:tc></w:tr></w:tbl>"
)
GAP = '<w:p><w:pPr><w:pStyle w:val="DuongCach"/></w:pPr></w:p>'


def paragraph(text: str, style: str = "DoanVan") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def row(text: str, *, whole: bool = True) -> str:
    marks = "<w:trPr><w:cantSplit/></w:trPr>" if whole else ""
    return f"<w:tr>{marks}<w:tc>{paragraph(text, 'BangTrai')}</w:tc><w:tc>{paragraph(text, 'BangTrai')}</w:tc></w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def kept(*content: str) -> list[str]:
    """The texts of the paragraphs that stay with what follows by a property of their own."""
    made = keep_page_ends(f"<w:body>{''.join(content)}</w:body>".encode()).decode()
    paragraphs = re.findall(r"<w:p>.*?</w:p>", made)
    return [
        "".join(re.findall(r"<w:t>(.*?)</w:t>", one))
        for one in paragraphs
        if "<w:keepNext/>" in one
    ]


def test_a_last_paragraph_of_two_lines_is_enough_beside_a_signature() -> None:
    ended = LONG + "./."
    assert kept(paragraph("Trước."), paragraph(ended), SIGNATURE) == [ended]


def test_a_last_paragraph_of_one_line_takes_the_one_before_it() -> None:
    assert kept(paragraph("A."), paragraph("B."), paragraph("C./."), SIGNATURE) == ["B.", "C./."]
    assert kept(paragraph("A."), paragraph(LONG), paragraph("C./."), SIGNATURE) == [LONG, "C./."]


def test_an_end_mark_alone_is_no_line_of_text() -> None:
    content = (paragraph("A."), paragraph("B."), paragraph("./.", "KetThuc"), SIGNATURE)
    assert kept(paragraph("Trước."), *content) == ["A.", "B.", "./."]


def test_two_rows_of_a_table_go_with_what_ends_below_it() -> None:
    rows = table(row("1"), row("2"), row("3"))
    assert kept(rows, GAP, paragraph("./."), SIGNATURE) == ["2", "2", "3", "3", "", "./."]
    assert kept(rows, GAP, paragraph("B./."), SIGNATURE) == ["2", "2", "3", "3", "", "B./."]
    assert kept(rows, GAP, paragraph(LONG + "./."), SIGNATURE) == [LONG + "./."]


def test_an_end_mark_alone_below_a_table_becomes_its_last_row() -> None:
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    content = (table(grid, row("1"), row("2"), row("3")), GAP, paragraph("./.", "KetThuc"))
    assert kept(*content) == ["2", "2", "3", "3"]
    made = keep_page_ends(f"<w:body>{''.join(content)}</w:body>".encode()).decode()
    assert made.endswith(f"</w:tcPr>{paragraph('./.', 'KetThuc')}</w:tc></w:tr></w:tbl></w:body>")
    assert '<w:gridSpan w:val="2"/><w:tcBorders><w:left w:val="nil"/>' in made
    assert "DuongCach" not in made


def test_an_end_mark_alone_without_a_signature_or_a_table_takes_two_lines() -> None:
    assert kept(paragraph("A."), paragraph("B."), paragraph("C."), paragraph("./.")) == ["B.", "C."]
    assert kept(paragraph("A."), paragraph("B./.")) == []
    loose = table(row("1", whole=False))
    assert kept(loose, paragraph("./.")) == []


def test_a_row_that_may_break_over_pages_is_tied_to_nothing() -> None:
    loose = table(row("1"), row("2", whole=False), row("3"))
    assert kept(loose, paragraph("./."), SIGNATURE) == ["3", "3", "./."]


def test_nothing_is_tied_over_the_end_of_a_section_or_of_a_cell() -> None:
    ends = '<w:p><w:pPr><w:pStyle w:val="NgatPhan"/><w:sectPr/></w:pPr></w:p>'
    assert kept(paragraph("A."), ends, paragraph("./."), SIGNATURE) == ["./."]
    assert kept(f"<w:tbl><w:tr><w:tc>{paragraph('./.')}</w:tc></w:tr></w:tbl>") == []
    assert kept(paragraph("A./."), ends, SIGNATURE) == []


def turn(*, landscape: bool, more: str = "") -> str:
    page = '<w:pgSz w:orient="landscape"/>' if landscape else "<w:pgSz/>"
    return (
        f'<w:p><w:pPr><w:pStyle w:val="NgatPhan"/><w:sectPr>{page}{more}</w:sectPr></w:pPr></w:p>'
    )


UPRIGHT = "<w:sectPr><w:pgSz/></w:sectPr>"


def made_of(*content: str) -> str:
    return keep_page_ends(f"<w:body>{''.join(content)}</w:body>".encode()).decode()


@pytest.mark.parametrize("end", ["./.", "Sở kính báo cáo./."])
def test_a_text_that_ends_on_a_turned_page_is_signed_there(end: str) -> None:
    content = (paragraph("A."), turn(landscape=False), table(row("1")), GAP)
    made = made_of(*content, turn(landscape=True), paragraph(end), SIGNATURE, UPRIGHT)
    assert made.count("<w:sectPr>") == 2
    assert made.endswith('<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr></w:body>')
    annex = (turn(landscape=False), paragraph("Phụ lục./."), UPRIGHT)
    made = made_of(*content, turn(landscape=True), paragraph(end), SIGNATURE, *annex)
    assert made.count('<w:pgSz w:orient="landscape"/>') == 1 and made.endswith(
        f"{UPRIGHT}</w:body>"
    )


def test_a_text_that_goes_on_upright_is_signed_upright_and_an_annex_ends_nothing() -> None:
    after = (paragraph("B."), paragraph("C./."), SIGNATURE, UPRIGHT)
    for more in ((turn(landscape=True), *after), (turn(landscape=False), *after)):
        made = made_of(table(row("1")), GAP, *more)
        assert made.count("<w:sectPr>") == 2 and made.endswith(f"{UPRIGHT}</w:body>")
    start = '<w:pgNumType w:start="1"/>'
    annex = (turn(landscape=True, more=start), paragraph("./."), SIGNATURE, UPRIGHT)
    assert made_of(table(row("1")), GAP, *annex).count("<w:sectPr>") == 2


def test_a_style_that_stays_with_what_follows_says_so_once() -> None:
    assert kept(paragraph("A.", "Muc"), paragraph("B./.", "DoanVanCuoi"), SIGNATURE) == []


def test_paragraphs_of_any_make_are_tied() -> None:
    bare = "<w:p><w:r><w:t>A./.</w:t></w:r></w:p>"
    empty = "<w:p><w:pPr/><w:r><w:t>B.</w:t></w:r></w:p>"
    loose = '<w:p><w:pPr><w:keepNext w:val="0"/><w:jc w:val="both"/></w:pPr><w:r><w:t>C.</w:t></w:r></w:p>'
    made = keep_page_ends(f"<w:body>{loose}{bare}{SIGNATURE}</w:body>".encode()).decode()
    assert "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:t>A./." in made
    assert '<w:p><w:pPr><w:keepNext/><w:jc w:val="both"/></w:pPr><w:r><w:t>C.' in made
    made = keep_page_ends(f"<w:body>{empty}{bare}{SIGNATURE}</w:body>".encode()).decode()
    assert "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:t>B." in made


def test_other_documents_are_left_alone() -> None:
    xml = f"<w:body>{paragraph('Không có dấu kết thúc.')}{SIGNATURE}</w:body>".encode()
    assert keep_page_ends(xml) == xml
    cited = f"<w:body>{paragraph('Ghi ./. ở giữa.')}{SIGNATURE}</w:body>".encode()
    assert keep_page_ends(cited) == cited


def _stays(paragraph: Paragraph) -> bool:
    """Whether a paragraph stays with what follows, by itself or by its style."""
    format_, style = paragraph.paragraph_format, paragraph.style
    while format_.keep_with_next is None and style is not None:
        format_, style = style.paragraph_format, style.base_style
    return bool(format_.keep_with_next)


@pytest.mark.no_cover
@pytest.mark.parametrize("slug", documents.TYPES)
@pytest.mark.parametrize("recipients", [2, 30])
def test_a_row_stays_by_all_of_its_paragraphs_or_by_none_and_is_kept_whole(
    slug: str, recipients: int
) -> None:
    data = json.loads((SAMPLES / f"{slug}.json").read_bytes())
    data["recipients"] = [f"Phòng số {number}" for number in range(recipients)]
    if slug == "conference-minutes":
        data["member_signatures"] = [{"full_name": f"Lê Thị {name}"} for name in "ABC"]
    services = pipeline.build_services(config.load({}))
    made = pipeline.produce(services, *parse(slug, json.dumps(data).encode()))
    for table in docx.Document(io.BytesIO(made.content)).tables[1:]:
        for row in table.rows:
            ways = {_stays(paragraph) for cell in row.cells for paragraph in cell.paragraphs}
            assert len(ways) == 1
            assert row._tr.trPr is not None and "cantSplit" in row._tr.trPr.xml


def test_many_ends_are_tied_each_as_it_would_be_alone() -> None:
    turn = '<w:p><w:pPr><w:sectPr w:rsidR="1"/></w:pPr></w:p>'
    ends = [
        (paragraph("A."), paragraph("B."), paragraph("C./."), SIGNATURE),
        (table(row("1"), row("2"), row("3")), GAP, paragraph("./.", "KetThuc")),
        (paragraph("D."), paragraph("E./."), SIGNATURE, paragraph("F./."), SIGNATURE),
    ]
    alone = [text for content in ends for text in kept(*content)]
    assert kept(*(part for content in ends for part in (*content, turn))) == alone
    assert "F./." in alone and "E./." in alone


def test_an_end_tied_across_another_one_is_tied_with_it() -> None:
    assert kept(paragraph("A."), paragraph("B./."), paragraph("./."), SIGNATURE) == [
        "A.",
        "B./.",
        "./.",
    ]

"""How wide the lines of a paragraph may be, from what Word writes of tables, cells, styles and sections."""

from __future__ import annotations

import pytest
from lxml import etree

from service.docx import standard
from service.docx.rendering.wordprocessing import Geometry, Styles, paper, w

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
#: A page of 10,000 twips between its margins.
PAGE = (
    '<w:sectPr><w:pgSz w:w="12000" w:h="16000"/><w:pgMar w:left="1200" w:right="800"/></w:sectPr>'
)
WANTED = '<w:p><w:pPr><w:pStyle w:val="Wanted"/></w:pPr></w:p>'
INDENTED = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Root"><w:pPr>'
    '<w:ind w:left="300" w:right="50"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Wanted"><w:basedOn w:val="Root"/><w:pPr>'
    '<w:ind w:start="100"/></w:pPr></w:style></w:styles>'
)


def width(body: str, styles: str = "") -> str:
    """Of the paragraph WANTED."""
    root = etree.fromstring(f"<w:document {W}><w:body>{body}</w:body></w:document>")
    (wanted,) = (
        style.getparent().getparent()
        for style in root.iter(w("pStyle"))
        if style.get(w("val")) == "Wanted"
    )
    return Geometry(root, Styles(styles.encode() or None)).available_width(wanted)


def table(about: str, cell: str, before: str = "", content: str = WANTED) -> str:
    grid = "".join(f'<w:gridCol w:w="{twips}"/>' for twips in (1000, 2000, 3000))
    return (
        f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{before}"
        f"<w:tc><w:tcPr>{cell}</w:tcPr>{content}</w:tc></w:tr></w:tbl>"
    )


def wide(element: str, amount: str, unit: str) -> str:
    return f'<w:{element} w:w="{amount}" w:type="{unit}"/>'


def test_a_paragraph_of_the_text_has_the_width_of_its_section() -> None:
    assert width(WANTED + PAGE) == "10000"
    assert width(WANTED) == str(standard.TEXT_WIDTH_TWIPS)
    assert width(f"{WANTED}<w:sectPr/>") == str(standard.TEXT_WIDTH_TWIPS)


def test_the_indents_of_its_style_and_of_those_it_is_based_on_are_less() -> None:
    assert width(WANTED + PAGE, INDENTED) == str(10_000 - 100 - 50)
    assert width(table("", wide("tcW", "4000", "dxa")) + PAGE, INDENTED) == str(4000 - 216 - 150)


@pytest.mark.parametrize(
    ("about", "cell", "twips"),
    [
        ("", wide("tcW", "4000", "dxa"), 4000),
        # Without a width of its own it is as wide as its columns of the grid.
        ("", "", 2000),
        ("", wide("tcW", "0", "auto"), 2000),
        ("", wide("tcW", "0", "dxa"), 2000),
        ("", '<w:gridSpan w:val="2"/>', 5000),
        # Fiftieths of a per cent, or written as per cents, of the table.
        (wide("tblW", "8000", "dxa"), wide("tcW", "2500", "pct"), 4000),
        (wide("tblW", "8000", "dxa"), wide("tcW", "25%", "pct"), 2000),
        (wide("tblW", "4000", "pct"), wide("tcW", "2500", "pct"), 4000),
        (wide("tblW", "0", "auto"), wide("tcW", "2500", "pct"), 3000),
    ],
)
def test_a_cell_gives_its_width_without_its_margins(about: str, cell: str, twips: int) -> None:
    assert width(table(about, cell, "<w:tc><w:p/></w:tc>") + PAGE) == str(twips - 2 * 108)


@pytest.mark.parametrize(
    ("about", "cell", "margins"),
    [
        ("", '<w:tcMar><w:left w:w="10"/><w:end w:w="20"/></w:tcMar>', 30),
        ('<w:tblCellMar><w:start w:w="40"/></w:tblCellMar>', "", 40 + 108),
        ('<w:tblStyle w:val="Narrow"/>', "", 7 + 108),
    ],
)
def test_margins_are_the_cells_the_tables_or_the_styles(
    about: str, cell: str, margins: int
) -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="table" w:styleId="Narrow"><w:tblPr><w:tblCellMar>'
        '<w:left w:w="7"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
    )
    assert width(table(about, wide("tcW", "4000", "dxa") + cell), styles) == str(4000 - margins)


def test_a_table_in_a_cell_is_measured_inside_it() -> None:
    inner = table(wide("tblW", "2500", "pct"), wide("tcW", "5000", "pct"))
    outer = table("", wide("tcW", "4216", "dxa"), content=inner)
    assert width(outer + PAGE) == str(2000 - 216)


def test_a_cell_that_is_narrower_than_its_margins_keeps_one_twip() -> None:
    assert width(table("", wide("tcW", "100", "dxa"))) == "1"


def test_two_breaks_that_the_data_choose_between_give_a_choice_of_widths() -> None:
    def tag(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    upright = f"<w:p><w:pPr>{PAGE}</w:pPr></w:p>"
    lying = upright.replace('w:w="12000"', 'w:w="17000"')
    choice = (
        tag('{%p if annex.kind == "A" %}')
        + lying
        + tag("{%p else %}")
        + upright
        + tag("{%p endif %}")
    )
    assert width(WANTED + choice + PAGE) == "15000 if annex.kind == 'A' else 10000"
    assert width(WANTED + choice + PAGE, INDENTED) == (
        "(15000 if annex.kind == 'A' else 10000) - 150"
    )
    assert width(
        table(wide("tblW", "5000", "pct"), wide("tcW", "5000", "pct")) + choice + PAGE
    ) == (str(15_000 - 216))


def test_tables_are_laid_for_the_narrowest_upright_and_the_narrowest_turned_page() -> None:
    def page(width: int, height: int, left: int) -> str:
        size = f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        return f'<w:p><w:pPr><w:sectPr>{size}<w:pgMar w:left="{left}" w:right="800"/></w:sectPr></w:pPr></w:p>'

    def widths(*pages: str) -> tuple[int, int]:
        return paper(f"<w:document {W}><w:body>{''.join(pages)}</w:body></w:document>".encode())

    upright, turned = (12_000, 16_000), (16_000, 12_000)
    several = page(*upright, 1_200), page(*upright, 1_500), page(*upright, 900)
    on_the_side = page(*turned, 1_000), page(*turned, 1_300), page(*turned, 700)
    assert widths(*several, *on_the_side) == (9_700, 13_900)
    assert widths(page(*upright, 1_200)) == (10_000, standard.TEXT_WIDTH_LANDSCAPE_TWIPS)
    assert widths(page(*turned, 1_000)) == (standard.TEXT_WIDTH_TWIPS, 14_200)
    # A square page is upright.
    assert widths(page(12_000, 12_000, 1_200))[0] == 10_000

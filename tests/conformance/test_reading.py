"""Any .docx is read with the looks in effect: what defaults, styles, lists, tables and direct formatting say together."""

from __future__ import annotations

import pytest
from lxml import etree

from service.conformance import reading
from service.conformance.reading.theme import Theme
from service.conformance.word_document import Paragraph, RunLook, WordDocument
from service.errors import UnreadableInput
from tests.conformance.word_files import paragraph, part, word_file

DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme='minorHAnsi' w:hAnsiTheme='minorHAnsi'/>"
    "<w:sz w:val='22'/><w:lang w:val='vi-VN'/></w:rPr></w:rPrDefault>"
    "<w:pPrDefault><w:pPr><w:spacing w:after='160' w:line='259' w:lineRule='auto'/></w:pPr></w:pPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/>"
    "<w:rPr><w:sz w:val='28'/></w:rPr></w:style>"
)
THEME = (
    b"<a:theme xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:themeElements>"
    b"<a:clrScheme><a:dk1><a:sysClr val='windowText' lastClr='000000'/></a:dk1><a:accent1><a:srgbClr val='4472c4'/></a:accent1>"
    b"</a:clrScheme><a:fontScheme><a:majorFont><a:latin typeface='Cambria'/></a:majorFont>"
    b"<a:minorFont><a:latin typeface='Calibri'/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"
)


def read(body: str, styles: str = DEFAULTS, **others: object) -> WordDocument:
    parts = {"word/theme/theme1.xml": THEME, **others.pop("parts", {})}  # type: ignore[dict-item]
    links = {"rIdTheme": ("theme", "theme/theme1.xml"), **others.pop("links", {})}  # type: ignore[dict-item]
    return reading.read(word_file(body, styles=styles, parts=parts, links=links, **others))  # type: ignore[arg-type]


def only(body: str, styles: str = DEFAULTS, **others: object) -> Paragraph:
    return read(body, styles, **others).paragraphs[0]


def look(letters: str, properties: str = "", styles: str = DEFAULTS) -> RunLook:
    return only(paragraph("a", properties, letters), styles).runs[0].look


def test_letters_have_what_the_nearest_says_of_them() -> None:
    found = look("<w:b/><w:color w:val='ff0000'/>")
    assert (found.font, found.size_pt, found.bold, found.colour) == ("Calibri", 14, True, "FF0000")
    assert found.language == "vi-VN"


def test_a_font_of_the_theme_gives_way_to_one_that_is_named_nearer() -> None:
    found = look("<w:rFonts w:ascii='Arial'/>")
    assert (found.font, found.accented_font) == ("Arial", "Calibri")


def test_a_colour_of_the_theme_is_found_where_no_other_is_written() -> None:
    assert look("<w:color w:themeColor='accent1'/>").colour == "4472C4"
    assert look("<w:color w:val='auto'/>").colour is None


def test_a_theme_saved_as_strict_names_fonts_and_colours_too() -> None:
    strict = THEME.replace(
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
        b"http://purl.oclc.org/ooxml/drawingml/main",
    )
    for xml in (THEME, strict):
        found = Theme.of(etree.fromstring(xml))
        assert (found.font("minorHAnsi"), found.font("majorAscii")) == ("Calibri", "Cambria")
        assert found.colours == {"dk1": "000000", "accent1": "4472C4"}


STYLES = DEFAULTS + (
    "<w:style w:type='paragraph' w:styleId='A'><w:basedOn w:val='Normal'/><w:pPr><w:jc w:val='center'/></w:pPr>"
    "<w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='B'><w:basedOn w:val='A'/><w:pPr><w:spacing w:after='0'/></w:pPr></w:style>"
    "<w:style w:type='character' w:styleId='Strong'><w:rPr><w:b/><w:i/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Ring1'><w:basedOn w:val='Ring2'/><w:rPr><w:i/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Ring2'><w:basedOn w:val='Ring1'/></w:style>"
)


def test_a_style_has_what_it_is_based_on() -> None:
    found = only(paragraph("a", "<w:pStyle w:val='B'/>"), STYLES)
    assert (found.look.align, found.look.after_pt, round(found.look.line, 3)) == (
        "center",
        0,
        1.079,
    )
    assert (found.look.style, found.runs[0].look.bold) == ("B", True)


def test_bold_of_a_paragraph_style_and_of_a_character_style_is_upright_again() -> None:
    found = look("<w:rStyle w:val='Strong'/>", "<w:pStyle w:val='A'/>", STYLES)
    assert (found.bold, found.italic) == (False, True)
    assert look("<w:rStyle w:val='Strong'/><w:b/>", "<w:pStyle w:val='A'/>", STYLES).bold


def test_styles_that_are_based_on_each_other_end() -> None:
    assert look("", "<w:pStyle w:val='Ring1'/>", STYLES).italic


def test_lengths_are_read_with_their_units_and_the_first_line_may_hang() -> None:
    found = only(
        paragraph("a", "<w:ind w:left='1.27cm' w:hanging='284'/><w:spacing w:before='6pt'/>")
    )
    assert (round(found.look.left_mm, 1), round(found.look.first_line_mm, 1)) == (12.7, -5.0)
    assert found.look.before_pt == 6


@pytest.mark.parametrize(
    ("written", "line", "rule"),
    [
        ("w:line='360' w:lineRule='auto'", 1.5, "multiple"),
        ("w:line='340' w:lineRule='exact'", 17, "exact"),
        ("w:line='340' w:lineRule='atLeast'", 17, "at_least"),
        ("w:line='240'", 1, "multiple"),
    ],
)
def test_the_height_of_lines_is_a_multiple_or_points(written: str, line: float, rule: str) -> None:
    found = only(paragraph("a", f"<w:spacing {written}/>")).look
    assert (found.line, found.line_rule) == (line, rule)


COUNTED = (
    "<w:style w:type='paragraph' w:styleId='Chars'><w:pPr><w:ind w:leftChars='200' w:left='99' w:firstLineChars='200'/>"
    "</w:pPr><w:rPr><w:sz w:val='20'/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Lines'><w:pPr><w:spacing w:beforeLines='50' w:afterLines='100' w:after='312'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Web'><w:pPr><w:spacing w:beforeAutospacing='1' w:before='100'/></w:pPr></w:style>"
)
PT_MM = 25.4 / 72


@pytest.mark.parametrize(
    ("properties", "left", "first"),
    [
        # So many letters of the document's usual size to the left, of the paragraph's own in the first line.
        ("<w:pStyle w:val='Chars'/>", 2 * 14, 2 * 10),
        # A length does not count beside letters that a style counts, before these are said to be none.
        ("<w:pStyle w:val='Chars'/><w:ind w:left='0' w:firstLine='567'/>", 2 * 14, 2 * 10),
        ("<w:pStyle w:val='Chars'/><w:ind w:leftChars='0' w:left='0' w:firstLineChars='0' w:firstLine='400'/>", 0, 20),
        ("<w:ind w:hangingChars='150'/>", 0, -1.5 * 14),
    ],
)  # fmt: skip
def test_indents_may_be_counted_in_letters(properties: str, left: float, first: float) -> None:
    found = only(paragraph("a", properties), DEFAULTS + COUNTED).look
    assert found.left_mm == pytest.approx(left * PT_MM)
    assert found.first_line_mm == pytest.approx(first * PT_MM)


@pytest.mark.parametrize(
    ("properties", "before", "after"),
    [
        # The length that Word wrote beside the number of lines is by the grid of the page.
        ("<w:pStyle w:val='Lines'/>", 6, 15.6),
        ("<w:pStyle w:val='Lines'/><w:spacing w:before='0' w:after='0'/>", 6, 15.6),
        ("<w:pStyle w:val='Lines'/><w:spacing w:beforeLines='0' w:before='60'/>", 3, 15.6),
        ("<w:pStyle w:val='Web'/>", 14, 8),
        ("<w:pStyle w:val='Web'/><w:spacing w:before='60'/>", 14, 8),
        ("<w:pStyle w:val='Web'/><w:spacing w:beforeAutospacing='0' w:before='60'/>", 3, 8),
    ],
)
def test_gaps_may_be_counted_in_lines_or_left_to_word(
    properties: str, before: float, after: float
) -> None:
    found = only(paragraph("a", properties), DEFAULTS + COUNTED).look
    assert (found.before_pt, found.after_pt) == pytest.approx((before, after))


NUMBERING = part(
    "numbering",
    "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/>"
    "<w:lvlText w:val='%1.'/><w:pPr><w:ind w:left='720' w:hanging='360'/></w:pPr></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
)
LISTED = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"


def numbered(body: str, styles: str = DEFAULTS) -> tuple[Paragraph, ...]:
    found = read(
        body,
        styles,
        parts={"word/numbering.xml": NUMBERING},
        links={"rIdList": ("numbering", "numbering.xml")},
    )
    return found.paragraphs


def test_a_list_counts_and_indents() -> None:
    first, second = numbered(paragraph("a", LISTED) + paragraph("b", LISTED))
    assert (first.label, second.label, first.text) == ("I.", "II.", "a")
    assert (round(second.look.left_mm, 1), round(second.look.first_line_mm, 2)) == (12.7, -6.35)


def test_indents_of_a_list_give_way_to_the_paragraphs_own_and_go_before_its_styles() -> None:
    styles = DEFAULTS + (
        "<w:style w:type='paragraph' w:styleId='L'><w:pPr><w:ind w:left='0'/></w:pPr></w:style>"
        f"<w:style w:type='paragraph' w:styleId='N'><w:pPr>{LISTED}<w:ind w:left='100'/></w:pPr></w:style>"
    )
    own, of_list, of_style = numbered(
        paragraph("a", LISTED + "<w:ind w:left='1134'/>")
        + paragraph("b", "<w:pStyle w:val='L'/>" + LISTED)
        + paragraph("c", "<w:pStyle w:val='N'/>"),
        styles,
    )
    assert round(own.look.left_mm) == 20
    assert round(of_list.look.left_mm, 1) == 12.7
    assert (round(of_style.look.left_mm, 1), of_style.label) == (1.8, "III.")


def test_a_list_that_only_names_a_style_of_lists_is_that_styles() -> None:
    lists = NUMBERING.replace(b"<w:lvl ", b"<w:styleLink w:val='Danh'/><w:lvl ", 1).replace(
        b"</w:numbering>",
        b"<w:abstractNum w:abstractNumId='5'><w:numStyleLink w:val='Danh'/></w:abstractNum>"
        b"<w:num w:numId='2'><w:abstractNumId w:val='5'/></w:num></w:numbering>",
    )
    first, second = read(
        paragraph("a", LISTED) + paragraph("b", LISTED.replace("'1'", "'2'")),
        parts={"word/numbering.xml": lists},
        links={"rIdList": ("numbering", "numbering.xml")},
    ).paragraphs
    assert (first.label, second.label, round(second.look.left_mm, 1)) == ("I.", "II.", 12.7)


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_a_table_style_says_what_its_first_row_looks_like() -> None:
    styles = DEFAULTS + (
        "<w:style w:type='table' w:styleId='Grid'><w:pPr><w:jc w:val='right'/></w:pPr><w:tblPr><w:tblBorders>"
        "<w:top w:val='single'/></w:tblBorders></w:tblPr>"
        "<w:tblStylePr w:type='firstRow'><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>"
    )
    rows = "".join(
        f"<w:tr>{cell(paragraph(text), width)}{cell(paragraph(text), width)}</w:tr>"
        for text, width in (("a", "<w:tcW w:w='2835' w:type='dxa'/>"), ("b", ""))
    )
    found = read(
        "<w:tbl><w:tblPr><w:tblStyle w:val='Grid'/><w:tblLook w:val='0020'/></w:tblPr>"
        f"<w:tblGrid><w:gridCol w:w='1'/><w:gridCol w:w='1'/></w:tblGrid>{rows}</w:tbl>",
        styles,
    )
    first, _, third, _ = found.paragraphs
    assert (first.runs[0].look.bold, third.runs[0].look.bold) == (True, False)
    assert (first.look.align, third.row, third.column, third.table) == ("right", 1, 0, 0)
    (table,) = found.tables
    assert (table.bordered, table.rows, table.columns) == (True, 2, 2)
    assert [round(width) for width in table.column_widths_mm] == [50, 50]


def test_cells_that_span_columns_say_where_they_stand() -> None:
    row = cell(paragraph("a"), "<w:gridSpan w:val='2'/>") + cell(paragraph("b"))
    found = read(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>")
    assert [one.column for one in found.paragraphs] == [0, 2]
    assert found.tables[0].columns == 3


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize("around", ["del", "moveFrom"])
def test_a_paragraph_that_is_gone_or_elsewhere_is_not_read(around: str) -> None:
    body = f"<w:{around}>{paragraph('một')}</w:{around}>{paragraph('hai')}"
    assert [one.text for one in read(body).paragraphs] == ["hai"]


def test_inserted_text_counts_and_deleted_text_does_not() -> None:
    found = only(
        f"<w:p>{run('một ')}<w:ins>{run('hai')}</w:ins><w:del><w:r><w:delText>ba</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('bốn')}</w:moveFrom></w:p>"
    )
    assert found.text == "một hai"


def test_links_controls_and_smart_tags_are_read_through() -> None:
    found = only(
        f"<w:p><w:hyperlink>{run('a')}</w:hyperlink><w:sdt><w:sdtPr/><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>"
        f"<w:smartTag>{run('c')}</w:smartTag></w:p>"
    )
    assert found.text == "abc"


def test_hidden_letters_are_runs_and_no_text() -> None:
    found = only("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>" + run("y") + "</w:p>")
    assert (found.text, [one.text for one in found.runs]) == ("y", ["x", "y"])
    assert found.runs[0].look.hidden


def test_signs_that_are_no_letters_are_read_as_what_they_show() -> None:
    found = only(
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:noBreakHyphen/><w:br w:type='page'/>"
        "<w:sym w:font='Symbol' w:char='00B0'/></w:r></w:p>"
    )
    assert found.text == "a\tb\n-\f°"


def field_(instruction: str, result: str) -> str:
    return (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


def test_fields_are_told_by_their_word_and_only_their_results_are_text() -> None:
    found = read(
        f"<w:p>{run('a')}{field_('page', run('7'))}</w:p>"
        f"<w:p><w:fldSimple w:instr='NUMPAGES'>{run('9')}</w:fldSimple></w:p>"
    )
    assert found.fields == (("PAGE", 0), ("NUMPAGES", 1))
    assert [one.text for one in found.paragraphs] == ["a7", "9"]
    assert [one.field_name for one in found.paragraphs[0].runs] == ["", "PAGE", ""]


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>"
    "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    found = read(f"<w:p>{run('ngoài')}{BOX.format(paragraph('trong'))}</w:p>" + paragraph("sau"))
    assert [one.text for one in found.paragraphs] == ["ngoài", "trong", "sau"]
    assert [one.in_text_box for one in found.paragraphs] == [False, True, False]
    # Places are those of all w:p, the second writing of the box counted too.
    assert [one.index for one in found.paragraphs] == [0, 1, 3]
    assert found.paragraphs[0].has_drawing


@pytest.mark.parametrize(
    ("held", "has_drawing"),
    [
        (run("chữ"), False),
        ("", False),
        ("<m:oMath/>", True),
        ("<m:oMathPara><m:oMath/></m:oMathPara>", True),
        ("<w:r><w:drawing/></w:r>", True),
        ("<w:r><w:pict/></w:r>", True),
        ("<w:r><w:object/></w:r>", True),
    ],
)
def test_a_formula_counts_as_drawn(held: str, has_drawing: bool) -> None:
    assert only(f"<w:p>{held}</w:p>").has_drawing is has_drawing


LINES = {
    "drawn": "<w:drawing><wp:anchor><wp:positionH><wp:posOffset>360000</wp:posOffset></wp:positionH><wp:extent cx='1800000' cy='0'/>"
    "<a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst='line'/><a:ln w='12700'/></wps:spPr></wps:wsp></a:graphicData>"
    "</a:graphic></wp:anchor></w:drawing>",
    "vml": "<w:pict><v:line from='28.35pt,2pt' to='170.1pt,2pt' strokeweight='1pt'/></w:pict>",
    "connector": "<w:pict><v:shape type='#_x0000_t32' style='position:absolute;margin-left:28.35pt;width:141.75pt;height:0' strokeweight='1pt'/></w:pict>",
}


@pytest.mark.parametrize("drawing", LINES.values(), ids=LINES.keys())
def test_a_drawn_line_is_told_with_its_length_and_its_place(drawing: str) -> None:
    (line,) = read(f"<w:p><w:r>{drawing}</w:r></w:p>").lines
    assert (line.paragraph, round(line.width_mm), line.weight_pt) == (0, 50, 1)
    assert line.left_mm is not None
    assert round(line.left_mm) == 10


def test_sections_have_their_own_sheets_and_the_headers_of_those_before() -> None:
    header = "<w:headerReference w:type='default' r:id='rIdH'/>"
    found = read(
        f"<w:p><w:pPr><w:sectPr>{header}<w:pgSz w:w='11906' w:h='16838'/><w:titlePg/></w:sectPr></w:pPr></w:p>"
        + paragraph("b"),
        sheet="<w:sectPr><w:pgSz w:w='16838' w:h='11906' w:orient='landscape'/><w:pgMar w:top='20mm'/><w:pgNumType w:start='1'/></w:sectPr>",
        parts={"word/header1.xml": part("hdr", f"<w:p>{field_('PAGE', run('2'))}</w:p>")},
        links={"rIdH": ("header", "header1.xml")},
    )
    first, second = found.sections
    assert (first.first_page_differs, first.landscape, round(first.width_mm)) == (True, False, 210)
    assert (second.landscape, second.first_page_number, round(second.top_mm)) == (True, 1, 20)
    assert second.headers == {"default": "word/header1.xml"}
    assert [one.section for one in found.body] == [0, 1]
    assert found.paragraphs[-1].part == "word/header1.xml"
    assert found.fields == (("PAGE", 2),)


def test_notes_are_read_without_the_line_above_them() -> None:
    found = read(
        paragraph("a"),
        parts={
            "word/footnotes.xml": part(
                "footnotes",
                f"<w:footnote w:type='separator'>{paragraph('')}</w:footnote><w:footnote>{paragraph('chú thích')}</w:footnote>",
            )
        },
        links={"rIdN": ("footnotes", "footnotes.xml")},
    )
    assert [one.text for one in found.paragraphs] == ["a", "chú thích"]


def test_a_strict_document_is_read_like_any_other() -> None:
    body = part("document", "<w:body>" + paragraph("a", "<w:jc w:val='end'/>") + "</w:body>")
    strict = body.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    found = only("", parts={"word/document.xml": strict})
    assert (found.text, found.look.align) == ("a", "right")


@pytest.mark.parametrize(
    ("nest", "inside", "whole", "deepest"),
    [
        ("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", paragraph("a"), "{}", 30),
        ("<w:customXml>{}</w:customXml>", paragraph("a"), "{}", 60),
        ("<w:hyperlink>{}</w:hyperlink>", "<w:r><w:t>a</w:t></w:r>", "<w:p>{}</w:p>", 60),
        ("<v:group>{}</v:group>", "<v:imagedata/>", "<w:p><w:r><w:t>a</w:t><w:pict>{}</w:pict></w:r></w:p>", 99),
    ],
    ids=["controls", "elements", "links", "drawings"],
)  # fmt: skip
def test_what_is_nested_is_read_up_to_a_bound_and_refused_beyond_it(
    nest: str, inside: str, whole: str, deepest: int
) -> None:
    for _ in range(deepest):
        inside = nest.format(inside)
    assert only(whole.format(inside)).text == "a"
    with pytest.raises(UnreadableInput, match="quá sâu"):
        read(whole.format(nest.format(inside)))


@pytest.mark.parametrize(
    ("said", "margins"),
    [
        ("", (1.9, 1.9)),
        ("<w:left w:w='57' w:type='dxa'/><w:right w:w='170' w:type='dxa'/>", (1.0, 3.0)),
        ("<w:start w:w='57' w:type='dxa'/><w:end w:w='170' w:type='dxa'/>", (1.0, 3.0)),
        ("<w:right w:w='0' w:type='dxa'/>", (1.9, 0.0)),
    ],
)
def test_what_a_cell_keeps_free_is_told_for_each_side(
    said: str, margins: tuple[float, float]
) -> None:
    cell = f"<w:tr><w:tc>{paragraph('a')}</w:tc></w:tr>"
    properties = f"<w:tblPr><w:tblCellMar>{said}</w:tblCellMar></w:tblPr>"
    (table,) = read(f"<w:tbl>{properties}{cell}</w:tbl>").tables
    assert tuple(round(margin, 1) for margin in table.cell_margins_mm) == margins

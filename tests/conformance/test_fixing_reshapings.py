"""What is more than a property: page numbers, lines below a text, a language, widths of tables; and not one character comes."""

from __future__ import annotations

import pytest
from lxml import etree

from service.conformance import checking, reading
from service.conformance.changes import Change
from service.conformance.characters import characters
from service.conformance.findings import Component
from service.conformance.fixing import mend
from service.docx.typography import text_width_mm
from service.docx.word_namespace import W
from tests.conformance.mended import mended, parts, refused
from tests.conformance.test_reading import LINES
from tests.conformance.word_files import SHEET, paragraph, part, word_file
from tools.conformance.hand import Hand
from tools.conformance.hands import DIRECT, EXACT_LINES, THEME_FONTS
from tools.conformance.manuscripts import REPORT
from tools.conformance.mutations import MUTATIONS
from tools.conformance.opened import Opened

MAIN = "word/document.xml"
NUMBERED = Change("document", "page_number", value=True)
REFERENCE = '<w:headerReference w:type="default" r:id="rIdHeader"/>'
FOOTER = '<w:footerReference w:type="default" r:id="rIdFooter"/>'


def with_parts(references: str, **named: str) -> bytes:
    """A document whose sheet has these references; by name, the content of its headers and footers."""
    names = {name: f"word/{name}.xml" for name in named}
    return word_file(
        paragraph("Một"),
        sheet=SHEET.replace("<w:sectPr>", f"<w:sectPr>{references}"),
        parts={
            names[name]: part("hdr" if name.startswith("header") else "ftr", content)
            for name, content in named.items()
        },
        links={f"rId{name.capitalize()}": (name.rstrip("12"), f"{name}.xml") for name in named},
    )


@pytest.mark.parametrize("tracked", [False, True])
def test_pages_are_numbered_above_from_the_second_on_and_no_figure_is_written(
    tracked: bool,
) -> None:
    docx = word_file(paragraph("Một"))
    after = mended(docx, NUMBERED, tracked=tracked).content
    document = reading.read(after)
    section = document.sections[0]
    assert section.first_page_differs
    assert "first" not in section.headers
    header = section.headers["default"]
    (number,) = [one for one in document.paragraphs if one.part == header]
    assert (number.text, number.look.align) == ("", "center")
    assert [(run.field_name, run.look.size_pt, run.look.font) for run in number.runs] == [
        ("PAGE", 14, "Times New Roman")
    ]
    assert characters(etree.fromstring(parts(after)[header])) == "<p>"
    assert b'PartName="/word/header1.xml"' in parts(after)["[Content_Types].xml"]


def test_an_empty_header_is_taken_and_no_other_is_made() -> None:
    docx = with_parts(REFERENCE, header="<w:p/>")
    after = mended(docx, NUMBERED).content
    assert set(parts(after)) == set(parts(docx))
    assert b"PAGE" in parts(after)["word/header.xml"]


def test_a_header_with_words_is_left_to_a_person() -> None:
    docx = with_parts(REFERENCE, header=paragraph("Lưu hành nội bộ"))
    assert mended(docx, NUMBERED).content == docx


def test_a_footer_is_still_shown_on_the_first_page() -> None:
    docx = with_parts(FOOTER, footer=paragraph("Số 1 đường Hòa Bình"))
    section = reading.read(mended(docx, NUMBERED).content).sections[0]
    assert section.footers == {"default": "word/footer.xml", "first": "word/footer.xml"}


def test_even_pages_are_numbered_where_they_have_headers_of_their_own() -> None:
    settings = part("settings", "<w:evenAndOddHeaders/>")
    docx = word_file(
        paragraph("Một"),
        parts={"word/settings.xml": settings},
        links={"rIdSettings": ("settings", "settings.xml")},
    )
    headers = reading.read(mended(docx, NUMBERED).content).sections[0].headers
    assert headers["even"] == headers["default"]


def test_a_number_in_the_footer_is_hidden_and_its_field_kept() -> None:
    field = '<w:p><w:r><w:t xml:space="preserve">Trang </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    docx = with_parts(FOOTER, footer=field)
    after = mend(docx, checking.judged)
    rules = {finding.rule for finding in after.before.findings}
    assert "page-number-place" in rules
    left = {finding.rule for finding in after.after.findings}
    assert not left & {
        "page-number-place",
        "page-number-twice",
        "page-number-first-page",
        "page-number-missing",
    }
    old, new = (etree.fromstring(parts(one)["word/footer.xml"]) for one in (docx, after.content))
    assert characters(old) == characters(new)
    assert len(list(new.iter(f"{W}vanish"))) >= 2
    assert new.find(f".//{W}fldSimple") is not None
    assert mend(after.content, checking.judged).content == after.content


def test_a_footer_with_other_words_is_not_hidden() -> None:
    field = f'{paragraph("Số 1 đường Hòa Bình")[:-6]}<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    docx = with_parts(FOOTER, footer=field)
    after = mend(docx, checking.judged)
    assert b"vanish" not in parts(after.content)["word/footer.xml"]
    told = {one.rule: one.fixable for one in after.before.findings}
    assert not told["page-number-place"] and not told["page-number-first-page"]


PAGE_BELOW = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'


def test_of_two_numbers_on_a_page_the_one_above_stays_and_the_first_page_has_none() -> None:
    docx = with_parts(REFERENCE + FOOTER, header=PAGE_BELOW, footer=PAGE_BELOW)
    after = mend(docx, checking.judged)
    rules = {one.rule for one in after.before.findings if one.fixable}
    assert {"page-number-twice", "page-number-first-page"} <= rules
    assert not [one for one in after.after.findings if one.rule.startswith("page-number")]
    found = reading.read(after.content)
    hidden = {
        found.paragraphs[at].part: all(run.look.hidden for run in found.paragraphs[at].runs)
        for _, at in found.fields
    }
    assert hidden == {"word/header.xml": False, "word/footer.xml": True}


def test_a_number_below_is_kept_where_only_other_pages_have_one_above() -> None:
    """The first section's header has words, the second one's the number."""
    first = f"{REFERENCE}{FOOTER}"
    second = REFERENCE.replace("rIdHeader", "rIdHeader2")
    docx = word_file(
        f"<w:p><w:pPr>{SHEET.replace('<w:sectPr>', f'<w:sectPr>{first}')}</w:pPr></w:p>{paragraph('Một')}",
        sheet=SHEET.replace("<w:sectPr>", f"<w:sectPr>{second}"),
        parts={
            "word/header.xml": part("hdr", paragraph("SỞ NỘI VỤ")),
            "word/header2.xml": part("hdr", PAGE_BELOW),
            "word/footer.xml": part("ftr", PAGE_BELOW),
        },
        links={
            "rIdHeader": ("header", "header.xml"),
            "rIdHeader2": ("header", "header2.xml"),
            "rIdFooter": ("footer", "footer.xml"),
        },
    )
    after = mend(docx, checking.judged)
    told = {one.rule: one.fixable for one in after.before.findings}
    assert told["page-number-first-page"] is False
    assert b"vanish" not in parts(after.content)["word/footer.xml"]


@pytest.mark.parametrize(
    ("spacing", "top_pt"),
    [
        ("", 15.95),
        ('w:line="360" w:lineRule="auto"', 23.425),
        ('w:line="560" w:lineRule="exact"', 29.0),
        ('w:line="200" w:lineRule="atLeast"', 15.95),
    ],
)
def test_a_line_is_drawn_below_its_text_however_high_the_text_is_set(
    spacing: str, top_pt: float
) -> None:
    text = "Họp triển khai công tác"
    lines = f"<w:spacing {spacing}/><w:jc w:val='center'/>" if spacing else "<w:jc w:val='center'/>"
    docx = word_file(paragraph(text, lines, "<w:sz w:val='26'/>") + paragraph(""))
    component = Component("subject", "5", (0,), text, 1.0)
    change = Change("document", "subject_rule", value=True, at=0)
    after = mended(docx, change, components=[component]).content
    body = etree.fromstring(parts(after)[MAIN])
    (top,) = body.xpath("//*[local-name()='positionV']/*[local-name()='posOffset']/text()")
    assert int(top) / 12_700 == pytest.approx(top_pt, abs=0.01)


@pytest.mark.parametrize(
    ("name", "kind", "low", "high"),
    [
        ("organ_rule", "organ", 1 / 3, 1 / 2),
        ("motto_rule", "motto", 1, 1),
        ("subject_rule", "subject", 1 / 3, 1 / 2),
    ],
)
@pytest.mark.parametrize("tracked", [False, True])
def test_a_line_is_drawn_as_long_as_the_law_wants_it(
    name: str, kind: str, low: float, high: float, tracked: bool
) -> None:
    text = "Độc lập - Tự do - Hạnh phúc"
    letters = (
        "<w:rFonts w:ascii='Times New Roman' w:hAnsi='Times New Roman'/><w:b/><w:sz w:val='26'/>"
    )
    docx = word_file(paragraph(text, "<w:jc w:val='center'/>", letters) + paragraph("Sau"))
    component = Component(kind, "1", (0,), text, 1.0)
    change = Change("document", name, value=True, at=0)
    after = mended(docx, change, components=[component], tracked=tracked).content
    (line,) = reading.read(after).lines
    length = text_width_mm(text, 13, bold=True)
    assert low * length - 0.2 <= line.width_mm <= high * length + 0.2
    assert line.weight_pt == 0.75
    assert line.left_mm is None
    old, new = (etree.fromstring(parts(one)[MAIN]) for one in (docx, after))
    assert characters(old) == characters(new)
    if tracked:
        assert b"<w:drawing" not in refused(parts(after)[MAIN])


def test_a_line_that_is_drawn_already_is_not_drawn_again() -> None:
    docx = word_file(paragraph("Tên"))
    component = Component("organ", "2", (0,), "Tên", 1.0)
    change = Change("document", "organ_rule", value=True, at=0)
    once = mended(docx, change, components=[component]).content
    assert mended(once, change, components=[component]).content == once


def test_nothing_is_drawn_below_what_is_not_recognised() -> None:
    docx = word_file(paragraph("Tên"))
    component = Component("organ", "2", (0,), "Tên", 0.5)
    change = Change("document", "organ_rule", value=True, at=0)
    assert mended(docx, change, components=[component]).content == docx


def test_the_language_is_said_once_for_all_letters() -> None:
    styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en-US' w:eastAsia='en-US'/></w:rPr></w:rPrDefault></w:docDefaults>"
    docx = word_file(paragraph("Một"), styles=styles)
    change = Change("document", "language", "vi-VN", "en-US")
    for tracked in (False, True):
        after = mended(docx, change, tracked=tracked).content
        assert reading.read(after).language == "vi-VN"
        assert parts(after)[MAIN] == parts(docx)[MAIN]


def table(*widths: int, text: str = "Ô") -> str:
    """A table of one row."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(text)}</w:tc>'
        for width in widths
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr>{cells}</w:tr></w:tbl>{paragraph('')}"
    )


@pytest.mark.parametrize("tracked", [False, True])
def test_a_table_fits_between_the_margins_that_a_mended_sheet_has(tracked: bool) -> None:
    docx = word_file(table(3000, 6500, 1500) + table(1000, 1000))
    after = mended(docx, Change("section", "right_mm", 20.0, at=0), tracked=tracked).content
    wide, narrow = reading.read(after).tables
    assert sum(wide.column_widths_mm) == pytest.approx(160, abs=0.1)
    assert wide.column_widths_mm[0] / wide.column_widths_mm[1] == pytest.approx(
        3000 / 6500, rel=0.01
    )
    assert sum(narrow.column_widths_mm) == pytest.approx(2000 / 1440 * 25.4, abs=0.1)
    if tracked:
        for name in (b"tblPrChange", b"tblGridChange", b"tcPrChange", b"sectPrChange"):
            assert name in parts(after)[MAIN]


@pytest.mark.parametrize("tracked", [False, True])
def test_a_letterhead_is_given_columns_in_which_the_national_name_is_one_line(
    tracked: bool,
) -> None:
    text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    docx = word_file(table(4000, 4000, text=text))
    component = Component("national_name", "1", (1,), text, 1.0)
    change = Change("document", "letterhead_columns", value=True)
    after = mended(docx, change, components=[component], tracked=tracked).content
    (head,) = reading.read(after).tables
    assert head.column_widths_mm == pytest.approx((165 * 0.36, 165 * 0.64), abs=0.1)


def rule_of_two_writings() -> str:
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{LINES['drawn']}</mc:Choice>"
        f"<mc:Fallback>{LINES['vml']}</mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    "drawing",
    [
        *(f"<w:r>{one}</w:r>" for one in LINES.values()),
        f"<w:r>{LINES['vml'].replace(',2pt', '')}</w:r>",
        rule_of_two_writings(),
    ],
)
def test_a_drawn_line_gets_its_length_in_the_middle_of_where_it_was(drawing: str) -> None:
    docx = word_file(f"<w:p>{drawing}</w:p>")
    change = Change("document", "organ_rule_length", 20.0, 50.0, 0)
    after = mended(docx, change).content
    (line,) = reading.read(after).lines
    assert (line.width_mm, line.left_mm) == pytest.approx((20, 10 + 15), abs=0.02)
    assert mended(after, change).content == after
    # Word cannot track it: with tracked changes it is left.
    assert mended(docx, change, tracked=True).content == docx


def test_both_writings_of_a_line_get_the_length() -> None:
    docx = word_file(f"<w:p>{rule_of_two_writings()}</w:p>")
    change = Change("document", "subject_rule_length", 20.0, 50.0, 0)
    root = etree.fromstring(parts(mended(docx, change).content)[MAIN])
    (old,) = root.iter("{urn:schemas-microsoft-com:vml}line")
    assert (old.get("from"), old.get("to")) == ("70.88pt,2pt", "127.57pt,2pt")


def test_a_line_that_a_group_stretches_is_left_to_a_person() -> None:
    grouped = (
        LINES["vml"].replace("<v:line", "<v:group><v:line").replace("/></w", "/></v:group></w")
    )
    docx = word_file(f"<w:p><w:r>{grouped}</w:r></w:p>")
    assert mended(docx, Change("document", "organ_rule_length", 20.0, 50.0, 0)).content == docx


@pytest.mark.parametrize("hand", [DIRECT, EXACT_LINES, THEME_FONTS], ids=lambda hand: hand.name)
@pytest.mark.parametrize("fault", ["organ-long-rule", "motto-short-rule"])
def test_a_line_that_an_office_drew_too_long_or_short_is_mended(hand: Hand, fault: str) -> None:
    mutation = next(one for one in MUTATIONS if one.name == fault)
    opened = Opened(hand.document(REPORT))
    mutation.fault(opened)
    found = mend(opened.packed(), checking.judged)
    assert mutation.rule in {one.rule for one in found.before.findings}
    assert [one.rule for one in found.after.findings] == []


@pytest.mark.parametrize(
    "held",
    [
        paragraph("SỞ NỘI VỤ"),
        "<w:p><w:r><w:tab/></w:r></w:p>",
        "<w:p/><w:p/>",
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
        '<w:p><w:fldSimple w:instr=" TITLE "/></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        '<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>Cũ</w:delText></w:r></w:del></w:p>',
    ],
    ids=["words", "tab", "paragraphs", "table", "control", "field", "nameless-field", "deleted"],
)
def test_a_number_at_the_foot_is_kept_where_the_header_has_something_of_its_own(held: str) -> None:
    field = f'{paragraph("")[:-6]}<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    header = FOOTER.replace("footer", "header").replace("rIdFooter", "rIdHeader")
    docx = with_parts(header + FOOTER, header=held, footer=field)
    after = mend(docx, checking.judged)
    (told,) = [one for one in after.after.findings if one.rule == "page-number-place"]
    assert not told.fixable
    assert b"vanish" not in parts(after.content)["word/footer.xml"]

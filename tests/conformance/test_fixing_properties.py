"""Every property that a rule can want is set, is then in effect, and nothing else differs; refused, the old one is back."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from service.conformance import reading
from service.conformance.changes import Change, Value
from service.conformance.fixing import paragraph_setting, run_setting, sheet_setting
from service.conformance.word_document import ParagraphLook, RunLook
from tests.conformance.mended import canonical, mended, parts, refused
from tests.conformance.word_files import paragraph, word_file

MAIN = "word/document.xml"
#: Everything is said by a style, and nothing as the change wants it.
STYLES = (
    "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/><w:pPr><w:keepNext/><w:keepLines/>"
    "<w:widowControl w:val='0'/><w:pBdr><w:bottom w:val='single' w:sz='4' w:space='1'/></w:pBdr>"
    "<w:spacing w:before='100' w:beforeAutospacing='1' w:after='200' w:line='400' w:lineRule='exact'/>"
    "<w:ind w:left='300' w:hanging='300'/><w:contextualSpacing/><w:jc w:val='right'/><w:outlineLvl w:val='2'/></w:pPr>"
    "<w:rPr><w:rFonts w:asciiTheme='minorHAnsi' w:hAnsiTheme='minorHAnsi'/><w:b/><w:i/><w:caps/><w:smallCaps/><w:strike/>"
    "<w:vanish/><w:color w:val='FF0000' w:themeColor='accent1'/><w:spacing w:val='40'/><w:sz w:val='22'/>"
    "<w:highlight w:val='yellow'/><w:u w:val='single'/><w:vertAlign w:val='superscript'/><w:lang w:val='en-US'/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Khac'><w:name w:val='Khac'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Chars'><w:name w:val='Chars'/><w:pPr><w:spacing w:beforeLines='50' w:afterLines='50'/>"
    "<w:ind w:leftChars='200' w:rightChars='200' w:firstLineChars='200'/></w:pPr></w:style>"
)
LETTERS: dict[str, Value] = {
    "font": "Times New Roman",
    "size_pt": 13.5,
    "bold": False,
    "italic": False,
    "underlined": False,
    "capitals": False,
    "small_capitals": False,
    "struck": False,
    "hidden": False,
    "raised": False,
    "lowered": True,
    "colour": "000000",
    "highlighted": False,
    "spacing_pt": 0.0,
    "scale_percent": 90.0,
    "language": "vi-VN",
}
LINES: dict[str, Value] = {
    "style": "Khac",
    "right_to_left": True,
    "align": "both",
    "left_mm": 0.0,
    "right_mm": 12.7,
    "first_line_mm": 12.7,
    "before_pt": 6.0,
    "after_pt": 6.0,
    "line": 18.0,
    "line_rule": "at_least",
    "keep_next": False,
    "keep_lines": False,
    "widow_control": True,
    "page_break_before": True,
    "outline_level": None,
    "ruled_below": False,
    "ruled_above": True,
}
SHEET: dict[str, Value] = {
    "width_mm": 210.0,
    "height_mm": 297.0,
    "landscape": True,
    "top_mm": 20.0,
    "bottom_mm": 20.0,
    "left_mm": 30.0,
    "right_mm": 15.0,
    "gutter_mm": 0.0,
    "header_mm": 10.0,
    "footer_mm": 10.0,
    "first_page_differs": True,
    "first_page_number": 1,
    "page_number_format": "decimal",
    "columns": 1,
}
#: A sheet that says nothing has Word's own measures.
LETTER_SHEETS = (
    "<w:sectPr><w:pgSz w:w='12240' w:h='15840' w:code='1'/><w:pgMar w:top='1440' w:right='1440' w:bottom='1440' w:left='1440' "
    "w:header='720' w:footer='720' w:gutter='200'/><w:pgNumType w:start='3' w:fmt='lowerRoman'/><w:cols w:num='2'/></w:sectPr>",
    "<w:sectPr/>",
)
BODY = paragraph("Một", letters="<w:noProof/>") + paragraph("Hai", "<w:ind w:leftChars='200'/>")


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("tracked", [False, True])
def test_letters_are_set_against_every_style(name: str, tracked: bool) -> None:
    change = Change("runs", name, LETTERS[name], at=0, run=0)
    docx = word_file(BODY, styles=STYLES)
    after = mended(docx, change, tracked=tracked)
    look = reading.read(after.content).paragraphs[0].runs[0].look
    assert getattr(look, name) == LETTERS[name]
    _is_all_that_differs(docx, after.content, tracked)


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("tracked", [False, True])
def test_lines_are_set_against_every_style(name: str, tracked: bool) -> None:
    change = Change("paragraph", name, LINES[name], at=1)
    docx = word_file(BODY, styles=STYLES)
    after = mended(docx, change, tracked=tracked)
    assert getattr(reading.read(after.content).paragraphs[1].look, name) == LINES[name]
    _is_all_that_differs(docx, after.content, tracked)


@pytest.mark.parametrize("name", ["left_mm", "right_mm", "first_line_mm", "before_pt", "after_pt"])
def test_lengths_are_set_against_a_style_that_counts_letters_and_lines(name: str) -> None:
    docx = word_file(paragraph("Một", "<w:pStyle w:val='Chars'/>"), styles=STYLES)
    after = mended(docx, Change("paragraph", name, 10.0, at=0))
    found = getattr(reading.read(after.content).paragraphs[0].look, name)
    assert found == pytest.approx(10.0, abs=0.02)
    _is_all_that_differs(docx, after.content, tracked=False)


@pytest.mark.parametrize("name", SHEET)
@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("sheet", LETTER_SHEETS)
def test_the_sheet_is_set_whatever_it_says(name: str, tracked: bool, sheet: str) -> None:
    change = Change("section", name, SHEET[name], at=0)
    docx = word_file(BODY, sheet=sheet)
    after = mended(docx, change, tracked=tracked)
    found = getattr(reading.read(after.content).sections[0], name)
    assert found == pytest.approx(SHEET[name], abs=0.02)
    _is_all_that_differs(docx, after.content, tracked)


def _is_all_that_differs(before: bytes, after: bytes, tracked: bool) -> None:
    """Only the body's part differs; tracked, refusing gives it back."""
    old, new = parts(before), parts(after)
    assert [name for name in old if old[name] != new[name]] in ([], [MAIN])
    if tracked:
        assert refused(new[MAIN]) == canonical(etree.fromstring(old[MAIN]))
    else:
        assert b"Change" not in new[MAIN]


def test_every_property_of_a_look_can_be_set_but_tab_stops() -> None:
    assert set(run_setting.SETTERS) == set(LETTERS)
    assert set(paragraph_setting.SETTERS) == set(LINES)
    assert set(sheet_setting.SETTERS) == set(SHEET)
    assert set(RunLook.__slots__) >= set(LETTERS)
    assert set(ParagraphLook.__slots__) >= set(LINES)


def test_the_height_of_a_line_and_its_rule_are_set_together() -> None:
    changes = (
        Change("paragraph", "line", 1.5, at=0),
        Change("paragraph", "line_rule", "multiple", at=0),
    )
    after = mended(word_file(BODY, styles=STYLES), *changes)
    look = reading.read(after.content).paragraphs[0].look
    assert (look.line, look.line_rule) == (1.5, "multiple")


def test_a_mark_has_the_letters_that_the_whole_paragraph_gets() -> None:
    after = mended(word_file("<w:p/>" + BODY, styles=STYLES), Change("runs", "size_pt", 14, at=1))
    found = reading.read(after.content).paragraphs
    assert (found[1].mark.size_pt, found[1].runs[0].look.size_pt) == (14, 14)
    assert (found[0].mark.size_pt, found[2].mark.size_pt) == (11, 11)


def test_mending_twice_changes_nothing() -> None:
    changes = [
        *(Change("runs", name, value, at=0) for name, value in LETTERS.items()),
        *(Change("paragraph", name, value, at=0) for name, value in LINES.items()),
        *(Change("section", name, value, at=0) for name, value in SHEET.items()),
    ]
    docx = word_file(BODY, styles=STYLES, sheet=LETTER_SHEETS[0])
    for tracked in (False, True):
        once = mended(docx, *changes, tracked=tracked)
        assert once.content != docx
        assert mended(once.content, *changes, tracked=tracked).content == once.content
        assert mended(docx, *changes, tracked=tracked).content == once.content


def test_what_somebody_else_tracked_is_kept_and_refusing_it_gives_the_oldest_format() -> None:
    theirs = (
        "<w:sz w:val='30'/><w:rPrChange w:id='7' w:author='Ai' w:date='2026-01-01T00:00:00Z'>"
        "<w:rPr><w:sz w:val='20'/></w:rPr></w:rPrChange>"
    )
    docx = word_file(paragraph("Một", letters=theirs))
    after = parts(mended(docx, Change("runs", "size_pt", 14, at=0, run=0), tracked=True).content)[
        MAIN
    ]
    marks = list(etree.fromstring(after).iter("{*}rPrChange"))
    assert [mark.get(mark.tag.replace("rPrChange", "author")) for mark in marks] == ["Ai"]
    assert b'<w:sz w:val="28"/>' in after
    assert b'<w:sz w:val="20"/>' in etree.tostring(marks[0])


def test_the_letters_of_old_and_of_symbol_fonts_keep_their_font() -> None:
    body = paragraph(
        "Céng hßa", letters="<w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/>"
    ) + paragraph("abc", letters="<w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/>")
    docx = word_file(body)
    changes = [Change("runs", "font", "Times New Roman", at=at, run=0) for at in (0, 1)]
    assert mended(docx, *changes).content == docx


@pytest.mark.parametrize("lock", ["contentLocked", "sdtContentLocked"])
def test_a_locked_content_control_is_left_as_it_is(lock: str) -> None:
    control = f"<w:sdt><w:sdtPr><w:lock w:val='{lock}'/></w:sdtPr><w:sdtContent>{paragraph('Một')}</w:sdtContent></w:sdt>"
    docx = word_file(control)
    assert mended(docx, Change("paragraph", "align", "both", at=0)).content == docx


def test_a_change_of_what_is_not_there_is_left_out() -> None:
    docx = word_file(BODY)
    nowhere: list[Any] = [
        Change("paragraph", "tab_stops_mm", 1.0, at=0),
        Change("runs", "bold", True, at=0, run=0),
    ]
    after = mended(docx, *nowhere)
    assert len(after.steps) == 1
    assert reading.read(after.content).paragraphs[0].runs[0].look.bold

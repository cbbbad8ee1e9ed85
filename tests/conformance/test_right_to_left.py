"""Paragraphs from right to left, which come by accident with what is pasted: sides are read, and mended, as they are seen."""

from __future__ import annotations

import pytest
from lxml import etree

from service.conformance import checking, reading
from service.conformance.changes import Change
from service.conformance.fixing import mend
from service.conformance.word_document import Paragraph
from service.docx.word_namespace import W
from tests.conformance.mended import mended, parts, refused
from tests.conformance.out_of_reach import HIDDEN, hidden
from tests.conformance.word_files import paragraph, word_file
from tools.conformance.foreign import documents

MAIN = "word/document.xml"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/>'
    '<w:pPr><w:bidi/><w:ind w:left="567" w:right="1134"/></w:pPr></w:style>'
)
LONG = (
    "Văn phòng phối hợp với các đơn vị thực hiện nhiệm vụ được giao trong năm và báo cáo kết quả. "
    * 4
)


def first(properties: str) -> Paragraph:
    """A paragraph with this w:pPr, as it is read."""
    return reading.read(word_file(paragraph("Một", properties), styles=STYLES)).paragraphs[0]


@pytest.mark.parametrize(
    ("properties", "align", "left_mm", "right_mm"),
    [
        ("<w:bidi/>", "right", 0, 0),
        ('<w:bidi/><w:jc w:val="left"/>', "right", 0, 0),
        ('<w:bidi/><w:jc w:val="start"/>', "right", 0, 0),
        ('<w:bidi/><w:jc w:val="right"/>', "left", 0, 0),
        ('<w:bidi/><w:jc w:val="end"/>', "left", 0, 0),
        ('<w:bidi/><w:jc w:val="center"/>', "center", 0, 0),
        ('<w:bidi/><w:ind w:left="567" w:right="1134"/><w:jc w:val="both"/>', "both", 20, 10),
        ('<w:bidi/><w:ind w:start="567" w:end="1134"/>', "right", 20, 10),
        ('<w:pStyle w:val="A"/>', "right", 20, 10),
        ('<w:pStyle w:val="A"/><w:bidi w:val="0"/>', "left", 10, 20),
        ('<w:ind w:left="567" w:right="1134"/><w:jc w:val="right"/>', "right", 10, 20),
    ],
)
def test_sides_are_read_as_they_are_seen(
    properties: str, align: str, left_mm: float, right_mm: float
) -> None:
    look = first(properties).look
    assert look.align == align
    assert (look.left_mm, look.right_mm) == pytest.approx((left_mm, right_mm), abs=0.1)


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize(
    ("change", "written"),
    [
        (Change("paragraph", "align", "left", "right", 0), {"jc": "right"}),
        (Change("paragraph", "align", "center", "right", 0), {"jc": "center"}),
        (Change("paragraph", "left_mm", 30.0, 0.0, 0), {"ind.right": "1701"}),
        (Change("paragraph", "right_mm", 30.0, 0.0, 0), {"ind.left": "1701"}),
    ],
)
def test_a_side_is_mended_where_it_is_seen(
    change: Change, written: dict[str, str], tracked: bool
) -> None:
    docx = word_file(paragraph("Một", "<w:bidi/>"))
    after = mended(docx, change, tracked=tracked).content
    seen = getattr(reading.read(after).paragraphs[0].look, change.name)
    assert seen == (change.value if change.name == "align" else pytest.approx(30.0, abs=0.1))
    root = etree.fromstring(parts(after)[MAIN])
    for name, value in written.items():
        element, _, attribute = name.partition(".")
        assert root.find(f".//{W}pPr/{W}{element}").get(f"{W}{attribute or 'val'}") == value
    if tracked:
        assert refused(parts(after)[MAIN]) == refused(parts(docx)[MAIN])


def test_what_stands_at_a_side_stays_there_when_lines_begin_at_the_other() -> None:
    docx = word_file(paragraph("Một", '<w:bidi/><w:ind w:left="567"/><w:jc w:val="left"/>'))
    change = Change("paragraph", "right_to_left", value=False, before=True, at=0)
    before, after = (
        reading.read(one).paragraphs[0].look for one in (docx, mended(docx, change).content)
    )
    assert (before.right_to_left, after.right_to_left) == (True, False)
    assert (before.align, before.right_mm) == (after.align, after.right_mm)
    assert (after.align, after.left_mm) == ("right", 0)
    assert after.right_mm == pytest.approx(10, abs=0.1)


def test_a_text_from_right_to_left_is_turned_justified_and_set_back_at_the_left() -> None:
    (sound,) = [one for one in documents() if one.name == "before-2020"]
    done = mend(hidden(sound.docx, HIDDEN["from right to left"]), checking.judged)
    told = {one.rule: (one.measured, one.wanted) for one in done.before.findings}
    for rule in ("body-align", "basis-align"):
        assert told[rule] == ("viết từ phải sang trái", "canh đều hai lề")
    found = reading.read(done.content)
    (article,) = [one.look for one in found.paragraphs if one.text.startswith("Điều 1.")]
    assert (article.right_to_left, article.align) == (False, "both")
    assert article.first_line_mm == pytest.approx(12.7, abs=0.1)
    assert [one.rule for one in done.after.findings if one.fixable] == []
    assert mend(done.content, checking.judged).content == done.content

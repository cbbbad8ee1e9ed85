"""The numbers that Word's lists draw: read as they look, told, and mended where their look is said."""

from __future__ import annotations

import pytest
from lxml import etree

from service.conformance import checking, fixing, reading
from service.conformance.word_document import LabelLook
from service.docx.word_namespace import W
from tests.conformance.mended import canonical, parts, refused
from tests.conformance.word_files import part, word_file

MAIN, LISTS = "word/document.xml", "word/numbering.xml"
RED = "<w:color w:val='FF0000'/>"
ARIAL = "<w:rFonts w:ascii='Arial' w:hAnsi='Arial' w:cs='Arial'/>"
TIMES = "<w:rFonts w:ascii='Times New Roman' w:hAnsi='Times New Roman'/>"
STYLES = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{TIMES}<w:sz w:val='28'/><w:lang w:val='vi-VN'/></w:rPr></w:rPrDefault>"
    "</w:docDefaults><w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>"
    f"<w:style w:type='character' w:styleId='Do'><w:name w:val='Do'/><w:rPr><w:b/>{RED}</w:rPr></w:style>"
)


def numbered(level: str = "", *marks: str) -> bytes:
    """A document of paragraphs with these letters at their marks, in a list whose level says these letters."""
    listed = "".join(
        f"<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='7'/></w:numPr><w:rPr>{mark}</w:rPr></w:pPr>"
        f"<w:r><w:t>Giao Văn phòng Sở theo dõi, tổng hợp kết quả thực hiện.</w:t></w:r></w:p>"
        for mark in marks
    )
    lists = (
        "<w:abstractNum w:abstractNumId='3'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
        f"<w:lvlText w:val='%1.'/><w:pPr><w:ind w:left='0' w:firstLine='720'/></w:pPr><w:rPr>{level}</w:rPr></w:lvl>"
        "</w:abstractNum><w:num w:numId='7'><w:abstractNumId w:val='3'/></w:num>"
    )
    return word_file(
        listed,
        styles=STYLES,
        parts={LISTS: part("numbering", lists)},
        links={"rIdList": ("numbering", "numbering.xml")},
    )


def first_label(docx: bytes) -> LabelLook:
    look = reading.read(docx).paragraphs[0].label_look
    assert look is not None
    return look


def told(docx: bytes) -> dict[str, str]:
    """What is measured of labels, by the rule."""
    found = checking.check(docx).findings
    return {one.rule: one.measured for one in found if one.rule.startswith("label-")}


def texts(docx: bytes) -> list[str]:
    return [
        one.text or ""
        for name, content in sorted(parts(docx).items())
        if name.endswith(".xml")
        for one in etree.fromstring(content).iter(f"{W}t")
    ]


@pytest.mark.parametrize(
    ("level", "mark", "colour", "bold", "of_level"),
    [
        ("", "", None, False, frozenset()),
        ("", RED, "FF0000", False, frozenset()),
        (RED, "<w:b/>", "FF0000", True, frozenset({"colour"})),
        ("<w:color w:val='000000'/>", RED, "000000", False, frozenset({"colour"})),
        ("<w:rStyle w:val='Do'/>", "", "FF0000", True, frozenset({"colour", "bold"})),
        (
            "<w:rStyle w:val='Do'/><w:b w:val='0'/>",
            "",
            "FF0000",
            False,
            frozenset({"colour", "bold"}),
        ),
    ],
)
def test_a_label_looks_as_its_level_says_and_else_as_its_mark(
    level: str, mark: str, colour: str | None, bold: bool, of_level: frozenset[str]
) -> None:
    look = first_label(numbered(level, mark))
    assert (look.letters.colour, look.letters.bold, look.of_level) == (colour, bold, of_level)


def test_a_paragraph_without_a_label_has_no_look_of_it() -> None:
    (only,) = reading.read(word_file("<w:p><w:r><w:t>Không đánh số.</w:t></w:r></w:p>")).paragraphs
    assert (only.label, only.label_look) == ("", None)


@pytest.mark.parametrize(
    ("level", "marks", "before", "changed"),
    [
        ("", (RED, ""), {"label-colour": "màu FF0000"}, MAIN),
        (RED, ("", ""), {"label-colour": "màu FF0000"}, LISTS),
        ("<w:rStyle w:val='Do'/><w:b w:val='0'/>", ("",), {"label-colour": "màu FF0000"}, LISTS),
        ("", (ARIAL, ARIAL), {"label-font": "Arial"}, MAIN),
        (ARIAL, ("", ""), {"label-font": "Arial"}, LISTS),
    ],
)
def test_a_label_is_mended_where_its_look_is_said_and_nowhere_else(
    level: str, marks: tuple[str, ...], before: dict[str, str], changed: str
) -> None:
    docx = numbered(level, *marks)
    assert told(docx) == before
    mended = fixing.mend(docx, checking.judged)
    assert told(mended.content) == {}
    assert texts(mended.content) == texts(docx)
    was, now = parts(docx), parts(mended.content)
    other = LISTS if changed == MAIN else MAIN
    assert was[changed] != now[changed]
    of_labels = [step for step in mended.steps if step.rules[0] in before]
    assert {step.change.target for step in of_labels} == {"runs" if changed == MAIN else "level"}
    if other == LISTS:
        assert was[LISTS] == now[LISTS]
    else:
        assert marks_of(was[MAIN]) == marks_of(now[MAIN])
    assert fixing.mend(mended.content, checking.judged).content == mended.content


def marks_of(content: bytes) -> list[bytes]:
    return [
        etree.tostring(mark, method="c14n", exclusive=True)
        for mark in etree.fromstring(content).iterfind(f".//{W}pPr/{W}rPr")
    ]


def test_a_tracked_mark_can_be_refused() -> None:
    docx = numbered("", RED)
    mended = fixing.mend(docx, checking.judged, tracked=True)
    assert told(mended.content) == {}
    before, after = parts(docx)[MAIN], parts(mended.content)[MAIN]
    assert f"{W}rPrChange" in {one.tag for one in etree.fromstring(after).iter()}
    assert refused(after) == canonical(etree.fromstring(before))


def test_a_list_is_left_as_it_is_where_changes_are_tracked() -> None:
    docx = numbered(RED, "")
    mended = fixing.mend(docx, checking.judged, tracked=True)
    assert told(mended.content) == {"label-colour": "màu FF0000"}
    assert parts(mended.content)[LISTS] == parts(docx)[LISTS]


def test_a_level_that_is_right_elsewhere_is_left_to_a_person() -> None:
    """The list says "bold": right for the clause that is a title, wrong for the one that is not."""
    docx = numbered("<w:b/>", "", "")
    bold = docx_with_bold_text(docx)
    mended = fixing.mend(bold, checking.judged)
    assert told(mended.content).keys() <= {"label-bold"}
    assert parts(mended.content)[LISTS] == parts(bold)[LISTS]


def docx_with_bold_text(docx: bytes) -> bytes:
    """The first of two paragraphs with bold letters."""
    body = parts(docx)[MAIN].decode()
    begin, end = body.index("<w:p>"), body.rindex("<w:sectPr>")
    inside = body[begin:end].replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>", 1)
    lists = parts(docx)[LISTS]
    return word_file(
        inside,
        styles=STYLES,
        parts={LISTS: lists},
        links={"rIdList": ("numbering", "numbering.xml")},
    )

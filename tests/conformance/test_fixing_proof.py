"""A mended document that differs in anything that no plan names is not given back, whatever made it differ."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from service.conformance import reading
from service.conformance.changes import Change
from service.conformance.fixing.allowances import Allowed, Numbers, allowances
from service.conformance.fixing.plan import plan
from service.conformance.fixing.proof import prove
from service.errors import MendedTooMuch
from tests.conformance.mended import mended, parts, report
from tests.conformance.word_files import part, word_file

MAIN, RELATIONS, TYPES, NOTES = (
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
    "word/footnotes.xml",
)
PICTURE = (
    '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="u"><a:blip r:embed="rIdPicture"/></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>05</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BODY = (
    '<w:p><w:pPr><w:jc w:val="left"/><w:tabs><w:tab w:val="left" w:pos="100"/></w:tabs></w:pPr>'
    '<w:bookmarkStart w:id="1" w:name="cho"/><w:r><w:rPr><w:b/></w:rPr><w:t>Một</w:t><w:tab/><w:t xml:space="preserve"> hai</w:t></w:r>'
    f'<w:bookmarkEnd w:id="1"/>{PICTURE}{FIELD}<w:r><w:footnoteReference w:id="2"/></w:r>'
    '<w:commentRangeStart w:id="3"/><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r><w:commentRangeEnd w:id="3"/></w:p>'
    '<w:sdt><w:sdtPr><w:tag w:val="o"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Ba</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    '<w:tbl><w:tblPr><w:tblW w:w="100" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid>'
    '<w:tr><w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>Bốn</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
)
DOCUMENT = word_file(
    BODY,
    parts={
        NOTES: part(
            "footnotes", '<w:footnote w:id="2"><w:p><w:r><w:t>Năm</w:t></w:r></w:p></w:footnote>'
        ),
        "word/media/a.png": b"PNG",
    },
    links={"rIdNotes": ("footnotes", "footnotes.xml"), "rIdPicture": ("image", "media/a.png")},
)
PLAN = (
    Change("paragraph", "align", "both", at=0),
    Change("runs", "size_pt", 14, at=0, run=0),
    Change("section", "left_mm", 35.0, at=0),
)


def proved(spoil: Callable[[dict[str, bytes]], None], *, tracked: bool = False) -> None:
    """The document mended by the plan, then spoilt, and held against the one that came."""
    document = reading.read(DOCUMENT)
    planned = plan(document, report(document, PLAN))
    allowed = allowances(document, planned, Numbers(document.roots), tracked=tracked)
    after = parts(mended(DOCUMENT, *PLAN, tracked=tracked).content)
    spoil(after)
    prove(parts(DOCUMENT), after, allowed)


def replaced(old: str, new: str, name: str = MAIN) -> Callable[[dict[str, bytes]], None]:
    """A spoiling that puts one thing in another's place, once."""

    def spoil(after: dict[str, bytes]) -> None:
        assert old.encode() in after[name], after[name]
        after[name] = after[name].replace(old.encode(), new.encode(), 1)

    return spoil


@pytest.mark.parametrize("tracked", [False, True])
def test_what_the_plan_says_is_proved(tracked: bool) -> None:
    proved(lambda _: None, tracked=tracked)


SPOILT = {
    "a letter": replaced("Một", "Mọt"),
    "the case of a letter": replaced("Bốn", "BỐN"),
    "a blank": replaced("> hai", ">hai"),
    "a tab": replaced("<w:tab/><w:t xml", "<w:t xml"),
    "a tab in place of a break": replaced("<w:tab/>", "<w:br/>"),
    "a letter of a note": replaced("Năm", "Nam", NOTES),
    "what a field shows": replaced("<w:t>05", "<w:t>06"),
    "what a field does": replaced(" DATE ", " TIME "),
    "the end of a field": replaced('<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
    "a bookmark": replaced('<w:bookmarkEnd w:id="1"/>', ""),
    "the name of a bookmark": replaced('w:name="cho"', 'w:name="khac"'),
    "a picture": replaced('r:embed="rIdPicture"', 'r:embed="rIdNotes"'),
    "a note": replaced('<w:r><w:footnoteReference w:id="2"/></w:r>', ""),
    "a comment's end": replaced('<w:commentRangeEnd w:id="3"/>', ""),
    "a sign": replaced("F0A8", "F0A9"),
    "a content control": replaced('<w:tag w:val="o"/>', ""),
    "an alignment of another paragraph": replaced(
        "<w:p><w:r><w:t>Ba", '<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t>Ba'
    ),
    "another property of the same letters": replaced("<w:b/>", "<w:i/>"),
    "a property taken away": replaced("<w:b/>", ""),
    "another margin": replaced('w:right="851"', 'w:right="850"'),
    "a tab stop": replaced('w:pos="100"', 'w:pos="200"'),
    "a table's width": replaced('<w:tblW w:w="100"', '<w:tblW w:w="200"'),
    "a column": replaced('<w:gridCol w:w="100"/>', '<w:gridCol w:w="200"/>'),
    "a cell's width": replaced('<w:tcW w:w="100"', '<w:tcW w:w="200"'),
    "a run more": replaced("<w:t>Bốn</w:t></w:r>", "<w:t>Bốn</w:t></w:r><w:r/>"),
    "a line drawn where none is planned": replaced(
        "<w:t>Bốn</w:t></w:r>", "<w:t>Bốn</w:t></w:r><w:r><w:drawing/></w:r>"
    ),
    "where a relation leads": replaced("media/a.png", "media/b.png", RELATIONS),
    "a tracked change": replaced(
        '<w:jc w:val="both"/>',
        '<w:jc w:val="both"/><w:pPrChange w:id="9" w:author="vanban"><w:pPr/></w:pPrChange>',
    ),
}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_nothing_is_given_back_that_differs_in(spoilt: Callable[[dict[str, bytes]], None]) -> None:
    with pytest.raises(MendedTooMuch):
        proved(spoilt)


def test_no_part_may_go_or_come() -> None:
    with pytest.raises(MendedTooMuch):
        proved(lambda after: after.__delitem__("word/media/a.png"))
    with pytest.raises(MendedTooMuch):
        proved(lambda after: after.update({"word/more.xml": b"<a/>"}))


def test_a_relation_may_not_go() -> None:
    def spoil(after: dict[str, bytes]) -> None:
        start = after[RELATIONS].index(b'<Relationship Id="rIdPicture"')
        end = after[RELATIONS].index(b"/>", start) + 2
        after[RELATIONS] = after[RELATIONS][:start] + after[RELATIONS][end:]

    with pytest.raises(MendedTooMuch):
        proved(spoil)


def test_a_picture_may_not_be_another() -> None:
    with pytest.raises(MendedTooMuch):
        proved(lambda after: after.update({"word/media/a.png": b"JPG"}))


def unmarked(after: dict[str, bytes]) -> None:
    """Take what keeps the old letters out."""
    start = after[MAIN].index(b"<w:rPrChange")
    end = after[MAIN].index(b"</w:rPrChange>") + len(b"</w:rPrChange>")
    after[MAIN] = after[MAIN][:start] + after[MAIN][end:]


TRACKED_WRONGLY = {
    "no mark": unmarked,
    "a mark that keeps less": replaced(
        "<w:rPr><w:b/></w:rPr></w:rPrChange>", "<w:rPr/></w:rPrChange>"
    ),
    "somebody else's name": replaced('w:author="vanban"', 'w:author="Ai"'),
}


@pytest.mark.parametrize("spoilt", TRACKED_WRONGLY.values(), ids=TRACKED_WRONGLY)
def test_a_tracked_change_that_would_not_give_the_old_format_back_is_not_given_back(
    spoilt: Callable[[dict[str, bytes]], None],
) -> None:
    with pytest.raises(MendedTooMuch):
        proved(spoilt, tracked=True)


def test_what_failed_is_told_without_a_word_of_the_document() -> None:
    with pytest.raises(MendedTooMuch) as failed:
        proved(replaced("Một", "Mật"))
    assert failed.value.logged == {"part": MAIN, "where": "characters"}
    assert "Một" not in str(failed.value)


def test_a_new_part_may_hold_no_character() -> None:
    before = parts(DOCUMENT)
    header = part("hdr", "<w:p><w:r><w:t>2</w:t></w:r></w:p>")
    with pytest.raises(MendedTooMuch):
        prove(before, {**before, "word/header1.xml": header}, Allowed(parts={"word/header1.xml"}))


def test_a_reference_to_a_header_may_come_where_it_is_allowed_and_no_other_may_differ() -> None:
    allowed, place = Allowed(), (MAIN, "section", 0)
    allowed.allow(place, ["headerReference:default"])
    assert allowed.may_differ(place, "headerReference:default", came=True)
    assert not allowed.may_differ(place, "headerReference:default", came=False)
    assert not allowed.may_differ(place, "headerReference:first", came=True)
    assert not allowed.may_differ((MAIN, "section", 1), "headerReference:default", came=True)

"""A letterhead typed with tabs or blanks is measured, and set in two columns without a character changed."""

from __future__ import annotations

import pytest
from lxml import etree

from service.conformance import checking, reading
from service.conformance.characters import characters
from service.conformance.fixing import Mended, mend
from service.conformance.typed_halves import middles, present_middles, typed_halves
from tests.conformance.mended import canonical, parts
from tests.conformance.word_files import word_file

MAIN = "word/document.xml"
STYLES = (
    "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/>"
    "<w:rPr><w:rFonts w:ascii='Times New Roman' w:hAnsi='Times New Roman'/><w:sz w:val='26'/></w:rPr></w:style>"
)
TABS, BLANKS = ("\t", "\t\t", " \t"), (" " * 12, " " * 34, " " * 20)


def line(left: str, gap: str, right: str, first: str = "", then: str = "") -> str:
    """One paragraph of a head; what keeps the halves apart stands in the run of the left one."""
    written = "".join(
        "<w:tab/>" if sign == "\t" else f'<w:t xml:space="preserve">{sign}</w:t>' for sign in gap
    )
    if not gap.strip(" "):
        return (
            f'<w:p><w:r><w:rPr>{first}</w:rPr><w:t xml:space="preserve">{left}{gap}</w:t></w:r>'
            f"<w:r><w:rPr>{then}</w:rPr><w:t>{right}</w:t></w:r></w:p>"
        )
    return (
        f"<w:p><w:r><w:rPr>{first}</w:rPr><w:t>{left}</w:t>{written}</w:r>"
        f"<w:r><w:rPr>{then}</w:rPr><w:t>{right}</w:t></w:r></w:p>"
    )


def head(gaps: tuple[str, str, str]) -> bytes:
    """A decision whose head is typed with these gaps."""
    bold = "<w:b/>"
    rows = (
        line("UBND TỈNH QUẢNG LÂM", gaps[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", bold),
        line("SỞ NGOẠI VỤ", gaps[1], "Độc lập - Tự do - Hạnh phúc", bold, bold),
        line("Số: 27/QĐ-SNgV", gaps[2], "Quảng Lâm, ngày 09 tháng 3 năm 2026", "", "<w:i/>"),
    )
    title = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr>{bold}</w:rPr><w:t>QUYẾT ĐỊNH</w:t></w:r></w:p>'
    return word_file("".join(rows) + title, styles=STYLES)


def rules_broken(docx: bytes) -> set[str]:
    return {finding.rule for finding in checking.check(docx).findings}


def mended(docx: bytes, *, tracked: bool = False) -> Mended:
    return mend(docx, checking.judged, tracked=tracked)


@pytest.mark.parametrize("gaps", [TABS, BLANKS], ids=["tabs", "blanks"])
@pytest.mark.parametrize("tracked", [False, True])
def test_the_halves_come_into_the_middle_of_two_columns(
    gaps: tuple[str, str, str], tracked: bool
) -> None:
    docx = head(gaps)
    assert "letterhead-columns" in rules_broken(docx)
    after = mended(docx, tracked=tracked).content
    assert not rules_broken(after) & {
        "letterhead-columns",
        "motto-rule-missing",
        "organ-rule-missing",
    }
    document = reading.read(after)
    lines = typed_halves(document, checking.judged(document).components)
    assert len(lines) == 3
    found = [present_middles(one) for one in lines]
    for side in ("left_mm", "right_mm"):
        middles = [getattr(one, side) for one in found]
        assert max(middles) - min(middles) < 0.5
    assert len(document.lines) == 2


@pytest.mark.parametrize("gaps", [TABS, BLANKS], ids=["tabs", "blanks"])
def test_no_character_of_it_differs_and_mending_twice_changes_nothing(
    gaps: tuple[str, str, str],
) -> None:
    docx = head(gaps)
    for tracked in (False, True):
        after = mended(docx, tracked=tracked).content
        old, new = (etree.fromstring(parts(one)[MAIN]) for one in (docx, after))
        assert characters(old) == characters(new)
        assert mended(after, tracked=tracked).content == after


def test_a_line_is_drawn_below_its_own_half() -> None:
    document = reading.read(mended(head(TABS)).content)
    halves = typed_halves(document, checking.judged(document).components)[1]
    middles = present_middles(halves)
    assert middles is not None
    organ, motto = sorted(document.lines, key=lambda line: line.left_mm or 0)
    assert (organ.left_mm or 0) + organ.width_mm / 2 == pytest.approx(middles.left_mm, abs=0.3)
    assert (motto.left_mm or 0) + motto.width_mm / 2 == pytest.approx(middles.right_mm, abs=0.3)
    assert motto.width_mm == pytest.approx(halves.right_mm, abs=0.3)
    assert halves.left_mm / 3 <= organ.width_mm <= halves.left_mm / 2


def test_halves_that_have_no_room_beside_each_other_are_left_to_a_person() -> None:
    long = "TRUNG TÂM HỖ TRỢ DOANH NGHIỆP NHỎ VÀ VỪA TỈNH QUẢNG LÂM"
    body = parts(head(TABS))[MAIN].replace("UBND TỈNH QUẢNG LÂM".encode(), long.encode())
    wide = word_file("", styles=STYLES, parts={MAIN: body})
    finding = next(one for one in checking.check(wide).findings if one.rule == "letterhead-columns")
    assert not finding.fixable
    after = etree.fromstring(parts(mended(wide).content)[MAIN])
    assert b"w:tabs" not in canonical(after)


@pytest.mark.parametrize(
    ("organ", "is_found"),
    [
        ("SỞ NGOẠI VỤ", True),
        ("TRUNG TÂM HỖ TRỢ DOANH NGHIỆP NHỎ VÀ VỪA TỈNH QUẢNG LÂM", False),
    ],
)
def test_the_halves_of_every_line_have_room_between_them(organ: str, is_found: bool) -> None:
    """One line without room is enough, wherever it stands and however short the others are."""
    body = parts(head(TABS))[MAIN].replace("SỞ NGOẠI VỤ".encode(), organ.encode())
    document = reading.read(word_file("", styles=STYLES, parts={MAIN: body}))
    halves = typed_halves(document, checking.judged(document).components)
    for lines in (halves, halves[::-1]):
        assert (middles(document, lines) is not None) is is_found
    assert middles(document, ()) is None


def test_lines_set_to_the_right_below_the_organ_are_not_moved_to_the_middle_of_the_page() -> None:
    right = '<w:pPr><w:jc w:val="right"/></w:pPr>'
    rows = (
        ("", "SỞ NGOẠI VỤ"),
        (right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (right, "Độc lập - Tự do - Hạnh phúc"),
        ("", "QUYẾT ĐỊNH"),
    )
    body = "".join(
        f"<w:p>{look}<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>" for look, text in rows
    )
    docx = word_file(body, styles=STYLES)
    broken = rules_broken(docx)
    assert "letterhead-one-row" in broken
    assert not broken & {"national-align", "motto-align"}
    after = reading.read(mended(docx).content)
    assert [one.look.align for one in after.paragraphs[1:3]] == ["right", "right"]

"""A letterhead typed with tabs or blanks is measured, and set in two columns without a character changed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree

from service.conformance import checking, reading
from service.conformance.characters import characters
from service.conformance.findings import Report
from service.conformance.fixing import Mended, mend
from service.conformance.typed_halves import Middles, middles, present_middles, typed_halves
from service.conformance.word_document import WordDocument
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


def typed(*lines: str, look: str = "") -> bytes:
    """A decision whose head is these lines of one paragraph, in one run; a tab is U+0009."""
    signs = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    written = "".join(
        signs.get(piece, f'<w:t xml:space="preserve">{piece}</w:t>')
        for piece in re.split(r"([\t\n])", "\n".join(lines))
        if piece
    )
    title = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>QUYẾT ĐỊNH</w:t></w:r></w:p>'
    body = f"<w:p><w:pPr>{look}</w:pPr><w:r><w:rPr><w:b/></w:rPr>{written}</w:r></w:p>{title}"
    return word_file(body, styles=STYLES)


def lines_of(gaps: tuple[str, str, str]) -> list[str]:
    return [
        f"UBND TỈNH QUẢNG LÂM{gaps[0]}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        f"SỞ NGOẠI VỤ{gaps[1]}Độc lập - Tự do - Hạnh phúc",
        f"Số: 27/QĐ-SNgV{gaps[2]}Quảng Lâm, ngày 09 tháng 3 năm 2026",
    ]


def middles_of(docx: bytes) -> list[Middles]:
    document = reading.read(docx)
    halves = typed_halves(document, checking.judged(document).components)
    return [found for found in map(present_middles, halves) if found is not None]


def columns_said(docx: bytes) -> list[tuple[str, bool]]:
    """Of which side it is said that its lines stand apart, and whether it can be mended."""
    return [
        (found.message.rpartition("; ")[2].partition(" phải canh")[0], found.fixable)
        for found in checking.check(docx).findings
        if found.rule == "letterhead-columns"
    ]


@pytest.mark.parametrize("gaps", [("\t", "\t", "\t"), BLANKS], ids=["tabs", "blanks"])
def test_of_lines_in_one_paragraph_the_right_halves_are_mended_and_the_left_ones_told(
    gaps: tuple[str, str, str],
) -> None:
    docx = typed(*lines_of(gaps))
    assert columns_said(docx) == [("bên trái", False), ("bên phải", True)]
    after = mended(docx).content
    assert columns_said(after) == [("bên trái", False)]
    found = [one.right_mm for one in middles_of(after)]
    assert len(found) == 3
    assert max(found) - min(found) < 0.5
    assert characters(etree.fromstring(parts(docx)[MAIN])) == characters(
        etree.fromstring(parts(after)[MAIN])
    )
    assert mended(after).content == after


def test_blanks_of_several_lines_in_one_run_are_widened_each() -> None:
    """Nothing else is mended, so nothing parts the run before."""

    def columns_alone(document: WordDocument) -> Report:
        report = checking.judged(document)
        found = tuple(one for one in report.findings if one.rule == "letterhead-columns")
        return replace(report, findings=found)

    done = mend(typed(*lines_of(BLANKS)), columns_alone)
    found = [one.right_mm for one in middles_of(done.content)]
    assert len(found) == 3
    assert max(found) - min(found) < 0.5


def test_blanks_beside_a_sign_of_a_font_are_left_to_a_person() -> None:
    docx = typed(*lines_of(BLANKS))
    body = parts(docx)[MAIN].replace(
        b"</w:r>", b'<w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', 1
    )
    with_sign = word_file("", styles=STYLES, parts={MAIN: body})
    assert {fixable for _, fixable in columns_said(with_sign)} == {False}


def test_blanks_of_two_runs_are_left_to_a_person_when_one_of_them_cannot_be_parted() -> None:
    blanks = b" " * 20
    between = b'</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">'
    body = parts(typed(*lines_of(BLANKS)))[MAIN]
    place = body.rindex(blanks) + 10
    in_two = body[:place] + between + body[place:]
    assert True in {
        fixable for _, fixable in columns_said(word_file("", styles=STYLES, parts={MAIN: in_two}))
    }
    end = in_two.index(b"</w:r>", place + len(between))
    signed = in_two[:end] + b'<w:sym w:font="Wingdings" w:char="F0FC"/>' + in_two[end:]
    with_sign = word_file("", styles=STYLES, parts={MAIN: signed})
    assert {fixable for _, fixable in columns_said(with_sign)} == {False}


def test_a_line_is_drawn_below_its_own_line_of_a_paragraph() -> None:
    document = reading.read(mended(typed(*lines_of(("\t", "\t", "\t")))).content)
    organ, motto = sorted(document.lines, key=lambda line: line.left_mm or 0)
    # Two lines of size 13 to 14 are about eleven millimetres high, one is five and three are sixteen.
    assert [round((line.top_mm or 0) / 5.5) for line in (organ, motto)] == [2, 2]
    assert (organ.left_mm or 0) < 20 < 60 < (motto.left_mm or 0)


def test_tabs_that_differ_between_lines_of_one_paragraph_are_left_to_a_person() -> None:
    docx = typed(*lines_of(("\t", "\t\t", "\t")))
    assert {fixable for _, fixable in columns_said(docx)} == {False}
    assert b"w:tabs" not in canonical(etree.fromstring(parts(mended(docx).content)[MAIN]))


def test_where_halves_stand_is_known_of_a_line_with_blanks_however_it_is_set() -> None:
    _, short, _ = lines_of((" " * 12,) * 3)
    left, centre, right = (
        middles_of(typed(short, look=f'<w:jc w:val="{align}"/>'))[0]
        for align in ("left", "center", "right")
    )
    free = right.left_mm - left.left_mm
    assert free > 1
    assert centre.left_mm - left.left_mm == pytest.approx(free / 2)
    assert {round(one.right_mm - one.left_mm, 3) for one in (left, centre, right)} == {
        round(left.right_mm - left.left_mm, 3)
    }


def test_where_halves_stand_is_not_known_of_a_line_in_the_middle_with_tabs() -> None:
    first, *_ = lines_of(TABS)
    assert middles_of(typed(first, look='<w:jc w:val="center"/>')) == []


def test_names_that_leave_two_blanks_between_them_find_room_where_the_right_column_moves() -> None:
    rows = (
        ("UBND THÀNH PHỐ QUẢNG LÂM", "  ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "     ", "Độc lập - Tự do - Hạnh phúc"),
        ("Số: 27/QĐ-GDĐT", " " * 12, "Quảng Lâm, ngày 09 tháng 3 năm 2026"),
    )
    small = "<w:sz w:val='24'/>"
    docx = word_file(
        "".join(line(left, gap, right, small, small) for left, gap, right in rows), styles=STYLES
    )
    assert columns_said(docx) == [("mỗi bên", True)]
    after = mended(docx).content
    assert columns_said(after) == []


def test_a_national_name_that_goes_beyond_the_margin_is_told_and_brought_back() -> None:
    stop = '<w:tabs><w:tab w:val="left" w:pos="4400"/></w:tabs>'
    docx = typed(*lines_of(("\t", "\t", "\t")), look=stop)
    assert "national-one-line" in rules_broken(docx)
    assert "motto-one-line" not in rules_broken(docx)
    assert "national-one-line" not in rules_broken(mended(docx).content)


@pytest.mark.parametrize(
    ("strokes", "said"),
    [
        ("_____\t______________________", set()),
        ("-----          ----------------------------------", set()),
        ("_____", {"motto-rule"}),
        ("_________________\t______________________", {"organ-rule-length"}),
        ("_____\t________________________________________", {"motto-rule-length"}),
    ],
)
def test_strokes_below_two_halves_belong_to_the_half_above_them(
    strokes: str, said: set[str]
) -> None:
    first, second, third = lines_of(("\t", "\t", "\t"))
    rules = {rule for rule in rules_broken(typed(first, second, strokes, third)) if "-rule" in rule}
    assert rules == said

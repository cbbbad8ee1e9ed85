"""Components that are typed in one run get their own look: the run is parted, and not one character differs."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from lxml import etree

from service.conformance import checking, reading
from service.conformance.changes import Change
from service.conformance.characters import characters
from service.conformance.fixing import Mended, mend
from service.conformance.fixing.allowances import Allowed
from service.conformance.fixing.new_objects import PARTED
from service.conformance.fixing.parted_runs import part_at
from service.conformance.fixing.proof import prove
from service.conformance.shared_runs import seams
from service.docx.word_namespace import W
from service.errors import MendedTooMuch
from tests.conformance import mended as mending
from tests.conformance.mended import parts
from tests.conformance.word_files import NAMESPACES, word_file

MAIN = "word/document.xml"
STYLES = (
    "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/>"
    "<w:rPr><w:rFonts w:ascii='Times New Roman' w:hAnsi='Times New Roman'/><w:sz w:val='22'/></w:rPr></w:style>"
)
ROWS = (
    ("UBND TỈNH QUẢNG LÂM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("SỞ NGOẠI VỤ", "Độc lập - Tự do - Hạnh phúc"),
    ("Số:       /QĐ-SNgV", "Quảng Lâm, ngày      tháng 3 năm 2026"),
)
TITLE = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="28"/></w:rPr><w:t>QUYẾT ĐỊNH</w:t></w:r></w:p>'


def run(text: str, letters: str = "<w:b/>") -> str:
    """Everything in one run, as Word keeps what was typed in one look."""
    signs = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    written, word = "", ""
    for sign in [*text, ""]:
        if sign in signs or not sign:
            written += f'<w:t xml:space="preserve">{word}</w:t>' if word else ""
            written += signs.get(sign, "")
            word = ""
        else:
            word += sign
    return f"<w:r><w:rPr>{letters}</w:rPr>{written}</w:r>"


def beside(gap: str) -> bytes:
    """A head of three lines, both halves of each in one run in bold with this between them."""
    rows = (f"<w:p>{run(f'{left}{gap}{right}')}</w:p>" for left, right in ROWS)
    return word_file("".join(rows) + TITLE, styles=STYLES)


def below() -> bytes:
    """A head of two cells, in each one run with its lines parted by Shift+Enter."""
    cells = (
        '<w:tc><w:tcPr><w:tcW w:w="4600" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run(chr(10).join(lines))}</w:p></w:tc>'
        for lines in zip(*ROWS, strict=True)
    )
    grid = '<w:tblPr/><w:tblGrid><w:gridCol w:w="4600"/><w:gridCol w:w="4600"/></w:tblGrid>'
    return word_file(f"<w:tbl>{grid}<w:tr>{''.join(cells)}</w:tr></w:tbl>{TITLE}", styles=STYLES)


#: What a document lacks that has a head and nothing else.
ONLY_A_HEAD = {
    "subject-missing",
    "authority-missing",
    "enacting-missing",
    "position-missing",
    "recipients-missing",
}
HEADS = {"tabs": beside("\t\t"), "blanks": beside(" " * 20), "lines": below()}


def done(docx: bytes, *, tracked: bool = False) -> Mended:
    return mend(docx, checking.judged, tracked=tracked)


def text(docx: bytes) -> str:
    return characters(etree.fromstring(parts(docx)[MAIN]))


def looks(docx: bytes) -> dict[str, tuple[float, bool, bool]]:
    """The size, weight and slant that the letters of each component have."""
    document = reading.read(docx)
    return {
        run.text.strip(): (run.look.size_pt, run.look.bold, run.look.italic)
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.text.strip()
    }


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("docx", HEADS.values(), ids=HEADS)
def test_every_component_of_a_run_gets_its_own_look(docx: bytes, tracked: bool) -> None:
    after = done(docx, tracked=tracked)
    assert text(after.content) == text(docx)
    looked = ("-size", "-bold", "-italic")
    told = [one.rule for one in after.before.findings if one.rule.endswith(looked)]
    assert sorted(told) == [
        "date-bold",
        "date-italic",
        "date-size",
        "motto-size",
        "national-size",
        "number-bold",
        "number-size",
        "organ-size",
        "parent-bold",
        "parent-size",
    ]
    assert {finding.rule for finding in after.after.findings} == ONLY_A_HEAD
    found = looks(after.content)
    assert found["UBND TỈNH QUẢNG LÂM"] == (12.0, False, False)
    assert found["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == (12.0, True, False)
    assert found["SỞ NGOẠI VỤ"] == (12.0, True, False)
    assert found["Độc lập - Tự do - Hạnh phúc"] == (13.0, True, False)
    assert found["/QĐ-SNgV"] == (13.0, False, False)
    assert found["tháng 3 năm 2026"] == (13.0, False, True)


@pytest.mark.parametrize("docx", HEADS.values(), ids=HEADS)
def test_twice_changes_nothing(docx: bytes) -> None:
    once = done(docx).content
    assert done(once).content == once


def test_a_number_and_a_day_left_open_do_not_part_the_halves_of_a_line() -> None:
    rules = {finding.rule for finding in done(HEADS["blanks"]).after.findings}
    assert "letterhead-columns" not in rules


TABBED = run("MỘT  \t HAI")
WHOLE = {
    "in a hyperlink": f'<w:hyperlink w:anchor="a">{TABBED}</w:hyperlink>',
    "with a note": f'{TABBED[:-6]}<w:footnoteReference w:id="1"/></w:r>',
    "with a blank that is not shown": "<w:r><w:t> MỘT</w:t><w:tab/><w:t>HAI</w:t></w:r>",
    "with one component": run("\tMỘT HAI\t"),
}


@pytest.mark.parametrize("inside", WHOLE.values(), ids=WHOLE)
def test_a_run_that_cannot_be_parted_stays_whole(inside: str) -> None:
    paragraph = reading.read(word_file(f"<w:p>{inside}</w:p>")).paragraphs[0]
    assert seams(paragraph, paragraph.runs[0]) == ()


def test_what_cannot_be_parted_is_told_and_not_mended() -> None:
    linked = parts(HEADS["tabs"])[MAIN].decode()
    linked = linked.replace("<w:p><w:r>", '<w:p><w:hyperlink w:anchor="a"><w:r>', 1)
    linked = linked.replace("</w:r></w:p>", "</w:r></w:hyperlink></w:p>", 1)
    docx = word_file("", styles=STYLES, parts={MAIN: linked.encode()})
    left = {one.rule: one.fixable for one in done(docx).after.findings}
    assert left["national-size"] is False
    assert left["parent-bold"] is False


def test_a_run_is_parted_behind_what_keeps_its_components_apart() -> None:
    written = run("A B \t C   D\nE")
    paragraph = reading.read(word_file(f"<w:p>{written}</w:p>")).paragraphs[0]
    assert seams(paragraph, paragraph.runs[0]) == (6, 10, 12)


def test_every_sign_of_a_parted_run_is_kept_in_its_place() -> None:
    signs = (
        "<w:t>A</w:t><w:lastRenderedPageBreak/><w:noBreakHyphen/><w:tab/><w:t>B</w:t>"
        "<w:softHyphen/><w:t>C</w:t><w:cr/><w:t>D</w:t>"
    )
    body = f'<w:p w:rsidR="1"><w:r w:rsidR="2"><w:rPr><w:b/></w:rPr>{signs}</w:r></w:p>'
    paragraph = reading.read(word_file(body)).paragraphs[0]
    before = characters(paragraph.element)
    pieces = part_at(
        paragraph.runs[0].element, seams(paragraph, paragraph.runs[0]), itertools.count(1)
    )
    assert characters(paragraph.element) == before
    assert [[child.tag.removeprefix(W) for child in piece] for piece in pieces] == [
        ["rPr", "t", "lastRenderedPageBreak", "noBreakHyphen", "tab"],
        ["rPr", "t", "softHyphen", "t", "cr"],
        ["rPr", "t"],
    ]


BEFORE = "<w:r><w:rPr><w:b/></w:rPr><w:t>Một</w:t><w:tab/><w:t>Hai</w:t></w:r>"
FIRST, SECOND = (
    "<w:r><w:rPr><w:b/></w:rPr><w:t>Một</w:t><w:tab/></w:r>",
    "<w:r><w:rPr><w:b/></w:rPr><w:t>Hai</w:t></w:r>",
)
SPOILT: dict[str, Callable[[], str]] = {
    "another look": lambda: FIRST + SECOND.replace("<w:b/>", "<w:i/>"),
    "an attribute": lambda: FIRST + SECOND.replace("<w:r>", '<w:r w:rsidR="1">'),
    "a sign of another kind": lambda: FIRST.replace("<w:tab/>", '<w:tab w:val="1"/>') + SECOND,
    "an empty piece": lambda: FIRST + "<w:r><w:rPr><w:b/></w:rPr></w:r>" + SECOND,
    "letters in something else": lambda: f"{FIRST}<w:smartTag>{SECOND}</w:smartTag>",
}


def part_of(runs: str) -> bytes:
    return f"<w:document {NAMESPACES}><w:body><w:p>{runs}</w:p></w:body></w:document>".encode()


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_a_run_parted_otherwise_is_not_given_back(spoilt: Callable[[], str]) -> None:
    allowed = Allowed(objects={(MAIN, "p", 0): {PARTED}})
    prove({MAIN: part_of(BEFORE)}, {MAIN: part_of(FIRST + SECOND)}, allowed)
    with pytest.raises(MendedTooMuch):
        prove({MAIN: part_of(BEFORE)}, {MAIN: part_of(spoilt())}, allowed)
    with pytest.raises(MendedTooMuch):
        prove({MAIN: part_of(BEFORE)}, {MAIN: part_of(FIRST + SECOND)}, Allowed())


WAITING = '<w:rPrChange w:id="{}" w:author="Lan"><w:rPr>{}</w:rPr></w:rPrChange>'


def waiting(piece: str, number: int, before: str = "<w:i/>") -> str:
    """The run with a change of its look that waits to be taken or refused."""
    return piece.replace("<w:b/>", f"<w:b/>{WAITING.format(number, before)}")


@pytest.mark.parametrize("tracked", [False, True])
def test_a_change_that_waits_in_a_parted_run_waits_in_each_piece_under_its_own_number(
    tracked: bool,
) -> None:
    changed = parts(HEADS["tabs"])[MAIN].decode()
    changed = changed.replace("<w:b/>", f"<w:b/>{WAITING.format(7, '<w:i/>')}", 1)
    docx = word_file("", styles=STYLES, parts={MAIN: changed.encode()})
    whole = etree.fromstring(parts(done(docx, tracked=tracked).content)[MAIN])
    marks = whole.findall(f".//{W}rPrChange")
    lans = [mark for mark in marks if mark.get(f"{W}author") == "Lan"]
    assert len(lans) >= 2
    assert all(mark[0][0].tag == f"{W}i" for mark in lans)
    numbers = [mark.get(f"{W}id") for mark in marks]
    assert len(set(numbers)) == len(numbers)


def test_a_waiting_change_may_have_another_number_in_a_further_piece_and_nothing_else() -> None:
    allowed = Allowed(objects={(MAIN, "p", 0): {PARTED}})
    before = {MAIN: part_of(waiting(BEFORE, 7))}
    prove(before, {MAIN: part_of(waiting(FIRST, 7) + waiting(SECOND, 8))}, allowed)
    for first, second in (
        (waiting(FIRST, 8), waiting(SECOND, 7)),
        (waiting(FIRST, 7), waiting(SECOND, 8, "<w:u/>")),
        (waiting(FIRST, 7), SECOND),
    ):
        with pytest.raises(MendedTooMuch):
            prove(before, {MAIN: part_of(first + second)}, allowed)


def test_a_paragraph_that_is_not_there_is_not_parted() -> None:
    docx = HEADS["tabs"]
    for change in (
        Change("document", "parted_runs", True, False, 99, 0),
        Change("document", "parted_runs", True, False, 0, 99),
    ):
        assert mending.mended(docx, change).content == docx

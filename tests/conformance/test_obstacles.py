"""What a finding says can be mended is mended, and what keeps the fixer from it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from lxml import etree

from service.conformance import checking
from service.conformance.findings import Finding
from service.conformance.fixing import Mended, mend
from service.conformance.rewriting import rewritten
from service.conformance.writing import words
from tests.conformance.mended import parts
from tests.conformance.out_of_reach import HIDDEN, hidden
from tests.conformance.test_fixing_refusals import REFUSED
from tests.conformance.word_files import SHEET, paragraph, word_file
from tools.conformance.foreign import documents
from tools.conformance.mending import letters

LOCKED = '<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
IN_CONTROL = "nằm trong ô điều khiển nội dung bị khóa"
MAIN = "word/document.xml"
ARIAL = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'
RUN = f"<w:r><w:rPr>{ARIAL}</w:rPr><w:t>Bốn.</w:t></w:r>"


def found(docx: bytes, rule: str) -> Finding:
    """What the check says by one rule."""
    (one,) = [one for one in checking.check(docx).findings if one.rule == rule]
    return one


@dataclass(frozen=True)
class Tried:
    """A document of an office, its places hidden, and what became of it."""

    name: str
    docx: bytes
    done: Mended


#: Each way of hiding is tried on every third document, the next way on the next third: each document meets four ways.
_THIRDS = 3


@pytest.fixture(scope="module")
def tried(request: pytest.FixtureRequest) -> list[Tried]:
    """A third of the documents of offices, hidden as the parameter says."""
    which = [*HIDDEN].index(request.param) % _THIRDS
    found = [*documents()][which::_THIRDS]
    hid = [(one.name, hidden(one.docx, HIDDEN[request.param])) for one in found]
    return [Tried(name, docx, mend(docx, checking.judged)) for name, docx in hid]


@pytest.mark.parametrize("tried", HIDDEN, indirect=True)
def test_what_is_told_to_be_mendable_is_gone_after_mending(tried: list[Tried]) -> None:
    for one in tried:
        done = one.done
        left = {(one.rule, one.where, one.wanted) for one in done.after.findings}
        told = [one for one in done.before.findings if one.fixable and not one.obstacle]
        assert [one for one in told if (one.rule, one.where, one.wanted) in left] == []
        assert [one.rule for one in done.after.findings if one.fixable] == [], one.name
        assert letters(done.content) == letters(one.docx)


@pytest.mark.parametrize(
    "tried", ["every second block locked", "every second run locked"], indirect=True
)
def test_nothing_in_a_locked_control_is_changed(tried: list[Tried]) -> None:
    for one in tried:
        assert controls(one.done.content) == controls(one.docx)


def controls(docx: bytes) -> list[bytes]:
    """What stands in the controls of the text."""
    root = etree.fromstring(parts(docx)[MAIN])
    return [
        etree.tostring(element, method="c14n", with_tail=False)
        for content in root.iter("{*}sdtContent")
        for element in content
    ]


def test_a_place_that_is_locked_is_told_with_the_reason() -> None:
    told = found(word_file(LOCKED.format(paragraph("Một.", letters=ARIAL))), "font")
    assert (told.fixable, told.obstacle) == (False, IN_CONTROL)


@pytest.mark.parametrize(
    "body",
    [
        LOCKED.format(paragraph("Một.", letters=ARIAL)) + paragraph("Hai.", letters=ARIAL),
        f"<w:p>{RUN}{LOCKED.format(RUN)}</w:p>",
    ],
    ids=["a paragraph", "a run"],
)
def test_of_several_places_those_that_are_free_are_mended(body: str) -> None:
    docx = word_file(body)
    told = found(docx, "font")
    assert (told.fixable, told.obstacle, len(told.changes)) == (True, IN_CONTROL, 1)
    left = found(mend(docx, checking.judged).content, "font")
    assert (left.fixable, left.obstacle) == (False, IN_CONTROL)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (paragraph("Một.", letters=ARIAL), "Phần mềm sửa được chỗ này mà không đổi chữ nào."),
        (
            LOCKED.format(paragraph("Một.", letters=ARIAL)) + paragraph("Hai.", letters=ARIAL),
            f"Phần mềm sửa được mà không đổi chữ nào, trừ chỗ {IN_CONTROL}.",
        ),
        (
            LOCKED.format(paragraph("Một.", letters=ARIAL)),
            f"Phần mềm không sửa chỗ này vì {IN_CONTROL}.",
        ),
    ],
    ids=["free", "partly locked", "locked"],
)
def test_a_comment_in_word_says_what_is_mended_and_what_is_not(body: str, said: str) -> None:
    told = found(word_file(body), "font")
    assert words.mending(told) == said


def test_of_what_a_person_has_to_write_otherwise_no_mending_is_said() -> None:
    told = replace(found(word_file(paragraph("Một.", letters=ARIAL)), "font"), changes=())
    assert words.mending(told) == ""


def test_letters_that_are_read_by_their_font_keep_it_and_that_is_told() -> None:
    sign = '<w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    told = found(word_file(f"<w:p>{RUN.replace('</w:r>', sign)}</w:p>"), "font")
    assert (told.fixable, told.obstacle) == (
        False,
        "có ký hiệu hoặc chữ của phông cũ, đổi phông là đổi chữ",
    )


def test_a_control_that_only_may_not_be_deleted_keeps_nobody_from_mending() -> None:
    body = LOCKED.replace("contentLocked", "sdtLocked").format(paragraph("Một.", letters=ARIAL))
    assert found(word_file(body), "font").fixable


@pytest.mark.parametrize("docx", REFUSED.values(), ids=REFUSED)
def test_nothing_is_mendable_in_a_document_that_may_not_be_changed(docx: bytes) -> None:
    faulty = parts(docx)[MAIN].replace(b"<w:rPr>", f"<w:rPr>{ARIAL}".encode())
    report = checking.check(rewritten(docx, {MAIN: faulty}))
    assert "ãy " in report.refusal
    assert report.findings and not any(one.fixable for one in report.findings)


def test_a_document_that_may_be_changed_is_not_refused() -> None:
    report = checking.check(word_file(paragraph("Một."), sheet=SHEET.replace("11906", "12240")))
    assert report.refusal == ""
    assert any(one.fixable for one in report.findings)

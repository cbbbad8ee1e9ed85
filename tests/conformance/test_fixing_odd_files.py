"""Files that no usual program writes are mended all the same, or left as they are: never half, and never with a crash."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from service.conformance import checking, reading
from service.conformance.fixing import mend
from service.conformance.fixing.property_edits import canonical
from service.errors import NotToBeChanged
from service.untrusted import isolation
from tests.conformance.mended import parts
from tests.conformance.word_files import SHEET, WORD, paragraph, part, word_file
from tools.conformance.foreign import documents

HEAD = "".join(
    map(
        paragraph,
        (
            "SỞ NỘI VỤ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 15/QĐ-SNV",
            "Hà Nội, ngày 03 tháng 02 năm 2026",
            "QUYẾT ĐỊNH",
            "Về việc khen thưởng",
        ),
    )
)
NUMBERS = ("NaN", "1e5", "-99999", "9" * 400, "12.5", "0x10", "", "²", "١٢", "1134.5pt")
MAIN = "word/document.xml"


def sheet(number: str) -> bytes:
    """A sheet whose every length is this, without the place of its footer."""
    return word_file(
        HEAD,
        sheet=f'<w:sectPr><w:pgSz w:w="{number}" w:h="{number}"/><w:pgMar w:top="{number}" w:left="{number}"'
        f' w:right="{number}" w:bottom="{number}" w:gutter="{number}"/><w:cols w:num="{number}"/></w:sectPr>',
    )


def table(number: str) -> bytes:
    """A table too wide for the sheet, among columns and cells whose widths are this."""
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{number}" w:type="dxa"/></w:tcPr>{paragraph("Một")}</w:tc>'
    return word_file(
        f'{HEAD}<w:tbl><w:tblPr><w:tblW w:w="{number}" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="{number}"/>'
        f'<w:gridCol w:w="20000"/></w:tblGrid><w:tr>{cell}{cell}</w:tr></w:tbl>'
    )


def mark(number: str) -> bytes:
    """A tracked change, a bookmark and a drawing that are numbered so."""
    return word_file(
        f'{HEAD}<w:p><w:bookmarkStart w:id="{number}" w:name="a"/><w:ins w:id="{number}" w:author="x"><w:r><w:drawing>'
        f'<wp:inline><wp:docPr id="{number}" name="a"/></wp:inline></w:drawing><w:t>Một</w:t></w:r></w:ins></w:p>'
    )


@pytest.mark.parametrize("made", [sheet, table, mark])
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("tracked", [False, True], ids=["plain", "tracked"])
def test_numbers_that_are_none_do_not_stop_the_mending(
    made: Callable[[str], bytes], number: str, tracked: bool
) -> None:
    done = mend(made(number), checking.judged, tracked=tracked)
    assert len(done.after.findings) < len(done.before.findings)
    assert mend(done.content, checking.judged, tracked=tracked).content == done.content


def test_a_document_without_a_sheet_of_its_own_is_mended() -> None:
    done = mend(word_file(HEAD, sheet=""), checking.judged)
    assert len(done.after.findings) < len(done.before.findings)


def test_comments_of_the_file_among_properties_are_kept() -> None:
    body = HEAD.replace("<w:pPr>", "<w:pPr><!--a--><?b c?>").replace("<w:rPr>", "<w:rPr><!--d-->")
    # A crash below Python would end the tests: it is looked for in a child.
    done = isolation.run(
        _mended, word_file(body, sheet=SHEET.replace("><w:pgMar", "><!--e--><w:pgMar"))
    )
    for written, count in (b"<!--a-->", 7), (b"<?b c?>", 7), (b"<!--d-->", 7), (b"<!--e-->", 1):
        assert parts(done)[MAIN].count(written) == count


def _mended(docx: bytes) -> bytes:
    done = mend(docx, checking.judged)
    assert done.content != docx
    return done.content


def test_a_strict_document_is_refused_wherever_it_says_so() -> None:
    strict = part("document", f"<w:body>{HEAD}{SHEET}</w:body>").replace(
        WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    head, root = strict.split(b"?>", 1)
    docx = word_file("", parts={MAIN: head + b"?><!--" + b"x" * 30_000 + b"-->" + root})
    assert len(reading.read(docx).paragraphs) == 7
    with pytest.raises(NotToBeChanged, match="Strict"):
        mend(docx, checking.judged)


def test_a_comment_and_an_element_are_told_apart_by_their_bytes() -> None:
    first, second = etree.fromstring("<a><!--x--><!--y--></a>")
    assert canonical(first) != canonical(second)


def test_what_is_told_to_be_mendable_is_mended_or_told_not_to_be() -> None:
    (letter,) = [one for one in documents() if one.name == "letter-paper"]
    done = mend(letter.docx, checking.judged)
    (broken,) = [one for one in done.before.findings if one.rule == "national-one-line"]
    # Lines are drawn at a place of their own in that letterhead: its columns stay as they are.
    assert not broken.fixable
    assert [one.rule for one in done.after.findings if one.fixable] == []


def test_an_organ_below_its_parent_in_one_paragraph_is_found_by_what_was_typed() -> None:
    """Shown in capitals it is printed otherwise than typed; the letters of its parent are none of its own."""
    parent = "<w:r><w:t>UBND TỈNH QUẢNG LÂM</w:t><w:br/></w:r>"
    organ = "<w:r><w:rPr><w:b/></w:rPr><w:t>Sở Nội vụ</w:t></w:r>"
    done = mend(
        word_file(f"<w:p>{parent}{organ}</w:p>" + HEAD.split("</w:p>", 1)[1]), checking.judged
    )
    assert [run.look.bold for run in reading.read(done.content).paragraphs[0].runs] == [False, True]
    assert [one.rule for one in done.after.findings if one.fixable] == []


def test_a_document_without_a_sheet_is_mended() -> None:
    table = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid><w:tr>'
        f"<w:tc><w:p><w:r><w:t>SỞ NỘI VỤ</w:t></w:r></w:p></w:tc><w:tc>{paragraph('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')}</w:tc>"
        "</w:tr></w:tbl>"
    )
    docx = word_file(table + paragraph("QUYẾT ĐỊNH"), sheet="")
    mended = mend(docx, checking.judged)
    rules = {finding.rule for finding in mended.before.findings}
    assert {"national-one-line", "national-bold"} <= rules
    assert "national-bold" not in {finding.rule for finding in mended.after.findings}

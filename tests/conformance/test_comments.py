"""Findings as comments of Word: each at its place, in plain words, and nothing else in the document changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from service.conformance.changes import Change
from service.conformance.findings import Finding, Where
from service.conformance.reading import read
from service.conformance.writing import comments
from service.docx.word_namespace import W
from tests import microsoft
from tests.conformance.plain_documents import MAIN, finding, made, part, with_body

COMMENTS = "word/comments.xml"
TEXT_BOX = (
    "<w:p><w:r><w:t>neo</w:t></w:r><w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'>"
    "<w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>"
)


def commented(docx: bytes, *findings: Finding) -> bytes:
    return comments.commented(docx, read(docx), findings)


def said(docx: bytes) -> list[str]:
    """What the comments say, by their order."""
    return ["\n".join("".join(p.itertext()) for p in one) for one in part(docx, COMMENTS)]


def anchors(docx: bytes) -> dict[str, str]:
    """The text of the paragraph that each comment is on, by the comment's id."""
    found = {}
    for paragraph in part(docx).iter(f"{W}p"):
        own = [one for one in paragraph if one.tag == f"{W}commentRangeStart"]
        for mark in own:
            text = "".join(
                one.text
                for run in paragraph.iterchildren(f"{W}r")
                for one in run.iterchildren(f"{W}t")
            )
            found[mark.get(f"{W}id")] = text
    return found


def names(docx: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.namelist()


def text_of(docx: bytes) -> list[str]:
    return ["".join(one.itertext()) for one in part(docx).iter(f"{W}p")]


def test_each_finding_is_a_comment_at_its_paragraph_with_number_severity_and_clause() -> None:
    docx = made("một", "hai")
    second = finding(
        Where(MAIN, paragraph=1),
        severity="warning",
        message="Cỡ chữ là 12 pt; phải là 13 đến 14 pt.",
    )
    answer = commented(docx, finding(), second)
    assert said(answer) == [
        "1. Lỗi: Khổ giấy là 216 mm x 279 mm; phải là A4 (210 mm x 297 mm).\nCăn cứ: Phụ lục I, Phần I, mục I.1.",
        "2. Cảnh báo: Cỡ chữ là 12 pt; phải là 13 đến 14 pt.\nCăn cứ: Phụ lục I, Phần I, mục I.1.",
    ]
    assert anchors(answer) == {"0": "một", "1": "hai"}
    written = part(answer, COMMENTS)
    assert {(one.get(f"{W}author"), one.get(f"{W}initials")) for one in written} == {
        ("vanban", "vb")
    }
    assert all(one.get(f"{W}date") is None for one in written)


def test_only_marks_come_into_the_text_and_other_parts_keep_their_bytes() -> None:
    docx = made("một", "hai")
    answer = commented(docx, finding(Where(MAIN, paragraph=1)))
    assert text_of(answer) == text_of(docx) == ["một", "hai"]
    changed = {MAIN, COMMENTS, "[Content_Types].xml", "word/_rels/document.xml.rels"}
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(io.BytesIO(answer)) as new:
        assert new.namelist() == [*old.namelist(), COMMENTS]
        for name in set(old.namelist()) - changed:
            assert old.read(name) == new.read(name)


def test_the_mend_and_further_places_are_told() -> None:
    change = Change("section", "width_mm", 210.0)
    one = finding(also=(Where(MAIN, paragraph=0), Where(MAIN, paragraph=1)), changes=(change,))
    (words,) = said(commented(made("một", "hai"), one))
    assert "Còn 2 chỗ khác cũng như vậy." in words
    assert "Phần mềm sửa được chỗ này mà không đổi chữ nào." in words


def test_comments_that_are_there_stay_and_ours_get_other_numbers() -> None:
    once = commented(made("một", "hai"), finding(Where(MAIN, paragraph=0)))
    twice = commented(once, finding(Where(MAIN, paragraph=1)))
    assert [one.get(f"{W}id") for one in part(twice, COMMENTS)] == ["0", "1"]
    assert anchors(twice) == {"0": "một", "1": "hai"}
    assert names(twice) == names(once)
    assert part(twice, "word/_rels/document.xml.rels").xpath("count(*)") == part(
        once, "word/_rels/document.xml.rels"
    ).xpath("count(*)")


@pytest.mark.parametrize(
    "where",
    [Where("word/header1.xml", paragraph=0), Where(MAIN, section=3), Where(MAIN, paragraph=99)],
    ids=["a header", "a section without text", "no such paragraph"],
)
def test_what_word_takes_no_comment_at_is_said_at_the_first_paragraph(where: Where) -> None:
    answer = commented(made("một", "hai"), finding(where))
    assert anchors(answer) == {"0": "một"}
    assert ("đầu trang" in said(answer)[0]) == where.part.startswith("word/header")


def test_what_is_found_in_a_text_box_is_said_at_the_paragraph_that_holds_it() -> None:
    docx = with_body(made(), "<w:p><w:r><w:t>đầu</w:t></w:r></w:p>" + TEXT_BOX)
    assert anchors(commented(docx, finding(Where(MAIN, paragraph=2)))) == {"0": "neo"}


def test_a_body_without_a_paragraph_gets_one_for_the_comment() -> None:
    docx = with_body(made(), "<w:sectPr/>")
    assert anchors(commented(docx, finding())) == {"0": ""}


def test_a_document_without_findings_is_the_same_bytes() -> None:
    docx = made("một")
    assert commented(docx) is docx


def test_the_same_findings_give_the_same_bytes() -> None:
    docx = made("một", "hai")
    assert commented(docx, finding()) == commented(docx, finding())


def test_of_too_many_findings_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comments, "MOST", 2)
    assert said(commented(made("một"), *[finding()] * 5))[2:] == ["Còn 3 chỗ nữa không ghi ở đây."]


def test_what_no_xml_holds_is_shown_as_such() -> None:
    (words,) = said(commented(made("một"), finding(message="a\x01b\ud800")))
    assert "a\ufffdb\ufffd" in words


def test_word_opens_what_is_commented(tmp_path: Path) -> None:
    docx = made("một", "hai", "ba")
    many: Sequence[Any] = [finding(Where(MAIN, paragraph=at)) for at in (0, 0, 2)]
    once = commented(docx, *many)
    assert microsoft.violations(tmp_path, {"once": once, "twice": commented(once, *many)}) == {
        "once": [],
        "twice": [],
    }

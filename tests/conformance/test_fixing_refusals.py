"""A document that is signed, protected or holds macros is refused before anything is made of it."""

from __future__ import annotations

import pytest

from service.conformance import refusals
from service.conformance.changes import Change
from service.errors import InputTooLarge, NotToBeChanged, UnreadableInput
from tests.conformance.mended import mended, parts
from tests.conformance.word_files import WORD, paragraph, part, relations, word_file

WANTED = Change("paragraph", "align", "both", at=0)
SIGNED = relations({"rId9": ("digital-signature/origin", "_xmlsignatures/origin.sigs")})
MACROS = b'<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'


def settings(content: str) -> bytes:
    """A document with these settings."""
    return word_file(
        paragraph("Một"),
        parts={"word/settings.xml": part("settings", content)},
        links={"rIdSettings": ("settings", "settings.xml")},
    )


REFUSED = {
    "signed": word_file(paragraph("Một"), parts={"_xmlsignatures/sig1.xml": b"<Signature/>"}),
    "about to be signed": word_file(paragraph("Một"), parts={"word/_rels/a.rels": SIGNED}),
    "restricted": settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
    "restricted to tracked changes": settings(
        '<w:documentProtection w:edit="trackedChanges" w:enforcement="true"/>'
    ),
    "under a password": settings('<w:writeProtection w:hash="abc" w:salt="d"/>'),
    "with macros": word_file(paragraph("Một"), parts={"[Content_Types].xml": MACROS}),
    "with a project of macros": word_file(paragraph("Một"), parts={"word/vbaProject.bin": b"VBA"}),
}


@pytest.mark.parametrize("docx", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("tracked", [False, True])
def test_refused(docx: bytes, tracked: bool) -> None:
    with pytest.raises(NotToBeChanged, match="ãy "):
        mended(docx, WANTED, tracked=tracked)


def test_a_strict_document_is_refused() -> None:
    strict = parts(word_file(paragraph("Một")))["word/document.xml"].replace(
        WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    with pytest.raises(NotToBeChanged, match="Strict"):
        mended(word_file("", parts={"word/document.xml": strict}), WANTED)


def test_a_document_that_is_too_long_to_be_mended_is_told_the_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(refusals, "MOST_PARAGRAPHS", 3)
    assert mended(word_file(paragraph("Một") * 3), WANTED).content
    with pytest.raises(InputTooLarge, match="sửa được nhiều nhất 3 đoạn một lần"):
        mended(word_file(paragraph("Một") * 4), WANTED)


@pytest.mark.parametrize(
    "docx",
    [
        settings('<w:documentProtection w:edit="readOnly" w:enforcement="0"/>'),
        settings('<w:documentProtection w:edit="readOnly"/>'),
        settings('<w:writeProtection w:recommended="1"/>'),
    ],
    ids=["not in force", "never in force", "only recommended"],
)
def test_what_is_not_in_force_protects_nothing(docx: bytes) -> None:
    assert mended(docx, WANTED).content != docx


@pytest.mark.parametrize("docx", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"PK", b""])
def test_what_is_no_docx_is_unreadable(docx: bytes) -> None:
    with pytest.raises(UnreadableInput):
        mended(docx, WANTED)

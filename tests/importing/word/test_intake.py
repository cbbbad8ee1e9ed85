"""A pasted text and a foreign Word file are read in a child process, as every upload is."""

from __future__ import annotations

import pytest

from service import documents, intake
from service.documents.document_type import DocumentType
from service.errors import InputTooLarge, NotOurDocument, UnreadableInput
from service.untrusted import html_limits
from tests.importing.word.drafts import document, paste


def test_a_paste_becomes_the_draft_that_its_type_makes() -> None:
    draft = intake.draft_of_paste(
        paste("minutes_word.html"), "", documents.get("conference-minutes")
    )
    assert draft.data["venue"] == "Hội trường Sở Ngoại vụ"
    assert draft.missing == ()


def test_a_paste_too_large_is_refused_by_the_child_in_a_sentence() -> None:
    with pytest.raises(InputTooLarge):
        intake.draft_of_paste(
            "<b>x</b>" * (html_limits.MOST_ELEMENTS + 1), "", documents.get("summary-report")
        )


def test_a_foreign_word_file_is_no_document_of_ours_and_has_a_draft() -> None:
    content = document(lambda made: made.add_heading("Kết quả", 1))
    document_type = documents.get("summary-report")
    with pytest.raises(NotOurDocument):
        intake.read(content, "docx", document_type)
    assert intake.draft_of_document(content, document_type).data == {
        "sections": [{"heading": "Kết quả"}]
    }


def test_a_type_that_takes_no_text_says_so() -> None:
    document_type = documents.get("summary-report")
    bare = DocumentType(
        document_type.slug, document_type.page, document_type.title, document_type.type_name, document_type.abbreviation, document_type.purpose, document_type.schema,
        document_type.fill, issued_on=document_type.issued_on, signed_by=document_type.signed_by,
    )  # fmt: skip
    with pytest.raises(UnreadableInput):
        intake._builder(bare)

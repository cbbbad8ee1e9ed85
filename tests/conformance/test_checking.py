"""A check says what a document is, what of it was recognised, and what is wrong with it."""

from __future__ import annotations

import pytest

from service.conformance import checking
from service.conformance.findings import Report
from service.untrusted import isolation
from tests.conformance.word_files import paragraph, word_file
from tools.conformance.hands import DIRECT
from tools.conformance.manuscripts import DECISION, MANUSCRIPTS, Manuscript


@pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda one: one.slug)
def test_a_sound_document_has_no_error_and_its_type_is_told(manuscript: Manuscript) -> None:
    report = checking.check(DIRECT.document(manuscript))
    assert [one for one in report.findings if one.severity == "error"] == []
    assert (report.type, report.family, report.unrecognised) == (manuscript.slug, "state", ())


def test_a_report_comes_back_from_a_child_as_it_was_made() -> None:
    docx = DIRECT.document(DECISION)
    found: Report = isolation.run(checking.check, docx, type=DECISION.slug)
    assert found == checking.check(docx, type=DECISION.slug)
    assert found.type_certainty == 1.0


def test_what_needs_pages_is_told_as_unjudged_without_them() -> None:
    report = checking.check(DIRECT.document(DECISION))
    assert report.unjudged
    assert {reason for _, reason in report.unjudged} == {"cần bản PDF của văn bản"}


def test_the_type_that_a_caller_knows_counts_where_no_title_tells_one() -> None:
    report = checking.check(word_file(paragraph("Nội dung.")), type="summary-report")
    assert (report.type, report.type_name, report.type_certainty) == (
        "summary-report",
        "báo cáo",
        1.0,
    )


def test_no_rule_of_the_decree_is_applied_to_a_document_of_the_party() -> None:
    body = (
        paragraph("ĐẢNG CỘNG SẢN VIỆT NAM")
        + paragraph("NGHỊ QUYẾT")
        + paragraph("Căn cứ Điều lệ Đảng;")
    )
    report = checking.check(word_file(body, sheet="<w:sectPr/>"))
    assert (report.family, report.findings) == ("party", ())
    assert report.unjudged

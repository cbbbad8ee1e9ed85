"""A document that came back: the service's own breaks are no change, those that a clerk made in Word are hers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.documents.inputs import sample
from tests.test_revision import as_saved_by_word, edited, made, reimported, taken, w

DECISION, REPORT, MINUTES = "commendation-decision", "summary-report", "conference-minutes"
ORGAN = "Sở Văn hóa, Thể thao và Du lịch"


def with_plain_breaks(docx: bytes) -> bytes:
    """As Word saves it: one kind of break only."""

    def plain(root: Any) -> None:
        for line_break in root.iter(w("br")):
            if line_break.get(w("type")) == "textWrapping":
                del line_break.attrib[w("type")]

    return edited(docx, plain)


def styled(root: Any, style: str) -> Any:
    return next(
        p
        for p in root.iter(w("p"))
        if (named := p.find(f"{w('pPr')}/{w('pStyle')}")) is not None
        and named.get(w("val")) == style
    )


def decision(**changed: Any) -> bytes:
    data = sample(DECISION)
    data["organ"]["organ_name"] = ORGAN
    return made(DECISION, {**data, **changed})


@pytest.mark.parametrize("slug", [DECISION, REPORT, MINUTES])
def test_a_document_that_word_saved_has_no_change(slug: str) -> None:
    docx = made(slug, sample(slug))
    assert reimported(slug, docx).changes == ()
    assert reimported(slug, with_plain_breaks(docx)).changes == ()
    assert reimported(slug, as_saved_by_word(with_plain_breaks(docx))).changes == ()


def test_a_word_changed_beside_a_break_is_taken_without_the_break() -> None:
    def change(root: Any) -> None:
        texts = [*styled(root, "TenCoQuan").iter(w("t"))]
        assert [t.text for t in texts] == ["SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH"]
        texts[1].text = "GIA ĐÌNH VÀ DU LỊCH"

    back = reimported(DECISION, edited(with_plain_breaks(decision()), change))
    assert taken(back) == {"/organ/organ_name": "SỞ VĂN HÓA, GIA ĐÌNH VÀ DU LỊCH"}


def test_a_break_that_the_clerk_moved_becomes_a_line_feed_of_the_value() -> None:
    def move(root: Any) -> None:
        first, second = styled(root, "TenCoQuan").iter(w("t"))
        first.text, second.text = "SỞ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"

    back = reimported(DECISION, edited(with_plain_breaks(decision()), move))
    assert taken(back) == {"/organ/organ_name": "Sở Văn hóa, Thể thao\nvà Du lịch"}
    assert back.merged.left == ()


def test_a_line_feed_of_the_input_is_a_break_of_its_own_and_its_removal_a_change() -> None:
    data = sample(DECISION)
    data["organ"]["organ_name"] = "Sở Văn hóa, Thể thao\nvà Du lịch"
    docx = made(DECISION, data)
    assert reimported(DECISION, docx).changes == ()

    def join(root: Any) -> None:
        organ = styled(root, "TenCoQuan")
        (line_break,) = organ.iter(w("br"))
        assert line_break.get(w("type")) is None
        line_break.getparent().remove(line_break)
        next(organ.iter(w("t"))).text += " "

    back = reimported(DECISION, edited(docx, join))
    assert taken(back) == {"/organ/organ_name": "Sở Văn hóa, Thể thao và Du lịch"}

"""The numbers of pages in a text out of a PDF are left out and listed; what may be a figure of the text is asked about."""

from __future__ import annotations

import pytest

from service.importing.word import labels, page_numbers
from tests.importing.word.drafts import pasted

FULL = "Trong năm 2025, Sở đã tiếp nhận 1.250 văn bản đến, phát"
PAGE = ("Đoạn văn của một trang.",) * 13


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (("Đã xong.", "- 3 -", "Đoạn sau."), ["- 3 -"]),
        (("Đã xong.", "–12–", "Đoạn sau."), ["–12–"]),
        (("Đã xong.", "Trang 3/5", "Đoạn sau."), ["Trang 3/5"]),
        (("Đã xong.", "trang 3", "Đoạn sau."), ["trang 3"]),
        ((FULL, "2", "hành 860 văn bản."), ["2"]),
        ((*PAGE, "2", *PAGE, "3", *PAGE), ["2", "3"]),
        ((*PAGE, "1", *PAGE, "2", *PAGE), []),
        ((*PAGE, "2", *PAGE, "4", *PAGE), []),
        (("Số đoàn là:", "2", "Số người là:", "3"), []),
        (("tổ chức", "2", "hội nghị"), []),
        ((FULL + ".", "2", "hành 860 văn bản."), []),
        ((FULL, "2", "Hành 860 văn bản."), []),
        ((FULL, "2", "a) hành 860 văn bản."), []),
        ((FULL.upper(), "2", "hành 860 văn bản."), []),
        (("- 3 đoàn vào -", "Trang 3 của báo cáo", "2025", "- 3"), []),
        (("2", "hành"), []),
        ((FULL, "2"), []),
    ],
)
def test_which_lines_are_numbers_of_pages(lines: tuple[str, ...], numbers: list[str]) -> None:
    assert [lines[place] for place in sorted(page_numbers.found(lines))] == numbers


@pytest.mark.parametrize("number", ["\n2\n", "\n\n2\n\n", "\f2\n", "\n- 2 -\n\n"])
def test_a_sentence_goes_on_over_the_number_of_a_page(number: str) -> None:
    draft = pasted("", f"I. KẾT QUẢ\n{FULL}{number}hành 860 văn bản.")
    assert draft.missing == ()
    assert draft.data["sections"][0]["paragraphs"] == [f"{FULL} hành 860 văn bản."]
    assert [piece.kind for piece in draft.not_taken] == ["page_number", "joined"]


def test_a_bare_figure_that_may_be_one_stays_and_is_asked_about() -> None:
    draft = pasted("", "I. KẾT QUẢ\nĐã tổ chức\n2\nhội nghị lớn.")
    assert draft.data["sections"][0]["paragraphs"] == ["Đã tổ chức", "2", "hội nghị lớn."]
    assert [line.text for line in draft.lines if line.doubt] == ["2"]


def test_a_bare_figure_between_rows_is_no_name_of_a_group() -> None:
    draft = pasted("", "I. KẾT QUẢ\nTT\tViệc\tSố\n1\tThu\t5\n2\n2\tChi\t6\n3\tNợ\t7")
    blocks = draft.data["sections"][0]["blocks"]
    assert blocks[0]["table"]["rows"] == [["1", "Thu", "5"]]
    assert blocks[1] == {"paragraph": "2"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("15/KH-SNgV ngày 10/01/2025", ""), ("12/QĐ-UBND", ""), ("15/ Công tác khác", "number"),
        ("15/Công tác khác", "number"), ("2/ KH-SNgV", "number"),
    ],
)  # fmt: skip
def test_the_number_of_a_document_is_no_label(text: str, kind: str) -> None:
    assert labels.parse(text).kind == kind

"""Where paragraphs and findings stand on the pages: found by letters, in order, and nothing else claimed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from service.conformance import placing
from service.conformance.changes import Change
from service.conformance.findings import Box, Finding, Report, Where
from service.conformance.pages import Places
from service.conformance.word_document import (
    Paragraph,
    ParagraphLook,
    Run,
    RunLook,
    Section,
    WordDocument,
)
from service.page_letters import Corners, PageLetters, Pages

MAIN, HEADER = "word/document.xml", "word/header1.xml"
#: Letters of a line on a page.
WIDTH = 10


def pages(*texts: str) -> Pages:
    """Pages of lines of ten letters, each letter a point wide and ten high."""

    def page(letters: str) -> PageLetters:
        boxes: list[Corners] = [
            (at % WIDTH, at // WIDTH * 20.0, at % WIDTH + 1.0, at // WIDTH * 20.0 + 10.0)
            for at in range(len(letters))
        ]
        return PageLetters(595.0, 842.0, letters, boxes)

    return Pages(tuple(map(page, texts)), len(texts))


def section(**differs: object) -> Section:
    sheet: dict[str, object] = {
        "width_mm": 210.0,
        "height_mm": 297.0,
        "landscape": False,
        "top_mm": 20.0,
        "bottom_mm": 20.0,
        "left_mm": 30.0,
        "right_mm": 15.0,
        "gutter_mm": 0.0,
        "header_mm": 10.0,
        "footer_mm": 10.0,
        "first_page_differs": True,
        "first_page_number": None,
        "page_number_format": "decimal",
        "columns": 1,
        "headers": {"default": HEADER},
        "footers": {},
        "break_type": "nextPage",
        "element": None,
    }
    return Section(**{**sheet, **differs})  # type: ignore[arg-type]


def document(*texts: str, sections: Sequence[int] = ()) -> WordDocument:
    paragraphs = [
        Paragraph(
            MAIN,
            at,
            text,
            ParagraphLook(),
            (Run(text, RunLook(), None),),
            None,
            section=sections[at] if sections else 0,
        )
        for at, text in enumerate(texts)
    ]
    header = Paragraph(HEADER, 0, "2", ParagraphLook(), (Run("2", RunLook(), None),), None)
    return WordDocument(
        (*paragraphs, header),
        tuple(section() for _ in range(max(sections, default=0) + 1)),
        (),
        (),
        (),
        MAIN,
        "vi-VN",
        False,
        {},
    )


def places(found: WordDocument, drawn: Pages) -> Places:
    return placing.printed(found, drawn).places


def boxes_of(
    where: Where, found: WordDocument, drawn: Pages, changes: tuple[Change, ...] = ()
) -> tuple[Box, ...]:
    finding = Finding(
        "page-size",
        "mục I.1",
        "error",
        "Letter",
        "A4",
        "Sai khổ giấy.",
        where,
        changes=changes,
    )
    report = Report(None, 0.0, (), (finding,))
    said = placing.located(report, found, placing.printed(found, drawn))
    return said.findings[0].where.boxes


def test_a_paragraph_has_a_box_for_each_line_and_page() -> None:
    said = places(
        document("một", "hai ba bốn năm sáu bảy tám"), pages("mộthaibabốn", "nămsáubảytám")
    )
    assert said == {
        0: (Box(1, 0, 0, 3, 10),),
        1: (Box(1, 3, 0, 10, 10), Box(1, 0, 20, 1, 30), Box(2, 0, 0, 10, 10), Box(2, 0, 20, 2, 30)),
    }


def test_a_paragraph_is_looked_for_behind_all_pieces_of_the_one_before() -> None:
    """A page's number stands between the halves of a paragraph; its end is said once more."""
    one, other = "a" * 30, "b" * 30
    said = places(document(one + other, other), pages(one, f"7{other}{other}"))
    assert said[0][-1] == Box(2, 0, 60, 1, 70)
    assert said[1][0] == Box(2, 1, 60, 10, 70)


@pytest.mark.parametrize("drawn", ["ĐIỀUMỘT", "Điềumột", "Điê\u0300umô\u0323t"])
def test_capitals_and_marks_typed_apart_make_no_difference(drawn: str) -> None:
    assert 0 in places(document("Điều m\u00f4\u0323t"), pages(drawn))


@pytest.mark.parametrize("drawn", ["thưviện", "th\u00adưviện"])
def test_what_only_says_how_lines_break_is_looked_for_nowhere(drawn: str) -> None:
    assert 0 in places(document("th\u00adư\u200b viện"), pages(drawn))


def test_a_text_box_that_is_drawn_earlier_is_found_where_its_letters_stand_once() -> None:
    text = document("Nội dung văn bản", "Quốc hiệu trong khung")
    assert set(places(text, pages("Quốchiệutrongkhung" + "Nộidungvănbản"))) == {0, 1}
    twice = "Quốchiệutrongkhung" * 2 + "Nộidungvănbản"
    assert set(places(text, pages(twice))) == {0}


def test_what_stands_nowhere_has_no_box() -> None:
    drawn = pages("một")
    assert places(document("hai", "", "   "), drawn) == {}
    assert boxes_of(Where(MAIN, paragraph=0), document("hai"), drawn) == ()


def test_a_finding_of_a_paragraph_has_the_boxes_of_its_lines() -> None:
    assert boxes_of(Where(MAIN, paragraph=1), document("một", "hai"), pages("mộthai")) == (
        Box(1, 3, 0, 6, 10),
    )


def test_a_finding_of_a_sheet_is_framed_on_the_first_page_of_its_section() -> None:
    text = document("một", "hai", sections=(0, 1))
    drawn = pages("một", "hai")
    assert [
        box.page for at in (None, 0, 1) for box in boxes_of(Where(MAIN, section=at), text, drawn)
    ] == [1, 1, 2]
    (frame,) = boxes_of(Where(MAIN), text, drawn)
    assert (frame.left, frame.bottom) == (5.0, 837.0)


def test_a_finding_of_a_header_stands_above_the_text_of_the_first_page_that_has_it() -> None:
    (strip,) = boxes_of(Where(HEADER, paragraph=0), document("một"), pages("một", "hai"))
    assert (strip.page, round(strip.top), round(strip.bottom)) == (2, 28, 57)
    assert boxes_of(Where(HEADER, paragraph=0), document("một"), pages("một")) == ()


@pytest.mark.parametrize(
    ("edge", "strip"),
    [
        ("left_mm", (5, 5, 85, 837)),
        ("right_mm", (552, 5, 590, 837)),
        ("top_mm", (5, 5, 590, 57)),
        ("bottom_mm", (5, 785, 590, 837)),
        ("gutter_mm", (5, 5, 590, 837)),
    ],
)
def test_a_finding_of_a_margin_is_framed_where_the_margin_is(
    edge: str, strip: tuple[int, ...]
) -> None:
    changes = (Change("section", edge, 20.0, 10.0, 0),)
    (box,) = boxes_of(Where(MAIN, section=0), document("một"), pages("một"), changes)
    assert tuple(map(round, (box.left, box.top, box.right, box.bottom))) == strip


def test_a_finding_of_two_margins_is_framed_as_the_sheet() -> None:
    changes = tuple(Change("section", edge, 20.0, 10.0, 0) for edge in ("left_mm", "top_mm"))
    (box,) = boxes_of(Where(MAIN, section=0), document("một"), pages("một"), changes)
    assert (box.right, box.bottom) == (590, 837)

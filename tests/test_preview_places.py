"""Where the values of a record stand on drawn pages: found letter by letter, in order, and nothing else claimed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from service.page_letters import Corners
from service.pdf.page_images import DrawnPages, PageImage
from service.preview.places import Place, places
from service.revision.document_text import Paragraph
from service.revision.marking import Marked

SIGN, OTHER = "\U000f0000", "\U000f0001"
#: Letters of a line on a page.
WIDTH = 10


def page(letters: str) -> PageImage:
    """A page of lines of ten letters, each letter a point wide and ten high."""
    boxes: list[Corners] = [
        (at % WIDTH, at // WIDTH * 20.0, at % WIDTH + 1.0, at // WIDTH * 20.0 + 10.0)
        for at in range(len(letters))
    ]
    return PageImage(100, 100, b"", letters, letters, boxes)


def found(pages: Sequence[str], *texts: str, **values: tuple[str, tuple[str, ...]]) -> list[Place]:
    marked = Marked(
        texts={SIGN if name == "sign" else OTHER: said for name, said in values.items()}
    )
    printed = [Paragraph(text, "", number) for number, text in enumerate(texts)]
    return places(marked, printed, DrawnPages([page(letters) for letters in pages], len(pages)))


def stand(places: Sequence[Place]) -> list[tuple[int, str, tuple[Corners, ...]]]:
    return [(place.page, place.pointer, place.boxes) for place in places]


def test_a_value_stands_where_its_letters_are_and_not_those_around_it() -> None:
    said = found(["LêAnđãđến"], f"Lê An{SIGN} đã đến", sign=("/name", (f"An{SIGN}",)))
    assert stand(said) == [(0, "/name", ((2, 0, 4, 10),))]


def test_a_value_over_two_lines_has_a_box_for_each() -> None:
    said = found(["0123456789abcdefghij"], f"{SIGN}6789abc d", sign=("/name", (f"{SIGN}6789abc",)))
    assert stand(said) == [(0, "/name", ((6, 0, 10, 10), (0, 20, 3, 30)))]


def test_a_value_whose_form_is_not_printed_so_is_the_whole_paragraph() -> None:
    said = found(["xyTÊN"], f"x{SIGN}y", sign=("/name", ("khác",)))
    assert stand(said) == [(0, "/name", ((0, 0, 2, 10),))]


def test_the_first_form_that_is_printed_counts() -> None:
    forms = (f"khác{SIGN}", f"abc{SIGN}", f"c{SIGN}")
    assert stand(found(["abc"], f"abc{SIGN}", sign=("/name", forms))) == [
        (0, "/name", ((0, 0, 3, 10),))
    ]


def test_a_mark_that_nobody_set_is_none_and_the_next_value_is_found_all_the_same() -> None:
    said = found(["abcd"], f"{OTHER}ab{SIGN}cd", sign=("/name", (f"{SIGN}cd",)))
    assert stand(said) == [(0, "/name", ((2, 0, 4, 10),))]


def test_paragraphs_are_looked_for_in_their_order() -> None:
    forms: Any = {"sign": ("/one", (f"{SIGN}An",)), "other": ("/two", (f"{OTHER}An",))}
    said = found(["AnAn"], f"{SIGN}An", f"{OTHER}An", **forms)
    assert stand(said) == [(0, "/one", ((0, 0, 2, 10),)), (0, "/two", ((2, 0, 4, 10),))]


@pytest.mark.parametrize("text", [f"{SIGN}Bình", f"{SIGN} "])
def test_what_is_not_found_is_not_claimed_and_what_comes_after_it_is_found(text: str) -> None:
    forms: Any = {"sign": ("/one", (text,)), "other": ("/two", (f"{OTHER}An",))}
    assert stand(found(["An"], text, f"{OTHER}An", **forms)) == [(0, "/two", ((0, 0, 2, 10),))]


def test_a_paragraph_that_a_number_at_the_foot_cuts_is_found_in_halves() -> None:
    said = found(
        ["abcdefgh2", "ijklmnop"], f"{SIGN}abcdefghijklmnop", sign=("/name", (f"{SIGN}abcdefghijklmnop",))
    )  # fmt: skip
    assert stand(said) == [(0, "/name", ((0, 0, 8, 10),)), (1, "/name", ((0, 0, 8, 10),))]
    inside = found(["abcdefgh2", "ijklmnop"], f"abcdefg{SIGN}hij klmnop", sign=("/n", (f"{SIGN}hij",)))  # fmt: skip
    assert stand(inside) == [(0, "/n", ((7, 0, 8, 10),)), (1, "/n", ((0, 0, 2, 10),))]


def test_halves_of_fewer_than_eight_letters_are_not_looked_for() -> None:
    whole = f"{SIGN}abcdefghijklmno"
    assert found(["abcdefg2", "hijklmno"], whole, sign=("/name", (whole,))) == []


def test_the_second_half_is_looked_for_behind_the_first() -> None:
    whole = f"{SIGN}abcdefghabcdefgh"
    said = found(["abcdefgh2", "abcdefgh"], whole, sign=("/name", (whole,)))
    assert [(place.page, place.boxes) for place in said] == [
        (0, ((0, 0, 8, 10),)),
        (1, ((0, 0, 8, 10),)),
    ]


@pytest.mark.parametrize(("between", "is_found"), [(4_000, True), (4_001, False)])
def test_a_paragraph_stands_within_four_thousand_letters_of_the_one_before(
    between: int, is_found: bool
) -> None:
    said = found(["x" * between + "An"], f"{SIGN}An", sign=("/name", (f"{SIGN}An",)))
    assert bool(said) is is_found


@pytest.mark.parametrize(
    ("second", "lines"),
    [
        ((1.0, 4.0, 2.0, 14.0), ((0, 0, 2, 14),)),
        ((1.0, 5.0, 2.0, 15.0), ((0, 0, 1, 10), (1, 5, 2, 15))),
        ((1.0, -4.0, 2.0, 6.0), ((0, -4, 2, 10),)),
        # A small letter beside a tall one, such as a note's number.
        ((1.0, 0.0, 2.0, 2.0), ((0, 0, 2, 10),)),
        ((-1.0, 0.0, 0.5, 10.0), ((-1, 0, 1, 10),)),
    ],
)
def test_letters_that_share_more_than_half_of_their_height_stand_in_one_line(
    second: Corners, lines: tuple[Corners, ...]
) -> None:
    drawn = PageImage(100, 100, b"", "An", "An", [(0.0, 0.0, 1.0, 10.0), second])
    marked = Marked(texts={SIGN: ("/name", (f"{SIGN}An",))})
    (place,) = places(marked, [Paragraph(f"{SIGN}An", "", 0)], DrawnPages([drawn], 1))
    assert place.boxes == lines

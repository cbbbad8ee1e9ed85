"""Minutes that 1 to 14 members sign, measured: pages break between rows of signatures, and leave no large blank."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from service import config, pipeline
from service.pdf import for_libreoffice
from tests.conformance import lawful
from tests.layout.pages import Line, Page, pages
from tests.layout.test_page_ends import CHAIR, FEW, MANY, MINUTES, SECRETARY, TOP, minutes_of
from tests.libreoffice import to_pdf
from tests.line import parse

pytestmark = pytest.mark.no_cover  # tests/measured.py

HEADING = "THÀNH VIÊN DỰ HỘI NGHỊ"
#: Where the text of a page ends, in millimetres from the top.
BOTTOM = 277
#: A row of signatures under positions of two lines, with the recipients below it.
HIGHEST_ROWS_MM = 75
LENGTHS = {count: (4 + 5 * count % 23, 15 + 7 * count % 23) for count in range(1, 15)}
#: Recipients that stay whole, and so many that they go on over a page's end.
LISTED = {"few": FEW, "ten": MANY[:10], "many": MANY}
ALL = {
    **{f"{count}-{lines}": (count, lines, "few") for count in LENGTHS for lines in LENGTHS[count]},
    **{f"{count}-ten": (count, 7, "ten") for count in (4, 7)},
    "3-many": (3, 14, "many"),
}


def _members(count: int) -> list[dict[str, str]]:
    positions = ["Ủy viên", "Phó Trưởng phòng Lãnh sự - Biên giới, Ủy viên thường trực Hội đồng"]
    return [
        {"full_name": f"Lê Thị Số {number}", "position": positions[number % 3 == 2]}
        for number in range(1, count + 1)
    ]


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    services = pipeline.build_services(config.load({}))
    made = {}
    for name, (count, lines, listed) in ALL.items():
        data = minutes_of(lines, member_signatures=_members(count), recipients=LISTED[listed])
        document = pipeline.produce(services, *parse(MINUTES, json.dumps(data).encode()))
        made[name] = document.content
    return made


def test_no_rule_of_form_is_broken(made: dict[str, bytes]) -> None:
    assert lawful.broken(made) == []


@pytest.fixture(scope="module")
def printed(made: dict[str, bytes]) -> Callable[[str], list[list[Line]]]:
    """name -> the lines of each page below its number."""
    copies = {name: for_libreoffice(docx) for name, docx in made.items()}
    found = {name: [*map(_text, pages(pdf))] for name, pdf in to_pdf(copies).items()}
    return found.__getitem__


def _text(page: Page) -> list[Line]:
    return [line for line in page.lines if line.base > TOP]


def _signed_from(found: list[list[Line]]) -> int:
    return next(n for n, page in enumerate(found) if any(line.text == SECRETARY for line in page))


@pytest.mark.parametrize("name", ALL)
def test_two_lines_of_text_go_with_the_chair_and_a_heading_with_members_on_the_next_page(
    printed: Callable[[str], list[list[Line]]], name: str
) -> None:
    found = printed(name)
    first = _signed_from(found)
    texts = [line.text for line in found[first]]
    assert CHAIR in texts
    above = {round(line.base) for line in found[first][: texts.index("THƯ KÝ")]}
    assert len(above) >= 2
    assert all(page[0].text == HEADING for page in found[first + 1 :]) or name == "3-many"


@pytest.mark.parametrize("name", ALL)
def test_no_page_breaks_between_a_position_and_its_name(
    printed: Callable[[str], list[list[Line]]], name: str
) -> None:
    signed = 0
    for page in printed(name):
        names = [line for line in page if line.text.startswith("Lê Thị Số")]
        assert len(names) == len([line for line in page if _opens_a_position(line)])
        signed += len(names)
    assert signed == ALL[name][0]


def _opens_a_position(line: Line) -> bool:
    return line.text == "ỦY VIÊN" or line.text.startswith("PHÓ TRƯỞNG PHÒNG")


@pytest.mark.parametrize("name", ALL)
def test_a_page_is_left_with_no_more_blank_than_a_row_and_the_recipients_take(
    printed: Callable[[str], list[list[Line]]], name: str
) -> None:
    *full, _ = printed(name)
    recipients = len(LISTED[ALL[name][2]]) if name.endswith("-ten") else 0
    for page in full:
        blank = BOTTOM - max(line.base for line in page)
        assert blank <= HIGHEST_ROWS_MM + 4.7 * recipients


def test_no_row_of_members_stands_on_a_page_without_words(
    printed: Callable[[str], list[list[Line]]],
) -> None:
    for name in (name for name in ALL if name != "3-many"):
        *_, last = printed(name)
        texts = [line.text for line in last]
        assert HEADING in texts and "Nơi nhận:" in texts
        assert sum(text.startswith("- ") for text in texts) >= 2


def test_the_lengths_break_between_signatures_as_well_as_before_them(
    printed: Callable[[str], list[list[Line]]],
) -> None:
    broken = [name for name in ALL if _signed_from(printed(name)) < len(printed(name)) - 1]
    assert 6 <= len(broken) <= len(ALL) - 6

"""A cell of several lines tears no word of the lexicon and begins no line with a dash, where that takes at most a line more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.docx import typography
from service.docx.typography.cell_lines import held_cells
from service.docx.typography.letters import text_units
from tests.test_typography import SUBJECTS as ANY_TEXT

UNITS = [
    "Phòng Lãnh sự - Biên giới",
    "Phó Trưởng phòng Lãnh sự - Biên giới",
    "Sở Lao động - Thương binh và Xã hội",
    "Trung tâm Dịch vụ đối ngoại và Xúc tiến viện trợ",
    "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
]


def lines_of(text: str, room: float) -> list[str]:
    """As Word sets a cell; in a measure in which the size of the letters is one point."""
    mm = room / 2048 * 25.4 / 72
    return typography.wrap(text, mm + 1e-6, 1)


def printed(text: str, room: float) -> str:
    return held_cells([text], room).get(text, text)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        (UNITS[0], 13_000, ["Phòng", "Lãnh sự -", "Biên giới"]),
        (UNITS[0], 10_500, ["Phòng", "Lãnh sự -", "Biên giới"]),
        (UNITS[2], 16_000, ["Sở Lao động -", "Thương binh và", "Xã hội"]),
        (UNITS[3], 17_500, ["Trung tâm Dịch vụ", "đối ngoại và", "Xúc tiến viện trợ"]),
    ],
)
def test_a_narrow_cell_breaks_between_words(text: str, room: int, lines: list[str]) -> None:
    assert [line.replace("\u00a0", " ") for line in lines_of(printed(text, room), room)] == lines


@pytest.mark.parametrize("text", UNITS)
def test_no_line_begins_with_a_dash_at_any_width_that_two_words_have(text: str) -> None:
    for room in range(9_000, text_units(text), 250):
        assert not any(line.startswith("-") for line in lines_of(printed(text, room), room))


@given(ANY_TEXT, st.integers(3_000, 40_000))
def test_holding_together_changes_blanks_only_and_takes_at_most_one_line_more(
    text: str, room: int
) -> None:
    held = printed(text, room)
    assert held.replace("\u00a0", " ") == text.replace("\u00a0", " ")
    assert len(lines_of(held, room)) <= len(lines_of(text, room)) + 1


def test_what_stands_on_one_line_and_what_is_prose_is_left_alone() -> None:
    assert held_cells(UNITS, max(map(text_units, UNITS))) == {}
    assert held_cells([" ".join(UNITS)], 13_000) == {}
    # A word of the lexicon that is wider than its column is torn, and nothing else is.
    assert printed("Xúc tiến", 4_000) == "Xúc tiến"


def test_a_header_is_measured_in_bold_letters() -> None:
    text = "Số phiếu tán thành"
    room = text_units(text)
    assert held_cells([text], room) == {}
    assert held_cells([text], room, bold=True) == {text: "Số phiếu tán\u00a0thành"}


def test_a_column_as_wide_as_its_text_holds_nothing_together() -> None:
    for text in UNITS:
        columns = [typography.ColumnTexts(text, (text,)), typography.ColumnTexts("STT", ("1",))]
        fit = typography.fit_table(columns, widths=typography.PageWidths(9354, 14286))
        assert held_cells([text], fit.rooms()[0], bold=True) == {}

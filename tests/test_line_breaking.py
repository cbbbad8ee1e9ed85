"""Titles break between meanings, in lines of nearly one length; nothing that belongs together is parted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents.blocks.letterhead_columns import widened_by
from service.docx import typography
from service.language import break_places, vietnamese
from service.language.break_places import names_held
from service.language.compounds import built_in
from tests.layout.titles import LETTERHEADS, SUBJECTS, marked, torn
from tests.test_typography import SUBJECTS as ANY_TEXT

LETTERHEAD_TWIPS, TEXT_TWIPS = 3367, 9354
ROOM_MM = {LETTERHEAD_TWIPS: 59.39, TEXT_TWIPS: 165.0}


def lines_of(text: str, width: int, size: float = 14) -> list[str]:
    return [line for typed in typography.set_lines(text, width, size, True) for line in typed]


def words_of(lines: list[str]) -> str:
    return " ".join(lines).replace("\u00a0", " ")


@pytest.mark.no_cover
@pytest.mark.parametrize("name", marked(LETTERHEADS))
def test_the_name_of_an_organ_is_broken_between_meanings(name: str) -> None:
    capitals = vietnamese.upper(name)
    lines = lines_of(capitals, LETTERHEAD_TWIPS + widened_by(capitals, "", ""), 12)
    assert words_of(lines) == capitals
    assert not torn(lines, marked(LETTERHEADS)[name]), lines


@pytest.mark.no_cover
@pytest.mark.parametrize("subject", marked(SUBJECTS))
def test_a_subject_is_broken_between_meanings(subject: str) -> None:
    lines = lines_of(names_held(subject), TEXT_TWIPS)
    assert words_of(lines) == subject
    assert not torn(lines, marked(SUBJECTS)[subject]), lines
    # Below two thirds of the longest no rule can be a third of it and half of the last (II.5.b).
    lengths = [typography.text_width_mm(line, 14, True) for line in lines]
    assert lengths[-1] >= 0.6 * max(lengths)


def test_no_compound_is_parted_by_a_break_wherever_it_stands() -> None:
    for compound in sorted(built_in().all):
        count = compound.count(" ")
        costs = break_places.worth(["xem", *compound.split(" "), "xem"])
        assert costs[1 : 1 + count] == [break_places.HELD] * count, compound


@given(ANY_TEXT, st.sampled_from([LETTERHEAD_TWIPS, TEXT_TWIPS]))
def test_setting_loses_no_word_and_overfills_no_line(text: str, width: int) -> None:
    lines = lines_of(text, width)
    assert " ".join(lines) == text
    for line in lines:
        assert " " not in line or typography.text_width_mm(line, 14, True) <= ROOM_MM[width] + 0.01


@pytest.mark.parametrize("dash", ["-", "–"])
def test_a_name_longer_than_its_line_ends_one_with_a_dash_and_begins_none(dash: str) -> None:
    name = f"TRUNG TÂM KỸ THUẬT TIÊU CHUẨN {dash} ĐO LƯỜNG {dash} CHẤT LƯỢNG"
    lines = lines_of(name, LETTERHEAD_TWIPS, 12)
    assert [line[-1] == dash for line in lines] == [False, True, False]
    assert not any(line.startswith(dash) for line in lines)


@pytest.mark.parametrize("dash", ["-", "–"])
def test_no_line_begins_or_ends_with_a_dash(dash: str) -> None:
    for name in ("Sở Lao động {} Thương binh và Xã hội", "Ban Thi đua {} Khen thưởng tỉnh Hà Tĩnh"):
        for line in lines_of(vietnamese.upper(name.format(dash)), LETTERHEAD_TWIPS, 12):
            assert line[0] != dash != line[-1]


def test_a_line_feed_is_a_break_and_the_lines_between_are_set_each_by_itself() -> None:
    assert typography.set_lines("SỞ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH", 9354, 12, True) == [
        ["SỞ VĂN HÓA,"],
        ["THỂ THAO VÀ DU LỊCH"],
    ]
    typed = "SỞ\nVĂN HÓA, THỂ THAO VÀ DU LỊCH TỈNH HÀ TĨNH"
    first, second = typography.set_lines(typed, LETTERHEAD_TWIPS, 12, True)
    assert first == ["SỞ"] and len(second) == 2


def test_a_word_longer_than_the_line_stands_alone_and_a_compound_is_then_parted() -> None:
    assert lines_of("SỞ " + "X" * 60 + " TỈNH", LETTERHEAD_TWIPS, 12) == ["SỞ", "X" * 60, "TỈNH"]
    assert lines_of("ỦY BAN NHÂN DÂN", 1000, 12) == ["ỦY BAN", "NHÂN", "DÂN"]


@pytest.mark.parametrize(
    ("title", "held"),
    [
        ("Trường Tiểu học Nguyễn Thái Học", "Trường Tiểu học Nguyễn~Thái~Học"),
        ("Ủy ban nhân dân xã Sơn Kim", "Ủy ban nhân dân xã Sơn~Kim"),
        ("Sở Y tế tỉnh Lào Cai", "Sở Y tế tỉnh Lào Cai"),
        ("Sở Công Thương Hà Tĩnh", "Sở Công Thương Hà Tĩnh"),
        ("Trường Tiểu học Ngô Đức Kế, Hà Tĩnh", "Trường Tiểu học Ngô~Đức~Kế, Hà Tĩnh"),
        ("SỞ NGOẠI VỤ TỈNH HÀ TĨNH", "SỞ NGOẠI VỤ TỈNH HÀ TĨNH"),
        ("Đội 5\nXã Kỳ Sơn", "Đội 5\nXã Kỳ~Sơn"),
        ("ngày 20 tháng 01 năm 2026", "ngày~20~tháng~01 năm~2026"),
    ],
)
def test_a_proper_name_is_told_by_its_capitals(title: str, held: str) -> None:
    assert names_held(title).replace("\u00a0", "~") == held
    assert names_held(names_held(title)) == names_held(title)


@pytest.mark.parametrize(
    ("capitals", "whole"),
    [
        ("TRƯỜNG TRUNG HỌC CƠ SỞ NGUYỄN BIỂU", "NGUYỄN BIỂU"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG TRẦN PHÚ THỊNH", "TRẦN PHÚ"),
        ("TRƯỜNG MẦM NON XÃ CẨM LẠC VÀ XÃ CẨM MINH", "XÃ CẨM LẠC"),
    ],
)
def test_a_name_typed_in_capitals_is_told_by_the_word_before_it(capitals: str, whole: str) -> None:
    assert any(whole in line for line in lines_of(capitals, LETTERHEAD_TWIPS, 12))


NEUTRAL = "nam"


def title(before: int, *words: str, after: int) -> str:
    """So many words that mean nothing around some that do."""
    return " ".join([NEUTRAL] * before + [*words] + [NEUTRAL] * after)


def test_a_title_of_like_words_breaks_in_the_middle() -> None:
    assert [len(line.split()) for line in lines_of(title(9, after=9), TEXT_TWIPS)] == [9, 9]
    assert [len(line.split()) for line in lines_of(title(18, after=18), TEXT_TWIPS)] == [12, 12, 12]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        *(("ngày", "nam"), ("tháng", "nam"), ("năm", "nam"), ("số", "nam"), ("Điều", "nam"), ("khoản", "nam")),
        *(("nam", "10"), ("nam", "2015")),
        *(("nam", "-"), ("nam", "–"), ("-", "nam"), ("–", "nam")),
    ],
)  # fmt: skip
def test_what_belongs_together_is_not_torn_apart_for_an_even_break(above: str, below: str) -> None:
    first, second = lines_of(title(8, above, below, after=8), TEXT_TWIPS)
    assert (first.split()[-1], second.split()[0]) != (above, below)


@pytest.mark.parametrize(
    "word",
    ["của", "và", "cho", "trong", "về", "tại", "theo", "đối", "giai", "nhân", "do", "để", "tới", "Của"],
)  # fmt: skip
def test_a_line_begins_with_a_phrase_rather_than_quite_evenly(word: str) -> None:
    _, second = lines_of(title(10, word, after=7), TEXT_TWIPS)
    assert second.split()[0] == word


def test_a_phrase_far_from_the_middle_is_left_where_it_is() -> None:
    first, second = lines_of(title(13, "của", after=4), TEXT_TWIPS)
    assert second.split()[0] == NEUTRAL
    assert len(first.split()) == len(second.split()) == 9


def test_titles_that_differ_in_their_figures_break_alike_and_keep_their_figures() -> None:
    title = "Kèm theo Quyết định số 158/QĐ-SNgV ngày 17 tháng 9 năm 2026 của Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh"
    other = title.replace("158", "204").replace("17", "30").replace("2026", "2031")
    lines, others = (lines_of(names_held(text), TEXT_TWIPS) for text in (title, other))
    assert (words_of(lines), words_of(others)) == (title, other)
    assert [len(line) for line in lines] == [len(line) for line in others]
    assert names_held("nhà 120 m2 ở Hà Nam") == "nhà 120\u00a0m2 ở Hà Nam"


def test_a_text_of_more_than_a_thousand_letters_is_no_title() -> None:
    title = ("thi đua " * 125).strip() + "x"
    assert len(title) == 1000
    first_come = typography.wrap(title, ROOM_MM[TEXT_TWIPS], 14, True)
    assert lines_of(title, TEXT_TWIPS) != first_come
    assert lines_of(title + "x", TEXT_TWIPS)[:-1] == first_come[:-1]

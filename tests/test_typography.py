"""Lengths are those of the typeface, lines break as a page breaks them, tables share the page."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from service.docx import typography
from tests.needs import need

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
TONED = [unicodedata.normalize("NFC", v + tone) for v in VOWELS for tone in TONES]
VIETNAMESE = "".join(TONED) + "".join(TONED).upper() + "đĐ"
ASCII = "".join(map(chr, range(32, 127)))
SUBJECTS = st.text(alphabet=VIETNAMESE + " ,-0123456789", min_size=1, max_size=200).map(
    lambda text: " ".join(text.split()) or "a"
)
MM_PER_TWIP = 25.4 / 1440


@pytest.mark.parametrize(
    ("face", "bold", "italic"),
    [("Regular", False, False), ("Bold", True, False), ("Italic", False, True)],
)
def test_every_letter_is_as_wide_as_in_the_metric_compatible_font(
    face: str, bold: bool, italic: bool
) -> None:
    need("fonts-liberation2")
    file = next(Path("/usr/share/fonts").rglob(f"LiberationSerif-{face}.ttf"))
    font = ImageFont.truetype(str(file), 2048, layout_engine=ImageFont.Layout.BASIC)
    for letter in ASCII + VIETNAMESE + "–—…“”‘’•°×«»€½":
        measured = typography.text_width_mm(letter, 72, bold, italic) / 25.4 * 2048
        assert measured == pytest.approx(font.getlength(letter), abs=0.6), letter


def test_a_tone_takes_no_space_whether_composed_or_not() -> None:
    composed = typography.text_width_mm("Hoàng Ngọc Thịnh", 14)
    assert (
        typography.text_width_mm(unicodedata.normalize("NFD", "Hoàng Ngọc Thịnh"), 14) == composed
    )
    assert typography.text_width_mm("Hoang Ngoc Thinh", 14) == composed


def test_unknown_letters_have_a_safe_width_and_wide_ones_a_full_one() -> None:
    full = typography.text_width_mm("—", 14)
    assert typography.text_width_mm("漢", 14) == typography.text_width_mm("🙂", 14) == full
    assert 0 < typography.text_width_mm("Ж", 14) < full


@given(SUBJECTS, st.integers(20, 170))
def test_wrapping_loses_no_word_and_overfills_no_line(text: str, width: int) -> None:
    lines = typography.wrap(text, width, 14, True)
    assert " ".join(lines) == text
    for line in lines:
        assert " " not in line or typography.text_width_mm(line, 14, True) <= width


def test_a_line_feed_starts_a_line() -> None:
    assert typography.wrap("một\nhai", 165, 14) == ["một", "hai"]


@given(SUBJECTS, st.booleans())
def test_a_rule_is_one_third_to_one_half_of_the_last_line(text: str, is_set: bool) -> None:
    width = 9354
    indent = typography.rule_indent(text, width, 14, True, is_set=is_set)
    if is_set:
        last = typography.set_lines(text, width, 14, True)[-1][-1]
    else:
        last = typography.wrap(text, width * MM_PER_TWIP, 14, True)[-1]
    share = (width - 2 * indent) * MM_PER_TWIP / typography.text_width_mm(last, 14, True)
    if len(last) > 3:  # below, one twip of rounding is more than the tolerance
        assert 1 / 3 - 0.01 <= share <= 1 / 2 + 0.01


def test_a_rule_is_within_the_limits_for_every_line_of_a_name_in_three_lines() -> None:
    name = "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÔNG TRÌNH GIAO THÔNG"
    width = 3367
    indent = typography.rule_indent(name, width, 12, True, is_set=True)
    (lines,) = typography.set_lines(name, width, 12, True)
    rule = (width - 2 * indent) * MM_PER_TWIP
    assert len(lines) == 3
    for line in lines:
        assert 1 / 3 <= rule / typography.text_width_mm(line, 12, True) <= 1 / 2

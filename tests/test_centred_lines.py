"""How a typist would break a centred title and draw a rule below it."""

from __future__ import annotations

import pytest

from service.docx import typography

TWIPS_PER_MM = 1440 / 25.4


def width_mm(text: str, bold: bool = False) -> float:
    return typography.text_width_mm(text, 14, bold)


def test_a_word_that_just_fits_stays_on_its_line() -> None:
    room = width_mm("một hai")
    assert typography.wrap("một hai", room + 0.001, 14) == ["một hai"]
    assert typography.wrap("một hai", room - 0.001, 14) == ["một", "hai"]
    assert typography.wrap("một hai ba", width_mm("hai ba") + 0.001, 14) == ["một", "hai ba"]
    assert typography.wrap("", 100, 14) == [""]
    assert typography.wrap("một\n\nhai", 100, 14) == ["một", "", "hai"]


def test_bold_and_italic_letters_have_widths_of_their_own() -> None:
    regular, bold, italic = (
        typography.text_width_mm("Nghị định", 14, *face)
        for face in ((False, False), (True, False), (False, True))
    )
    assert italic < regular < bold
    assert typography.text_width_mm("Nghị định", 14, True, True) == bold
    assert typography.text_width_mm("Nghị định", 28) == pytest.approx(2 * regular)


def rule(text: str, width: int, **how: object) -> float:
    """The length of the rule below a text, in millimetres."""
    indent = typography.rule_indent(text, width, 14, True, **how)  # type: ignore[arg-type]
    return (width - 2 * indent) / TWIPS_PER_MM


def test_a_rule_is_by_choice_42_per_cent_of_a_single_line() -> None:
    text = "SỞ NGOẠI VỤ"
    assert rule(text, 5000) == pytest.approx(0.42 * width_mm(text, True), abs=0.05)
    assert rule(text, 5000, share=0.4) == pytest.approx(0.4 * width_mm(text, True), abs=0.05)


def test_a_rule_below_a_short_last_line_is_as_long_as_a_third_of_the_longest_allows() -> None:
    first, last = "VĂN PHÒNG ĐOÀN ĐẠI BIỂU QUỐC HỘI", "VÀ HỘI ĐỒNG NHÂN DÂN XÃ"
    long, short = width_mm(first, True), width_mm(last, True)
    assert 0.42 * short < long / 3 < 0.5 * short
    assert rule(f"{first}\n{last}", 9000) == pytest.approx(long / 3, abs=0.05)
    # Half of the last line is the most, however long the others are.
    tiny = "HÀ TĨNH"
    assert long / 3 > 0.5 * width_mm(tiny, True)
    assert rule(f"{first}\n{tiny}", 9000) == pytest.approx(0.5 * width_mm(tiny, True), abs=0.05)
    # A last line longer than the others has its own share.
    assert rule(f"{tiny}\n{first}", 9000) == pytest.approx(0.42 * long, abs=0.05)


def test_a_rule_as_long_as_its_line_is_that_of_the_motto() -> None:
    motto = "Độc lập - Tự do - Hạnh phúc"
    full = rule(motto, 6000, share=1.0, least=1.0, most=1.0)
    assert full == pytest.approx(width_mm(motto, True), abs=0.05)


def test_a_line_as_long_as_its_room_has_a_rule_without_indent() -> None:
    indent = typography.rule_indent("x" * 200, 3000, 14, share=1.0, least=1.0, most=1.0)
    assert indent == 0

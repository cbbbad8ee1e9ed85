"""How a typist would share a page among columns, break a centred title and draw a rule below it."""

from __future__ import annotations

import pytest

from service.docx import typography

TWIPS_PER_MM = 1440 / 25.4
SIZE = 13
PADDING = 230


def twips(text: str, *, bold: bool = False) -> float:
    return typography.text_width_mm(text, SIZE, bold) * TWIPS_PER_MM


def shared(total: int, *columns: list[str]) -> list[int]:
    return typography.column_widths(columns, total, SIZE)


LONG = "đã có thành tích xuất sắc trong phong trào thi đua yêu nước giai đoạn 2015 - 2020"


def test_nothing_has_no_widths_and_one_column_takes_the_whole_page() -> None:
    assert typography.column_widths([], 9000, SIZE) == []
    assert shared(9000, ["A", "b"]) == [9000]
    assert shared(9000, []) == [9000]


def test_equal_columns_have_equal_widths_but_for_what_rounding_leaves_to_the_first() -> None:
    column = ["Đơn vị", "Sở Ngoại vụ"]
    assert shared(9001, column, column, column) == [3001, 3000, 3000]
    wide = ["Đơn vị", LONG * 2]
    assert shared(9001, wide, wide) == [4501, 4500]


def test_a_header_stands_on_one_line_in_its_bold_letters_where_there_is_room() -> None:
    header = "Số lượng hồ sơ đã giải quyết"
    need = twips(header, bold=True) + PADDING
    assert twips(header, bold=True) - twips(header) > 100  # the difference would break it
    number, text = shared(round(need + twips(LONG) + PADDING + 200), [header, "1"], ["Tên", LONG])
    assert number >= need
    assert text >= twips(LONG) + PADDING


def test_without_that_room_it_takes_a_third_of_itself_at_least_and_breaks_no_word() -> None:
    header = "Số lượng hồ sơ đã giải quyết"
    whole = twips(header, bold=True) + PADDING
    for total in (6000, 7000, 8000):
        number, _ = shared(total, [header, "1"], ["Tên", LONG * 3])
        assert max(twips(word, bold=True) for word in header.split()) + PADDING < number
        assert whole / 3 < number < whole


def test_no_figure_breaks_while_there_is_room_for_it() -> None:
    money = "123.456.789.000"
    for total in (4000, 5000, 9000):
        widths = shared(total, ["Tên", LONG], ["Tiền", money], ["Ghi chú", LONG])
        assert widths[1] >= twips(money) + PADDING


def test_where_even_the_longest_words_have_no_room_all_shrink_alike() -> None:
    word, half = "m" * 40, "m" * 20
    one, two = shared(4000, ["A", word], ["B", half])
    assert one + two == 4000
    # Both lose the same part of what they need.
    assert one / two == pytest.approx((twips(word) + 270) / (twips(half) + 270), rel=0.001)


def test_a_word_in_bold_letters_of_the_header_counts_as_bold() -> None:
    name = "Nghiêng" * 3
    (narrow, _), (wide, _) = (shared(6000, [head, "1"], ["B", LONG * 3]) for head in ("A", name))
    assert narrow < wide
    assert wide >= twips(name, bold=True) + PADDING


def test_the_widest_word_may_stand_in_a_short_text() -> None:
    short, total = "Wwwwwwwwwwwww", 5000
    texts = ["Tên", *(f"một hai ba bốn năm sáu {n}" for n in range(11)), short]
    first, _ = shared(total, texts, ["B", LONG * 3])
    assert first >= twips(short) + PADDING


def test_a_line_feed_in_a_cell_ends_its_line() -> None:
    lines = "Sở Ngoại vụ\nSở Nội vụ\nVăn phòng"
    one, other = shared(6000, ["Tên", lines], ["B", LONG])
    flat, _ = shared(6000, ["Tên", lines.replace("\n", " ")], ["B", LONG])
    assert twips("Sở Ngoại vụ") + PADDING <= one < flat
    assert one + other == 6000


def test_a_name_stays_on_one_line_beside_prose() -> None:
    name = "Nguyễn Thị Hoàng Yến"
    names, prose = shared(9354, ["Họ và tên", name], ["Thành tích", LONG])
    assert names >= twips(name) + PADDING
    assert prose > names
    # Beside more prose than its rows could hold in a few lines it is broken, too.
    names, _ = shared(9354, ["Họ và tên", name], ["Thành tích", LONG * 3])
    assert names < twips(name)


def test_a_column_of_prose_gives_way_before_the_others_grow_too_narrow() -> None:
    name = "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân"
    names, prose = shared(6000, ["Đơn vị", name], ["Thành tích", LONG * 3])
    # It wants more than a third of the table, so it is broken like any prose.
    assert names < twips(name)
    assert prose > names


def test_of_two_texts_the_longer_has_the_wider_column() -> None:
    for total in (5000, 7000, 9354, 14286):
        first, second = shared(total, ["A", LONG], ["B", LONG + LONG])
        assert first < second


def test_what_is_left_over_goes_to_the_column_with_the_longest_text() -> None:
    number, name, text = shared(
        12_000, ["STT", "1"], ["Tên", "Nguyễn Văn An"], ["Việc", "Phòng Hợp tác quốc tế và Lãnh sự"]
    )
    least = [twips(text) + PADDING for text in ("STT", "Nguyễn Văn An", "Phòng Hợp tác quốc tế và Lãnh sự")]  # fmt: skip
    extra = [width - need for width, need in zip((number, name, text), least, strict=True)]
    assert extra[0] < extra[1] < extra[2]
    assert number < 900


# --- lines ----------------------------------------------------------------------------------------


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

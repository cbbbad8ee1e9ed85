"""Single values and lists of them: what becomes sound, what is refused, and in which words."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marshmallow import ValidationError

from service.errors import Violation
from service.language import vietnamese
from service.schema import text_cleaning
from service.schema.containers import Values
from service.schema.fields import (
    Choice,
    Day,
    Flag,
    Integer,
    Moment,
    Money,
    Paragraph,
    Text,
)

LINE = Text("Trích yếu", "Một câu.", "Tổng kết", longest=500)
LINES = Paragraph("Đoạn văn", "Một đoạn.", "Trong giai đoạn")
NUMBER = Integer("Số", "Số văn bản.", 15, least=1, most=999_999, from_text=True)
COUNT = Integer("Số người", "Số người của nhóm.", 35, least=1)
DAY = Day("Ngày ban hành", "Ngày ký.", "2020-07-01")
MOMENT = Moment("Bắt đầu lúc", "Ngày và giờ.", "2020-07-01T08:00")
CAPACITY = Choice("Quyền hạn", "Khi ký thay.", "KT", choices={"KT": "ký thay", "TL": "thừa lệnh"})

#: Everything a text may hold, with far more of what makes trouble.
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\x07\t\n\x0b\x0c\r\x1b\x85\u00a0\u00ad\u200b\u200c\u200d\u200e\u2028\u2029\u202e\u2060"
            "\u2066\u3000\ufe0f\ufeff\ufffe\uffff\ud800\udfff\u0301\u0323 aeođĐ<>&{%}👨👩❤🏽"
        ),
    ),
    max_size=30,
)


def refused(field: Any, value: Any) -> Violation:
    """The one Violation with which a field refuses a value."""
    with pytest.raises(ValidationError) as caught:
        field.deserialize(value)
    (violation,) = caught.value.messages
    assert isinstance(violation, Violation)
    return violation


# --- text --------------------------------------------------------------------------------------


def test_text_is_composed_to_nfc() -> None:
    decomposed = unicodedata.normalize("NFD", "Sở Ngoại vụ tỉnh Hà Tĩnh")
    assert LINE.deserialize(decomposed) == "Sở Ngoại vụ tỉnh Hà Tĩnh"


@pytest.mark.parametrize(
    "blank", ["  ", "\t", "\u00a0", " \u00a0\t ", "\u2003", "\u3000", "\u202f"]
)
def test_a_run_of_blanks_becomes_one(blank: str) -> None:
    assert LINE.deserialize(f"{blank}Sở{blank}Ngoại vụ{blank}") == "Sở Ngoại vụ"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", " \n\n "])
def test_in_a_one_line_value_a_line_end_is_a_blank(end: str) -> None:
    assert LINE.deserialize(f"Sở{end}Ngoại vụ{end}") == "Sở Ngoại vụ"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", " \r\n "])
def test_in_a_paragraph_every_kind_of_line_end_starts_a_line(end: str) -> None:
    assert LINES.deserialize(f"Một{end}Hai") == "Một\nHai"


def test_a_paragraph_keeps_its_lines_and_loses_blanks_around_them() -> None:
    assert LINES.deserialize("  Một \t\n\u00a0 Hai\u00a0\u00a0ba \n") == "Một\nHai ba"


@pytest.mark.parametrize("value", ["", " ", "\u00a0\t", "\u200b", "\n"])
def test_a_text_of_blanks_alone_is_no_text(value: str) -> None:
    assert LINE.deserialize(value) is None
    needed = Text("Tên", "Tên.", "A", required=True)
    assert refused(needed, value).code == "required"


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("a\x00b", "U+0000"),
        ("a\x07b", "U+0007"),
        ("a\x0bb", "U+000B"),
        ("a\x0cb", "U+000C"),
        ("a\x1bb", "U+001B"),
        ("a\x7fb", "U+007F"),
        ("a\x85b", "U+0085"),
        ("a\u202eb", "U+202E"),
        ("a\u2066b", "U+2066"),
        ("a\u200eb", "U+200E"),
        ("a\u061cb", "U+061C"),
        ("a\ufffeb", "U+FFFE"),
        ("a\uffffb", "U+FFFF"),
        ("a\ud800b", "U+D800"),
        ("a\udfffb", "U+DFFF"),
    ],
)
def test_a_control_character_is_refused_and_named(value: str, name: str) -> None:
    for field in (LINE, LINES):
        violation = refused(field, value)
        assert violation.code == "control_character"
        assert violation.field == field.label
        assert name in violation.message and field.label in violation.message
        assert "vị trí 2" in violation.message


@pytest.mark.parametrize("sign", ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u200c"])
def test_an_invisible_character_is_removed(sign: str) -> None:
    assert LINE.deserialize(f"{sign}Hà{sign} Tĩnh{sign}") == "Hà Tĩnh"
    assert text_cleaning.invisible_characters(f"Hà{sign}") == [f"U+{ord(sign):04X}"]


def test_a_joiner_in_a_word_is_removed() -> None:
    assert LINE.deserialize("Hà\u200d Tĩnh") == "Hà Tĩnh"
    assert text_cleaning.invisible_characters("Hà\u200d Tĩnh") == ["U+200D"]


@pytest.mark.parametrize(
    "emoji",
    [
        "👨\u200d👩\u200d👧\u200d👦",
        "🇻🇳",
        "👍🏽",
        "👩🏽\u200d⚕\ufe0f",
        "❤\ufe0f",
        "❤\ufe0f\u200d🔥",
        "🏳\ufe0f\u200d🌈",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "🐦\u200d⬛",
        "1\ufe0f\u20e3",
        "🧑🏻\u200d🤝\u200d🧑🏿",
        "😶\u200d🌫\ufe0f",
    ],
)
def test_an_emoji_arrives_as_typed(emoji: str) -> None:
    assert LINE.deserialize(f"Chúc mừng {emoji}!") == f"Chúc mừng {emoji}!"
    assert text_cleaning.invisible_characters(emoji) == []


@pytest.mark.parametrize(
    "value",
    [
        "a & b < c > d \"e\" 'f'",
        "{{ subject }}",
        "{% if x %}",
        "{_{ x }_}",
        "%} #} {#",
        "C:\\a\\f\\n",
        "&amp; &#10; <w:p/>",
        "x" * 400,
        "${x} #{y}",
        "“ngoặc kép” ‘đơn’ «»",
        "5 × 3 = 15; 20 °C; ½; § 5; 10 µm",
    ],
)
def test_signs_of_templates_and_of_markup_arrive_as_typed(value: str) -> None:
    assert LINE.deserialize(value) == value


@given(HOSTILE)
@example("a\u3000\u200d\u3000b")
@example("e\u200b\u0301")
@example("👨\u200d\u200d👩")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for lines in (False, True):
        once = text_cleaning.clean(text, lines=lines)
        assert text_cleaning.clean(once, lines=lines) == once
        assert unicodedata.is_normalized("NFC", once)


@given(HOSTILE)
def test_a_text_is_sound_or_a_problem_and_never_anything_else(text: str) -> None:
    for field in (LINE, LINES, NUMBER, COUNT, DAY, MOMENT, CAPACITY):
        try:
            value = field.deserialize(text)
        except ValidationError as error:
            assert all(isinstance(violation, Violation) for violation in error.messages)
        else:
            if isinstance(value, str):
                value.encode("utf-8")
                assert value == value.strip()
                assert "  " not in value
                assert not any(sign in value for sign in "\x00\u202e\u200b\ufeff")


@pytest.mark.parametrize(
    ("typed", "meant", "encoding"),
    [
        ("§ång chÝ", "Đồng chí", "TCVN3"),
        ("coäng hoøa", "cộng hòa", "VNI"),
        ("phong trµo thi ®ua yªu n\u00adíc", "phong trào thi đua yêu nước", "TCVN3"),
    ],
)
def test_an_old_encoding_is_refused_with_the_unicode_text(
    typed: str, meant: str, encoding: str
) -> None:
    violation = refused(LINE, typed)
    assert violation.code == "legacy_encoding"
    assert violation.suggestion == meant
    assert encoding in violation.message
    assert typed not in violation.message


def test_text_read_in_the_wrong_encoding_is_refused_with_the_unicode_text() -> None:
    garbled = "Đồng chí Giám đốc Sở Ngoại vụ".encode().decode("cp1252", "replace")
    if "\ufffd" in garbled:
        garbled = "".join(
            bytes([byte]).decode("cp1252", "ignore") or chr(byte)
            for byte in "Đồng chí Giám đốc Sở Ngoại vụ".encode()
        )
    violation = refused(LINE, garbled)
    assert violation.code == "legacy_encoding"
    assert violation.suggestion == "Đồng chí Giám đốc Sở Ngoại vụ"


def test_the_suggestion_for_an_old_encoding_is_clean() -> None:
    assert refused(LINE, "  §ång   chÝ ").suggestion == "Đồng chí"


def test_a_text_at_its_limit_passes_and_one_letter_more_does_not() -> None:
    short = Text("Họ và tên", "Tên.", "A", longest=5)
    assert short.deserialize("Ngô A") == "Ngô A"
    violation = refused(short, "Ngô An")
    assert violation.code == "too_long"
    assert "6" in violation.message and "5" in violation.message
    assert "Ngô" not in violation.message


def test_the_limit_counts_the_text_as_it_will_be_printed() -> None:
    short = Text("Họ và tên", "Tên.", "A", longest=5)
    assert short.deserialize(unicodedata.normalize("NFD", " Ngô  Ỷ ")) == "Ngô Ỷ"


@pytest.mark.parametrize("value", [1, 1.5, True, [], {}, ["a"], Decimal("1.5")])
def test_what_is_no_string_is_no_text(value: object) -> None:
    assert refused(LINE, value).code == "not_text"


# --- numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [15, "15", " 15 ", "015", "0015", Decimal("15"), Decimal("15.0")])
def test_a_document_number_may_be_digits_in_a_string_with_leading_zeros(value: object) -> None:
    assert NUMBER.deserialize(value) == 15
    assert type(NUMBER.deserialize(value)) is int


@pytest.mark.parametrize(
    "value",
    ["15a", "1.5", "-1", "+1", "1_000", "1e3", "１５", "٣", "²", "9" * 5000, True, 1.0, [], {}],
)
def test_what_is_no_whole_number_is_refused(value: object) -> None:
    assert refused(NUMBER, value).code == "not_integer"


@pytest.mark.parametrize("value", [0, -1, "0", "000", 1_000_000, 10**4000])
def test_a_number_outside_its_bounds_is_refused_and_the_bounds_are_named(value: object) -> None:
    violation = refused(NUMBER, value)
    assert violation.code == "out_of_range"
    assert "1" in violation.message and "999999" in violation.message


@pytest.mark.parametrize(
    "value", [Decimal("1.5"), Decimal("1e-999999"), Decimal("1e999999"), Decimal("Infinity"), "5"]
)
def test_a_count_takes_neither_fractions_nor_monsters_nor_strings(value: object) -> None:
    assert refused(COUNT, value).code == "not_integer"


def test_a_blank_document_number_is_none() -> None:
    assert NUMBER.deserialize("  ") is None
    assert NUMBER.deserialize(None) is None


def test_a_count_without_an_upper_bound_says_or_more() -> None:
    assert "trở lên" in refused(COUNT, 0).message


@pytest.mark.parametrize("value", [0, -450_000, Decimal("0.5"), "450.000", 10**10])
def test_money_is_whole_dong_above_zero_and_within_reason(value: object) -> None:
    money = Money("Tiền thưởng", "Số đồng nguyên.", 450_000)
    assert refused(money, value).code in ("out_of_range", "not_integer")


def test_the_largest_sums_of_the_longest_lists_can_still_be_read_in_words() -> None:
    money = Money("Tiền thưởng", "Số đồng nguyên.", 450_000)
    assert money.most is not None
    # Two million bytes of JSON hold fewer than 100,000 recipients.
    assert vietnamese.money_words(money.most * 100_000)


# --- dates and times -----------------------------------------------------------------------------


def test_a_date_in_iso_8601_is_read() -> None:
    assert DAY.deserialize("2020-07-01") == date(2020, 7, 1)
    assert DAY.deserialize(" 2024-02-29 ") == date(2024, 2, 29)
    assert DAY.deserialize("") is None


@pytest.mark.parametrize(
    "typed",
    [
        "01/07/2020",
        "1/7/2020",
        "1.7.2020",
        "01-07-2020",
        "ngày 1 tháng 7 năm 2020",
        "Ngày 01 tháng 7 năm 2020",
        "1 tháng 7 năm 2020",
        "2020-7-1",
    ],
)
def test_another_way_of_writing_a_date_is_refused_with_the_iso_date(typed: str) -> None:
    violation = refused(DAY, typed)
    assert (violation.code, violation.suggestion) == ("not_date", "2020-07-01")


@pytest.mark.parametrize("typed", ["07/13/2020", "2020/13/01", "13/13/2020", "07-31-2020"])
def test_a_date_with_the_month_first_is_never_read(typed: str) -> None:
    violation = refused(DAY, typed)
    assert (violation.code, violation.suggestion) == ("not_date", None)


def test_an_ambiguous_date_is_day_before_month() -> None:
    assert refused(DAY, "02/03/2020").suggestion == "2020-03-02"


@pytest.mark.parametrize(
    "typed", ["2020-02-30", "2019-02-29", "0000-01-01", "2020-07-01T08:00", "20200701", "hôm nay"]
)
def test_a_date_that_does_not_exist_has_no_suggestion(typed: str) -> None:
    violation = refused(DAY, typed)
    assert (violation.code, violation.suggestion) == ("not_date", None)
    assert typed not in violation.message


@pytest.mark.parametrize("typed", ["1944-12-31", "2101-01-01", "0001-01-01", "9999-12-31"])
def test_a_date_of_another_age_is_refused(typed: str) -> None:
    assert refused(DAY, typed).code == "date_out_of_range"


def test_digits_of_other_scripts_are_no_iso_date() -> None:
    assert refused(DAY, "٢٠٢٠-٠٧-٠١").code == "not_date"
    assert refused(MOMENT, "２０２０-０７-０１T08:00").code == "not_moment"


@pytest.mark.parametrize("value", [20200701, True, [], {}, Decimal("2020.5")])
def test_a_date_is_a_string(value: object) -> None:
    assert refused(DAY, value).code == "not_date"
    assert refused(MOMENT, value).code == "not_moment"


def test_a_time_is_read_without_seconds_and_without_a_zone() -> None:
    assert MOMENT.deserialize("2020-07-01T08:05") == datetime(2020, 7, 1, 8, 5)


@pytest.mark.parametrize(
    "typed",
    [
        "2020-07-01T08:30:00",
        "2020-07-01 08:30",
        "01/07/2020 8:30",
        "8h30 ngày 1/7/2020",
        "8 giờ 30 phút, ngày 01 tháng 7 năm 2020",
    ],
)
def test_another_way_of_writing_a_time_is_refused_with_the_iso_time(typed: str) -> None:
    violation = refused(MOMENT, typed)
    assert (violation.code, violation.suggestion) == ("not_moment", "2020-07-01T08:30")


@pytest.mark.parametrize(
    "typed",
    [
        "2020-07-01",
        "2020-07-01T24:00",
        "2020-07-01T08:60",
        "2020-07-01T08:00Z",
        "8:00",
        "07/13/2020 8:00",
    ],
)
def test_a_time_that_does_not_exist_has_no_suggestion(typed: str) -> None:
    violation = refused(MOMENT, typed)
    assert (violation.code, violation.suggestion) == ("not_moment", None)


# --- choices and flags ---------------------------------------------------------------------------


def test_a_choice_is_taken_by_its_key() -> None:
    assert CAPACITY.deserialize("KT") == "KT"
    assert CAPACITY.deserialize(None) is None


@pytest.mark.parametrize(("typed", "meant"), [("kt", "KT"), ("thừa lệnh", "TL"), ("Ký thay", "KT")])
def test_a_choice_in_other_words_is_refused_with_its_key(typed: str, meant: str) -> None:
    violation = refused(CAPACITY, typed)
    assert (violation.code, violation.suggestion) == ("unknown_choice", meant)
    assert "KT (ký thay)" in violation.message


@pytest.mark.parametrize("value", ["xyz", 1, True, [], {}, ["KT"]])
def test_an_unknown_choice_lists_the_known_ones_and_not_what_was_typed(value: object) -> None:
    violation = refused(CAPACITY, value)
    assert violation.code == "unknown_choice"
    assert "xyz" not in violation.message


@pytest.mark.parametrize("value", ["true", 1, 0, "", []])
def test_a_flag_is_true_or_false(value: object) -> None:
    flag = Flag("Đã đọc lại", "Có hay không.")
    assert flag.deserialize(True) is True
    assert flag.deserialize(False) is False
    assert flag.deserialize(None) is False
    assert refused(flag, value).code == "not_flag"


# --- lists of values -----------------------------------------------------------------------------


def test_a_list_keeps_the_places_of_blank_and_faulty_values() -> None:
    listed = Values(Text("Nơi nhận", "Mỗi nơi một dòng.", "Như trên", longest=10))
    assert listed.deserialize(["a", None, " ", "b"]) == ["a", None, None, "b"]
    with pytest.raises(ValidationError) as caught:
        listed.deserialize(["a", 5, "x" * 11])
    assert isinstance(caught.value.messages, dict)
    assert {place: message[0].code for place, message in caught.value.messages.items()} == {
        1: "not_text",
        2: "too_long",
    }
    assert caught.value.valid_data == ["a", None, None]


@pytest.mark.parametrize("value", ["a", {"0": "a"}, 5, True])
def test_what_is_no_list_is_refused(value: object) -> None:
    assert refused(Values(Text("Nơi nhận", "Dòng.", "a")), value).code == "not_list"


@pytest.mark.parametrize("value", [[], [None], [" ", ""]])
def test_a_list_of_blanks_is_too_short_where_one_value_is_needed(value: list[Any]) -> None:
    needed = Values(Text("Căn cứ", "Dòng.", "a"), at_least=1)
    violation = refused(needed, value)
    assert violation.code == "too_few"
    assert "Căn cứ" in violation.message

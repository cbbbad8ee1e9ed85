"""Numbers in words, letters and figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import vietnamese

SIZES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
DIGITS = {word: digit for digit, word in enumerate(UNITS)} | {"mốt": 1, "tư": 4, "lăm": 5}


def read_back(words: str) -> int:
    """A reader that shares nothing with the writer: one pass over the words."""
    if words.startswith("âm "):
        return -read_back(words[3:])
    before_billion, found, after = words.rpartition("tỷ")
    if found:
        return read_back(before_billion.strip()) * 10**9 + (
            read_back(after.strip()) if after else 0
        )
    total = group = digit = 0
    for word in words.split():
        if word in DIGITS:
            group, digit = group + DIGITS[word], DIGITS[word]
        elif word == "mười":
            group, digit = group + 10, 0
        elif word in ("mươi", "trăm"):
            group += digit * ((10 if word == "mươi" else 100) - 1)
        elif word in SIZES:
            total, group = total + group * SIZES[word], 0
        else:
            assert word == "linh"
    return total + group


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (760_000, "bảy trăm sáu mươi nghìn"),
        (1_520_000, "một triệu năm trăm hai mươi nghìn"),
        (1_950_000, "một triệu chín trăm năm mươi nghìn"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (21_000_000, "hai mươi mốt triệu"),
        (11_390_000, "mười một triệu ba trăm chín mươi nghìn"),
        (1_000_000_000, "một tỷ"),
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_050, "một nghìn không trăm năm mươi"),
        (1_000_500, "một triệu năm trăm"),
        (1_000_005, "một triệu không trăm linh năm"),
        (10_000_000_001, "mười tỷ không trăm linh một"),
        (1_005_000_000, "một tỷ không trăm linh năm triệu"),
        (5_000_000_000_000, "năm nghìn tỷ"),
        (1_000_005_000_000, "một nghìn tỷ không trăm linh năm triệu"),
        (21_000_000_000_000_0, "hai trăm mười nghìn tỷ"),
        (10**15, "một triệu tỷ"),
        (-21, "âm hai mươi mốt"),
    ],
)
def test_a_number_is_read_as_an_office_reads_it(number: int, words: str) -> None:
    assert vietnamese.number_words(number) == words


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_the_words_say_the_number(number: int) -> None:
    assert read_back(vietnamese.number_words(number)) == number


@given(st.integers(min_value=0, max_value=2000))
def test_small_numbers_read_back_too(number: int) -> None:
    words = vietnamese.number_words(number)
    assert read_back(words) == number
    assert "  " not in words


@pytest.mark.parametrize("number", [10**15 + 1, -(10**15) - 1])
def test_a_number_too_large_to_read_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="10"):
        vietnamese.number_words(number)


def test_a_sum_begins_with_a_capital_and_ends_with_the_currency() -> None:
    assert vietnamese.money_words(760_000) == "Bảy trăm sáu mươi nghìn đồng"
    assert vietnamese.money_words(0) == "Không đồng"
    assert vietnamese.money_words(-5) == "Âm năm đồng"


def test_points_follow_the_letters_of_the_decree() -> None:
    letters = [vietnamese.point_letter(index) for index in range(len(vietnamese.POINT_LETTERS))]
    assert " ".join(letters) == "a b c d đ e g h i k l m n o p q r s t u v x y"


@pytest.mark.parametrize("index", [-1, 23, 100])
def test_there_is_no_point_beyond_y(index: int) -> None:
    with pytest.raises(ValueError, match="points"):
        vietnamese.point_letter(index)


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (1, "I"),
        (4, "IV"),
        (9, "IX"),
        (14, "XIV"),
        (40, "XL"),
        (1994, "MCMXCIV"),
        (3999, "MMMCMXCIX"),
    ],
)
def test_parts_and_annexes_are_numbered_in_roman(number: int, numeral: str) -> None:
    assert vietnamese.roman(number) == numeral


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_what_has_no_roman_numeral_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="Roman"):
        vietnamese.roman(number)


@pytest.mark.parametrize(
    ("value", "max_decimals", "printed"),
    [
        (1_234_567, None, "1.234.567"),
        (Decimal("1234567.50"), None, "1.234.567,5"),
        (1234567.5, 2, "1.234.567,5"),
        (0.1, None, "0,1"),
        (Decimal("8.045"), 2, "8,05"),
        (Decimal("8.044"), 2, "8,04"),
        (Decimal("99.995"), 2, "100"),
        (Decimal("-0.004"), 2, "0"),
        (-1234.5, None, "-1.234,5"),
        (Decimal("2E+3"), None, "2.000"),
        (1e22, None, "10.000.000.000.000.000.000.000"),
        (
            Decimal("12345678901234567890123456789012.345"),
            2,
            "12.345.678.901.234.567.890.123.456.789.012,35",
        ),
        (Decimal("1E-900000"), 2, "0"),
        (Decimal("0E+100000"), 2, "0"),
        (-0.0, None, "0"),
        (999, 0, "999"),
        (Decimal("0.5"), 0, "1"),
    ],
)
def test_figures_have_a_decimal_comma_and_dots_between_thousands(
    value: int | Decimal | float, max_decimals: int | None, printed: str
) -> None:
    assert vietnamese.format_number(value, max_decimals) == printed


@pytest.mark.parametrize(
    ("value", "max_decimals"),
    [
        (Decimal("NaN"), None),
        (float("inf"), 2),
        (Decimal("1E+999999"), 2),
        (Decimal("1E-99999"), None),
    ],
)
def test_what_has_no_figures_is_refused(value: Decimal | float, max_decimals: int | None) -> None:
    with pytest.raises(ValueError, match=r"NaN|too long"):
        vietnamese.format_number(value, max_decimals)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4
    )
)
def test_printed_figures_are_exact(value: Decimal) -> None:
    printed = vietnamese.format_number(value)
    assert Decimal(printed.replace(".", "").replace(",", ".")) == value


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_float_prints_the_decimal_it_shows(value: float) -> None:
    assert float(vietnamese.format_number(value).replace(".", "").replace(",", ".")) == value


@given(st.integers(min_value=0, max_value=10**15))
def test_the_words_of_a_number_are_read_as_that_number(number: int) -> None:
    assert vietnamese.number_of_words(vietnamese.number_words(number)) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Bảy trăm sáu mươi nghìn đồng", 760_000),
        ("một triệu không trăm lẻ năm ngàn đồng chẵn./.", 1_005_000),
        ("Hai mươi bốn", 24),
        ("một tỷ không trăm hai mươi triệu", 1_020_000_000),
        ("mười lăm", 15),
        ("theo biên lai", None),
        ("hai ba", None),
        ("trăm", None),
        ("đồng", None),
        ("", None),
    ],
)
def test_words_as_clerks_write_them_are_read_or_left_alone(words: str, number: int | None) -> None:
    assert vietnamese.number_of_words(words) == number

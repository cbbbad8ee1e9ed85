"""A number becomes the words, letters or figures of a Vietnamese document (ND30, Phụ lục I).

Rules of reading: 1 after "mươi" is "mốt", 5 after "mười"/"mươi" is "lăm", 4 after "mươi" is "tư",
an empty ten is "linh", an empty hundred inside a number is "không trăm".
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

#: The letters of "điểm", as the decree itself counts them: no ă, â, ê, ô, ơ, ư, no f, j, w, z.
POINT_LETTERS: Final = tuple("abcdđeghiklmnopqrstuvxy")

#: The largest number that has a Roman numeral: MMMCMXCIX.
LARGEST_ROMAN: Final = 3999

#: The largest size that ``number_words`` reads.
LARGEST_IN_WORDS: Final = 10**15

#: A decimal number with more digits than this is not a figure of a report but an attack.
_LONGEST_NUMBER_DIGITS: Final = 1000

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def point_letter(index: int) -> str:
    """The letter of the point at ``index`` (0 is "a", 4 is "đ"); ValueError beyond "y"."""
    if not 0 <= index < len(POINT_LETTERS):
        raise ValueError(f"a clause has points 0 to {len(POINT_LETTERS) - 1}, not {index}")
    return POINT_LETTERS[index]


def roman(number: int) -> str:
    """The Roman numeral of 1 to 3999; ValueError outside."""
    if not 1 <= number <= LARGEST_ROMAN:
        raise ValueError(f"no Roman numeral for {number}")
    written = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written.append(letters * times)
    return "".join(written)


def number_words(number: int) -> str:
    """The whole number in words, small letters; ValueError beyond 10**15 in size.

    1005000 -> "một triệu không trăm linh năm nghìn"; -21 -> "âm hai mươi mốt".
    """
    if abs(number) > LARGEST_IN_WORDS:
        raise ValueError("numbers are read up to 10**15")
    if number < 0:
        return "âm " + number_words(-number)
    return " ".join(_read(number)) or _DIGITS[0]


def money_words(dong: int) -> str:
    """A sum in đồng for "(Bằng chữ: …)": 760000 -> "Bảy trăm sáu mươi nghìn đồng"."""
    words = number_words(dong)
    return f"{words[0].upper()}{words[1:]} đồng"


def _read(number: int, inside: bool = False) -> list[str]:
    """The words of ``number``, none for 0; ``inside``: a larger group was read before it."""
    words: list[str] = []
    billions, number = divmod(number, 10**9)
    if billions:
        words += [*_read(billions), "tỷ"]
    for size, name in ((10**6, ["triệu"]), (10**3, ["nghìn"]), (1, [])):
        group, number = divmod(number, size)
        if group:
            words += _read_group(group, inside or bool(words)) + name
    return words


def _read_group(group: int, inside: bool) -> list[str]:
    """Three digits (1 to 999) in words."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or inside else []
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif units and words:
        words.append("linh")
    if units:
        words.append(_unit(tens, units))
    return words


def _unit(tens: int, units: int) -> str:
    if units == 5 and tens:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(units, _DIGITS[units])
    return _DIGITS[units]


def format_number(value: int | Decimal | float, max_decimals: int | None = None) -> str:
    """Figures in the Vietnamese style: Decimal("1234567.50") -> "1.234.567,5".

    At most ``max_decimals`` decimals, half up, without closing zeros; None prints every digit. A
    float counts as the decimal that it shows (0.1 is one tenth). ValueError for NaN, an infinity
    or a number too long to print.
    """
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        raise ValueError("NaN and infinities have no figures")
    if not exact:
        return "0"
    if abs(exact.adjusted()) > _LONGEST_NUMBER_DIGITS and max_decimals is None:
        raise ValueError("the number is too long to print")
    figures = f"{_rounded(exact, max_decimals):,f}"
    whole, _, decimals = figures.partition(".")
    decimals = decimals.rstrip("0")
    printed = whole.replace(",", ".") + ("," + decimals if decimals else "")
    return "0" if printed == "-0" else printed


def _rounded(exact: Decimal, max_decimals: int | None) -> Decimal:
    if max_decimals is None:
        return exact
    if exact.adjusted() > _LONGEST_NUMBER_DIGITS:
        raise ValueError("the number is too long to print")
    last_place = Decimal(1).scaleb(-max_decimals)
    # The default context has 28 digits and would refuse, or round, a longer number.
    wide = Context(prec=max(exact.adjusted(), 0) + max_decimals + 2)
    return exact.quantize(last_place, rounding=ROUND_HALF_UP, context=wide)

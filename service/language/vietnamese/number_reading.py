"""The words of a number become the number, as ``numbers`` writes them or as they are said in the South."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = {
    word: value
    for value, words in enumerate(
        ("không", "một mốt", "hai", "ba", "bốn tư", "năm lăm nhăm", "sáu", "bảy bẩy", "tám", "chín")
    )
    for word in words.split()
}
_GROUPS: Final = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6}
_BILLION: Final = frozenset({"tỷ", "tỉ"})
#: Says nothing of the value.
_EMPTY: Final = frozenset({"linh", "lẻ", "đồng", "chẵn", "việt", "nam"})
_WORD: Final = re.compile(r"[^\W\d_]+")


def number_of_words(text: str) -> int | None:
    """ "Bảy trăm sáu mươi nghìn đồng" -> 760000; None for what is no number in words, or is not understood."""
    words = [word for word in _WORD.findall(text.lower()) if word not in _EMPTY]
    if not words:
        return None
    billions = value = group = 0
    digit: int | None = None
    for word in words:
        if word in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[word]
        elif word in ("trăm", "mươi") and digit is not None:
            group, digit = group + digit * (100 if word == "trăm" else 10), None
        elif word == "mười" and digit is None:
            group += 10
        elif word in _GROUPS:
            value, group, digit = value + (group + (digit or 0)) * _GROUPS[word], 0, None
        elif word in _BILLION:
            billions, value, group, digit = value + group + (digit or 0), 0, 0, None
        else:
            return None
    return billions * 10**9 + value + group + (digit or 0)

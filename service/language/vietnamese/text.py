"""Text becomes one canonical form of itself; only this module knows tone marks and where they stand.

Every public function takes any ``str`` and returns NFC, so decomposed input needs no care by callers.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

#: One letter of Vietnamese, or a digit, as a class that every engine of patterns understands.
LETTER_OR_DIGIT: Final = (
    "[0-9A-Za-z\u00c0-\u00c3\u00c8-\u00ca\u00cc\u00cd\u00d2-\u00d5\u00d9\u00da\u00dd"
    "\u00e0-\u00e3\u00e8-\u00ea\u00ec\u00ed\u00f2-\u00f5\u00f9\u00fa\u00fd"
    "\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)

VOWELS: Final = "aăâeêioôơuưy"
#: ngang, huyền, hỏi, ngã, sắc, nặng: the order of the tones in a Vietnamese dictionary.
_TONE_MARKS: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

_TONED: Final[dict[str, tuple[str, int]]] = {
    unicodedata.normalize("NFC", letter + mark): (letter, tone)
    for vowel in VOWELS
    for letter in (vowel, vowel.upper())
    for tone, mark in enumerate(_TONE_MARKS)
    if mark
}
_WITH_TONE: Final = {bare: toned for toned, bare in _TONED.items()}
_TONELESS: Final = str.maketrans({toned: letter for toned, (letter, _) in _TONED.items()})

# Where Vietnamese allows both spellings: the open rhymes oa, oe, uy, never the "uy" of "quý", whose
# u belongs to the consonant. The vowel before rules out "oai" read from its middle. The letter comes first, and what
# stands before it after that: the engine of patterns goes from o or u to the next one.
_NEW_STYLE: Final = re.compile(
    "[oOuU](?<![qQ{v}][oOuU])(?:(?<=[oO])[{a}{e}]|(?<=[uU])[{y}])(?![^\\W\\d_])".format(
        v="".join(sorted({*VOWELS, *VOWELS.upper(), *_TONED})),
        a="".join(t for t, (v, _) in _TONED.items() if v in "aA"),
        e="".join(t for t, (v, _) in _TONED.items() if v in "eE"),
        y="".join(t for t, (v, _) in _TONED.items() if v in "yY"),
    )
)
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
# The Icelandic eth looks like Đ and is what many old fonts and keyboards give for it.
_ETH_TO_D: Final = {ord("ð"): "đ"}
#: Latin letters that Unicode does not decompose; Vietnamese đ first, the rest for foreign names.
_FOLDED: Final = str.maketrans(
    {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i"}
    | {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th"}
)


def nfc(text: str) -> str:
    """The same text with every letter precomposed (TCVN 6909:2001 as Word writes it)."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def upper(text: str) -> str:
    """CAPITALS: "Sở Ngoại vụ" -> "SỞ NGOẠI VỤ"; tones and đ keep their marks."""
    return nfc(nfc(text).upper())


def lower(text: str) -> str:
    """small letters: "SỞ NGOẠI VỤ" -> "sở ngoại vụ"."""
    return nfc(nfc(text).lower())


def ascii_fold(text: str) -> str:
    """Latin letters without any mark: "Đồng chí Ủy viên" -> "Dong chi Uy vien".

    For file names and search only; what is not Latin (Chinese, Thai, "…") is left as it is.
    """
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text.translate(_FOLDED))
    return nfc("".join(c for c in apart if unicodedata.category(c) != "Mn"))


@functools.lru_cache(maxsize=16_384)
def fold_words(text: str) -> str:
    """The key by which typed words are compared: small plain letters and digits, single blanks."""
    return " ".join(re.sub(r"[^0-9a-z]+", " ", ascii_fold(lower(text))).split())


def toneless(text: str) -> str:
    """NFC text without the five tone marks; ă, â, ê, ô, ơ, ư and đ stay."""
    return nfc(text).translate(_TONELESS)


def tones(text: str) -> tuple[int, ...]:
    """The tone of every letter of NFC text: 0 ngang, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng."""
    return tuple(_TONED[c][1] if c in _TONED else 0 for c in text)


def unify_tone_position(text: str) -> str:
    """The old style wherever both are correct: hoà -> hòa, uỷ -> ủy, khoẻ -> khỏe; quý stays."""
    return _NEW_STYLE.sub(_tone_to_first_vowel, nfc(text))


def _tone_to_first_vowel(found: re.Match[str]) -> str:
    rhyme = found.group()
    letter, tone = _TONED[rhyme[1]]
    return _WITH_TONE[(rhyme[0], tone)] + letter


#: A syllable's end with its tone in the old place ("hòa"), and with it in the new one ("hoà").
OLD_TONE_PLACE: Final = re.compile(
    "([{o}][aeAE]|(?<![qQ])[{u}][yY])(?![^\\W\\d_])".format(
        o="".join(t for t, (v, _) in _TONED.items() if v in "oO"),
        u="".join(t for t, (v, _) in _TONED.items() if v in "uU"),
    )
)
NEW_TONE_PLACE: Final = _NEW_STYLE


def with_new_tone_position(text: str) -> str:
    """The new style wherever both are correct: hòa -> hoà, ủy -> uỷ, khỏe -> khoẻ; the opposite of ``unify_tone_position``."""
    return OLD_TONE_PLACE.sub(_tone_to_last_vowel, nfc(text))


def _tone_to_last_vowel(found: re.Match[str]) -> str:
    rhyme = found.group()
    letter, tone = _TONED[rhyme[0]]
    return letter + _WITH_TONE[(rhyme[1], tone)]


def skeleton(text: str) -> str:
    """The key under which two typings of one thing are equal; never shown to anybody.

    NFC, no difference of case, runs of blanks (no-break ones too) as one and none at the ends,
    every dash a hyphen, the tone in its old place, and Ð (eth) as Đ.
    """
    folded = nfc(text).casefold().translate(_ETH_TO_D)
    return unify_tone_position(_DASHES.sub("-", " ".join(folded.split())))

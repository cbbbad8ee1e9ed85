"""Letters become lengths: the advance widths of Times New Roman, in 1/2048 of the letter size.

They are facts of the typeface and can be measured from any metric-compatible font, as
tests/test_typography.py does.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

MM_PER_PT: Final = 25.4 / 72
TWIPS_PER_PT: Final = 20
UNITS_PER_EM: Final = 2048
_WIDE_UNITS: Final = 2048
_AVERAGE_UNITS: Final = {"regular": 1040, "bold": 1100, "italic": 1024}

# Letters of one width stand together; ơ, ư and đ are letters of their own, every tone is free.
_LETTERS: Final = {
    "regular": {
        369: "'",
        410: "|",
        512: " ,.\u202f",
        569: "/:;\\ijlt",
        614: "²³",
        682: "!()-I[]`fr·‘’\u2011",
        717: "•",
        797: "Js",
        819: "°",
        836: '"',
        909: "?acez“”",
        961: "^",
        983: "{}",
        1024: "#$*0123456789_bdghknopquvxy§«»đ–€",
        1050: "₫",
        1083: "ơ",
        1108: "~",
        1110: "ư",
        1124: "±÷",
        1139: "FPS",
        1155: "+<=>×",
        1251: "ELTZ",
        1366: "BCR",
        1479: "ADGHKNOQUVXYwĐƠ",
        1536: "½",
        1556: "©®",
        1589: "Ư",
        1593: "&m",
        1706: "%",
        1821: "M",
        1886: "@",
        1933: "W",
        2048: "—…",
    },
    "bold": {
        451: "|",
        512: " ,.\u202f",
        569: "'/\\il",
        614: "²³",
        682: "!()-:;[]`fjt‘’\u2011",
        683: "·",
        717: "•",
        797: "Is",
        807: "{}",
        819: "°",
        909: "cerz",
        1024: "#$*0123456789?J_agovxy§«»–“”€",
        1050: "₫",
        1065: "~",
        1124: "±÷",
        1134: "ơ",
        1137: '"',
        1139: "Sbdhknpquđ",
        1167: "+<=>×",
        1190: "^",
        1229: "ư",
        1251: "FP",
        1366: "BELTZ",
        1479: "ACDNRUVXYwĐ",
        1530: "©®",
        1536: "½",
        1593: "GHKOQƠ",
        1630: "Ư",
        1706: "&m",
        1905: "@",
        1933: "M",
        2048: "%W—…",
    },
    "italic": {
        438: "'",
        512: " ,.\u202f·",
        563: "|",
        569: "/\\fijlt",
        614: "²³",
        682: "!()-:;I`‘’\u2011",
        717: "•",
        797: "[]rsz",
        819: "{}°",
        860: '"',
        864: "^",
        909: "Jcekvxy",
        1024: "#$*0123456789?S_abdghnopqu§«»đ–€",
        1050: "₫",
        1093: "ơ",
        1108: "~",
        1117: "ư",
        1124: "±÷",
        1139: "LTYZ“”",
        1251: "ABEFPRVX",
        1366: "CKNw",
        1382: "+<=>×",
        1479: "DGHOQUmĐƠ",
        1536: "½",
        1544: "Ư",
        1556: "©®",
        1593: "&",
        1706: "%MW",
        1821: "—…",
        1884: "@",
    },
}
#: Word sets a no-break blank as wide as any other (512), LibreOffice wider: a line has to hold in both.
_NO_BREAK_SPACE_UNITS: Final = 702
_WIDTHS: Final = {
    face: {letter: width for width, letters in groups.items() for letter in letters}
    | {"\u00a0": _NO_BREAK_SPACE_UNITS}
    for face, groups in _LETTERS.items()
}


@lru_cache(maxsize=4096)
def _letter_units(letter: str, face: str) -> int:
    """The width of one character; a letter with tones is as wide as the letter without them."""
    known = _WIDTHS[face].get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0
    below = unicodedata.decomposition(letter).split()
    if below and not below[0].startswith("<"):
        return _letter_units(chr(int(below[0], 16)), face)
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) >= 0x1F000:
        return _WIDE_UNITS
    return _AVERAGE_UNITS[face]


def _face(bold: bool, italic: bool) -> str:
    return "bold" if bold else "italic" if italic else "regular"


@lru_cache(maxsize=16384)
def _units(text: str, face: str) -> int:
    widths = _WIDTHS[face]
    total = 0
    for letter in text:
        known = widths.get(letter)
        total += _letter_units(letter, face) if known is None else known
    return total


def text_units(text: str, bold: bool = False) -> int:
    """How long ``text`` is on one line, in 1/2048 of the letter size."""
    return _units(text, _face(bold, False))


def text_width_mm(text: str, size_pt: float, bold: bool = False, italic: bool = False) -> float:
    """How long ``text`` is on one line, in millimetres; bold italics count as bold."""
    return _units(text, _face(bold, italic)) * size_pt * MM_PER_PT / UNITS_PER_EM

"""Vietnamese text becomes what a clerk typed before Unicode: TCVN3 (fonts ".Vn…") or VNI (fonts "VNI-…").

The tables are those of the fonts, written apart from the ones that the service reads with.
"""

from __future__ import annotations

import unicodedata

_TCVN3 = dict(
    zip(
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        bytes.fromhex(
            "b5b8b6b7b9a8bbbebcbdc6a9c7cac8c9cbaeccd0cecfd1aad2d5d3d4d6d7ddd8dcdedfe3e1e2e4"
            "abe5e8e6e7e9aceaedebeceeeff3f1f2f4adf5f8f6f7f9fafdfbfcfea1a2a3a4a5a6a7"
        ).decode("latin-1"),
        strict=True,
    )
)
_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_VNI_TONES = dict(zip(_TONES, ("", "ù", "ø", "û", "õ", "ï"), strict=True))
_VNI_LETTERS = {"ơ": "ô", "ư": "ö", "đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
_VNI_HATS = {"ă": "aêéèúüë", "â": "aâáàåãä", "ê": "eâáàåãä", "ô": "oâáàåãä"}


def tcvn3(text: str) -> str:
    """ "Đồng chí" as "§ång chÝ"; capitals with a tone lose their case, as in these fonts."""
    return "".join(_TCVN3.get(letter, _TCVN3.get(letter.lower(), letter)) for letter in text)


def vni(text: str) -> str:
    """ "Đồng chí" as "Ñoàng chí"."""
    return "".join(map(_vni_letter, text))


def _vni_letter(letter: str) -> str:
    small = letter.lower()
    written = _VNI_LETTERS.get(small)
    if written is None:
        bare, tone = _parted(small)
        if bare in _VNI_HATS:
            hat = _VNI_HATS[bare]
            written = hat[0] + hat[1 + _TONES.index(tone)]
        elif bare == "i":
            written = small
        else:
            written = _VNI_LETTERS.get(bare, bare) + _VNI_TONES[tone]
    return written.upper() if letter.isupper() else written


def _parted(small: str) -> tuple[str, str]:
    """A letter and the mark of its tone: "ố" is "ô" with an acute accent."""
    for tone in _TONES[1:]:
        for vowel in "aăâeêioôơuưy":
            if unicodedata.normalize("NFC", vowel + tone) == small:
                return vowel, tone
    return small, ""

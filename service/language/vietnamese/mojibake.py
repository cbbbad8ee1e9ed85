"""UTF-8 that was read as Windows-1252 or 1258 ("Ä‘á»“ng chÃ­") becomes the text that it was."""

from __future__ import annotations

import re
from typing import Final

from service.language.vietnamese.text import nfc

# Code page 1252 back to bytes; the five codes that it leaves empty pass through as control
# characters. Ă is what code page 1258, that of a Vietnamese Windows, shows where 1252 shows Ã.
_TO_BYTES: Final = {
    ord(bytes([code]).decode("cp1252", "ignore") or chr(code)): code for code in range(256)
} | {ord("Ă"): 0xC3}

#: One letter or sign of Vietnamese text in UTF-8, seen as two or three.
UTF8_LETTER: Final = re.compile("(?:[ÃÄÆÂĂ]|á[º»]|â€)[^\x00-\x7fÀ-ÿĂ]")
# "XÃ”" closes a quotation, it is no "XÔ".
_QUOTED_CAPITAL: Final = re.compile("[ÃĂ][‘’“”„•–—…](?![A-Za-z])")
_HALF_WITH_BLANK: Final = re.compile(
    "([ÃĂ]|á[º»])(?:$| (?=( |(?:i|y|o|u|m|n|ng|nh)(?![A-Za-zÀ-ɏ]))?))"
)
#: What no Vietnamese text in UTF-8 gives when read again: control characters, other scripts.
#: Said by what is left: Latin letters and their marks, punctuation and signs, pictures.
_GARBLED: Final = re.compile(
    "[^\x00-\x7f\xa0-\u024f\u02b0-\u036f\u1ea0-\u1eff\u2000-\u2bff\U00010000-\U0010ffff]"
)
_LETTER_OR_QUOTE: Final = re.compile("[À-ɏ\u1ea0-\u1ef9\u2010-\u2026]")


def from_mojibake(text: str) -> str | None:
    """What UTF-8 read as code page 1252 or 1258 was, or None when it was not that."""
    letters = UTF8_LETTER.findall(text)
    if not letters or (len(letters) == 1 and _QUOTED_CAPITAL.search(text)):
        return None
    read = _read_again(text)
    if read is None:
        # A no-break space, the second half of "à", has become an ordinary blank on the way.
        read = _read_again(_HALF_WITH_BLANK.sub(_with_its_blank, text))
    if read is None or _GARBLED.search(read) or _LETTER_OR_QUOTE.search(read) is None:
        return None
    return nfc(read)


def _read_again(text: str) -> str | None:
    try:
        return text.translate(_TO_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def _with_its_blank(found: re.Match[str]) -> str:
    """ "ngÃ y" was one word, "lÃ ngÆ°á»i" two."""
    half, goes_on = found.groups()
    ends_here = goes_on is None and found.end() < len(found.string)
    return f"{half}\u00a0 " if ends_here else f"{half}\u00a0"

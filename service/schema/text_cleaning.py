"""Typed text becomes clean text: NFC, single blanks, no invisible characters (contract §2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import pairwise

from service.language import vietnamese

BLANKS = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
REMOVED = "\u200b\u200c\u2060\ufeff\u00ad" + vietnamese.PRIVATE_BULLETS
JOINER = "\u200d"
#: Anything that makes a text need more than a look: one search decides for ordinary text.
_UNUSUAL_LETTERS = "\x7f-\u00a0\u00ad\u061c\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ue000-\uf8ff\ufeff\ufffd-\uffff\ud800-\udfff"
_UNUSUAL = re.compile(f"[\x00-\x1f{_UNUSUAL_LETTERS}]|  |^ | $")
_UNUSUAL_LETTER = re.compile(f"[\x00-\x09\x0b-\x1f{_UNUSUAL_LETTERS}]")


def _private_letters() -> str:
    """Unicode's private area without the bullets of Word that are removed, as ranges of a character class."""
    edges = [0xE000 - 1, *sorted(map(ord, vietnamese.PRIVATE_BULLETS)), 0xF8FF + 1]
    return "".join(
        f"{chr(low + 1)}-{chr(high - 1)}" for low, high in pairwise(edges) if low + 1 < high
    )


REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2061-\u206f\ufffd-\uffff\ud800-\udfff"
    f"{_private_letters()}]"
)
_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029")
_INVISIBLE = re.compile(f"[{REMOVED}]")
#: A joiner holds an emoji together only between two pictographs (a variation selector or a skin
#: tone may stand before it); anywhere else it is invisible rubbish.
_PICTOGRAPH = (
    "[\u00a9\u00ae\u203c\u2049\u20e3\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_STRAY_JOINER = re.compile(
    f"(?<!{_PICTOGRAPH})(?<![\ufe0f\U0001f3fb-\U0001f3ff]){JOINER}|{JOINER}(?!{_PICTOGRAPH})"
)
_RUN = re.compile(f"[ {BLANKS}]+")
_RUN_WITH_LINES = re.compile(f"[ \n{BLANKS}]+")
_AROUND_LINE = re.compile(" ?\n ?")


def invisible_characters(text: str) -> list[str]:
    """The invisible characters that reading ``text`` will remove, in order, as "U+200B"."""
    found = _INVISIBLE.findall(text)
    if JOINER in text:
        found += _STRAY_JOINER.findall(text)
    return [f"U+{ord(character):04X}" for character in found]


def are_clean(texts: Collection[str]) -> bool:
    """Whether ``clean`` leaves each of these as it is, and none is empty; one look at thousands."""
    joined = "\n".join(texts)
    around = f"\n{joined}\n"
    return (
        joined.count("\n") == len(texts) - 1
        and "\n\n" not in around
        and "\n " not in around
        and " \n" not in around
        and "  " not in around
        and unicodedata.is_normalized("NFC", joined)
        and _UNUSUAL_LETTER.search(joined) is None
    )


def clean(text: str, *, lines: bool = False) -> str:
    """NFC, blanks stripped and run together, invisible characters removed; ``lines`` keeps "\\n"."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    # Blanks like any other; a document of ours holds many, and most of its texts nothing else that is unusual.
    text = text.replace("\u00a0", " ")
    if _UNUSUAL.search(text) is None:
        return text
    text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))
    if not lines:
        text = _RUN_WITH_LINES.sub(" ", text).strip(" ")
    else:
        text = _AROUND_LINE.sub("\n", _RUN.sub(" ", text)).strip(" \n")
    # Taking an invisible character away may bring a letter and its tone mark together.
    return unicodedata.normalize("NFC", text)

"""Names that any disk takes.

A name may be made of what a clerk's browser, or anybody else, called a file or an item: it could lead out of a folder,
show its ending in the middle (U+202E turns the writing around), or be longer than a disk allows.
"""

from __future__ import annotations

import unicodedata

#: A file system allows 255 bytes, and a browser may add " (1)".
LONGEST_BYTES = 240
_LONGEST_ENDING = 10
_NOT_IN_NAMES = '<>:"|?*'


def safe(name: str) -> str:
    """The last part of a path without control characters, marks of direction, and signs that no disk takes.

    Longer than 240 bytes it loses the end of what stands before its ending.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    allowed = "".join(
        "-" if character in _NOT_IN_NAMES else character
        for character in unicodedata.normalize("NFC", name)
        if not unicodedata.category(character).startswith("C")
    )
    return fitted(" ".join(allowed.split()).strip(". "))


def fitted(name: str, behind: str = "") -> str:
    """A name of at most 240 bytes that ends as it did, with ``behind`` (which is never cut) before its ending."""
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    return cut(stem, LONGEST_BYTES - len(f"{behind}{dot}{ending}".encode())) + behind + dot + ending


def cut(text: str, most: int) -> str:
    """The beginning of a text, in at most ``most`` bytes of UTF-8."""
    return text.encode()[:most].decode(errors="ignore").rstrip()

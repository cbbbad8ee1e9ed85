"""A name for a file to save becomes the header that carries it (RFC 6266): one way for every answer.

A name may be made of what a clerk's browser, or anybody else, called a file: it could lead out of a folder,
show its ending in the middle (U+202E turns the writing around), or be longer than a disk allows.
"""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

#: A file system allows 255 bytes, and a browser may add " (1)".
LONGEST_BYTES = 240
_NOT_IN_NAMES = '<>:"|?*'


def header(ascii_name: str, name: str) -> str:
    """The value of Content-Disposition: ``name`` with its tone marks, ``ascii_name`` (ours) for old programs."""
    told = quote(safe(name) or ascii_name, safe="")
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{told}"


def safe(name: str) -> str:
    """The last part of a path without control characters, marks of direction, and signs that no disk takes.

    Longer than 240 bytes it loses the end of what stands before its ending.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(
        "-" if each in _NOT_IN_NAMES else each
        for each in unicodedata.normalize("NFC", name)
        if not unicodedata.category(each).startswith("C")
    )
    stem, dot, ending = " ".join(seen.split()).strip(". ").rpartition(".")
    if not dot or len(ending) > 10:
        return _cut(f"{stem}{dot}{ending}", LONGEST_BYTES)
    return f"{_cut(stem, LONGEST_BYTES - len(ending.encode()) - 1)}.{ending}"


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore").rstrip()

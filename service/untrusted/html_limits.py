"""HTML from a clipboard or a file is counted before a tree is built of it.

libxml2's parser streams here and builds nothing; it ends a document silently at 255 levels, so depth is
bounded well below that, and nothing can be lost behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from lxml import etree

from service.errors import InputTooLarge

#: Of one pasted text, in bytes of UTF-8: Word writes about two kilobytes for each paragraph.
MOST_BYTES = 5_000_000
MOST_ELEMENTS = 200_000
DEEPEST = 100
#: As many bytes are handed over at once.
_PIECE = 65_536
_ADVICE = "hãy dán từng phần, hoặc lưu thành .docx rồi tải lên"


def bound(html: bytes, most_bytes: int = MOST_BYTES) -> None:
    """Raises InputTooLarge for more bytes, elements or levels than any office's text has."""
    if not html.strip():
        return
    if len(html) > most_bytes:
        _refuse(most_bytes, "byte")
    parser = etree.HTMLParser(target=_Counter(), encoding="utf-8", huge_tree=False)
    for start in range(0, len(html), _PIECE):
        parser.feed(html[start : start + _PIECE])
    parser.close()


def _refuse(most: int, called: str) -> NoReturn:
    shown = f"{most:,}".replace(",", ".")
    raise InputTooLarge(
        f"Văn bản dán vào có quá nhiều {called} (nhiều nhất {shown}); {_ADVICE}.", most
    )


class _Counter:
    """Counts elements and levels while a document streams by."""

    def __init__(self) -> None:
        self._elements = self._depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - lxml's signature
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS:
            _refuse(MOST_ELEMENTS, "phần định dạng")
        if self._depth > DEEPEST:
            _refuse(DEEPEST, "lớp định dạng lồng nhau")

    def end(self, tag: str) -> None:  # noqa: ARG002 - lxml's signature
        self._depth -= 1

    def close(self) -> None:
        """Nothing is built."""

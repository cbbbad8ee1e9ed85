"""The lines above a table that belong to it: its caption and the unit that it counts in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.importing.word.entries import Entry

_CAPTION = re.compile(r"(?:Bảng|Biểu)(?:\s+(?:số|mẫu))?\s+\d", re.IGNORECASE)
_UNIT = re.compile(
    r"\(?\s*(?:Đơn vị(?:\s+tính)?|ĐVT)\s*:\s*(?P<unit>[^()]{1,60}?)\s*\)?\.?", re.IGNORECASE
)
_LONGEST = 300


def unit(entry: Entry) -> re.Match[str] | None:
    """ "(Đơn vị tính: triệu đồng)", with the unit as group ``unit``."""
    short = entry.paragraph is not None and len(entry.whole) <= _LONGEST
    return _UNIT.fullmatch(entry.whole) if short else None


def is_caption(entry: Entry) -> bool:
    """ "Bảng 1. Kết quả …", or a line in the middle: above a table both are its caption."""
    paragraph = entry.paragraph
    if paragraph is None or len(entry.whole) > _LONGEST or paragraph.level or entry.zone:
        return False
    in_middle = paragraph.align == "center" and not entry.label.kind
    return in_middle or bool(_CAPTION.match(entry.whole))


def first_above(entries: Sequence[Entry], place: int) -> int:
    """Where the lines begin that belong to the table at a place."""
    while place and (unit(entries[place - 1]) or is_caption(entries[place - 1])):
        place -= 1
    return place


def is_above_table(entries: Sequence[Entry], place: int) -> bool:
    """Whether a line belongs to the table that follows."""
    while place < len(entries) and (unit(entries[place]) or is_caption(entries[place])):
        place += 1
        if place < len(entries) and entries[place].table is not None:
            return True
    return False

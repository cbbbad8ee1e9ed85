"""Lengths as Word's files write them become millimetres and points."""

from __future__ import annotations

import re
from typing import Final

_TWIPS_PER_POINT: Final = 20
_MM_PER_POINT: Final = 25.4 / 72
POINTS_PER_MM: Final = 72 / 25.4
EMU_PER_MM: Final = 36_000
_WHOLE = re.compile(r"[+-]?\d{1,9}(?:\.\d{1,6})?")
_WITH_UNIT = re.compile(r"([+-]?\d{1,7}(?:\.\d{1,6})?|[+-]?\.\d{1,6})\s*(mm|cm|in|pt|pc|pi|px)")
_POINTS: Final = {
    "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0, "px": 0.75,
}  # fmt: skip


def points(text: str | None, per_point: float = _TWIPS_PER_POINT) -> float | None:
    """ "240" (twentieths of a point, or ``per_point`` of them) or "12pt", "1.27cm" -> points; None for anything else."""
    if not text:
        return None
    if _WHOLE.fullmatch(text):
        return float(text) / per_point
    found = _WITH_UNIT.fullmatch(text.strip())
    return float(found[1]) * _POINTS[found[2]] if found else None


def millimetres(text: str | None) -> float | None:
    """Twentieths of a point, or a length with its unit -> millimetres."""
    found = points(text)
    return None if found is None else found * _MM_PER_POINT


def emu_millimetres(text: str | None) -> float | None:
    """English metric units, in which drawings are measured -> millimetres."""
    if not text or not _WHOLE.fullmatch(text):
        return None
    return float(text) / EMU_PER_MM


def in_millimetres(length_pt: float) -> float:
    """Points -> millimetres."""
    return length_pt * _MM_PER_POINT


def integer(text: str | None) -> int | None:
    """A whole number of at most nine digits; None for anything else."""
    return int(text) if text and re.fullmatch(r"[+-]?\d{1,9}", text) else None

"""What a model leaves to be filled in, "…(3)…" or a row of dots, and the raised figure of a note: no words of a document."""

from __future__ import annotations

import re
from typing import Final

#: Dots that no sentence has, strokes to write on, a note's figure between dots; blanks of a date are none.
_LEADER: Final = re.compile(
    r"\.{5,}|…[.…]+|\.+…|_{4,}|(?:…|\.{2,})\s*\(?\d{1,2}\)?\s*(?:…|\.{2,})|(?<=\S)[ \xa0]*\t[ .…]*[.…;]|\A\t*[.…]"
)
_NOTHING_ELSE: Final = re.compile(r"[\s.…_*()\d/]*")
_NOTE_MARK: Final = re.compile(r"[\s(\[]*(?:\d{1,3}|\*{1,3})[\s)\]]*")
#: Letters of a paragraph that are looked at.
_ENOUGH: Final = 2_000


def is_unfilled(text: str) -> bool:
    """Whether a place in a line is left to be filled in."""
    return _LEADER.search(text[:_ENOUGH]) is not None


def is_placeholder(text: str) -> bool:
    """Whether a line is nothing but a place to be filled in."""
    text = text[:_ENOUGH]
    return is_unfilled(text) and _NOTHING_ELSE.fullmatch(text) is not None


def begins_unfilled(text: str) -> bool:
    """Whether a line begins with a place to be filled in: where its words begin is nobody's choice yet."""
    return _LEADER.match(text[:_ENOUGH].lstrip(" \u00a0")) is not None


def is_note_mark(text: str) -> bool:
    """Whether raised letters are the figure or star of a note."""
    return _NOTE_MARK.fullmatch(text) is not None

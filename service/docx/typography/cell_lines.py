"""The texts of a column become the same texts with no-break blanks, where a cell would tear a word or begin a line with a dash.

That may take one line more, for a word that is torn is what a reader sees first. Lengths are in 1/2048 of the letter size.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from service.docx.typography.letters import text_units
from service.language.break_places import torn_places
from service.language.compounds import Compounds, are_within, in_use
from service.language.holding_together import NO_BREAK_SPACE

#: A longer text is prose, which breaks wherever a line is full.
_LONGEST: Final = 100
#: When the longest of so many texts stand on one line, all do.
_LOOKED_AT: Final = 40
_BLANK, _NO_BREAK_BLANK = text_units(" "), text_units(NO_BREAK_SPACE)
#: So many lines more may be taken where nothing is torn then.
_MORE_LINES: Final = 1
_DASHES: Final = frozenset("-–—")


def held_cells(cells: Iterable[str], room: float, *, bold: bool = False) -> Mapping[str, str]:
    """The texts of a column that are printed in another way, each with that; ``room`` is what a line has."""
    different = {cell for cell in cells if len(cell) <= _LONGEST and " " in cell}
    longest = heapq.nlargest(_LOOKED_AT, different, key=len)
    if all(text_units(cell, bold) <= room for cell in longest):
        return {}
    lexicon = in_use()
    held = {cell: _held(cell, int(room), bold, lexicon) for cell in different}
    return {cell: text for cell, text in held.items() if text != cell}


def words_held(text: str) -> str:
    """A text with all its words whole, however wide its lines are; one that is a single word may be parted ("Tập / thể")."""
    words = text.split(" ")
    blanks = [_BLANK] * (len(words) - 1)
    for place in torn_places(words):
        blanks[place] = _NO_BREAK_BLANK
    return _joined(words, blanks) if _BLANK in blanks else text


@lru_cache(maxsize=8192)
def _held(text: str, room: int, bold: bool, _: Compounds) -> str:
    if text_units(text, bold) <= room:
        return text
    words = text.split(" ")
    widths = [text_units(word, bold) for word in words]
    ends = _line_ends(widths, [_BLANK] * (len(words) - 1), room) or []
    # Every long cell is asked, so first what costs little.
    if not any(words[end] in _DASHES or are_within(words[end - 1], words[end]) for end in ends):
        return text
    torn = torn_places(words)
    blanks, tears = _set(widths, torn, len(ends), room)
    if tears:
        higher, still_tears = _set(widths, torn, len(ends) + _MORE_LINES, room)
        blanks = blanks if still_tears else higher
    return _joined(words, blanks)


def _joined(words: Sequence[str], blanks: Sequence[int]) -> str:
    between = [NO_BREAK_SPACE if blank == _NO_BREAK_BLANK else " " for blank in blanks]
    return "".join(itertools.chain.from_iterable(zip(words, (*between, ""), strict=True)))


def _set(
    widths: Sequence[int], torn: Sequence[int], most: int, room: int
) -> tuple[list[int], bool]:
    """The blanks after each word, held where at most so many lines end before the last; whether a word is torn all the same."""
    blanks = [_BLANK] * (len(widths) - 1)
    ends = _line_ends(widths, blanks, room) or []
    for place in torn:
        blanks[place] = _NO_BREAK_BLANK
        held = _line_ends(widths, blanks, room)
        if held is None or len(held) > most:
            blanks[place] = _BLANK
        else:
            ends = held
    return blanks, any(end - 1 in torn for end in ends)


def _line_ends(widths: Sequence[int], blanks: Sequence[int], room: int) -> list[int] | None:
    """After how many words each line but the last ends; None where words that are held together have no line."""
    ends: list[int] = []
    line = piece = widths[0]
    first = start = 0
    for place, (blank, width) in enumerate(zip(blanks, widths[1:], strict=True), start=1):
        line += blank + width
        if blank == _BLANK:
            piece, start = width, place
        else:
            piece += blank + width
            if piece > room:
                return None
        if line > room and start > first:
            ends.append(start)
            line, first = piece, start
    return ends

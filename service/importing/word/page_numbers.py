"""The numbers of pages that come along when a text is copied out of a PDF: lines of their own in the middle of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.importing.word import labels

#: "- 3 -", "Trang 3", "Trang 3/5": nothing else looks so.
_SURE = re.compile(r"[-–—] ?\d{1,3} ?[-–—]|Trang \d{1,3}(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
_BARE = re.compile(r"\d{1,3}")
#: A page has more lines than this, a column of figures fewer.
_LINES_OF_PAGE = 12
#: Words that fill a line: a figure below it that belonged to the sentence would stand with the words that follow.
_FULL_LINE = 40
_END_MARKS = (".", ";", ":", "!", "?")


def found(texts: Sequence[str]) -> set[int]:
    """The places of lines that are numbers of pages."""
    bare = [place for place, text in enumerate(texts) if is_bare(text)]
    sure = {place for place, text in enumerate(texts) if _SURE.fullmatch(text)}
    return sure | {*_counting_on(texts, bare)} | {place for place in bare if _is_torn(texts, place)}


def is_bare(text: str) -> bool:
    """Whether a line is one figure and may be the number of a page."""
    return bool(_BARE.fullmatch(text))


def _counting_on(texts: Sequence[str], bare: Sequence[int]) -> Iterator[int]:
    """Figures a page apart of which each is one more; a row that begins with 1 may number something else."""
    if any(int(texts[place]) == 1 for place in bare):
        return
    for place, following in pairwise(bare):
        is_next = int(texts[following]) == int(texts[place]) + 1
        if is_next and following - place > _LINES_OF_PAGE:
            yield from (place, following)


def _is_torn(texts: Sequence[str], place: int) -> bool:
    """Whether a sentence stands above a line and goes on below it."""
    if not 0 < place < len(texts) - 1:
        return False
    above, below = texts[place - 1], texts[place + 1]
    is_open = len(above) >= _FULL_LINE and not above.endswith(_END_MARKS) and not above.isupper()
    return is_open and below[:1].islower() and not labels.parse(below).kind

"""The texts of a table's column become what it needs: what may not break, and how wide so many lines are.

Lengths are in 1/2048 of the letter size, so that one measurement serves every size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final

from service.docx.typography.letters import text_units

#: A longer word (an address of the web, a slip) is broken by Word at the edge of its cell.
LONGEST_WORD: Final = 24
#: So many of a column's longest words and texts, by count of letters, are measured.
_MEASURED: Final = 40
#: Texts of so many words are broken exactly; of longer ones the lines are reckoned.
_EXACT_WORDS: Final = 8
_BLANK_UNITS: Final = 512
#: A longer text is prose, whose lines hold about ten letters at least; a shorter one takes four lines at most.
_PROSE_LETTERS: Final = 45
_PROSE_UNITS: Final = 10 * 980
_SHORT_LINES: Final = 4
#: What stands before a name and is not part of it.
_HONORIFICS: Final = frozenset({"ông", "bà", "anh", "chị", "đồng chí", "thầy", "cô"})
_LONGEST_NAME: Final = 40
_NAME_HEADER: Final = re.compile("họ (và )?tên", re.IGNORECASE)
_NAMES_LOOKED_AT: Final = 60


@dataclass(frozen=True, slots=True)
class ColumnTexts:
    """What stands in a column: its header (bold), its cells in the order of the rows, and bold cells of sums."""

    header: str
    cells: tuple[str, ...]
    bold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnNeed:
    """What one column needs, in units.

    ``word`` may never be broken; ``wish`` is what should be had (a name on one line, other short texts on four);
    ``natural`` is the longest text on one line.
    """

    word: int
    wish: int
    natural: int


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, parted at blanks where a line may break: a no-break blank holds words together."""
    return tuple(_parted(text))


def _parted(text: str) -> list[str]:
    return [*filter(None, text.replace("\n", " ").replace("\t", " ").split(" "))]


@lru_cache(maxsize=8192)
def line_units(text: str, bold: bool = False) -> tuple[int, ...]:
    """The least width for one line, for two lines and so on; the last is that of the widest word.

    A long text is reckoned: every line loses about half a word at its end.
    """
    widths = [text_units(word, bold) for word in words_of(text)]
    if not widths:
        return (0,)
    natural = sum(widths) + _BLANK_UNITS * (len(widths) - 1)
    widest = max(widths)
    if len(widths) <= _EXACT_WORDS:
        return tuple(_exact(widths, natural))
    waste = sum(widths) * 6 // (len(widths) * 10)
    fewer = [natural // count + waste for count in range(2, ceil(natural / max(widest, 1)) + 2)]
    return (natural, *(width for width in fewer if width > widest), widest)


def _exact(widths: Sequence[int], natural: int) -> Iterable[int]:
    """The least width for each count of lines, by the lengths that a line can have."""
    sums = sorted(
        {
            sum(widths[start:end]) + _BLANK_UNITS * (end - start - 1)
            for start in range(len(widths))
            for end in range(start + 1, len(widths) + 1)
        }
    )
    least = max(widths)
    counted = {width: _lines(widths, width) for width in sums if width >= least}
    yield natural
    for lines in range(2, counted[least] + 1):
        yield min(width for width, count in counted.items() if count <= lines)


def _lines(widths: Sequence[int], room: int) -> int:
    lines, used = 1, -_BLANK_UNITS
    for width in widths:
        used += _BLANK_UNITS + width
        if used > room:
            lines, used = lines + 1, width
    return lines


def need_of(column: ColumnTexts) -> ColumnNeed:
    """Measure a column."""
    different = dict.fromkeys(column.cells)
    longest = sorted(different, key=len, reverse=True)[:_MEASURED]
    # The widest word may stand in a short text.
    words = dict.fromkeys(_parted(" ".join(different)))
    heads = words_of(" ".join((column.header, *column.bold)))
    word = max(
        [
            *(_word_units(text, bold=False) for text in _longest_words(words)),
            *(_word_units(text, bold=True) for text in heads),
            0,
        ]
    )
    steps = [line_units(text) for text in longest]
    natural = max(
        [word, *(widths[0] for widths in steps), *(line_units(t, True)[0] for t in column.bold)]
    )
    if _are_names(column):
        return ColumnNeed(word, natural, natural)
    short = [
        step_for(widths, _SHORT_LINES)
        for text, widths in zip(longest, steps, strict=True)
        if len(text) <= _PROSE_LETTERS
    ]
    has_prose = len(short) < len(longest)
    return ColumnNeed(word, max([word, _PROSE_UNITS * has_prose, *short]), natural)


def step_for(steps: Sequence[int], lines: int) -> int:
    """The least width for so many lines, of ``line_units``."""
    return steps[min(lines, len(steps)) - 1]


def _longest_words(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)[:_MEASURED]


def _word_units(word: str, bold: bool) -> int:
    return text_units(word[:LONGEST_WORD], bold)


def _are_names(column: ColumnTexts) -> bool:
    """Whether nearly all cells are names of people or places: a few words, each with a capital."""
    step = max(1, len(column.cells) // _NAMES_LOOKED_AT)
    looked_at = [cell for cell in column.cells[::step] if cell]
    if _NAME_HEADER.match(column.header):
        names = sum(len(cell) <= _LONGEST_NAME for cell in looked_at)
    else:
        names = sum(map(_is_name, looked_at))
    return len(looked_at) > 0 and names * 5 >= len(looked_at) * 4


@lru_cache(maxsize=4096)
def _is_name(text: str) -> bool:
    if len(text) > _LONGEST_NAME:
        return False
    words = words_of(text.replace("\N{NO-BREAK SPACE}", " "))
    for honorific in (words[:1], words[:2]):
        if " ".join(honorific).lower() in _HONORIFICS:
            words = words[len(honorific) :]
            break
    return 2 <= len(words) <= 6 and all(
        word[0].isupper() and word.isalpha() and not word[1:].isupper() for word in words
    )

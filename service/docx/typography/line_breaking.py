"""Text becomes lines: where it breaks, and the side indents that balance centred lines or size a rule."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from service.docx.typography.letters import MM_PER_PT, TWIPS_PER_PT, text_width_mm

#: A line in Word may come out this much wider than the sum of its letters (rounding per letter).
_SLACK_MM: Final = 0.5


def wrap(
    text: str, width_mm: float, size_pt: float, bold: bool = False, italic: bool = False
) -> list[str]:
    """The lines into which ``text`` falls, first come first set; a line feed starts a line.

    A word longer than the line stands on a line of its own. At least one line, perhaps empty.
    """
    blank = text_width_mm(" ", size_pt, bold, italic)
    lines: list[str] = []
    for forced in text.split("\n"):
        line: list[str] = []
        used = 0.0
        for word in forced.split(" "):
            width = text_width_mm(word, size_pt, bold, italic)
            if line and used + blank + width > width_mm:
                lines.append(" ".join(line))
                line, used = [], 0.0
            used += width + (blank if line else 0.0)
            line.append(word)
        lines.append(" ".join(line))
    return lines


#: Words that begin a phrase: a centred line reads well when it begins with one of them.
_PHRASE_WORDS: Final = frozenset(
    ["của", "và", "cho", "trong", "về", "tại", "theo", "đối", "giai", "nhân", "do", "để", "tới"]
)
#: Words that want the next one beside them, as in "ngày 01 tháng 7 năm 2020", "2015 - 2020".
_BOUND_WORDS: Final = frozenset(["ngày", "tháng", "năm", "số", "điều", "khoản"])
_STEP_MM: Final = 0.5
_LONGEST_BALANCED: Final = 1000  # letters; a longer text is no heading


@lru_cache(maxsize=1024)
def _balanced_width_mm(
    text: str, width_mm: float, size_pt: float, bold: bool, italic: bool
) -> float:
    """The width at which ``text``, in as few lines as at ``width_mm``, breaks most evenly and sensibly."""
    fewest = len(wrap(text, width_mm, size_pt, bold, italic))
    if fewest == 1 + text.count("\n") or len(text) > _LONGEST_BALANCED:
        return width_mm
    best, best_cost = width_mm, float("inf")
    tried: list[str] = []
    for step in range(int(width_mm * (1 - 1 / fewest) * 1.2 / _STEP_MM)):
        lines = wrap(text, width_mm - step * _STEP_MM, size_pt, bold, italic)
        if len(lines) > fewest:
            break
        if lines == tried:
            continue
        tried = lines
        lengths = [text_width_mm(line, size_pt, bold, italic) for line in lines]
        setting = min(width_mm, max(lengths) + _SLACK_MM)
        cost = _cost(lines, lengths)
        if cost < best_cost and wrap(text, setting, size_pt, bold, italic) == lines:
            best, best_cost = setting, cost
    return best


def _cost(lines: Sequence[str], lengths: Sequence[float]) -> float:
    """How ill these line breaks look: uneven lines, dates torn apart; a phrase kept whole is a credit."""
    shortest, longest = min(lengths), max(lengths)
    cost = (longest - shortest) / longest
    # Below two thirds no rule can be half the last line and a third of the longest (mục II.5.b).
    if lengths[-1] * 3 < longest * 2:
        cost += 0.4
    for above, below in itertools.pairwise(lines):
        last, first = above.split(" ")[-1].casefold(), below.split(" ")[0].casefold()
        if first in ("-", "–"):
            cost += 0.9
        elif last in ("-", "–"):
            cost += 0.4
        elif (
            last in _BOUND_WORDS
            or first[:1].isdigit()
            or (last.isdigit() and first in ("tháng", "năm"))
        ):
            cost += 0.6
        elif first in _PHRASE_WORDS:
            cost -= 0.25
    return cost


def balanced_indent(
    text: str, width_twips: int, size_pt: float, bold: bool = False, italic: bool = False
) -> int:
    """The indent for each side, in twips, at which centred lines of ``text`` are of nearly one length.

    Zero when one line is enough. ``width_twips`` is the space between cell margins or page margins.
    """
    available = width_twips / TWIPS_PER_PT * MM_PER_PT
    width = _balanced_width_mm(text, available, size_pt, bold, italic)
    return max(0, int((available - width) / 2 / MM_PER_PT * TWIPS_PER_PT))


def rule_indent(
    text: str,
    width_twips: int,
    size_pt: float,
    bold: bool = False,
    italic: bool = False,
    *,
    balanced: bool = False,
    share: float = 0.42,
    least: float = 1 / 3,
    most: float = 1 / 2,
) -> int:
    """The indent for each side, in twips, that leaves a rule of the legal length under ``text``.

    The rule is ``share`` of the last line. It is made longer, up to ``most`` of the last line, or shorter,
    down to ``least`` of it, to be within the limits for the longest line too. ``balanced`` says that the
    lines above are set by ``balanced_indent``. ``share=most=least=1`` gives a rule as long as the line.
    """
    available = width_twips / TWIPS_PER_PT * MM_PER_PT
    setting = _balanced_width_mm(text, available, size_pt, bold, italic) if balanced else available
    lengths = [
        min(setting, text_width_mm(line.strip(), size_pt, bold, italic))
        for line in wrap(text, setting, size_pt, bold, italic)
    ]
    last, longest = lengths[-1], max(lengths)
    rule = min(max(share * last, least * longest), most * last) if last else share * longest
    return max(0, round((available - rule) / 2 / MM_PER_PT * TWIPS_PER_PT))

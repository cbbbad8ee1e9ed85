"""Text becomes lines: where it breaks, and the side indents that size the rule below it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from service.docx.typography.letters import MM_PER_PT, TWIPS_PER_PT, text_width_mm
from service.language import break_places
from service.language.compounds import Compounds, in_use

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


#: Letters of a text that is set by meaning; a longer one is no title.
_LONGEST_TITLE: Final = 1000
#: So many lines more than the fewest are worth a better break.
_MORE_LINES: Final = 2
_EXTRA_LINE: Final = 1.0
#: Below two thirds no rule can be half the last line and a third of the longest (mục II.5.b).
_SHORT_LAST: Final = 0.75
_SHORT_LAST_COST: Final = 0.4


def set_lines(
    text: str, width_twips: int, size_pt: float, bold: bool = False, italic: bool = False
) -> list[list[str]]:
    """The lines of a title or a name: for each line that its author wants, those it is set in.

    They break between meanings (``break_places``), in as few lines as that takes, and are of nearly one
    length. ``width_twips`` is the space between cell margins or page margins.
    """
    width_mm = width_twips / TWIPS_PER_PT * MM_PER_PT
    face = (size_pt, bold, italic)
    return [_set_line(line, width_mm, *face) for line in text.split("\n")]


def _set_line(text: str, width_mm: float, size_pt: float, bold: bool, italic: bool) -> list[str]:
    if len(text) > _LONGEST_TITLE:
        return wrap(text, width_mm, size_pt, bold, italic)
    shape = break_places.with_any_figures(text)
    ends = _line_ends(shape, width_mm, size_pt, bold, italic, in_use())
    if len(ends) == 1:
        return [text]
    words = text.split(" ")
    return [" ".join(words[start:end]) for start, end in itertools.pairwise((0, *ends))]


@lru_cache(maxsize=2048)
def _line_ends(
    text: str, width_mm: float, size_pt: float, bold: bool, italic: bool, _: Compounds
) -> tuple[int, ...]:
    """After how many of its words each line of a title ends. All figures are equally wide."""
    words = text.split(" ")
    fewest = len(wrap(text, width_mm - _SLACK_MM, size_pt, bold, italic))
    if fewest == 1:
        return (len(words),)
    widths = [text_width_mm(word, size_pt, bold, italic) for word in words]
    blank = text_width_mm(" ", size_pt, bold, italic)
    search = _Search(widths, blank, width_mm - _SLACK_MM, [*break_places.worth(words), 0.0])
    tried: list[tuple[float, tuple[int, ...]]] = []
    for more in range(_MORE_LINES + 1):
        if tried and min(tried)[0] < _EXTRA_LINE * more:
            break  # no way to set more lines is cheaper
        tried += [(cost + _EXTRA_LINE * more, ends) for cost, ends in search.best(fewest + more)]
    return min(tried)[1]


class _Search:
    """The cheapest way to set words in a given number of lines."""

    def __init__(
        self, widths: Sequence[float], blank: float, room: float, costs: Sequence[float]
    ) -> None:
        self._room, self._costs = room, costs
        self._count = len(widths)
        self._reach = [0.0]
        for width in widths:
            self._reach.append(self._reach[-1] + width + blank)
        self._blank = blank

    def _length(self, start: int, end: int) -> float:
        return self._reach[end] - self._reach[start] - self._blank

    def best(self, lines: int) -> list[tuple[float, tuple[int, ...]]]:
        """The cost and the ends of the lines; nothing where so many lines are not to be had."""
        aim = self._length(0, self._count) / lines
        #: By the word that the next line begins with: the cheapest way there.
        reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for line in range(1, lines + 1):
            following: dict[int, tuple[float, tuple[int, ...]]] = {}
            for start, (cost, ends) in reached.items():
                for end in self._line_ends(start, is_last=line == lines):
                    total = cost + self._line_cost(start, end, aim, is_last=line == lines)
                    if end not in following or total < following[end][0]:
                        following[end] = (total, (*ends, end))
            reached = following
        return [reached[self._count]] if self._count in reached else []

    def _line_ends(self, start: int, *, is_last: bool) -> Sequence[int]:
        """Where a line may end; one word alone may be longer than the line."""
        last = start + 1
        while last < self._count and self._length(start, last + 1) <= self._room:
            last += 1
        if is_last:
            return [self._count] if last >= self._count > start else []
        return range(start + 1, min(last, self._count - 1) + 1)

    def _line_cost(self, start: int, end: int, aim: float, *, is_last: bool) -> float:
        length = self._length(start, end)
        cost = abs(length - aim) / aim / 2
        if is_last:
            return cost + _SHORT_LAST_COST * (length < _SHORT_LAST * aim)
        return cost + self._costs[end - 1]


def rule_indent(
    text: str,
    width_twips: int,
    size_pt: float,
    bold: bool = False,
    italic: bool = False,
    *,
    is_set: bool = False,
    share: float = 0.42,
    least: float = 1 / 3,
    most: float = 1 / 2,
) -> int:
    """The indent for each side, in twips, that leaves a rule of the legal length under ``text``.

    The rule is ``share`` of the last line. It is made longer, up to ``most`` of the last line, or shorter,
    down to ``least`` of it, to be within the limits for the longest line and, where it can, the shortest too. ``is_set`` says that the
    lines above are those of ``set_lines``. ``share=most=least=1`` gives a rule as long as the line.
    """
    available = width_twips / TWIPS_PER_PT * MM_PER_PT
    if is_set:
        typed = set_lines(text, width_twips, size_pt, bold, italic)
        lines = [*itertools.chain.from_iterable(typed)]
    else:
        lines = wrap(text, available, size_pt, bold, italic)
    lengths = [min(available, text_width_mm(line.strip(), size_pt, bold, italic)) for line in lines]
    last, longest, shortest = lengths[-1], max(lengths), min(lengths)
    at_most = most * (shortest if most * shortest >= least * longest else last)
    rule = min(max(share * last, least * longest), at_most) if last else share * longest
    return max(0, round((available - rule) / 2 / MM_PER_PT * TWIPS_PER_PT))

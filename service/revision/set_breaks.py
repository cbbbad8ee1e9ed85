"""The line breaks that the service set in titles are told from those that somebody typed in Word.

A document that Word saved has one kind of break only. A break beside a word that the service's own break stood
beside is still the service's, and no change of the text; any other is the clerk's, or one of the text itself: below
the number of an annex stands its title.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from service.revision.document_text import Paragraph, Row, Unit, paragraphs
from service.revision.run_text import SET_BREAK

#: Whether the break between two words is the service's own.
_IsSet = Callable[[str, str], bool]


def set_breaks_in(text: str) -> tuple[tuple[str, str], ...]:
    """The words before and after each break of the service in a paragraph as it was read."""
    return _words_beside(text, SET_BREAK)


def without_set_breaks(current: Sequence[Unit], generated: Sequence[Unit]) -> list[Unit]:
    """``current`` with a blank for each break that ``generated`` has as the service's own."""
    known = [pair for paragraph in paragraphs(generated) for pair in paragraph.set_breaks]
    if not known:
        return list(current)
    own = {pair for paragraph in paragraphs(generated) for pair in _words_beside(paragraph.text)}
    before, after = ({pair[side] for pair in known} for side in (0, 1))

    def is_set(last: str, first: str) -> bool:
        return (last, first) not in own and (last in before or first in after)

    return [_joined(unit, is_set) for unit in current]


def _joined(unit: Unit, is_set: _IsSet) -> Unit:
    if isinstance(unit, Row):
        if not any("\n" in paragraph.text for paragraph in paragraphs([unit])):
            return unit
        cells = tuple(tuple(_joined(inside, is_set) for inside in cell) for cell in unit.cells)
        return replace(unit, cells=cells)
    return _joined_paragraph(unit, is_set) if "\n" in unit.text else unit


def _joined_paragraph(paragraph: Paragraph, is_set: _IsSet) -> Paragraph:
    text, *others = paragraph.text.split("\n")
    for line, pair in zip(others, _words_beside(paragraph.text), strict=True):
        text += (" " if is_set(*pair) else "\n") + line
    return replace(paragraph, text=text)


def _words_beside(text: str, line_break: str = "\n") -> tuple[tuple[str, str], ...]:
    """The last word before each break and the first one after it."""
    return tuple(
        (_last_word(above), _first_word(below)) for above, below in pairwise(text.split(line_break))
    )


def _last_word(line: str) -> str:
    return (line.split() or [""])[-1]


def _first_word(line: str) -> str:
    return (line.split() or [""])[0]

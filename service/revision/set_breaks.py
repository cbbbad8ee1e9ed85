"""The line breaks that the service set in titles are told from those that somebody typed in Word.

A document that Word saved has one kind of break only. A break beside a word that the service's own break stood
beside is still the service's, and no change of the text; any other is the clerk's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from service.revision.document_text import Paragraph, Row, Unit, paragraphs
from service.revision.run_text import SET_BREAK


def set_breaks_in(text: str) -> tuple[tuple[str, str], ...]:
    """The words before and after each break of the service in a paragraph as it was read."""
    return tuple(
        (_last_word(above), _first_word(below)) for above, below in pairwise(text.split(SET_BREAK))
    )


def without_set_breaks(current: Sequence[Unit], generated: Sequence[Unit]) -> list[Unit]:
    """``current`` with a blank for each break that ``generated`` has as the service's own."""
    known = [pair for paragraph in paragraphs(generated) for pair in paragraph.set_breaks]
    if not known:
        return list(current)
    before, after = ({pair[side] for pair in known} for side in (0, 1))
    return [_joined(unit, before, after) for unit in current]


def _joined(unit: Unit, before: set[str], after: set[str]) -> Unit:
    if isinstance(unit, Row):
        cells = tuple(
            tuple(_joined(inside, before, after) for inside in cell) for cell in unit.cells
        )
        return replace(unit, cells=cells)
    return _joined_paragraph(unit, before, after) if "\n" in unit.text else unit


def _joined_paragraph(paragraph: Paragraph, before: set[str], after: set[str]) -> Paragraph:
    first, *others = paragraph.text.split("\n")
    text = last = first
    for line in others:
        is_set = _last_word(last) in before or _first_word(line) in after
        text += (" " if is_set else "\n") + line
        last = line
    return replace(paragraph, text=text)


def _last_word(line: str) -> str:
    return (line.split() or [""])[-1]


def _first_word(line: str) -> str:
    return (line.split() or [""])[0]

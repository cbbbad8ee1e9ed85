"""A whole text, pasted or uploaded, becomes the draft of an input: an outline that the clerk accepts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from service.errors import Violation
from service.importing.word import (
    docx_reader,
    html_reader,
    places,
    plain_reader,
    running_case,
    verification,
)
from service.importing.word.blocks import NotTaken, Source, letters
from service.importing.word.lines import DraftLines, Line
from service.workbook.plan import Sheet

#: Makes the lines of a draft of a text; the sheets are the lists of the type's form.
Builder: TypeAlias = Callable[[Source, Sequence[Sheet]], DraftLines]


@dataclass(frozen=True, slots=True)
class Draft:
    """``data`` is the input that the lines make; ``missing`` says what was lost on the way, if anything.

    ``not_taken`` is what the source holds besides its text, ``violations`` are those of the lists in it.
    """

    data: dict[str, Any]
    lines: tuple[Line, ...]
    #: Values that follow from the lines without being letters of them, by pointer.
    derived: dict[str, Any]
    not_taken: tuple[NotTaken, ...]
    violations: tuple[Violation, ...]
    missing: tuple[str, ...]

    @property
    def doubts(self) -> int:
        """How many lines a clerk should look at."""
        return sum(bool(line.doubt) for line in self.lines)


def of_docx(docx: bytes, build: Builder, sheets: Sequence[Sheet]) -> Draft:
    """Raises UnreadableInput or InputTooLarge."""
    return _draft(docx_reader.read(docx), build, sheets)


def of_paste(html: str, plain: str, build: Builder, sheets: Sequence[Sheet]) -> Draft:
    """What a clipboard holds, as HTML ("" without) and as plain text. Raises InputTooLarge.

    The HTML knows styles and tables, so it is read where there is one.
    """
    if html.strip():
        source = html_reader.read(html)
        if source.blocks:
            return _draft(source, build, sheets)
    return _draft(plain_reader.read(plain), build, sheets)


def _draft(source: Source, build: Builder, sheets: Sequence[Sheet]) -> Draft:
    made = build(source, sheets)
    made.lines = running_case.with_running_case(source, made.lines)
    data = made.data()
    missing = verification.check(source, made.lines, data)
    lines = (line for line in made.lines if letters(line.source))
    return Draft(
        data,
        tuple(places.with_places(source, list(lines))),
        dict(made.derived),
        source.not_taken,
        tuple(made.violations),
        tuple(missing),
    )

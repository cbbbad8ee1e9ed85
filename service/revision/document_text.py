"""The visible text of a document: paragraphs and table rows in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One visible paragraph: its text in normal form, where a clerk finds it, its number in the file."""

    text: str
    where: str
    place: int
    #: The words before and after each break that the service set; a blank stands for it in ``text``.
    set_breaks: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; a cell holds at least one paragraph, which may be empty."""

    cells: tuple[tuple[Unit, ...], ...]
    where: str
    #: Rows with the same number stand in the same table.
    table: int
    #: What the columns are called, nothing for a row that says it itself; None until the row has its place in a document.
    header: Sequence[str] | None = field(default=None, compare=False)


Unit: TypeAlias = Paragraph | Row


def paragraphs(units: Sequence[Unit]) -> Iterator[Paragraph]:
    """Every paragraph, those in cells too, in reading order."""
    for unit in units:
        if isinstance(unit, Paragraph):
            yield unit
            continue
        for cell in unit.cells:
            for inside in cell:
                if isinstance(inside, Paragraph):
                    yield inside
                else:
                    yield from paragraphs((inside,))


def text_of(unit: Unit) -> str:
    """A paragraph's text; a row's cells with bars between them."""
    if isinstance(unit, Paragraph):
        return unit.text
    return " | ".join(
        "\n".join(paragraph.text for paragraph in paragraphs(cell)) for cell in unit.cells
    )

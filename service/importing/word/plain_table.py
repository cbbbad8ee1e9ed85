"""Lines with tabs become a table: one of three columns or more, with blank cells where the lines have them.

A cell that is merged over others leaves a line with fewer tabs, and so does a blank one at the end that was cut off: such
a line between two rows is one of the same table, and of which columns its cells are is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from service.importing.word import captions
from service.importing.word.blocks import Cell, Paragraph, Table, is_figure
from service.importing.word.entries import Entry
from service.schema.text_cleaning import clean

_LEAST_COLUMNS, _LEAST_ROWS = 3, 2
_MOST_BETWEEN, _LONGEST_BETWEEN = 3, 100


@dataclass(frozen=True)
class Line:
    """A line of plain text, as it is cut by its tabs."""

    wide: tuple[str, ...]
    after_blank: bool = False

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Without the blank ones at both ends: tabs there only set the line in."""
        filled = [place for place, cell in enumerate(self.wide) if cell]
        return self.wide[filled[0] : filled[-1] + 1] if filled else ()

    @property
    def text(self) -> str:
        return clean(" ".join(self.cells))

    @property
    def filled(self) -> int:
        return sum(map(bool, self.wide))


def cells(texts: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell((Paragraph(text),) if text else ()) for text in texts)


def at(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    """The table that begins at a line, and where it ends."""
    width = len(lines[start].wide)
    if width < _LEAST_COLUMNS or lines[start].filled < 2:
        return None
    end = _end(lines, start, width)
    whole = [line.wide for line in lines[start:end] if len(line.wide) == width]
    filled = [place for place in range(width) if any(texts[place] for texts in whole)]
    first, last = filled[0], filled[-1]
    if end - start < _LEAST_ROWS or last - first + 1 < _LEAST_COLUMNS:
        return None
    rows, asked = [], []
    for line in lines[start:end]:
        if len(line.wide) == width:
            rows.append(cells(line.wide[first : last + 1]))
        elif len(line.cells) == 1:
            rows.append((Cell((Paragraph(line.text),), last - first + 1),))
        else:
            rows.append(cells(line.cells))
            asked.append(line.text)
    return Table(tuple(rows), asked=tuple(asked)), end


def _end(lines: Sequence[Line], start: int, width: int) -> int:
    end = start + 1
    while True:
        while end < len(lines) and _is_row(lines[end], width):
            end += 1
        between = next(_between(lines, end, width), 0)
        if not between:
            return end
        end += between


def _is_row(line: Line, width: int) -> bool:
    """Whether a line has as many cells and is no line that tabs set in, such as that of who signs."""
    if len(line.wide) != width:
        return False
    ends_in_tab = not line.wide[-1]
    return line.filled > 1 or bool(line.wide[0]) or ends_in_tab or is_figure(line.text)


def _between(lines: Sequence[Line], end: int, width: int) -> Iterator[int]:
    """How many lines with fewer cells stand between the row above and a further row of figures."""
    for count, line in enumerate(lines[end : end + _MOST_BETWEEN + 1]):
        if line.after_blank:
            return
        if count and _is_row(line, width) and any(map(is_figure, line.wide)):
            yield count
        if len(line.cells) >= width or len(line.text) > _LONGEST_BETWEEN or _is_apart(line.text):
            return


def _is_apart(text: str) -> bool:
    """Whether a line between two tables is a sentence, or the caption of the second one."""
    entry = Entry(Paragraph(text))
    is_above = captions.is_caption(entry) or captions.unit(entry)
    return bool(is_above or is_figure(text)) or text.endswith((".", ":", ";"))

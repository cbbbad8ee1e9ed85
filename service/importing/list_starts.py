"""Where the lists of a sheet begin and end: by their headers, or as the clerk says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.importing import header_rows, row_words, value_shapes, vocabulary
from service.importing.corrections import SheetCorrections
from service.importing.grid import Grid
from service.importing.header_rows import Header
from service.importing.targets import Target
from service.language.vietnamese import fold_words
from service.workbook.values import text


@dataclass(frozen=True, slots=True)
class ListBlock:
    """The lists that begin at one row, side by side, up to ``end``."""

    headers: tuple[Header, ...]
    end: int


def blocks(
    grid: Grid,
    corrections: SheetCorrections,
    targets: Sequence[Target],
    known: Sequence[Target],
) -> Iterator[ListBlock]:
    """The lists of a sheet from above to below; where no header is found, all of it below its titles.

    Headers are those of ``targets``; a header below a list begins another one when it names fields of
    any of the ``known``.
    """
    rows = corrections.header_rows
    if rows is not None:
        headers = header_rows.forced(grid, rows) if rows else [header_rows.without_headers(grid, 0)]
        yield ListBlock(tuple(headers), grid.height)
        return
    starts = list(_starts(grid, targets, known))
    if not starts:
        yield ListBlock((header_rows.without_headers(grid, _first_row(grid)),), grid.height)
    ends = [*(headers[0].first for headers in starts[1:]), grid.height]
    for headers, end in zip(starts, ends, strict=False):
        yield ListBlock(tuple(headers), end)


def _first_row(grid: Grid) -> int:
    """The first row of a block without headers: titles above it stand alone in their rows."""
    cells = [grid.filled(row, range(grid.width)).values() for row in range(grid.height)]
    several = (row for row, filled in enumerate(cells) if len(filled) > 1)
    alone = (row for row, filled in enumerate(cells)
             if filled and not row_words.is_title(list(map(text, filled))))  # fmt: skip
    return next(several, next(alone, 0))


def _starts(
    grid: Grid, targets: Sequence[Target], known: Sequence[Target]
) -> Iterator[list[Header]]:
    """The headers of the sheet from above to below; those repeated on a new page do not count."""
    row = 0
    above: list[Header] = []
    while row < grid.height:
        found = []
        is_none = grid.is_blank(row) or _is_numbered(grid, row, above) or _is_heading(grid, row)
        if not is_none:
            found = header_rows.find(grid, row, targets)
        if found and (not above or _begins_anew(grid, row, found, above, known)):
            yield found
            above = found
            row = max(header.last for header in found)
        row += 1


def _is_heading(grid: Grid, row: int) -> bool:
    """ "II. | CÁ NHÂN", although "Cá nhân" may also stand over a column of names."""
    values = [*grid.filled(row, range(grid.width)).values()]
    return len(values) == 2 and value_shapes.outline_number(values[0]) is not None


def _begins_anew(
    grid: Grid,
    row: int,
    found: Sequence[Header],
    above: Sequence[Header],
    known: Sequence[Target],
) -> bool:
    """Whether headers below a list begin another one: mostly known words, and not the same again."""
    same = {column: fold_words(text) for header in above for column, text in header.texts.items()}
    new = {column: fold_words(text) for header in found for column, text in header.texts.items()}
    if new == same:
        return False
    is_numbered = any(vocabulary.is_header_of("number_headers", text) for text in new.values())
    if is_numbered and all(isinstance(v, str) for v in grid.filled(row, new).values()):
        return True
    texts = [text for header in found for text in header.texts.values()]
    known_words = sum(header_rows.is_special(text) for text in texts) + sum(
        any(target.best_field(text)[1] >= 4 for target in known) for text in texts
    )
    return known_words >= 2 and known_words * 5 >= len(new) * 2


def _is_numbered(grid: Grid, row: int, headers: Sequence[Header]) -> bool:
    """Whether a row has a running number under the STT of the list above: then it is no header."""
    return any(
        value_shapes.running_number(grid.value(row, column)) is not None
        for header in headers
        for column, text in header.texts.items()
        if vocabulary.is_header_of("number_headers", text)
    )

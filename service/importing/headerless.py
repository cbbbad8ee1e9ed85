"""A list below a title, without headers, or with one that says nothing: what its columns are only the look of their values says.

Nobody is asked while a workbook is read, so the title must say that it is a list, and of which kind where several
could be meant; what each column was taken for is told as a warning.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.importing import row_words
from service.importing.column_map import ColumnMap
from service.importing.grid import Grid
from service.importing.targets import Target, titled
from service.workbook.extents import column_letters
from service.workbook.reading_builder import ReadingBuilder


def is_list(
    columns: ColumnMap, targets: Sequence[Target], titles: Sequence[tuple[str, str]]
) -> bool:
    """Whether columns without headers, proposed by their look, are certainly a list of one of the ``targets``."""
    lines = [title for title, _ in titles]
    if any(titled(line, targets) for line in lines):
        return True
    taking = [target for target in targets if columns.takes(target)]
    # Beside people units are where they work; and that they are households a title would say.
    people = {target.key for target in taking if not target.is_of_units} - {"households"}
    is_certain = len(people or taking) == 1
    return is_certain and any(row_words.is_title([line]) for line in lines)


def report(
    grid: Grid, columns: ColumnMap, target: Target, pointer: str, reading: ReadingBuilder
) -> None:
    """Warn, at the list at a pointer, that the columns were guessed, and what each was taken for."""
    labels = {
        place: field.label
        for field in target.fields
        for place in columns.of(target).get(field.pointer, ())
    }
    meanings = ", ".join(
        f"cột {column_letters(place)} là “{labels[place]}”" for place in sorted(labels)
    )
    reading.violation(
        pointer, target.title, "headers_missing",
        f"Danh sách không có dòng tiêu đề cột nên các cột được hiểu theo nội dung: {meanings}; hãy xem lại.",
        grid.at(columns.header.first, min(labels, default=columns.header.left)), "warning",
    )  # fmt: skip


def report_name(
    grid: Grid, columns: ColumnMap, target: Target, pointer: str, reading: ReadingBuilder
) -> None:
    """Warn, at the list at a pointer, of names whose header calls them something else."""
    place = columns.guessed_name
    if place is None or place not in columns.names(target):
        return
    reading.violation(
        pointer, target.title, "headers_missing",
        f"Không rõ tiêu đề cột {columns.header.called(place)}; theo nội dung thì là “{target.name.label}” nên danh sách được hiểu là của những người này, "
        "không phải của đơn vị; hãy xem lại.",
        grid.at(columns.header.first, place), "warning",
    )  # fmt: skip

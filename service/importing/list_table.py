"""A table found on a sheet: the rows below one header, with what its columns are taken to be, and whether it is a list at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.importing import value_shapes, vocabulary
from service.importing.column_map import ColumnMap
from service.importing.grid import Grid
from service.importing.targets import Target
from service.language.vietnamese import fold_words
from service.workbook.values import text


@dataclass(frozen=True)
class ListTable:
    """Rows below one header of a sheet, with what its columns are taken to be."""

    grid: Grid
    columns: ColumnMap
    end: int
    #: The lines above it, each with its cell.
    titles: Sequence[tuple[str, str]]
    #: The caller named columns of it.
    is_named: bool

    @property
    def rows(self) -> range:
        return range(self.columns.header.last + 1, self.end)

    @property
    def used(self) -> set[int]:
        """The columns that have a field, but for the running number."""
        return self.columns.used() - {self.columns.number}

    @property
    def unknown(self) -> list[int]:
        """The columns that have a header and no field."""
        skipped = {*self.used, self.columns.number}
        return [column for column in self.columns.header.texts if column not in skipped]


def has_votes(table: ListTable, targets: Sequence[Target]) -> bool:
    """ "Họ và tên | Số phiếu tán thành": counts of votes for each of those named, and no matter that was voted on."""
    columns = {
        column
        for target in targets
        if not table.columns.takes(target)
        for key in ("in_favour", "against")
        for column in table.columns.of(target).get(f"{target.row}/{key}", ())
    }
    cells = (table.grid.filled(row, columns).values() for row in table.rows)
    return value_shapes.mostly([v for row in cells for v in row], value_shapes.is_figure, 0.9)


def is_statistics(table: ListTable) -> bool:
    """ "Đơn vị | Số tập thể | Số cá nhân": units with nothing but figures that are asked for nowhere."""
    header_texts, unknown = table.columns.header.texts, table.unknown
    headers = {fold_words(header_texts.get(column, "")) for column in table.used}
    cells = (table.grid.filled(row, unknown).values() for row in table.rows)
    figures = [value for row in cells for value in row]
    return (
        len(unknown) > 1
        and len(table.used) == 1
        and headers <= vocabulary.headers_of("organ_name", "Đơn vị")
        and value_shapes.mostly(figures, value_shapes.is_figure, 0.9)
    )


def names(table: ListTable, targets: Sequence[Target]) -> set[str]:
    places = {column for target in targets for column in table.columns.names(target)}
    return {
        fold_words(text(value))
        for row in table.rows
        for value in table.grid.filled(row, places).values()
    }

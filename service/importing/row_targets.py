"""Which list a row goes to, when the columns of a sheet serve several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from service.importing import value_shapes, vocabulary
from service.importing.column_map import ColumnMap
from service.importing.grid import Grid
from service.importing.roll_call import RollCall
from service.importing.targets import Target, kind_of, titled
from service.language import name_words
from service.language.vietnamese import fold_words
from service.workbook.values import CellValue, text


def main_target(
    targets: Sequence[Target],
    titles: Sequence[str],
    columns: ColumnMap,
    sheet_name: str,
    names: Callable[[Target], Sequence[CellValue]],
) -> Target:
    """Which list the rows are: what the title or the sheet's name says, else what fits the columns best.

    ``names`` gives what stands in the columns that would name the rows of a list: where headers fit several
    alike, people are people and units are units.
    """
    for title in (*titles, sheet_name):
        named = titled(title, targets)
        if named is not None:
            return named
    order = {target.row: -place for place, target in enumerate(targets)}

    def fit(target: Target) -> tuple[int, float, bool, int]:
        score = sum(
            vocabulary.likeness(columns.header.texts.get(column, ""), pointer, field.label)
            for pointer, places in columns.of(target).items()
            if (field := target.sheet.column(pointer)) is not None
            for column in places
        )
        looks = name_words.is_unit_name if target.is_of_units else name_words.is_person_name
        evidence = value_shapes.share(names(target), lambda value: looks(text(value)))
        headers = (fold_words(columns.header.texts.get(c, "")) for c in columns.names(target))
        if not target.is_of_units and any(header.startswith("ho ") for header in headers):
            evidence += 0.5
        return (
            score or len(columns.of(target)),
            evidence,
            target.sheet.required,
            order[target.row],
        )

    return max(targets, key=fit)


class RowTargets:
    """Decides for each row: by its mark, its kind, the name column that is filled, or its heading."""

    def __init__(
        self, grid: Grid, columns: ColumnMap, targets: Sequence[Target], main: Target
    ) -> None:
        self._grid, self._columns, self._targets, self._main = grid, columns, targets, main
        self._roll_call = RollCall(grid, columns, targets)
        used = {target.row: columns.columns_of(target) for target in targets}
        #: The columns that name a row of one target and give nothing to the others.
        self._exclusive = []
        for target in targets if len(targets) > 1 else ():
            own = set(columns.names(target))
            others = set().union(*(used[other.row] for other in targets if other is not target))
            if own and not own & others:
                self._exclusive.append((target, own))

    def why_not(self, row: int) -> str:
        """Why a row that looks like the others is for no list, "" when it is for one."""
        return self._roll_call.why_not(row)

    def of(self, row: int, headed: Target | None) -> tuple[Target, bool]:
        """The list of a row below a heading; False when its column of kinds says nothing known."""
        by_own_cells = (
            self._roll_call.target(row) or self._by_kind(row) or self._by_name_column(row)
        )
        if by_own_cells is not None:
            return by_own_cells, True
        if headed is not None and self._columns.takes(headed):
            return headed, True
        return self._main, self._columns.kind is None or headed is not None

    def _by_kind(self, row: int) -> Target | None:
        if self._columns.kind is None:
            return None
        typed = text(self._grid.spread(row, self._columns.kind))
        return kind_of(typed, self._targets) if typed else None

    def _by_name_column(self, row: int) -> Target | None:
        """ "Tên tập thể" beside "Tên cá nhân": the one that is filled says what the row is."""
        filled = self._grid.filled(row, self._columns.header.columns).keys()
        found = [target for target, own in self._exclusive if own & filled]
        return found[0] if len(found) == 1 else None

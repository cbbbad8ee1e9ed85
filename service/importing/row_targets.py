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
    preferred: str = "",
) -> tuple[Target, bool]:
    """Which list the rows are, and whether the title or the sheet's name says so; else the ``preferred`` one (by
    its row), else what fits the columns best.

    ``names`` gives what stands in the columns that would name the rows of a list: where headers fit several
    alike, people are people and units are units.
    """
    for title in (*titles, sheet_name):
        named = titled(title, targets)
        if named is not None:
            return named, True
    wanted = next((target for target in targets if target.row == preferred), None)
    if wanted is not None:
        return wanted, False
    order = {target.row: -place for place, target in enumerate(targets)}

    def fit(target: Target) -> tuple[int, int, float, bool, int]:
        score = sum(
            vocabulary.likeness(columns.header.texts.get(column, ""), pointer, field.label)
            for pointer, places in columns.of(target).items()
            if (field := target.sheet.column(pointer)) is not None
            for column in places
            # Every list has remarks; they may be a reason to be absent, but make nobody so.
            if not vocabulary.is_header_of("remark_headers", columns.header.texts.get(column, ""))
        )
        looks = value_shapes.is_unit if target.is_of_units else value_shapes.is_person
        evidence = value_shapes.share(names(target), looks)
        headers = (fold_words(columns.header.texts.get(c, "")) for c in columns.names(target))
        if not target.is_of_units and any(header.startswith("ho ") for header in headers):
            evidence += 0.5
        return (
            # A label says no more than another known word for it.
            min(name_likeness(columns, target), 4),
            score or len(columns.of(target)),
            evidence,
            target.sheet.required,
            order[target.row],
        )

    return max(targets, key=fit), False


def name_likeness(columns: ColumnMap, target: Target) -> int:
    """How surely the headers of the columns that name a list's rows say so (0 to 5)."""
    headers = (columns.header.texts.get(column, "") for column in columns.names(target))
    name = target.name
    return max((vocabulary.likeness(h, name.pointer, name.label) for h in headers), default=0)


class RowTargets:
    """Decides for each row: by its mark, its kind, the name column that is filled, or its heading."""

    def __init__(
        self,
        grid: Grid,
        columns: ColumnMap,
        targets: Sequence[Target],
        main: Target,
        *,
        is_named: bool,
    ) -> None:
        self._grid, self._columns, self._targets, self._main = grid, columns, targets, main
        self._roll_call = RollCall(grid, columns, targets)
        #: The list of units where the rows seem to be people, and the other way round, if headers fit both.
        self._other = None if is_named else self._alike(main)
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

    def reason(self, row: int) -> str:
        """Why somebody is not there, as far as the column says so that he is ticked in."""
        return self._roll_call.reason(row)

    def of(self, row: int, headed: Target | None) -> tuple[Target, bool]:
        """The list of a row below a heading; False when its column of kinds says nothing known."""
        by_own_cells = (
            self._roll_call.target(row) or self._by_kind(row) or self._by_name_column(row)
        )
        if by_own_cells is not None:
            return by_own_cells, True
        if headed is not None and self._columns.takes(headed):
            return headed, True
        by_look = self._by_look(row) if self._columns.kind is None else None
        return by_look or self._main, self._columns.kind is None or headed is not None

    def _alike(self, main: Target) -> Target | None:
        names = self._columns.names(main)
        for target in self._targets:
            same = self._columns.names(target) == names
            if same and target.is_of_units != main.is_of_units and target.key != "households":
                return target if name_likeness(self._columns, target) >= 4 else None
        return None

    def _by_look(self, row: int) -> Target | None:
        """A unit among people, or a person among units, below headers that name both."""
        if self._other is None:
            return None
        looks = value_shapes.is_unit if self._other.is_of_units else value_shapes.is_person
        filled = self._grid.filled(row, self._columns.columns_of(self._main))
        if filled.keys() - self._columns.given_to(self._other):
            return None  # a position makes a person of him, whatever his surname
        cells = self._grid.filled(row, self._columns.names(self._main)).values()
        name = " ".join(map(text, cells))
        is_branch = self._other.is_of_units and name_words.is_branch_name(name)
        return self._other if is_branch or looks(name) else None

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

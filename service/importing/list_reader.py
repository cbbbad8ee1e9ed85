"""One list of a sheet: its rows in order, what headings carry to them, and the counts that it announces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.importing import column_mapping, headings, value_shapes, vocabulary
from service.importing.column_mapping import ColumnMap
from service.importing.grid import Grid
from service.importing.headings import Heading
from service.importing.records import Places, RecordWriter
from service.importing.row_classes import Row, RowClassifier
from service.importing.targets import Target, kind_of, titled
from service.workbook.account import SkippedRow
from service.workbook.book import letters
from service.workbook.plan import Sheet
from service.workbook.reading_builder import ReadingBuilder
from service.workbook.values import text


@dataclass(frozen=True, slots=True)
class Context:
    """What every list of one import shares."""

    targets: Sequence[Target]
    parents: Mapping[str, Sheet]
    places: Places
    collected: ReadingBuilder
    #: The last running number of the list before, on this sheet or an earlier one.
    last_number: list[int] = field(default_factory=lambda: [0])


@dataclass(slots=True)
class _Level:
    """A heading that is in force, and how many rows it has had."""

    heading: Heading
    cell: str
    rows: int = 0


class ListReader:
    """Reads one list; ``titles`` are the lines above it, the nearest first."""

    def __init__(
        self,
        grid: Grid,
        columns: ColumnMap,
        end: int,
        titles: Sequence[tuple[str, str]],
        context: Context,
        forced: Mapping[int, bool],
    ) -> None:
        self._grid, self._columns, self._context = grid, columns, context
        self._sound = [t for t in context.targets if columns.takes(t)]
        self.target = _target(self._sound, [said for said, _ in titles], columns, grid.name)
        self.other_targets = [t for t in self._sound if t is not self.target]
        self._rows = RowClassifier(
            grid, columns, end, [self.target, *self.other_targets],
            context.parents, forced,
        )  # fmt: skip
        self._titles = titles
        self._writer = RecordWriter(
            grid, columns, context.parents, context.places, context.collected
        )
        self._levels: list[_Level] = []
        self._since_total = 0
        self._skipped_numbers: set[int] = set()
        self._previous: int | None = None
        self._gap_told = False
        self.taken: list[int] = []
        self.skipped: list[SkippedRow] = []
        self.labels: dict[str, None] = {}
        self._title_around = self._read_titles()

    def read(self) -> None:
        """Every row of the list, and at the end the counts that were announced."""
        for row in self._rows.rows():
            if row.kind == "data":
                self._take(row.row)
            elif row.kind == "heading":
                assert row.heading is not None  # noqa: S101 - a heading row has one
                self._enter(row.row, row.heading)
                self._skip(row)
            else:
                self._skip(row)
                if row.count is not None:
                    self._compare_total(row)
        self._leave_levels(0)
        self._compare_titles()
        self._tell_unused_columns()
        if self._previous is not None:
            self._context.last_number[0] = self._previous

    def _tell_unused_columns(self) -> None:
        """A column that holds data and gives none is told, also when only other lists have its field."""
        taken = [target for target in self._sound if target.title in self.labels]
        column_mapping.leave_out_for(self._columns, taken, self._filled_columns())
        for column, why in self._columns.unused.items():
            if column in self._filled_columns() and why != column_mapping.OWN_COLUMN:
                header = self._columns.header.texts.get(column, "")
                named = f"“{header}”" if header else letters(column)
                self._context.collected.violation(
                    self._context.places.list_of(self.target), self.target.title, "column_not_used",
                    f"Cột {named} có dữ liệu nhưng không được dùng: {why}.",
                    self._grid.at(self._columns.header.last, column), severity="warning",
                )  # fmt: skip

    def _filled_columns(self) -> set[int]:
        last = max(self.taken, default=self._columns.header.last)
        rows = range(self._columns.header.last + 1, last + 1)
        return {c for row in rows for c in self._grid.filled(row, self._columns.header.columns)}

    # --- titles and headings ---------------------------------------------------------------------

    def _read_titles(self) -> dict[str, tuple[str, str]]:
        for said, cell in self._titles:
            found = headings.form_in(said, self._context.parents)
            if found:
                return {pointer: (value, cell) for pointer, value in found}
        return {}

    def _compare_titles(self) -> None:
        for said, cell in self._titles:
            count = headings.announced_count(said)
            if count is not None and count != len(self.taken):
                self._differs(count, len(self.taken), cell)

    def _enter(self, row: int, heading: Heading) -> None:
        """A heading ends those of its own style and what stands inside them."""
        styles = [level.heading.style for level in self._levels]
        if heading.style in styles:
            self._leave_levels(styles.index(heading.style))
        self._levels.append(_Level(heading, self._cell(row)))
        if self._previous is not None:
            self._context.last_number[0] = self._previous
        self._previous = None

    def _leave_levels(self, first: int) -> None:
        for level in self._levels[first:]:
            if level.heading.count is not None and level.heading.count != level.rows:
                self._differs(level.heading.count, level.rows, level.cell)
        del self._levels[first:]

    def _cell(self, row: int) -> str:
        filled = self._grid.filled(row, self._columns.header.columns)
        names = [c for c in self._columns.names(self.target) if c in filled]
        return self._grid.at(row, (names or list(filled) or [self._columns.header.left])[0])

    # --- rows ------------------------------------------------------------------------------------

    def _take(self, row: int) -> None:
        target, known = self._target_of(row)
        unit = next((lv.heading.unit for lv in reversed(self._levels) if lv.heading.unit), "")
        around = dict(self._title_around)
        for level in self._levels:
            around.update({p: (value, level.cell) for p, value in level.heading.around})
        pointer = self._writer.put(row, target, around, unit)
        self.taken.append(row)
        self.labels.setdefault(target.title)
        self._since_total += 1
        for level in self._levels:
            level.rows += 1
        if not known:
            assert self._columns.kind is not None  # noqa: S101 - only a kind column can be unknown
            names = " hay ".join(each.title for each in self._sound).lower()
            self._context.collected.violation(
                pointer, "Phân loại", "unknown_kind",
                f"Dòng {row + 1} không rõ là {names}; hãy ghi rõ ở cột phân loại.",
                self._grid.at(row, self._columns.kind),
            )  # fmt: skip
        self._count_on(row)

    def _target_of(self, row: int) -> tuple[Target, bool]:
        """The list that a row goes to; False when its column of kinds says nothing known."""
        for target in self._sound:
            mark = self._columns.marks.get(target.row)
            if mark is not None and value_shapes.is_mark(self._grid.spread(row, mark)):
                return target, True
        if self._columns.kind is not None:
            said = text(self._grid.spread(row, self._columns.kind))
            found = kind_of(said, self._sound) if said else None
            if found is not None:
                return found, True
        exclusive = self._by_name_column(row)
        if exclusive is not None:
            return exclusive, True
        headed = next(
            (lv.heading.target for lv in reversed(self._levels) if lv.heading.target), None
        )
        if headed is not None and self._columns.takes(headed):
            return headed, True
        known = self._columns.kind is None or headed is not None
        return self.target, known

    def _by_name_column(self, row: int) -> Target | None:
        """ "Tên tập thể" beside "Tên cá nhân": the one that is filled says what the row is."""
        filled = set(self._grid.filled(row, self._columns.header.columns))
        used = {
            target.row: {c for places in self._columns.of(target).values() for c in places}
            for target in self._sound
        }
        found = []
        for target in self._sound:
            own = set(self._columns.names(target))
            others = set().union(*(used[t.row] for t in self._sound if t is not target), set())
            if own & filled and not own & others:
                found.append(target)
        return found[0] if len(found) == 1 and len(self._sound) > 1 else None

    def _skip(self, row: Row) -> None:
        said = " | ".join(
            self._grid.text(row.row, c)
            for c in self._grid.filled(row.row, self._columns.header.columns)
        )
        self.skipped.append(SkippedRow(row.row + 1, row.why, said))
        if self._columns.number is not None:
            number = value_shapes.running_number(self._grid.value(row.row, self._columns.number))
            if number is not None:
                self._skipped_numbers.add(number)
        if row.like_a_name:
            self._context.collected.violation(
                self._context.places.list_of(self.target), self.target.title, "row_not_taken",
                f"Dòng {row.row + 1} không được lấy vào danh sách: {row.why}.",
                self._cell(row.row), severity="warning",
            )  # fmt: skip

    # --- counts ----------------------------------------------------------------------------------

    def _count_on(self, row: int) -> None:
        """A running number that jumps means a row that is not there."""
        if self._columns.number is None:
            return
        number = value_shapes.running_number(self._grid.value(row, self._columns.number))
        if number is None:
            return
        before = self._previous
        self._previous = number
        if before is None:
            # A list begins at 1, or goes on from the list before it.
            before = self._context.last_number[0] if number != 1 else 0
        missing = set(range(before + 1, number)) - self._skipped_numbers
        if missing and not self._gap_told:
            self._gap_told = True
            self._context.collected.violation(
                self._context.places.list_of(self.target), self.target.title, "count_differs",
                f"Số thứ tự nhảy từ {before} đến {number} ở dòng {row + 1}; "
                "hãy xem có thiếu dòng nào không, hoặc đánh lại số thứ tự.",
                self._grid.at(row, self._columns.number),
            )  # fmt: skip

    def _compare_total(self, row: Row) -> None:
        """A total speaks of the rows since the last one, of a heading's rows, or of the whole list."""
        assert row.count is not None  # noqa: S101 - asked by the caller
        fits = {self._since_total, len(self.taken), *(level.rows for level in self._levels)}
        if row.count not in fits and not self._counts_kinds():
            self._differs(row.count, len(self.taken), self._cell(row.row))
        if row.kind == "total":
            self._since_total = 0

    def _counts_kinds(self) -> bool:
        """ "Tổng số: 02 tập thể, 05 cá nhân": each number is held against its own list elsewhere."""
        said = self.skipped[-1].text
        return sum(named.isdigit() for named in said.replace(",", " ").split()) > 1

    def _differs(self, announced: int, taken: int, cell: str) -> None:
        self._context.collected.violation(
            self._context.places.list_of(self.target), self.target.title, "count_differs",
            f"Tệp ghi {announced} nhưng lấy được {taken} dòng; hãy xem lại các dòng không được lấy.",
            cell,
        )  # fmt: skip


def _target(
    sound: Sequence[Target], titles: Sequence[str], columns: ColumnMap, sheet_name: str
) -> Target:
    """Which list the rows are: what the title or the sheet's name says, else what fits the columns best."""
    for said in (*titles, sheet_name):
        named = titled(said, sound)
        if named is not None:
            return named
    order = {target.row: -place for place, target in enumerate(sound)}

    def fit(target: Target) -> tuple[int, bool, int]:
        score = sum(
            vocabulary.likeness(columns.header.texts.get(c, ""), pointer, field.label)
            for pointer, places in columns.of(target).items()
            if (field := target.sheet.column(pointer)) is not None
            for c in places
        )
        return score or len(columns.of(target)), target.sheet.required, order[target.row]

    return max(sound, key=fit)

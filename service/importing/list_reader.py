"""One list of a sheet: its rows in order, what headings carry to them, and the counts that it announces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.importing import (
    class_names,
    comments,
    list_headings,
    struck_cells,
    sums,
    units_left_blank,
    unused_columns,
    value_shapes,
)
from service.importing.announced_counts import AnnouncedCounts, LastNumber, Named
from service.importing.carried_values import CarriedValues
from service.importing.column_map import ColumnMap
from service.importing.grid import Grid
from service.importing.list_headings import Heading
from service.importing.open_headings import OpenHeadings
from service.importing.places import Places
from service.importing.records import RecordWriter
from service.importing.refusals import Refusals, denies
from service.importing.row_classes import Row, RowClassifier
from service.importing.row_targets import RowTargets, main_target
from service.importing.targets import Target
from service.importing.units_around import UnitsAround
from service.workbook.account import OWN_COLUMN, SkippedRow
from service.workbook.plan import Sheet
from service.workbook.reading_builder import ReadingBuilder
from service.workbook.values import CellValue, text

_NO_FORM = "không có dấu ở cột hình thức nào; hãy đánh dấu, hoặc chọn lấy dòng này"


@dataclass(frozen=True, slots=True)
class Context:
    """What every list of one import shares."""

    targets: Sequence[Target]
    parents: Mapping[str, Sheet]
    places: Places
    reading: ReadingBuilder
    last_number: LastNumber = field(default_factory=LastNumber)
    #: The names of sheets that are units.
    unit_sheets: frozenset[str] = frozenset()
    #: The row of the list to which rows go where nothing says another ("/attendees/*"); "" for none.
    preferred: str = ""


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
        self._grid, self._columns, self._titles, self._end = grid, columns, titles, end
        self._context, self._reading, self._forced = context, context.reading, forced
        self._targets = [target for target in context.targets if columns.takes(target)]
        lines = [title for title, _ in titles]
        self.target, is_named = main_target(
            self._targets, lines, columns, grid.name, self._names, context.preferred
        )
        self.other_targets = [target for target in self._targets if target is not self.target]
        ordered = [self.target, *self.other_targets]
        self._rows = RowClassifier(grid, columns, end, ordered, context.parents, forced)
        self._row_targets = RowTargets(grid, columns, self._targets, self.target, is_named=is_named)
        self._writer = RecordWriter(grid, columns, context.parents, context.places, self._reading)
        self._refusals = Refusals(grid, columns, lines, self.target, context.parents)
        self._list = self._named(self.target)
        self._counts = AnnouncedCounts(self._list, self._reading, context.last_number)
        self._headings = OpenHeadings(self._counts)
        self.taken: list[int] = []
        self.skipped: list[SkippedRow] = []
        self.labels: dict[str, None] = {}
        #: By the list that rows went to, the columns that they fill.
        self._filled: dict[Target, set[int]] = {}
        #: By the list that rows went to, the unit of each row.
        self._units: dict[Target, dict[int, str]] = {}
        self._units_around = UnitsAround(
            grid, columns, context.targets, context.unit_sheets, titles
        )
        self._carried = CarriedValues(
            grid,
            columns,
            titles,
            context.parents,
            self._headings,
            self._row_targets,
            self._units_around,
        )

    @property
    def announced(self) -> tuple[tuple[int, bool], ...]:
        """The counts that the list announces, each with whether so many rows were taken."""
        return tuple(self._counts.compared.values())

    def read(self, *, is_alone: bool = True) -> None:
        """Every row of the list, and at the end the counts that were announced.

        A list that ``is_alone`` below its titles is what the nearest of them counts.
        """
        if is_alone:
            self._enter_title()
        for row in self._rows.rows():
            if row.kind == "data":
                self._take(row.row)
            elif row.kind == "heading":
                assert row.heading is not None  # noqa: S101 - a heading row has one
                target = row.heading.target
                kind = None if target is None else self._named(target)
                self._headings.enter(row.heading, self._name_cell(row.row), kind)
                self._skip(row)
            else:
                self._skip(row)
                self._enter_denial(row)
                self._compare_total(row)
        self._headings.leave_all()
        unused_columns.report(
            self._grid,
            self._columns,
            self._filled,
            self._list.pointer,
            self._list.label,
            self._reading,
        )
        units_left_blank.report(self._grid, self._columns, self._units, self._named, self._reading)
        named = {target: self._named(target) for target in self._units}
        self._units_around.report(named, self._reading)
        comments.report(
            self._grid, self.taken, self._columns.header.columns, self._list, self._reading
        )
        class_names.ask_about(self._writer.days, self._grid, self._columns, self._reading)
        sums.ask_about(self._writer.doubtful_sums, self._grid, self._columns, self._reading)
        self._counts.finish()

    def compare_titles(self, beside: int) -> None:
        """What the titles announce, held against the rows of this list and of those beside it."""
        for title, cell in self._titles:
            self._counts.compare_whole(list_headings.announced_counts(title), beside, cell)

    def _enter_denial(self, row: Row) -> None:
        """ "Các trường hợp không được xét:" is no heading by its looks, but speaks of everybody below."""
        said = self.skipped[-1].text
        if " | " not in said and row.row not in self._grid.page.hidden_rows and denies(said):
            self._headings.enter(Heading("", said), self._name_cell(row.row), None)

    def _enter_title(self) -> None:
        """ "I. TẬP THỂ (02 tập thể)" above the headers counts rows as it does between them."""
        for title, cell in self._titles:
            heading = list_headings.read_heading(None, title, self._targets, self._context.parents)
            if not heading.style and heading.target is None:
                continue
            if heading.count is not None and not list_headings.announced_counts(title):
                # What it says besides is asked of all titles together.
                counting = Heading(heading.style, heading.text, count=heading.count)
                self._headings.enter(counting, cell, None)
            return

    def _named(self, target: Target) -> Named:
        return Named(self._context.places.list_of(target), target.title)

    def _names(self, target: Target) -> list[CellValue]:
        """What stands in the columns that name the rows of a list."""
        rows = range(self._columns.header.last + 1, self._end)
        columns = self._columns.names(target)
        return [v for row in rows for v in self._grid.filled(row, columns).values()]

    def _name_cell(self, row: int) -> str:
        """The cell that names a row, else its first filled one."""
        filled = self._grid.filled(row, self._columns.header.columns)
        names = [column for column in self._columns.names(self.target) if column in filled]
        return self._grid.at(row, (names or list(filled) or [self._columns.header.left])[0])

    def _number(self, row: int) -> int | None:
        place = self._columns.number
        return None if place is None else value_shapes.running_number(self._grid.value(row, place))

    # --- rows ------------------------------------------------------------------------------------

    def _take(self, row: int) -> None:
        awards = self._carried.awards(row)
        why_not = (
            self._row_targets.why_not(row)
            or ("" if awards else _NO_FORM)
            or self._refusals.why_not(row, self._headings.texts)
        )
        if why_not and row not in self._forced:
            self._skip(Row(row, why_not, like_a_name=True))
            return
        target, is_known = self._row_targets.of(row, self._headings.target)
        fields = self._carried.fields(row, target)
        for around in awards or [{}]:
            pointer = self._writer.put(row, target, around, fields)
        if row not in self._forced:
            struck_cells.report(self._grid, self._columns, target, row, pointer, self._reading)
        unit = self._unit(row, target, pointer)
        self._units.setdefault(target, {})[row] = unit
        if not unit:
            self._units_around.note(row, target, self._headings.unknown)
        self._note_taken(row, target, Named(pointer.rpartition("/")[0], target.title))
        if not is_known:
            assert self._columns.kind is not None  # noqa: S101 - only a kind column can be unknown
            names = " hay ".join(target.title for target in self._targets).lower()
            self._reading.violation(
                pointer, "Phân loại", "unknown_kind",
                f"Dòng {row + 1} không rõ là {names}; hãy ghi rõ ở cột phân loại.",
                self._grid.at(row, self._columns.kind),
            )  # fmt: skip

    def _unit(self, row: int, target: Target, pointer: str) -> str:
        """The unit that was read, or what stands in its cell all the same (an error of a formula)."""
        columns = self._columns.of(target).get(f"{target.row}/organ_name", ())
        read = text(self._reading.pairs.get(f"{pointer}/organ_name")).strip()
        return read or next(filter(None, (self._grid.text(row, place) for place in columns)), "")

    def _note_taken(self, row: int, target: Target, listed: Named) -> None:
        self.taken.append(row)
        self.labels.setdefault(target.title)
        filled = self._grid.filled(row, self._columns.header.columns)
        self._filled.setdefault(target, set()).update(filled)
        self._headings.count_row(listed)
        number_cell = self._grid.at(row, self._columns.number or 0)
        self._counts.take(self._number(row), row, number_cell, listed)

    def _skip(self, row: Row) -> None:
        filled = self._grid.filled(row.row, self._columns.header.columns)
        shown = " | ".join(
            self._grid.text(row.row, column)
            for column in filled
            if self._columns.unused.get(column) != OWN_COLUMN
        )
        self.skipped.append(SkippedRow(row.row + 1, row.why, shown))
        self._counts.skip(self._number(row.row))
        if row.like_a_name:
            listed = self._headings.listed or self._list
            self._reading.violation(
                listed.pointer, listed.label, "row_not_taken",
                f"Dòng {row.row + 1} không được lấy vào danh sách: {row.why}.",
                self._name_cell(row.row), "warning",
            )  # fmt: skip

    def _compare_total(self, row: Row) -> None:
        if row.count is None:
            return
        # "Tổng số: 02 tập thể, 05 cá nhân": each number is held against its own list elsewhere.
        words = self.skipped[-1].text.replace(",", " ").split()
        self._counts.compare_total(
            row.count,
            self._headings.row_counts,
            self._name_cell(row.row),
            counts_kinds=sum(word.isdigit() for word in words) > 1,
            is_total=row.kind == "total",
        )

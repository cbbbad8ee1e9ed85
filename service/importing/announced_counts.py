"""The counts that a list announces, and its running numbers, held against the rows that were taken."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from service.workbook.reading_builder import ReadingBuilder


@dataclass(frozen=True, slots=True)
class Named:
    """A list: where it stands in the input, and what clerks call it."""

    pointer: str
    label: str


@dataclass(slots=True)
class LastNumber:
    """The last running number of the list before, on this sheet or an earlier one."""

    value: int = 0


@dataclass(slots=True)
class AnnouncedCounts:
    """Compares counts; ``whole`` is the list that violations of all rows concern.

    What is wrong with a group of rows, or with the number of one, is told of the list that these rows went to.
    """

    whole: Named
    reading: ReadingBuilder
    last_number: LastNumber
    #: Every count that the list announces, and whether so many rows were taken.
    compared: dict[str, tuple[int, bool]] = field(default_factory=dict)
    _taken: int = 0
    _since_total: int = 0
    _lists_since_total: set[Named] = field(default_factory=set)
    _previous: int | None = None
    #: Rows since running numbers began, the number before the first, and the cell of the last.
    _numbered: int = 0
    _base: int = 0
    _last_cell: str = ""
    _last_list: Named | None = None
    _skipped_numbers: set[int] = field(default_factory=set)
    _taken_numbers: set[int] = field(default_factory=set)
    _gap_reported: bool = False

    def take(self, number: int | None, row: int, cell: str, listed: Named) -> None:
        """A row was taken into a list, with its running number; one that jumps means a row that is not there."""
        self._taken += 1
        self._since_total += 1
        self._lists_since_total.add(listed)
        if number == 1 and self._previous is not None:
            self.start_anew()
        self._numbered += 1
        self._last_cell, self._last_list = cell, listed
        if number is None:
            return
        self._taken_numbers.add(number)
        before = self._previous
        self._previous = number
        if before is None:
            # A list begins at 1, or goes on from the list before it.
            before = self.last_number.value if number != 1 else 0
            self._base = number - 1
        missing = set(range(before + 1, number)) - self._skipped_numbers
        if missing and not self._gap_reported:
            self._gap_reported = True
            self._violation(
                f"Số thứ tự nhảy từ {before} đến {number} ở dòng {row + 1}; "
                "hãy xem có thiếu dòng nào không, hoặc đánh lại số thứ tự.",
                cell,
                listed,
            )

    def skip(self, number: int | None) -> None:
        if number is not None:
            self._skipped_numbers.add(number)

    def start_anew(self) -> None:
        """Below a heading running numbers may begin again."""
        self.finish()
        self._previous, self._numbered, self._base = None, 0, 0
        self._skipped_numbers.clear()
        self._taken_numbers.clear()

    def finish(self) -> None:
        """The running numbers have ended: the last one is the number of rows."""
        if self._previous is None:
            return
        self.last_number.value = self._previous
        left = self._skipped_numbers - self._taken_numbers
        skipped = sum(self._base < number <= self._previous for number in left)
        if self._previous - self._base - skipped != self._numbered and not self._gap_reported:
            self._gap_reported = True
            self._violation(
                f"Số thứ tự cuối là {self._previous} nhưng lấy được {self._numbered} dòng; "
                "hãy xem có dòng nào không có số hoặc trùng số, rồi đánh lại số thứ tự.",
                self._last_cell,
                self._last_list,
            )

    def compare_whole(self, announced: Sequence[int], beside: int, cell: str) -> None:
        """A title speaks of the whole list with so many rows ``beside`` it, or of several lists one of which this is."""
        taken = self._taken + beside
        if announced and taken not in {*announced, sum(announced)}:
            self._differs(sum(announced), taken, cell)

    def compare(self, announced: int | None, taken: int, cell: str, listed: Named | None) -> None:
        """A heading speaks of its own rows, which went to a list; None where they went to several."""
        if announced is None:
            return
        self.compared[cell] = announced, announced == taken
        if announced != taken:
            self._differs(announced, taken, cell, listed)

    def compare_total(
        self,
        announced: int,
        of_headings: set[int],
        cell: str,
        *,
        counts_kinds: bool,
        is_total: bool,
    ) -> None:
        """A total speaks of the rows since the last one, of a heading's rows, or of the whole list."""
        fits = {self._since_total, self._taken, *of_headings}
        is_wrong = announced not in fits and not counts_kinds
        self.compared[cell] = announced, not is_wrong
        if is_wrong:
            self._differs(announced, self._taken, cell, only(self._lists_since_total))
        if is_total:
            self._since_total = 0
            self._lists_since_total.clear()

    def _differs(self, announced: int, taken: int, cell: str, listed: Named | None = None) -> None:
        self._violation(
            f"Tệp ghi {announced} nhưng lấy được {taken} dòng; hãy xem lại các dòng không được lấy.",
            cell,
            listed,
        )

    def _violation(self, message: str, cell: str, listed: Named | None) -> None:
        about = listed or self.whole
        self.reading.violation(about.pointer, about.label, "count_differs", message, cell)


def only(lists: Collection[Named]) -> Named | None:
    """The one list among these; None for none or for several."""
    return next(iter(lists)) if len(lists) == 1 else None

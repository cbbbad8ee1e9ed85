"""Units that only the name of a sheet, a heading without a unit's word, or a line above the list says of rows that have no column of units.

Where several sheets are called by units, each is the unit of its rows; what is less than certain is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from service.importing import list_headings, row_words, vocabulary
from service.importing.announced_counts import Named
from service.importing.column_map import ColumnMap
from service.importing.doubtful_rows import first_of
from service.importing.grid import Grid
from service.importing.refusals import denies
from service.importing.targets import Target, titled
from service.language import name_words
from service.language.vietnamese import fold_words
from service.workbook.book import Page
from service.workbook.reading_builder import ReadingBuilder

#: Excel cuts longer names of sheets off.
_LONGEST_SHEET = 31
_COPY = re.compile(r"\(\d+\)$")
#: "Đơn vị: Trường Tiểu học A" above a list, and no "Đơn vị tính: đồng".
_CALLED_UNIT = re.compile(
    r"\s*\(?(?:tên )?(?:đơn vị|cơ quan|trường|phòng|khoa|tổ|lớp)(?: (?:công tác|đề nghị|báo cáo|trình))?\s*:\s*(?P<unit>[^\W\d_].*)",
    re.IGNORECASE,
)


def sheets_called_by_units(pages: Sequence[Page], targets: Sequence[Target]) -> frozenset[str]:
    """The names of sheets that are units for certain: whoever calls several sheets so keeps one for each unit."""
    shown = [page.name for page in pages if not page.hidden]
    units = [name for name in shown if _is_unit(name, targets)]
    whole = (name for name in units if len(name) < _LONGEST_SHEET and not _COPY.search(name))
    return frozenset(whole) if len(units) > 1 else frozenset()


def _is_unit(name: str, targets: Sequence[Target]) -> bool:
    return name_words.is_unit_name(name) and not _is_other(name, targets)


def _is_other(name: str, targets: Sequence[Target]) -> bool:
    """Whether a sheet is called by a kind of recipients, a group, or as a list."""
    words = fold_words(name)
    return (
        any(words.startswith(f"{group} ") for group in vocabulary.load().of("group_words"))
        or titled(name, targets) is not None
        or row_words.is_title([name])
        or denies(name)
    )


@dataclass(slots=True)
class UnitsAround:
    """The unit that the sheet's name gives to the rows of one list, and what is asked about at its end."""

    grid: Grid
    columns: ColumnMap
    targets: Sequence[Target]
    known: frozenset[str]
    #: The lines above the list, each with its cell.
    titles: Sequence[tuple[str, str]] = ()
    #: By the list that rows went to: those without a unit, and the cells of the headings above them.
    _without: dict[Target, set[int]] = field(default_factory=dict)
    _headings: dict[Target, dict[str, str]] = field(default_factory=dict)

    def of_sheet(self, row: int, target: Target) -> str:
        """The sheet's name where it is the row's unit; a row that says itself where it belongs has none of it."""
        is_unit = self.grid.name in self.known and self._asks(target)
        return self.grid.name if is_unit and not self._says_units([row], target) else ""

    def note(self, row: int, target: Target, heading: tuple[str, str] | None) -> None:
        """A row was taken that has no unit; ``heading`` is the text and the cell of a line above it of unknown meaning."""
        if not self._asks(target):
            return
        self._without.setdefault(target, set()).add(row)
        # Those who attend are sorted by who they are.
        if target.sheet.parent and heading and _may_be_unit(heading[0]):
            self._headings.setdefault(target, {})[heading[1]] = heading[0]

    def report(self, named: dict[Target, Named], reading: ReadingBuilder) -> None:
        """One warning for each list with a heading, or on a sheet, that may name the unit of its rows."""
        for target, rows in self._without.items():
            cells = [*self._headings.get(target, ())]
            if cells:
                shown = first_of(cell.rpartition("!")[2] for cell in cells)
                what = f"Dòng tiêu đề nhóm (ô {shown}) có thể là tên đơn vị"
            elif self._is_called_so() and not self._says_units(rows, target):
                cells = [self.grid.at(min(rows), self.columns.names(target)[0])]
                what = f"Tên trang tính “{self.grid.name}” có thể là tên đơn vị"
            elif cells := [cell for title, cell in self.titles if _calls_a_unit(title)]:
                what = f"Dòng “Đơn vị: …” trên danh sách (ô {cells[0].rpartition('!')[2]}) có thể là đơn vị của các dòng"
            else:
                continue
            reading.violation(
                named[target].pointer, named[target].label, "unit_not_taken",
                f"{what} mà danh sách không có cột đơn vị, nên văn bản không ghi đơn vị của {len(rows)} dòng; "
                "nếu đúng là đơn vị, hãy thêm cột “Đơn vị” và ghi ở từng dòng.",
                cells[0], "warning",
            )  # fmt: skip

    def _is_called_so(self) -> bool:
        """Whether the sheet may be called by a unit: by its words, short ones too, or as the other sheets are."""
        name = self.grid.name
        if _is_unit(name, self.targets):
            return True
        if _is_other(name, self.targets) or vocabulary.speaks_of("sorting_words", name):
            return False
        first, _, rest = fold_words(name).partition(" ")
        is_short = first in vocabulary.load().of("short_unit_words")
        is_named = is_short and bool(rest) and name.split()[-1][0].isalpha()
        is_beside = bool(self.known) and name[0].isupper() and not first.startswith("sheet")
        return is_named or is_beside

    def _asks(self, target: Target) -> bool:
        """Whether rows of a list have units, and no column for them."""
        return target.field("organ_name") is not None and not self.columns.of(target).get(
            f"{target.row}/organ_name"
        )

    def _says_units(self, rows: Iterable[int], target: Target) -> bool:
        """Whether a name or a position says the unit: the sheet's own, or below "Chức vụ, đơn vị công tác"."""
        columns = self.columns.of(target)
        places = [*columns.get(target.name.pointer, ()), *columns.get(f"{target.row}/position", ())]
        headers = (fold_words(self.columns.header.texts.get(place, "")) for place in places[1:])
        if any("don vi" in header or "noi cong tac" in header for header in headers):
            return True
        unit = fold_words(self.grid.name)
        return any(unit in fold_words(self.grid.text(row, p)) for row in rows for p in places)


def _calls_a_unit(title: str) -> bool:
    """Whether a line above a list names a unit as such."""
    found = _CALLED_UNIT.match(title)
    unit = found["unit"] if found else ""
    # "ĐƠN VỊ: ĐỒNG" is what the sums count in.
    return unit[:1].isupper() and " " in unit.strip() and not vocabulary.says_a_unit(unit)


def _may_be_unit(heading: str) -> bool:
    """ "Sacombank Quảng Trị", "EXIMBANK ĐÔNG HÀ (02 người)": a name that nothing else is known of."""
    line = list_headings.without_count(heading)
    words = line.split()
    is_name = len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
    return is_name and not (
        name_words.is_position(line)
        or name_words.is_deed(line)
        or name_words.is_remark(line)
        or vocabulary.speaks_of("sorting_words", line)
    )

"""A filled form becomes data by the pointers in its hidden row or column, whatever its labels say.

Sheets may be renamed or re-ordered, columns moved, rows inserted. Rows of lists keep their order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.language import vietnamese
from service.workbook import grids, plan, values
from service.workbook.account import ColumnAccount
from service.workbook.book import Page, letters
from service.workbook.gathering import Gathering
from service.workbook.plan import Column, Sheet

#: Pointers stand within so many rows or columns from the corner, also after rows were inserted.
_SEARCHED = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A page that is a sheet of the form, and where its pointers stand (rows and columns from 0)."""

    page: Page
    sheet: Sheet
    #: The row of the pointers, for the general sheet the column of the pointers.
    line: int
    columns: Mapping[int, Column]
    #: The row of the labels, also when rows were inserted above it.
    header_row: int
    #: The digest of the example row, "" when the form has none.
    example: str = ""


def find(pages: Sequence[Page], sheets: Sequence[Sheet]) -> list[Found]:
    """The pages that are sheets of our form."""
    return [each for page in pages if (each := _recognise(page, sheets)) is not None]


def is_ours(page: Page) -> bool:
    """A sheet that the form or the check adds and that holds no data: the guide, the result."""
    return page.cell(0, 0) in (plan.MARK_GUIDE, plan.MARK_RESULT)


def _recognise(page: Page, sheets: Sequence[Sheet]) -> Found | None:
    known = {
        each.pointer: sheet for sheet in sheets for each in sheet.columns if each.role != "number"
    }
    for row, line in enumerate(page.rows[:_SEARCHED]):
        named = [each for each in line if isinstance(each, str) and each in known]
        listed = [each for each in named if known[each].shape != "single"]
        if listed:
            sheet = _of(listed, sheets)
            columns = _columns(line, sheet)
            return Found(page, sheet, row, columns, _header(page, row, columns), _digest_in(line))
        if named:
            column = next(i for i, each in enumerate(line) if each in named)
            return Found(page, known[named[0]], column, {}, row - 1)
    return None


def _of(pointers: Sequence[str], sheets: Sequence[Sheet]) -> Sheet:
    """The sheet that has most of the pointers ("/awards/*" alone stands in several)."""
    return max(
        (each for each in sheets if each.shape != "single"),
        key=lambda sheet: sum(sheet.column(pointer) is not None for pointer in pointers),
    )


def _columns(line: Sequence[Any], sheet: Sheet) -> dict[int, Column]:
    found: dict[int, Column] = {}
    for place, said in enumerate(line):
        column = sheet.column(said) if isinstance(said, str) else None
        if column is not None and (column.role == "cell" or column not in found.values()):
            found[place] = column
    return found


def _header(page: Page, pointers_row: int, columns: Mapping[int, Column]) -> int:
    """The row of the labels: just below the pointers, further down when rows were inserted."""
    for row in range(pointers_row + 1, min(pointers_row + 6, len(page.rows))):
        same = sum(
            vietnamese.fold_words(values.text(page.cell(row, place)))
            == vietnamese.fold_words(each.label)
            for place, each in columns.items()
        )
        if same * 2 >= len(columns):
            return row
    return pointers_row + 1


def _digest_in(line: Sequence[Any]) -> str:
    marks = [each for each in line if isinstance(each, str) and each.startswith(plan.MARK_EXAMPLE)]
    return marks[0].removeprefix(plan.MARK_EXAMPLE) if marks else ""


def digest(row: Mapping[str, Any]) -> str:
    """What an example row says, shortened: a row that still says it is the form's own."""
    said = "\n".join(
        f"{key}={values.text(row[key])}" for key in sorted(row) if row[key] is not None
    )
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def read(found: Sequence[Found], sheets: Sequence[Sheet], gathering: Gathering) -> None:
    """Every sheet of the form, parents before what belongs to them."""
    order = {id(sheet): place for place, sheet in enumerate(sheets)}
    places: dict[str, Numbers] = {}
    for each in sorted(found, key=lambda each: order[id(each.sheet)]):
        if each.sheet.shape == "single":
            _read_single(each, gathering)
        elif each.sheet.shape == "grid":
            _read_grid(each, places, gathering)
        else:
            _Rows(each, places, gathering).read()


# --- single values -------------------------------------------------------------------------------


def _read_single(found: Found, gathering: Gathering) -> None:
    page, pointers_at = found.page, found.line
    column = _value_column(page, pointers_at)
    columns, taken = [], []
    for row in range(len(page.rows)):
        said = page.cell(row, pointers_at)
        line = found.sheet.column(said) if isinstance(said, str) else None
        if line is None or (line.heading and not (line.item and line.item.words)):
            # Below the first entry nothing is ours but what has a pointer.
            if row > found.header_row and page.cell(row, column) is not None:
                gathering.skip(page, row, "dòng này không có trong mẫu nên không được đọc")
            continue
        value = page.cell(row, column)
        taken.append(row)
        header = values.text(page.cell(row, 0))
        columns.append(ColumnAccount(letters(column), header, line.pointer, "", line.label))
        if not gathering.broken_cell(page, row, column, line.pointer, line.label):
            put(gathering, line, line.pointer, value, page.at(row, column))
    gathering.note(page, found.header_row, columns, taken, found.sheet.title)


def _value_column(page: Page, pointers_at: int) -> int:
    for row in page.rows[:_SEARCHED]:
        for place, said in enumerate(row):
            if said == plan.MARK_VALUES:
                return place
    return 1 if pointers_at != 1 else 0


def put(gathering: Gathering, column: Column, pointer: str, value: Any, cell: str) -> None:
    """One cell's value, or its several values, at a concrete pointer."""
    if not column.many:
        gathering.put(pointer, values.read(value, column), cell)
        return
    base = pointer.removesuffix("/*")
    gathering.cells.setdefault(base, cell)
    for index, line in enumerate(values.read_lines(value)):
        gathering.put(f"{base}/{index}", line, cell)


# --- lists ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Numbers:
    """The rows of a list by the numbers that other sheets name them by."""

    label: str
    pointers: dict[int, str] = field(default_factory=dict)

    def add(self, number: Any, pointer: str) -> bool:
        """Give a row its number, by default the next one; False when another has it."""
        key = number if isinstance(number, int) else len(self.pointers) + 1
        if key in self.pointers:
            return False
        self.pointers[key] = pointer
        return True


class _Rows:
    """Reads the rows of one list's sheet."""

    def __init__(self, found: Found, places: dict[str, Numbers], gathering: Gathering) -> None:
        self.found, self.places, self.gathering = found, places, gathering
        self.page, self.sheet = found.page, found.sheet
        self.by_role: dict[str, list[tuple[int, Column]]] = {}
        for place, column in found.columns.items():
            self.by_role.setdefault(column.role, []).append((place, column))
        self.counts: dict[str, int] = {}
        self.numbers = places.setdefault(self.sheet.row, Numbers(self.sheet.title))
        #: The open sections of a tree, outermost first.
        self.open: list[str] = []

    def read(self) -> None:
        taken: list[int] = []
        for row in range(self.found.line + 1, len(self.page.rows)):
            if row == self.found.header_row and not self._is_data(row):
                continue
            reason = self._take(row)
            if reason is None:
                taken.append(row)
            elif reason:
                self.gathering.skip(self.page, row, reason)
        pointer = self.sheet.row.removesuffix("/*")
        if "*" not in pointer:
            self.gathering.cells.setdefault(
                pointer, self.page.at(self.found.header_row, self._first())
            )
        self.gathering.note(self.page, self.found.header_row, self._told(), taken, self.sheet.title)

    def _is_data(self, row: int) -> bool:
        """Whether the clerk deleted the labels, so that a numbered row stands in their place."""
        return any(
            isinstance(self.page.cell(row, p), int) for p, _ in self.by_role.get("number", ())
        )

    def _first(self) -> int:
        return next(
            (place for place, each in self.found.columns.items() if each.role == "value"), 0
        )

    def _told(self) -> list[ColumnAccount]:
        header = self.found.header_row
        return [
            ColumnAccount(
                letters(place),
                values.text(self.page.cell(header, place)),
                each.pointer,
                "",
                each.label,
            )
            for place, each in sorted(self.found.columns.items())
        ]

    def _take(self, row: int) -> str | None:
        """Read a row; None when it was taken, else why not ("" for an empty one)."""
        held = {place: self.page.cell(row, place) for place in self.found.columns}
        valued = [place for place, _ in self.by_role.get("value", ())]
        broken = any((row, place) in self.page.broken for place in valued)
        if not broken and all(held[place] is None for place in valued):
            return self._why_empty(row, held)
        if self._is_example(held):
            return "dòng ví dụ của mẫu"
        row_pointer = self._place(row, held)
        if row_pointer is None:
            return "không rõ dòng này thuộc mục nào, xem phần lỗi"
        for place, column in self.found.columns.items():
            self._put(row, place, column, row_pointer, held[place])
        return None

    def _why_empty(self, row: int, held: Mapping[int, Any]) -> str:
        others = [
            each
            for place, each in enumerate(self.page.rows[row])
            if place not in self.found.columns
        ]
        if any(each is not None for each in held.values()):
            return "chỉ có số thứ tự, không có nội dung"
        # What the check itself wrote into its column is no data.
        return (
            "chỉ có nội dung ngoài các cột của mẫu"
            if any(each is not None for each in others) and not self._only_faults(row)
            else ""
        )

    def _only_faults(self, row: int) -> bool:
        header = self.found.header_row
        return all(
            value is None or values.text(self.page.cell(header, place)).strip() == plan.FAULTS
            for place, value in enumerate(self.page.rows[row])
            if place not in self.found.columns
        )

    def _is_example(self, held: Mapping[int, Any]) -> bool:
        """Marked as the example and still saying what the form's example says."""
        marked = [
            place for place, each in self.by_role.get("number", ()) if held[place] is not None
        ]
        if not any(vietnamese.fold_words(values.text(held[place])) == "vi du" for place in marked):
            return False
        said = {
            column.pointer: held[place]
            for place, column in self.found.columns.items()
            if column.role == "value"
        }
        return digest(said) == self.found.example

    def _place(self, row: int, held: Mapping[int, Any]) -> str | None:
        """The concrete pointer of a row ("/awards/0/individuals/3"), or None with a fault told."""
        if self.sheet.shape == "tree":
            base = self._branch(row, held)
        else:
            base = parent_of(self.found, row, held, self.places, self.gathering)
        if base is None:
            return None
        name = self.sheet.row.removesuffix("/*").rpartition("/")[2]
        if self.sheet.shape == "tree" and base:
            name = self._level_column().pointer.rpartition("/")[2]
        around = base if base is not None else ""
        listed = self._list_pointer(around, name)
        index = self.counts.get(listed, 0)
        self.counts[listed] = index + 1
        pointer = f"{listed}/{index}"
        if self.sheet.shape == "tree":
            self.open.append(pointer)
        self._number(row, held, pointer)
        cells = self.gathering.cells
        cells.setdefault(listed, self.page.at(self.found.header_row, self._first()))
        cells.setdefault(pointer, self.page.at(row, self._first()))
        self.gathering.row(
            pointer, values=self.sheet.item is not None and self.sheet.item.kind == "values"
        )
        return pointer

    def _list_pointer(self, around: str, name: str) -> str:
        """The list inside the row around it; parts between them keep their names."""
        if self.sheet.shape == "tree" and around:
            return f"{around}/{name}"
        if not self.sheet.parent:
            return self.sheet.row.removesuffix("/*")
        return around + self.sheet.row.removesuffix("/*").removeprefix(self.sheet.parent)

    def _level_column(self) -> Column:
        return next(each for each in self.sheet.columns if each.role == "level")

    def _branch(self, row: int, held: Mapping[int, Any]) -> str | None:
        """The section that a row of a tree stands in, "" for the top; closes those beside it."""
        place, column = next(iter(self.by_role.get("level", ())), (None, None))
        level = 1 if place is None else values.read(held[place], column) if column else 1
        if level is None and not self.open:
            level = 1
        if not isinstance(level, int) or not 1 <= level <= len(self.open) + 1:
            self.gathering.violation(
                self.sheet.row.removesuffix("/*"),
                "Cấp",
                "wrong_level",
                f"Cấp của đề mục ở dòng {row + 1} phải từ 1 đến {len(self.open) + 1} vì mỗi cấp chỉ sâu hơn dòng trên một bậc; hãy sửa lại.",
                self.page.at(row, place if place is not None else 0),
            )
            level = max(1, len(self.open))
        del self.open[level - 1 :]
        return self.open[-1] if self.open else ""

    def _number(self, row: int, held: Mapping[int, Any], pointer: str) -> None:
        place, column = next(iter(self.by_role.get("number", ())), (None, None))
        number = values.read(held[place], column) if place is not None and column else None
        if not self.numbers.add(number, pointer):
            self.gathering.violation(
                pointer,
                "STT",
                "number_twice",
                f"Số thứ tự ở dòng {row + 1} đã dùng cho dòng khác; hãy đánh lại số thứ tự.",
                self.page.at(row, place or 0),
            )

    def _put(self, row: int, place: int, column: Column, row_pointer: str, value: Any) -> None:
        if column.role != "value":
            return
        inside = column.pointer.removeprefix(self.sheet.row)
        pointer = row_pointer + inside
        if not self.gathering.broken_cell(self.page, row, place, pointer, column.label):
            put(self.gathering, column, pointer, value, self.page.at(row, place))


def parent_of(
    found: Found,
    row: int,
    held: Mapping[int, Any],
    places: Mapping[str, Numbers],
    gathering: Gathering,
) -> str | None:
    """The row of another sheet that a row belongs to; "" where there is none; None with a fault."""
    if not found.sheet.parent:
        return ""
    known = places.get(found.sheet.parent, Numbers("")).pointers
    place, column = next(
        ((place, each) for place, each in found.columns.items() if each.role == "parent"),
        (None, None),
    )
    number = values.read(held[place], column) if place is not None and column else None
    if number is None and len(known) == 1:
        return next(iter(known.values()))
    if isinstance(number, int) and number in known:
        return known[number]
    label = next(each.label for each in found.sheet.columns if each.role == "parent")
    said = "chưa có số" if number is None else "nêu một số không có"
    gathering.violation(
        found.sheet.parent.partition("/*")[0],
        label,
        "unknown_parent",
        f"Dòng {row + 1} {said} ở cột “{label}”; hãy ghi số thứ tự của mục mà dòng này thuộc về.",
        found.page.at(row, place if place is not None else 0),
    )
    return None


def _read_grid(found: Found, places: Mapping[str, Numbers], gathering: Gathering) -> None:
    def owner(row: int) -> str | None:
        held = {place: found.page.cell(row, place) for place in found.columns}
        base = parent_of(found, row, held, places, gathering)
        return None if base is None else base + found.sheet.row.removeprefix(found.sheet.parent)

    grids.read(found.page, found.sheet, found.header_row, found.columns, owner, gathering)

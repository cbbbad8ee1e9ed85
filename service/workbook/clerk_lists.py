"""A clerk's own sheets become rows of the type's lists; every row is taken or said to be skipped.

Titles above the headers, headings between the rows, totals, a row that numbers the columns and what
stands below the list are told apart from data; only this module knows how.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from service.language import vietnamese
from service.workbook import column_mapping, header_dictionary, values
from service.workbook.book import Page
from service.workbook.column_mapping import Layout
from service.workbook.header_dictionary import ListNames
from service.workbook.plan import Column, Sheet
from service.workbook.reading_result import Gathering
from service.workbook.values import CellValue

_TOTAL = re.compile(r"(?:tổng cộng|tổng số|cộng)\b.*|tổng\s*[:.]?", re.DOTALL)
_BARE_TOTAL = re.compile(
    r"(?:tong cong|tong so|cong)(?: [0-9]+)?(?: (?:nguoi|tap the|ca nhan|ho))?"
)
_FOOT = re.compile(
    r"(?:nguoi (?:lap|tong hop|viet)|lap bieu|thu truong|xac nhan|danh sach (?:nay|gom|co)|an dinh|"
    r"ghi chu|noi nhan|thu ky hoi dong|chu tich hoi dong|t ?m |k ?t |t ?l ).*|"
    r"(?:pho )?(?:giam doc|hieu truong|chu tich|chanh van phong|truong phong|bi thu|ke toan)|"
    r"(?:.* )?ngay(?: [0-9]+)? thang(?: [0-9]+)? nam(?: [0-9]+)?"
)
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?|[A-Z]")
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#NAME"})
_ADDRESSES = ("ông", "bà")


def read(pages: Sequence[Page], sheets: Sequence[Sheet], gathering: Gathering) -> None:
    """Every list that is found on the pages."""
    targets = [each for each in sheets if _takes_rows(each)]
    lists = [header_dictionary.names_of(each) for each in targets]
    parents = {each.row: each for each in sheets}
    places = _Places(parents, gathering)
    for page in pages:
        _Reader(page, lists, parents, places, gathering).read()


def _takes_rows(sheet: Sheet) -> bool:
    """A list of parts of which nothing else has lists inside: people, units, votes."""
    is_parts = sheet.shape == "list" and sheet.item is not None and sheet.item.kind == "parts"
    holds_lists = sheet.item is not None and any(each.kind == "parts" for each in sheet.item.inside)
    return (
        is_parts
        and not holds_lists
        and any(
            each.kind == "text" and not each.many for each in sheet.columns if each.role == "value"
        )
    )


class _Places:
    """Where the next row of a list goes; rows of one form and occasion share the row around them."""

    def __init__(self, parents: Mapping[str, Sheet], gathering: Gathering) -> None:
        self.parents, self.gathering = parents, gathering
        self.groups: dict[tuple[str, tuple[str, ...]], str] = {}
        self.counts: dict[str, int] = {}

    def next(
        self,
        sheet: Sheet,
        key: tuple[str, ...],
        told: Mapping[str, Any],
        cells: Mapping[str, str],
        cell: str,
    ) -> str:
        """The pointer of a new row; ``told`` holds the fields of the row around it."""
        if not sheet.parent:
            base, inside = "", sheet.row.removesuffix("/*")
        else:
            base = self._around(sheet.parent, key, told, cells, cell)
            inside = sheet.row.removesuffix("/*").removeprefix(sheet.parent)
        listed = base + inside
        index = self.counts.get(listed, 0)
        self.counts[listed] = index + 1
        self.gathering.cells.setdefault(listed, cell)
        self.gathering.cells.setdefault(f"{listed}/{index}", cell)
        self.gathering.row(f"{listed}/{index}")
        return f"{listed}/{index}"

    def _around(
        self,
        row: str,
        key: tuple[str, ...],
        told: Mapping[str, Any],
        cells: Mapping[str, str],
        cell: str,
    ) -> str:
        if (row, key) not in self.groups:
            number = sum(known == row for known, _ in self.groups)
            pointer = f"{row.removesuffix('/*')}/{number}"
            self.groups[row, key] = pointer
            self.gathering.row(pointer)
            self.gathering.cells.setdefault(pointer, cell)
            self.gathering.cells.setdefault(row.removesuffix("/*"), cell)
            for field, value in told.items():
                self.gathering.put(pointer + field.removeprefix(row), value, cells[field])
        return self.groups[row, key]


class _Reader:
    """Reads the lists of one page."""

    def __init__(
        self,
        page: Page,
        lists: Sequence[ListNames],
        parents: Mapping[str, Sheet],
        places: _Places,
        gathering: Gathering,
    ) -> None:
        self.page, self.lists, self.parents = page, lists, parents
        self.places, self.gathering = places, gathering
        self.layout: Layout | None = None
        self.target: Sheet | None = None
        self.ended = ""
        self.gap = 0
        self.numbered = False
        self.title = ""
        self.taken: list[int] = []
        self.skipped: list[tuple[int, str]] = []
        self.spread = self._merged_values()
        self.broken_rows = {row for row, _ in page.broken}
        self.last_broken = {column: row for row, column in sorted(page.broken)}

    def read(self) -> None:
        row = 0
        any_list = False
        while row < len(self.page.rows):
            if all(each is None for each in self.page.rows[row]) and not self._broken_in(row):
                self.gap += 1
                row += 1
                continue
            found = column_mapping.find(
                self.page, row, self.lists, self.title, self.parents, below=self.layout is not None
            )
            if found is not None:
                self._close()
                self._open(found)
                any_list = True
                row = found.end + 1
                continue
            self._take(row)
            self.gap = 0
            row += 1
        self._close()
        if not any_list:
            self.gathering.skip(
                self.page,
                -1,
                "không tìm thấy dòng tiêu đề cột nào nhận ra được, nên trang này không được đọc",
            )

    def _open(self, found: Layout) -> None:
        self.layout, self.target = found, found.target
        self.ended, self.gap, self.numbered, self.title = "", 0, False, ""
        self._look_at_columns(found)

    def _close(self) -> None:
        found = self.layout
        if found is None:
            return
        lists = dict.fromkeys(
            [found.target.title, *(self._titles if found.kind is not None else ())]
        )
        self.gathering.note(
            self.page, found.end, found.told(), self.taken, self.skipped, ", ".join(lists)
        )
        self.layout, self.taken, self.skipped = None, [], []

    @property
    def _titles(self) -> list[str]:
        return [each.sheet.title for each in self.lists]

    # --- columns ---------------------------------------------------------------------------------

    def _look_at_columns(self, found: Layout) -> None:
        """Leave out columns of errors and of nothing; take a column of Ông and Bà for the honorific."""
        used = {
            place for each in found.mappings.values() for p in each.fields.values() for place in p
        }
        used |= set(found.around.values()) | {found.number, found.kind} - {None}  # type: ignore[operator]
        width = max((len(line) for line in self.page.rows[found.row :]), default=0)
        for place in range(width):
            said = [self.page.cell(row, place) for row in range(found.end + 1, len(self.page.rows))]
            filled = [each for each in said if each is not None and not _is_error(each)]
            wrong = any(_is_error(each) for each in said) or self._broken_below(found.end, place)
            if wrong and not filled:
                self._leave_out(found, place, "toàn lỗi công thức (#N/A) nên bỏ qua")
                continue
            if place in used:
                continue
            if header_dictionary.is_ignored(found.texts.get(place, "")):
                found.unused[place] = "do lần kiểm tra trước ghi"
            elif header_dictionary.is_gender(found.texts.get(place, "")) or _addresses(filled):
                self._honorific(found, place, filled)
            elif place in found.texts or filled:
                found.unused[place] = (
                    "không nhận ra nên không dùng"
                    if place in found.texts
                    else "không có tiêu đề nên không dùng"
                )

    def _leave_out(self, found: Layout, place: int, why: str) -> None:
        for each in found.mappings.values():
            each.fields = {
                key: rest
                for key, places in each.fields.items()
                if (rest := [p for p in places if p != place])
            }
        found.around = {key: p for key, p in found.around.items() if p != place}
        found.unused[place] = why

    def _honorific(self, found: Layout, place: int, filled: Sequence[Any]) -> None:
        """Only a column that says Ông and Bà; who a Nam or Nữ is to be called is not for us to say."""
        if not _addresses(filled):
            found.unused[place] = (
                "chỉ ghi giới tính nên không dùng làm danh xưng" if filled else "cột trống"
            )
            return
        for each in found.mappings.values():
            column = next((c for c in each.sheet.columns if c.pointer.endswith("/honorific")), None)
            if column is not None and column.pointer not in each.fields:
                each.fields[column.pointer] = [place]

    def _broken_below(self, row: int, column: int) -> bool:
        return self.last_broken.get(column, -1) > row

    def _broken_in(self, row: int) -> bool:
        return row in self.broken_rows

    def _merged_values(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Cells of one column merged downwards -> the cell that holds their value."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for (top, left), (bottom, right) in self.page.merged:
            if left == right:
                found.update({(row, left): (top, left) for row in range(top + 1, bottom + 1)})
        return found

    def _spread_value(self, row: int, column: int) -> CellValue:
        """What a cell shows; a header whose whole column was merged by accident is no value below it."""
        origin = self.spread.get((row, column))
        if origin is None or (self.layout is not None and origin[0] <= self.layout.end):
            return self.page.cell(row, column)
        return self.page.cell(*origin)

    def _value(self, row: int, column: int, field: Column) -> Any:
        value = self.page.cell(row, column)
        # A sum over several rows may be meant once for all of them: that is for the clerk to say.
        if value is None and field.kind != "money":
            value = self._spread_value(row, column)
        return None if _is_error(value) else value

    # --- rows ------------------------------------------------------------------------------------

    def _take(self, row: int) -> None:
        found = self.layout
        if found is None:
            said = " ".join(each for each in self.page.rows[row] if isinstance(each, str))
            # The nearest line above the headers that names a list decides.
            if said and header_dictionary.titled(said, self.lists) is not None:
                self.title = said
            self.gathering.skip(self.page, row, "dòng phía trên tiêu đề cột")
            return
        why = self._why_not(row, found)
        if why is None:
            self._put(row, found)
            self.taken.append(row)
        elif why:
            self.skipped.append(self.gathering.skip(self.page, row, why))

    def _why_not(self, row: int, found: Layout) -> str | None:
        """Why a row gives no data; None when it does."""
        filled = {
            p: v
            for p, v in enumerate(self.page.rows[row])
            if v is not None and p not in found.unused
        }
        if not filled and not self._broken_in(row):
            return "chỉ có nội dung ở các cột không dùng"
        texts = [values.text(each) for each in filled.values()]
        heading = self._heading(texts)
        if heading is not None:
            self.target, self.ended = heading, ""
            self.title = ""
            return f"dòng tiêu đề nhóm “{heading.title}”"
        if self.ended:
            return self.ended
        number = filled.get(found.number) if found.number is not None else None
        if self._is_total(texts):
            return "dòng tổng cộng"
        if (
            not isinstance(number, int)
            and len(filled) <= 3
            and any(_FOOT.fullmatch(values.fold(each)) for each in texts)
        ):
            self.ended = "phần cuối trang, sau danh sách"
            return self.ended
        if (
            not self.taken
            and len(texts) > 1
            and all(_COLUMN_NUMBER.fullmatch(each.strip()) for each in texts)
        ):
            return "dòng đánh số cột"
        return self._why_nameless(row, found, filled, number)

    def _why_nameless(
        self, row: int, found: Layout, filled: Mapping[int, Any], number: Any
    ) -> str | None:
        assert self.target is not None  # noqa: S101 - a layout has one
        target = self._target_of(row, found) or self.target
        mapping = found.mappings.get(target.row)
        if mapping is None:
            return f"cột của trang không có mục nào cho “{target.title}”"
        valued = {p for places in mapping.fields.values() for p in places} & set(filled)
        named = set(mapping.fields.get(mapping.name.pointer, ())) & set(filled)
        if not named and len(valued) < 2 and not self._broken_in(row):
            return f"không có “{mapping.name.label}”"
        if self.gap and len(filled) == 1 and number is None and (self.numbered or self.gap > 1):
            return "đứng sau dòng trống, không có số thứ tự và chỉ có một ô"
        self.numbered = self.numbered or number is not None
        return None

    def _heading(self, texts: Sequence[str]) -> Sheet | None:
        return (
            header_dictionary.heading_of(" ".join(texts), self.lists)
            if 0 < len(texts) <= 2
            else None
        )

    def _is_total(self, texts: Sequence[str]) -> bool:
        for each in texts:
            said = " ".join(vietnamese.lower(each).split())
            if re.search(r"[a-zà-ỹ]", said):
                return bool(_TOTAL.fullmatch(said) or _BARE_TOTAL.fullmatch(said))
        return False

    def _target_of(self, row: int, found: Layout) -> Sheet | None:
        """What the kind column says of a row; None without one, or when it says nothing known."""
        if found.kind is None:
            return None
        said = values.text(self._spread_value(row, found.kind))
        return header_dictionary.kind_of(said, self.lists)

    def _put(self, row: int, found: Layout) -> None:
        assert self.target is not None  # noqa: S101 - a layout has one
        target = self._target_of(row, found) or self.target
        mapping = found.mappings[target.row]
        name_at = mapping.fields[mapping.name.pointer][0]
        cell = self.page.at(row, name_at)
        pointer = self._row_pointer(row, found, target, cell)
        said = found.kind is not None and self.page.cell(row, found.kind) is not None
        headed = self.target is not found.target and not said
        if found.kind is not None and self._target_of(row, found) is None and not headed:
            self.gathering.violation(
                pointer, "Phân loại", "unknown_kind",
                f"Dòng {row + 1} không rõ là {' hay '.join(self._titles).lower()}; hãy ghi rõ ở cột phân loại.",
                self.page.at(row, found.kind),
            )  # fmt: skip
        for column in target.columns:
            if column.role == "value" and not column.many:
                self._field(
                    row,
                    column,
                    mapping.fields.get(column.pointer, ()),
                    pointer + column.pointer.removeprefix(target.row),
                    cell,
                )

    def _row_pointer(self, row: int, found: Layout, target: Sheet, cell: str) -> str:
        parent = self.parents.get(target.parent)
        told: dict[str, Any] = {}
        cells: dict[str, str] = {}
        key = []
        for pointer, place in found.around.items():
            column = parent.column(pointer) if parent is not None else None
            if column is not None:
                told[pointer] = values.read(self._value(row, place, column), column)
                cells[pointer] = self.page.at(row, place)
                key.append(values.fold(values.text(told[pointer])))
        return self.places.next(target, tuple(key), told, cells, cell)

    def _field(
        self, row: int, column: Column, places: Sequence[int], pointer: str, row_cell: str
    ) -> None:
        if not places:
            self.gathering.cells.setdefault(pointer, row_cell)
            return
        said = [(place, self._value(row, place, column)) for place in places]
        for place, _ in said:
            if _is_error(self.page.cell(row, place)) and (row, place) not in self.page.broken:
                self.gathering.violation(
                    pointer,
                    column.label,
                    "formula_error",
                    f"Ô “{column.label}” ghi một lỗi công thức; hãy gõ giá trị vào ô.",
                    self.page.at(row, place),
                )
            elif self.gathering.broken_cell(self.page, row, place, pointer, column.label):
                return
        filled = [(place, each) for place, each in said if each is not None]
        at = self.page.at(row, filled[0][0] if filled else places[0])
        if len(filled) > 1 and column.kind == "text":
            self.gathering.put(
                pointer, " ".join(values.text(each).strip() for _, each in filled), at
            )
        else:
            self.gathering.put(pointer, values.read(filled[0][1], column) if filled else None, at)


def _is_error(value: Any) -> bool:
    return isinstance(value, str) and value.strip() in _ERRORS


def _addresses(filled: Sequence[Any]) -> bool:
    """Whether a column says Ông or Bà and nothing else."""
    said = [vietnamese.lower(values.text(each)).strip(" .") for each in filled]
    return bool(said) and all(each in _ADDRESSES for each in said)

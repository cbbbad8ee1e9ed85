"""Each row below the headers: data, heading, total, note, foot …, by how the rows around it look.

A row that looks like the others belongs to the list, whatever word it holds; a foot ends a list only
when nothing below has the list's shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from service.importing import list_headings, row_words, value_shapes
from service.importing.column_map import ColumnMap
from service.importing.grid import Grid, is_error
from service.importing.list_headings import Heading
from service.importing.list_shape import ListShape
from service.importing.targets import Target
from service.language.vietnamese import fold_words
from service.workbook import taken_back
from service.workbook.plan import Sheet
from service.workbook.values import CellValue, text

Kind = Literal["data", "heading", "total", "skipped"]

_FOOT = "phần cuối trang, sau danh sách"
_NOTE = "dòng ghi chú"
_STRUCK_NAME = (
    "tên bị gạch ngang (cả ô hay một phần) mà ô khác thì không; hãy xóa phần bị gạch, "
    "nếu vẫn lấy nguyên như vậy thì chọn lấy dòng này"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank: what it is, and why it gives no data."""

    row: int
    why: str = ""
    kind: Kind = "skipped"
    heading: Heading | None = None
    count: int | None = None
    #: Something like a name stands in it although it is not taken: the clerk is warned.
    like_a_name: bool = False


class RowClassifier:
    """The rows of one list, ``header.last`` + 1 up to ``end``."""

    def __init__(
        self,
        grid: Grid,
        columns: ColumnMap,
        end: int,
        targets: Sequence[Target],
        parents: Mapping[str, Sheet],
        forced: Mapping[int, bool],
    ) -> None:
        self._page, self._columns = grid.page, columns
        self._targets, self._parents, self._forced = targets, parents, forced
        self._shape = ListShape(grid, columns, end, targets)
        self._in_foot = False

    def rows(self) -> Iterator[Row]:
        """Every filled row in order."""
        for row in self._shape.rows:
            yield self._classify(row)

    def _classify(self, row: int) -> Row:
        if row in self._forced:
            is_taken = self._forced[row]
            return Row(row, kind="data") if is_taken else Row(row, "người dùng chọn bỏ")
        how = taken_back.row(self._page, row)
        if how:
            # Whoever hides a list's heading or note takes nobody back.
            is_named = row not in self._page.hidden_rows or self._shape.holds_a_name(row)
            return Row(row, taken_back.LEFT_OUT.format(how), like_a_name=is_named)
        if self._page.struck_cells.intersection((row, column) for column in self._shape.names):
            return Row(row, _STRUCK_NAME, like_a_name=True)
        unused = self._columns.unused
        filled = {c: value for c, value in self._shape.filled(row).items() if c not in unused}
        if not filled and not self._shape.grid.broken_in(row):
            return Row(row, "chỉ có nội dung ở các cột không dùng")
        return (
            self._by_words(row, filled)
            or self._below_the_list(row, filled)
            or self._by_shape(row, filled)
        )

    # --- by words, where the shape does not say otherwise ----------------------------------------

    def _by_words(self, row: int, filled: Mapping[int, CellValue]) -> Row | None:
        header, shape = self._columns.header, self._shape
        texts = [text(value).strip() for value in filled.values()]
        if row <= header.last + 2 and row_words.numbers_columns(texts):
            return Row(row, "dòng đánh số cột")
        if row_words.repeats_header(filled, header.texts):
            return Row(row, "tiêu đề cột lặp lại")
        if shape.only_names and not shape.is_numbered:
            self._in_foot |= row > header.last + 1 and any(map(row_words.is_signature, texts))
            if self._in_foot:
                return Row(row, _FOOT, like_a_name=shape.holds_a_name(row))
        has_shape = shape.has_shape(row)
        # Somebody may be called Cộng; whoever repeats a number above is nobody.
        is_next = has_shape and shape.is_numbered and not shape.repeats_number(row)
        if not is_next and row_words.is_total(filled.values()):
            counting = shape.names - set(self._columns.units)
            count = row_words.count_of_total(filled, counting)
            return Row(row, "dòng tổng cộng", "total", count=count)
        heading = self._heading(row, filled, has_shape)
        if heading is not None:
            return self._headed(row, heading)
        if self._is_remark(filled, has_shape):
            # Below a list notes are usual.
            is_usual = row > shape.last and any(map(row_words.is_note, texts))
            count = row_words.announced_count(texts)
            return Row(row, _NOTE, count=count, like_a_name=not is_usual)
        return Row(row, kind="data") if has_shape else None

    def _is_remark(self, filled: Mapping[int, CellValue], has_shape: bool) -> bool:
        """A note in place of a name, with something beside it or among nothing but names."""
        shape = self._shape
        first = next((c for c in filled if c in shape.own_names or c == self._columns.number), None)
        if first is None or (len(filled) == 1 and not shape.only_names):
            return False
        said = " ".join(text(filled[first]).split())
        if has_shape and shape.is_numbered:
            named = shape.own_names.intersection(filled)
            return any(row_words.calls_itself_a_note(text(filled[column])) for column in named)
        return row_words.is_remark(said)

    def _headed(self, row: int, heading: Heading) -> Row:
        """A heading; a sum that it speaks of is given to nobody, which is told."""
        pays = any(field.kind == "money" for target in self._targets for field in target.fields)
        if pays and list_headings.says_a_sum(heading.text):
            why = f"{heading.says}; số tiền ở dòng này chưa được lấy, hãy ghi vào cột tiền thưởng của từng dòng"
            return Row(row, why, "heading", heading, like_a_name=True)
        return Row(row, heading.says, "heading", heading)

    def _heading(
        self, row: int, filled: Mapping[int, CellValue], has_shape: bool
    ) -> Heading | None:
        number = self._shape.number(row)
        words = {c: text(v).strip() for c, v in filled.items() if c != self._columns.number}
        place = self._columns.number
        if (
            place is not None
            and isinstance(number, str)
            and value_shapes.running_number(number) is None
            and (not words or len(number.split()) > 1)
        ):
            # "I. TẬP THỂ" typed into the column STT, or merged over the whole row.
            words, number = {place: number.strip(), **words}, None
        distinct = set(words.values())
        if len(distinct) != 1:
            return self._beside_figures(row, number, words)
        line = distinct.pop()
        place = next(iter(words))
        if len(line) > 150 or is_error(line):
            return None
        found = list_headings.read_heading(number, line, self._targets, self._parents)
        is_arabic = value_shapes.running_number(number) is not None
        if is_arabic and self._shape.is_parent(row):
            names_something = found.target is not None or found.around
            unit = found.unit or ("" if names_something else line)
            return replace(found, style="arabic", unit=unit)
        if found.target is not None and (
            not is_arabic or fold_words(line) in found.target.names or not found.around
        ):
            return None if is_arabic and found.around else found
        if is_arabic or (has_shape and not self._shape.is_numbered and self._shape.only_names):
            return None
        if not found.around and self._shape.counts_on(row, place):
            return None
        is_across = self._shape.grid.spans_across(row, place) > 1
        return found if self._stands_out(found, row, is_across, has_shape) else None

    def _beside_figures(
        self, row: int, number: CellValue, words: Mapping[int, str]
    ) -> Heading | None:
        """ "I | Phòng Ngân sách | | 2 người": a heading above numbers, where the rest says only how many or how much."""
        shape, style = self._shape, value_shapes.outline_number(number)
        is_above = value_shapes.running_number(shape.number(row + 1)) is not None
        if not is_above or (number is not None and not style):
            return None
        names = shape.own_names | {self._columns.number}
        named = [word for column, word in words.items() if column in names]
        beside = [word for column, word in words.items() if column not in names]
        counts = [list_headings.count_in(word) for word in beside]
        # A sum beside a name without a number is what somebody gets.
        others = (word for word, count in zip(beside, counts, strict=True) if count is None)
        only_figures = all(style and value_shapes.is_figure(word) for word in others)
        if len(named) != 1 or not only_figures:
            return None
        found = list_headings.read_heading(number, named[0], self._targets, self._parents)
        count = next((count for count in counts if count is not None), found.count)
        return replace(found, count=count) if found.target or found.unit else None

    def _stands_out(self, found: Heading, row: int, is_across: bool, has_shape: bool) -> bool:
        """Whether a line without a list's name is a heading: by its number, its cell, its place."""
        is_inside = self._shape.is_numbered and row < self._shape.last
        is_apart = bool(found.style) or is_across
        if found.around and (is_apart or self._shape.is_numbered or not has_shape):
            return True
        if found.unit and (is_apart or is_inside):
            return True
        return is_inside and found.style in ("roman", "letter")

    # --- by shape --------------------------------------------------------------------------------

    def _below_the_list(self, row: int, filled: Mapping[int, CellValue]) -> Row | None:
        """Notes, and the foot of a page when nothing further down belongs to the list."""
        shape = self._shape
        texts = [text(value) for value in filled.values()]
        is_after, is_single = row > shape.last, len(filled) == 1
        if (is_single or is_after) and any(map(row_words.is_note, texts)):
            return Row(row, _NOTE, count=row_words.announced_count(texts))
        if not is_after:
            return None
        is_foot = any(map(row_words.is_foot, texts)) or self._in_foot
        stands_apart = is_single and not shape.only_names and not shape.follows_a_row(row)
        if not (is_foot or stands_apart):
            return None
        self._in_foot = is_foot
        count = row_words.announced_count(texts)
        if not is_foot and row_words.is_title(texts):
            return Row(row, "tiêu đề của một danh sách khác", count=count)
        like_a_name = not is_foot and shape.holds_a_name(row)
        return Row(row, _FOOT, count=count, like_a_name=like_a_name)

    def _by_shape(self, row: int, filled: Mapping[int, CellValue]) -> Row:
        """A row that has not the shape of the list for certain."""
        shape = self._shape
        if shape.follows_a_row(row) and row_words.continues_above(list(filled.values())):
            why = "dòng viết tiếp của dòng trên; hãy ghi vào đúng ô của dòng trên"
            return Row(row, why, like_a_name=True)
        valued = set(filled) & shape.values
        is_named = bool(valued & shape.names)
        if (
            shape.nearly_has_shape(row)
            or shape.grid.broken_in(row)
            or shape.is_name_alone(row)
            or (len(valued) > 1 and not is_named)
        ):
            return Row(row, kind="data")
        if any(row_words.is_foot(text(value)) for value in filled.values()):
            return Row(row, _FOOT)
        if is_named:
            return Row(row, "không giống các dòng khác của danh sách", like_a_name=True)
        why = f"không có “{self._targets[0].name.label}”"
        return Row(row, why, like_a_name=shape.holds_a_name(row))

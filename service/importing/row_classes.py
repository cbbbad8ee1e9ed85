"""Each row below the headers: data, heading, total, note, foot …, by how the rows around it look.

A row that looks like the others belongs to the list, whatever word it holds; a foot ends a list only
when nothing below has the list's shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from service.importing import headings, value_shapes, vocabulary
from service.importing.column_mapping import ColumnMap
from service.importing.grid import Grid, is_error
from service.importing.headings import Heading
from service.importing.targets import Target
from service.language.vietnamese import fold_words
from service.workbook.plan import Sheet
from service.workbook.values import CellValue, text

Kind = Literal["data", "heading", "total", "skipped"]

_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?|\(?[A-Z]\)?|\(?\d=.*")
_DATE_LINE = re.compile(r"(?:.* )?ngay(?: [0-9]+)? thang(?: [0-9]+)? nam(?: [0-9]+)?")
_TOTAL_REST = re.compile(
    r"(?: ?(?:la|co|gom))?(?: ?[0-9. ]+)?(?: ?(?:nguoi|tap the|ca nhan|ho gia dinh|ho|dong chi|dai bieu|don vi|dong|danh sach))*"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank: what it is, and why it gives no data."""

    row: int
    kind: Kind
    why: str = ""
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
        self._grid, self._columns, self._end = grid, columns, end
        self._targets, self._parents, self._forced = targets, parents, forced
        self._names = {c for target in targets for c in columns.names(target)}
        self._values = (
            {c for target in targets for places in columns.of(target).values() for c in places}
            | set(columns.around.values())
            | set(columns.marks.values())
        )
        self._rows = [
            row for row in range(columns.header.last + 1, end)
            if self._filled(row) or grid.broken_in(row)
        ]  # fmt: skip
        self._row_set = frozenset(self._rows)
        self._numbered = self._is_numbered()
        self._usual = self._usual_columns()
        shaped = [row for row in self._rows if self._is_shaped(row)]
        self._last = max(shaped, default=columns.header.last)
        self._footing = False

    def rows(self) -> Iterator[Row]:
        """Every filled row in order."""
        for row in self._rows:
            yield self._classify(row)

    # --- the shape of the list -------------------------------------------------------------------

    def _filled(self, row: int) -> dict[int, CellValue]:
        return self._grid.filled(row, self._columns.header.columns)

    def _number(self, row: int) -> CellValue:
        place = self._columns.number
        return None if place is None else self._grid.value(row, place)

    def _is_numbered(self) -> bool:
        numbers = [value_shapes.running_number(self._number(row)) for row in self._rows]
        return any(numbers)

    def _usual_columns(self) -> set[int]:
        """The columns that most rows of the list fill, beside the name."""
        like = [
            set(self._filled(row)) & self._values
            for row in self._first_block()
            if (not self._numbered or value_shapes.running_number(self._number(row)))
            and self._names & set(self._filled(row))
        ]
        like = [each for each in like if len(each) > 1] or like
        others = self._values - self._names
        return (
            {c for c in others if sum(c in each for each in like) * 10 >= len(like) * 6}
            if like
            else set()
        )

    def _first_block(self) -> list[int]:
        """The rows before the first gap, which show how the list is filled; signatures stand below one."""
        gap = next(
            (i for i, row in enumerate(self._rows) if i and row - 1 not in self._row_set), None
        )
        return self._rows[:gap] if gap is not None and gap > 1 else self._rows

    def _is_shaped(self, row: int) -> bool:
        """Whether a row has the shape of the list, for certain."""
        filled = set(self._filled(row))
        valued = filled & self._values
        if self._numbered:
            numbered = value_shapes.running_number(self._number(row)) is not None
            return numbered and (bool(valued & self._names) or len(valued) > 1)
        return bool(valued & self._names) and len(self._usual - filled) <= len(self._usual) // 3

    def _is_nearly_shaped(self, row: int) -> bool:
        """A row without its number that is filled like the others."""
        filled = set(self._filled(row))
        return (
            bool(filled & self._names)
            and bool(self._usual)
            and len(self._usual & filled) * 2 >= len(self._usual)
        )

    # --- one row ---------------------------------------------------------------------------------

    def _classify(self, row: int) -> Row:
        page = self._grid.page
        if row in self._forced:
            return (
                Row(row, "data") if self._forced[row] else Row(row, "skipped", "người dùng chọn bỏ")
            )
        if row in page.hidden_rows:
            why = "dòng bị lọc hoặc bị ẩn nên không đọc"
            return Row(row, "skipped", why, like_a_name=self._like_a_name(row))
        if row in page.struck_rows:
            return Row(row, "skipped", "dòng bị gạch ngang nên không đọc", like_a_name=True)
        filled = {c: v for c, v in self._filled(row).items() if c not in self._columns.unused}
        if not filled and not self._grid.broken_in(row):
            return Row(row, "skipped", "chỉ có nội dung ở các cột không dùng")
        return self._by_words(row, filled) or self._by_shape(row, filled)

    def _by_words(self, row: int, filled: Mapping[int, CellValue]) -> Row | None:
        """What a row's words make it, where its shape does not say otherwise."""
        texts = [text(each).strip() for each in filled.values()]
        if (
            row <= self._columns.header.last + 2
            and len(texts) > 1
            and all(map(_COLUMN_NUMBER.fullmatch, texts))
        ):
            return Row(row, "skipped", "dòng đánh số cột")
        if self._repeats_header(filled):
            return Row(row, "skipped", "tiêu đề cột lặp lại")
        shaped = self._is_shaped(row)
        if not (shaped and self._numbered) and self._is_total(filled):
            return Row(row, "total", "dòng tổng cộng", count=self._total(filled))
        heading = self._heading(row, filled, shaped)
        if heading is not None:
            return Row(row, "heading", heading.says, heading)
        if shaped:
            return Row(row, "data")
        return None

    def _by_shape(self, row: int, filled: Mapping[int, CellValue]) -> Row:
        """A row that has not the shape of the list for certain."""
        texts = [text(each) for each in filled.values()]
        words = any(_is_foot(each) for each in texts)
        note = any(_begins("note_words", each) for each in texts)
        single = len(filled) == 1
        after = row > self._last
        if note and (single or after):
            return Row(row, "skipped", "dòng ghi chú", count=_announced(texts))
        if after and (
            words or self._footing or (single and not self._single_column and self._gap_above(row))
        ):
            like = not (words or self._footing) and self._like_a_name(row)
            self._footing = self._footing or words
            return Row(
                row,
                "skipped",
                "phần cuối trang, sau danh sách",
                count=_announced(texts),
                like_a_name=like,
            )
        if self._is_continuation(row, filled):
            return Row(
                row,
                "skipped",
                "dòng viết tiếp của dòng trên; hãy ghi vào đúng ô của dòng trên",
                like_a_name=True,
            )
        if (
            self._is_nearly_shaped(row)
            or self._grid.broken_in(row)
            or self._stands_alone(row, filled)
        ):
            return Row(row, "data")
        valued = set(filled) & self._values
        if len(valued) > 1 and not (valued & self._names):
            return Row(row, "data")
        if valued & self._names and not words:
            return Row(row, "skipped", "không giống các dòng khác của danh sách", like_a_name=True)
        why = (
            "phần cuối trang, sau danh sách"
            if words
            else f"không có “{self._targets[0].name.label}”"
        )
        return Row(row, "skipped", why, like_a_name=self._like_a_name(row) and not words)

    @property
    def _single_column(self) -> bool:
        """A list of names and nothing else."""
        return not (self._values - self._names)

    def _stands_alone(self, row: int, filled: Mapping[int, CellValue]) -> bool:
        """A name alone in a list that has no running numbers or nothing beside the names."""
        named = [text(v) for c, v in filled.items() if c in self._names]
        if not named:
            return False
        if self._numbered:
            return value_shapes.is_person_name(named[0]) and row <= self._last + 1
        return (
            self._single_column
            or value_shapes.is_person_name(named[0])
            or value_shapes.is_unit_name(named[0])
        )

    def _gap_above(self, row: int) -> bool:
        return row - 1 not in self._row_set

    def _like_a_name(self, row: int) -> bool:
        cells = self._filled(row)
        return any(
            isinstance(v, str)
            and (
                value_shapes.is_person_name(v)
                or (c in self._names and value_shapes.is_unit_name(v))
            )
            for c, v in cells.items()
        )

    def _repeats_header(self, filled: Mapping[int, CellValue]) -> bool:
        same = [
            c
            for c, v in filled.items()
            if fold_words(text(v)) == fold_words(self._columns.header.texts.get(c, ""))
        ]
        return len(same) >= 2 and len(same) * 2 > len(filled)

    # --- headings and totals ---------------------------------------------------------------------

    def _heading(self, row: int, filled: Mapping[int, CellValue], shaped: bool) -> Heading | None:
        number_at = self._columns.number
        words = {c: text(v).strip() for c, v in filled.items() if c != number_at}
        number = self._number(row)
        if not words and isinstance(number, str) and value_shapes.running_number(number) is None:
            # "I. TẬP THỂ" typed into the column STT, or merged over the whole row.
            words, number = {number_at or 0: number.strip()}, None
        said = list(dict.fromkeys(words.values()))
        if len(said) != 1 or len(said[0]) > 150 or is_error(said[0]):
            return None
        found = headings.read_heading(number, said[0], self._targets, self._parents)
        arabic = value_shapes.running_number(number) is not None
        if found.target is not None and (
            not arabic or fold_words(said[0]) in found.target.names or not found.around
        ):
            return found if not (arabic and found.around) else None
        if arabic or (shaped and not self._numbered and self._single_column):
            return None
        across = self._grid.spans_across(row, next(iter(words))) > 1
        outlined = bool(found.style)
        if found.around and (outlined or across or self._numbered or not shaped):
            return found
        if found.unit and (outlined or across or (self._numbered and row < self._last)):
            return found
        if outlined and self._numbered and row < self._last and found.style in ("roman", "letter"):
            return found
        return None

    def _is_total(self, filled: Mapping[int, CellValue]) -> bool:
        for value in filled.values():
            words = fold_words(text(value))
            if not re.search("[a-z]", words):
                continue
            for total in sorted(vocabulary.load().of("total_words"), key=len, reverse=True):
                if words == total or words.startswith(total + " "):
                    return bool(_TOTAL_REST.fullmatch(words[len(total) :]))
            return False
        return False

    def _total(self, filled: Mapping[int, CellValue]) -> int | None:
        """The count of a total's row: in its words, or a whole number in a cell that is no sum."""
        for value in filled.values():
            if isinstance(value, str) and re.search(r"[^\W\d_]", value):
                found = re.search(r"(?<![\d.,])0*(\d{1,5})(?![\d.,]*\d)(?!\s*(?:đồng|đ\b))", value)
                if found:
                    return int(found[1])
        money = set(self._columns.units)
        for column, value in filled.items():
            if column in self._names and column not in money:
                number = value_shapes.running_number(value)
                if number is not None:
                    return number
        return None

    def _is_continuation(self, row: int, filled: Mapping[int, CellValue]) -> bool:
        """ "(Phó Bí thư chi bộ)" below a name."""
        if len(filled) != 1 or row - 1 not in self._row_set:
            return False
        (value,) = filled.values()
        said = text(value).strip()
        return bool(said) and (said[0] == "(" or said[0].islower() or said[0] in "-–+")


def _announced(texts: Sequence[str]) -> int | None:
    return next((n for each in texts if (n := headings.announced_count(each)) is not None), None)


def _begins(group: str, said: str) -> bool:
    words = fold_words(said)
    return any(
        words == word or words.startswith(word + " ") for word in vocabulary.load().of(group)
    )


def _is_foot(said: str) -> bool:
    """Words of a signature block, of a date line, of who made the list."""
    words = fold_words(said)
    if words in vocabulary.load().of("signature_words") or _DATE_LINE.fullmatch(words):
        return True
    spaced = re.sub(r"^(t) ?(m|l|uq) |^(k) ?(t) ", lambda m: m[0].replace(" ", "") + " ", words)
    return any(
        spaced == word or spaced.startswith(word + " ")
        for word in vocabulary.load().of("foot_words")
    )

"""Columns of marks, as of a roll-call ("Có mặt", "Vắng"): which list what stands in them puts a row in.

Who is marked nowhere came only where nothing but absence is marked; else nobody knows, and the clerk is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from service.importing import value_shapes, vocabulary
from service.importing.column_map import ColumnMap
from service.importing.grid import Grid
from service.importing.targets import Target, kind_of
from service.language import typed_text
from service.language.vietnamese import fold_words
from service.workbook.values import CellValue, text

_KINDS_OF_ABSENCE = re.compile(r"(?:có|không) (?:phép|lý do)", re.IGNORECASE)
_CAME, _MISSED = "attendees", "absentees"
_NOBODY = "không có dấu nào, nên mọi người trong danh sách được ghi là có mặt"
_UNMARKED = "không có dấu ở cột {}; hãy đánh dấu, hoặc chọn lấy dòng này"
_BOTH = "được đánh dấu ở nhiều cột ({}); hãy để một dấu"


def take_out(
    found: ColumnMap,
    free: dict[int, str],
    values: Mapping[int, Sequence[CellValue]],
    targets: Sequence[Target],
) -> None:
    """Put the columns of marks into ``found``; those of other values stay in ``free``."""
    _take_out_kinds(found, free, values, targets)
    lists = _lists(targets)
    if len(lists) < 2:
        return
    for column, header in list(free.items()):
        key = vocabulary.marked_list(header)
        answers = [key and _answer(value, key, lists) for value in values[column] or [True]]
        if sum(map(bool, answers)) * 10 >= len(answers) * 9:
            found.marks[column] = key
            del free[column]
    if _CAME in found.marks.values() and not any(values[column] for column in found.marks):
        found.unused.update(dict.fromkeys(found.marks, _NOBODY))
        found.worth_telling.update(found.marks)
        found.marks.clear()


def _take_out_kinds(
    found: ColumnMap,
    free: dict[int, str],
    values: Mapping[int, Sequence[CellValue]],
    targets: Sequence[Target],
) -> None:
    """ "Tập thể | Cá nhân" with a tick in one of them: what each row is."""
    ticked = {
        column: target.key
        for target in targets
        for column, header in free.items()
        if target.names.intersection(vocabulary.header_forms(header))
        and values[column]
        and all(map(value_shapes.is_mark, values[column]))
    }
    if len(set(ticked.values())) > 1:
        found.marks.update(ticked)
        for column in ticked:
            del free[column]


def add_reasons(
    found: ColumnMap, values: Mapping[int, Sequence[CellValue]], targets: Sequence[Target]
) -> None:
    """What is written under "Vắng" instead of a tick ("Đi công tác") is the reason, where no column gives it."""
    missed = _lists(targets).get(_MISSED)
    reason = missed.field("reason") if missed is not None else None
    if missed is None or reason is None:
        return
    for column, key in found.marks.items():
        if key == _MISSED and not all(map(value_shapes.is_mark, values[column])):
            found.fields[missed.row].setdefault(reason.pointer, [column])


def _lists(targets: Sequence[Target]) -> dict[str, Target]:
    return {target.key: target for target in targets if target.key in (_CAME, _MISSED)}


def _answer(value: CellValue, key: str, lists: Mapping[str, Target]) -> Target | None:
    """The list that a cell of a column for ``key`` puts its row in: by a tick, "Không", or a word."""
    typed = text(value)
    ticked = typed_text.read_flag(typed)
    if ticked is not None:
        other = {_CAME: _MISSED, _MISSED: _CAME}.get(key, "")
        return lists.get(key if ticked else other)
    named = kind_of(typed, list(lists.values()))
    if named is None and key == _MISSED and any(map(str.isalpha, typed)):
        return lists[_MISSED]
    return named


class RollCall:
    """The marks of one list, row by row."""

    def __init__(self, grid: Grid, columns: ColumnMap, targets: Sequence[Target]) -> None:
        self._grid, self._columns = grid, columns
        self._lists = {target.key: target for target in targets}

    def target(self, row: int) -> Target | None:
        """The list that a row's marks put it in; None without marks, or where they say nothing certain."""
        answers = self._answers(row)
        if len(answers) == 1:
            return answers.pop()
        if answers or not self._columns.marks:
            return None
        keys = set(self._columns.marks.values())
        if keys == {_MISSED}:
            return self._lists[_CAME]
        return self._lists[_MISSED] if _CAME in keys and self._has_reason(row) else None

    def why_not(self, row: int) -> str:
        """Why a row of a list with marks cannot be taken, "" when it can."""
        if not self._columns.marks or self.target(row) is not None:
            return ""
        headers = (self._columns.header.texts.get(column, "") for column in self._columns.marks)
        named = ", ".join(f"“{' '.join(header.split())}”" for header in headers)
        return (_BOTH if self._answers(row) else _UNMARKED).format(named)

    def reason(self, row: int) -> str:
        """What the header of a tick says of an absence ("có phép" below "Vắng mặt"), "" when it says nothing more."""
        for column, key in self._columns.marks.items():
            if key == _MISSED and value_shapes.is_mark(self._grid.spread(row, column)):
                found = _KINDS_OF_ABSENCE.search(self._columns.header.texts.get(column, ""))
                return found[0].lower() if found else ""
        return ""

    def _answers(self, row: int) -> set[Target]:
        cells = (
            (key, self._grid.spread(row, column)) for column, key in self._columns.marks.items()
        )
        found = (_answer(value, key, self._lists) for key, value in cells if value is not None)
        return {target for target in found if target is not None}

    def _has_reason(self, row: int) -> bool:
        """Whether it says why somebody is not there; a note ("đến muộn") does not."""
        missed, texts = self._lists[_MISSED], self._columns.header.texts
        columns = self._columns.of(missed).get(f"{missed.row}/reason", ())
        return bool(
            self._grid.filled(row, [c for c in columns if "ly do" in fold_words(texts.get(c, ""))])
        )

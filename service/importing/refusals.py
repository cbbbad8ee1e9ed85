"""Rows that their own sheet refuses: "Không đạt" under "Kết quả", a tick under "Không đủ điều kiện", "Vắng" under "Ký tên",
everybody below "II. KHÔNG ĐỦ ĐIỀU KIỆN" and on a sheet "Không đạt".

Whoever was not passed is not commended in silence, nor does the absent attend: the row is left out, and the clerk is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from service.importing import value_shapes, vocabulary
from service.importing.column_map import ColumnMap
from service.importing.grid import Grid
from service.importing.targets import Target
from service.language import vietnamese
from service.language.vietnamese import fold_words
from service.workbook.plan import Sheet
from service.workbook.values import CellValue, text

#: What the account says of such a column.
ASKED = "chỉ dùng để hỏi lại những dòng không được xét"
_WHY = "cột {} ghi “{}”; hãy xem có đúng là được khen không, nếu đúng thì chọn lấy dòng này"
_HEADED = "ở dưới dòng “{}”; hãy xem có đúng là được khen không, nếu đúng thì chọn lấy dòng này"
_ON_SHEET = "ở trang tính “{}”; hãy xem có đúng là được khen không, nếu đúng thì chọn lấy dòng này"
_TICKED = "có dấu ở cột {}; hãy xem có đúng là được khen không, nếu đúng thì chọn lấy dòng này"
_ABSENT = (
    "cột {} ghi “{}”; hãy đưa người này vào danh sách vắng mặt, hoặc chọn lấy dòng này nếu có dự"
)
_LONGEST = 80
_CLAUSE_END = re.compile(r"[,;.()–]|\s-\s")
#: The list of who attended, where "Vắng" refuses; votes that did not pass are votes all the same.
_CAME = "attendees"


class Refusals:
    """Asked row by row, of a list of who is commended or of who attended."""

    def __init__(
        self,
        grid: Grid,
        columns: ColumnMap,
        titles: Sequence[str],
        target: Target,
        parents: Mapping[str, Sheet],
    ) -> None:
        self._grid, self._columns = grid, columns
        parent = parents.get(target.sheet.parent)
        is_award = parent is not None and parent.column(f"{parent.row}/form") is not None
        self._is_roll_call = target.key == _CAME and not columns.marks
        # Remarks of who attended are in no field; of who did not, they are the reason.
        self._used = columns.given_to(target) if self._is_roll_call else columns.used()
        # A remark is printed, but it may refuse as well.
        remarks = columns.of(target).get(f"{target.row}/note", ())
        open_columns = [c for c in columns.header.columns if c not in self._used or c in remarks]
        self._open = open_columns if is_award or self._is_roll_call else []
        self._is_award = is_award
        titled = next((_HEADED.format(title) for title in titles if denies(title)), "")
        on_sheet = _ON_SHEET.format(grid.name) if denies(grid.name) else ""
        self._above = (titled or on_sheet) if is_award else ""

    def why_not(self, row: int, headings: Iterable[str]) -> str:
        """Why a row below these headings is not taken, "" when nothing in it or above it refuses it."""
        for heading in headings if self._is_award else ():
            if denies(heading):
                return _HEADED.format(" ".join(heading.split()))
        return self._above or self._by_cells(row)

    def _by_cells(self, row: int) -> str:
        for column, value in self._grid.filled(row, self._open).items():
            header = self._columns.header.texts.get(column, "")
            why = _says_absent(value) if self._is_roll_call else _refuses(header, value)
            if why:
                if column not in self._used:
                    self._columns.unused[column] = ASKED
                called = f"“{' '.join(header.split())}”" if header else "không có tiêu đề"
                return why.format(called, text(value).strip())
        return ""


@lru_cache(maxsize=1_024)
def denies(line: str) -> bool:
    """Whether a heading, a title or a sheet's name says that those below are not passed; one that names both kinds does not."""
    words = f" {fold_words(line)} "
    return any(
        f" {refusal} " in words
        and f" {refusal.partition(' ')[2]} " not in words.replace(f" {refusal} ", " ")
        for refusal in vocabulary.load().of("refusals")
    )


def _refuses(header: str, value: CellValue) -> str:
    """What is said of a cell that refuses its row, "" of any other."""
    own = header.rpartition("\n")[2]
    if _refuses_by_itself(text(value)):
        return _WHY
    if any(vocabulary.is_header_of("result_headers", line) for line in (header, own)):
        return _WHY if fold_words(text(value)) in vocabulary.load().of("refusing_answers") else ""
    is_refusing = _is_refusal(fold_words(own)) or _is_marked(own)
    return _TICKED if value_shapes.is_mark(value) and is_refusing else ""


def _says_absent(value: CellValue) -> str:
    return _ABSENT if _begins("absences", fold_words(text(value))) else ""


@lru_cache(maxsize=4_096)
def _refuses_by_itself(typed: str) -> bool:
    """Below whatever header: "Không xét", "Bỏ (trùng)", and behind something else, "Chuyển công tác, không đề nghị"."""
    first, *others = _CLAUSE_END.split(typed) if len(typed) <= _LONGEST else [typed]
    refusals = vocabulary.load().of("refusals")
    return (
        _is_refusal(fold_words(typed))
        or any(map(_is_marked, (first, *others)))
        or any(fold_words(clause) in refusals for clause in others)
    )


def _is_marked(clause: str) -> bool:
    """ "Bỏ", "Trùng với STT 1": with their marks, without which they may be "Bộ", "Trung với"."""
    words = " ".join(vietnamese.lower(clause).split()).strip(" .!?:*\"'“”-")
    marked = vocabulary.load().marked
    return words in marked["refusing_notes"] or f"{words} ".startswith(_marked_beginnings())


@cache
def _marked_beginnings() -> tuple[str, ...]:
    return tuple(f"{words} " for words in vocabulary.load().marked["refusing_beginnings"])


def _is_refusal(words: str) -> bool:
    return _begins("refusals", words)


def _begins(group: str, words: str) -> bool:
    return len(words) <= _LONGEST and f"{words} ".startswith(_beginnings(group))


@cache
def _beginnings(group: str) -> tuple[str, ...]:
    return tuple(f"{words} " for words in vocabulary.load().of(group))

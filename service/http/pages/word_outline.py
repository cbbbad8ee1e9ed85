"""A draft made of a whole text becomes the outline that its page shows: one line for each piece of the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any

from service.documents.document_type import DocumentType
from service.http.pages import typed_values
from service.importing.word import Draft, Joined, Line, NotTaken, account
from service.importing.word.account import State
from service.language import vietnamese
from service.schema import pointers

#: Lines of one text that are shown, and rows of one table.
MOST_LINES, _MOST_ROWS = 2_000, 3
_ROLES = {
    "heading": "Đề mục", "paragraph": "Đoạn văn", "item": "Ý", "table": "Bảng", "field": "", "dropped": "Bỏ",
    "unplaced": "Chưa có chỗ",
}  # fmt: skip
#: The parts of a person or group that one line of the source names.
_OF_SOMEBODY = frozenset(
    {"honorific", "full_name", "position", "organ_name", "reason", "group", "count"}
)
_STATES: Mapping[State, str] = {
    "taken": "Lấy được",
    "doubtful": "Chưa chắc",
    "left": "Không lấy",
    "printed": "Văn bản tự in",
}
_MARKS = frozenset({".", ";", ",", ":", ")", ").", ");", ").;", "./.", "-"})
_COUNTED = (("heading", "đề mục"), ("paragraph", "đoạn văn"), ("item", "ý"), ("table", "bảng"))
#: What a source holds besides its text, in the clerk's words. Marks of footnotes are nobody's business.
_NOT_TAKEN = {
    "deleted": "chữ đã xóa (bản sửa có theo dõi)",
    "inserted": "chữ chèn thêm (bản sửa có theo dõi) đã được lấy",
    "struck": "chữ bị gạch ngang",
    "hidden": "chữ ẩn",
    "footnote": "chú thích",
    "comment": "ghi chú bên lề",
    "text_box": "khung chữ",
    "header": "đầu trang, cuối trang",
    "contents": "mục lục",
    "page_number": "số trang ở giữa bài",
    "picture": "hình ảnh, nét vẽ",
    "joined": "dòng bị ngắt đã được nối lại",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the outline; ``rows`` are the first rows of a table, ``more_rows`` how many follow."""

    role: str
    called: str
    text: str
    number: str = ""
    level: int = 0
    dropped: str = ""
    why: str = ""
    doubt: str = ""
    rows: Sequence[Sequence[str]] = ()
    more_rows: int = 0
    state: str = ""
    where: str = ""
    #: By which a link finds it.
    key: str = ""


@dataclass(frozen=True, slots=True)
class KeptValue:
    """A field whose typed value stays, and what the text says instead."""

    label: str
    in_text: str


def lines(draft: Draft, document_type: DocumentType) -> list[ShownLine]:
    """The first lines of the draft, in the order of the source; pieces of one value or person are one line."""
    seen = [line for line in draft.lines if not _is_mark(line)]
    groups = groupby(seen, key=lambda line: _group(line) or id(line))
    shown = (
        replace(_shown(list(group), document_type), key=f"dong-{number}")
        for number, (_, group) in enumerate(groups, start=1)
    )
    return list(islice(shown, MOST_LINES))


def _is_mark(line: Line) -> bool:
    """Whether nothing but marks of punctuation was dropped."""
    dropped = line.role == "dropped" and not line.doubt
    return (
        dropped
        and not any(sign.isalnum() for sign in line.before)
        and line.before.strip() in _MARKS
    )


def _group(line: Line) -> str:
    """What lines have in common that are shown as one: the value that they make, or the person that they name."""
    if line.role != "field" or line.doubt:
        return ""
    part, _, name = line.pointer.rpartition("/")
    return part if name in _OF_SOMEBODY and part not in ("/organ", "/signer") else line.pointer


def summary(draft: Draft) -> str:
    """ "12 đề mục, 30 đoạn văn, 14 ý, 2 bảng"."""
    counts: Counter[str] = Counter(line.role for line in draft.lines)
    counts["table"] = sum(isinstance(line.value, dict) for line in draft.lines)
    # "Phần I" and its title are one heading of two lines.
    counts["heading"] = len({line.pointer for line in draft.lines if line.role == "heading"})
    return ", ".join(f"{counts[role]} {called}" for role, called in _COUNTED if counts[role])


def derived(draft: Draft, document_type: DocumentType) -> list[tuple[str, str]]:
    """Fields whose values follow from the text, with their words."""
    return [
        (
            document_type.label(pointer),
            typed_values.in_words(document_type.schema, pointer, value),
        )
        for pointer, value in draft.derived.items()
    ]


def kept(joined: Joined, data: Any, document_type: DocumentType) -> list[KeptValue]:
    """What was typed before and stays, beside what the text or the file, read as ``data``, says."""
    return [
        KeptValue(
            document_type.label(pointer),
            typed_values.in_words(document_type.schema, pointer, pointers.find(data, pointer)),
        )
        for pointer in joined.kept
    ]


def not_taken(draft: Draft) -> list[tuple[str, int, list[str]]]:
    """By kind: what it is called, how often it is there, and the texts."""
    found: dict[str, list[NotTaken]] = {}
    for piece in draft.not_taken:
        if piece.kind in _NOT_TAKEN:
            found.setdefault(piece.kind, []).append(piece)
    return [
        (_NOT_TAKEN[kind], len(several), [piece.text for piece in several if piece.text])
        for kind, several in found.items()
    ]


def _shown(group: Sequence[Line], document_type: DocumentType) -> ShownLine:
    line = group[0]
    rows = list(_rows(line))
    before = "".join(f"{line.text}{line.after} " for line in group[:-1])
    text = re.sub(" +", " ", f"{before}{_text(group[-1])}") if before else _text(line)
    dropped = " ".join(filter(None, (line.before.strip(), group[-1].after.strip())))
    return ShownLine(
        line.role,
        _called(line, document_type),
        "" if rows else text,
        line.number,
        line.level,
        dropped,
        line.why,
        line.doubt,
        rows[:_MOST_ROWS],
        max(len(rows) - _MOST_ROWS, 0),
        # Lines are shown as one only where all of them were taken.
        _STATES[account.state(line)],
        line.where,
    )


def counts(draft: Draft) -> dict[str, int]:
    """How many lines were taken, are doubtful, were left."""
    found = Counter(account.state(line) for line in draft.lines if not _is_mark(line))
    return {state: found[state] for state in ("taken", "doubtful", "left", "printed")}


def _text(line: Line) -> str:
    if line.cells:
        return (
            line.value if isinstance(line.value, str) else " ".join(text for _, text in line.cells)
        )
    is_in_words = isinstance(line.value, str) and vietnamese.upper(line.value) == vietnamese.upper(
        line.text
    )
    return (
        line.value
        if is_in_words or (line.role == "paragraph" and isinstance(line.value, str))
        else line.text
    )


def _called(line: Line, document_type: DocumentType) -> str:
    """What a line is; of a field the label, of a person that of the part or list that he stands in."""
    if line.role != "field":
        return line.why if line.role == "table" and line.why else _ROLES[line.role]
    # A row has the label of its list.
    return document_type.label(_group(line) or line.pointer)


def _header(column: str | dict[str, Any]) -> str:
    """The headers above a column in one line, the outer first."""
    if isinstance(column, str):
        return column
    return " – ".join((*column["under"], column["header"]))


def _rows(line: Line) -> Iterator[Sequence[str]]:
    if isinstance(line.value, dict):
        yield [_header(column) for column in line.value["columns"]]
        for row in line.value["rows"]:
            yield [cell or "" for cell in (row["cells"] if isinstance(row, dict) else row)]

"""A preview of a list becomes what its panel shows: sheets, columns with their choices, rows as they will print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.documents.document_type import DocumentType
from service.errors import Violation
from service.http.pages import list_values
from service.http.pages.list_fields import CORRECTED, NO_HEADERS
from service.http.pages.list_joining import Joining
from service.importing import ListPreview
from service.importing.list_preview import (
    FIRST,
    Choice,
    PreviewCell,
    PreviewColumn,
    PreviewRow,
    SheetPreview,
)
from service.language import wording
from service.schema import pointers
from service.schema.input_outline import Item
from service.workbook import SheetAccount

#: The columns and the rows themselves say these.
_SHOWN_ELSEWHERE = frozenset({"column_not_used", "row_not_taken"})
#: What a column is that gives no value.
_UNUSED = frozenset({"-", "number"})
_MOST_ROWS, _MOST_VIOLATIONS = 200, 20


@dataclass(frozen=True, slots=True)
class ColumnField:
    """The drop-down above a column; ``read`` is what stands beside it (``list_fields``)."""

    letter: str
    header: str
    meaning: str
    read: str
    options: tuple[tuple[str, str, bool], ...]
    is_used: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row that is taken: its number, its list, and its cells as text with whether they are used."""

    number: int
    title: str
    cells: tuple[tuple[str, bool], ...]
    #: Values from headings, which no cell of the row gives.
    carried: str
    #: How many rows are not shown before this one, "" for none.
    gap: str


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that is not taken, or only because the clerk said so."""

    number: int
    text: str
    why: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class SheetFields:
    """The part of the panel about one sheet."""

    number: int
    account: SheetAccount
    use_read: str
    columns: tuple[ColumnField, ...]
    rows: tuple[ShownRow, ...]
    left: tuple[LeftRow, ...]
    more_left: int
    header: str
    depth: str
    candidates: tuple[tuple[int, str], ...]
    list_key: str

    @property
    def taken(self) -> str:
        return wording.figures(len(self.account.rows_taken))

    @property
    def carries(self) -> bool:
        return any(row.carried for row in self.rows)

    @property
    def is_headerless(self) -> bool:
        return self.account.used and not self.account.header_rows


@dataclass(frozen=True, slots=True)
class Panel:
    """What ``list_panel.html`` draws."""

    list_pointer: str
    title: str
    sheets: tuple[SheetFields, ...]
    lists: tuple[Choice, ...]
    summary: str
    #: The counts that the file announces, and whether so many rows were taken.
    counts: tuple[tuple[str, bool], ...]
    violations: tuple[Violation, ...]
    #: How many rows hold something like a name and are not taken.
    asked: int
    joining: Joining
    present: tuple[str, ...]
    own_form: bool

    @property
    def added(self) -> str:
        return wording.figures(self.joining.added)

    @property
    def already(self) -> str:
        return wording.figures(self.joining.present)


def of_preview(
    document_type: DocumentType,
    list_pointer: str,
    preview: ListPreview,
    mapping: Mapping[str, Any],
    joining: Joining,
) -> Panel:
    """The panel of the list at a pointer; ``mapping`` are the corrections with which the preview was read."""
    fields = list_values.fields_of(document_type)
    title = dict(preview.lists)[pointers.split(list_pointer)[-1]]
    shown = [
        violation for violation in preview.violations if violation.code not in _SHOWN_ELSEWHERE
    ]
    corrections = mapping.get("sheets", {})
    sheets = tuple(
        _sheet(number, sheet, preview, corrections.get(sheet.account.name, {}), fields)
        for number, sheet in enumerate(preview.sheets)
    )
    counts = tuple(
        (wording.figures(count), agrees)
        for sheet in preview.sheets
        for count, agrees in sheet.account.announced
    )
    return Panel(
        list_pointer,
        title,
        sheets,
        preview.lists,
        _summary(joining),
        counts,
        tuple(shown[:_MOST_VIOLATIONS]),
        sum(violation.code == "row_not_taken" for violation in preview.violations),
        joining,
        tuple(_names(joining)),
        preview.own_form,
    )


def _summary(joining: Joining) -> str:
    """ "7 cá nhân, 2 tập thể"; "" when nothing is added."""
    counts: dict[str, int] = {}
    for rows in joining.lists:
        counts[rows.title] = counts.get(rows.title, 0) + len(rows.rows)
    return ", ".join(
        f"{wording.figures(count)} {title.lower()}" for title, count in counts.items() if count
    )


def _names(joining: Joining) -> Iterator[str]:
    for rows in joining.lists:
        for row in rows.present:
            yield next(
                (str(value) for key, value in row.items() if key in ("full_name", "name")), ""
            )


def _sheet(
    number: int,
    sheet: SheetPreview,
    preview: ListPreview,
    correction: Mapping[str, Any],
    fields: Mapping[str, Item],
) -> SheetFields:
    account, columns = sheet.account, correction.get("columns", {})
    headers = correction.get("header_rows")
    left = list(_left(sheet))
    return SheetFields(
        number,
        account,
        CORRECTED if "use" in correction else "1" if account.used else "0",
        tuple(_column(column, preview, column.letter in columns) for column in sheet.columns),
        tuple(_rows(sheet, preview, fields)),
        tuple(left[:_MOST_ROWS]),
        max(len(left) - _MOST_ROWS, 0),
        "" if headers is None else str(headers[0]) if headers else NO_HEADERS,
        str(len(headers) if headers else 1),
        sheet.candidates,
        str(correction.get("list", "")),
    )


def _column(column: PreviewColumn, preview: ListPreview, is_corrected: bool) -> ColumnField:
    choices: list[Choice] = [("-", "Không dùng"), ("number", "Số thứ tự – bỏ")]
    if len(preview.lists) > 1:
        choices.append(("kind", "Phân loại từng dòng"))
    if column.key == "":
        choices.insert(0, ("", f"Như phần mềm đọc: {column.meaning}"))
    choices += preview.fields
    return ColumnField(
        column.letter,
        column.header,
        column.meaning,
        CORRECTED if is_corrected else column.key,
        tuple((key, label, key == column.key) for key, label in choices),
        column.key not in _UNUSED,
    )


def _rows(
    sheet: SheetPreview, preview: ListPreview, fields: Mapping[str, Item]
) -> Iterator[ShownRow]:
    titles = dict(preview.lists)
    hidden = len(set(sheet.account.rows_taken)) - len(sheet.rows)
    keys = [column.key for column in sheet.columns]
    used = [key not in _UNUSED for key in keys]
    for place, row in enumerate(sheet.rows):
        key = pointers.split(row.pointer)[-2] if row.pointer else ""
        yield ShownRow(
            row.row,
            titles.get(key, ""),
            tuple(
                (_cell(cell, preview.data, fields), is_used)
                for cell, is_used in zip(row.cells, used, strict=True)
            ),
            "; ".join(_carried(row, keys, preview.data, fields)),
            wording.figures(hidden) if hidden > 0 and place == FIRST else "",
        )


def _cell(cell: PreviewCell, data: Any, fields: Mapping[str, Item]) -> str:
    """A cell as it will print."""
    if not cell.pointer:
        return cell.text
    return list_values.printed(fields, cell.pointer, pointers.find(data, cell.pointer))


def _carried(
    row: PreviewRow, keys: Sequence[str], data: Any, fields: Mapping[str, Item]
) -> Iterator[str]:
    """What headings gave a row: its unit, the form of the award."""
    if not row.pointer:
        return
    given = {cell.pointer for cell in row.cells}
    around = row.pointer.rpartition("/")[0].rpartition("/")[0]
    for owner in (around, row.pointer) if around else (row.pointer,):
        for key, value in (pointers.find(data, owner) or {}).items():
            pointer = owner + pointers.join(key)
            is_shown = pointer in given or (owner == around and key in keys)
            if not isinstance(value, (list, dict)) and not is_shown:
                yield f"{fields[pointers.pattern(pointer)].label}: {list_values.printed(fields, pointer, value)}"


def _left(sheet: SheetPreview) -> Iterator[LeftRow]:
    """The rows that are not taken, and those that are because the clerk said so, in their order."""
    skipped = {
        row.row: LeftRow(row.row, row.text, row.why, False) for row in sheet.account.rows_skipped
    }
    forced = {row: LeftRow(row, text, "", True) for row, text in sheet.texts.items()}
    rows: Mapping[int, LeftRow] = skipped | forced
    for number in sorted(rows):
        yield rows[number]

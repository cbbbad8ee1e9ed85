"""What each column of a list means, step by step; see ``map_columns``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from service.importing import (
    field_columns,
    list_headings,
    roll_call,
    special_columns,
    value_shapes,
    vocabulary,
)
from service.importing.column_map import KIND, NO_FIELD, NUMBER, UNUSED, ColumnMap
from service.importing.grid import Grid, is_error
from service.importing.header_rows import Header
from service.importing.targets import Target, kind_of
from service.workbook.plan import Sheet
from service.workbook.values import CellValue, text


def map_columns(
    grid: Grid,
    header: Header,
    end: int,
    targets: Sequence[Target],
    parents: Mapping[str, Sheet],
    corrections: Mapping[int, str] | None = None,
    caption: str = "",
    preferred: str = "",
) -> ColumnMap:
    """The columns of a list whose rows end before ``end``. ``corrections`` name a field, ``number``, ``kind`` or
    ``-`` by column; without headers the list whose row is ``preferred`` gets a column of names in any case."""
    values = _values(grid, header, range(header.last + 1, end))
    texts = {c: text for c, text in header.texts.items() if c not in grid.page.hidden_columns}
    found = ColumnMap(header)
    free = special_columns.take_out(found, texts, values, targets)
    _take_out_form_marks(found, free, values, parents)
    past = {column for column, text in texts.items() if _is_of_the_past(text, caption)}
    for target in targets:
        found.fields[target.row] = field_columns.by_headers(target, free, texts, past)
    headed: set[str] = set()
    if corrections:
        _correct(found, corrections, targets, parents)
    elif not header.texts:
        found.number = field_columns.number_column(values)
        shown = _values(grid, header, _listed_rows(grid, found, end))
        field_columns.propose(found, shown, targets)
        wanted = [target for target in targets if target.row == preferred]
        field_columns.propose_name(found, values, wanted)
        headed = _headed_kinds(grid, found, end, targets, parents)
    else:
        field_columns.claim_name_by_look(found, values, targets)
    _name_every_kind(found, values, targets, headed)
    roll_call.add_reasons(found, values, targets)
    field_columns.drop_measures(found, values, targets)
    present = {column: text for column, text in free.items() if column not in past}
    _add_fields_around(found, present, targets, parents)
    field_columns.add_honorifics(found, texts, values, targets)
    _note_money_units(found, caption, targets)
    _note_unused(found, grid, end, values)
    return found


def _listed_rows(grid: Grid, found: ColumnMap, end: int) -> list[int]:
    """The rows that show what the columns are: those with a running number, else those before the first gap."""
    rows = range(found.header.last + 1, end)
    if found.number is not None:
        place = found.number
        return [r for r in rows if value_shapes.running_number(grid.value(r, place)) is not None]
    return list(takewhile(lambda row: not grid.is_blank(row), rows))


def _values(grid: Grid, header: Header, rows: Iterable[int]) -> dict[int, list[CellValue]]:
    """By column: what stands in rows, without errors of formulas."""
    rows = list(rows)
    return {
        column: [
            value
            for row in rows
            if (value := grid.value(row, column)) is not None and not is_error(value)
        ]
        for column in header.columns
    }


# --- corrections ---------------------------------------------------------------------------------


def _correct(
    found: ColumnMap,
    corrections: Mapping[int, str],
    targets: Sequence[Target],
    parents: Mapping[str, Sheet],
) -> None:
    """Columns as the clerk says: what she did not name stays as it was read."""
    for column, key in corrections.items():
        found.release(column)
        if key == NUMBER:
            found.number = column
        elif key == KIND:
            found.kind = column
        elif key == UNUSED:
            found.unused[column] = "người dùng chọn không dùng"
        else:
            _put(found, column, key, targets, parents)


def _put(
    found: ColumnMap,
    column: int,
    key: str,
    targets: Sequence[Target],
    parents: Mapping[str, Sheet],
) -> None:
    for target in targets:
        field = target.field(key)
        if field is not None:
            found.fields[target.row][field.pointer] = [column]
            continue
        parent = parents.get(target.sheet.parent)
        around = parent.column(f"{parent.row}/{key}") if parent is not None else None
        if around is not None:
            found.around[around.pointer] = column


def _take_out_form_marks(
    found: ColumnMap,
    free: dict[int, str],
    values: Mapping[int, Sequence[CellValue]],
    parents: Mapping[str, Sheet],
) -> None:
    """ "LĐTT | CSTĐCS" with ticks: who is ticked is in the award of that form."""
    for column, header in list(free.items()):
        form = list_headings.form_in(header.rpartition("\n")[2], parents, whole=True)
        if form and values[column] and all(map(value_shapes.is_mark, values[column])):
            found.form_marks[column] = form
            del free[column]


def _headed_kinds(
    grid: Grid,
    found: ColumnMap,
    end: int,
    targets: Sequence[Target],
    parents: Mapping[str, Sheet],
) -> set[str]:
    """The lists that headings between the rows name: "I. TẬP THỂ"."""
    columns = found.header.columns
    rows = set(range(found.header.last + 1, end)) - {*_listed_rows(grid, found, end)}
    lines = (text(value) for row in rows for value in grid.filled(row, columns).values())
    named = (list_headings.read_heading(None, line, targets, parents).target for line in lines)
    return {target.key for target in named if target is not None}


def _name_every_kind(
    found: ColumnMap,
    values: Mapping[int, Sequence[CellValue]],
    targets: Sequence[Target],
    headed: Iterable[str],
) -> None:
    """The column that names rows names those of every kind that a column of kinds, of marks, or a heading speaks of."""
    kinds = {*found.marks.values(), *headed}
    if found.kind is not None:
        named = (kind_of(text(value), targets) for value in values[found.kind])
        kinds |= {target.key for target in named if target is not None}
    columns = next((found.names(target) for target in targets if found.names(target)), [])
    for target in targets:
        if columns and target.key in kinds and not found.takes(target):
            # Where most names are units it was taken for the place where people work.
            fields = found.fields[target.row]
            found.fields[target.row] = {p: held for p, held in fields.items() if held != columns}
            found.fields[target.row][target.name.pointer] = list(columns)


# --- what is around the rows, and what is left ---------------------------------------------------


def _add_fields_around(
    found: ColumnMap,
    free: Mapping[int, str],
    targets: Sequence[Target],
    parents: Mapping[str, Sheet],
) -> None:
    """Columns that say something of the row around: the form of the award, its occasion."""
    taken = found.used()
    sheets = [parents[t.sheet.parent] for t in targets if t.sheet.parent in parents]
    for field in (column for sheet in sheets for column in sheet.columns):
        if field.role != "value" or field.many or field.kind not in ("text", "title", "choice"):
            continue
        if field.pointer in found.around:
            continue
        for column, header in free.items():
            least = 2 if field.kind == "choice" else 4
            likeness = vocabulary.likeness(header, field.pointer, field.label)
            if column not in taken and likeness >= least:
                found.around[field.pointer] = column
                taken.add(column)
                break


_DAY = re.compile(
    r"ngày\s+\S+\s+tháng\s+\S+\s+năm\s+\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|/\d{4}/", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _is_of_the_past(header: str, caption: str) -> bool:
    """Whether a column tells of what somebody was granted before: "Đã được khen", "Danh hiệu năm 2024" below "NĂM 2025"."""
    if vocabulary.speaks_of("past_words", header):
        return True
    years, titled = (set(_YEAR.findall(_DAY.sub(" ", text))) for text in (header, caption))
    return bool(years and titled) and max(years) < min(titled)


def _note_money_units(found: ColumnMap, caption: str, targets: Sequence[Target]) -> None:
    for target in targets:
        for field in target.fields:
            for column in found.of(target).get(field.pointer, ()) if field.kind == "money" else ():
                unit = vocabulary.money_unit(found.header.texts.get(column, ""))
                found.units[column] = unit if unit > 1 else vocabulary.money_unit(caption)


def _note_unused(
    found: ColumnMap, grid: Grid, end: int, values: Mapping[int, Sequence[CellValue]]
) -> None:
    """Every column that holds something and gives nothing, with the reason."""
    used, texts = found.used(), found.header.texts
    for column in found.header.columns:
        if column in grid.page.hidden_columns and values[column]:
            found.unused.setdefault(column, "cột bị ẩn nên không đọc")
        elif not values[column] and _holds_errors(grid, found.header, end, column):
            found.release(column)
            found.unused[column] = "toàn lỗi công thức (#N/A) nên bỏ qua"
        elif column not in used and (values[column] or column in texts):
            reason = NO_FIELD if column in texts else "không có tiêu đề"
            found.unused.setdefault(column, reason)


def _holds_errors(grid: Grid, header: Header, end: int, column: int) -> bool:
    return any(
        (row, column) in grid.page.broken or is_error(grid.value(row, column))
        for row in range(header.last + 1, end)
    )

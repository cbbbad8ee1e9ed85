"""What each column of a list means, step by step; see ``map_columns``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.importing import field_columns, roll_call, special_columns, vocabulary
from service.importing.column_map import KIND, NO_FIELD, NUMBER, UNUSED, ColumnMap
from service.importing.grid import Grid, is_error
from service.importing.header_rows import Header
from service.importing.targets import Target
from service.workbook.plan import Sheet
from service.workbook.values import CellValue


def map_columns(
    grid: Grid,
    header: Header,
    targets: Sequence[Target],
    parents: Mapping[str, Sheet],
    corrections: Mapping[int, str] | None = None,
    caption: str = "",
) -> ColumnMap:
    """The columns of a list. ``corrections`` name a field, ``number``, ``kind`` or ``-`` by column."""
    values = _values(grid, header)
    texts = {c: text for c, text in header.texts.items() if c not in grid.page.hidden_columns}
    found = ColumnMap(header)
    free = special_columns.take_out(found, texts, values, targets)
    for target in targets:
        found.fields[target.row] = field_columns.by_headers(target, free, texts)
    if corrections:
        _correct(found, corrections, targets, parents)
    elif not header.texts:
        field_columns.propose(found, values, targets)
    roll_call.add_reasons(found, values, targets)
    field_columns.drop_measures(found, values, targets)
    _add_fields_around(found, free, targets, parents)
    field_columns.add_honorifics(found, texts, values, targets)
    _note_money_units(found, caption, targets)
    _note_unused(found, grid, values)
    return found


def _values(grid: Grid, header: Header) -> dict[int, list[CellValue]]:
    """By column: what stands below the headers, without errors of formulas."""
    return {
        column: [
            value
            for row in range(header.last + 1, grid.height)
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
        if field.role != "value" or field.many or field.kind not in ("text", "choice"):
            continue
        if field.pointer in found.around:
            continue
        for column, text in free.items():
            if column not in taken and vocabulary.likeness(text, field.pointer, field.label) >= 2:
                found.around[field.pointer] = column
                taken.add(column)
                break


def _note_money_units(found: ColumnMap, caption: str, targets: Sequence[Target]) -> None:
    for target in targets:
        for field in target.fields:
            for column in found.of(target).get(field.pointer, ()) if field.kind == "money" else ():
                unit = vocabulary.money_unit(found.header.texts.get(column, ""))
                found.units[column] = unit if unit > 1 else vocabulary.money_unit(caption)


def _note_unused(found: ColumnMap, grid: Grid, values: Mapping[int, Sequence[CellValue]]) -> None:
    """Every column that holds something and gives nothing, with the reason."""
    used, texts = found.used(), found.header.texts
    for column in found.header.columns:
        if column in grid.page.hidden_columns and values[column]:
            found.unused.setdefault(column, "cột bị ẩn nên không đọc")
        elif not values[column] and _holds_errors(grid, found.header, column):
            found.release(column)
            found.unused[column] = "toàn lỗi công thức (#N/A) nên bỏ qua"
        elif column not in used and (values[column] or column in texts):
            reason = NO_FIELD if column in texts else "không có tiêu đề"
            found.unused.setdefault(column, reason)


def _holds_errors(grid: Grid, header: Header, column: int) -> bool:
    return any(c == column and row > header.last for row, c in grid.page.broken) or any(
        is_error(grid.value(row, column)) for row in range(header.last + 1, grid.height)
    )

"""A clerk at work, for the tests: forms filled in by their pointers, and lists typed into new sheets."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from service import documents, intake, workbook
from service.schema import input_outline, pointers
from service.schema.input_outline import Item
from service.workbook import plan, table_sheet

ROOT = Path(__file__).resolve().parent.parent.parent
SLUGS = list(documents.TYPES)


def items(slug: str) -> list[Item]:
    return input_outline.items(documents.get(slug).schema)


def sample(slug: str, name: str | None = None) -> Any:
    return json.loads((ROOT / "samples" / f"{name or slug}.json").read_text(encoding="utf-8"))


def saved(book: openpyxl.Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def sheet_of(rows: Iterable[Sequence[Any]], title: str = "Sheet1") -> bytes:
    """A clerk's own list, row by row."""
    return book_of({title: rows})


def book_of(sheets: Mapping[str, Iterable[Sequence[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(list(row))
    return saved(book)


def fill(form: bytes, data: Any, slug: str) -> bytes:
    """The form as a clerk fills it in: by the pointers of its hidden rows and columns."""
    book = opened(form)
    sheets = {form_sheet.title: form_sheet for form_sheet in plan.sheets(items(slug))}
    numbers: dict[str, int] = {}
    for page in book.worksheets:
        sheet = sheets.get(page.title)
        if sheet is None:
            continue
        if sheet.shape == "single":
            _fill_general(page, data)
        elif sheet.shape == "grid":
            _fill_tables(page, sheet, data, numbers)
        else:
            _fill_rows(page, sheet, data, numbers)
    return saved(book)


def _typed(value: Any, item: Item | None) -> Any:
    if isinstance(value, list):
        return "\n".join(_line(line) for line in value)
    if item is not None and item.choices:
        return dict(item.choices)[value]
    if item is not None and item.kind in ("date", "partial_date"):
        year, month, day = value.split("-")
        return f"{day}/{month}/{year}"
    if item is not None and item.kind == "moment":
        return dt.datetime.fromisoformat(value)
    if isinstance(value, bool):
        return "x" if value else "Không"
    return value


def _line(value: Any) -> str:
    """One value of a cell that holds several; lines of a second level stand below theirs."""
    return value if isinstance(value, str) else "\n+ ".join((value["text"], *value["items"]))


def _fill_general(page: Any, data: Any) -> None:
    known = {column.pointer: column for column in _flat()}
    for row in range(1, page.max_row + 1):
        pointer = page.cell(row, 5).value
        if isinstance(pointer, str) and pointer.startswith("/"):
            value = pointers.find(data, pointer.removesuffix("/*"))
            if value is not None:
                page.cell(row, 2).value = _typed(value, known.get(pointer))


def _flat() -> list[Item]:
    return [item for slug in SLUGS for item in items(slug)]


def _rows(data: Any, row: str, tree: bool, above: Iterable[str]) -> list[tuple[str, int]]:
    """The rows of a list with their levels; ``above`` are those of the lists before it."""

    def below(listed: str, level: int) -> list[tuple[str, int]]:
        found = []
        for index, _ in enumerate(pointers.find(data, listed) or ()):
            found.append((f"{listed}/{index}", level))
            if tree:
                found += below(f"{listed}/{index}/{listed.rpartition('/')[2]}", level + 1)
        return found

    around, star, rest = row.removesuffix("/*").rpartition("/*/")
    if not star:
        return below(rest, 1)
    return [
        step
        for parent in above
        if _is_row_of(parent, around)
        for step in below(f"{parent}/{rest}", 1)
    ]


def _is_row_of(pointer: str, listed: str) -> bool:
    """Whether a row is one of a list, at any depth of a tree."""
    names = [step for step in pointer.split("/") if not step.isdigit()]
    wanted = [step for step in listed.split("/") if step != "*"]
    return names[: len(wanted)] == wanted and set(names[len(wanted) :]) <= {wanted[-1]}


def _fill_rows(page: Any, sheet: plan.Sheet, data: Any, numbers: dict[str, int]) -> None:
    line = page.max_row
    for number, (pointer, level) in enumerate(
        _rows(data, sheet.row, sheet.shape == "tree", list(numbers)), 1
    ):
        line += 1
        numbers[pointer] = number
        for place, column in enumerate(sheet.columns, 1):
            value: Any
            if column.role == "number":
                value = number
            elif column.role == "level":
                value = level
            elif column.role == "parent":
                value = numbers[pointer.rsplit("/", 2)[0]]
            elif column.role == "kind":
                value = dict(column.choices)[next(iter(pointers.find(data, pointer)))]
            else:
                inside = column.pointer.removeprefix(sheet.row).removesuffix("/*")
                value = pointers.find(data, pointer + inside)
                if value is None and column.alone:
                    value = pointers.find(data, pointer + inside.rpartition("/")[0])
                value = None if isinstance(value, dict) else value
                value = (
                    _typed(value, column.item if isinstance(value, (str, bool)) else None)
                    if value is not None
                    else None
                )
            if value is not None:
                page.cell(line, place).value = value


def _fill_tables(page: Any, sheet: plan.Sheet, data: Any, numbers: dict[str, int]) -> None:
    line = page.max_row
    for owner, number in list(numbers.items()):
        table = pointers.find(data, owner + sheet.row.removeprefix(sheet.parent))
        if not _is_row_of(owner, sheet.parent.removesuffix("/*")) or not isinstance(table, dict):
            continue
        for kind, cells in table_sheet.lines(sheet, table):
            line += 1
            page.cell(line, 1).value = number
            page.cell(line, 2).value = kind
            for index, cell in enumerate(cells):
                page.cell(line, 3 + index).value = cell


__all__ = [
    "SLUGS",
    "book_of",
    "fill",
    "items",
    "opened",
    "sample",
    "saved",
    "sheet_of",
]


def read(
    content: bytes, slug: str, *, limits: workbook.Limits | None = None, name: str = ""
) -> workbook.Reading:
    """A workbook of ours or a clerk's own, as an upload is read."""
    return intake.parse_workbook(content, slug, limits, name)


def marked(content: bytes, violations: Sequence[Any], slug: str, *, name: str = "") -> bytes:
    """The workbook with violations marked in it, as form-checks gives it back."""
    return workbook.mark(content, violations, read(content, slug, name=name).sheets, name=name)


def skipped(reading: workbook.Reading) -> list[tuple[str, int, str]]:
    """Sheet, row and reason of every row that was not taken; row 0 for a whole sheet."""
    return [
        reported
        for sheet in reading.sheets
        for reported in (
            [(sheet.name, skipped.row, skipped.why) for skipped in sheet.rows_skipped]
            if sheet.used
            else [(sheet.name, 0, sheet.why)]
        )
    ]


def errors(reading: workbook.Reading) -> list[tuple[str, str | None]]:
    """Code and cell of every error of a sheet itself."""
    return [
        (violation.code, violation.cell)
        for violation in reading.violations
        if violation.severity == "error"
    ]

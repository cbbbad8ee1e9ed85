"""What a clerk struck out or hid in our form is not taken in silence."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.styles import Font

from service import workbook
from tests.workbook import workbooks
from tests.workbook.workbooks import SLUGS, items, opened, sample, saved

DECISION = "commendation-decision"
STRUCK = Font(strike=True)


def cell_of(book: Any, text: Any) -> Any:
    """The first cell that holds a text."""
    return next(
        cell for page in book.worksheets for row in page for cell in row if cell.value == text
    )


def filled(slug: str) -> Any:
    return opened(workbook.form(items(slug), "Tên", sample(slug)))


def asked(found: Any) -> list[tuple[str, str, str, str | None]]:
    return [(one.code, one.severity, one.pointer, one.cell) for one in found.violations]


def strike(cells: Any) -> None:
    for cell in cells:
        if isinstance(cell.value, str):
            cell.font = STRUCK


def hide(cells: Any) -> None:
    cells[0].parent.row_dimensions[cells[0].row].hidden = True


@pytest.mark.parametrize(
    ("take_back", "how"), [(strike, "bị gạch ngang"), (hide, "bị lọc hoặc bị ẩn")]
)
def test_a_row_struck_out_or_hidden_is_left_out_and_told(take_back: Any, how: str) -> None:
    book = filled(DECISION)
    people = sample(DECISION)["awards"][0]["individuals"]
    first = cell_of(book, people[0]["full_name"])
    take_back(first.parent[first.row])
    found = workbooks.read(saved(book), DECISION)
    assert found.data["awards"][0]["individuals"] == people[1:]
    (told,) = [one for one in found.violations if one.code == "row_not_taken"]
    assert told.severity == "warning"
    assert f"Dòng {first.row} của “{first.parent.title}” {how}" in told.message
    why = [why for name, _, why in workbooks.skipped(found) if name == first.parent.title]
    assert f"dòng {how} nên không đọc" in why


@pytest.mark.parametrize(
    ("slug", "pointer"),
    [
        (DECISION, "/awards/0/individuals/1/position"),
        (DECISION, "/awards/0/individuals/1/full_name"),
        (DECISION, "/awards/0/collectives/0/name"),
        (DECISION, "/organ/organ_name"),
        ("conference-minutes", "/attendees/0/position"),
    ],
)
def test_another_cell_is_taken_and_told_where_it_stands(slug: str, pointer: str) -> None:
    book, value = filled(slug), sample(slug)
    for step in pointer.strip("/").split("/"):
        value = value[int(step)] if step.isdigit() else value[step]
    cells = [
        cell
        for page in book.worksheets
        for row in page
        for cell in row
        if cell.value == value and not page.row_dimensions[cell.row].hidden
    ]
    for cell in cells:
        cell.font = STRUCK
    found = workbooks.read(saved(book), slug)
    assert found.data == sample(slug)
    told = asked(found)
    assert {(code, severity) for code, severity, _, _ in told} == {("struck_out", "warning")}
    assert pointer in {at for _, _, at, _ in told}
    assert {cell for _, _, _, cell in told} <= {f"{c.parent.title}!{c.coordinate}" for c in cells}


def test_a_cell_of_several_lines_is_told_as_their_list() -> None:
    book = filled(DECISION)
    name = workbooks.read(saved(book), DECISION).cells["/recipients"]
    sheet, _, place = name.rpartition("!")
    book[sheet][place].font = STRUCK
    ((code, _, pointer, cell),) = asked(workbooks.read(saved(book), DECISION))
    assert (code, pointer, cell) == ("struck_out", "/recipients", name)


def test_a_figure_of_a_table_is_told_too() -> None:
    slug = "summary-report"
    book = filled(slug)
    page = next(page for page in book.worksheets if "ảng" in page.title)
    cell = next(c for row in page for c in row if isinstance(c.value, int | float) and c.column > 3)
    cell.font = STRUCK
    found = workbooks.read(saved(book), slug)
    assert found.data == sample(slug)
    ((code, _, pointer, where),) = asked(found)
    assert (code, where) == ("struck_out", f"{page.title}!{cell.coordinate}")
    assert "/rows/" in pointer


@pytest.mark.parametrize("slug", SLUGS)
def test_a_form_without_a_line_through_anything_is_not_asked_about(slug: str) -> None:
    found = workbooks.read(saved(filled(slug)), slug)
    assert [one for one in asked(found) if one[0] in ("struck_out", "row_not_taken")] == []

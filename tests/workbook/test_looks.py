"""How a workbook looks to a clerk who opens it: every cell with its look, widths, heights, drop-downs, what is hidden and printed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from service import documents, workbook
from tests.recorded import Record
from tests.workbook.test_mark import DECISION, DOUBTED, NOWHERE, WRONG, marked, own_list
from tests.workbook.test_reading_sheet import LIST
from tests.workbook.workbooks import SLUGS, items, opened, read, sample

#: So much of a text tells which one it is; what it says is another test's.
_SHOWN = 24


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _look(cell: Any) -> str:
    """Font, fill, lines, alignment and format, as far as they are not those of any cell."""
    font, lies = cell.font, cell.alignment
    said = (
        f"{font.name} {font.sz}",
        "bold" * bool(font.b),
        "italic" * bool(font.i),
        f"#{font.color.rgb}" if font.color is not None and font.color.type == "rgb" else "",
        f"on #{cell.fill.fgColor.rgb}" if cell.fill.fill_type else "",
        f"boxed {cell.border.left.style}" if cell.border.left.style else "",
        " ".join(filter(None, (lies.horizontal, lies.vertical, "wrapped" * bool(lies.wrap_text)))),
        "" if cell.number_format == "General" else cell.number_format,
        f"-> {cell.hyperlink.location}" if cell.hyperlink else "",
    )
    return ", ".join(filter(None, said))


def _cells(page: Worksheet) -> Iterator[str]:
    """Cells that look alike and stand one beside the other are one line."""
    for row in page.iter_rows():
        run: list[Any] = []
        for cell in [*row, None]:
            if run and (cell is None or _look(cell) != _look(run[0])):
                said = " | ".join("" if one.value is None else _shown(one.value) for one in run)
                if said.strip(" |") or run[0].has_style:
                    yield f"{run[0].coordinate} [{_look(run[0])}] {said}".rstrip()
                run = []
            run.append(cell)
        yield from (
            f"  note {cell.coordinate} {cell.comment.width:g}x{cell.comment.height:g} of {cell.comment.author}: {_shown(cell.comment.text)}"
            for cell in row
            if cell.comment
        )


def _page(page: Worksheet) -> Iterator[str]:
    yield f"= {page.title} ({page.sheet_state}), frozen at {page.freeze_panes}, merged {page.merged_cells.ranges}"
    for letter, column in sorted(page.column_dimensions.items()):
        hidden = ", hidden" * bool(column.hidden)
        yield f"column {letter}-{column.max}: {column.width:g}, {column.number_format}{hidden}"
    heights = [
        f"{row}: {about.height}{' hidden' * bool(about.hidden)}"
        for row, about in sorted(page.row_dimensions.items())
        if about.height or about.hidden
    ]
    yield f"rows {', '.join(heights)}"
    setup = page.page_setup
    yield (
        f"paper {setup.paperSize} {setup.orientation}, {setup.fitToWidth}x{setup.fitToHeight} fitted {page.sheet_properties.pageSetUpPr and page.sheet_properties.pageSetUpPr.fitToPage},"
        f" titles {page.print_title_rows}, area {page.print_area}"
    )
    for rule in page.data_validations.dataValidation:
        words = f"{_shown(rule.formula1)} {_shown(rule.formula2)} {rule.operator}"
        shown = f"blank {rule.allowBlank}, told {rule.showErrorMessage}"
        yield f"check {rule.sqref} {rule.type} {words} ({shown}): {rule.errorTitle} {rule.error}"
    yield from _cells(page)


def _text(content: bytes) -> str:
    book = opened(content)
    pages = [line for page in book.worksheets for line in _page(page)]
    first = book.worksheets[book.index(book.active)].title if book.active else ""
    return "\n".join([f"{book.properties.title}, opens at {first}", *pages])


def _form(slug: str, *, filled: bool) -> str:
    data = sample(slug, f"minimal/{slug}") if filled else None
    return _text(workbook.form(items(slug), documents.get(slug).title, data))


def _marked_list() -> str:
    return _text(marked(own_list(), WRONG, DOUBTED, NOWHERE))


def _account() -> str:
    return _text(marked(LIST, *read(LIST, DECISION).violations))


RECORD = Record(
    Path(__file__).with_name("looks.txt"),
    {
        **{f"the empty form of {slug}": partial(_form, slug, filled=False) for slug in SLUGS},
        "the form of a report with values": partial(_form, "summary-report", filled=True),
        "a clerk's list with its violations": _marked_list,
        "a clerk's list of which not all was taken": _account,
    },
)


@pytest.mark.parametrize("name", RECORD.cases)
def test_a_workbook_looks_as_clerks_know_it(name: str) -> None:
    assert RECORD.made(name) == RECORD.expected[name]


def test_every_recorded_workbook_is_still_made() -> None:
    assert list(RECORD.expected) == list(RECORD.cases)

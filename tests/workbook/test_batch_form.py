"""A workbook with a document a row says just what a form of each document would have said."""

from __future__ import annotations

import json

import pytest

from service import documents, intake, workbook
from service.workbook import batch_form
from tests.workbook.workbooks import ROOT, SLUGS, opened, saved


@pytest.mark.parametrize("slug", SLUGS)
def test_many_documents_come_back_as_each_would_from_its_own_form(slug: str) -> None:
    """Sections of reports, tables in sections and lists in lists among them."""
    items = intake.items(documents.get(slug))
    files = sorted((ROOT / "samples").rglob(f"{slug}*.json"))
    inputs = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert len(inputs) > 2
    many = batch_form.listed(items)
    form = intake.batch_workbook(documents.get(slug), inputs)
    reading = workbook.read_form(workbook.open_book(form, workbook.Limits()), many)
    assert reading is not None
    found = batch_form.split(reading)
    for data, document in zip(inputs, found, strict=True):
        alone = workbook.read_form(
            workbook.open_book(workbook.form(items, "", data), workbook.Limits()), items
        )
        assert isinstance(document, workbook.FoundDocument) and alone is not None
        assert (document.data, document.violations) == (alone.data, ())
        assert document.cells.keys() >= {"/subject", "/signer/position"} & alone.cells.keys()


def test_the_sections_of_each_report_begin_anew_and_have_levels_of_their_own() -> None:
    form = opened(intake.batch_workbook(documents.get("summary-report")))
    page = form["Đề mục"]
    places = {cell.value: cell.column or 0 for cell in page[1]}
    rows = [(1, 1, "Một"), (1, 2, "Một chấm một"), (2, 1, "Hai"), (2, 3, "Sâu quá")]
    for number, (document, level, heading) in enumerate(rows, 4):
        page.cell(number, places["/documents/*"], document)
        page.cell(number, places["/documents/*/sections/*/sections"], level)
        page.cell(number, places["/documents/*/sections/*/heading"], heading)
    for row in (4, 5):
        form["Văn bản"].cell(row, 1, row - 3)
        form["Văn bản"].cell(row, 2, "Sở Ngoại vụ")
    first, second = intake.documents_of_workbook(saved(form), documents.get("summary-report"))
    assert isinstance(first, workbook.FoundDocument) and isinstance(second, workbook.FoundDocument)
    assert first.data["sections"] == [{"heading": "Một", "sections": [{"heading": "Một chấm một"}]}]
    assert second.data["sections"][0]["heading"] == "Hai"
    assert [(fault.code, fault.cell) for fault in second.violations] == [
        ("wrong_level", "Đề mục!C7")
    ]

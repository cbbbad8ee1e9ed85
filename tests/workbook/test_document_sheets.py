"""A workbook with a sheet for each document says just what a form of each document would have said."""

from __future__ import annotations

import json
from typing import Any

import openpyxl
import pytest

from service import documents, intake, workbook
from service.errors import InputTooLarge, UnreadableInput
from service.workbook import FoundDocument, LeftOut, bounds
from tests.workbook.workbooks import ROOT, SLUGS, book_of, opened, sample, saved

SLUG = "commendation-decision"
TYPE = documents.get(SLUG)
DATA = sample(SLUG)
GENERAL = "Thông tin chung"


def numbered(number: int) -> Any:
    return {**DATA, "code_number": number}


def read(book: openpyxl.Workbook | bytes) -> list[FoundDocument | LeftOut]:
    body = book if isinstance(book, bytes) else saved(book)
    return intake.documents_of_workbook(body, TYPE)


def numbers(found: list[FoundDocument | LeftOut]) -> dict[str, Any]:
    """The documents by their names, each with the number that was typed into it."""
    return {one.name: one.data["code_number"] for one in found if isinstance(one, FoundDocument)}


def told(found: list[FoundDocument | LeftOut]) -> dict[str, str]:
    return {one.name: one.violation.message for one in found if isinstance(one, LeftOut)}


def cells_of(body: bytes, copy: str = "") -> dict[str, list[list[Any]]]:
    """The sheets of a form but its guide, called as Excel calls copies of them."""
    pages = opened(body).worksheets[1:]
    return {f"{page.title}{copy}": [list(row) for row in page.values] for page in pages}


def form_of(number: int, copy: str = "") -> dict[str, list[list[Any]]]:
    return cells_of(intake.form_workbook(TYPE, numbered(number)), copy)


def row_of(page: Any, text: str) -> int:
    found: int = next(cell.row for line in page for cell in line if cell.value == text)
    return found


@pytest.mark.parametrize("slug", SLUGS)
def test_each_sheet_is_what_its_own_form_would_have_been(slug: str) -> None:
    """Sections of reports, tables in sections and lists in lists among them."""
    document_type = documents.get(slug)
    files = sorted((ROOT / "samples").rglob(f"{slug}*.json"))
    inputs = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert len(inputs) > 2
    body = intake.sheets_workbook(document_type, inputs)
    found = intake.documents_of_workbook(body, document_type)
    assert [one.name for one in found] == [f"Văn bản {n + 1}" for n in range(len(inputs))]
    for data, document in zip(inputs, found, strict=True):
        alone = intake.parse_workbook(intake.form_workbook(document_type, data), slug)
        assert isinstance(document, FoundDocument)
        assert (document.data, document.violations) == (alone.data, ())
        assert {cell.partition("!")[0] for cell in document.cells.values()} == {document.name}


@pytest.mark.parametrize("slug", SLUGS)
def test_an_empty_form_is_the_same_each_time_and_holds_no_document(slug: str) -> None:
    document_type = documents.get(slug)
    body = intake.sheets_workbook(document_type)
    assert body == intake.sheets_workbook(document_type)
    assert opened(body).sheetnames == ["Hướng dẫn", "Văn bản 1", "Văn bản 2", "Văn bản 3"]
    assert intake.documents_of_workbook(body, document_type) == []


def test_a_sheet_may_be_renamed_and_get_rows_and_its_faults_name_it_and_the_cell() -> None:
    book = opened(intake.sheets_workbook(TYPE, [numbered(1), numbered(2)]))
    page = book["Văn bản 2"]
    page.title = "Sở A"
    people = row_of(page, "Cá nhân")
    # Excel moves what is below; openpyxl moves values, and a hidden row has no other sign here.
    page.insert_rows(people + 4, 2)
    page.cell(people + 4, 3, "Lê Văn Bốn")
    page.cell(people + 4, 2, 9)
    number = row_of(page, "Số")
    page.cell(number, 2, "=1/0")
    page.cell(row_of(page, "Trích yếu *"), 2, "Tặng Giấy khen")
    first, second = read(book)
    assert isinstance(first, FoundDocument) and isinstance(second, FoundDocument)
    assert (first.name, second.name) == ("Văn bản 1", "Sở A")
    assert first.data["code_number"] == 1 and second.data["subject"] == "Tặng Giấy khen"
    assert {(fault.code, fault.cell) for fault in second.violations} == {
        ("formula_error", f"Sở A!B{number}"),
        ("unknown_parent", f"Sở A!B{people + 4}"),
    }
    assert first.violations == ()


def test_copied_forms_one_behind_the_other_are_a_document_each() -> None:
    book = book_of({**form_of(1), **form_of(2, " (2)"), **form_of(3, " (3)")})
    found = read(book)
    assert numbers(found) == {GENERAL: 1, f"{GENERAL} (2)": 2, f"{GENERAL} (3)": 3}
    names = [
        one.data["awards"][0]["individuals"] for one in found if isinstance(one, FoundDocument)
    ]
    assert names[0] and names == [names[0]] * 3


def test_two_documents_on_one_sheet_are_told_apart_by_their_rows() -> None:
    pages = cells_of(intake.sheets_workbook(TYPE, [numbered(1), numbered(2)]))
    one, two = pages["Văn bản 1"], pages["Văn bản 2"]
    assert numbers(read(book_of({"Sở A": [*one, *two]}))) == {
        "Sở A, dòng 4": 1,
        f"Sở A, dòng {len(one) + 4}": 2,
    }


@pytest.mark.parametrize(
    ("moved", "unclear"),
    [
        # Copied sheet by sheet, each beside its own.
        ([GENERAL, f"{GENERAL} (2)", "Khen thưởng", "Khen thưởng (2)"], "Khen thưởng"),
        # The first document has the list, the second is behind it and has none.
        ([GENERAL, f"{GENERAL} (2)", "Cá nhân"], "Cá nhân"),
        (["Cá nhân", GENERAL, f"{GENERAL} (2)"], "Cá nhân"),
        ([GENERAL, f"{GENERAL} (2)", "Cá nhân (2)", "Cá nhân (3)"], "Cá nhân (3)"),
    ],
)
def test_a_list_that_may_be_anothers_is_given_to_nobody(moved: list[str], unclear: str) -> None:
    pages = {**form_of(1), **form_of(2, " (2)"), **form_of(3, " (3)")}
    with pytest.raises(
        UnreadableInput, match=f"“{unclear}”".replace("(", r"\(").replace(")", r"\)")
    ):
        read(book_of({name: pages[name] for name in moved}))


def test_a_list_under_a_name_of_the_clerks_own_belongs_to_the_document_before_it() -> None:
    pages = {**form_of(1), **form_of(2, " (2)")}
    awards = {"Người của 1": pages["Cá nhân"], "Khen của 2": pages["Khen thưởng"]}
    order = [GENERAL, "Khen thưởng", "Người của 1", f"{GENERAL} (2)", "Khen của 2"]
    first, second = read(book_of({name: {**pages, **awards}[name] for name in order}))
    assert isinstance(first, FoundDocument) and isinstance(second, FoundDocument)
    assert first.data["awards"][0]["individuals"]
    assert second.data["awards"] and "individuals" not in second.data["awards"][0]


def test_rows_and_sheets_in_one_workbook_are_all_taken_and_it_is_said() -> None:
    rows = cells_of(intake.batch_workbook(TYPE, [numbered(1), numbered(2)]))
    sheets = cells_of(intake.sheets_workbook(TYPE, [numbered(3)]))
    found = read(book_of({**rows, **sheets, "Nháp": [["ghi nhớ"]]}))
    assert numbers(found) == {"Văn bản, dòng 4": 1, "Văn bản, dòng 5": 2, "Văn bản 1": 3}
    mixed = {one.name: one.violations for one in found if isinstance(one, FoundDocument)}
    (warning,) = mixed.pop("Văn bản 1")
    assert (warning.code, warning.severity) == ("both_ways", "warning")
    assert set(mixed.values()) == {()}
    assert list(told(found)) == ["Trang tính “Nháp”"]
    # A form for rows that nobody filled in is no second way.
    blank = cells_of(intake.batch_workbook(TYPE))
    (alone,) = read(book_of({**blank, **sheets}))
    assert isinstance(alone, FoundDocument) and alone.violations == ()


def test_hidden_sheets_and_sheets_of_another_kind_are_told_and_not_taken() -> None:
    book = opened(intake.sheets_workbook(TYPE, [numbered(n) for n in range(1, 4)]))
    book["Văn bản 2"].sheet_state = "hidden"
    book.create_sheet("Nháp").append(["ghi nhớ"])
    found = read(book)
    assert numbers(found) == {"Văn bản 1": 1, "Văn bản 3": 3}
    assert {name: "ẩn" in why for name, why in told(found).items()} == {
        "Trang tính “Văn bản 2”": True,
        "Trang tính “Nháp”": False,
    }


def test_a_list_whose_hidden_row_was_deleted_is_told_row_by_row() -> None:
    book = opened(intake.sheets_workbook(TYPE, [numbered(1), numbered(2)]))
    page = book["Văn bản 1"]
    people = row_of(page, "Cá nhân")
    page.delete_rows(people + 1)
    found = read(book)
    lost = [name for name in told(found) if name.startswith("Văn bản 1, dòng ")]
    # Its headers and its example too: nothing says any more which they are.
    count = sum(len(award.get("individuals", ())) for award in DATA["awards"])
    assert len(lost) == count + 2 and f"Văn bản 1, dòng {people + 3}" in lost
    (first, *_) = found
    assert isinstance(first, FoundDocument) and "individuals" not in first.data["awards"][0]


def test_where_one_document_is_wanted_one_filled_sheet_is_it_and_two_are_refused() -> None:
    one = intake.parse_workbook(intake.sheets_workbook(TYPE, [numbered(7)]), SLUG)
    assert one.own_form and one.data["code_number"] == 7
    with pytest.raises(
        UnreadableInput, match="2 văn bản, ở các trang tính “Văn bản 1”, “Văn bản 2”"
    ):
        intake.parse_workbook(intake.sheets_workbook(TYPE, [numbered(1), numbered(2)]), SLUG)


def test_lines_of_pointers_without_end_are_refused_before_anything_is_made_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "MOST_PART_ROWS", 50)
    line = ["/documents/*/subject"]
    assert (
        workbook.read_form(workbook.open_book(book_of({"A": [line] * 6}), workbook.Limits()), ())
        is None
    )
    from_many = workbook.open_book(book_of({"A": [["/awards/*/form"]] * 8}), workbook.Limits())
    with pytest.raises(InputTooLarge, match="nhiều nhất 50"):
        workbook.read_form(from_many, intake.items(TYPE))

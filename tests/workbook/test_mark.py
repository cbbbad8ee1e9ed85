"""A clerk's workbook comes back with its violations, and nothing of his own is lost."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from service import documents, workbook
from service.errors import Violation
from service.workbook import annotation, inspection
from tests.documents import inputs
from tests.libreoffice import workbook_as
from tests.workbook import workbooks
from tests.workbook.workbooks import SLUGS, items, opened, sample, saved, sheet_of

DECISION = "commendation-decision"
WRONG = Violation(
    "/awards/0/individuals/0/full_name",
    "Họ và tên",
    "too_long",
    "Quá dài; hãy rút gọn.",
    cell="DS!B2",
)
DOUBTED = Violation(
    "/awards/0/individuals/1/position",
    "Chức vụ",
    "odd",
    "Nên xem lại.",
    "warning",
    "=Trưởng phòng",
    "DS!C3",
)
NOWHERE = Violation("/subject", "Trích yếu", "required", "Chưa có trích yếu; hãy nhập mục này.")


def own_list() -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "DS"
    page.append(["STT", "Họ và tên", "Chức vụ", "Số năm"])
    page.append([1, "Nguyễn Văn An", "Trưởng phòng", "=2020-1990"])
    page.append([2, "Trần Thị Bình", "Chuyên viên", 5])
    page["B2"].fill = PatternFill("solid", fgColor="FF00FF00")
    page["B2"].font = Font(bold=True)
    page["C3"].comment = Comment("Hỏi lại anh Sơn", "chị Hoa")
    page.column_dimensions["B"].width = 33
    page["F10"] = "ghi chú riêng"
    return saved(book)


def seen(content: bytes) -> dict[str, list[object]]:
    """All that a clerk sees of a workbook."""
    return {
        f"{page.title}!{cell.coordinate}": [
            cell.value, cell.fill.fgColor.rgb, cell.fill.fill_type, cell.comment and cell.comment.text,
            cell.font.b, cell.number_format, cell.hyperlink and cell.hyperlink.location,
        ]
        for page in opened(content).worksheets
        for row in page.iter_rows()
        for cell in row
    }  # fmt: skip


def marked(content: bytes, *violations: Violation) -> bytes:
    return workbooks.marked(content, violations, DECISION)


def test_violations_stand_on_cells_in_a_column_and_on_a_sheet_of_their_own() -> None:
    book = opened(marked(own_list(), WRONG, DOUBTED, NOWHERE))
    page = book["DS"]
    assert page["B2"].comment.text == "Quá dài; hãy rút gọn."
    assert page["B2"].fill.fgColor.rgb != page["C3"].fill.fgColor.rgb != "00000000"
    assert (
        "Hỏi lại anh Sơn" in page["C3"].comment.text and "Nên xem lại." in page["C3"].comment.text
    )
    assert page["G1"].value == "Lỗi"
    assert page["G2"].value == "Họ và tên: Quá dài; hãy rút gọn."
    result = book["Kết quả kiểm tra"]
    assert result["A2"].value == "Có 2 lỗi phải sửa và 1 cảnh báo nên xem lại."
    assert result["C6"].hyperlink.location == "'DS'!B2"
    assert result["F7"].value == "=Trưởng phòng" and result["F7"].data_type == "s"
    assert [result.cell(row, 4).value for row in (6, 7, 8)] == ["Họ và tên", "Chức vụ", "Trích yếu"]


def test_layout_formulas_and_widths_stay() -> None:
    page = opened(marked(own_list(), WRONG))["DS"]
    assert page["D2"].value == "=2020-1990"
    assert page["B2"].font.bold
    assert page.column_dimensions["B"].width == 33
    assert page["F10"].value == "ghi chú riêng"


def test_a_corrected_workbook_is_marked_anew_without_a_trace_of_the_old_marks() -> None:
    once = marked(own_list(), WRONG, DOUBTED)
    assert seen(marked(once, WRONG, DOUBTED)) == seen(once)
    clean = opened(marked(once))
    page, before = clean["DS"], opened(own_list())["DS"]
    assert clean["Kết quả kiểm tra"]["A2"].value == "Không có lỗi nào."
    assert page["B2"].fill.fgColor.rgb == "FF00FF00"
    assert page["B2"].comment is None
    assert page["C3"].comment.text == "Hỏi lại anh Sơn"
    assert page["C3"].fill.fill_type is None
    for row in before.iter_rows():
        for cell in row:
            assert page[cell.coordinate].value == cell.value
    assert page["G1"].value is None and page["G2"].value is None


def test_the_marks_are_no_data() -> None:
    before = workbooks.read(own_list(), DECISION)
    after = workbooks.read(marked(own_list(), WRONG, DOUBTED), DECISION)
    assert after.data == before.data
    assert after.cells == before.cells
    assert {sheet for sheet, _, _ in workbooks.skipped(after)} == {
        sheet for sheet, _, _ in workbooks.skipped(before)
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_a_marked_form_is_still_the_form(slug: str) -> None:
    data = sample(slug)
    form = workbook.form(items(slug), "Tên", data)
    reading = workbooks.read(form, slug)
    violations = [
        Violation(pointer, "Mục", "x", "Sai.", cell=cell)
        for pointer, cell in list(reading.cells.items())[::3]
    ]
    content = workbooks.marked(form, violations, slug)
    again = workbooks.read(content, slug)
    assert again.data == data
    assert again.violations == ()
    assert workbooks.read(workbooks.marked(content, [], slug), slug).data == data


def test_values_that_formulas_gave_are_not_lost() -> None:
    book = openpyxl.load_workbook(io.BytesIO(own_list()))
    book["DS"]["B2"] = '="Nguyễn "&"Văn An"'
    for cell, formula in (("F11", "=1=1"), ("F12", "=DATE(2020,7,1)"), ("F13", "=1/8")):
        book["DS"][cell] = formula
    content = workbook_as(saved(book), "xlsx")
    marked_again = workbooks.marked(content, [WRONG], DECISION)
    reading = workbooks.read(marked_again, DECISION)
    assert reading.data["awards"][0]["individuals"][0]["full_name"] == "Nguyễn Văn An"
    assert workbooks.errors(reading) == []
    values = openpyxl.load_workbook(io.BytesIO(marked_again), data_only=True)["DS"]
    assert values["F11"].value is True
    assert values["F12"].value in (dt.datetime(2020, 7, 1), 44013)
    assert values["F13"].value == 0.125


@pytest.mark.parametrize("extension", ["xls", "ods"])
def test_other_formats_come_back_as_xlsx(extension: str) -> None:
    content = workbooks.marked(workbook_as(own_list(), extension), [WRONG], DECISION)
    book = opened(content)
    assert book["DS"]["B2"].comment.text == WRONG.message
    assert "định dạng" in book["Kết quả kiểm tra"]["A3"].value


def test_a_text_file_comes_back_as_xlsx_with_its_text_unharmed() -> None:
    violation = replace(WRONG, cell="ds!B2")
    content = workbooks.marked(
        "STT,Họ tên,Chức vụ\n1,=1+1,x\n".encode(), [violation], DECISION, name="ds.csv"
    )
    assert opened(content).sheetnames == ["Kết quả kiểm tra", "Đã đọc những gì", "ds"]
    cell = opened(content)["ds"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_real_violations_of_the_schema_reach_their_cells() -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ và tên", "Chức vụ", "Năm sinh"],
        [1, "Nguyễn Văn An", "A", "không rõ"],
        [2, None, "B", 1980],
    ]
    content = sheet_of(rows, "DS")
    reading = workbooks.read(content, DECISION)
    review = documents.get("commendation-decision").review(reading.data, inputs.REFERENCE)
    violations = [
        replace(violation, cell=reading.cells.get(violation.pointer)) for violation in review.errors
    ]
    page = opened(workbooks.marked(content, violations, DECISION))["DS"]
    assert page["D2"].comment is not None
    assert "Họ và tên" in page["B3"].comment.text


def test_pictures_that_cannot_be_kept_are_reported() -> None:
    held = io.BytesIO(own_list())
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("xl/media/image1.png", b"x")
    assert "Hình ảnh" in opened(marked(held.getvalue(), WRONG))["Kết quả kiểm tra"]["A3"].value


def test_a_workbook_that_was_counted_when_it_was_read_is_not_counted_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = own_list()
    reading = workbooks.read(content, DECISION)
    expected = workbook.mark(content, [WRONG], reading.sheets)
    monkeypatch.setattr(inspection, "inspect_package", None)
    assert workbook.mark(content, [WRONG], reading.sheets, seen=reading.seen) == expected


def test_two_thousand_rows_are_marked() -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ và tên", "Chức vụ"],
        *([i, f"Nguyễn Văn {i}", "A"] for i in range(1, 2001)),
    ]
    content = sheet_of(rows, "DS")
    violations = [replace(WRONG, cell=f"DS!B{row}") for row in range(2, 2002, 4)]
    page = opened(workbooks.marked(content, violations, DECISION))["DS"]
    assert sum(cell.comment is not None for cell in page["B"]) == 500


def test_a_hidden_sheet_of_another_kind_stays_hidden_and_a_merged_cell_has_its_note() -> None:
    book = openpyxl.load_workbook(io.BytesIO(own_list()))
    book["DS"].merge_cells("C2:C3")
    book.create_sheet("Nháp").append(["x"])
    book["Nháp"].sheet_state = "hidden"
    for content in (saved(book), workbook_as(saved(book), "ods")):
        again = opened(workbooks.marked(content, [replace(WRONG, cell="DS!C3")], DECISION))
        assert again["Nháp"].sheet_state == "hidden"
        assert WRONG.message in again["DS"]["C2"].comment.text


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("x" * 31, "x" * 31),
        ("x" * 32, "x" * 31),
        ("a[b]c:d*e?f", "a-b-c-d-e-f"),
        ("h'i", "h-i"),
    ],
)
def test_a_sheet_is_named_as_excel_allows_when_only_its_values_come_back(
    name: str, title: str
) -> None:
    content = workbooks.marked("Họ tên\nLê An\n".encode(), [], DECISION, name=f"{name}.csv")
    assert opened(content).sheetnames[-1] == title


def test_a_list_whose_file_has_a_long_name_has_its_marks_at_its_cells() -> None:
    name = "Danh sách khen thưởng tổng kết năm 2026"
    wrong = replace(WRONG, cell=f"{name}!A2")
    content = workbooks.marked("Họ tên\nLê An\n".encode(), [wrong], DECISION, name=f"{name}.csv")
    book = opened(content)
    page = book[name[:31]]
    assert WRONG.message in page["A2"].comment.text
    assert [page["B1"].value, page["B2"].value] == ["Lỗi", f"Họ và tên: {WRONG.message}"]
    linked = [
        cell.hyperlink.location
        for row in book["Kết quả kiểm tra"]
        for cell in row
        if cell.hyperlink
    ]
    assert linked == [f"'{name[:31]}'!A2"]


def test_sheets_whose_names_begin_alike_keep_titles_of_their_own_and_each_its_marks() -> None:
    names = [
        "Khen thưởng các phòng, ban, chi cục năm 2026",
        "Khen thưởng các phòng, ban, chi cục năm 2025",
    ]
    book = openpyxl.Workbook()
    book.worksheets[0].title = "A1"
    for title in ("A1", "A2"):
        page = book[title] if title in book.sheetnames else book.create_sheet(title)
        page.append(["Họ và tên", "Chức vụ"])
        page.append(["Nguyễn Văn An", "Trưởng phòng"])
    content = workbook_as(saved(book), "ods")
    for title, name in zip(("A1", "A2"), names, strict=True):
        content = renamed(content, title, name)
    violations = [replace(WRONG, cell=f"{name}!A2", message=f"{name[-4:]}.") for name in names]
    again = opened(workbooks.marked(content, violations, DECISION))
    short = names[0][:31]
    titles = [short, f"{short[:27]} (2)"]
    assert [title for title in again.sheetnames if title in titles] == titles
    said = [again[title]["A2"].comment.text for title in titles]
    assert ["2026." in said[0], "2025." in said[1]] == [True, True]


def renamed(ods: bytes, title: str, name: str) -> bytes:
    """The .ods with a sheet of another name, which LibreOffice allows to be of any length."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ods)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "content.xml":
                before = f'table:name="{title}"'.encode()
                assert part.count(before) == 1
                part = part.replace(before, f'table:name="{name}"'.encode())
            new.writestr(entry, part)
    return out.getvalue()


def test_a_title_has_31_letters_with_the_number_that_tells_it_from_another() -> None:
    assert annotation._title("x" * 40, []) == "x" * 31
    assert annotation._title("x" * 40, ["X" * 31]) == "x" * 27 + " (2)"
    assert annotation._title("x" * 40, ["x" * 31, "x" * 27 + " (2)"]) == "x" * 27 + " (3)"

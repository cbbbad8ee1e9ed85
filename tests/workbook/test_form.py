"""The form from the schema: filled in, moved about and read again it gives the same input."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from service import documents, workbook
from tests.documents import inputs
from tests.libreoffice import workbook_as, workbooks_as
from tests.workbook import workbooks
from tests.workbook.workbooks import SLUGS, fill, items, opened, sample, saved

every_type = pytest.mark.parametrize("slug", SLUGS)
INPUTS = [(slug, slug) for slug in SLUGS] + [(slug, f"minimal/{slug}") for slug in SLUGS]
INPUTS += [
    ("summary-report", "summary-report-2"),
    ("conference-minutes", "conference-minutes-2"),
]


def empty(slug: str) -> bytes:
    return workbook.form(items(slug), documents.get(slug).title)


@pytest.mark.parametrize(("slug", "name"), INPUTS)
def test_a_form_filled_in_by_hand_gives_the_input(slug: str, name: str) -> None:
    data = sample(slug, name)
    reading = workbooks.read(fill(empty(slug), data, slug), slug)
    assert reading.data == data
    assert reading.violations == ()
    assert {why for _, _, why in workbooks.skipped(reading)} <= {"dòng ví dụ của mẫu"}


@pytest.mark.parametrize(("slug", "name"), INPUTS)
def test_a_form_made_from_an_input_gives_it_back(slug: str, name: str) -> None:
    data = sample(slug, name)
    made = workbook.form(items(slug), "Tên", data)
    assert workbooks.read(made, slug).data == data


@pytest.mark.parametrize("extension", ["xlsx", "xls", "ods"])
def test_libreoffice_may_save_the_form_again(extension: str) -> None:
    forms = {slug: workbook.form(items(slug), "Tên", sample(slug)) for slug in SLUGS}
    for slug, content in workbooks_as(forms, extension).items():
        reading = workbooks.read(content, slug)
        assert reading.data == sample(slug)
        assert reading.violations == ()


@every_type
def test_an_empty_form_gives_no_data_and_names_the_cell_of_every_single_value(slug: str) -> None:
    reading = workbooks.read(empty(slug), slug)
    assert reading.data == {}
    assert reading.own_form
    missing = documents.get(slug).review(reading.data, inputs.REFERENCE).errors
    reported = {column.pointer for column in missing if column.pointer in reading.cells}
    assert {column.pointer for column in missing} == reported


@every_type
def test_the_same_form_has_the_same_bytes(slug: str) -> None:
    assert empty(slug) == empty(slug)


@every_type
def test_every_column_says_its_pointer_and_every_value_has_a_place(slug: str) -> None:
    book = opened(empty(slug))
    message: set[str] = set()
    for page in book.worksheets:
        for row in page.iter_rows():
            message |= {str(cell.value) for cell in row if str(cell.value).startswith("/")}
    for item in items(slug):
        if item.inside or item.repeats or "table" in item.pointer:
            continue
        pointer = f"{item.pointer}/*" if item.kind == "values" else item.pointer
        assert pointer in message, item.pointer


def test_pointers_are_hidden_headers_frozen_and_the_paper_is_a4() -> None:
    book = opened(empty("commendation-decision"))
    page = book["Cá nhân"]
    assert page.row_dimensions[1].hidden
    assert page.freeze_panes == "B3"
    assert str(page.page_setup.paperSize) == "9"
    assert page["A3"].value == "Ví dụ"
    assert page["D3"].font.italic
    assert page["D2"].value == "Họ và tên *"
    assert "Họ, tên đệm và tên" in page["D2"].comment.text
    general = book["Thông tin chung"]
    assert general.column_dimensions["E"].hidden
    rules = {rule.formula1 for rule in book["Khen thưởng"].data_validations.dataValidation}
    assert any("Giấy khen" in str(rule) for rule in rules)


def test_the_cell_of_a_value_has_its_format_and_no_other_cell_of_the_row_has() -> None:
    general = opened(empty("summary-report"))["Thông tin chung"]
    formats = {
        row[4].value: [cell.number_format for cell in row] for row in general.iter_rows(max_col=5)
    }
    assert formats["/issued_date"] == ["General", "dd/mm/yyyy", "General", "General", "General"]
    assert formats["/subject"] == ["General", "@", "General", "General", "General"]
    assert formats["/kind"] == ["General"] * 5


def test_a_column_is_as_wide_as_what_it_may_hold() -> None:
    book = opened(empty("commendation-decision"))
    assert book["Nơi nhận"].column_dimensions["A"].width == 8  # a running number
    assert book["Nơi nhận"].column_dimensions["B"].width == 40  # up to a few hundred letters
    assert book["Căn cứ"].column_dimensions["B"].width == 59  # a paragraph
    assert book["Cá nhân"].column_dimensions["D"].width == len("Họ và tên *") + 3  # a name


def changed(slug: str, data: Any) -> Any:
    return opened(workbook.form(items(slug), "Tên", data))


def test_labels_sheets_columns_and_rows_may_change() -> None:
    data = sample("commendation-decision")
    book = changed("commendation-decision", data)
    page = book["Cá nhân"]
    page.title = "DS người"
    page["D2"].value = "Ai được khen"
    page.insert_rows(2, 2)
    page.insert_rows(8)
    page.insert_cols(4)
    page.move_range("I1:I30", cols=6)
    book["Thông tin chung"].insert_rows(1, 3)
    book["Thông tin chung"].insert_cols(2)
    book.move_sheet("DS người", -3)
    reading = workbooks.read(saved(book), "commendation-decision")
    assert reading.data == data
    assert reading.cells["/awards/1/individuals/5/full_name"] == "DS người!E19"


def merged(*areas: str, **typed: Any) -> list[dict[str, Any]]:
    """The people of a form of two awards, written as ``typed`` by the name of a cell, with these areas merged."""
    reading = read_merged(*areas, **typed)
    assert reading.violations == ()
    return people_of(reading)


def people_of(reading: workbook.Reading) -> list[dict[str, Any]]:
    first, second = reading.data["awards"]
    assert "individuals" not in first
    return list(second["individuals"])


def read_merged(*areas: str, **typed: Any) -> workbook.Reading:
    data = sample("commendation-decision")
    data["awards"] = [{**data["awards"][0], "individuals": []}, {**data["awards"][0]}]
    data["awards"][1]["individuals"] = [
        {"full_name": name, "birth_year": 1980} for name in ("Lê Văn An", "Lê Thị Bình", "Lê Chi")
    ]
    book = changed("commendation-decision", data)
    page = book["Cá nhân"]
    assert [page[f"D{row}"].value for row in (4, 5, 6)] == ["Lê Văn An", "Lê Thị Bình", "Lê Chi"]
    for cell, value in typed.items():
        page[cell].value = value
    for area in areas:
        page.merge_cells(area)
    return workbooks.read(saved(book), "commendation-decision")


def test_a_cell_merged_downwards_says_the_same_of_all_its_rows() -> None:
    people = merged("E5:E6", "F4:F6", E4="Trưởng phòng", E5="Chuyên viên", F4="Phòng Nội vụ")
    assert [person["organ_name"] for person in people] == ["Phòng Nội vụ"] * 3
    told = ["Trưởng phòng", "Chuyên viên", "Chuyên viên"]
    assert [person["position"] for person in people] == told


def test_the_number_of_what_rows_belong_to_may_be_merged_over_them() -> None:
    assert len(merged("B4:B6")) == 3


def test_each_row_has_its_own_name() -> None:
    people = merged("D4:D5", D5=None)
    assert [person.get("full_name") for person in people] == ["Lê Văn An", None, "Lê Chi"]


def test_a_sum_merged_over_several_rows_is_asked_about_once() -> None:
    reading = read_merged("I4:I6", I4=900_000)
    people = people_of(reading)
    assert [person.get("bonus") for person in people] == [900_000, None, None]
    (asked,) = reading.violations
    assert (asked.code, asked.severity, asked.cell) == ("merged_sum", "warning", "Cá nhân!I4")
    assert asked.pointer == "/awards/1/individuals/1/bonus"
    assert "chỉ dòng 4 có số tiền này" in asked.message


def test_a_whole_column_merged_with_its_label_gives_its_rows_nothing() -> None:
    book = changed("commendation-decision", sample("commendation-decision"))
    page = book["Cá nhân"]
    page.delete_rows(3)  # the example
    page.merge_cells("F2:F900")
    reading = workbooks.read(saved(book), "commendation-decision")
    people = reading.data["awards"][1]["individuals"]
    assert people and all("organ_name" not in person for person in people)


def test_an_example_row_stays_an_example_wherever_it_is_moved() -> None:
    data = sample("commendation-decision")
    book = changed("commendation-decision", data)
    page = book["Cá nhân"]
    page.move_range("A3:K3", rows=40)
    assert workbooks.read(saved(book), "commendation-decision").data == data


def test_an_example_row_that_was_written_over_is_data() -> None:
    book = opened(empty("commendation-decision"))
    book["Khen thưởng"]["B4"].value = "Giấy khen"
    book["Cá nhân"]["D3"].value = "Lê Văn Mới"
    reading = workbooks.read(saved(book), "commendation-decision")
    assert reading.data["awards"][0]["individuals"][0]["full_name"] == "Lê Văn Mới"


def test_a_row_that_belongs_to_no_award_is_an_error_with_its_cell() -> None:
    data = sample("commendation-decision")
    book = changed("commendation-decision", data)
    book["Cá nhân"]["B4"].value = 7
    book["Cá nhân"]["B5"].value = None
    reading = workbooks.read(saved(book), "commendation-decision")
    assert [(violation.code, violation.cell) for violation in reading.violations] == [
        ("unknown_parent", "Cá nhân!B4"),
        ("unknown_parent", "Cá nhân!B5"),
    ]
    assert [row for sheet, row, _ in workbooks.skipped(reading) if sheet == "Cá nhân"] == [3, 4, 5]


def test_numbers_name_rows_also_after_they_were_sorted() -> None:
    data = sample("commendation-decision")
    book = changed("commendation-decision", data)
    page = book["Khen thưởng"]
    first, second = [[cell.value for cell in page[row]] for row in (4, 5)]
    for place, (one, two) in enumerate(zip(first, second, strict=True), 1):
        page.cell(4, place).value, page.cell(5, place).value = two, one
    reading = workbooks.read(saved(book), "commendation-decision")
    assert reading.data["awards"] == list(reversed(data["awards"]))


def test_the_same_number_twice_is_an_error() -> None:
    book = changed("commendation-decision", sample("commendation-decision"))
    book["Khen thưởng"]["A5"].value = 1
    reading = workbooks.read(saved(book), "commendation-decision")
    assert "number_twice" in {violation.code for violation in reading.violations}


def test_a_section_cannot_skip_a_level() -> None:
    book = changed("summary-report", sample("summary-report"))
    page = book["Đề mục"]
    column = next(cell.column for cell in page[2] if str(cell.value).startswith("Cấp"))
    page.cell(5, column).value = 3
    reading = workbooks.read(saved(book), "summary-report")
    assert [(violation.code, violation.cell) for violation in reading.violations] == [
        ("wrong_level", "Đề mục!B5")
    ]


def test_tables_may_be_typed_without_saying_what_each_line_is() -> None:
    data = sample("summary-report")
    del data["sections"][0]["sections"][2]["table"]["caption"]
    del data["sections"][0]["sections"][2]["table"]["unit"]
    data["sections"][0]["sections"][2]["table"]["columns"][4] = "Tỷ lệ"
    for row in data["sections"][0]["sections"][2]["table"]["rows"]:
        row[4] = Decimal("77.78")
    book = changed("summary-report", data)
    page = next(
        worksheet for worksheet in book.worksheets if worksheet.title.startswith("Bảng của đề mục")
    )
    for row in range(3, page.max_row + 1):
        page.cell(row, 2).value = None
    assert workbooks.read(saved(book), "summary-report").data == data


def test_a_row_of_a_table_with_too_many_cells_is_kept_so_that_it_is_complained_of() -> None:
    book = changed("summary-report", sample("summary-report"))
    page = next(
        worksheet for worksheet in book.worksheets if worksheet.title.startswith("Bảng của đề mục")
    )
    page["H8"].value = 5
    reading = workbooks.read(saved(book), "summary-report")
    found = documents.get("summary-report").review(reading.data, inputs.REFERENCE).errors
    assert [violation.code for violation in found] == ["table_form"]
    assert reading.cells[found[0].pointer].startswith(f"{page.title}!C8")


def test_text_that_looks_like_a_formula_is_text_in_and_out() -> None:
    data = sample("commendation-decision")
    risky = ['=HYPERLINK("http://x")', "+84 239", "-1+1", "@SUM(A1)"]
    data["executors"] = risky
    made = workbook.form(items("commendation-decision"), "Tên", data)
    page = opened(made)["Nơi thi hành"]
    assert [page.cell(row, 2).data_type for row in range(4, 8)] == ["s"] * 4
    assert all(page.cell(row, 2).quotePrefix for row in range(4, 8))
    assert workbooks.read(made, "commendation-decision").data["executors"] == risky


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("900.000", 900_000), ("900,000 đ", 900_000), (900_000, 900_000), ("900 000 đồng", 900_000),
        ("450.000,00", 450_000), ("chín trăm", "chín trăm"), (0.5, Decimal("0.5")),
    ],
)  # fmt: skip
def test_sums_are_read_as_offices_type_them(typed: object, read: object) -> None:
    data = sample("commendation-decision")
    book = changed("commendation-decision", data)
    page = book["Tập thể"]
    page.cell(4, 6).value = typed
    got = workbooks.read(saved(book), "commendation-decision").data
    assert got["awards"][0]["collectives"][0]["bonus"] == read


@pytest.mark.parametrize(
    "typed",
    [
        dt.date(2020, 7, 1),
        dt.datetime(2020, 7, 1),
        "01/07/2020",
        "1/7/2020",
        "ngày 1 tháng 7 năm 2020",
        "2020-07-01",
    ],
)
def test_dates_are_read_however_they_are_typed(typed: Any) -> None:
    book = opened(empty("commendation-decision"))
    page = book["Thông tin chung"]
    row = next(r for r in range(1, 60) if page.cell(r, 5).value == "/issued_date")
    page.cell(row, 2).value = typed
    assert workbooks.read(saved(book), "commendation-decision").data == {
        "issued_date": "2020-07-01"
    }


@pytest.mark.parametrize("typed", [dt.date(1980, 5, 2), "2/5/1980", 1980, "1980", "1980 "])
def test_a_birth_year_is_taken_from_a_whole_date(typed: object) -> None:
    book = changed("commendation-decision", sample("commendation-decision"))
    book["Cá nhân"]["G4"].value = typed
    got = workbooks.read(saved(book), "commendation-decision").data
    assert got["awards"][0]["individuals"][0]["birth_year"] == 1980


def test_a_bonus_by_law_is_chosen_by_its_words_and_excludes_sums() -> None:
    data = sample("commendation-decision")
    data["awards"][0]["bonus"] = "statutory"
    made = workbook.form(items("commendation-decision"), "Tên", data)
    assert workbooks.read(made, "commendation-decision").data == data
    book = opened(made)
    page = book["Khen thưởng"]
    column = next(cell.column for cell in page[1] if cell.value == "/awards/*/bonus/collective")
    page.cell(4, column).value = 900_000
    reading = workbooks.read(saved(book), "commendation-decision")
    assert [violation.code for violation in reading.violations] == ["two_ways"]
    assert reading.data["awards"][0]["bonus"] == "statutory"


def test_a_formula_that_fails_is_an_error_and_never_an_empty_value() -> None:
    book = changed("commendation-decision", sample("commendation-decision"))
    book["Cá nhân"]["E4"].value = "=NA()"
    book["Cá nhân"]["E5"].value = '="Phó "&"phòng"'
    book["Cá nhân"]["E5"].number_format = "General"
    for extension in ("xlsx", "xls", "ods"):
        reading = workbooks.read(workbook_as(saved(book), extension), "commendation-decision")
        assert [(violation.code, violation.cell) for violation in reading.violations] == [
            ("formula_error", "Cá nhân!E4")
        ]
        assert reading.data["awards"][0]["individuals"][1]["position"] == "Phó phòng"
    never_computed = workbooks.read(saved(book), "commendation-decision")
    assert {violation.cell for violation in never_computed.violations} == {
        "Cá nhân!E4",
        "Cá nhân!E5",
    }


def test_what_stands_outside_the_form_is_reported() -> None:
    book = opened(empty("commendation-decision"))
    book.create_sheet("Nháp")["A1"] = "ghi chú"
    general = book["Thông tin chung"]
    general.cell(general.max_row + 1, 2).value = "thêm"
    reading = workbooks.read(saved(book), "commendation-decision")
    reported = {(sheet, why) for sheet, _, why in workbooks.skipped(reading)}
    assert ("Nháp", "không phải trang tính của mẫu Excel nên không được đọc") in reported
    assert ("Thông tin chung", "dòng này không có trong mẫu nên không được đọc") in reported


# --- tables of a report ---------------------------------------------------------------------------

REPORT, TABLES = "summary-report", "Bảng của đề mục"


def with_lines(*lines: list[Any]) -> workbook.Reading:
    """The sample's form with more lines below its tables."""
    book = opened(fill(empty(REPORT), sample(REPORT), REPORT))
    for line in lines:
        book[TABLES].append(line)
    return workbooks.read(saved(book), REPORT)


def test_a_line_of_a_table_that_belongs_nowhere_is_not_taken_and_an_error() -> None:
    usual = with_lines()
    found = with_lines([99, "Các dòng", "Nội dung", 1])
    assert found.data == usual.data
    why = "không rõ bảng này thuộc mục nào, xem phần lỗi"
    assert (TABLES, 11, why) in workbooks.skipped(found)
    ((_, cell),) = workbooks.errors(found)
    assert cell == f"{TABLES}!A11"


def test_a_line_with_nothing_of_a_table_is_not_taken() -> None:
    usual = with_lines()
    # Beside the table a clerk may note anything: a column with a header of its own is none of its cells.
    book = opened(fill(empty(REPORT), sample(REPORT), REPORT))
    page = book[TABLES]
    page["O2"] = "Ghi chú"
    page["O11"] = "xem lại"
    found = workbooks.read(saved(book), REPORT)
    assert found.data == usual.data
    assert (TABLES, 11, "dòng không có ô nào của bảng") in workbooks.skipped(found)


def test_the_guide_begins_with_its_title_and_has_a_row_for_each_of_its_lines() -> None:
    guide = opened(empty("summary-report"))["Hướng dẫn"]
    rows = list(guide.iter_rows(min_row=2, max_col=2, values_only=True))
    assert str(rows[0][0]).startswith("Mẫu Excel: ")
    assert rows[1] == (None, None)
    names = [name for name, _ in rows[2:]]
    assert names[:2] == ["Cách làm", "Mục có dấu *"]
    assert None not in names
    assert guide.print_area == f"'Hướng dẫn'!$A$2:$B${len(rows) + 1}"


def test_the_account_of_a_form_names_each_value_by_its_label() -> None:
    reading = workbooks.read(empty("summary-report"), "summary-report")
    general = next(sheet for sheet in reading.sheets if sheet.name == "Thông tin chung")
    headers = {column.field: column.header for column in general.columns}
    assert headers["/subject"] == "Trích yếu *"
    assert headers["/place"] == "Địa danh *"

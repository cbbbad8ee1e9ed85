"""A clerk's own list over HTTP: what was read is always reported, and what she does not see is not taken."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from service import config
from service.app import create_app
from tests.libreoffice import workbook_as
from tests.workbook.workbooks import sample, saved

SLUG = "commendation-decision"
URL = f"/api/v1/document-types/{SLUG}"
HEADER = ["STT", "Họ và tên", "Chức vụ", "Đơn vị"]
ROWS: list[list[Any]] = [
    [1, "Nguyễn Văn An", "Kế toán", "Văn phòng"],
    [2, "Trần Thị Bình", "Giám đốc", "Trung tâm"],
    [3, "Lê Văn Chi", "Chuyên viên", "Thanh tra"],
]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.load({})).test_client()


def rest() -> dict[str, Any]:
    """All of a decision but its recipients."""
    data: dict[str, Any] = sample(SLUG, f"minimal/{SLUG}")
    for award in data["awards"]:
        for listed in ("collectives", "individuals", "households"):
            award.pop(listed, None)
    return data


def sheet() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in [HEADER, *ROWS]:
        book.worksheets[0].append(row)
    return book


def asked(client: FlaskClient, content: bytes, ending: str = "xlsx", **parts: Any) -> Any:
    reported = {name: json.dumps(part) for name, part in parts.items()}
    file = {"file": (io.BytesIO(content), f"ds.{ending}")}
    return client.post(f"{URL}/validations", data={**file, "data": json.dumps(rest()), **reported})


def test_a_reading_tells_every_sheet_column_and_row(client: FlaskClient) -> None:
    book = sheet()
    book.worksheets[0].append([None, "Tổng cộng: 03 người"])
    answer = asked(client, saved(book)).get_json()
    assert answer["errors"] == []
    (reported,) = answer["reading"]["sheets"]
    assert (reported["used"], reported["header_rows"], reported["rows_taken"]) == (True, [1], 3)
    assert [(column["letter"], column["field"]) for column in reported["columns"]] == [
        ("A", None),
        ("B", "/awards/*/individuals/*/full_name"),
        ("C", "/awards/*/individuals/*/position"),
        ("D", "/awards/*/individuals/*/organ_name"),
    ]
    assert reported["rows_skipped"] == [
        {"row": 5, "why": "dòng tổng cộng", "text": "Tổng cộng: 03 người"}
    ]


def test_json_has_no_reading(client: FlaskClient) -> None:
    assert "reading" not in client.post(f"{URL}/validations", json=sample(SLUG)).get_json()


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_hidden_filtered_and_struck_out_is_not_taken_in_any_format(
    client: FlaskClient, ending: str
) -> None:
    book = sheet()
    book.worksheets[0].row_dimensions[3].hidden = True
    book.worksheets[0].column_dimensions["C"].hidden = True
    # Not the running number: who strikes somebody out leaves it as it is.
    for cell in book.worksheets[0][4][1:]:
        cell.font = Font(strike=True)
    content = saved(book) if ending == "xlsx" else workbook_as(saved(book), ending)
    answer = asked(client, content, ending).get_json()
    assert answer["reading"]["sheets"][0]["rows_taken"] == 1
    found = {
        (violation["code"], violation["cell"].partition("!")[2])
        for violation in answer["warnings"]
        if "not_" in violation["code"]
    }
    assert found == {("row_not_taken", "B3"), ("row_not_taken", "B4"), ("column_not_used", "C1")}


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_name_or_some_letters_struck_out_are_asked_about_in_any_format(
    client: FlaskClient, ending: str
) -> None:
    book = sheet()
    page = book.worksheets[0]
    page["B2"].font = Font(strike=True)
    page["B3"] = CellRichText("Trần Thị ", TextBlock(InlineFont(strike=True), "Bình"), " Ba")
    page["C4"] = CellRichText(TextBlock(InlineFont(strike=True), "Lái xe"), " Kế toán")
    content = saved(book) if ending == "xlsx" else workbook_as(saved(book), ending)
    answer = asked(client, content, ending).get_json()
    assert answer["reading"]["sheets"][0]["rows_taken"] == 1
    found = [
        (violation["code"], violation["cell"].partition("!")[2])
        for violation in answer["warnings"]
        if violation["code"] in ("row_not_taken", "struck_out")
    ]
    assert found == [("row_not_taken", "B2"), ("row_not_taken", "B3"), ("struck_out", "C4")]


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_comments_on_cells_are_told_of_in_any_format(client: FlaskClient, ending: str) -> None:
    book = sheet()
    book.worksheets[0]["C3"].comment = Comment("Xem lại", "Văn thư")
    content = saved(book) if ending == "xlsx" else workbook_as(saved(book), ending)
    answer = asked(client, content, ending).get_json()
    told = [one["cell"] for one in answer["warnings"] if one["code"] == "comment_not_read"]
    assert [cell.partition("!")[2] for cell in told] == ["C3"]
    assert answer["reading"]["sheets"][0]["rows_taken"] == 3


def test_a_unit_merged_over_its_people_counts_for_each_in_an_opendocument_sheet(
    client: FlaskClient,
) -> None:
    book = sheet()
    book.worksheets[0]["D3"], book.worksheets[0]["D4"] = None, None
    book.worksheets[0].merge_cells("D2:D4")
    content = workbook_as(saved(book), "ods")
    made = client.post(
        f"{URL}/validations",
        data={"file": (io.BytesIO(content), "ds.ods"), "data": json.dumps(rest())},
    ).get_json()
    assert made["errors"] == [] and made["reading"]["sheets"][0]["rows_taken"] == 3
    assert not [warning for warning in made["warnings"] if warning["field"] == "Đơn vị"]


def test_a_mapping_is_followed_and_a_wrong_one_is_unreadable(client: FlaskClient) -> None:
    content = saved(sheet())
    mapping = {"sheets": {"Sheet": {"rows": {"2": "skip"}}}}
    reported = asked(client, content, mapping=mapping).get_json()["reading"]["sheets"][0]
    assert reported["rows_taken"] == 2
    answer = asked(client, content, mapping={"sheets": {"Khác": {}}})
    assert answer.status_code == 400 and answer.get_json()["where"] == "mapping/sheets/Khác"


def test_forms_of_the_list_take_over_what_the_data_says_of_all(client: FlaskClient) -> None:
    book = openpyxl.Workbook()
    for row in [
        HEADER,
        ["I. CHIẾN SĨ THI ĐUA CƠ SỞ"],
        ROWS[0],
        ["II. LAO ĐỘNG TIÊN TIẾN"],
        [1, *ROWS[1][1:]],
    ]:
        book.worksheets[0].append(row)
    answer = asked(client, saved(book)).get_json()
    assert answer["errors"] == []
    assert [
        violation["pointer"]
        for violation in answer["warnings"]
        if violation["code"] == "list_says_other"
    ] == ["/awards/0"]


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_merged_units_and_forms_and_computed_sums_are_alike_in_every_format(
    client: FlaskClient, ending: str
) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    rows: list[list[Any]] = [
        ["STT", "Họ và tên", "Đơn vị", "Hình thức khen thưởng", "Tiền thưởng"],
        [1, "Nguyễn Văn An", "Trường A", "Giấy khen", 500_000],
        [2, "Trần Thị Bình", None, None, 500_000],
        [3, "Lê Văn Chi", "Trường B", "LĐTT", 700_000],
        [4, "Phạm Thị Dung", None, None, 700_000],
        [None, "Tổng cộng", None, None, 2_400_000],
    ]
    for row in rows:
        page.append(row)
    for merged in ("C2:C3", "C4:C5", "D2:D3", "D4:D5"):
        page.merge_cells(merged)
    content = saved(book)
    read = [
        client.post(f"{URL}/inputs", data={"file": (io.BytesIO(body), f"ds.{name}")}).get_json()
        for name, body in (("xlsx", content), (ending, workbook_as(content, ending)))
    ]
    assert read[0]["input"] == read[1]["input"]
    assert [
        (award["form"], [person["organ_name"] for person in award["individuals"]])
        for award in read[1]["input"]["awards"]
    ] == [("giay_khen", ["Trường A", "Trường A"]), ("lao_dong_tien_tien", ["Trường B", "Trường B"])]

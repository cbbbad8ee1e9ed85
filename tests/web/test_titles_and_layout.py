"""On the page and in the workbook a title may take several lines, and the layout is chosen; both are read as typed."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from service import config, documents, intake, reference
from service.app import create_app
from service.config import Settings
from service.http.pages import form_parser
from tests.addresses import at

SLUG = "commendation-decision"
API = f"/api/v1/document-types/{SLUG}"
TYPED = {
    "/organ/organ_name": "Sở Văn hóa,\r\nThể thao và Du lịch",
    "/layout/body_size": "13",
    "/layout/line_spacing": "1,25",
}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.load({})).test_client()


def test_what_is_typed_on_the_page_is_read_with_its_lines() -> None:
    document_type = documents.get(SLUG)
    data = form_parser.parse(intake.items(document_type), TYPED.items()).data
    record = document_type.review(data, reference.load(Settings().catalogue)).record
    assert record["organ"]["organ_name"] == "Sở Văn hóa,\nThể thao và Du lịch"
    assert record["layout"] == {"body_size": 13, "line_spacing": Decimal("1.25")}


def test_a_title_is_shown_again_in_a_box_of_lines(client: FlaskClient) -> None:
    answer = client.post(at(SLUG), data={**TYPED, "do": "check"})
    page = answer.get_data(as_text=True).replace("\r\n", "\n")
    box = page[page.index('name="/organ/organ_name"') :]
    assert box.partition("</textarea>")[0].endswith(">\nSở Văn hóa,\nThể thao và Du lịch")
    assert 'name="/layout/line_spacing" value="1,25" inputmode="decimal"' in page


def test_the_layout_stands_at_the_foot_of_the_page(client: FlaskClient) -> None:
    page = client.get(at(SLUG)).get_data(as_text=True)
    assert page.index('id="/executors') < page.index('id="/medium"') < page.index('id="/layout')


def test_the_workbook_carries_lines_and_layout(client: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{API}/form.xlsx").data))
    wanted: dict[Any, Any] = {
        "/organ/organ_name": "Sở\nNgoại vụ",
        "/layout/body_size": 13,
        "/layout/line_spacing": 1.3,
    }
    page: Any = book["Thông tin chung"]
    for row in page.iter_rows():
        for pointer in {cell.value for cell in row} & wanted.keys():
            page.cell(row[0].row, 2).value = wanted[pointer]
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    found = client.post(f"{API}/inputs", data={"file": (target, "a.xlsx")}).get_json()["input"]
    assert found["organ"]["organ_name"] == "Sở\nNgoại vụ"
    assert found["layout"] == {"body_size": 13, "line_spacing": 1.3}


def test_the_schema_says_the_bounds_of_the_layout(client: FlaskClient) -> None:
    schema = client.get(API).get_json()["schema"]["$defs"]["Layout"]["properties"]
    assert (schema["body_size"]["minimum"], schema["body_size"]["maximum"]) == (13, 14)
    assert (schema["line_spacing"]["minimum"], schema["line_spacing"]["maximum"]) == (1, 1.5)
    assert schema["line_spacing"]["type"] == ["number", "null"]

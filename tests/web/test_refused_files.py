"""A file that holds nothing for the form is refused, and the refusal says what to do instead."""

from __future__ import annotations

import html
import io
import json

import pytest
from flask.testing import FlaskClient

from service import config, documents, intake
from service.app import create_app
from tests.addresses import at
from tests.documents.inputs import sample
from tests.workbook.workbooks import sheet_of

DECISION = "commendation-decision"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.Settings()).test_client()


def opened(client: FlaskClient, content: bytes, name: str) -> tuple[int, str]:
    sent = {"file": (io.BytesIO(content), name)}
    answer = client.post(f"{at(DECISION)}/mo-tep", data=sent, content_type="multipart/form-data")
    return answer.status_code, html.unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.json", "a.csv", "a.ods", "a.doc"])
def test_an_empty_file_is_refused(client: FlaskClient, name: str) -> None:
    status, page = opened(client, b"", name)
    assert status == 422 and "trống (0 byte)" in page and "chọn lại" in page


@pytest.mark.parametrize("data", [{}, [], "x", {"a": 1}])
def test_data_of_nothing_that_the_form_asks_for_is_refused(
    client: FlaskClient, data: object
) -> None:
    status, page = opened(client, json.dumps(data).encode(), "a.json")
    assert status == 422 and "không có dữ liệu nào của “Quyết định khen thưởng”" in page


def test_a_damaged_saved_form_is_refused_in_words_of_a_clerk(client: FlaskClient) -> None:
    status, page = opened(client, b'{"place": ', "a.json")
    assert status == 422 and "không phải bản lưu, hoặc đã hỏng" in page and "JSON" not in page


def test_data_of_another_type_is_sent_to_its_page(client: FlaskClient) -> None:
    for other in ("summary-report", "conference-minutes"):
        status, page = opened(client, json.dumps(sample(other)).encode(), "a.json")
        assert status == 422
        assert f"là bản lưu của “{documents.get(other).title}”" in page
    made = client.post(
        "/api/v1/document-types/summary-report/documents", json=sample("summary-report")
    )
    status, page = opened(client, made.data, "a.docx")
    assert status == 422 and "Tệp này là “Báo cáo tổng kết, sơ kết”" in page


def test_what_a_form_saved_is_opened_though_a_value_is_wrong(client: FlaskClient) -> None:
    status, page = opened(client, b'{"place": 5, "la": 1}', "a.json")
    assert status == 200 and "Đã mở tệp" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (sheet_of([["abc", "def"], [1, 2]], "S"), "dòng tiêu đề cột"),
        (intake.form_workbook(documents.get(DECISION)), "chưa điền gì"),
    ],
)
def test_a_workbook_of_which_nothing_is_taken_offers_nothing_to_use(
    client: FlaskClient, content: bytes, said: str
) -> None:
    status, page = opened(client, content, "a.xlsx")
    assert status == 200 and "Chưa lấy được gì từ tệp này" in page and said in page
    assert "Dùng dữ liệu này" not in page and "Chọn tệp khác" in page

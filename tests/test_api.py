"""What a program sends and wants: kinds of files and answers that are taken, and those that are not."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import config
from service.app import create_app
from tests.serving import DOCUMENTS, SAMPLE, SLUG, VALIDATIONS
from tests.workbook.workbooks import sheet_of

FORM_CHECKS = f"/api/v1/document-types/{SLUG}/form-checks"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.load({})).test_client()


def problem(answer: TestResponse) -> tuple[int, str]:
    """Status and last part of the problem's type."""
    reported: dict[str, Any] = answer.get_json()
    return answer.status_code, reported["type"].rpartition("#")[2]


def test_an_answer_that_nobody_makes_is_not_acceptable(client: FlaskClient) -> None:
    for path in (DOCUMENTS, VALIDATIONS):
        answer = client.post(
            path, data=SAMPLE, headers={"Accept": "image/png"}, mimetype="application/json"
        )
        assert problem(answer) == (406, "not-acceptable")


def test_a_pdf_without_a_converter_is_refused_before_the_document_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("service.pdf.Converter.available", False)
    client = create_app(config.load({})).test_client()
    pdf = {"Accept": "application/pdf"}
    # Not even an input is looked for.
    answer = client.post(DOCUMENTS, data=b"{", headers=pdf, mimetype="application/json")
    assert problem(answer) == (406, "no-converter")


def test_only_a_workbook_is_marked(client: FlaskClient) -> None:
    answer = client.post(FORM_CHECKS, data=SAMPLE, mimetype="application/json")
    assert problem(answer) == (415, "unsupported-media-type")
    assert ".xlsx" in answer.get_json()["detail"]


def test_a_file_of_no_known_kind_is_refused_with_the_kinds_that_are_taken(
    client: FlaskClient,
) -> None:
    answer = client.post(VALIDATIONS, data={"file": (io.BytesIO(b"x"), "so-lieu.txt")})
    assert problem(answer) == (415, "unsupported-media-type")
    for ending in (".json", ".docx", ".xlsx", ".xlsm", ".xls", ".ods", ".csv"):
        assert ending in answer.get_json()["detail"]


def test_data_beside_a_workbook_may_be_a_field_or_a_file(client: FlaskClient) -> None:
    workbook = sheet_of([["STT", "Họ và tên"], [1, "Nguyễn Văn An"]])
    answers = []
    for data in (SAMPLE.decode(), (io.BytesIO(SAMPLE), "data.json")):
        sent = {"file": (io.BytesIO(workbook), "ds.xlsx"), "data": data}
        answers.append(client.post(VALIDATIONS, data=sent).get_json())
    assert answers[0] == answers[1]
    assert "reading" in answers[0]

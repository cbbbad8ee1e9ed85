"""The same check told in four ways, as ``Accept`` asks: data, SARIF, comments of Word, pictures."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import config
from service.app import create_app
from service.conformance import reading
from service.media_types import DOCX, JSON, SARIF, ZIP
from tests import one_page
from tests.conformance.plain_documents import made, part

CHECKS = "/api/v1/conformance-checks"
#: The second paragraph stands on the one page that the converter of this test makes.
FILE = made("BÁO CÁO", "SO NGOAI VU", "Đoạn ba.")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    soffice = one_page.soffice(tmp_path_factory.mktemp("pdf"))
    return create_app(config.Settings(soffice=soffice)).test_client()


def asked(client: FlaskClient, accept: str, query: str = "", docx: bytes = FILE) -> TestResponse:
    sent: dict[str, Any] = {"file": (io.BytesIO(docx), "Báo cáo.docx")}
    answer = client.post(
        f"{CHECKS}{query}",
        data=sent,
        content_type="multipart/form-data",
        headers={"Accept": accept},
    )
    assert "Accept" in answer.vary or answer.status_code != 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer


def test_every_way_tells_the_same_findings(client: FlaskClient) -> None:
    plain = asked(client, JSON).get_json()["findings"]
    messages = sorted(one["message"] for one in plain)
    (run,) = asked(client, SARIF).get_json(force=True)["runs"]
    assert sorted(one["message"]["text"] for one in run["results"]) == messages
    comments = part(asked(client, DOCX).data, "word/comments.xml")
    assert len(comments) == len(messages)
    said = "".join(comments.itertext())
    assert all(message in said for message in messages)
    with zipfile.ZipFile(io.BytesIO(asked(client, ZIP).data)) as archive:
        report = archive.read("report.html").decode()
        assert archive.namelist() == ["report.html", "trang-01.png"]
    assert "Khổ giấy là 215,9 mm x 279,4 mm" in report


def test_the_answer_is_of_the_type_that_was_asked_for_with_a_name(client: FlaskClient) -> None:
    for accept in (JSON, SARIF, DOCX, ZIP):
        assert asked(client, accept).mimetype == accept
    assert asked(client, "*/*").mimetype == JSON
    assert asked(client, "text/html").status_code == 406
    named = asked(client, DOCX).headers["Content-Disposition"]
    assert "B%C3%A1o%20c%C3%A1o%20-%20c%C3%B3%20ghi%20ch%C3%BA.docx" in named
    assert asked(client, SARIF).get_json(force=True)["runs"][0]["artifacts"][0]["length"] == len(
        FILE
    )


def test_the_text_of_a_document_with_comments_is_the_same(client: FlaskClient) -> None:
    told = reading.read(asked(client, DOCX).data)
    assert [one.text for one in told.body] == [one.text for one in reading.read(FILE).body]


def test_places_on_pages_are_told_when_they_are_asked_for(client: FlaskClient) -> None:
    def of_the_sheet(query: str) -> dict[str, Any]:
        findings = asked(client, JSON, query).get_json()["findings"]
        return next(dict(one["where"]) for one in findings if one["rule"] == "paper-size")

    assert "page" not in of_the_sheet("") and "page" not in of_the_sheet("?pages=false")
    where = of_the_sheet("?pages=true")
    assert where["page"] == 1 and where["box"] == [5.0, 5.0, 590.0, 837.0]
    unjudged = asked(client, JSON, "?pages=true").get_json()["summary"]["unjudged"]
    assert "cần bản PDF của văn bản" not in {one["reason"] for one in unjudged}
    refused = asked(client, JSON, "?pages=1")
    assert (refused.status_code, refused.get_json()["where"]) == (400, "pages")


def test_without_a_converter_the_answer_is_without_pages_and_says_what_was_not_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("service.pdf.libreoffice.installed", lambda: None)
    client = create_app(config.Settings()).test_client()
    answer = asked(client, JSON, "?pages=true")
    assert answer.status_code == 200
    unjudged = answer.get_json()["summary"]["unjudged"]
    assert "cần bản PDF của văn bản" in {one["reason"] for one in unjudged}
    with zipfile.ZipFile(io.BytesIO(asked(client, ZIP).data)) as archive:
        assert archive.namelist() == ["report.html"]

"""Addresses that clerks read and keep: Vietnamese, and those of earlier versions lead on."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import config, documents
from service.app import create_app
from service.documents.document_type import DocumentType
from tests.addresses import at

TYPES = list(documents.TYPES.values())


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(config.Settings())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize("document_type", TYPES, ids=lambda found: found.slug)
def test_the_name_of_a_page_is_vietnamese_without_tone_marks_and_nobody_elses(
    document_type: DocumentType, app: Flask
) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", document_type.page)
    others = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()}
    assert document_type.page not in others | set(documents.TYPES)
    assert [found.page for found in TYPES].count(document_type.page) == 1


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("/commendation-decision", "/quyet-dinh-khen-thuong"),
        ("/commendation-decision?a=1&b=%C4%91", "/quyet-dinh-khen-thuong?a=1&b=%C4%91"),
        ("/summary-report/sample", "/bao-cao-tong-ket/vi-du"),
        ("/summary-report/data", "/bao-cao-tong-ket/ban-luu"),
        ("/summary-report/document", "/bao-cao-tong-ket/van-ban"),
        ("/summary-report/preview", "/bao-cao-tong-ket/xem-truoc"),
        ("/conference-minutes/open", "/bien-ban-hoi-nghi/mo-tep"),
        ("/conference-minutes/use", "/bien-ban-hoi-nghi/dung-du-lieu"),
        ("/conference-minutes/marked", "/bien-ban-hoi-nghi/danh-dau-loi"),
        ("/conference-minutes/word", "/bien-ban-hoi-nghi/doc-van-ban"),
        ("/conference-minutes/form.xlsx", "/bien-ban-hoi-nghi/mau-excel"),
        ("/conference-minutes/lists", "/bien-ban-hoi-nghi/danh-sach"),
        ("/conference-minutes/pasted-lines", "/bien-ban-hoi-nghi/dong-dan"),
        ("/conference-minutes/pasted-cells", "/bien-ban-hoi-nghi/o-dan"),
    ],
)
def test_an_address_of_an_earlier_version_leads_to_todays_for_good(
    client: FlaskClient, former: str, today: str
) -> None:
    answer = client.get(former)
    assert (answer.status_code, answer.headers["Location"]) == (308, today)


def test_what_an_old_page_sends_is_sent_again_to_todays_address(client: FlaskClient) -> None:
    answer = client.post("/commendation-decision/document", data={"data": "{}"})
    # Unlike 301 it lets no browser make a GET of a POST.
    assert answer.status_code == 308
    assert answer.headers["Location"] == "/quyet-dinh-khen-thuong/van-ban"


@pytest.mark.parametrize(
    "path", ["/commendation-decision/nothing", "/khong-co/mo-tep", "/khong-co"]
)
def test_what_never_was_an_address_is_none(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


@pytest.mark.parametrize("document_type", TYPES, ids=lambda found: found.slug)
def test_no_address_of_a_page_and_no_file_of_it_is_named_in_english(
    document_type: DocumentType, client: FlaskClient
) -> None:
    page = client.get(at(document_type.slug)).get_data(as_text=True)
    own = re.findall(r'(?:href|action|formaction|src)="(/[^"]*)"', page)
    own = [path for path in own if not path.startswith(("/static/", "/bootstrap/", "/docs"))]
    first = {path.split("/")[1].partition("?")[0] for path in own}
    assert own and document_type.page in first and document_type.slug not in page.split("<main")[0]
    form = client.get(f"{at(document_type.slug)}/mau-excel").headers["Content-Disposition"]
    saved = client.post(f"{at(document_type.slug)}/ban-luu", data={"/place": "Hà Tĩnh"})
    for header in (form, saved.headers["Content-Disposition"]):
        assert document_type.page in header and document_type.slug not in header

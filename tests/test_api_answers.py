"""What the API answers beyond a file: a document with all that is said of it, tags to ask again by, refused parameters."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import __version__, config, documents
from service.app import create_app
from service.docx.rendering import printed_text
from service.media_types import DOCUMENT_JSON, DOCX, PDF
from tests import one_page
from tests.addresses import at
from tests.documents.inputs import sample

SLUG = "commendation-decision"
DATA = sample(SLUG)
API = f"/api/v1/document-types/{SLUG}"
READ = [
    "/api/v1/document-types",
    API,
    f"{API}/sample",
    f"{API}/form.xlsx",
    "/api/v1/fault-codes",
    "/api/v1/legal-bases?on=2025-07-01",
    "/api/v1/profiles",
    "/api/v1/profiles/so",
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("profiles")
    (folder / "so.json").write_text(json.dumps({"place": "Vinh"}))
    soffice = one_page.soffice(tmp_path_factory.mktemp("pdf"))
    return create_app(config.Settings(soffice=soffice, profiles=folder)).test_client()


@pytest.fixture(scope="module")
def no_pdf() -> FlaskClient:
    return create_app(config.Settings(gotenberg_url=None, soffice=None)).test_client()


def whole(client: FlaskClient, data: Any = DATA, query: str = "", **headers: str) -> Any:
    return client.post(
        f"{API}/documents{query}", json=data, headers={"Accept": DOCUMENT_JSON, **headers}
    )


# --- a document with all that is said of it ------------------------------------------------------


def test_one_answer_has_the_document_and_all_that_is_said_of_it(client: FlaskClient) -> None:
    data = {**DATA, "code_notation": "QD-X"}
    file = client.post(f"{API}/documents", json=data)
    answer = whole(client, data)
    assert (answer.status_code, answer.mimetype) == (200, DOCUMENT_JSON)
    told = answer.get_json()
    assert base64.b64decode(told["formats"]["docx"]) == file.data
    assert told["formats"].keys() == {"docx"}
    assert told["template"] == answer.headers["X-Template"] == file.headers["X-Template"]
    assert told["service_version"] == __version__
    assert told["file_name"].endswith(".docx")
    checked = client.post(f"{API}/validations", json=data).get_json()
    assert told["warnings"] == checked["warnings"] != []
    assert answer.headers["X-Document-Warnings"] == str(len(told["warnings"]))


def test_its_tag_is_that_of_its_own_bytes_which_are_always_the_same(client: FlaskClient) -> None:
    first, again = whole(client), whole(client, dict(reversed(DATA.items())))
    assert first.headers["ETag"] == f'"{hashlib.sha256(first.data).hexdigest()}"'
    # The input inside of the document keeps no order.
    assert again.data == first.data


def test_a_pdf_comes_along_when_it_is_asked_for(client: FlaskClient) -> None:
    told = whole(client, query="?formats=docx,pdf").get_json()
    assert base64.b64decode(told["formats"]["docx"]).startswith(b"PK")
    assert base64.b64decode(told["formats"]["pdf"]).startswith(b"%PDF-")
    assert whole(client, query="?formats=docx").get_json()["formats"].keys() == {"docx"}


def test_without_a_converter_that_is_refused(
    no_pdf: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.pdf.Converter.available", False)
    answer = whole(no_pdf, query="?formats=docx,pdf")
    assert (answer.status_code, answer.get_json()["type"]) == (406, "/docs#no-converter")
    assert whole(no_pdf).status_code == 200


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("?formats=docx,pdf", DOCX),
        ("?formats=docx", PDF),
        ("?formats=pdf", DOCUMENT_JSON),
        ("?formats=", DOCUMENT_JSON),
        ("?formats=odt", DOCUMENT_JSON),
    ],
)
def test_formats_are_for_this_answer_only(client: FlaskClient, query: str, accept: str) -> None:
    answer = whole(client, query=query, Accept=accept)
    assert answer.status_code == 400
    assert answer.get_json()["where"] == "formats"


def test_strict_and_errors_are_as_for_a_file(client: FlaskClient) -> None:
    doubtful = {**DATA, "code_notation": "QD-X"}
    assert whole(client, doubtful, Prefer="handling=strict").status_code == 422
    assert whole(client, {}).get_json()["type"] == "/docs#invalid-input"


@pytest.mark.parametrize("media_type", [DOCX, PDF, DOCUMENT_JSON])
def test_a_document_is_checked_at_once_when_that_is_preferred(
    client: FlaskClient, media_type: str
) -> None:
    answer = whole(client, Prefer="conformance=check", Accept=media_type)
    assert (answer.status_code, answer.headers["X-Conformance"]) == (200, "0")
    assert answer.headers["Preference-Applied"] == "conformance=check"
    assert "Prefer" in answer.vary
    both = whole(client, Prefer="handling=strict, conformance=check", Accept=media_type)
    assert both.headers["Preference-Applied"] == "handling=strict, conformance=check"
    assert answer.data == both.data == whole(client, Accept=media_type).data
    assert "X-Conformance" not in whole(client, Accept=media_type).headers


# --- what is only read ---------------------------------------------------------------------------


@pytest.mark.parametrize("address", READ)
def test_whatever_is_read_has_a_tag_to_ask_again_by(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    assert first.status_code == 200
    tag = first.headers["ETag"]
    assert tag == f'"{hashlib.sha256(first.data).hexdigest()}"'
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(address, headers={"If-None-Match": '"other"'}).data == first.data
    assert client.head(address).headers["ETag"] == tag


def test_no_failure_is_kept(client: FlaskClient) -> None:
    answer = client.get("/api/v1/profiles/none")
    assert answer.headers["Cache-Control"] == "no-store" and "ETag" not in answer.headers


# --- parameters ----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [address for address in READ if "?" not in address])
def test_a_parameter_that_nobody_reads_is_refused(client: FlaskClient, address: str) -> None:
    answer = client.get(f"{address}?strict=1")
    assert answer.status_code == 400
    assert (answer.get_json()["type"], answer.get_json()["where"]) == (
        "/docs#unreadable-input",
        "strict",
    )


@pytest.mark.parametrize("route", ["documents", "validations", "inputs", "form-checks"])
def test_so_it_is_where_something_is_sent(client: FlaskClient, route: str) -> None:
    answer = client.post(f"{API}/{route}?Formats=docx", json=DATA)
    assert (answer.status_code, answer.get_json()["where"]) == (400, "Formats")


def test_a_parameter_that_is_given_twice_is_refused(client: FlaskClient) -> None:
    answer = client.get("/api/v1/legal-bases?on=2025-07-01&on=2020-07-01")
    assert (answer.status_code, answer.get_json()["where"]) == (400, "on")


def test_asking_what_is_allowed_needs_no_parameter(client: FlaskClient) -> None:
    assert client.options("/api/v1/profiles?no=such").status_code == 200


# --- null lists ----------------------------------------------------------------------------------


def with_null_lists(data: Any, lists: set[str], path: str = "") -> Any:
    """The input with every list that is not there, and may be, written as null."""
    if isinstance(data, list):
        return [with_null_lists(row, lists, f"{path}/*") for row in data]
    if not isinstance(data, dict):
        return data
    inside = {name: with_null_lists(value, lists, f"{path}/{name}") for name, value in data.items()}
    here = [place.rpartition("/")[2] for place in lists if place.rpartition("/")[0] == path]
    return {**inside, **{name: None for name in here if name not in data}}


@pytest.mark.parametrize("slug", documents.TYPES)
def test_a_null_list_is_an_empty_list_everywhere(client: FlaskClient, slug: str) -> None:
    here = f"/api/v1/document-types/{slug}"
    lists = {
        field["pointer"]
        for field in client.get(here).get_json()["fields"]
        if field["kind"] in ("parts", "values", "rows") and not field.get("at_least")
    }
    plain = sample(slug)
    nulls = with_null_lists(plain, lists)
    assert nulls != plain
    made = [client.post(f"{here}/documents", json=data) for data in (plain, nulls)]
    assert [answer.status_code for answer in made] == [200, 200], made[1].get_json()
    assert printed_text(made[0].data) == printed_text(made[1].data)
    # The document carries them and comes back, and a clerk's form opens them.
    back = {"file": (io.BytesIO(made[1].data), "a.docx")}
    held = client.post(f"{here}/inputs", data=back).get_json()
    assert (held["input"], held["changes"], held["errors"]) == (nulls, [], [])
    file = {"file": (io.BytesIO(json.dumps(nulls).encode()), "a.json")}
    assert client.post(f"{at(slug)}/mo-tep", data=file).status_code == 200


def test_a_list_that_must_have_rows_is_too_short_when_it_is_null(client: FlaskClient) -> None:
    told = client.post(f"{API}/validations", json={**DATA, "awards": None}).get_json()
    assert [(found["pointer"], found["code"]) for found in told["errors"]] == [
        ("/awards", "too_few")
    ]

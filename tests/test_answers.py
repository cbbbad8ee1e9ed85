"""What every failure is over HTTP, and what every answer tells a browser: held against the whole, not a part."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import default_exceptions

from service import config, errors
from service.app import create_app
from service.http import error_handlers
from tests.serving import DOCUMENTS, SAMPLE


def failing(error: Exception) -> Flask:
    """An app whose only page fails in one way."""
    app = Flask("service.app", root_path=str(Path(error_handlers.__file__).parent))
    error_handlers.install(app)

    @app.get("/api/fails")
    def fails() -> str:
        raise error

    return app


#: Exception, status, last part of ``type``, and the headers that say what to do.
ANSWERS: list[tuple[Exception, int, str, dict[str, str | None]]] = [
    (errors.UnknownDocumentType("x"), 404, "unknown-document-type", {"Retry-After": None}),
    (errors.UnknownProfile("x"), 404, "unknown-profile", {"Retry-After": None}),
    (errors.UnknownJob(), 404, "unknown-job", {"Retry-After": None}),
    (errors.NotDoneYet(), 409, "not-done-yet", {"Retry-After": "5"}),
    (errors.NotToBeChanged("x"), 422, "not-to-be-changed", {"Retry-After": None}),
    (errors.KeyReused(), 422, "idempotency-key-reused", {"Retry-After": None}),
    (errors.JobsAway(), 503, "jobs-away", {"Retry-After": "30"}),
    (errors.UnreadableInput("x", "dòng 1"), 400, "unreadable-input", {"Retry-After": None}),
    (errors.NotOurDocument("x"), 400, "unreadable-input", {"Retry-After": None}),
    (errors.UnsupportedMedia("x"), 415, "unsupported-media-type", {}),
    (errors.UnsupportedEncoding("gzip"), 415, "unsupported-media-type", {"Accept-Encoding": "identity"}),
    (errors.InputTooLarge("x", 7), 413, "input-too-large", {}),
    (errors.InvalidInput([], 0), 422, "invalid-input", {"Retry-After": None}),
    (errors.MendedTooMuch("x", "y"), 500, "mended-too-much", {"Retry-After": None}),
    (errors.BrokenTemplate("x", ["y"]), 500, "broken-template", {"Retry-After": None}),
    (errors.ValueLost(["/x"]), 500, "internal-error", {"Retry-After": None}),
    (RuntimeError("x"), 500, "internal-error", {"Retry-After": None}),
    (errors.ConverterMissing("x"), 406, "no-converter", {"Retry-After": None}),
    (errors.ConverterBusy("x", 9), 503, "converter-busy", {"Retry-After": "9"}),
    (errors.ConversionFailed("x"), 503, "conversion-failed", {"Retry-After": "30"}),
    (errors.TookTooLong(), 503, "took-too-long", {"Retry-After": "30"}),
    (errors.QuotaUsedUp("x", 8), 429, "quota-used-up", {"Retry-After": "8"}),
    (errors.Saturated(7), 503, "saturated", {"Retry-After": "7"}),
    (errors.ForeignRequest("x"), 403, "foreign-request", {"WWW-Authenticate": None}),
    (errors.NotAllowed("x"), 403, "not-allowed", {"WWW-Authenticate": None}),
    (errors.NotAllowed("x", "forms"), 403, "not-allowed", {
        "WWW-Authenticate": 'Bearer realm="vanban", error="insufficient_scope", scope="forms"'}),
    (errors.NotSignedIn("x"), 401, "not-signed-in", {"WWW-Authenticate": 'Bearer realm="vanban"'}),
    (errors.NotSignedIn("x", True), 401, "not-signed-in", {
        "WWW-Authenticate": 'Bearer realm="vanban", error="invalid_token"'}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("error", "status", "slug", "headers"),
    ANSWERS,
    ids=[type(answer[0]).__name__ for answer in ANSWERS],
)
def test_each_failure_has_its_status_its_type_and_what_to_do_next(
    error: Exception, status: int, slug: str, headers: dict[str, str | None]
) -> None:
    answer = failing(error).test_client().get("/api/fails")
    reported = answer.get_json()
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert (reported["status"], reported["type"], reported["errors"]) == (
        status,
        f"/docs#{slug}",
        [],
    )
    assert answer.headers["Cache-Control"] == "no-store"
    for name, value in headers.items():
        assert answer.headers.get(name) == value


#: What werkzeug refuses by itself: status, last part of ``type``, title.
REFUSED_BEFORE = [
    (400, "bad-request", "Yêu cầu không đọc được"),
    (404, "not-found", "Không có địa chỉ này"),
    (405, "method-not-allowed", "Cách gọi không được nhận"),
    (406, "not-acceptable", "Không trả lời được ở dạng đó"),
    (408, "request-timeout", "Gửi quá lâu"),
    (413, "input-too-large", "Dữ liệu quá lớn"),
    (415, "unsupported-media-type", "Loại dữ liệu không được nhận"),
    (431, "headers-too-large", "Tiêu đề quá lớn"),
    (418, "http-error", "I'm a teapot"),
    (500, "internal-error", "Lỗi của máy chủ"),
    (502, "internal-error", "Lỗi của máy chủ"),
    (503, "http-error", "Service Unavailable"),
    (504, "internal-error", "Lỗi của máy chủ"),
]


@pytest.mark.parametrize(("status", "slug", "title"), REFUSED_BEFORE)
def test_what_the_server_itself_refuses_is_reported_in_the_same_words(
    status: int, slug: str, title: str
) -> None:
    answer = failing(default_exceptions[status]()).test_client().get("/api/fails")
    reported = answer.get_json()
    assert answer.mimetype == "application/problem+json"
    assert (reported["type"], reported["title"]) == (f"/docs#{slug}", title)
    assert (
        answer.status_code
        == reported["status"]
        == (status if status < 500 or status == 503 else 500)
    )
    # The sentence is for a clerk or a programmer, not the title again and not werkzeug's English.
    assert reported["detail"].endswith(".") or slug == "http-error"
    assert reported["detail"] != title or slug == "http-error"


def test_every_failure_of_ours_is_in_that_table() -> None:
    def below(kind: type[Exception]) -> set[type[Exception]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    ours = {error for error in below(errors.VanbanError) if error.__module__ == "service.errors"}
    assert ours - {type(answer[0]) for answer in ANSWERS} == {errors.VanbanError}


@pytest.mark.parametrize(
    ("error", "more"),
    [
        (errors.UnreadableInput("x", "dòng 1"), {"where": "dòng 1"}),
        (errors.InputTooLarge("x", 7), {"limit": 7}),
        (errors.UnreadableInput("x"), {}),
    ],
)
def test_what_else_is_known_of_a_failure_is_a_member_of_its_own(
    error: Exception, more: dict[str, Any]
) -> None:
    reported = failing(error).test_client().get("/api/fails").get_json()
    assert {key: reported[key] for key in ("where", "limit") if key in reported} == more
    assert reported["detail"] == "x"


def test_a_refused_input_lists_errors_and_warnings_apart() -> None:
    found = [
        errors.Violation("/a", "A", "a", "A.", "warning"),
        errors.Violation("/b", "B", "b", "B.", "error", "c", "S!B1"),
    ]
    reported = failing(errors.InvalidInput(found, 7)).test_client().get("/api/fails").get_json()
    assert reported["detail"] == "Dữ liệu có 7 lỗi cần sửa."
    assert reported["errors"] == [
        {"pointer": "/b", "field": "B", "code": "b", "message": "B.", "suggestion": "c", "cell": "S!B1"}
    ]  # fmt: skip
    assert reported["warnings"] == [{"pointer": "/a", "field": "A", "code": "a", "message": "A."}]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The service, with a converter that always fails."""
    soffice = tmp_path_factory.mktemp("pdf") / "soffice"
    soffice.write_text("#!/bin/sh\nexit 1\n")
    soffice.chmod(0o755)
    return create_app(config.Settings(soffice=soffice)).test_client()


def test_a_converter_that_fails_is_asked_again_in_thirty_seconds(client: FlaskClient) -> None:
    answer = client.post(
        DOCUMENTS,
        data=SAMPLE,
        content_type="application/json",
        headers={"Accept": "application/pdf"},
    )
    assert answer.status_code == 503 and answer.get_json()["type"] == "/docs#conversion-failed"
    assert answer.headers["Retry-After"] == "30"


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/bao-cao-tong-ket/nothing", "/bao-cao-tong-ket"),
        ("/bien-ban-hoi-nghi/nothing/at/all", "/bien-ban-hoi-nghi"),
        ("/bien-ban-hoi-nghi/nothing?nhap=a1b2", "/bien-ban-hoi-nghi?nhap=a1b2"),
        ("/nothing", "/"),
        ("/nothing/summary-report", "/"),
    ],
)
def test_a_page_that_failed_leads_back_to_the_form_it_belongs_to(
    client: FlaskClient, path: str, back: str
) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert re.findall(r'class="btn btn-primary" href="([^"]*)"', answer.text) == [back]


def test_only_the_worker_may_stand_in_for_every_page(client: FlaskClient) -> None:
    with client.get("/static/worker.js") as worker, client.get("/static/pages.js") as script:
        assert worker.headers["Service-Worker-Allowed"] == "/"
        assert "Service-Worker-Allowed" not in script.headers


@pytest.mark.parametrize("framed", [False, True])
def test_the_whole_policy_of_content_is_this_and_nothing_more(
    client: FlaskClient, framed: bool
) -> None:
    answer = client.get("/bao-cao-tong-ket/xem-truoc" if framed else "/bao-cao-tong-ket")
    reported = [
        directive.strip() for directive in answer.headers["Content-Security-Policy"].split(";")
    ]
    assert sorted(reported) == sorted(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "img-src 'self' data:",
            "frame-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'self'" if framed else "frame-ancestors 'none'",
        ]
    )
    assert answer.headers["X-Frame-Options"] == ("SAMEORIGIN" if framed else "DENY")

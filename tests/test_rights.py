"""Which right each address needs, whom a quota counts, and what each answer tells of it."""

from __future__ import annotations

import pytest
from flask import Flask, request

from service import config
from service.app import create_app
from service.http import error_handlers
from service.http.auth import callers, memory_limiter, quotas

DECISION = "/api/v1/document-types/commendation-decision"


@pytest.mark.parametrize(
    ("method", "path", "right"),
    [
        ("GET", "/api/v1/document-types", "read"),
        ("HEAD", "/api/v1/document-types", "read"),
        ("GET", f"{DECISION}/sample", "read"),
        ("GET", "/api/v1/legal-bases", "read"),
        ("GET", "/api/v1/fault-codes", "read"),
        ("GET", f"{DECISION}/form.xlsx", "forms"),
        ("GET", "/quyet-dinh-khen-thuong/mau-excel", "forms"),
        ("POST", f"{DECISION}/form-checks", "forms"),
        ("POST", f"{DECISION}/form-checks/", "forms"),
        ("POST", f"{DECISION}/validations", "validations"),
        ("POST", f"{DECISION}/inputs", "validations"),
        ("POST", "/api/v1/conformance-checks", "validations"),
        ("POST", "/api/v1/conformance-fixes", "documents"),
        ("POST", "/api/v1/unicode-conversions", "documents"),
        ("POST", f"{DECISION}/documents", "documents"),
        ("POST", "/api/v1/what-comes-later", "documents"),
        ("DELETE", "/api/v1/jobs/1", "documents"),
        ("PUT", f"{DECISION}/sample", "documents"),
    ],
)
def test_an_address_needs_one_right_and_an_unknown_deed_the_most(
    method: str, path: str, right: str
) -> None:
    assert callers.needed_scope(method, path) == right


@pytest.mark.parametrize(
    ("path", "free"),
    [
        ("/healthz", True),
        ("/readyz", True),
        ("/metrics", True),
        ("/openapi.json", True),
        ("/docs", True),
        ("/dang-nhap", True),
        ("/dang-xuat", True),
        ("/favicon.ico", True),
        ("/robots.txt", True),
        ("/static/pages.css", True),
        ("/bootstrap/static/css/bootstrap.min.css", True),
        ("/", False),
        ("/healthz/", False),
        ("/healthzz", False),
        ("/x/healthz", False),
        ("/openapi_json", False),
        ("/static", False),
        ("/api/v1/document-types", False),
        ("/quyet-dinh-khen-thuong", False),
    ],
)
def test_what_holds_nobodys_data_is_free_and_nothing_that_looks_like_it(
    path: str, free: bool
) -> None:
    assert callers.is_free(path) is free


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("127.0.0.1", True),
        ("127.8.9.1:80", True),
        ("[::1]:8000", True),
        ("[::ffff:127.0.0.1]", True),
        ("localhost.evil.example", False),
        ("128.0.0.1", False),
        ("[::2]", False),
        ("", False),
        ("evil.example:127", False),
    ],
)
def test_a_host_is_this_machine_only_under_its_own_names(host: str, local: bool) -> None:
    assert callers.is_local_host(host) is local


def counted(limit: int) -> tuple[Flask, list[float]]:
    """An app that counts each caller by its address, with a clock to set."""
    app, now = Flask(__name__), [1_000.0]
    count = quotas.Quotas(memory_limiter.MemoryLimiter(8, clock=lambda: now[0]), limit)
    count.install(app)

    @app.get("/")
    def page() -> str:
        count.charge(request, "caller")
        return ""

    error_handlers.install(app)
    return app, now


def test_each_answer_tells_the_quota_what_is_left_and_when_all_is_back() -> None:
    app, now = counted(3)
    client = app.test_client()
    accept = {"Accept": "application/json"}
    reported = []
    for _ in range(4):
        answer = client.get("/", headers=accept)
        reported.append(
            (answer.status_code, answer.headers["RateLimit"], answer.headers.get("Retry-After"))
        )
        assert answer.headers["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert reported == [
        (200, '"minute";r=2;t=20', None),
        (200, '"minute";r=1;t=40', None),
        (200, '"minute";r=0;t=60', None),
        (429, '"minute";r=0;t=60', "20"),
    ]
    now[0] += 20
    assert client.get("/", headers=accept).headers["RateLimit"] == '"minute";r=0;t=60'
    now[0] += 60
    assert client.get("/", headers=accept).headers["RateLimit"] == '"minute";r=2;t=20'


def test_a_limit_of_none_counts_nothing_and_tells_nothing() -> None:
    client = counted(0)[0].test_client()
    for _ in range(5):
        answer = client.get("/")
        assert answer.status_code == 200
        assert "RateLimit" not in answer.headers and "RateLimit-Policy" not in answer.headers


# --- headers ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared() -> Flask:
    return create_app(
        config.Settings(
            cors_origins="https://kho.example.vn",
            trusted_user_header="X-User",
            trusted_proxy="127.0.0.1",
        )
    )


def test_a_browser_is_asked_once_a_year_to_come_by_https_and_only_over_https(shared: Flask) -> None:
    client = shared.test_client()
    secure = client.get("/healthz", base_url="https://kho.example.vn")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in client.get("/healthz").headers


def test_no_page_may_use_a_device_or_know_a_place(shared: Flask) -> None:
    reported = shared.test_client().get("/healthz").headers["Permissions-Policy"].split(", ")
    assert set(reported) == {
        f"{device}=()"
        for device in [
            "accelerometer",
            "autoplay",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "screen-wake-lock",
            "serial",
            "usb",
            "xr-spatial-tracking",
        ]
    }


def test_an_allowed_origin_learns_what_it_may_send_and_read_for_ten_minutes(shared: Flask) -> None:
    client = shared.test_client()
    asked = {"Origin": "https://kho.example.vn", "Access-Control-Request-Method": "POST"}
    reported = client.options(f"{DECISION}/documents", headers=asked).headers
    assert reported["Access-Control-Max-Age"] == "600"
    assert reported["Access-Control-Allow-Methods"] == "GET, POST"
    assert set(reported["Access-Control-Allow-Headers"].split(", ")) == {
        *(
            "Authorization",
            "Content-Type",
            "Prefer",
            "Accept",
            "If-None-Match",
            "Traceparent",
            "X-Request-Id",
        )
    }
    assert set(reported["Access-Control-Expose-Headers"].split(", ")) == {
        *("Content-Disposition", "ETag", "Repr-Digest", "X-Document-Warnings", "X-Document-Errors"),
        *(
            "X-Conformance",
            "X-Findings-Before",
            "X-Findings-After",
            "X-Template",
            "Preference-Applied",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
        ),
        *("X-Request-Id", "WWW-Authenticate"),
    }


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {"Access-Control-Request-Method": "POST"}),
        ("OPTIONS", {}),
        ("OPTIONS", {"Access-Control-Request-Method": "POST", "Origin": "https://other.example"}),
    ],
)
def test_what_is_no_preflight_of_an_allowed_origin_gets_no_permission(
    shared: Flask, method: str, headers: dict[str, str]
) -> None:
    asked = {"Origin": "https://kho.example.vn", **headers}
    answer = shared.test_client().open(f"{DECISION}/documents", method=method, headers=asked)
    assert "Access-Control-Allow-Methods" not in answer.headers

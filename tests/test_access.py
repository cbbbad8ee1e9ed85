"""Who gets in: nobody by oversight, a program by its key, a proxy's user by its header."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Request
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, TestResponse

from service import config
from service.app import create_app
from service.http.auth import credentials, proxies

V1 = "/api/v1/document-types"
HERE = V1 + "/conference-minutes"
FREE = ("/healthz", "/readyz", "/metrics", "/openapi.json", "/docs", "/static/docs.css")


def keyed(path: Path, **more: Any) -> tuple[config.Settings, str]:
    """Settings with a key file, and the token of the one key in it."""
    token, key = credentials.new_key("kho", **more)
    credentials.add_key(path / "keys.json", key)
    return config.Settings(keys=path / "keys.json"), token


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, str, Path]:
    folder = tmp_path_factory.mktemp("access")
    settings, token = keyed(folder)
    return create_app(settings), token, folder / "keys.json"


@pytest.fixture
def client(guarded: tuple[Flask, str, Path]) -> FlaskClient:
    return guarded[0].test_client()


@pytest.fixture(scope="module")
def open_app() -> Flask:
    return create_app(config.Settings())


# --- not configured -------------------------------------------------------------------------------


def test_on_an_unconfigured_loopback_nothing_is_asked_and_nothing_is_counted(
    open_app: Flask,
) -> None:
    answer = open_app.test_client().get(V1)
    assert answer.status_code == 200
    assert "RateLimit" not in answer.headers and "Set-Cookie" not in answer.headers
    assert open_app.test_client().post(HERE + "/validations", json={}).status_code == 200
    page = open_app.test_client().get("/")
    assert page.status_code == 200 and "Set-Cookie" not in page.headers


@pytest.mark.parametrize(
    "bind", ["0.0.0.0:8000", "[::]:80", "192.168.1.5:8000", "example.vn:80", ":80"]
)
def test_a_service_bound_wider_does_not_start_until_access_is_configured(
    bind: str, tmp_path: Path
) -> None:
    with pytest.raises(config.WrongSetting) as caught:
        config.load({"VANBAN_BIND": bind})
    assert "\n" not in str(caught.value) and "VANBAN_BIND" in str(caught.value)
    if not bind.startswith(":"):
        with pytest.raises(config.WrongSetting):
            create_app(config.Settings(bind=bind))
        keyed(tmp_path)
        assert config.load(
            {"VANBAN_BIND": bind, "VANBAN_KEYS": str(tmp_path / "keys.json")}
        ).configured


@pytest.mark.parametrize(
    "bind", ["127.0.0.1:8000", "127.9.9.9:1", "[::1]:80", "localhost:80", "unix:/run/v.sock"]
)
def test_loopback_and_a_socket_file_need_no_configuration(bind: str) -> None:
    assert config.load({"VANBAN_BIND": bind}).bind == bind


@pytest.mark.parametrize(
    "bind", ["8000", "127.0.0.1", "127.0.0.1:99999", "unix:here", "a b:1", "127.0.0.1:x"]
)
def test_an_address_that_is_none_is_refused(bind: str) -> None:
    with pytest.raises(config.WrongSetting, match="VANBAN_BIND"):
        config.load({"VANBAN_BIND": bind})


@pytest.mark.parametrize("peer", ["192.168.1.7", "8.8.8.8", "fe80::1", "::ffff:10.0.0.1", "odd"])
def test_another_server_in_front_of_the_unconfigured_app_does_not_open_it(
    open_app: Flask, peer: str
) -> None:
    answer = open_app.test_client().get(V1, environ_base={"REMOTE_ADDR": peer})
    assert answer.status_code == 403 and answer.get_json()["type"] == "/docs#not-allowed"
    near = open_app.test_client().get("/healthz", environ_base={"REMOTE_ADDR": peer})
    assert near.status_code == 200


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("X-Forwarded-For", "203.0.113.7", 403),
        ("X-Forwarded-For", "127.0.0.1, 203.0.113.7", 403),
        ("Forwarded", "for=203.0.113.7;proto=https", 403),
        ("Forwarded", 'for="[2001:db8::1]:4711"', 403),
        ("Forwarded", "for=unknown", 403),
        ("X-Real-IP", "10.1.1.1", 403),
        ("X-Forwarded-For", "127.0.0.1", 200),
        ("Forwarded", 'for="[::1]"', 200),
    ],
)
def test_a_proxy_in_front_of_the_unconfigured_loopback_does_not_open_it(
    open_app: Flask, name: str, value: str, status: int
) -> None:
    assert open_app.test_client().get(V1, headers={name: value}).status_code == status


@pytest.mark.parametrize(
    ("reported", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({}, 200),
    ],
)
def test_a_page_of_another_site_sends_nothing_through_a_clerks_browser(
    open_app: Flask, reported: dict[str, str], status: int
) -> None:
    answer = open_app.test_client().post(HERE + "/validations", json={}, headers=reported)
    assert answer.status_code == status


# --- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FREE)
def test_what_holds_nobodys_data_needs_no_key(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "RateLimit" not in answer.headers
    answer.close()


@pytest.mark.parametrize(
    "path", [V1, HERE, HERE + "/sample", "/api/v1/legal-bases", "/api/v1/nothing", "/api/"]
)
def test_everything_else_needs_one_even_to_learn_whether_it_exists(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="vanban"'
    assert client.get("/no/such/page").status_code == 401


def test_a_key_opens_the_api(client: FlaskClient, guarded: tuple[Flask, str, Path]) -> None:
    reported = bearer(guarded[1])
    assert client.get(V1, headers=reported).status_code == 200
    assert client.post(HERE + "/validations", json={}, headers=reported).status_code == 200
    assert client.get("/api/v1/nothing", headers=reported).status_code == 404


@pytest.mark.parametrize(
    "offered", ["Bearer vb_00000000_" + "A" * 43, "Bearer", "Bearer x", "bearer " + "x" * 4000]
)
def test_a_wrong_key_is_refused_and_stays_out_of_logs_and_answers(
    client: FlaskClient, offered: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = client.post(HERE + "/documents", json={}, headers={"Authorization": offered})
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
    secret = offered.rpartition(" ")[2]
    if len(secret) > 8:
        assert secret not in answer.get_data(as_text=True) and secret not in caplog.text


@pytest.mark.parametrize(
    "offered", ["Basic eDp5", "Digest username=x", "Negotiate eDp5", "x" * 4000]
)
def test_another_scheme_is_no_key_and_the_answer_says_what_is(
    client: FlaskClient, offered: str
) -> None:
    answer = client.post(HERE + "/documents", json={}, headers={"Authorization": offered})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="vanban"'
    assert "Bearer" in answer.get_json()["detail"]


def test_a_key_in_the_address_is_no_key(
    client: FlaskClient, guarded: tuple[Flask, str, Path]
) -> None:
    for name in ("access_token", "key", "api_key"):
        assert client.get(V1, query_string={name: guarded[1]}).status_code == 401


def test_a_key_taken_back_ends_at_once(tmp_path: Path) -> None:
    settings, token = keyed(tmp_path)
    client = create_app(settings).test_client()
    assert client.get(V1, headers=bearer(token)).status_code == 200
    credentials.drop_key(tmp_path / "keys.json", token[3:11])
    assert client.get(V1, headers=bearer(token)).status_code == 401


def test_a_key_does_what_its_scopes_say_and_no_more(tmp_path: Path) -> None:
    settings, token = keyed(tmp_path, scopes=("validations",))
    client = create_app(settings).test_client()
    reported = bearer(token)
    assert client.post(HERE + "/validations", json={}, headers=reported).status_code == 200
    # Allowed, and JSON is no file that holds an input.
    assert client.post(HERE + "/inputs", json={}, headers=reported).status_code == 415
    for method, path, scope in (
        ("post", HERE + "/documents", "documents"),
        ("get", HERE + "/sample", "read"),
        ("get", HERE + "/form.xlsx", "forms"),
        ("post", HERE + "/form-checks", "forms"),
        ("post", "/bien-ban-hoi-nghi/van-ban", "documents"),
        ("delete", HERE + "/anything", "documents"),
    ):
        answer = getattr(client, method)(path, headers=reported)
        assert answer.status_code == 403, path
        assert answer.headers["WWW-Authenticate"].endswith(f'scope="{scope}"')


def test_a_key_file_that_cannot_be_used_stops_the_start_with_one_line(tmp_path: Path) -> None:
    settings, _ = keyed(tmp_path)
    (tmp_path / "keys.json").chmod(0o644)
    with pytest.raises(config.WrongSetting) as caught:
        create_app(settings)
    assert "chmod 600" in str(caught.value) and "\n" not in str(caught.value)


# --- a reverse proxy that vouches -----------------------------------------------------------------

PROXIED = config.Settings(
    trusted_user_header="X-Remote-User", trusted_proxy="127.0.0.1, 10.1.0.0/24"
)


@pytest.fixture(scope="module")
def proxied() -> FlaskClient:
    return create_app(PROXIED).test_client()


@pytest.mark.parametrize(
    ("peer", "user", "status"),
    [
        ("127.0.0.1", "Nguyễn Thị Lan".encode().decode("latin-1"), 200),
        ("10.1.0.9", "lan@so.example.vn", 200),
        ("10.2.0.9", "lan", 401),
        ("127.0.0.1", "", 401),
        ("127.0.0.1", "lan, admin", 401),
    ],
)
def test_a_header_counts_only_from_the_proxy_that_is_trusted(
    proxied: FlaskClient, peer: str, user: str, status: int
) -> None:
    answer = proxied.get("/", headers={"X-Remote-User": user}, environ_base={"REMOTE_ADDR": peer})
    assert answer.status_code == status


def test_the_header_is_off_by_default(client: FlaskClient) -> None:
    assert client.get(V1, headers={"X-Remote-User": "lan"}).status_code == 401


def test_a_clerk_whose_browser_also_sends_basic_is_known_by_the_header(
    proxied: FlaskClient,
) -> None:
    """nginx's auth_basic passes on what it checked."""
    reported = {"X-Remote-User": "lan", "Authorization": "Basic bGFuOng="}
    assert proxied.get("/", headers=reported).status_code == 200
    assert proxied.get(V1, headers=reported).status_code == 200
    # A browser sends Basic by itself, also for a page of another site: it proves no form.
    assert proxied.post(HERE + "/validations", json={}, headers=reported).status_code == 403
    refused = proxied.get(V1, headers={"Authorization": "Basic bGFuOng="})
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == 'Bearer realm="vanban"'


def form_token(answer: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', answer.get_data(as_text=True))
    assert found is not None
    return found[1]


def after_a_restart(settings: config.Settings, user: str = "lan") -> TestResponse:
    """A form that was open when the service restarted, sent by a browser that kept no cookie."""
    reported = {"X-Remote-User": "lan"}
    csrf = form_token(
        create_app(settings).test_client().get("/bien-ban-hoi-nghi", headers=reported)
    )
    again = create_app(settings).test_client()
    form = {"csrf_token": csrf, "do": "check"}
    return again.post("/bien-ban-hoi-nghi", data=form, headers={"X-Remote-User": user})


def test_a_form_outlives_a_restart_where_the_secret_is_a_file(tmp_path: Path) -> None:
    credentials.secret(tmp_path / "session.key")
    kept = replace(PROXIED, secret_file=tmp_path / "session.key")
    assert after_a_restart(kept).status_code in (200, 422)
    # It is that user's form and nobody else's.
    assert after_a_restart(kept, user="hoa").status_code == 403


def test_without_the_file_the_log_says_so_and_the_advice_names_no_page_that_is_not_there(
    caplog: pytest.LogCaptureFixture,
) -> None:
    refused = after_a_restart(PROXIED)
    assert refused.status_code == 403
    assert "VANBAN_SECRET_FILE is not set" in caplog.text and "make secret" in caplog.text
    assert "đăng nhập" not in refused.get_json()["detail"]
    assert "bản nháp" in refused.get_json()["detail"]


def test_where_nobody_signs_in_there_is_no_page_for_it(
    proxied: FlaskClient, client: FlaskClient
) -> None:
    assert proxied.get("/dang-nhap").status_code == 404
    assert "cổng đăng nhập" in proxied.get("/").get_json()["detail"]
    assert client.get("/dang-nhap").status_code == 404
    assert "chưa được mở" in client.get("/").get_json()["detail"]


def test_a_form_of_a_user_whom_the_proxy_vouches_for_is_proved(proxied: FlaskClient) -> None:
    reported = {"X-Remote-User": "lan"}
    assert proxied.post("/bien-ban-hoi-nghi", headers=reported).status_code == 403
    assert proxied.post(HERE + "/validations", json={}, headers=reported).status_code == 403


@pytest.mark.parametrize(
    "environ",
    [
        {"VANBAN_TRUSTED_USER_HEADER": "X-User"},
        {"VANBAN_TRUSTED_USER_HEADER": "X User", "VANBAN_TRUSTED_PROXY": "10.0.0.1"},
        {"VANBAN_TRUSTED_PROXY": "10.0.0.300"},
        {"VANBAN_TRUSTED_PROXY": "0.0.0.0/0"},
        {"VANBAN_CORS_ORIGINS": "*"},
        {"VANBAN_CORS_ORIGINS": "https://kho.example.vn/"},
        {"VANBAN_CORS_ORIGINS": "null"},
    ],
)
def test_settings_that_would_trust_everybody_are_refused(environ: dict[str, str]) -> None:
    with pytest.raises(config.WrongSetting, match="VANBAN_"):
        config.load(environ)


@pytest.mark.parametrize(
    ("peer", "reported", "address"),
    [
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.1, 10.1.0.7, 10.1.0.8", "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6, 10.2.0.7, 10.1.0.8", "10.2.0.7"),
        ("127.0.0.1", "10.1.0.6, 10.1.0.7", "10.1.0.6"),
        ("127.0.0.1", "6.6.6.6, unknown, 10.1.0.7", "10.1.0.7"),
        ("127.0.0.1", "6.6.6.6,, 10.1.0.7", "10.1.0.7"),
        ("127.0.0.1", "2001:db8:1:2::9, ::ffff:10.1.0.7", "2001:db8:1:2::/64"),
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "", "203.0.113.7"),
        ("127.0.0.1", "no address", "127.0.0.1"),
        ("no address", "198.51.100.1", "odd"),
        ("", "", "socket"),
    ],
)
def test_a_client_is_counted_by_the_address_that_the_proxy_saw(
    peer: str, reported: str, address: str
) -> None:
    # Each proxy may send a line of its own; a server joins them by commas, in their order.
    headers = [("X-Forwarded-For", line) for line in reported.split(", ") if reported]
    joined = [("X-Forwarded-For", reported)] if reported else []
    for sent in (headers, joined):
        built = EnvironBuilder(headers=sent, environ_base={"REMOTE_ADDR": peer}).get_environ()
        assert proxies.client(Request(built), PROXIED) == address


@pytest.mark.parametrize(
    ("peer", "reported", "secure"),
    [
        ("127.0.0.1", "https", True),
        ("10.1.0.9", "HTTPS", True),
        ("10.1.0.9", "http, https", True),
        ("10.1.0.9", "https, http", False),
        ("10.1.0.9", "ftp", False),
        ("10.1.0.9", "", False),
        ("10.2.0.9", "https", False),
    ],
)
def test_https_up_to_a_trusted_proxy_is_https_to_browsers(
    proxied: FlaskClient, peer: str, reported: str, secure: bool
) -> None:
    asked = {"X-Forwarded-Proto": reported, "X-Remote-User": "lan"}
    answer = proxied.get(
        "/bien-ban-hoi-nghi",
        headers=asked,
        base_url="http://localhost",
        environ_base={"REMOTE_ADDR": peer},
    )
    assert ("Strict-Transport-Security" in answer.headers) is secure
    if "Set-Cookie" in answer.headers:
        assert answer.headers["Set-Cookie"].startswith("__Host-vanban=" if secure else "vanban=")


# --- headers --------------------------------------------------------------------------------------


def test_every_answer_keeps_a_browser_from_doing_more(open_app: Flask, client: FlaskClient) -> None:
    answers = [
        open_app.test_client().get(path)
        for path in ("/", "/docs", V1, "/nothing", "/static/docs.css")
    ]
    answers += [client.get(V1), client.get("/"), client.post("/x")]
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy and "http:" not in policy and "*" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "geolocation=()" in answer.headers["Permissions-Policy"]
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Cache-Control" in answer.headers
        assert "Access-Control-Allow-Origin" not in answer.headers
        answer.close()


def test_what_was_sent_is_never_kept(open_app: Flask) -> None:
    for path in (HERE + "/validations", HERE + "/documents", "/bien-ban-hoi-nghi"):
        assert open_app.test_client().post(path, json={}).headers["Cache-Control"] == "no-store"


def test_only_a_page_of_an_origin_that_is_named_may_call_the_api() -> None:
    settings = replace(config.Settings(), cors_origins="https://kho.example.vn")
    client = create_app(settings).test_client()
    asked = {"Origin": "https://kho.example.vn", "Access-Control-Request-Method": "POST"}
    answer = client.options(HERE + "/documents", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "https://kho.example.vn"
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    read = client.get(V1, headers={"Origin": "https://kho.example.vn"})
    assert read.headers["Access-Control-Allow-Origin"] == "https://kho.example.vn"
    assert "Origin" in read.headers["Vary"]
    for other in ("https://kho.example.vn.evil.example", "http://kho.example.vn", "null"):
        reported = client.get(V1, headers={"Origin": other}).headers
        assert "Access-Control-Allow-Origin" not in reported and "Origin" in reported["Vary"]
    assert "Access-Control-Allow-Origin" not in client.get("/", headers=asked).headers

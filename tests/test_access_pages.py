"""Clerks sign in: sessions that cannot be forged, stolen forms that do nothing, waits that stay short."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import config, pipeline
from service.app import create_app
from service.http.auth import credentials, lockout, memory_limiter, sessions
from tests.cheap_passwords import cheap_passwords

PASSWORD = "chim bay về tổ"
HTTPS = "https://van-ban.example.vn"
pytestmark = pytest.mark.usefixtures(cheap_passwords.__name__)


@pytest.fixture(scope="module")
def services() -> pipeline.Services:
    return pipeline.build_services(config.Settings())


@pytest.fixture(autouse=True)
def one_office(monkeypatch: pytest.MonkeyPatch, services: pipeline.Services) -> None:
    """Templates are read once for all these tests."""
    monkeypatch.setattr(
        pipeline, "build_services", lambda settings: replace(services, settings=settings)
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    credentials.put_account(tmp_path / "accounts.json", credentials.new_account("lan", PASSWORD))
    return tmp_path / "accounts.json"


@pytest.fixture
def app(file: Path) -> Flask:
    return create_app(config.Settings(accounts=file))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """The time of day as sessions see it."""
    now = [time.time()]

    class Clock:
        @staticmethod
        def time() -> float:
            return now[0]

    monkeypatch.setattr(sessions, "time", Clock)
    yield now


def token(answer: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', answer.get_data(as_text=True))
    assert found is not None
    return found[1]


def sign_in(
    client: FlaskClient,
    password: str = PASSWORD,
    name: str = "lan",
    ahead: str = "/",
    base: str = "http://localhost",
) -> TestResponse:
    csrf = token(client.get("/dang-nhap", base_url=base))
    form = {"name": name, "password": password, "next": ahead, "csrf_token": csrf}
    return client.post("/dang-nhap", data=form, base_url=base)


def cookies(answer: TestResponse) -> str:
    return "; ".join(answer.headers.getlist("Set-Cookie"))


def test_an_anonymous_clerk_is_shown_where_to_sign_in_and_comes_to_where_she_was_going(
    client: FlaskClient,
) -> None:
    answer = client.get("/bien-ban-hoi-nghi")
    assert answer.status_code == 401 and answer.mimetype == "text/html"
    assert 'name="next" value="/bien-ban-hoi-nghi"' in answer.get_data(as_text=True)
    moved = sign_in(client, ahead="/bien-ban-hoi-nghi")
    assert moved.status_code == 303 and moved.headers["Location"] == "/bien-ban-hoi-nghi"
    assert client.get("/bien-ban-hoi-nghi").status_code == 200


def test_signing_in_leads_back_to_the_draft_that_was_being_worked_on(client: FlaskClient) -> None:
    answer = client.get("/bien-ban-hoi-nghi?nhap=a1b2")
    assert 'name="next" value="/bien-ban-hoi-nghi?nhap=a1b2"' in answer.get_data(as_text=True)


def test_a_program_without_a_key_gets_a_problem_and_no_page(client: FlaskClient) -> None:
    assert client.get("/api/v1/document-types").mimetype == "application/problem+json"


@pytest.mark.parametrize(
    ("name", "password"), [("lan", "sai rồi sai rồi"), ("hoa", PASSWORD), ("", "")]
)
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(
    client: FlaskClient, name: str, password: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = sign_in(client, password, name)
    assert answer.status_code == 401
    assert "Tên hoặc mật khẩu không đúng." in answer.get_data(as_text=True)
    assert client.get("/").status_code == 401
    if password:
        assert password not in caplog.text and password not in answer.get_data(as_text=True)


def test_the_cookie_is_for_https_for_pages_and_for_our_own_site_only(client: FlaskClient) -> None:
    reported = cookies(sign_in(client, base=HTTPS))
    assert (
        reported.startswith("__Host-vanban=") and "Path=/" in reported and "Domain" not in reported
    )
    for word in ("Secure", "HttpOnly", "SameSite=Lax"):
        assert word in reported


def test_on_this_machine_itself_the_cookie_may_travel_over_http(client: FlaskClient) -> None:
    reported = cookies(sign_in(client))
    assert reported.startswith("vanban=") and "Secure" not in reported and "HttpOnly" in reported


def test_plain_http_from_elsewhere_gets_no_cookie_that_would_travel_in_the_open(
    client: FlaskClient,
) -> None:
    assert "Secure" in cookies(client.get("/dang-nhap", base_url="http://van-ban.example.vn"))


def test_signing_in_begins_a_new_session(client: FlaskClient) -> None:
    client.get("/dang-nhap")
    with client.session_transaction() as before:
        before["planted"] = "x"
    sign_in(client)
    with client.session_transaction() as first:
        assert "planted" not in first
        identity = first["id"]
    sign_in(client)
    with client.session_transaction() as second:
        assert second["id"] != identity


def test_a_session_that_was_signed_out_is_worthless_even_to_a_thief(
    client: FlaskClient, app: Flask
) -> None:
    sign_in(client)
    stolen = client.get_cookie("vanban")
    assert stolen is not None
    assert client.post("/dang-xuat", data={"csrf_token": token(client.get("/"))}).status_code == 303
    assert client.get("/").status_code == 401
    thief = app.test_client()
    thief.set_cookie("vanban", stolen.value)
    assert thief.get("/").status_code == 401


def test_a_new_password_or_a_removed_account_ends_its_sessions(
    client: FlaskClient, file: Path
) -> None:
    sign_in(client)
    credentials.put_account(file, credentials.new_account("lan", "mật khẩu hoàn toàn mới"))
    assert client.get("/").status_code == 401
    sign_in(client, "mật khẩu hoàn toàn mới")
    assert client.get("/").status_code == 200
    credentials.drop_account(file, "lan")
    assert client.get("/").status_code == 401


def test_a_forged_cookie_is_no_session(client: FlaskClient, file: Path) -> None:
    from flask.sessions import SecureCookieSessionInterface

    other = Flask("other")
    other.secret_key = "guess"
    serializer = SecureCookieSessionInterface().get_signing_serializer(other)
    assert serializer is not None
    now = int(time.time())
    state = credentials.accounts(file).entries()[0].state
    forged = serializer.dumps({"name": "lan", "state": state, "seen": now, "began": now})
    client.set_cookie("vanban", str(forged))
    assert client.get("/").status_code == 401


def test_a_session_ends_when_it_is_idle_and_after_a_day_however_busy(
    client: FlaskClient, clock: list[float]
) -> None:
    sign_in(client)
    for _ in range(7):
        clock[0] += 100 * 60
        assert client.get("/").status_code == 200
    clock[0] += 100 * 60
    assert client.get("/").status_code == 401
    sign_in(client)
    clock[0] += 121 * 60
    assert client.get("/").status_code == 401


def test_a_session_outlives_a_restart_of_the_service(client: FlaskClient, file: Path) -> None:
    sign_in(client)
    kept = client.get_cookie("vanban")
    assert kept is not None
    again = create_app(config.Settings(accounts=file)).test_client()
    again.set_cookie("vanban", kept.value)
    assert again.get("/").status_code == 200


# --- forms ----------------------------------------------------------------------------------------


def test_the_address_of_signing_in_of_earlier_versions_leads_to_todays(client: FlaskClient) -> None:
    answer = client.get("/login")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/dang-nhap")


@pytest.mark.parametrize("csrf", ["", "x", "IjEi.aaaa.bbbb"])
def test_a_form_without_our_token_does_nothing(client: FlaskClient, csrf: str) -> None:
    sign_in(client)
    for path in ("/bien-ban-hoi-nghi", "/bien-ban-hoi-nghi/van-ban", "/dang-xuat", "/no-such-page"):
        answer = client.post(path, data={"csrf_token": csrf})
        assert answer.status_code in (403, 404, 405), path
    assert client.get("/").status_code == 200


_STEPS = {
    "<page:slug>": "bien-ban-hoi-nghi",
    "<former:slug>": "conference-minutes",
    "<step>": "open",
}


def test_no_page_takes_a_form_without_our_token_or_from_another_site(
    app: Flask, client: FlaskClient
) -> None:
    sign_in(client)
    proved = {"csrf_token": token(client.get("/bien-ban-hoi-nghi"))}
    rules = [rule.rule for rule in app.url_map.iter_rules()
             if rule.endpoint.startswith("web.") and "POST" in (rule.methods or ())]  # fmt: skip
    assert len(rules) > 10
    for rule in rules:
        path = rule
        for part, name in _STEPS.items():
            path = path.replace(part, name)
        assert client.post(path, data={"list": "/absentees", "plain": "a"}).status_code == 403, path
        foreign = client.post(path, data=proved, headers={"Origin": "https://evil.example"})
        assert foreign.status_code == 403, path


def test_the_token_of_another_account_is_none(app: Flask, file: Path) -> None:
    credentials.put_account(file, credentials.new_account("hoa", PASSWORD))
    lan, hoa = app.test_client(), app.test_client()
    sign_in(lan)
    sign_in(hoa, name="hoa")
    foreign = token(hoa.get("/bien-ban-hoi-nghi"))
    assert lan.post("/bien-ban-hoi-nghi", data={"csrf_token": foreign}).status_code == 403


def test_a_form_of_a_page_is_proved_and_taken(client: FlaskClient) -> None:
    sign_in(client)
    csrf = token(client.get("/bien-ban-hoi-nghi"))
    assert client.post("/bien-ban-hoi-nghi", data={"csrf_token": csrf}).status_code in (200, 422)


def test_signing_in_is_proved_too(client: FlaskClient) -> None:
    answer = client.post("/dang-nhap", data={"name": "lan", "password": PASSWORD})
    assert answer.status_code == 403
    assert client.get("/").status_code == 401


def test_the_api_takes_a_clerks_session_only_with_the_token(client: FlaskClient) -> None:
    sign_in(client)
    here = "/api/v1/document-types/conference-minutes/validations"
    assert client.post(here, json={}).status_code == 403
    csrf = {"X-CSRFToken": token(client.get("/bien-ban-hoi-nghi"))}
    assert client.post(here, json={}, headers=csrf).status_code == 200
    crossed = {**csrf, "Sec-Fetch-Site": "cross-site"}
    assert client.post(here, json={}, headers=crossed).status_code == 403


def test_a_form_that_outlived_its_session_can_be_sent_after_signing_in_again(
    client: FlaskClient, clock: list[float]
) -> None:
    sign_in(client)
    form = {"csrf_token": token(client.get("/bien-ban-hoi-nghi")), "do": "check"}
    clock[0] += 200 * 60
    late = client.post("/bien-ban-hoi-nghi", data=form)
    assert late.status_code == 401 and "trong thẻ khác" in late.get_data(as_text=True)
    sign_in(client)
    assert client.post("/bien-ban-hoi-nghi", data=form).status_code in (200, 422)


@pytest.mark.parametrize(
    "ahead",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:x",
        "",
        "/a\r\nSet-Cookie: x",
    ],
)
def test_signing_in_leads_nowhere_else(client: FlaskClient, ahead: str) -> None:
    assert sign_in(client, ahead=ahead).headers["Location"] == "/"


def test_a_large_form_is_read_and_a_large_sign_in_is_not(client: FlaskClient) -> None:
    sign_in(client)
    csrf = token(client.get("/bien-ban-hoi-nghi"))
    rows = {f"/agenda/{number}": "Nội dung" for number in range(3000)}
    answer = client.post("/bien-ban-hoi-nghi", data={"csrf_token": csrf, "do": "check", **rows})
    assert answer.status_code in (200, 422)
    assert client.post("/dang-nhap", data={"name": "x" * 50_000}).status_code == 413


# --- waits ----------------------------------------------------------------------------------------


def test_after_five_wrong_passwords_even_the_right_one_waits_at_most_a_minute(
    client: FlaskClient,
) -> None:
    for _ in range(5):
        assert sign_in(client, "sai rồi sai rồi").status_code == 401
    answer = sign_in(client)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def counter(now: list[float]) -> lockout.Lockout:
    return lockout.Lockout(memory_limiter.MemoryLimiter(64, clock=lambda: now[0]))


def test_an_attacker_elsewhere_does_not_lock_a_clerk_out_of_her_own_desk() -> None:
    now = [1000.0]
    count = counter(now)
    assert count.wait("lan", "desk") == 0
    count.succeeded("lan", "desk")
    for number in range(2000):
        count.wait("lan", f"bot {number}")
    assert count.wait("lan", "bot 9999") > 0
    assert count.wait("lan", "desk") == 0
    assert count.wait("hoa", "desk") == 0


def test_a_new_desk_waits_seconds_when_an_account_is_under_attack() -> None:
    now = [1000.0]
    count = counter(now)
    for number in range(2000):
        count.wait("lan", f"bot {number}")
    assert 0 < count.wait("lan", "new desk") <= 10


def test_guessing_is_slow_however_long_it_goes_on() -> None:
    now = [1000.0]
    count = counter(now)
    tries = 0
    for _ in range(24 * 3600 // 5):
        tries += count.wait("lan", "bot") == 0
        now[0] += 5
    assert tries < 24 * 60 + 10


def test_an_office_behind_one_address_signs_in_at_eight() -> None:
    count = counter([1000.0])
    for number in range(300):
        assert count.wait(f"clerk {number}", "office") == 0
        count.succeeded(f"clerk {number}", "office")

"""One JSON line per request, named by its caller, and not a word of what a clerk typed."""

from __future__ import annotations

import io
import json
import logging
import re
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from service import config
from service.app import create_app
from service.errors import BrokenTemplate, ValueLost
from service.http import error_handlers, request_log
from service.http.auth import credentials
from service.telemetry import logs
from tests.cheap_passwords import cheap_passwords
from tests.serving import DOCUMENTS, JSON, SAMPLE, VALIDATIONS
from tools import make_user

SECRET = "Nguyễn Thị Bí Mật"
pytestmark = pytest.mark.usefixtures(cheap_passwords.__name__)
TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = "b7ad6b7169203331"
TRACEPARENT = f"00-{TRACE}-{PARENT}-01"


class Log(io.StringIO):
    """What was logged, line by line."""

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def of(self, event: str) -> dict[str, Any]:
        (found,) = [logged for logged in self.events() if logged["event"] == event]
        return found


@pytest.fixture
def log() -> Iterator[Log]:
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    written = Log()
    logs.set_up(written)
    yield written
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app()


def test_a_request_leaves_one_line(app: Flask, log: Log) -> None:
    app.test_client().post(DOCUMENTS, data=SAMPLE, headers=JSON)
    (line,) = log.events()
    assert line["event"] == "request"
    assert line["level"] == "info"
    assert line["method"] == "POST"
    assert line["route"] == "/api/v1/document-types/<slug>/documents"
    assert line["slug"] == "summary-report"
    assert line["status"] == 200
    assert line["ms"] > 0
    assert line["bytes_in"] == len(SAMPLE)
    assert line["bytes_out"] > 5_000
    assert line["errors"] == {}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", line["time"])
    assert len(line["request_id"]) == len(line["trace_id"]) == 32
    assert len(line["span_id"]) == 16


def test_violations_are_counted_by_code(app: Flask, log: Log) -> None:
    app.test_client().post(VALIDATIONS, data=b'{"organ": {}}', headers=JSON)
    line = log.of("request")
    assert line["status"] == 200
    assert line["errors"]["required"] > 3
    assert all(isinstance(count, int) for count in line["errors"].values())


def test_a_refused_input_names_its_problem(app: Flask, log: Log) -> None:
    app.test_client().post(DOCUMENTS, data=b"{", headers=JSON)
    line = log.of("request")
    assert (line["status"], line["problem"]) == (400, "unreadable-input")


def test_no_line_repeats_anything_that_was_sent(app: Flask, log: Log) -> None:
    client = app.test_client()
    data = json.loads(SAMPLE)
    data["signer"]["full_name"] = SECRET
    data["nobody"] = SECRET
    data[SECRET] = SECRET
    body = json.dumps(data).encode()
    named = {**JSON, "User-Agent": "BiMat", "Referer": "http://bi-mat", "Authorization": "BiMat"}
    named |= {"X-Request-ID": f"BiMat {SECRET}".encode().decode("latin-1"), "Cookie": "BiMat=BiMat"}
    for headers in (JSON, named):
        client.post(f"{DOCUMENTS}?ten={SECRET}", data=body, headers=headers)
        client.post(VALIDATIONS, data=body, headers=headers)
        client.post(VALIDATIONS, data=body[:-9], headers=headers)
        client.get(f"/{SECRET}/BiMat", headers=headers)
        client.get(f"/api/v1/document-types/{SECRET}", headers=headers)
        client.get(f"/api/v1/legal-bases?on={SECRET}&q={SECRET}", headers=headers)
    assert len(log.events()) == 12
    written = log.getvalue().lower()
    for secret in (SECRET.lower(), "bí mật", "bimat", "bi-mat", json.dumps(SECRET).lower()[1:-1]):
        assert secret not in written


def test_the_callers_name_goes_in_and_out(app: Flask, log: Log) -> None:
    answer = app.test_client().get("/healthz", headers={"X-Request-ID": "so-van-ban.2020_07"})
    assert answer.headers["X-Request-ID"] == "so-van-ban.2020_07"
    assert log.of("request")["request_id"] == "so-van-ban.2020_07"


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, "with blanks in it", 'a"},{"b":"c"', "-" * 9]
)
def test_a_name_that_is_none_is_made_anew(app: Flask, log: Log, given: str) -> None:
    answer = app.test_client().get("/healthz", headers={"X-Request-ID": given})
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["X-Request-ID"])
    assert answer.headers["X-Request-ID"] == log.of("request")["request_id"]


def test_a_refusal_has_its_name_too(app: Flask, log: Log) -> None:
    answer = app.test_client().get("/no/where", headers={"X-Request-ID": "abcdefgh"})
    assert (answer.status_code, answer.headers["X-Request-ID"]) == (404, "abcdefgh")
    assert log.of("request")["route"] == "(none)"


def test_a_trace_is_continued(app: Flask, log: Log) -> None:
    answer = app.test_client().get("/healthz", headers={"traceparent": TRACEPARENT})
    line = log.of("request")
    assert (line["trace_id"], line["parent_id"]) == (TRACE, PARENT)
    assert answer.headers["traceresponse"] == f"00-{TRACE}-{line['span_id']}-01"
    assert line["span_id"] != PARENT


@pytest.mark.parametrize(
    ("traceparent", "taken"),
    [
        (TRACEPARENT, True),
        (f"01-{TRACE}-{PARENT}-00-what-comes-later", True),
        (f"00-{TRACE}-{PARENT}-00-too-much", False),
        (f"ff-{TRACE}-{PARENT}-01", False),
        (f"00-{'0' * 32}-{PARENT}-01", False),
        (f"00-{TRACE}-{'0' * 16}-01", False),
        (TRACEPARENT.upper(), False),
        (f"{TRACEPARENT},{TRACEPARENT}", False),
        ("00-bad", False),
        ("", False),
    ],
)
def test_a_trace_is_taken_only_as_the_w3c_writes_it(traceparent: str, taken: bool) -> None:
    assert (logs.name("", traceparent).trace_id == TRACE) is taken
    assert (logs.name("", traceparent).parent_id == PARENT) is taken


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_is_sent_the_names_are_sound(request_id: str, traceparent: str) -> None:
    named = logs.name(request_id, traceparent)
    assert re.fullmatch(r"[A-Za-z0-9._-]{8,64}", named.request_id)
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]", named.traceparent)


def broken(error: Exception) -> Flask:
    """An application that fails in one way."""
    app = Flask("broken")
    request_log.install(app)
    error_handlers.install(app)

    @app.get("/fails")
    def fails() -> str:
        raise error

    return app


def test_an_unforeseen_error_is_found_by_the_id_of_the_answer(log: Log) -> None:
    answer = broken(KeyError(SECRET)).test_client().get("/fails")
    assert answer.status_code == 500
    reported = answer.get_json()
    line = log.of("unforeseen error")
    assert line["level"] == "error"
    assert line["id"] == reported["id"]
    assert line["error"] == "KeyError"
    assert "fails:" in line["trail"]
    assert line["request_id"] == answer.headers["X-Request-ID"] == log.of("request")["request_id"]
    assert line["route"] == "/fails"
    assert SECRET not in log.getvalue() + answer.get_data(as_text=True)


def test_a_broken_template_is_named_in_the_log_and_not_in_the_answer(log: Log) -> None:
    answer = broken(BrokenTemplate("summary-report", ["Lệnh sai."])).test_client().get("/fails")
    line = log.of("unforeseen error")
    assert (line["template"], line["problems"]) == ("summary-report", ["Lệnh sai."])
    assert "summary-report" not in answer.get_data(as_text=True)


def test_a_line_is_read_by_people_too_so_its_letters_stay_letters(log: Log) -> None:
    broken(BrokenTemplate("summary-report", ["Lệnh sai."])).test_client().get("/fails")
    assert '"problems": ["Lệnh sai."]' in log.getvalue()


def test_lost_values_are_reported_by_their_place(log: Log) -> None:
    broken(ValueLost(["/subject"])).test_client().get("/fails")
    assert log.of("unforeseen error")["pointers"] == ["/subject"]


def test_an_exception_is_logged_without_its_message(log: Log) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("service.anything").exception("something failed")
        logs.Logger("service.anything").exception("something else failed")
    for event in ("something failed", "something else failed"):
        line = log.of(event)
        assert line["error"] == "ValueError"
        assert "test_an_exception_is_logged" in line["trail"]
    assert SECRET not in log.getvalue()


def test_what_libraries_say_is_left_out(log: Log) -> None:
    logging.getLogger("openpyxl").warning("cell holds %s", SECRET)
    logging.getLogger("gunicorn.error").error("Error handling request /?%s", SECRET)
    logging.getLogger("gunicorn.error").warning(f"Invalid request from ip=::1: {SECRET}")
    logging.getLogger("gunicorn.error").info("Booting worker with pid: %s", 7)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(SECRET, stacklevel=1)
    assert SECRET not in log.getvalue()
    words = [line["event"] for line in log.events()]
    assert words.count("a library reports") == 2
    assert words.count("gunicorn could not handle a request") == 2
    assert words.count("Booting worker with pid: 7") == 1
    first = log.events()[0]
    assert first["logger"] == "openpyxl" and first["at"].startswith("test_logs.py:")


def test_one_request_leaves_nothing_to_the_next(app: Flask, log: Log) -> None:
    client = app.test_client()
    client.post(VALIDATIONS, data=b"{}", headers=JSON)
    client.get("/healthz")
    first, second = log.events()
    assert first["errors"] and "slug" in first
    assert "errors" not in second and "slug" not in second
    assert first["request_id"] != second["request_id"]


@pytest.mark.usefixtures("log")
def test_a_log_that_cannot_be_written_stops_nothing(app: Flask) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    logs.set_up(Full())
    assert app.test_client().post(DOCUMENTS, data=SAMPLE, headers=JSON).status_code == 200


# --- who asked -----------------------------------------------------------------------------------

TYPES = "/api/v1/document-types"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, str]:
    """A service with a key, an account and a trusted proxy, and the key's token."""
    folder = tmp_path_factory.mktemp("who")
    token, key = credentials.new_key("kho-du-lieu", days=20)
    credentials.add_key(folder / "keys.json", key)
    clerk = credentials.new_account("nguyen.thi.lan", "chim bay về tổ")
    credentials.put_account(folder / "accounts.json", clerk)
    settings = config.Settings(
        keys=folder / "keys.json",
        accounts=folder / "accounts.json",
        trusted_user_header="X-Remote-User",
        trusted_proxy="127.0.0.1",
    )
    return create_app(settings), token


def test_a_line_says_which_key_asked_and_not_by_its_name(
    guarded: tuple[Flask, str], log: Log
) -> None:
    app, token = guarded
    reported = {"Authorization": f"Bearer {token}"}
    assert app.test_client().get(TYPES, headers=reported).status_code == 200
    assert log.of("request")["caller"] == f"key {token[3:11]}"
    assert token[12:] not in log.getvalue() and "kho-du-lieu" not in log.getvalue()


def test_a_line_says_which_user_of_the_proxy_asked_and_not_by_name(
    guarded: tuple[Flask, str], log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "Nguyễn Thị Lan"
    reported = {"X-Remote-User": name.encode().decode("latin-1")}
    assert guarded[0].test_client().get(TYPES, headers=reported).status_code == 200
    assert make_user.main([name, "--id"]) == 0
    assert log.of("request")["caller"] == f"header {capsys.readouterr().out.strip()}"
    assert name not in log.getvalue()


def sign_in(app: Flask, password: str) -> int:
    client = app.test_client()
    reported = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "http"}
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/dang-nhap").text)
    assert found is not None
    form = {"name": "nguyen.thi.lan", "password": password, "csrf_token": found[1]}
    return client.post("/dang-nhap", data=form, headers=reported).status_code


def test_a_line_says_which_account_signed_in_and_from_where_one_was_refused(
    guarded: tuple[Flask, str], log: Log
) -> None:
    assert sign_in(guarded[0], "sai rồi sai rồi") == 401
    assert log.of("a sign-in was refused")["address"] == "198.51.100.7"
    for _ in range(4):
        sign_in(guarded[0], "sai rồi sai rồi")
    assert sign_in(guarded[0], "chim bay về tổ") == 429
    last = [event for event in log.events() if event["event"] == "a sign-in was refused"][-1]
    assert last["address"] == "198.51.100.7" and last["wait"] > 0
    assert "nguyen" not in log.getvalue()


def test_an_account_that_signs_in_is_named_by_its_id(guarded: tuple[Flask, str], log: Log) -> None:
    client = guarded[0].test_client()
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/dang-nhap").text)
    assert found is not None
    form = {"name": "nguyen.thi.lan", "password": "chim bay về tổ", "csrf_token": found[1]}
    assert client.post("/dang-nhap", data=form).status_code == 303
    assert client.get(TYPES).status_code == 200
    lines = [event for event in log.events() if event["event"] == "request"]
    asked = credentials.identity("nguyen.thi.lan")
    assert [line.get("caller") for line in lines] == [None, f"session {asked}", f"session {asked}"]
    assert "nguyen" not in log.getvalue()


def test_a_line_says_from_where_a_key_was_refused(guarded: tuple[Flask, str], log: Log) -> None:
    reported = {"Authorization": "Bearer vb_wrong", "X-Forwarded-For": "6.6.6.6, 2001:db8::7"}
    assert guarded[0].test_client().get(TYPES, headers=reported).status_code == 401
    assert log.of("a key was refused")["address"] == "2001:db8::/64"


def test_a_key_that_ends_soon_is_reported_where_the_service_is_watched(
    guarded: tuple[Flask, str],
) -> None:
    app, token = guarded
    ready = app.test_client().get("/readyz")
    assert ready.status_code == 200
    told = ready.get_json()["warnings"]["VANBAN_KEYS"]
    assert told == [f"vb_{token[3:11]}_… ends in 20 days"]
    assert (
        f'vanban_key_days_left{{key="{token[3:11]}"}} 20.0\n'
        in app.test_client().get("/metrics").text
    )

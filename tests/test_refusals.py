"""Whatever is wrong with how something was sent is answered as problem+json, with the limit or the place that it broke."""

from __future__ import annotations

import gzip
import io
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from gunicorn.http import errors as gunicorn_errors

from service import config
from service.app import create_app
from service.http import problems
from service.http.worker import refusals
from tests import measured
from tests.serving import SAMPLE, VALIDATIONS, Answer, Service, answer_of, running

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = f"POST {VALIDATIONS} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
CHUNKED = f"{HEAD}Transfer-Encoding: chunked\r\n\r\n"
SETTINGS = config.Settings(max_json_bytes=20_000, max_file_bytes=50_000)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(SETTINGS).test_client()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("refusals")
    limits: dict[str, Any] = {
        **measured.environment(),
        "VANBAN_MAX_JSON_BYTES": "20000",
        "VANBAN_MAX_FILE_BYTES": "50000",
    }
    with running(folder / "log", VANBAN_WORKERS="1", **limits) as started:
        yield started


def reported(service: Service, sent: str) -> Answer:
    """The answer to these bytes, after which the caller sends nothing more."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as caller:
        caller.sendall(sent.encode("latin-1"))
        caller.shutdown(socket.SHUT_WR)
        return answer_of(caller)


def is_problem(answer: Answer, status: int, slug: str) -> None:
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert list(body)[:5] == ["type", "title", "status", "detail", "errors"]
    assert (body["type"], body["status"], body["errors"]) == (f"/docs#{slug}", status, [])
    assert body["detail"].endswith(".") and not body["detail"].isascii()


# --- the body breaks off, or its chunks do -------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "zz\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}XX0\r\n\r\n",
        "2;=\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}\r\n0\r\nA b\r\n\r\n",
        "5\r\n{}",
        "2\r\n{}\r\n",
        "",
    ],
    ids=["size", "terminator", "extension", "trailer", "half", "no end", "nothing"],
)
def test_a_body_in_malformed_chunks_is_refused_and_the_connection_closed(
    service: Service, body: str
) -> None:
    answer = reported(service, CHUNKED + body)
    is_problem(answer, 400, "bad-request")
    assert "chunked" in answer.json()["detail"]


def test_a_body_that_ends_before_its_length_is_refused(service: Service) -> None:
    is_problem(reported(service, f"{HEAD}Content-Length: 50\r\n\r\n{{}}"), 400, "bad-request")
    is_problem(reported(service, f"{HEAD}Content-Length: 19999\r\n\r\n{{}}"), 400, "bad-request")


def test_no_request_is_read_out_of_the_rest_of_a_malformed_body(service: Service) -> None:
    hidden = "GET /docs HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as caller:
        caller.sendall(f"{CHUNKED}zz\r\n{hidden}".encode())
        caller.shutdown(socket.SHUT_WR)
        whole = b"".join(iter(lambda: caller.recv(65_536), b""))
    assert whole.startswith(b"HTTP/1.1 400 ") and whole.count(b"HTTP/1.1 ") == 1


def test_a_body_in_sound_chunks_is_read(service: Service) -> None:
    body = f"{len(SAMPLE):x}\r\n".encode() + SAMPLE + b"\r\n0\r\n\r\n"
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as caller:
        caller.sendall(CHUNKED.encode() + body)
        answer = answer_of(caller)
    assert answer.status == 200 and answer.json()["valid"] is True


# --- what gunicorn refuses before anybody else sees it --------------------------------------------


@pytest.mark.parametrize(
    ("sent", "status", "slug"),
    [
        (f"GET /{'a' * 5_000} HTTP/1.1\r\nHost: x\r\n\r\n", 414, "uri-too-long"),
        (f"GET / HTTP/1.1\r\nHost: x\r\nA: {'a' * 9_000}\r\n\r\n", 431, "headers-too-large"),
        ("GET / HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n" * 101 + "\r\n", 431, "headers-too-large"),
        (f"{HEAD}Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{{}}", 417, "expectation-failed"),
        ("GARBAGE\r\n\r\n", 400, "bad-request"),
        ("GET / HTTP/9.9\r\nHost: x\r\n\r\n", 400, "bad-request"),
        ("GET / HTTP/1.1\r\nHost: x\r\nbí mật: 1\r\n\r\n", 400, "bad-request"),
        (f"{HEAD}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "bad-request"),
        (f"{HEAD}Transfer-Encoding: zip, chunked\r\n\r\n", 501, "unsupported-transfer-coding"),
    ],
)
def test_what_the_server_refuses_is_answered_as_the_application_would(
    service: Service, sent: str, status: int, slug: str
) -> None:
    answer = reported(service, sent.encode("utf-8").decode("latin-1"))
    is_problem(answer, status, slug)
    assert answer.headers["connection"] == "close"
    assert answer.headers["cache-control"] == "no-store"


def test_what_was_refused_is_logged_without_what_was_sent(service: Service) -> None:
    reported(service, "GET /?ten=NguyenVanMat HTTP/9.9\r\nHost: x\r\n\r\n")
    lines = [line for line in service.lines() if line["event"] == "a request was refused"]
    assert lines[-1]["error"] == "InvalidHTTPVersion" and lines[-1]["status"] == 400
    assert "NguyenVanMat" not in service.log.read_text("utf-8")


def test_every_way_in_which_the_server_refuses_has_its_place_in_the_documentation() -> None:
    documented = {problem.slug: problem for problem in problems.PROBLEMS}
    for _, refused in refusals.PROBLEMS:
        row = documented[refused.slug]
        assert (refused.status, refused.title) == (row.status, row.title)
        assert refused.detail.endswith(".")


def test_a_fault_of_ours_is_a_500_with_an_id_and_nothing_about_the_inside() -> None:
    for error in (ValueError("bí mật"), gunicorn_errors.InvalidResponseHeader("bí mật")):
        head, _, body = refusals.answer(error).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 500 ")
        assert len(json.loads(body)["id"]) == 16 and "bí mật".encode() not in body


def test_a_client_that_waits_for_100_continue_gets_it(service: Service) -> None:
    head = f"{HEAD}Expect: 100-continue\r\nContent-Length: {len(SAMPLE)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as caller:
        caller.sendall(head.encode())
        assert caller.recv(65_536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        caller.sendall(SAMPLE)
        assert answer_of(caller).status == 200


# --- every 413 names the limit that was exceeded --------------------------------------------------


PARTS = "multipart/form-data; boundary=x"


def parts(count: int) -> bytes:
    return b"--x\r\nContent-Disposition: form-data; name=p\r\n\r\n1\r\n" * count + b"--x--\r\n"


def form(**parts: bytes | str) -> dict[str, Any]:
    return {
        name: (io.BytesIO(part), "a.csv") if isinstance(part, bytes) else part
        for name, part in parts.items()
    }


@pytest.mark.parametrize(
    ("sent", "limit", "words"),
    [
        ({"data": b" " * 20_001, "content_type": "application/json"}, 20_000, "JSON"),
        ({"data": b" " * 20_000_000, "content_type": "application/json"}, 20_000, "JSON"),
        ({"data": b" " * 50_001, "content_type": XLSX}, 50_000, "Tệp"),
        ({"data": form(file=b" " * 50_001)}, 50_000, "Tệp dài 50001 byte"),
        ({"data": form(file=b"x", data="x" * 20_001)}, 20_000, "Phần “data” dài 20001 byte"),
        ({"data": form(file=b" " * 200_000)}, 134_000, "một tệp có nhiều nhất 50000 byte"),
        ({"data": parts(1_001), "content_type": PARTS}, 1_000, "quá 1000 phần"),
    ],
)
def test_every_413_names_the_limit_that_was_exceeded(
    client: FlaskClient, sent: dict[str, Any], limit: int, words: str
) -> None:
    sent.setdefault("content_type", "multipart/form-data")
    refused = client.post(VALIDATIONS, **sent)
    assert refused.status_code == 413
    assert refused.get_json()["limit"] == limit
    assert words in refused.get_json()["detail"] and str(limit) in refused.get_json()["detail"]


def test_a_body_that_does_not_say_how_long_it_is_is_never_cut_to_the_limit(
    service: Service,
) -> None:
    """What fits of it would be sound JSON by itself."""
    for length, status in ((20_000, 200), (20_001, 413), (90_000, 413)):
        body = SAMPLE + b" " * (length - len(SAMPLE))
        chunk = f"{length:x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
        with socket.create_connection(("127.0.0.1", service.port), timeout=20) as caller:
            caller.sendall(CHUNKED.encode() + chunk)
            answer = answer_of(caller)
        assert answer.status == status
        if status == 413:
            assert answer.json()["limit"] == 20_000 and "JSON" in answer.json()["detail"]


def test_as_much_as_each_limit_allows_is_read(client: FlaskClient) -> None:
    body = SAMPLE + b" " * (20_000 - len(SAMPLE))
    assert client.post(VALIDATIONS, data=body, content_type="application/json").get_json()["valid"]
    both = form(file=b"a" * 50_000, data=body.decode())
    assert client.post(VALIDATIONS, data=both).status_code == 200
    many = client.post(VALIDATIONS, data=parts(1_000), content_type=PARTS)
    assert many.status_code == 400 and "“file”" in many.get_json()["detail"]


# --- encodings -----------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "br", "deflate, gzip", "<x>"])
def test_a_compressed_body_is_415_and_says_what_is_taken(
    client: FlaskClient, encoding: str
) -> None:
    for path in (VALIDATIONS, "/bao-cao-tong-ket"):
        refused = client.post(
            path,
            data=gzip.compress(SAMPLE),
            headers={"Content-Encoding": encoding, "Content-Type": "application/json"},
        )
        assert refused.status_code == 415
        assert refused.headers["Accept-Encoding"] == "identity"
        assert (
            "Content-Encoding" in refused.get_json()["detail"]
            and "<" not in refused.get_json()["detail"]
        )


def test_what_is_not_encoded_may_say_so_and_a_charset_means_nothing_to_json(
    client: FlaskClient,
) -> None:
    """RFC 8259 knows no charset of JSON: whatever is said, the bytes are UTF-8."""
    for charset in ("utf-8", "iso-8859-1", "utf-16"):
        headers = {
            "Content-Encoding": "identity",
            "Content-Type": f"application/json; charset={charset}",
        }
        assert client.post(VALIDATIONS, data=SAMPLE, headers=headers).get_json()["valid"] is True


# --- methods -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/docs", "/openapi.json"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_addresses_that_only_tell_something_take_nothing(
    client: FlaskClient, path: str, method: str
) -> None:
    refused = client.open(path, method=method, data="x")
    assert refused.status_code == 405
    assert refused.get_json()["type"] == "/docs#method-not-allowed"
    assert set(refused.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_they_take_nothing_where_access_is_configured_either(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.touch(0o600)
    guarded = create_app(config.Settings(keys=keys)).test_client()
    for path in ("/healthz", "/readyz", "/metrics"):
        refused = guarded.post(path, data="x")
        assert refused.status_code == 405 and "GET" in refused.headers["Allow"]


# --- a page of another origin, while nothing is configured ----------------------------------------


def test_an_origin_that_the_office_names_may_call_the_api_without_access_configured() -> None:
    named = create_app(config.Settings(cors_origins="https://kho.example.vn")).test_client()

    def asked(path: str, origin: str, **more: Any) -> Any:
        headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
        return named.post(
            path, data=SAMPLE, content_type="application/json", headers=headers, **more
        )

    answer = asked(VALIDATIONS, "https://kho.example.vn")
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "https://kho.example.vn"
    for path, origin in (
        (VALIDATIONS, "https://kho.example.vn.evil"),
        (VALIDATIONS, "null"),
        ("/bao-cao-tong-ket", "https://kho.example.vn"),
    ):
        refused = asked(path, origin)
        assert refused.status_code == 403
        assert "Access-Control-Allow-Origin" not in refused.headers
    elsewhere = asked(VALIDATIONS, "https://kho.example.vn", base_url="http://van-ban.example.vn/")
    assert elsewhere.status_code == 403

"""Debian's nginx with deploy/nginx.conf in front of the running service: who gets in, from where, and what is logged."""

from __future__ import annotations

import base64
import contextlib
import http.client
import io
import json
import re
import socket
import ssl
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from service import config
from service.http.auth import callers, credentials
from service.media_types import NDJSON
from tests import proxy
from tests.needs import need
from tests.proxy import Proxy
from tests.serving import DOCUMENTS, JSON, SAMPLE, SLUG, Answer, Service, running, until
from tools.ports import free_port

TYPES = "/api/v1/document-types"
QUOTA = 60
PAGE = "/bien-ban-hoi-nghi"
LAN = {"Authorization": "Basic " + base64.b64encode("lan:chim bay về tổ".encode()).decode()}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Services(Proxy):
    """nginx, the port on which it looks for the service, and a key of the service."""

    behind: int
    settings: Mapping[str, Any]
    token: str

    def service(self, log: str = "log") -> contextlib.AbstractContextManager[Service]:
        return running(self.folder / log, port=self.behind, VANBAN_WORKERS="1", **self.settings)


@dataclass(frozen=True)
class Restart:
    """A service that was restarted, the token of a form drawn before, and what was answered while it was away."""

    service: Service
    csrf: str
    program: Answer
    clerk: Answer


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """nginx alone, with nothing behind it yet."""
    need("nginx", "openssl")
    folder = tmp_path_factory.mktemp("nginx")
    behind = free_port()
    token, key = credentials.new_key("kho")
    credentials.add_key(folder / "private" / "keys.json", key)
    credentials.secret(folder / "private" / "session.key")
    settings = {
        "VANBAN_TRUSTED_PROXY": "127.0.0.1",
        "VANBAN_TRUSTED_USER_HEADER": "X-Remote-User",
        "VANBAN_SECRET_FILE": str(folder / "private" / "session.key"),
        "VANBAN_QUOTA": str(QUOTA),
        "VANBAN_KEYS": str(folder / "private" / "keys.json"),
        "VANBAN_DATA": str(folder / "data"),
    }
    with proxy.running(folder, f"127.0.0.1:{behind}") as started:
        yield Services(**vars(started), behind=behind, settings=settings, token=token)


@pytest.fixture(scope="module")
def restart(services: Services) -> Iterator[Restart]:
    with services.service("before"):
        csrf = form_token(services.ask(PAGE, headers=LAN))
    away = [services.ask(path, headers=LAN) for path in (TYPES, PAGE)]
    with services.service() as service:
        yield Restart(service, csrf, *away)


@pytest.fixture(scope="module")
def behind(restart: Restart) -> Service:
    return restart.service


def form_token(page: Answer) -> str:
    assert page.status == 200
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.body.decode())
    assert found is not None
    return found[1]


def test_without_a_service_programs_and_clerks_are_told_when_to_come_again(
    restart: Restart,
) -> None:
    away = restart.program
    assert away.status == 503 and away.headers["retry-after"] == "10"
    assert away.headers["content-type"] == "application/problem+json"
    assert away.json()["status"] == 503
    page = restart.clerk
    assert page.status == 503 and page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Những gì đã gõ vẫn còn" in page.body.decode()


def test_a_form_that_is_open_while_the_service_restarts_is_taken(
    services: Services, restart: Restart
) -> None:
    form = urlencode({"csrf_token": restart.csrf, "do": "check"}).encode()
    assert services.ask(PAGE, form, {**LAN, **FORM}).status in (200, 422)
    assert services.ask(PAGE, b"do=check", {**LAN, **FORM}).status == 403


@pytest.mark.usefixtures("behind")
def test_a_clerk_who_signs_in_to_nginx_reaches_the_pages_and_the_api(services: Services) -> None:
    for path in ("/", PAGE, TYPES):
        assert services.ask(path, headers=LAN).status == 200, path
        for reported in ({}, {"Authorization": "Basic bGFuOnNhaQ=="}):
            refused = services.ask(path, headers=reported)
            assert refused.status == 401
            assert refused.headers["www-authenticate"] == 'Basic realm="vanban"'


@pytest.mark.usefixtures("behind")
def test_a_program_reaches_the_api_with_its_key_alone(services: Services) -> None:
    reported = {**JSON, "Authorization": f"Bearer {services.token}"}
    made = services.ask(DOCUMENTS, SAMPLE, reported)
    assert made.status == 200 and made.body.startswith(b"PK")
    assert made.headers["etag"].startswith('"')
    refused = services.ask(DOCUMENTS, SAMPLE, {**JSON, "Authorization": "Bearer vb_wrong"})
    assert refused.status == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["www-authenticate"].startswith("Bearer ")


def request_line(service: Service, name: str) -> dict[str, object]:
    def found() -> list[dict[str, object]]:
        return [line for line in service.lines() if line.get("request_id") == name]

    until(lambda: bool(found()))
    return found()[-1]


def test_a_user_whom_the_client_names_is_nobody(services: Services, behind: Service) -> None:
    spoofed = {"X-Remote-User": "hoa", "X_Remote_User": "hoa", "X-Request-ID": "spoofed-1"}
    assert services.ask(TYPES, headers=spoofed).status == 401
    assert services.ask(TYPES, headers={**spoofed, "Authorization": "Bearer x"}).status == 401
    assert (
        services.ask(TYPES, headers={**spoofed, **LAN, "X-Request-ID": "spoofed-2"}).status == 200
    )
    asked = request_line(behind, "spoofed-2")
    assert asked["caller"] == f"header {credentials.identity('lan')}"


def raw(services: Services, head: str) -> bytes:
    """The first answer to bytes that no library would send."""
    with (
        socket.create_connection(("127.0.0.1", services.secure), 20) as plain,
        ssl._create_unverified_context().wrap_socket(plain) as caller,  # noqa: S323
    ):
        caller.sendall(head.encode())
        return caller.recv(4096)


@pytest.mark.usefixtures("behind")
@pytest.mark.parametrize(
    "lines",
    [
        ["Authorization: Bearer x", "Authorization: Basic bGFuOnNhaQ=="],
        ["Authorization: Basic bGFuOnNhaQ==", "Authorization: Bearer x"],
        ["Authorization: Bearer x, Basic bGFuOnNhaQ=="],
        ["Authorization:  Bearer x"],
        ["Authorization: Basic bGFuOnNhaQ==", "X-Remote-User: lan"],
        ["Authorization: Bearer x", "X-Remote-User: lan", "X-Remote-User: lan"],
    ],
)
def test_no_pair_of_headers_makes_a_name_count_whose_password_was_not_checked(
    services: Services, lines: list[str]
) -> None:
    head = "\r\n".join([f"GET {TYPES} HTTP/1.1", "Host: x", "Connection: close", *lines, "", ""])
    assert raw(services, head).split()[1] in (b"401", b"400")


def test_the_client_is_whom_nginx_saw_whatever_the_client_says(
    services: Services, behind: Service
) -> None:
    reported = {"Authorization": "Bearer vb_wrong", "Forwarded": "for=203.0.113.9"}

    def asked(source: str, number: int) -> int:
        lie = f"203.0.113.{number % 250}, 127.0.0.1"
        return services.ask(TYPES, None, {**reported, "X-Forwarded-For": lie}, source).status

    # Another lie each time gives no quota of its own, another address does.
    assert any(asked("127.0.0.77", number) == 429 for number in range(4 * QUOTA))
    assert asked("127.0.0.78", 1) == 401
    until(lambda: any(line.get("address") == "127.0.0.78" for line in behind.lines()))
    refused = [line["address"] for line in behind.lines() if line["event"] == "a key was refused"]
    assert "127.0.0.77" in refused and not any("203.0.113" in address for address in refused)


@pytest.mark.usefixtures("behind")
def test_a_browser_is_kept_on_https(services: Services) -> None:
    answer = services.ask(PAGE, headers=LAN)
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.headers["set-cookie"].startswith("__Host-vanban=")
    assert "Secure" in answer.headers["set-cookie"]
    assert "content-encoding" not in answer.headers
    caller = http.client.HTTPConnection("127.0.0.1", services.plain, timeout=20)
    with contextlib.closing(caller):
        caller.request("GET", PAGE, headers={"Host": "van-ban.example.vn"})
        moved = caller.getresponse()
        assert (moved.status, moved.headers["Location"]) == (
            301,
            f"https://van-ban.example.vn{PAGE}",
        )


@pytest.mark.usefixtures("behind")
def test_only_alive_is_answered_to_everybody(services: Services) -> None:
    assert services.ask("/healthz").status == 200
    for path in ("/metrics", "/readyz"):
        assert services.ask(path, headers=LAN).status in (401, 403)
        assert services.ask(path, headers={"Authorization": "Bearer x"}).status == 403


@pytest.mark.usefixtures("behind")
def test_the_service_itself_refuses_what_is_too_large(services: Services) -> None:
    reported = {**JSON, "Authorization": f"Bearer {services.token}"}
    for size in (config.Settings().max_json_bytes + 1, 12_000_000):
        refused = services.ask(DOCUMENTS, b" " * size, reported)
        assert refused.status == 413
        assert refused.json()["limit"] > 0
    beyond = services.ask(DOCUMENTS, b" " * (12 * 2**20 + 1), reported)
    assert beyond.status == 413
    assert beyond.headers["content-type"] == "application/problem+json"
    assert "limit" not in beyond.json()


def large(number: int) -> bytes:
    """A sound input in one line of nearly 2,000,000 bytes, most of them blanks."""
    return json.dumps({**json.loads(SAMPLE), "code_number": number}).encode().ljust(1_900_000)


@pytest.mark.usefixtures("behind")
def test_a_clerks_file_of_many_documents_passes_up_to_the_services_own_limit(
    services: Services,
) -> None:
    csrf = form_token(services.ask(callers.BATCHES, headers=LAN))

    def sent(file: bytes) -> Answer:
        upload = FileStorage(io.BytesIO(file), "lo.zip")
        boundary, body = encode_multipart({"csrf_token": csrf, "type": SLUG, "file": upload})
        form = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return services.ask(callers.BATCHES, body, {**LAN, **form})

    with io.BytesIO() as made:
        with zipfile.ZipFile(made, "w") as archive:
            for number in range(12):
                archive.writestr(f"{number}.json", large(number))
        taken = sent(made.getvalue())
    assert taken.status == 303 and taken.headers["location"].startswith(callers.BATCHES)
    refused = sent(b" " * 25_500_000)
    # The service's refusal, not nginx's.
    assert refused.status == 413 and refused.json()["limit"] == 25_064_000


@pytest.mark.usefixtures("behind")
def test_a_programs_batch_passes_line_by_line_and_is_collected_nowhere(services: Services) -> None:
    reported = {"Content-Type": NDJSON, "Authorization": f"Bearer {services.token}"}
    batch = b"".join(
        b'{"id": "%d", "input": %s}\n' % (number, large(number)) for number in range(15)
    )
    taken = services.ask(f"{TYPES}/{SLUG}/batches", batch, reported)
    assert taken.status == 202 and taken.json()["total"] == 15
    assert not [path for path in (services.folder / "body").rglob("*") if path.is_file()]
    caller = http.client.HTTPSConnection(
        "127.0.0.1",
        services.secure,
        timeout=20,
        context=ssl._create_unverified_context(),  # noqa: S323
    )
    with contextlib.closing(caller):
        caller.putrequest("POST", f"{TYPES}/{SLUG}/batches")
        for name, value in {**reported, "Content-Length": str(200 * 2**20)}.items():
            caller.putheader(name, value)
        caller.endheaders()
        refused = caller.getresponse()
        # The service was asked at once, and named its own limit.
        assert refused.status == 413
        assert json.loads(refused.read())["limit"] == config.Settings().batch_bytes


def test_a_client_that_sends_its_headers_slowly_is_cut_off(services: Services) -> None:
    # One byte and then silence: nginx closes, with 408 or without a word.
    assert raw(services, "G") in (b"", b"HTTP/1.1 408 Request Time-out\r\n")

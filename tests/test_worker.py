"""Whoever is slow, or many, holds up neither the small answers nor the others: threads are counted, not seconds."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from service import config
from service.app import create_app
from service.config import capacity
from service.errors import Saturated
from service.http.auth import credentials, request_bodies
from tests import measured
from tests.serving import DOCUMENTS, ROOT, SAMPLE, Answer, Service, running, until
from tools import make_limits

ONE_WORKER = config.Settings(workers=1)
#: Long enough not to be waited for as a whole.
LONG_HEAD = (
    f"POST {DOCUMENTS} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    "Content-Length: 900000\r\n\r\n{"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(
        tmp_path_factory.mktemp("worker") / "log", VANBAN_WORKERS="1", **measured.environment()
    ) as started:
        yield started


def connected(service: Service, sent: bytes = b"") -> socket.socket:
    caller = socket.create_connection(("127.0.0.1", service.port), timeout=20)
    caller.sendall(sent)
    return caller


@contextlib.contextmanager
def crowd(service: Service, size: int, sent: bytes) -> Iterator[list[socket.socket]]:
    """So many connections that have sent the same, as long as the block lasts."""
    with contextlib.ExitStack() as held:
        yield [held.enter_context(connected(service, sent)) for _ in range(size)]


def received(caller: socket.socket) -> Answer:
    got = http.client.HTTPResponse(caller)
    got.begin()
    return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())


def threads(service: Service) -> int:
    (worker,) = service.workers()
    return len(list(Path(f"/proc/{worker}/task").iterdir()))


def open_files(service: Service) -> int:
    (worker,) = service.workers()
    return len(list(Path(f"/proc/{worker}/fd").iterdir()))


def answers_everything(service: Service) -> None:
    for path in ("/healthz", "/readyz", "/metrics", "/docs", "/openapi.json", "/static/docs.css"):
        assert service.ask(path).status == 200, path
    assert service.ask(DOCUMENTS, SAMPLE).status == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: ",
        LONG_HEAD.replace("900000", "900").encode(),
    ],
    ids=["nothing", "half a head", "a head and half of a short body"],
)
def test_whoever_has_not_asked_yet_holds_no_thread(service: Service, sent: bytes) -> None:
    answers_everything(service)
    before = threads(service)
    with crowd(service, 80, sent):
        until(lambda: open_files(service) > 80)
        answers_everything(service)
        # One more each at most: what answered was another thread of its pool than before.
        assert threads(service) <= before + 8


def test_bodies_that_drip_hold_few_threads_and_refuse_nobody_who_is_quick(service: Service) -> None:
    with crowd(service, 40, LONG_HEAD.encode()) as callers:
        refused: list[socket.socket] = []
        until(lambda: len(answered(callers, refused)) >= 40 - capacity.BODIES)
        answers_everything(service)
        reported = [received(client) for client in refused]
        assert {answer.status for answer in reported} <= {503, 408}
        assert any(answer.status == 503 and answer.headers["retry-after"] for answer in reported)
        assert threads(service) <= capacity.tasks(ONE_WORKER)


def answered(callers: list[socket.socket], found: list[socket.socket]) -> list[socket.socket]:
    for caller in callers:
        caller.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            if caller not in found and caller.recv(1, socket.MSG_PEEK):
                found.append(caller)
        caller.setblocking(True)
    return found


def test_whoever_does_not_hang_up_holds_up_nobody(service: Service) -> None:
    """Each of them would stop the event loop of gunicorn's own worker for two seconds."""
    asked = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with crowd(service, 40, asked) as callers:
        assert {received(caller).status for caller in callers} == {200}
        answers_everything(service)


def test_whoever_reads_nothing_holds_up_nobody(service: Service) -> None:
    with crowd(
        service, 40, 3 * b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
    ) as callers:
        answers_everything(service)
        assert received(callers[0]).status == 200


def test_an_answer_comes_however_the_request_is_cut(service: Service) -> None:
    request = (
        f"POST {DOCUMENTS} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(SAMPLE)}\r\n\r\n"
    ).encode() + SAMPLE
    head = request.index(b"\r\n\r\n")
    for place in (1, head, head + 1, head + 3, head + 4, head + 5, len(request) - 1):
        with connected(service, request[:place]) as caller:
            # Something else is answered in between, so that the two parts do not come as one.
            assert service.ask("/healthz").status == 200
            caller.sendall(request[place:])
            assert received(caller).body.startswith(b"PK")


def test_requests_in_one_packet_are_all_answered_in_order(service: Service) -> None:
    asked = b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
    paths = (b"/healthz", b"/nowhere", b"/openapi.json", b"/readyz")
    with connected(service, b"\r\n" + b"".join(asked % path for path in paths)) as caller:
        assert [received_one(caller).status for _ in paths] == [200, 404, 200, 200]


def received_one(caller: socket.socket) -> Answer:
    """One answer, and not a byte of the next."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += caller.recv(1)
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    body = b""
    while len(body) < length:
        body += caller.recv(length - len(body))
    return Answer(int(head[9:12]), {}, body)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /" + 5_000 * b"a", 414),
        (b"GET / HTTP/1.1\r\n" + 9 * (b"X-A: " + 8_000 * b"a" + b"\r\n"), 431),
        (b"GET /\n", 400),
    ],
    ids=["a line without end", "a head without end", "a line without CR"],
)
def test_a_head_that_cannot_become_one_is_refused_before_its_end(
    service: Service, sent: bytes, status: int
) -> None:
    with connected(service, sent) as caller:
        assert received(caller).status == status


def test_a_short_body_that_stays_away_is_received_in_a_thread_and_then_refused(
    tmp_path: Path,
) -> None:
    """The same service with shorter times."""
    configured = tmp_path / "conf.py"
    configured.write_text(
        f"exec(open({str(ROOT / 'gunicorn.conf.py')!r}, encoding='utf-8').read())\n"
        "import service.http.worker\nfrom service.http.auth import request_bodies as bodies\n"
        "service.http.worker.HEAD_SECONDS = 0.2\nbodies.SECONDS = 0.2\n"
    )
    with running(tmp_path / "log", configured=configured, VANBAN_WORKERS="1") as quick:
        with connected(quick, LONG_HEAD.replace("900000", "900").encode()) as caller:
            assert received(caller).status == 408
        with connected(quick, b"GET /healthz HTTP/1.1\r\n") as caller:
            assert caller.recv(1) == b""


# --- bodies in one process ------------------------------------------------------------------------


def test_whoever_sends_for_long_gives_way_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    readers = request_bodies.Readers(2, 60)
    ours = [socket.socketpair() for _ in range(3)]
    with contextlib.ExitStack() as held:
        for pair in ours:
            held.enter_context(pair[0])
            held.enter_context(pair[1])
        first = held.enter_context(readers.reading(ours[0][0]))
        second = held.enter_context(readers.reading(ours[1][0]))
        with pytest.raises(Saturated), readers.reading(ours[2][0]):
            pass
        monkeypatch.setattr(request_bodies, "FAIR_SECONDS", 0)
        third = held.enter_context(readers.reading(ours[2][0]))
        assert [client.late for client in (first, second, third)] == [True, False, False]
        assert ours[0][0].recv(1) == b""


def test_any_number_of_bodies_is_watched_by_one_thread() -> None:
    readers, before = request_bodies.Readers(20, 0.05), threading.active_count()
    pairs = [socket.socketpair() for _ in range(20)]
    with contextlib.ExitStack() as held:
        for pair in pairs:
            held.enter_context(pair[0])
            held.enter_context(pair[1])
        readings = [held.enter_context(readers.reading(pair[0])) for pair in pairs]
        assert threading.active_count() <= before + 1
        until(lambda: all(reading.late for reading in readings))


# --- signing in -----------------------------------------------------------------------------------


def test_whoever_signs_in_when_many_do_is_asked_to_come_again_and_is_not_charged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = tmp_path / "accounts.json"
    credentials.put_account(accounts, credentials.new_account("lan", "mật khẩu dài"))
    app = create_app(config.Settings(accounts=accounts))
    go, inside = threading.Event(), threading.Semaphore(0)

    def slowly(*_: object) -> None:
        inside.release()
        go.wait(20)

    monkeypatch.setattr(credentials, "find_account", slowly)
    waiting = [threading.Thread(target=sign_in, args=(app,)) for _ in range(capacity.SIGN_INS)]
    for thread in waiting:
        thread.start()
    for _ in waiting:
        assert inside.acquire(timeout=10)
    # Six times: five wrong passwords would have been too many for this account.
    answers = [sign_in(app) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [503] * 6
    assert answers[0].headers["Retry-After"] == "2"
    go.set()
    for thread in waiting:
        thread.join(10)
    assert sign_in(app).status_code == 401


def sign_in(app: Flask) -> TestResponse:
    client = app.test_client()
    page = client.get("/dang-nhap", base_url="https://localhost").get_data(as_text=True)
    token = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    return client.post(
        "/dang-nhap",
        data={"name": "lan", "password": "không phải", "csrf_token": token},
        base_url="https://localhost",
        headers={"Origin": "https://localhost"},
    )


# --- the unit -------------------------------------------------------------------------------------


def test_the_unit_allows_what_the_default_settings_need() -> None:
    unit = (ROOT / "deploy" / "vanban.service").read_text(encoding="utf-8").splitlines()
    for line in make_limits.lines(config.Settings()):
        assert line in unit


def test_more_workers_are_allowed_more() -> None:
    two, eight = (capacity.limits(config.Settings(workers=count)) for count in (2, 8))
    assert int(eight["TasksMax"]) > 8 * capacity.threads(config.Settings())
    assert int(eight["TasksMax"]) > int(two["TasksMax"])
    assert eight["MemoryMax"] == "7268M" and two["MemoryMax"] == "2768M"


def test_the_limits_are_printed_as_a_part_of_a_unit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VANBAN_WORKERS", "8")
    make_limits.main()
    assert "[Service]\nMemoryHigh=4845M\nMemoryMax=7268M\nTasksMax=" in capsys.readouterr().out


def test_whom_to_believe_about_https_is_said_by_our_setting_and_by_nothing_of_gunicorns(
    service: Service,
) -> None:
    answer = service.ask("/docs", headers={"X-Forwarded-Proto": "https"})
    assert answer.status == 200 and "strict-transport-security" not in answer.headers

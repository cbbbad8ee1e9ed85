"""A worker that is to end does so by itself, whenever it is told and whoever is connected to it."""

from __future__ import annotations

import contextlib
import signal
import socket
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from service.http.worker.signals import SIGNALS
from tests.serving import DOCUMENTS, ROOT, SAMPLE, Service, answer_of, running, until

OURS = f"exec(open({str(ROOT / 'gunicorn.conf.py')!r}, encoding='utf-8').read())\n"
#: Connections that send too little are not closed because of that while a test runs.
PATIENT = OURS + "import service.http.worker\nservice.http.worker.HEAD_SECONDS = 1000\n"
#: The second worker is begun only as far as ``post_fork`` until there is a file named "go" beside this one.
SLOW_TO_BEGIN = (
    OURS
    + """
import os, time
ours = post_fork
folder = Path(__file__).parent

def post_fork(server, worker):
    ours(server, worker)
    if worker.age == 2:
        (folder / "begun").write_text(str(os.getpid()))
        while not (folder / "go").exists():
            time.sleep(0.01)
"""
)
SHORT = (
    f"POST {DOCUMENTS} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    f"Content-Length: {len(SAMPLE)}\r\n\r\n"
).encode()
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def configuration(folder: Path, text: str) -> Path:
    written = folder / "conf.py"
    written.write_text(text, encoding="utf-8")
    return written


def ended(service: Service) -> set[int]:
    """The workers that came to their own end; one that was killed says nothing."""
    return {line["pid"] for line in service.lines() if line["event"].startswith("Worker exiting")}


def fork_servers(service: Service) -> list[int]:
    """The processes whose children read uploaded files: one for each worker."""
    workers = service.workers()
    tasks = [Path(f"/proc/{worker}/task/{worker}/children") for worker in workers]
    return [int(number) for task in tasks for number in task.read_text().split()]


def is_gone(process: int) -> bool:
    with contextlib.suppress(OSError):
        stat = Path(f"/proc/{process}/stat").read_text()
        return stat.rpartition(")")[2].split()[0] == "Z"
    return True


def is_refused(service: Service) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", service.port), timeout=20):
            return False
    except ConnectionRefusedError:
        return True


def is_closed(caller: socket.socket) -> bool:
    """Waits until something comes, and that is the end."""
    with contextlib.suppress(ConnectionResetError):
        return caller.recv(1) == b""
    return True


@contextlib.contextmanager
def unfinished(service: Service) -> Iterator[list[socket.socket]]:
    """Connections that will never ask, each with a worker: new, in a head, in a short body, and kept alive."""
    with contextlib.ExitStack() as held:
        callers = []
        for sent in (b"", HEALTH[:20], SHORT + SAMPLE[:9], HEALTH):
            caller = socket.create_connection(("127.0.0.1", service.port), timeout=20)
            held.enter_context(caller).sendall(sent)
            callers.append(caller)
        assert answer_of(callers[-1]).status == 200
        until(lambda: all(service.worker_of(caller) for caller in callers))
        yield callers


def test_a_stop_reaches_a_worker_that_has_just_begun(log: Path, tmp_path: Path) -> None:
    """Between its fork and its own handlers it would put a signal into a queue that nobody reads."""
    with running(log, configured=configuration(tmp_path, SLOW_TO_BEGIN)) as service:
        until((tmp_path / "begun").exists)
        until(lambda: len(service.workers()) == 2)
        first, second = service.workers()
        service.process.send_signal(signal.SIGTERM)
        # Both were told by then: the master tells one after the other at once.
        until(lambda: ended(service) == {first})
        (tmp_path / "go").touch()
        until(lambda: ended(service) == {first, second})
        assert service.process.wait(15) == 0


def test_neither_a_restart_nor_a_stop_waits_for_anybody_who_has_not_asked(
    log: Path, tmp_path: Path
) -> None:
    with running(log, configured=configuration(tmp_path, PATIENT)) as service:
        first = begun_workers(service)
        with unfinished(service) as callers:
            service.process.send_signal(signal.SIGHUP)
            assert all(is_closed(caller) for caller in callers)
            until(lambda: ended(service) == first)
        assert service.ask(DOCUMENTS, SAMPLE).body.startswith(b"PK")
        second, servers = begun_workers(service), fork_servers(service)
        with unfinished(service) as callers:
            service.process.send_signal(signal.SIGTERM)
            assert all(is_closed(caller) for caller in callers)
            until(lambda: ended(service) == first | second)
        assert service.process.wait(15) == 0
        until(lambda: all(is_gone(server) for server in servers))


def begun_workers(service: Service) -> set[int]:
    """Both workers, each with its fork server, none of which holds signals back."""
    # Only then: one that has just ended has no children to be read any more.
    until(lambda: len(service.workers()) == 2 and len(fork_servers(service)) == 2)
    for process in (service.process.pid, *service.workers(), *fork_servers(service)):
        until(partial(holds_no_signal, process))
    return set(service.workers())


def holds_no_signal(process: int) -> bool:
    """Of those that end it; what somebody blocked who started the tests is his own affair (perf: SIGWINCH)."""
    status = Path(f"/proc/{process}/status").read_text()
    blocked = int(status.partition("SigBlk:")[2].split()[0], 16)
    return not any(blocked >> (number - 1) & 1 for number in SIGNALS)


def test_whoever_comes_while_the_last_request_is_finished_is_refused_at_once(log: Path) -> None:
    with running(log) as service:
        until(lambda: len(service.workers()) == 2)
        with service.half_a_request() as caller:
            service.process.send_signal(signal.SIGTERM)
            until(lambda: is_refused(service))
            assert service.rest_of_it(caller).body.startswith(b"PK")
        assert service.process.wait(15) == 0


def test_a_worker_that_has_answered_enough_waits_for_nobody_who_has_not_asked(
    log: Path, tmp_path: Path
) -> None:
    few = PATIENT + "max_requests, max_requests_jitter = 40, 0\n"
    with running(log, configured=configuration(tmp_path, few), VANBAN_WORKERS="1") as service:
        before = set(service.workers())
        with unfinished(service) as callers:
            for _ in range(40):
                assert service.ask("/healthz").status == 200
            assert all(is_closed(caller) for caller in callers)
            until(lambda: ended(service) >= before)
        assert service.ask(DOCUMENTS, SAMPLE).body.startswith(b"PK")

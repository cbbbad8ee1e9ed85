"""The whole service as it runs in an office: gunicorn on a free loopback port, ended by its own process id."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
SLUG = "summary-report"
DOCUMENTS = f"/api/v1/document-types/{SLUG}/documents"
VALIDATIONS = f"/api/v1/document-types/{SLUG}/validations"
SAMPLE = (ROOT / "samples" / f"{SLUG}.json").read_bytes()
#: The same, too long for the event loop to wait for it: its request is in a thread from the end of its head on.
LONG_SAMPLE = SAMPLE + b" " * 80_000

_START_SECONDS = 120
_ANSWER_SECONDS = 60
_LONGEST_PAUSE_SECONDS = 0.16
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Answer:
    """One HTTP answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Service:
    """A running service: its master process, its port, and the file that its log goes to."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def ask(
        self,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] = JSON,
    ) -> Answer:
        """One request on a connection of its own; a POST when there is a body."""
        caller = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_ANSWER_SECONDS)
        with contextlib.closing(caller):
            caller.request("GET" if body is None else "POST", path, body, dict(headers))
            got = caller.getresponse()
            return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())

    def lines(self) -> list[dict[str, Any]]:
        """What was logged so far; every line must be JSON."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        tasks = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in tasks.read_text().split()]

    def has_replaced(self, victim: int) -> bool:
        """Whether another of two workers was begun for one that is dead; one look, or the death may fall between two."""
        workers = self.workers()
        return len(workers) == 2 and victim not in workers

    def half_a_request(self) -> socket.socket:
        """A request for a document whose body is sent only in part, once a worker has taken it."""
        before = len(LONG_SAMPLE) // 2
        caller = socket.create_connection(("127.0.0.1", self.port), timeout=_ANSWER_SECONDS)
        head = (
            f"POST {DOCUMENTS} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(LONG_SAMPLE)}\r\n\r\n"
        )
        caller.sendall(head.encode() + LONG_SAMPLE[:before])
        until(lambda: self.worker_of(caller) is not None)
        return caller

    def rest_of_it(self, caller: socket.socket) -> Answer:
        """Send the other half and read the answer."""
        caller.sendall(LONG_SAMPLE[len(LONG_SAMPLE) // 2 :])
        got = http.client.HTTPResponse(caller)
        got.begin()
        return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())

    def worker_of(self, caller: socket.socket) -> int | None:
        """The worker that holds the other end of a connection."""
        theirs = f":{caller.getsockname()[1]:04X}"
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[2].endswith(theirs) and fields[1].endswith(f":{self.port:04X}"):
                for worker in self.workers():
                    if f"socket:[{fields[9]}]" in _open_files(worker):
                        return worker
        return None


def answer_of(caller: socket.socket) -> Answer:
    """The next answer on a connection."""
    with contextlib.closing(http.client.HTTPResponse(caller)) as got:
        got.begin()
        return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())


def _open_files(process: int) -> list[str]:
    folder = Path(f"/proc/{process}/fd")
    found = []
    with contextlib.suppress(OSError):
        for entry in list(folder.iterdir()):
            with contextlib.suppress(OSError):
                found.append(str(entry.readlink()))
    return found


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something to become true; fails when it does not. Looks less often the longer it takes: looking costs, too."""
    end, pause = time.monotonic() + seconds, 0.01
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)


def environment(port: int, **settings: str) -> dict[str, str]:
    """The environment of a service: ours without any setting of its own, and these."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("VANBAN_")}
    return {
        **kept,
        "VANBAN_BIND": f"127.0.0.1:{port}",
        "VANBAN_WORKERS": "2",
        "VANBAN_RUNNERS": "0",
        **settings,
    }


def command(configured: Path = ROOT / "gunicorn.conf.py") -> list[str]:
    return [sys.executable, "-m", "gunicorn", "-c", str(configured), "wsgi:app"]


@contextlib.contextmanager
def running(
    log: Path,
    *,
    prefix: tuple[str, ...] = (),
    before: Callable[[], None] | None = None,
    configured: Path = ROOT / "gunicorn.conf.py",
    port: int | None = None,
    **settings: str,
) -> Iterator[Service]:
    """The service for as long as the block lasts. ``prefix`` is a command that starts it, ``before`` runs in
    its process before it starts, ``configured`` is gunicorn's file, ``port`` any free one unless given,
    ``settings`` are environment variables."""
    port = port or free_port()
    with log.open("wb", buffering=0) as lines:
        process = subprocess.Popen(
            [*prefix, *command(configured)],
            cwd=ROOT,
            env=environment(port, **settings),
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=lines,
            preexec_fn=before,
        )
    service = Service(process, port, log)
    try:
        until(lambda: process.poll() is not None or _answers(service), _START_SECONDS)
        assert process.poll() is None, log.read_text("utf-8", "replace")
        yield service
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


def _answers(service: Service) -> bool:
    try:
        return service.ask("/healthz").status == 200
    except OSError:
        return False

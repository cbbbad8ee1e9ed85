"""The service and its peers behind HTTP, each with two workers, driven by wrk: requests per second, waits, errors."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import inputs, loop_templates, peers, rounds
from tools.ports import free_port

WORKERS = 2
_PATIENCE_SECONDS, _LOOK_SECONDS = 60.0, 0.01
#: Workers that need less than a tick of the clock or two in this time do nothing.
_REST_SECONDS, _REST_SHARE = 0.25, 0.1
_SCRIPT = """
local file = io.open("{body}", "rb")
wrk.method, wrk.body = "POST", file:read("*a")
wrk.headers["Content-Type"] = "application/json"
local threads = {{}}
function setup(thread) table.insert(threads, thread) end
function init() wrong = 0 end
function response(status) if status ~= 200 then wrong = wrong + 1 end end
function done(summary, latency)
  local wrong = 0
  for _, thread in ipairs(threads) do wrong = wrong + thread:get("wrong") end
  local e = summary.errors
  io.write(string.format("RESULT %d %d %f %f %d\\n", summary.requests - wrong, summary.duration,
    latency:percentile(50), latency:percentile(99), wrong + e.connect + e.read + e.write + e.timeout))
end
"""


class Load(NamedTuple):
    """What wrk saw: good answers a second, times in milliseconds."""

    per_second: float
    p50: float
    p99: float
    errors: int


class Server:
    """A command that listens on a free port of the loopback, for the length of a ``with``."""

    def __init__(
        self, command: Callable[[int], Sequence[str]], environment: Mapping[str, str]
    ) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        #: From the command to the first answer.
        self.seconds_to_answer = 0.0
        self._command = command(port)
        self._environment = {**environment, "VANBAN_BIND": f"127.0.0.1:{port}"}

    def __enter__(self) -> Server:
        began = time.perf_counter()
        self._process = subprocess.Popen(
            self._command,
            cwd=inputs.ROOT,
            env={**os.environ, **self._environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not self._answers():
            if time.perf_counter() - began > _PATIENCE_SECONDS:
                self.__exit__()
                raise RuntimeError("the server did not come up")
            time.sleep(_LOOK_SECONDS)
        self.seconds_to_answer = time.perf_counter() - began
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/healthz", timeout=2).close()  # noqa: S310 - our own
        except urllib.error.HTTPError:
            return True  # a peer makes documents and nothing else
        except OSError:
            return False
        return True

    @property
    def master(self) -> int:
        """The process id of the one that was started."""
        return self._process.pid

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        return children(self.master)

    def processor_seconds(self) -> float:
        """What the workers have used so far, with all their threads."""
        fields = [
            Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
            for worker in self.workers()
        ]
        ticks = sum(int(found[11]) + int(found[12]) for found in fields)
        return ticks / os.sysconf("SC_CLK_TCK")

    def settle(self) -> None:
        """Wait until the workers have done what callers left behind who are gone."""
        end = time.perf_counter() + _PATIENCE_SECONDS
        used, before = self.processor_seconds(), -1.0
        while used - before > _REST_SECONDS * _REST_SHARE and time.perf_counter() < end:
            time.sleep(_REST_SECONDS)
            before, used = used, self.processor_seconds()

    def drive(self, path: str, body: bytes, *, connections: int, seconds: float) -> Load:
        """Send one body again and again."""
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "body.json").write_bytes(body)
            script = Path(folder) / "post.lua"
            script.write_text(_SCRIPT.format(body=Path(folder) / "body.json"))
            reported = subprocess.run(
                ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), self.url + path],
                capture_output=True,
                text=True,
                check=True,
            ).stdout  # fmt: skip
        found = re.search(r"RESULT (\d+) (\d+) ([\d.]+) ([\d.]+) (\d+)", reported)
        if found is None:
            raise RuntimeError(reported)
        requests, microseconds, p50, p99, errors = map(float, found.groups())
        return Load(requests / microseconds * 1e6, p50 / 1e3, p99 / 1e3, int(errors))


def children(process: int) -> list[int]:
    """The process ids of those that a process started, in whatever thread."""
    return [
        int(child)
        for task in Path(f"/proc/{process}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


class Contestant(NamedTuple):
    """A server, and the path and body that have it make one case."""

    server: Server
    path: str
    body: bytes


def service(**settings: str) -> Server:
    """The service as it is delivered, without runners of batches; ``settings`` are more environment variables."""
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
    usual = {"VANBAN_WORKERS": str(WORKERS), "VANBAN_RUNNERS": "0"}
    return Server(lambda _: command, {**usual, **settings})


def under_gunicorn(app: str) -> Server:
    """Another application under the same gunicorn with as many workers."""

    def command(port: int) -> list[str]:
        gunicorn = [sys.executable, "-m", "gunicorn", "--no-control-socket", "-c", os.devnull]
        options = [f"--workers={WORKERS}", "--threads=4", f"--bind=127.0.0.1:{port}"]
        return [*gunicorn, *options, app]

    return Server(command, {})


def ours(case: str, what: str = "documents") -> Contestant:
    """The service with one case; ``what`` is ``documents`` or ``validations``."""
    slug, body = inputs.body(case)
    return Contestant(service(), f"/api/v1/document-types/{slug}/{what}", body)


def docxtpl(case: str, folder: Path) -> Contestant:
    """docxtpl under the same gunicorn, with the context that our line gives its renderer."""
    prepared = peers.prepare(case)
    template = folder / "template.docx"
    template.write_bytes(prepared.services.templates.get(prepared.slug).docx)
    server = under_gunicorn(f"bench.docxtpl_server:app({str(template)!r})")
    return Contestant(server, "/", json.dumps(prepared.context).encode())


def on_node(peer: str, case: str, folder: Path) -> Contestant:
    """A peer on node in a cluster of two, with the rows alone."""
    template, data = loop_templates.make(peers.prepare(case), loop_templates.SYNTAXES[peer])
    file = folder / f"{peer}.docx"
    file.write_bytes(template)
    command = rounds.node_command("server.js", peer, file)
    server = Server(lambda port: [*command, str(port)], {})
    return Contestant(server, "/", json.dumps(data).encode())


def has_wrk() -> bool:
    """Whether the load tool is there (Debian's package wrk)."""
    return shutil.which("wrk") is not None

"""The HTTP service under gunicorn with two workers, driven by wrk: requests per second, waits, errors."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

from bench import inputs

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
  io.write(string.format("RESULT %d %d %f %f %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), wrong + e.connect + e.read + e.write + e.timeout))
end
"""


class Load(NamedTuple):
    """What wrk saw: times are in milliseconds."""

    per_second: float
    p50: float
    p99: float
    errors: int


class Service:
    """gunicorn on a free port of the loopback, for the length of a ``with``."""

    def __enter__(self) -> Service:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{probe.getsockname()[1]}"
        environment = {
            **os.environ,
            "VANBAN_BIND": self.url.removeprefix("http://"),
            "VANBAN_WORKERS": "2",
            "VANBAN_RUNNERS": "0",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"],
            cwd=inputs.ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=1).close()  # noqa: S310 - our own
            except (OSError, urllib.error.URLError):
                time.sleep(0.2)
            else:
                return self
        self.__exit__()
        raise RuntimeError("gunicorn did not come up")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        number = self._process.pid
        return [
            int(child)
            for child in Path(f"/proc/{number}/task/{number}/children").read_text().split()
        ]

    def drive(self, case: str, what: str, *, connections: int, seconds: int) -> Load:
        """Send one case again and again to ``documents`` or ``validations``."""
        slug, body = inputs.body(case)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "body.json").write_bytes(body)
            script = Path(folder) / "post.lua"
            script.write_text(_SCRIPT.format(body=Path(folder) / "body.json"))
            url = f"{self.url}/api/v1/document-types/{slug}/{what}"
            reported = subprocess.run(
                ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), url],
                capture_output=True,
                text=True,
                check=True,
            ).stdout  # fmt: skip
        found = re.search(r"RESULT (\d+) (\d+) ([\d.]+) ([\d.]+) (\d+)", reported)
        if found is None:
            raise RuntimeError(reported)
        requests, microseconds, p50, p99, errors = map(float, found.groups())
        return Load(requests / microseconds * 1e6, p50 / 1e3, p99 / 1e3, int(errors))


def has_wrk() -> bool:
    """Whether the load tool is there (Debian's package wrk)."""
    return shutil.which("wrk") is not None

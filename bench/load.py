"""A running service under more load than it can carry becomes figures: answers, times, memory.

Starts gunicorn itself on a free loopback port, drives it with wrk, and ends it again. Two runs: twice as many
callers as it can serve at once, for ``--seconds``; then as many documents as fit into ``--minutes``, up to
``--documents``, with the memory of the workers before and after.
Run: ``python -m bench.load`` (needs wrk: ``apt-get install wrk``).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from service import config
from tools.ports import free_port

ROOT = Path(__file__).resolve().parent.parent

#: wrk tells nothing of single statuses, so its script counts them.
SCRIPT = """
local threads = {}
function setup(thread) table.insert(threads, thread) end
function init(args)
  counts = ""
  seen = {}
  local file = io.open(args[1], "rb")
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.body = file:read("*a")
  file:close()
end
function response(status)
  seen[status] = (seen[status] or 0) + 1
  local parts = {}
  for status, count in pairs(seen) do table.insert(parts, status .. "=" .. count) end
  counts = table.concat(parts, " ")
end
function done(summary, latency, requests)
  for _, thread in ipairs(threads) do print("statuses " .. thread:get("counts")) end
  for _, part in ipairs({50, 90, 99, 99.9}) do
    print(string.format("p%s %.1f ms", part, latency:percentile(part) / 1000))
  end
  local e = summary.errors
  print(string.format("sockets connect=%d read=%d write=%d timeout=%d", e.connect, e.read, e.write, e.timeout))
  print(string.format("rate %.1f", summary.requests / (summary.duration / 1000000)))
end
"""


@contextlib.contextmanager
def service(workers: int, log: Path, **settings: str) -> Iterator[tuple[str, int]]:
    """The service's address and its master's process id; ``settings`` are more environment variables."""
    address = f"127.0.0.1:{free_port()}"
    kept = {name: text for name, text in os.environ.items() if not name.startswith("VANBAN_")}
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"],
            cwd=ROOT,
            env={
                **kept,
                "VANBAN_BIND": address,
                "VANBAN_WORKERS": str(workers),
                "VANBAN_RUNNERS": "0",
                **settings,
            },
            stdout=lines,
            stderr=lines,
        )
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{address}/readyz"):
                break
            time.sleep(0.1)
        yield address, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(40)


def resident_mb(master: int) -> list[float]:
    """Private and shared memory of each worker."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    found = []
    for number in children:
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{number}/status").read_text()
            found.append(int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024)
    return found


def driven(address: str, slug: str, connections: int, seconds: int, script: Path) -> str:
    """What wrk tells of so many seconds with so many callers, each asking again as soon as answered."""
    done = subprocess.run(
        [
            *("wrk", "--threads", "1", "--connections", str(connections)),
            *("--duration", f"{seconds}s", "--timeout", "30s", "--script", str(script)),
            f"http://{address}/api/v1/document-types/{slug}/documents",
            *("--", str(ROOT / "samples" / f"{slug}.json")),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return "\n".join(
        line
        for line in done.stdout.splitlines()
        if line.startswith(("statuses", "p5", "p9", "sockets", "rate"))
    )


def documents(reported: str) -> int:
    return sum(int(count) for count in re.findall(r"\b200=(\d+)", reported))


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=int, default=120)
    asked.add_argument("--documents", type=int, default=50_000)
    asked.add_argument("--minutes", type=float, default=60)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--slug", default="summary-report")
    asked.add_argument(
        "--connections", type=int, default=0, help="of the overload; default: twice what is taken"
    )
    given = asked.parse_args()
    settings = config.load({})
    taken = given.workers * settings.parallel + settings.queue
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "load.lua"
        script.write_text(SCRIPT)
        with service(given.workers, Path(folder) / "log") as (address, master):
            print(
                datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), platform.python_version(), end=" "
            )
            print(f"{os.cpu_count()} processors, load before {os.getloadavg()[0]:.1f}")
            easy = driven(address, given.slug, given.workers, min(15, given.seconds), script)
            print(f"--- {given.workers} callers, as many as workers\n{easy}")
            callers = given.connections or 2 * taken
            before = resident_mb(master)
            hard = driven(address, given.slug, callers, given.seconds, script)
            print(f"--- {callers} callers, {taken} are taken, {given.seconds} s\n{hard}")
            print("memory MB", [round(megabytes, 1) for megabytes in before], "->", end=" ")
            print([round(megabytes, 1) for megabytes in resident_mb(master)])
            made, end = documents(easy) + documents(hard), time.monotonic() + given.minutes * 60
            print("--- memory over documents, 8 callers")
            while made < given.documents and time.monotonic() < end:
                made += documents(driven(address, given.slug, 8, 20, script))
                print(made, [round(megabytes, 1) for megabytes in resident_mb(master)], flush=True)
            events = [
                json.loads(line)
                for line in (Path(folder) / "log").read_text("utf-8").splitlines()
                if '"level": "error"' in line or '"level": "critical"' in line
            ]
            kinds: dict[str, int] = {}
            for event in events:
                kind = (
                    f"{event['event']} {event.get('status', '')} {event.get('problem', '')}".strip()
                )
                kinds[kind] = kinds.get(kind, 0) + 1
            print("errors logged:", kinds)


if __name__ == "__main__":
    main()

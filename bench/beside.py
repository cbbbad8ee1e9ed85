"""What a batch does to single documents: their waiting alone and beside a running batch, in turns, and the memory of both.

Starts gunicorn with a runner on a free loopback port. Callers that do not wait for each other would measure themselves, so one
asks, with a pause between two documents. Run: ``python -m bench.beside [--rounds 3] [--seconds 20] [--items 20000]``.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import statistics
import tempfile
import time
from pathlib import Path

from bench import load
from bench.jobs import SLUG, numbered
from service.jobs.store import JobStore
from service.media_types import NDJSON

_API = "/api/v1"
_PAUSE_SECONDS = 0.05
_WORKERS = 2


class Caller:
    """One connection that is kept."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(address, timeout=60)

    def rest(self, seconds: float) -> None:
        """Wait; the service closes a connection that is idle for long."""
        self._connection.close()
        time.sleep(seconds)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        media_type: str = "application/json",
    ) -> bytes:
        self._connection.request(method, _API + path, body, {"Content-Type": media_type})
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status in (200, 202, 204), (answer.status, content[:200])
        return content

    def waits(self, seconds: float) -> list[float]:
        """The milliseconds that each single document takes, for so long."""
        body, found = numbered(1), []
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            began = time.perf_counter()
            self.ask("POST", f"/document-types/{SLUG}/documents", body)
            found.append((time.perf_counter() - began) * 1000)
            time.sleep(_PAUSE_SECONDS)
        return found

    def begin(self, items: int) -> str:
        lines = b"".join(
            b'{"id": "%d", "input": %s}\n' % (n, numbered(n)) for n in range(1, items + 1)
        )
        self._connection.close()
        found = json.loads(self.ask("POST", f"/document-types/{SLUG}/batches", lines, NDJSON))
        return str(found["id"])

    def ready(self, job_id: str) -> int:
        found = json.loads(self.ask("GET", f"/jobs/{job_id}"))
        return int(found["done"] + found["failed"])


def runners_mb(folder: Path) -> list[int]:
    """The resident memory of every runner at work."""
    found = []
    for name in JobStore(folder / "store").names("runners"):
        status = Path(f"/proc/{name.split('-')[-2]}/status")
        if status.exists():
            found.append(int(re.findall(r"VmRSS:\s+(\d+)", status.read_text())[0]) // 1024)
    return found


def told(waits: list[float]) -> str:
    cuts = statistics.quantiles(waits, n=100)
    return f"{len(waits)} documents, p50 {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--seconds", type=float, default=20)
    asked.add_argument("--items", type=int, default=20_000)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        settings = {"VANBAN_RUNNERS": "1", "VANBAN_DATA": str(data)}
        with load.service(_WORKERS, Path(folder) / "log", **settings) as (address, master):
            caller = Caller(address)
            caller.waits(2)
            alone: list[float] = []
            beside: list[float] = []
            for number in range(given.rounds):
                load_before = os.getloadavg()[0]
                alone += caller.waits(given.seconds)
                job_id = caller.begin(given.items)
                while not caller.ready(job_id):
                    time.sleep(0.2)
                before, began = caller.ready(job_id), time.perf_counter()
                beside += caller.waits(given.seconds)
                rate = (caller.ready(job_id) - before) / (time.perf_counter() - began)
                print(
                    f"round {number + 1}, load before {load_before:.1f}: batch {rate:.0f} documents/s beside; "
                    f"runner {runners_mb(data)} MB, workers {[round(mb) for mb in load.resident_mb(master)]} MB",
                    flush=True,
                )
                caller.ask("DELETE", f"/jobs/{job_id}")
                # What was being made just now ends within a second.
                caller.rest(3)
            print(f"alone: {told(alone)}\nbeside a batch: {told(beside)}")


if __name__ == "__main__":
    main()

"""Batches beside a loop: documents a second of runners against the same line called in a loop by as many processes.

Prints the ratio for one runner and for two, what a batch does to single documents, and (``--kills``) what becomes of a
batch of which a runner is killed every two seconds for a minute, also on a PostgreSQL (``--database``) with several ``--runners``,
or (``--refusing``) of one whose store refuses a tenth of what is put.
Run: ``python -m bench.jobs [--items 2000] [--kills | --refusing]``.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import hashlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench import inputs
from service import config, documents, intake, pipeline
from service.app import create_app
from service.jobs import places
from service.jobs.store import JobStore
from service.media_types import NDJSON
from service.untrusted.strict_json import read_json

SLUG = "commendation-decision"
_BATCHES = f"/api/v1/document-types/{SLUG}/batches"
_WARM_UP = 20
_BAD_IN = 250
_KILL_SECONDS, _KILLS = 2.0, 30


def numbered(number: int, bad: bool = False) -> bytes:
    """An input of nine recipients with a number of its own; a bad one has no subject."""
    data = json.loads((inputs.ROOT / "samples" / f"{SLUG}.json").read_bytes())
    data["code_number"] = number
    if bad:
        del data["subject"]
    return json.dumps(data, ensure_ascii=False).encode()


def loop(count: int) -> float:
    """Documents a second of the line in a loop, in this process."""
    services = pipeline.build_services(config.Settings())
    document_type = documents.get(SLUG)
    sent = [numbered(number) for number in range(1, count + 1)]
    began = time.perf_counter()
    for body in sent:
        parsed = intake.ParsedInput(read_json(body))
        hashlib.sha256(pipeline.produce(services, document_type, parsed).content).digest()
    return count / (time.perf_counter() - began)


def loops(processes: int, count: int) -> float:
    """The same in several processes at once."""
    with concurrent.futures.ProcessPoolExecutor(processes) as pool:
        return sum(pool.map(loop, [count] * processes))


def batch_of(count: int, bad: bool = False) -> bytes:
    """The lines of a batch, with a bad item here and there."""
    return b"".join(
        b'{"id": "%d", "input": %s}\n' % (n, numbered(n, bad and n % _BAD_IN == 1))
        for n in range(1, count + 1)
    )


class Office:
    """A service in this process, with runners of its own in others."""

    def __init__(self, folder: Path, runners: int, database: str = "") -> None:
        self.settings = config.Settings(data=folder, jobs_database=database)
        self.client = create_app(self.settings).test_client()
        self._environment = {
            **os.environ, "VANBAN_DATA": str(folder), "VANBAN_RUNNERS": str(runners), "VANBAN_RUNNER_NICENESS": "0",
            "VANBAN_JOBS_DATABASE": database,
        }  # fmt: skip

    @contextlib.contextmanager
    def working(
        self, command: Sequence[str] = (sys.executable, "-m", "service.jobs")
    ) -> Iterator[subprocess.Popen[str]]:
        process = subprocess.Popen(
            command,
            cwd=inputs.ROOT,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait()

    def begin(self, items: bytes) -> str:
        answer = self.client.post(_BATCHES, data=items, content_type=NDJSON)
        assert answer.status_code == 202, answer.text
        return str(answer.get_json()["id"])

    def finish(self, job_id: str) -> None:
        while self.client.get(f"/api/v1/jobs/{job_id}").get_json()["state"] != "done":
            time.sleep(0.1)

    def runners(self) -> list[int]:
        """The process ids of the runners that are at work."""
        names = JobStore(places.store(self.settings)).names("runners")
        found = [int(name.split("-")[-2]) for name in names]
        return [pid for pid in found if Path(f"/proc/{pid}").exists()]


def batch(runners: int, count: int) -> float:
    """Documents a second of a batch, by runners that are at work already."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder) / "data", runners)
        # As for the loop, inputs are ready before the clock starts.
        warm, items = office.begin(batch_of(_WARM_UP * runners)), batch_of(count)
        with office.working():
            office.finish(warm)
            while len(office.runners()) < runners:
                time.sleep(0.1)
            began = time.perf_counter()
            office.finish(office.begin(items))
            return count / (time.perf_counter() - began)


def killed(count: int, seed: int, runners: int, database: str) -> str:
    """What becomes of a batch of which one runner is killed every two seconds, chosen by ``seed``."""
    chance = random.Random(seed)  # noqa: S311 - repeatable
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder) / "data", runners, database)
        job_id = office.begin(batch_of(count, bad=True))
        began, ended = time.perf_counter(), 0
        with office.working():
            for _ in range(_KILLS):
                time.sleep(_KILL_SECONDS)
                if alive := office.runners():
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(chance.choice(alive), signal.SIGKILL)
                        ended += 1
                time.sleep(chance.random() / 10)
            office.finish(job_id)
            took = time.perf_counter() - began
            verdict = _verdict(office, job_id, count)
    return f"{count} items, {ended} kills, {took:.0f} s: {verdict}"


def refused(count: int, seed: int) -> str:
    """What becomes of a batch made by one runner whose store refuses a tenth of what is put, drawn by ``seed``."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder) / "data", 1)
        job_id = office.begin(batch_of(count, bad=True))
        began = time.perf_counter()
        with office.working([sys.executable, "-m", "bench.refusing", str(seed)]) as process:
            office.finish(job_id)
            took = time.perf_counter() - began
            verdict = _verdict(office, job_id, count)
        said = process.stdout.read().strip() if process.stdout else ""
    return f"{count} items, {said}, {took:.0f} s: {verdict}"


def _verdict(office: Office, job_id: str, count: int) -> str:
    """What the result holds; then the job is deleted."""
    archive = zipfile.ZipFile(io.BytesIO(office.client.get(f"/api/v1/jobs/{job_id}/result").data))
    entries: list[dict[str, Any]] = json.loads(archive.read("manifest.json"))
    assert [entry["id"] for entry in entries] == [str(n) for n in range(1, count + 1)]
    services, document_type = pipeline.build_services(config.Settings()), documents.get(SLUG)
    equal = bad = 0
    for number, entry in enumerate(entries, start=1):
        if entry["state"] == "refused":
            bad += 1
            continue
        parsed = intake.ParsedInput(read_json(numbered(number)))
        alone = pipeline.produce(services, document_type, parsed).content
        equal += (
            entry["sha256"] == hashlib.sha256(alone).hexdigest()
            and archive.read(entry["file"]) == alone
        )
    office.client.delete(f"/api/v1/jobs/{job_id}")
    names = JobStore(places.store(office.settings)).names("")
    left = sum(not name.startswith("runners/") for name in names)
    return f"every item once, {equal} documents equal to those of a loop, {bad} refused; objects left after DELETE: {left}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=2_000)
    ends = parser.add_mutually_exclusive_group()
    ends.add_argument("--kills", action="store_true")
    ends.add_argument("--refusing", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runners", type=int, default=1, help="of the batch with --kills")
    parser.add_argument("--database", default="", help="address of a PostgreSQL, for --kills")
    given = parser.parse_args()
    if given.kills:
        print(killed(given.items, given.seed, given.runners, given.database))
        return
    if given.refusing:
        print(refused(given.items, given.seed))
        return
    print("| runners | loop, documents/s | batch, documents/s | ratio |\n| --: | --: | --: | --: |")
    for count in (1, 2):
        alone, made = loops(count, given.items // count), batch(count, given.items)
        print(f"| {count} | {alone:.0f} | {made:.0f} | {made / alone:.2f} |")


if __name__ == "__main__":
    main()

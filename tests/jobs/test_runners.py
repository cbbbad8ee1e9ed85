"""Runners are killed while they work, and the job ends as if they had not been."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.jobs.store import StoreFailed
from tests import postgres
from tests.jobs.offices import SLUG, Office, manifest, numbered, without_subject
from tests.serving import ROOT, until

_PATIENCE_SECONDS = 120


@contextlib.contextmanager
def runners(folder: Path, count: int, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """The process that starts the runners of one machine."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("VANBAN_")}
    machine = {**kept, "VANBAN_DATA": str(folder), "VANBAN_RUNNERS": str(count), **settings}
    process = subprocess.Popen([sys.executable, "-m", "service.jobs"], cwd=ROOT, env=machine)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)


def at_work(office: Office) -> list[int]:
    """The process ids of the runners that gave a sign of life."""
    return [int(name.split("-")[-2]) for name in office.store.names("runners")]


def kill_one(office: Office, chance: random.Random) -> None:
    """End a runner as a power cut would."""
    living = [pid for pid in at_work(office) if Path(f"/proc/{pid}").exists()]
    if living:
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(living), signal.SIGKILL)


def begun(office: Office, total: int, bad: int) -> str:
    """The id of a job with some bad items."""
    wrong = range(1, total + 1, total // bad)
    inputs = [without_subject(n) if n in wrong else numbered(n) for n in range(1, total + 1)]
    return str(office.begun(*inputs)["id"])


@functools.cache
def service_alone() -> FlaskClient:
    return create_app().test_client()


@functools.cache
def alone(number: int) -> str:
    """The SHA-256 of the one document of an input, which is the same in every office."""
    made = service_alone().post(f"/api/v1/document-types/{SLUG}/documents", json=numbered(number))
    return hashlib.sha256(made.data).hexdigest()


def check_whole(office: Office, job_id: str, total: int, bad: int) -> None:
    """Every item once, every document the one that ``documents`` gives."""
    archive = office.result(job_id)
    entries = manifest(archive)
    assert [entry["id"] for entry in entries] == [f"so-{n}" for n in range(1, total + 1)]
    assert sum(entry["state"] == "refused" for entry in entries) == bad
    for number, entry in enumerate(entries, start=1):
        if entry["state"] == "made":
            assert entry["sha256"] == alone(number)
            assert hashlib.sha256(archive.read(entry["file"])).hexdigest() == entry["sha256"]


def test_two_machines_share_the_work_of_one_that_never_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.jobs.service._ITEMS_OF_A_CHUNK", 5)
    store = f"file://{tmp_path / 'shared'}"
    (tmp_path / "shared").mkdir()
    with postgres.running() as database:
        shared = {"VANBAN_JOBS_DATABASE": database, "VANBAN_JOBS_STORE": store}
        office = Office(tmp_path / "a", jobs_database=database, jobs_store=store)
        job_id = begun(office, 40, 2)
        with runners(tmp_path / "a", 1, **shared) as first, runners(tmp_path / "b", 1, **shared):
            until(
                lambda: len(at_work(office)) == 2 and office.job(job_id)["done"] > 0,
                _PATIENCE_SECONDS,
            )
            # For good: nobody starts it anew.
            first.kill()
            os.kill(at_work(office)[0], signal.SIGKILL)
            until(lambda: office.job(job_id)["state"] == "done", _PATIENCE_SECONDS)
        check_whole(office, job_id, 40, 2)
        assert office.client.delete(f"/api/v1/jobs/{job_id}").status_code == 204
        assert not (tmp_path / "a").exists() or list((tmp_path / "a").iterdir()) == []


@pytest.mark.parametrize("count", [1, 2])
def test_killed_runners_lose_nothing_and_make_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr("service.jobs.service._ITEMS_OF_A_CHUNK", 10)
    office, chance = Office(tmp_path / "data"), random.Random(count)
    job_id = begun(office, 60, 3)
    with runners(tmp_path / "data", count):
        until(lambda: office.job(job_id)["done"] > 0, _PATIENCE_SECONDS)
        before = 0
        for _ in range(2):
            kill_one(office, chance)
            time.sleep(chance.random())
            now = office.job(job_id)
            assert now["done"] + now["failed"] >= before
            before = now["done"] + now["failed"]
        until(lambda: office.job(job_id)["state"] == "done", _PATIENCE_SECONDS)
    check_whole(office, job_id, 60, 3)
    assert office.client.delete(f"/api/v1/jobs/{job_id}").status_code == 204
    assert [name for name in office.store.names("") if not name.startswith("runners/")] == []
    with sqlite3.connect(tmp_path / "data" / "jobs.sqlite") as database:
        assert database.execute("SELECT count(*) FROM workflow_status").fetchone() == (0,)
    database.close()


def test_a_store_that_refuses_a_tenth_of_what_is_put_loses_nothing_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of what it refuses it has written all the same, as when an answer is lost on its way."""
    import obstore

    monkeypatch.setattr("service.jobs.store._PAUSES_SECONDS", (0.0,))
    monkeypatch.setattr("service.jobs.service._ITEMS_OF_A_CHUNK", 2)
    chance, put, refused = random.Random(14), obstore.put, 0

    def refusing(*given: Any, **named: Any) -> Any:
        nonlocal refused
        drawn = chance.random()
        if drawn >= 0.1:
            return put(*given, **named)
        refused += 1
        if drawn < 0.05:
            put(*given, **named)
        raise OSError("disk")

    office = Office(tmp_path / "data")
    # One of each chunk is refused: what is no document costs little to make and as much to lose.
    job_id = begun(office, 200, 100)
    monkeypatch.setattr(obstore, "put", refusing)
    failed = 0
    for chunk in range(100):
        while True:
            try:
                office.make(job_id, chunk)
                break
            except StoreFailed:
                failed += 1
    monkeypatch.setattr(obstore, "put", put)
    assert refused > 20 and failed > 0
    check_whole(office, job_id, 200, 100)
    office.client.delete(f"/api/v1/jobs/{job_id}")
    assert office.store.names("") == []

"""Whatever happens to a job, in whatever order: counts only grow, each item is made once, and a deleted job leaves nothing."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import obstore
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
)

from service.jobs import chunks, cleaning, job
from service.jobs.store import StoreFailed
from tests.jobs.offices import Office, manifest, without_subject

_CHUNK = 2


class JobLife(RuleBasedStateMachine):
    """Jobs of bad items, which are made quickly: what is looked at is what becomes of them."""

    jobs = Bundle("jobs")

    @initialize()
    def open_office(self) -> None:
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr("service.jobs.service._ITEMS_OF_A_CHUNK", _CHUNK)
        self.patch.setattr("service.jobs.store._PAUSES_SECONDS", ())
        # The engine is left out: its chunks are made here, in any order and more than once.
        self.patch.setattr("service.jobs.engine.Client._call", lambda *_: None)
        self.folder = Path(tempfile.mkdtemp())
        self.office = Office(self.folder)
        self.ready: dict[str, int] = {}
        self.deleted: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "patch"):
            self.patch.undo()
            shutil.rmtree(self.folder)

    @rule(target=jobs, total=st.integers(1, 5), key=st.sampled_from(["", "a", "b"]))
    def begin(self, total: int, key: str) -> str:
        sent = [{"id": str(n), "input": without_subject(n)} for n in range(total)]
        headers = {"Idempotency_Key": f"{key}{total}"} if key else {}
        begun: dict[str, Any] = self.office.send(sent, **headers).get_json()
        assert begun["total"] == total
        self.ready.setdefault(begun["id"], 0)
        return str(begun["id"])

    @rule(job_id=jobs, number=st.integers(0, 3))
    def make(self, job_id: str, number: int) -> None:
        chunks.make(self.office.services, self.office.store, job_id, number)

    @rule(job_id=jobs, number=st.integers(0, 3), writes=st.integers(0, 2))
    def make_while_the_process_dies(self, job_id: str, number: int, writes: int) -> None:
        """After so many writes nothing more comes to the store."""
        put, left = obstore.put, iter([True] * writes)

        def dying(*given: Any, **named: Any) -> Any:
            if not next(left, False):
                raise OSError
            return put(*given, **named)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(obstore, "put", dying)
            try:
                chunks.make(self.office.services, self.office.store, job_id, number)
            except StoreFailed:
                return

    @rule()
    def sweep(self) -> None:
        cleaning.sweep(self.office.store, lambda _: None)

    @rule(job_id=consumes(jobs))
    def delete(self, job_id: str) -> None:
        status = self.office.client.delete(f"/api/v1/jobs/{job_id}").status_code
        assert status == 204 or (status == 404 and job_id in self.deleted)
        self.deleted.add(job_id)

    @invariant()
    def counts_only_grow(self) -> None:
        for job_id, before in getattr(self, "ready", {}).items():
            if job_id in self.deleted:
                continue
            found = self.office.job(job_id)
            now = found["done"] + found["failed"]
            assert before <= now <= found["total"]
            assert (found["state"] == "done") == (now == found["total"])
            self.ready[job_id] = now
            if found["state"] == "done":
                entries = manifest(self.office.result(job_id))
                assert [entry["id"] for entry in entries] == [str(n) for n in range(found["total"])]

    @invariant()
    def a_deleted_job_leaves_nothing_once_it_was_swept(self) -> None:
        if not getattr(self, "deleted", None):
            return
        now = job.now
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(job, "now", lambda: now() + timedelta(minutes=2))
            cleaning.sweep(self.office.store, lambda _: None)
        kept = " ".join(self.office.store.names(""))
        assert not any(job_id in kept for job_id in self.deleted)


JobLife.TestCase.settings = settings(
    max_examples=12, stateful_step_count=12, suppress_health_check=list(HealthCheck)
)
TestJobLife = JobLife.TestCase

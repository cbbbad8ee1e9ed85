"""One chunk of a job is made: its items become documents in the store, and a line each in its manifest.

Whatever happens in between, making it again changes nothing of what is there and adds what is missing.
"""

from __future__ import annotations

import itertools
import json
import time
from typing import Any

from service import documents, pipeline
from service.batch_files import BatchItem
from service.jobs import job as jobs
from service.jobs import making
from service.jobs.attempts import Attempts
from service.jobs.job import Job
from service.jobs.packs import PackWriter
from service.jobs.store import JobStore, lines

_LOOK_SECONDS = 1.0


def make(services: pipeline.Services, store: JobStore, job_id: str, number: int) -> None:
    """Make what is missing of a chunk. A job that was deleted or cancelled meanwhile is left alone.

    Raises StoreFailed.
    """
    record = store.get(jobs.record(job_id))
    if record is None:
        return
    job = Job.from_json(record)
    manifest = store.get(jobs.manifest_of(job_id, number))
    if manifest is None:
        sent = store.get(jobs.input_of(job_id, number))
        if sent is None:
            return
        entries = _entries(services, store, job, sent, Attempts(store, job_id, number))
        if entries is None:
            return
        manifest = b"".join(json.dumps(entry).encode() + b"\n" for entry in entries)
        store.create(jobs.manifest_of(job_id, number), manifest)
    states = [json.loads(line)["item"]["state"] for line in lines(manifest)]
    made = states.count("made")
    store.create(jobs.counts_of(job_id, number, made, len(states) - made), b"")


def _entries(
    services: pipeline.Services, store: JobStore, job: Job, sent: bytes, attempts: Attempts
) -> list[dict[str, Any]] | None:
    """What became of each item, and where its documents lie; None when the job was cancelled."""
    order = making.Order(documents.get(job.slug), job.formats, job.strict, job.id)
    packs, cancelled = PackWriter(store, job.id), _Cancelled(store, job)
    items: list[dict[str, Any]] = []
    counts: list[int] = []
    for place, line in enumerate(lines(sent)):
        if cancelled():
            return None
        sent_item = BatchItem.of_line(line)
        with attempts.at(place) as may_be_made:
            item, files = (
                making.made(services.as_of_now(), order, sent_item)
                if may_be_made
                else (making.not_made(), [])
            )
        items.append({"id": sent_item.id, **item})
        counts.append(len(files))
        for file in files:
            packs.add(file.content)
    places = iter(packs.close())
    return [
        {"item": item, "places": [place.as_json() for place in itertools.islice(places, count)]}
        for item, count in zip(items, counts, strict=True)
    ]


class _Cancelled:
    """Whether a job was cancelled, which the store is asked once a second and not for each item."""

    def __init__(self, store: JobStore, job: Job) -> None:
        self._store, self._name = store, jobs.cancelled_of(job.id)
        self._next = 0.0

    def __call__(self) -> bool:
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + _LOOK_SECONDS
        return self._store.has(self._name)

"""The result of a job: a zip that is streamed, with the documents as they are and a manifest of all items."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from service.jobs import job as jobs
from service.jobs import zipping
from service.jobs.job import Job
from service.jobs.packs import PackReader, Place
from service.jobs.store import JobStore, StoreFailed, lines


def stream(store: JobStore, job: Job) -> Iterator[bytes]:
    """The pieces of the zip of a job that is done. Raises StoreFailed where a document is missing."""
    packs = PackReader(store, job.id)

    def entries() -> Iterator[zipping.Entry]:
        for item, places in _entries(store, job):
            yield item, [partial(packs.read, place) for place in places]

    return zipping.pieces(entries)


def items(store: JobStore, job_id: str, chunk: int) -> Iterator[dict[str, Any]]:
    """What became of the items of a chunk. Raises StoreFailed where that is not known."""
    return (item for item, _ in _entries_of(store, job_id, chunk))


def _entries(store: JobStore, job: Job) -> Iterator[tuple[dict[str, Any], list[Place]]]:
    """What became of every item, in the order sent, and where its documents lie."""
    for number in range(job.chunks):
        yield from _entries_of(store, job.id, number)


def _entries_of(
    store: JobStore, job_id: str, chunk: int
) -> Iterator[tuple[dict[str, Any], list[Place]]]:
    content = store.get(jobs.manifest_of(job_id, chunk))
    if content is None:
        raise StoreFailed("a manifest is gone")
    for line in lines(content):
        entry = json.loads(line)
        yield entry["item"], [Place(**place) for place in entry["places"]]

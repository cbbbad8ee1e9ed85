"""Jobs end: one that is deleted or expired leaves nothing, whatever was being made of it at that moment."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from service.jobs import job as jobs
from service.jobs.job import Job, Progress
from service.jobs.store import JobStore

#: A chunk looks for the mark of a cancelled job each second, between two items; the longest item, with its PDF, takes less.
_LAST_WRITES = timedelta(seconds=60)
#: A batch that came so long ago and has no record yet never will have one: its sender, or its process, is gone.
_SLOWEST_BATCH = timedelta(hours=1)


def delete(store: JobStore, job: Job, progress: Progress) -> None:
    """Delete all that is kept of a job. Of one at work its record and a mark stay for a minute, which ends the work.

    Raises StoreFailed.
    """
    if progress.state == "cancelled":
        return
    kept = set()
    if progress.state != "done":
        mark = {"made": progress.made, "refused": progress.refused, "since": jobs.now().isoformat()}
        store.create(jobs.cancelled_of(job.id), json.dumps(mark).encode())
        kept = {jobs.record(job.id), jobs.cancelled_of(job.id)}
    _delete_all(store, job, kept)


def sweep(store: JobStore, end: Callable[[Job], None]) -> list[Job]:
    """End the jobs that have expired or were cancelled long enough ago; those that go on.

    ``end`` has the engine forget one, before its record goes. Raises StoreFailed.
    """
    going_on = []
    for folder in store.folders(jobs.JOBS):
        record = store.get(jobs.record(folder.rpartition("/")[2]))
        if record is None:
            _delete_abandoned(store, folder)
            continue
        job = Job.from_json(record)
        mark = store.get(jobs.cancelled_of(job.id))
        if mark is not None and _is_over(mark):
            end(job)
            _delete_all(store, job, set())
        elif mark is None and job.has_expired:
            end(job)
            delete(store, job, jobs.progress_of(job, store.names(jobs.counts_folder(job.id))))
        elif mark is None:
            going_on.append(job)
    _delete_idle_keys(store)
    return going_on


def _delete_abandoned(store: JobStore, folder: str) -> None:
    if store.untouched_since(folder, jobs.now() - _SLOWEST_BATCH):
        store.delete(store.names(folder))


def _delete_idle_keys(store: JobStore) -> None:
    """The keys of batches that never became a job."""
    for name in store.names(jobs.KEYS):
        found = store.get(name)
        if found is None:
            continue
        job = Job.from_json(json.loads(found)["job"].encode())
        if job.has_expired and not store.has(jobs.record(job.id)):
            store.delete([name])


def _is_over(mark: bytes) -> bool:
    return datetime.fromisoformat(json.loads(mark)["since"]) + _LAST_WRITES <= jobs.now()


def _delete_all(store: JobStore, job: Job, kept: set[str]) -> None:
    """The record goes last, so that what was begun here is gone on with after a crash."""
    names = set(store.names(jobs.folder_of(job.id))) - {jobs.record(job.id), *kept}
    store.delete(sorted(names))
    store.delete([name for name in (job.key, job.listed) if name])
    if jobs.record(job.id) not in kept:
        store.delete([jobs.record(job.id)])

"""What a web process does with jobs: begin one, say how far it is, give its result, delete it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.config import Settings
from service.errors import JobsAway, KeyReused, NotDoneYet, UnknownJob
from service.jobs import batch, cleaning, engine, places, result, signs_of_life
from service.jobs import job as jobs
from service.jobs.batch import Batch, Bounds
from service.jobs.job import Format, Job, Progress
from service.jobs.making import Order
from service.jobs.store import JobStore, StoreFailed
from service.telemetry import logs

_log = logs.Logger(__name__)

#: A chunk is made in one go, and its items count as ready together: so many items, fewer where each takes the time of
#: a PDF, or so many bytes of them.
_ITEMS_OF_A_CHUNK, _ITEMS_WITH_PDF = 100, 5
_BYTES_OF_A_CHUNK = 4_000_000
#: With the first batch after a start runners begin; this long that may take.
_FIRST_SIGN = timedelta(seconds=60)


class JobService:
    """Jobs of one installation; nothing is opened or written before somebody asks for one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store: JobStore | None = None
        self._engine = engine.Client(places.database_url(settings))

    @property
    def problem(self) -> str:
        """Why no batch can be kept or made here, or nothing."""
        return places.problem(self._settings) or self._waiting()

    @property
    def bounds(self) -> Bounds:
        return Bounds(self._settings.batch_items, self._settings.max_json_bytes)

    def begin(self, owner: str, slug: str, sent: Batch, key: str = "") -> Job:
        """The job of a batch; the one that is there already for the same ``key`` and the same items.

        Raises what ``batch.checked`` raises, KeyReused for another batch under the same key, and JobsAway.
        """
        self._refuse_where_impossible()
        with _as_jobs_away():
            store = self._open()
            job_id = jobs.new_id()
            digest = hashlib.sha256(repr((slug, sent.formats, sent.strict)).encode())
            items = _digested(batch.checked(sent.lines, self.bounds), digest)
            with _all_or_nothing(store, job_id):
                total, chunks = _write(store, job_id, items, _items_of_a_chunk(sent.formats))
            created, expires = jobs.lifetime(self._settings.job_hours)
            name = jobs.key_of(owner, key) if key else ""
            job = Job(
                job_id,
                owner,
                slug,
                total,
                chunks,
                sent.formats,
                sent.strict,
                created,
                expires,
                name,
            )
            if name:
                job = self._under_key(store, job, digest.hexdigest())
            store.create(jobs.record(job.id), job.to_json())
        self._enqueue(job)
        return job

    def prepare(
        self, owner: str, order: Order, lines: Iterable[bytes], account: Callable[[], Any]
    ) -> str:
        """Have items wait until their clerk begins them; the id of the job that they would be.

        ``account`` is asked behind the last item, and kept beside them. What nobody begins is swept away after an hour.
        Raises what ``lines`` raises, and JobsAway.
        """
        self._refuse_where_impossible()
        with _as_jobs_away():
            store, job_id = self._open(), jobs.new_id()
            with _all_or_nothing(store, job_id):
                total, chunks = _write(store, job_id, lines, _items_of_a_chunk(order.formats))
                slug, (created, expires) = order.document_type.slug, jobs.lifetime(1)
                job = Job(
                    job_id,
                    owner,
                    slug,
                    total,
                    chunks,
                    order.formats,
                    order.strict,
                    created,
                    expires,
                )
                waiting = {"job": job.to_json().decode(), "account": account()}
                store.create(jobs.prepared_of(job_id), json.dumps(waiting).encode())
        return job_id

    def prepared(self, owner: str, job_id: str) -> tuple[Job, Any]:
        """What waits to be begun: the job that it would be, and its account.

        Raises UnknownJob also for what was begun or whose hour is over, and JobsAway.
        """
        self._may_be(job_id)
        with _as_jobs_away():
            store = self._open()
            found = json.loads(store.get(jobs.prepared_of(job_id)) or b"{}")
            was_begun = store.has(jobs.record(job_id))
        job = Job.from_json(found["job"].encode()) if found else None
        if job is None or job.owner != owner or was_begun or job.has_expired:
            raise UnknownJob
        return job, found["account"]

    def begin_prepared(self, waiting: Job, whose: str) -> Job:
        """Begin what was prepared, in the list of ``whose``, "" for none; again changes nothing. Raises JobsAway."""
        created, expires = jobs.lifetime(self._settings.job_hours)
        listed = f"{jobs.list_of(whose)}/{waiting.id}" if whose else ""
        job = replace(waiting, created=created, expires=expires, listed=listed)
        with _as_jobs_away():
            store = self._open()
            # Whoever is second lists nothing: only what the record names is deleted with the job.
            if store.create(jobs.record(job.id), job.to_json()) and listed:
                store.create(listed, b"")
        self._enqueue(job)
        return job

    def discard(self, waiting: Job) -> None:
        """Delete what was prepared. Raises JobsAway."""
        with _as_jobs_away():
            _delete_folder(self._open(), waiting.id)

    def listed(self, whose: str, owner: str) -> list[Job]:
        """The jobs in somebody's list, the newest first. Raises JobsAway."""
        if not places.may_have_work(self._settings):
            return []
        with _as_jobs_away():
            names = self._open().names(jobs.list_of(whose))
        found = []
        for name in names:
            with suppress(UnknownJob):
                found.append(self.find(owner, name.rpartition("/")[2]))
        return sorted(found, key=lambda job: job.created, reverse=True)

    def refusals(self, job: Job, most: int) -> list[dict[str, Any]]:
        """What the manifest says of the items that were refused so far, at most ``most`` of them. Raises JobsAway."""
        found: list[dict[str, Any]] = []
        with _as_jobs_away():
            store = self._open()
            for name in sorted(store.names(jobs.counts_folder(job.id))):
                chunk, _, refused = name.rpartition("/")[2].split("-")
                if int(refused) and len(found) < most:
                    items = result.items(store, job.id, int(chunk))
                    found += [item for item in items if item["state"] == "refused"]
        return found[:most]

    def find(self, owner: str, job_id: str) -> Job:
        """Raises UnknownJob also for the job of somebody else, and JobsAway."""
        self._may_be(job_id)
        with _as_jobs_away():
            record = self._open().get(jobs.record(job_id))
        job = Job.from_json(record) if record else None
        if job is None or job.owner != owner or job.has_expired:
            raise UnknownJob
        return job

    def progress(self, job: Job) -> Progress:
        """Raises JobsAway."""
        with _as_jobs_away():
            store = self._open()
            mark = store.get(jobs.cancelled_of(job.id))
            if mark is not None:
                found = json.loads(mark)
                return Progress("cancelled", found["made"], found["refused"])
            return jobs.progress_of(job, store.names(jobs.counts_folder(job.id)))

    def is_left_alone(self, job: Job, progress: Progress) -> bool:
        """Whether a job waits although nobody is there to make it. Raises JobsAway."""
        if progress.state not in ("queued", "running") or not job.waits_longer_than(_FIRST_SIGN):
            return False
        with _as_jobs_away():
            return not signs_of_life.alive(self._open())

    def result(self, job: Job) -> Iterator[bytes]:
        """The pieces of the zip. Raises NotDoneYet before a job is done."""
        if self.progress(job).state != "done":
            raise NotDoneYet
        return result.stream(self._open(), job)

    def delete(self, job: Job) -> None:
        """Cancel a job and delete all that is kept of it; what is being made just now, soon after. Raises JobsAway."""
        with _as_jobs_away():
            cleaning.delete(self._open(), job, self.progress(job))
        with suppress(engine.EngineAway):
            self._engine.end(job.id, job.chunks)

    def _waiting(self) -> str:
        """Whether batches wait for runners that are not there, for whoever runs the service."""
        if not places.may_have_work(self._settings):
            return ""
        try:
            store = self._open()
            if signs_of_life.alive(store) or not store.folders(jobs.JOBS):
                return ""
        except (StoreFailed, OSError) as failed:
            return f"the store of batches cannot be reached: {failed}"
        return "no runner gives a sign of life: batches wait until vanban-jobs runs and reaches its database"

    def _refuse_where_impossible(self) -> None:
        if reason := places.problem(self._settings):
            _log.error("a batch was refused", reason=reason)
            raise JobsAway

    def _may_be(self, job_id: str) -> None:
        if not jobs.is_id(job_id) or not places.may_have_work(self._settings):
            raise UnknownJob

    def _enqueue(self, job: Job) -> None:
        # A runner begins what nobody could begin here.
        with suppress(engine.EngineAway):
            self._engine.begin(job.id, job.chunks)

    def _open(self) -> JobStore:
        if self._store is None:
            places.make(self._settings)
            self._store = JobStore(places.store(self._settings))
        return self._store

    def _under_key(self, store: JobStore, job: Job, digest: str) -> Job:
        """The job that a key stands for: this one, or one that was first."""
        if store.create(
            job.key, json.dumps({"job": job.to_json().decode(), "sent": digest}).encode()
        ):
            return job
        _delete_folder(store, job.id)
        found = json.loads(store.get(job.key) or b"{}")
        if found.get("sent") != digest:
            raise KeyReused
        return Job.from_json(found["job"].encode())


def _items_of_a_chunk(formats: Sequence[Format]) -> int:
    return _ITEMS_WITH_PDF if "pdf" in formats else _ITEMS_OF_A_CHUNK


def _digested(items: Iterable[bytes], digest: Any) -> Iterator[bytes]:
    """The items themselves, each of which changes ``digest``."""
    for line in items:
        digest.update(line + b"\n")
        yield line


def _write(store: JobStore, job_id: str, items: Iterable[bytes], most: int) -> tuple[int, int]:
    """Write items as chunks while they come; how many items and chunks there are."""
    total = chunks = size = 0
    waiting: list[bytes] = []
    for line in items:
        waiting.append(line)
        total, size = total + 1, size + len(line)
        if len(waiting) == most or size >= _BYTES_OF_A_CHUNK:
            store.put(jobs.input_of(job_id, chunks), b"\n".join(waiting))
            chunks, size, waiting = chunks + 1, 0, []
    if waiting:
        store.put(jobs.input_of(job_id, chunks), b"\n".join(waiting))
    return total, chunks + bool(waiting)


def _delete_folder(store: JobStore, job_id: str) -> None:
    store.delete(store.names(jobs.folder_of(job_id)))


@contextmanager
def _all_or_nothing(store: JobStore, job_id: str) -> Iterator[None]:
    """Nothing of the job stays when what is done in this block fails."""
    try:
        yield
    except BaseException:
        _delete_folder(store, job_id)
        raise


@contextmanager
def _as_jobs_away() -> Iterator[None]:
    try:
        yield
    except ConnectionError:
        # Of whoever is sending, not of the store.
        raise
    except (StoreFailed, OSError) as failed:
        _log.error("the store of jobs failed", reason=str(failed))
        raise JobsAway from failed

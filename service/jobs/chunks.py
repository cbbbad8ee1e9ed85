"""One chunk of a job is made: its items become documents in the store, and a line each in its manifest.

Whatever happens in between, making it again changes nothing of what is there and adds what is missing.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import time
from collections.abc import Iterator
from typing import Any

from service import documents, pipeline
from service.documents.document_type import DocumentType
from service.errors import ConverterBusy, InvalidInput, VanbanError, Violation
from service.intake import ParsedInput
from service.jobs import job as jobs
from service.jobs.attempts import Attempts
from service.jobs.job import Job
from service.jobs.packs import PackWriter
from service.jobs.store import JobStore, lines
from service.telemetry import logs
from service.untrusted.strict_json import read_json

_log = logs.logger(__name__)
_LOOK_SECONDS = 1.0
_NOT_MADE = "Chưa tạo được văn bản này do lỗi của máy chủ; hãy gửi lại riêng mục này hoặc báo người quản trị."


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
    document_type = documents.get(job.slug)
    packs, cancelled = PackWriter(store, job.id), _Cancelled(store, job)
    items: list[dict[str, Any]] = []
    counts: list[int] = []
    for place, line in enumerate(lines(sent)):
        if cancelled():
            return None
        sent_item = read_json(line)
        with attempts.at(place) as may_be_made:
            item, files = (
                _made(services, job, document_type, sent_item["input"])
                if may_be_made
                else (_refused(_NOT_MADE), [])
            )
        items.append({"id": sent_item["id"], **item})
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


def _made(
    services: pipeline.Services, job: Job, document_type: DocumentType, data: Any
) -> tuple[dict[str, Any], list[pipeline.Document]]:
    """What the manifest says of an item, and its documents."""
    try:
        made = pipeline.produce(services, document_type, ParsedInput(data), strict=job.strict)
        files = list(_formats(services, job, made))
    except InvalidInput as invalid:
        return {"state": "refused", "file": None, "sha256": None, **invalid.members}, []
    except VanbanError as failed:
        return _refused(failed.public_message), []
    except Exception:  # noqa: BLE001 - a fault of ours in one item never stops the others (contract §9)
        _log.exception("an item of a job failed", job=job.id)
        return _refused(_NOT_MADE), []
    first, *others = (_file(file) for file in files)
    more = {"pdf": others[0]} if others else {}
    warnings = [violation.as_json() for violation in made.warnings]
    return {"state": "made", **first, **more, "errors": [], "warnings": warnings}, files


def _formats(
    services: pipeline.Services, job: Job, made: pipeline.Document
) -> Iterator[pipeline.Document]:
    for file_format in job.formats:
        yield made if file_format == "docx" else _pdf(services, made)


def _pdf(services: pipeline.Services, made: pipeline.Document) -> pipeline.Document:
    """The PDF, which waits for its turn as long as it takes: the one line of conversion of this machine is for all."""
    while True:
        try:
            return pipeline.as_pdf(services, made)
        except ConverterBusy as busy:
            time.sleep(busy.retry_after)


def _file(made: pipeline.Document) -> dict[str, str]:
    return {"file": made.file_name, "sha256": hashlib.sha256(made.content).hexdigest()}


def _refused(message: str) -> dict[str, Any]:
    violation = Violation("", "", "not_made", message)
    return {
        "state": "refused", "file": None, "sha256": None, "errors": [violation.as_json()], "warnings": [],
    }  # fmt: skip

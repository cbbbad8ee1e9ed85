"""One chunk of a job is made: its items become documents in the store, and a line each in its manifest.

Whatever happens in between, making it again changes nothing of what is there and adds what is missing.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from typing import Any

from service import documents, pipeline
from service.documents.document_type import DocumentType
from service.errors import ConverterBusy, InvalidInput, VanbanError, Violation
from service.intake import ParsedInput
from service.jobs import job as jobs
from service.jobs.job import Job
from service.jobs.store import JobStore, StoreFailed, lines
from service.telemetry import logs
from service.untrusted.strict_json import read_json

_log = logs.logger(__name__)
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
        entries = None if sent is None else _entries(services, store, job, sent)
        if entries is None:
            return
        manifest = b"".join(json.dumps(entry).encode() + b"\n" for entry in entries)
        store.create(jobs.manifest_of(job_id, number), manifest)
    states = [json.loads(line)["state"] for line in lines(manifest)]
    made = states.count("made")
    store.create(jobs.counts_of(job_id, number, made, len(states) - made), b"")


def _entries(
    services: pipeline.Services, store: JobStore, job: Job, sent: bytes
) -> list[dict[str, Any]] | None:
    """What became of each item; None when the job was cancelled."""
    document_type = documents.get(job.slug)
    found = []
    for line in lines(sent):
        if store.has(jobs.cancelled_of(job.id)):
            return None
        item = read_json(line)
        found.append({"id": item["id"], **_entry(services, store, job, document_type, item)})
    return found


def _entry(
    services: pipeline.Services,
    store: JobStore,
    job: Job,
    document_type: DocumentType,
    item: dict[str, Any],
) -> dict[str, Any]:
    try:
        parsed = ParsedInput(item["input"])
        made = pipeline.produce(services, document_type, parsed, strict=job.strict)
        files = [_deliver(store, job, part) for part in _formats(services, job, made)]
    except InvalidInput as invalid:
        return {"state": "refused", "file": None, "sha256": None, **invalid.members}
    except VanbanError as failed:
        return _refused(failed.public_message)
    except StoreFailed:
        raise
    except Exception:  # noqa: BLE001 - a fault of ours in one item never stops the others (contract §9)
        _log.exception("an item of a job failed", job=job.id)
        return _refused(_NOT_MADE)
    first, *others = files
    more = {"pdf": others[0]} if others else {}
    warnings = [violation.as_json() for violation in made.warnings]
    return {"state": "made", **first, **more, "errors": [], "warnings": warnings}


def _formats(
    services: pipeline.Services, job: Job, made: pipeline.Document
) -> Iterator[tuple[str, pipeline.Document]]:
    for file_format in job.formats:
        yield file_format, made if file_format == "docx" else _pdf(services, made)


def _pdf(services: pipeline.Services, made: pipeline.Document) -> pipeline.Document:
    """The PDF, which waits for its turn as long as it takes: the one line of conversion of this machine is for all."""
    while True:
        try:
            return pipeline.as_pdf(services, made)
        except ConverterBusy as busy:
            time.sleep(busy.retry_after)


def _deliver(store: JobStore, job: Job, part: tuple[str, pipeline.Document]) -> dict[str, str]:
    file_format, made = part
    sha256 = hashlib.sha256(made.content).hexdigest()
    store.create(jobs.document_of(job.id, sha256, file_format), made.content)
    return {"file": made.file_name, "sha256": sha256}


def _refused(message: str) -> dict[str, Any]:
    violation = Violation("", "", "not_made", message)
    return {
        "state": "refused", "file": None, "sha256": None, "errors": [violation.as_json()], "warnings": [],
    }  # fmt: skip

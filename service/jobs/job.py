"""A job: what was asked for, and how far it is."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

Format = Literal["docx", "pdf"]
State = Literal["queued", "running", "done", "cancelled"]

FORMATS: tuple[Format, ...] = ("docx", "pdf")
JOBS, KEYS, LISTS = "jobs", "keys", "lists"


@dataclass(frozen=True, slots=True)
class Job:
    """What was asked for; ``owner`` is whoever sent it, as quotas count them.

    ``created`` and ``expires`` are moments in UTC, as ISO 8601 to the second.
    """

    id: str
    owner: str
    slug: str
    total: int
    chunks: int
    formats: tuple[Format, ...]
    strict: bool
    created: str
    expires: str
    #: The name of the object by which an Idempotency-Key is known, "" for a batch without one.
    key: str = ""
    #: The name of the object by which a job is in somebody's list, "" for one that is in none.
    listed: str = ""

    @property
    def has_expired(self) -> bool:
        return datetime.fromisoformat(self.expires) <= now()

    def waits_longer_than(self, time: timedelta) -> bool:
        return datetime.fromisoformat(self.created) + time < now()

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Job:
        found: dict[str, Any] = json.loads(text)
        return cls(**{**found, "formats": tuple(found["formats"])})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: ``made`` and ``refused`` items, which only grow."""

    state: State
    made: int
    refused: int


def new_id() -> str:
    """An id that nobody guesses."""
    return secrets.token_hex(16)


def is_id(text: str) -> bool:
    """Whether a text may be the id of a job; whatever else stands in an address names no object."""
    return re.fullmatch(r"[0-9a-f]{32}", text) is not None


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def lifetime(hours: int) -> tuple[str, str]:
    """When a job of now was created, and when it expires."""
    created = now()
    return created.isoformat(), (created + timedelta(hours=hours)).isoformat()


def folder_of(job_id: str) -> str:
    return f"{JOBS}/{job_id}"


def record(job_id: str) -> str:
    """The name of a job's own record; whatever is written without it belongs to no job."""
    return f"{folder_of(job_id)}/job.json"


def input_of(job_id: str, chunk: int) -> str:
    return f"{folder_of(job_id)}/input/{chunk:05}.ndjson"


def manifest_of(job_id: str, chunk: int) -> str:
    """What became of the items of a chunk: one line of JSON each, in the order sent."""
    return f"{folder_of(job_id)}/manifests/{chunk:05}.ndjson"


def counts_folder(job_id: str) -> str:
    return f"{folder_of(job_id)}/counts"


def counts_of(job_id: str, chunk: int, made: int, refused: int) -> str:
    """The name of an object without content: how many are ready is read from names alone."""
    return f"{counts_folder(job_id)}/{chunk:05}-{made}-{refused}"


def attempts_at(job_id: str, chunk: int) -> str:
    """A folder of marks: how often a chunk, or one of its items, was begun (``attempts``)."""
    return f"{folder_of(job_id)}/attempts/{chunk:05}"


def pack_of(job_id: str, sha256: str) -> str:
    """Some of the documents of a job, one behind the other (``packs``)."""
    return f"{folder_of(job_id)}/packs/{sha256}"


def cancelled_of(job_id: str) -> str:
    """The mark of a job that was cancelled; it holds how far the job was, and since when."""
    return f"{folder_of(job_id)}/cancelled.json"


def key_of(owner: str, key: str) -> str:
    """The name of the object for an Idempotency-Key of one owner."""
    return f"{KEYS}/{hashlib.sha256(repr((owner, key)).encode()).hexdigest()}.json"


def prepared_of(job_id: str) -> str:
    """What waits for its clerk to begin it: the job as it would be, and the account of what was read."""
    return f"{folder_of(job_id)}/prepared.json"


def list_of(whose: str) -> str:
    """The folder of a list: an object without content for each of its jobs."""
    return f"{LISTS}/{hashlib.sha256(whose.encode()).hexdigest()}"


def progress_of(job: Job, counts: Iterable[str]) -> Progress:
    """How far a job is by the names in its ``counts_folder``."""
    made = refused = 0
    for name in counts:
        _, of_made, of_refused = name.rpartition("/")[2].split("-")
        made, refused = made + int(of_made), refused + int(of_refused)
    ready = made + refused
    return Progress(
        "done" if ready == job.total else "running" if ready else "queued", made, refused
    )

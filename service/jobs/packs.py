"""The documents of a chunk, kept several in one object: a pack.

Writing an object costs a millisecond in a folder and some tens of them in S3, however short it is; a document is made in four.
A pack is named by its SHA-256, like all that is written once.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from typing import Any

from service.jobs import job as jobs
from service.jobs.store import JobStore, StoreFailed

#: So much is held in memory before it is written; a longer document makes a pack of its own.
_BYTES_OF_A_PACK = 8_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document lies: ``size`` bytes from ``start`` of the pack with this SHA-256."""

    pack: str
    start: int
    size: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class PackWriter:
    """Documents are added one by one; where each lies is known when all of them are written."""

    def __init__(self, store: JobStore, job_id: str) -> None:
        self._store, self._job_id = store, job_id
        self._waiting = bytearray()
        self._unnamed: list[Place] = []
        self._places: list[Place] = []

    def add(self, content: bytes) -> None:
        """Raises StoreFailed."""
        self._unnamed.append(Place("", len(self._waiting), len(content)))
        self._waiting += content
        if len(self._waiting) >= _BYTES_OF_A_PACK:
            self._write()

    def close(self) -> list[Place]:
        """Where the documents lie, in the order in which they were added. Raises StoreFailed."""
        if self._unnamed:
            self._write()
        return self._places

    def _write(self) -> None:
        pack = hashlib.sha256(self._waiting).hexdigest()
        self._store.create(jobs.pack_of(self._job_id, pack), bytes(self._waiting))
        self._places += [replace(place, pack=pack) for place in self._unnamed]
        self._unnamed.clear()
        self._waiting.clear()


class PackReader:
    """Documents are read in the order in which they were written; one pack is held in memory."""

    def __init__(self, store: JobStore, job_id: str) -> None:
        self._store, self._job_id = store, job_id
        self._name, self._content = "", b""

    def read(self, place: Place) -> bytes:
        """A document. Raises StoreFailed where its pack is gone."""
        if place.pack != self._name:
            content = self._store.get(jobs.pack_of(self._job_id, place.pack))
            if content is None:
                raise StoreFailed("a pack of documents is gone")
            self._name, self._content = place.pack, content
        return self._content[place.start : place.start + place.size]

"""The result of a job: a zip that is streamed, with the documents as they are and a manifest of all items."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from service.jobs import job as jobs
from service.jobs.job import Job
from service.jobs.packs import PackReader, Place
from service.jobs.store import JobStore, StoreFailed, lines

#: A zip has no clock: the same job gives the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
MANIFEST = "manifest.json"
_UNSAFE = re.compile(r"[^\w.-]+")


class _Pipe:
    """What a zip writes, to be taken out piece by piece."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, content: bytes) -> int:
        self._written += content
        return len(content)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


def stream(store: JobStore, job: Job) -> Iterator[bytes]:
    """The pieces of the zip of a job that is done. Raises StoreFailed where a document is missing."""
    pipe, packs = _Pipe(), PackReader(store, job.id)
    names = _Names(item for item, _ in _entries(store, job))
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for item, places in _entries(store, job):
            for name, place in zip(names.files(item), places, strict=True):
                _write(archive, name, packs.read(place))
                yield pipe.take()
        with archive.open(zipfile.ZipInfo(MANIFEST, _NO_TIME), "w") as manifest:
            for piece in _manifest(store, job, names):
                manifest.write(piece)
                yield pipe.take()
    yield pipe.take()


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _NO_TIME), content)


def _manifest(store: JobStore, job: Job, names: _Names) -> Iterator[bytes]:
    """The manifest, an item a line."""
    before = b"[\n"
    for item, _ in _entries(store, job):
        yield before + json.dumps(names.named(item), ensure_ascii=False).encode()
        before = b",\n"
    yield b"\n]\n"


def _entries(store: JobStore, job: Job) -> Iterator[tuple[dict[str, Any], list[Place]]]:
    """What became of every item, in the order sent, and where its documents lie."""
    for number in range(job.chunks):
        content = store.get(jobs.manifest_of(job.id, number))
        if content is None:
            raise StoreFailed("a manifest is gone")
        for line in lines(content):
            entry = json.loads(line)
            yield entry["item"], [Place(**place) for place in entry["places"]]


class _Names:
    """File names of a job: a name that several items have gets the id of its item."""

    def __init__(self, items: Iterator[dict[str, Any]]) -> None:
        self._counts = Counter(name.casefold() for item in items for name in _file_names(item))

    def files(self, item: dict[str, Any]) -> list[str]:
        return _file_names(self.named(item))

    def named(self, item: dict[str, Any]) -> dict[str, Any]:
        if item["state"] != "made":
            return item
        named = {**item, "file": self._name(item, item["file"])}
        if "pdf" in item:
            named["pdf"] = {**item["pdf"], "file": self._name(item, item["pdf"]["file"])}
        return named

    def _name(self, item: dict[str, Any], name: str) -> str:
        if self._counts[name.casefold()] == 1:
            return name
        stem, _, ending = name.rpartition(".")
        return f"{stem} ({_in_a_name(item['id'])}).{ending}"


def _file_names(item: dict[str, Any]) -> list[str]:
    if item["state"] != "made":
        return []
    return [item["file"], *([item["pdf"]["file"]] if "pdf" in item else [])]


def _in_a_name(item_id: str) -> str:
    """An id as part of a file name: its own letters where all of them may stand there, else also a number of it."""
    plain = _UNSAFE.sub("-", item_id)
    if plain == item_id and item_id == item_id.casefold():
        return plain
    # Two ids that look alike now are told apart.
    return f"{plain}-{_digest(item_id)}"


def _digest(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"

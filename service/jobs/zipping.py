"""The documents of a batch under names of their own, and their manifest: as a zip that is streamed, or one by one."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from service.language import file_names

#: What the manifest says of an item before its file has its name, and what gives each of its documents.
Entry = tuple[dict[str, Any], Iterable[Callable[[], bytes]]]

#: A zip has no clock: the same batch gives the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
MANIFEST = "manifest.json"
#: So many bytes of an id stand in a file name, beside the name of the document.
_LONGEST_ID_BYTES = 100
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


def pieces(entries: Callable[[], Iterator[Entry]]) -> Iterator[bytes]:
    """The pieces of the zip; ``entries`` is called as often as they are gone through."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for name, content in named(entries):
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), content)
            yield pipe.take()
        with archive.open(zipfile.ZipInfo(MANIFEST, _NO_TIME), "w") as written:
            for piece in manifest(entries):
                written.write(piece)
                yield pipe.take()
    yield pipe.take()


def named(entries: Callable[[], Iterator[Entry]]) -> Iterator[tuple[str, bytes]]:
    """Every document with the name of its file."""
    names = _Names(item for item, _ in entries())
    for item, documents in entries():
        for name, document in zip(names.files(item), documents, strict=True):
            yield name, document()


def manifest(entries: Callable[[], Iterator[Entry]]) -> Iterator[bytes]:
    """The pieces of the manifest: JSON, an item a line."""
    names = _Names(item for item, _ in entries())
    before = b"[\n"
    for item, _ in entries():
        yield before + json.dumps(names.named(item), ensure_ascii=False).encode()
        before = b",\n"
    yield b"\n]\n"


class _Names:
    """File names of a batch: a name that several items have gets the id of its item."""

    def __init__(self, items: Iterable[dict[str, Any]]) -> None:
        self._counts = Counter(
            file_names.fitted(name).casefold() for item in items for name in _file_names(item)
        )

    def files(self, item: dict[str, Any]) -> list[str]:
        return _file_names(self.named(item))

    def named(self, item: dict[str, Any]) -> dict[str, Any]:
        if item["state"] != "made":
            return item
        found = {**item, "file": self._name(item, item["file"])}
        if "pdf" in item:
            found["pdf"] = {**item["pdf"], "file": self._name(item, item["pdf"]["file"])}
        return found

    def _name(self, item: dict[str, Any], name: str) -> str:
        fitted = file_names.fitted(name)
        if self._counts[fitted.casefold()] == 1:
            return fitted
        return file_names.fitted(name, f" ({_in_a_name(item['id'])})")


def _file_names(item: dict[str, Any]) -> list[str]:
    if item["state"] != "made":
        return []
    return [item["file"], *([item["pdf"]["file"]] if "pdf" in item else [])]


def _in_a_name(item_id: str) -> str:
    """An id as part of a file name: its own letters where all of them may stand there, else also a number of it."""
    plain = _UNSAFE.sub("-", item_id)
    if len(plain.encode()) > _LONGEST_ID_BYTES:
        # Thousands of ids may begin alike: so many digits are never the same by chance.
        digits = hashlib.sha256(item_id.encode()).hexdigest()[:16]
        return f"{file_names.cut(plain, _LONGEST_ID_BYTES - len(digits) - 1)}-{digits}"
    if plain == item_id and item_id == item_id.casefold():
        return plain
    # Two ids that look alike now are told apart.
    return f"{plain}-{zlib.crc32(item_id.encode()):08x}"

"""What ``vanban batch`` takes and gives: files, folders and archives become items, and their documents a folder or a zip."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import click

from service.batch_files import BatchItem, Source
from service.jobs import zipping
from service.pipeline import Document

ZIP_ENDING = ".zip"


def sources(paths: Sequence[Path], most: int) -> Iterator[Source]:
    """The named files, and those of the named folders in the order of their names, read one at a time.

    ``most`` bytes of a file are read, and one more, by which it is too large. Raises OSError.
    """
    alone = len(paths) == 1 and paths[0].is_file()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_dir():
                continue
            called = str(file.relative_to(path)) if path.is_dir() else path.name
            with file.open("rb") as opened:
                yield Source(file.name, opened.read(most + 1), "" if alone else called)


def place(output: str) -> Path:
    """Where the documents go. Raises UsageError for a folder in which something lies already."""
    target = Path(output).resolve()
    if target.suffix.lower() == ZIP_ENDING:
        if target.is_dir():
            raise click.UsageError(f"{output} is a folder.")
        return target
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise click.UsageError(f"{output} is not an empty folder: say a new one, or a .zip.")
    return target


class Output:
    """Documents wait beside their place until all of them are there; then whoever looks sees all or nothing.

    Used as a context; what is not delivered is deleted at its end.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._waiting = tempfile.TemporaryDirectory(prefix=".vanban-", dir=target.parent)
        self._folder = Path(self._waiting.name)
        self._items: list[tuple[dict[str, Any], list[Path]]] = []
        self._count = 0

    def __enter__(self) -> Output:
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.cleanup()

    def add(self, item: BatchItem, entry: dict[str, Any], documents: Sequence[Document]) -> None:
        """Keep what became of an item. Raises OSError."""
        paths = []
        for document in documents:
            self._count += 1
            path = self._folder / str(self._count)
            path.write_bytes(document.content)
            paths.append(path)
        self._items.append(({"id": item.id, **entry}, paths))

    def deliver(self) -> None:
        """Put everything in its place. Raises OSError."""
        if self._target.suffix.lower() == ZIP_ENDING:
            made = self._folder / "result"
            with made.open("xb") as file:
                _write(file, zipping.pieces(self._entries))
            made.replace(self._target)
            return
        folder = self._folder / "result"
        folder.mkdir()
        for name, content in zipping.named(self._entries):
            (folder / name).write_bytes(content)
        with (folder / zipping.MANIFEST).open("xb") as file:
            _write(file, zipping.manifest(self._entries))
        # An empty folder that is there is replaced by the whole one.
        folder.replace(self._target)

    def _entries(self) -> Iterator[zipping.Entry]:
        for entry, paths in self._items:
            yield entry, [partial(Path.read_bytes, path) for path in paths]


def _write(file: BinaryIO, pieces: Iterator[bytes]) -> None:
    for piece in pieces:
        file.write(piece)
    file.flush()
    os.fsync(file.fileno())


class Tally:
    """What became of the items, for whoever started the command."""

    def __init__(self) -> None:
        self.made = self.refused = self.readable = 0
        #: What is no document and was not taken, as errors and warnings under its name.
        self.left: list[dict[str, Any]] = []

    def add(self, item: BatchItem, entry: dict[str, Any]) -> None:
        self.made += entry["state"] == "made"
        self.refused += entry["state"] == "refused"
        self.readable += item.parsed is not None

    def leave(self, item: BatchItem) -> dict[str, Any]:
        """Note what is no document; what is said of it."""
        said: dict[str, Any] = {"id": item.id, "errors": [], "warnings": []}
        for violation in item.violations:
            said["errors" if violation.severity == "error" else "warnings"].append(
                violation.as_json()
            )
        self.left.append(said)
        return said

    @property
    def is_faulty(self) -> bool:
        return bool(self.refused or any(said["errors"] for said in self.left))

    def as_json(self) -> dict[str, Any]:
        """``{total, made, refused, left[]}``."""
        total = self.made + self.refused
        return {"total": total, "made": self.made, "refused": self.refused, "left": self.left}

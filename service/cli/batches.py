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
#: How a folder begins in which documents wait; one that stayed after a crash holds nothing to be read.
_WAITING = ".vanban-"
_NO_FILE = "Không đọc được: đây không phải là tệp, hoặc là thư mục không được phép xem."
_NOT_OPEN = "Không mở được tệp này; hãy xem tệp còn đó không, có được phép đọc không."


def listed(paths: Sequence[Path], target: Path) -> list[tuple[Path, str]]:
    """The named files, and those of the named folders in the order of their names, each with what it is called.

    To be asked before anything is written; ``target``, from an earlier time, is none of them.
    """
    alone = len(paths) == 1
    found = []
    for path in paths:
        if path.is_dir():
            found += [(file, str(file.relative_to(path))) for file in _below(path, target)]
        else:
            found.append((path, "" if alone else path.name))
    return found


def _below(folder: Path, target: Path) -> list[Path]:
    """All files below a folder, and the folders that cannot be looked into, which are told as files are."""
    found: list[Path] = []
    closed: list[OSError] = []
    for at, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(_WAITING)]
        found += [Path(at, name) for name in names]
    found += [Path(error.filename) for error in closed]
    return sorted(file for file in found if file.resolve() != target)


def sources(files: Sequence[tuple[Path, str]], most: int) -> Iterator[Source]:
    """What is in files, read one at a time; of one that cannot be read, why.

    ``most`` bytes of a file are read, and one more, by which it is too large.
    """
    for file, called in files:
        content, fault = _read(file, most)
        yield Source(file.name, content, called, fault)


def _read(file: Path, most: int) -> tuple[bytes, str]:
    """The bytes of a file, or why there are none. What is no file (a pipe, a device) might never end."""
    if not file.is_file():
        return b"", _NO_FILE
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1), ""
    except OSError:
        return b"", _NOT_OPEN


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
        self._waiting = tempfile.TemporaryDirectory(prefix=_WAITING, dir=target.parent)
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

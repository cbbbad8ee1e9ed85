"""The object store: a folder of this machine, or S3 and its like by URL; the one place that knows ``obstore``.

Names are paths with slashes. What is written is there whole or not at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

#: Waited before a call is tried again; a store that refuses for longer fails the chunk, which is tried again as a whole.
_PAUSES_SECONDS = (0.05, 0.2, 1.0, 3.0)
_Found = TypeVar("_Found")


class StoreFailed(Exception):
    """The store did not do what it was asked for, though asked several times."""


class JobStore:
    """Objects by name, in a folder of this machine or at a URL."""

    def __init__(self, place: Path | str) -> None:
        if isinstance(place, Path):
            place.mkdir(parents=True, exist_ok=True)
            self._store: ObjectStore = LocalStore(place, automatic_cleanup=True)
        else:
            self._store = from_url(place)

    def create(self, name: str, content: bytes) -> bool:
        """Write an object unless there is one of this name; whether it was written. Raises StoreFailed."""

        def write() -> bool:
            try:
                obstore.put(self._store, name, content, mode="create")
            except AlreadyExistsError:
                return False
            return True

        return _patiently(write)

    def put(self, name: str, content: bytes) -> None:
        """Write an object, in place of one of this name. Raises StoreFailed."""
        _patiently(lambda: obstore.put(self._store, name, content))

    def get(self, name: str) -> bytes | None:
        """An object's content; None where there is no such object. Raises StoreFailed."""

        def read() -> bytes | None:
            try:
                return bytes(obstore.get(self._store, name).bytes())
            except (NotFoundError, FileNotFoundError):
                return None

        return _patiently(read)

    def has(self, name: str) -> bool:
        """Whether there is an object of this name. Raises StoreFailed."""

        def ask() -> bool:
            try:
                obstore.head(self._store, name)
            except (NotFoundError, FileNotFoundError):
                return False
            return True

        return _patiently(ask)

    def names(self, folder: str) -> list[str]:
        """The names of all objects below a folder. Raises StoreFailed."""
        return _patiently(
            lambda: [meta["path"] for page in obstore.list(self._store, folder) for meta in page]
        )

    def untouched_since(self, name: str, moment: datetime) -> bool:
        """Whether nothing below a folder, or no object of this name, was written since. Raises StoreFailed."""

        def ask() -> bool:
            pages = obstore.list(self._store, name)
            return all(meta["last_modified"] < moment for page in pages for meta in page)

        return _patiently(ask)

    def folders(self, folder: str) -> list[str]:
        """The names of the folders in a folder. Raises StoreFailed."""
        return _patiently(
            lambda: list(obstore.list_with_delimiter(self._store, folder)["common_prefixes"])
        )

    def delete(self, names: list[str]) -> None:
        """Delete objects; those that are gone already are no trouble. Raises StoreFailed."""
        for name in names:
            _patiently(lambda name=name: self._delete(name))  # type: ignore[misc]

    def _delete(self, name: str) -> None:
        try:
            obstore.delete(self._store, name)
        except (NotFoundError, FileNotFoundError):
            return


def _patiently(call: Callable[[], _Found]) -> _Found:
    for pause in (*_PAUSES_SECONDS, None):
        try:
            return call()
        except (BaseError, OSError) as failed:
            if pause is None:
                raise StoreFailed(type(failed).__name__) from failed
            time.sleep(pause)
    raise AssertionError


def lines(content: bytes) -> Iterator[bytes]:
    """The lines of an object that holds some, without their ends."""
    return (line for line in content.split(b"\n") if line)

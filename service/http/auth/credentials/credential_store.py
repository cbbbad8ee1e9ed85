"""A file of entries becomes a tuple of them, read again whenever the file changes; one that cannot be used is empty."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from service.http.auth.credentials import private_files
from service.http.auth.credentials.private_files import WrongCredentials

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Entry = TypeVar("Entry", bound="DataclassInstance")
_log = logging.getLogger(__name__)


class CredentialStore(Generic[Entry]):
    """The entries of one file.

    At the start a file that cannot be used stops the service. Later it lets nobody in until it is
    repaired: who took a key back and spoiled the file with it must not leave that key working.
    """

    def __init__(self, path: Path, read: Callable[[Any], Entry]) -> None:
        self._path, self._read = path, read
        self._lock = threading.Lock()
        self._signature = private_files.signature(path)
        self._entries = _entries(path, read)
        self._problem = ""

    def entries(self) -> tuple[Entry, ...]:
        """The entries as the file has them now; none while it cannot be used."""
        self._refresh()
        return self._entries

    def problem(self) -> str:
        """Why the file lets nobody in, in one line; "" while it can be used."""
        self._refresh()
        return self._problem

    def _refresh(self) -> None:
        signature = private_files.signature(self._path)
        if signature == self._signature:
            return
        with self._lock:
            if signature != self._signature:
                self._reload()
                self._signature = signature

    def _reload(self) -> None:
        try:
            self._entries, self._problem = _entries(self._path, self._read), ""
        except WrongCredentials as wrong:
            self._entries, self._problem = (), str(wrong)
            _log.error("%s. It lets nobody in until then.", wrong)


def _entries(path: Path, read: Callable[[Any], Entry]) -> tuple[Entry, ...]:
    text = private_files.text(path)
    try:
        entries = json.loads(text)["entries"] if text.strip() else []
        return tuple(read(entry) for entry in entries)
    except (ValueError, TypeError, KeyError, AttributeError):
        # What is wrong is not quoted: a log is read by more people than this file.
        raise WrongCredentials(
            f"{path} is not a file made by `make key` or `make user`; put back a copy, or delete it and make it anew"
        ) from None


@contextmanager
def changing(path: Path, read: Callable[[Any], Entry]) -> Iterator[list[Entry]]:
    """The file's entries in a list to change; written whole or not at all, one writer at a time."""
    with private_files.locked(path) as before:
        kept = list(_entries(path, read)) if before else []
        yield kept
        text = json.dumps({"entries": [asdict(entry) for entry in kept]}, indent=1)
        private_files.write(path, text, before)

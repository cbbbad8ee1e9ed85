"""Memory without a file on disk, shared by a process and those forked from it, with locks that outlive nobody."""

from __future__ import annotations

import fcntl
import mmap
import os
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager


class SharedMemory:
    """``table`` is ``size`` bytes of zeros at first; ``name`` is what the system shows of the file that is locked.

    A lock is by process and not by open file: processes share the open file since the fork. The kernel gives
    it back for a process that dies.
    """

    def __init__(self, name: str, size: int) -> None:
        self._lock = threading.Lock()
        self.table = mmap.mmap(-1, size)
        # It stays empty, so that it is there also where no file may grow: bytes behind the end can be locked, too.
        self.file = _file(name)
        weakref.finalize(self, os.close, self.file)

    @contextmanager
    def locked(self, start: int, length: int) -> Iterator[None]:
        """Nobody else, thread or process, is in these bytes."""
        with self._lock:
            fcntl.lockf(self.file, fcntl.LOCK_EX, length, start)
            try:
                yield
            finally:
                fcntl.lockf(self.file, fcntl.LOCK_UN, length, start)


def _file(name: str) -> int:
    """A file without a name, in memory where the system has such files."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create(name)
    with tempfile.TemporaryFile() as file:  # pragma: no cover - Linux has it
        return os.dup(file.fileno())

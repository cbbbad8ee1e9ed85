"""Memory without a file on disk, shared by a process and those forked from it, with locks that outlive nobody."""

from __future__ import annotations

import errno
import fcntl
import mmap
import os
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

#: Before the kernel is asked again for a lock of which it believed that it would never come free.
_PAUSE_SECONDS = 0.001


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
            try:
                self._take(start, length)
                yield
            finally:
                fcntl.lockf(self.file, fcntl.LOCK_UN, length, start)

    def _take(self, start: int, length: int) -> None:
        """Lock the bytes, however long it takes.

        To the kernel all threads of a process are one owner. While one of them holds bytes here and another waits for bytes of
        another memory, it may report a deadlock. There is none: nobody waits while holding bytes, so they come free.
        """
        while True:
            try:
                fcntl.lockf(self.file, fcntl.LOCK_EX, length, start)
            except OSError as refused:
                if refused.errno != errno.EDEADLK:
                    raise
                time.sleep(_PAUSE_SECONDS)
            else:
                return


def _file(name: str) -> int:
    """A file without a name, in memory where the system has such files."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create(name)
    with tempfile.TemporaryFile() as file:  # pragma: no cover - Linux has it
        return os.dup(file.fileno())

"""Memory without a file on disk, shared by a process and those forked from it, with locks that outlive nobody."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import mmap
import os
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

#: The C library without giving up the interpreter, which `fcntl` does for every call.
_HOLDING: Final = ctypes.PyDLL(None) if sys.platform == "linux" else None
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
        # Whoever gives up the interpreter here gets it back from a thread that makes a document a millisecond later, and
        # every other worker would wait meanwhile for bytes that nobody uses.
        if (
            _HOLDING is not None
            and _HOLDING.fcntl(self.file, fcntl.F_SETLK, _lock_of(start, length)) == 0
        ):
            return
        while True:
            try:
                fcntl.lockf(self.file, fcntl.LOCK_EX, length, start)
            except OSError as refused:
                if refused.errno != errno.EDEADLK:
                    raise
                time.sleep(_PAUSE_SECONDS)
            else:
                return


class _Flock(ctypes.Structure):
    """struct flock of Linux; where it is another one, the kernel refuses and is asked in the usual way."""

    _fields_ = (
        ("l_type", ctypes.c_short),
        ("l_whence", ctypes.c_short),
        ("l_start", ctypes.c_long),
        ("l_len", ctypes.c_long),
        ("l_pid", ctypes.c_int),
    )


def _lock_of(start: int, length: int) -> Any:
    return ctypes.byref(_Flock(fcntl.F_WRLCK, os.SEEK_SET, start, length, 0))


def _file(name: str) -> int:
    """A file without a name, in memory where the system has such files."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create(name)
    with tempfile.TemporaryFile() as file:  # pragma: no cover - Linux has it
        return os.dup(file.fileno())

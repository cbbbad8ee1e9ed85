"""All workers' requests become one line: so many have a turn, so many wait, first come, first served.

A table in shared memory, made before the workers fork, has an entry for each. Whoever holds one locks a byte for
it, which the kernel gives back when the process dies; the next who looks then takes the entry for free.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import select
import struct
import time
import weakref
from collections.abc import Iterable

from service.http.auth.shared_memory import SharedMemory

#: The number of the last ticket, and how long a turn usually takes, in seconds.
_HEAD = struct.Struct("=Qd")
#: Ticket (0 for a free entry), process, state.
_ENTRY = struct.Struct("=QII")
_WAITS, _RUNS = 1, 2
#: Whoever waits looks so often for entries of the dead.
_LOOK_SECONDS = 1.0
_USUAL_SECONDS = 0.1


class Turns:
    """``running`` turns at once and ``waiting`` places in the line. Safe for threads and for forked processes."""

    def __init__(self, running: int, waiting: int) -> None:
        self._most_running, self._most_waiting = running, waiting
        self._entries = range(running + waiting)
        self._bytes = _HEAD.size + _ENTRY.size * len(self._entries)
        # The holder of an entry locks a byte for it behind those of the table.
        self._memory = SharedMemory("vanban-turns", self._bytes)
        self._bells = [os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC) for _ in self._entries]
        weakref.finalize(self, _close, self._bells)
        _HEAD.pack_into(self._memory.table, 0, 0, _USUAL_SECONDS)

    @property
    def usual_seconds(self) -> float:
        """How long a turn usually takes."""
        return float(_HEAD.unpack_from(self._memory.table)[1])

    def count(self) -> tuple[int, int]:
        """How many have a turn, and how many wait."""
        states = [state for _, _, state in map(self._read, self._entries)]
        return states.count(_RUNS), states.count(_WAITS)

    def enter(self) -> int | None:
        """An entry, with a turn or at the end of the line; None when the line is full."""
        with self._locked():
            running, waiting = self.count()
            if running >= self._most_running and waiting >= self._most_waiting:
                self._bury()
                running, waiting = self.count()
            if running < self._most_running:
                return self._take(_RUNS)
            return self._take(_WAITS) if waiting < self._most_waiting else None

    def has_turn(self, entry: int) -> bool:
        """Whether the one who entered may run."""
        return self._read(entry)[2] == _RUNS

    def wait(self, entry: int, seconds: float) -> bool:
        """Until the entry has its turn; False when it does not come in time, and the entry is left."""
        bell, end = select.poll(), time.monotonic() + seconds
        bell.register(self._bells[entry], select.POLLIN)
        while not self.has_turn(entry):
            left = end - time.monotonic()
            if left <= 0:
                return self._leave_line(entry)
            if not bell.poll(min(left, _LOOK_SECONDS) * 1000):
                with self._locked():
                    self._bury()
        return True

    def ticket(self, entry: int) -> int:
        """The number of whoever has the entry, which nobody had before; 0 when it is free."""
        return self._read(entry)[0]

    def leave(self, entry: int, seconds: float) -> None:
        """End a turn that took so long, and give it to whoever has waited longest."""
        with self._locked():
            last, usual = _HEAD.unpack_from(self._memory.table)
            _HEAD.pack_into(self._memory.table, 0, last, usual + 0.1 * (seconds - usual))
            self._free(entry)
            self._call_next()

    def abandon(self, entry: int) -> None:
        """Free an entry, with or without a turn, of which nothing came."""
        with self._locked():
            self._free(entry)
            self._call_next()

    def _leave_line(self, entry: int) -> bool:
        with self._locked():
            if self.has_turn(entry):
                return True
            self._free(entry)
        return False

    def _take(self, state: int) -> int:
        entry = next(entry for entry in self._entries if not self._read(entry)[0])
        last, usual = _HEAD.unpack_from(self._memory.table)
        _HEAD.pack_into(self._memory.table, 0, last + 1, usual)
        fcntl.lockf(self._memory.file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, self._bytes + entry)
        self._write(entry, last + 1, os.getpid(), state)
        with contextlib.suppress(BlockingIOError):
            # Rung for one who had left the line already.
            os.eventfd_read(self._bells[entry])
        return entry

    def _free(self, entry: int) -> None:
        # In this order: an entry that looks free while its byte is locked could not be taken by another process.
        fcntl.lockf(self._memory.file, fcntl.LOCK_UN, 1, self._bytes + entry)
        self._write(entry, 0, 0, 0)

    def _call_next(self) -> None:
        running, waiting = self.count()
        for _ in range(min(self._most_running - running, waiting)):
            first = min(
                (entry for entry in self._entries if self._read(entry)[2] == _WAITS),
                key=lambda entry: self._read(entry)[0],
            )
            ticket, process, _ = self._read(first)
            self._write(first, ticket, process, _RUNS)
            os.eventfd_write(self._bells[first], 1)

    def _bury(self) -> None:
        """Free the entries of processes that died, and call those who waited for them."""
        for entry in self._entries:
            ticket, process, _ = self._read(entry)
            # One's own locks never stand in one's way.
            if ticket and process != os.getpid() and self._is_dead(entry):
                self._free(entry)
        self._call_next()

    def _is_dead(self, entry: int) -> bool:
        try:
            fcntl.lockf(self._memory.file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, self._bytes + entry)
        except OSError as held:
            if held.errno not in (errno.EACCES, errno.EAGAIN):
                raise
            return False
        return True

    def _read(self, entry: int) -> tuple[int, int, int]:
        found: tuple[int, int, int] = _ENTRY.unpack_from(self._memory.table, self._place(entry))
        return found

    def _write(self, entry: int, ticket: int, process: int, state: int) -> None:
        _ENTRY.pack_into(self._memory.table, self._place(entry), ticket, process, state)

    def _place(self, entry: int) -> int:
        return _HEAD.size + _ENTRY.size * entry

    def _locked(self) -> contextlib.AbstractContextManager[None]:
        return self._memory.locked(0, self._bytes)


def _close(files: Iterable[int]) -> None:
    for file in files:
        os.close(file)

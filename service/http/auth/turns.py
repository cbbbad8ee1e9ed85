"""All workers' requests become one line: so many have a turn, so many wait, first come, first served in each worker.

A table in shared memory, made before the workers fork, has an entry for each. Each process locks a byte of its own,
which the kernel gives back when it dies; the next who looks then takes its entries for free.

Whoever has the table locked to enter or to leave asks the kernel for nothing else: a thread gives up the interpreter for each
such call, gets it back from one that makes a document a millisecond later, and all workers would wait for it.
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
from collections import Counter
from collections.abc import Iterable, Iterator

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
        # Each process locks the byte behind those of the table that has its number.
        self._memory = SharedMemory("vanban-turns", self._bytes)
        self._bells = [os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC) for _ in self._entries]
        weakref.finalize(self, _close, self._bells)
        self._known_as = 0
        _HEAD.pack_into(self._memory.table, 0, 0, _USUAL_SECONDS)

    @property
    def usual_seconds(self) -> float:
        """How long a turn usually takes."""
        return float(_HEAD.unpack_from(self._memory.table)[1])

    def count(self) -> tuple[int, int]:
        """How many have a turn, and how many wait."""
        states = [state for _, _, state in self._table()]
        return states.count(_RUNS), states.count(_WAITS)

    def enter(self) -> int | None:
        """An entry, with a turn or at the end of the line; None when the line is full."""
        self._make_known()
        with self._locked() as called:
            running, waiting = self.count()
            if running >= self._most_running and waiting >= self._most_waiting:
                called += self._bury()
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
            if bell.poll(min(left, _LOOK_SECONDS) * 1000):
                # Perhaps it rang for one who had the entry before.
                self._hear(entry)
                continue
            with self._locked() as called:
                called += self._bury()
        return True

    def ticket(self, entry: int) -> int:
        """The number of whoever has the entry, which nobody had before; 0 when it is free."""
        return self._read(entry)[0]

    def leave(self, entry: int, seconds: float) -> None:
        """End a turn that took so long, and give it to the next."""
        with self._locked() as called:
            last, usual = _HEAD.unpack_from(self._memory.table)
            _HEAD.pack_into(self._memory.table, 0, last, usual + 0.1 * (seconds - usual))
            self._free(entry)
            called += self._call_next()

    def abandon(self, entry: int) -> None:
        """Free an entry, with or without a turn, of which nothing came."""
        with self._locked() as called:
            self._free(entry)
            called += self._call_next()

    def _leave_line(self, entry: int) -> bool:
        with self._locked():
            if self.has_turn(entry):
                return True
            self._free(entry)
        return False

    def _make_known(self) -> None:
        """Lock the byte of this process, at its first turn: locks are not inherited over a fork."""
        process = os.getpid()
        if self._known_as == process:
            return
        with self._locked() as called:
            if self._known_as == process:
                return
            # The system may give the number of a dead process again.
            for entry, (_, holder, _) in enumerate(self._table()):
                if holder == process:
                    self._free(entry)
            called += self._call_next()
            fcntl.lockf(self._memory.file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, self._bytes + process)
            self._known_as = process

    def _take(self, state: int) -> int:
        entry = next(entry for entry, (ticket, _, _) in enumerate(self._table()) if not ticket)
        last, usual = _HEAD.unpack_from(self._memory.table)
        _HEAD.pack_into(self._memory.table, 0, last + 1, usual)
        self._write(entry, last + 1, os.getpid(), state)
        return entry

    def _free(self, entry: int) -> None:
        self._write(entry, 0, 0, 0)

    def _call_next(self) -> list[int]:
        """Give the turns that are free to those who wait; their bells are rung without the lock.

        A worker makes one document at a time, whatever it has begun: the next is the one who has waited longest in
        a worker where fewest run, or turns would meet in one worker while another has nothing to do.
        """
        table = self._table()
        runs = Counter(process for _, process, state in table if state == _RUNS)
        line = {entry for entry, (_, _, state) in enumerate(table) if state == _WAITS}
        called = []
        for _ in range(min(self._most_running - runs.total(), len(line))):
            entry = min(line, key=lambda waits: (runs[table[waits][1]], table[waits][0]))
            ticket, process, _ = table[entry]
            self._write(entry, ticket, process, _RUNS)
            line.remove(entry)
            runs[process] += 1
            called.append(entry)
        return called

    def _bury(self) -> list[int]:
        """Free the entries of processes that died, and call those who waited for them."""
        found = self._table()
        dead = {process for ticket, process, _ in found if ticket and self._is_dead(process)}
        for entry, (_, process, _) in enumerate(found):
            if process in dead:
                self._free(entry)
        return self._call_next()

    def _is_dead(self, process: int) -> bool:
        # One's own locks never stand in one's way.
        if process == os.getpid():
            return False
        place = self._bytes + process
        try:
            fcntl.lockf(self._memory.file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except OSError as held:
            if held.errno not in (errno.EACCES, errno.EAGAIN):
                raise
            return False
        fcntl.lockf(self._memory.file, fcntl.LOCK_UN, 1, place)
        return True

    def _table(self) -> list[tuple[int, int, int]]:
        """Ticket, process and state of each entry."""
        return list(_ENTRY.iter_unpack(self._memory.table[_HEAD.size :]))

    def _read(self, entry: int) -> tuple[int, int, int]:
        found: tuple[int, int, int] = _ENTRY.unpack_from(self._memory.table, self._place(entry))
        return found

    def _write(self, entry: int, ticket: int, process: int, state: int) -> None:
        _ENTRY.pack_into(self._memory.table, self._place(entry), ticket, process, state)

    def _place(self, entry: int) -> int:
        return _HEAD.size + _ENTRY.size * entry

    @contextlib.contextmanager
    def _locked(self) -> Iterator[list[int]]:
        """The table to oneself. Behind the block, the bells of those rung for whom the block puts into the list."""
        called: list[int] = []
        try:
            with self._memory.locked(0, self._bytes):
                yield called
        finally:
            for entry in called:
                os.eventfd_write(self._bells[entry], 1)

    def _hear(self, entry: int) -> None:
        with contextlib.suppress(BlockingIOError):
            os.eventfd_read(self._bells[entry])


def _close(files: Iterable[int]) -> None:
    for file in files:
        os.close(file)

"""Numbers by name become cells of memory that all workers share; only this module knows its layout.

The memory is anonymous and mapped before the workers are forked. Nothing of it is a file: nothing to
clean up, nothing that a full disk could break, nothing that outlives the service. Each worker writes in
a seat of its own and reads all seats; a new worker takes the seat of a dead one and counts on from there,
so that no number is lost and the memory never grows.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Any

#: Seat 0 is the master's, and that of a process without one.
SEATS = 65
_SEAT_BYTES = 128 * 1024
_CELL_BYTES = 8
#: A seat begins with three cells: bytes used, the worker's process id, and numbers for which no room was left.
_USED, _PROCESS, _DROPPED, _HEAD = 0, 1, 2, 3

#: The name of a number and the values of its labels.
Key = tuple[str, ...]


class Memory:
    """Adds to numbers of this process, reads those of all processes; safe between threads."""

    def __init__(self) -> None:
        self._bytes = mmap.mmap(-1, SEATS * _SEAT_BYTES)
        self._cells = memoryview(self._bytes).cast("d")
        self._lock = threading.Lock()
        self._seat = 0
        self._places: dict[Key, int] = {}
        os.register_at_fork(after_in_child=self._forked)
        self.sit(0)

    def add(self, key: Key, by: float = 1.0) -> None:
        """Add to a number of this process; a new one begins at 0."""
        with self._lock:
            place = self._places.get(key)
            if place is None:
                place = self._new(key)
            # An aligned cell is written at once, so that a reader never sees half of a number.
            self._cells[place] += by

    def sit(self, seat: int) -> None:
        """This process counts in ``seat`` from now on, and goes on with the numbers that it finds there."""
        with self._lock:
            self._seat = seat
            if not self._cells[self._first(seat) + _USED]:
                self._cells[self._first(seat) + _USED] = _HEAD * _CELL_BYTES
            self._cells[self._first(seat) + _PROCESS] = os.getpid()
            self._places = dict(self._entries(seat))

    def leave(self, seat: int, passing: Callable[[Key], bool]) -> None:
        """The worker of ``seat`` is dead: what it was doing (``passing`` numbers) is over."""
        self._cells[self._first(seat) + _PROCESS] = 0
        for key, place in self._entries(seat):
            if passing(key):
                self._cells[place] = 0

    def sums(self) -> dict[Key, float]:
        """Every number, added up over all seats, in the order of their names."""
        found: dict[Key, float] = {}
        for seat in range(SEATS):
            for key, place in self._entries(seat):
                found[key] = found.get(key, 0.0) + self._cells[place]
        return dict(sorted(found.items()))

    def processes(self) -> dict[int, int]:
        """The process id in each seat that is taken."""
        taken = {seat: int(self._cells[self._first(seat) + _PROCESS]) for seat in range(SEATS)}
        return {seat: process for seat, process in taken.items() if process}

    def dropped(self) -> float:
        """How often a number could not be counted because its seat was full."""
        return sum(self._cells[self._first(seat) + _DROPPED] for seat in range(SEATS))

    def _new(self, key: Key) -> int:
        first = self._first(self._seat)
        used = int(self._cells[first + _USED])
        name = json.dumps(key, ensure_ascii=False).encode()
        # The length, the name, blanks up to a whole cell, then the number itself.
        room = -(-(4 + len(name)) // _CELL_BYTES) * _CELL_BYTES
        if used + room + _CELL_BYTES > _SEAT_BYTES:
            return first + _DROPPED
        start = first * _CELL_BYTES + used
        struct.pack_into(f"<I{room - 4}s", self._bytes, start, len(name), name.ljust(room - 4))
        place = (start + room) // _CELL_BYTES
        self._cells[place] = 0.0
        # Last of all: a worker killed before this line leaves no half entry behind.
        self._cells[first + _USED] = used + room + _CELL_BYTES
        self._places[key] = place
        return place

    def _entries(self, seat: int) -> Iterator[tuple[Key, int]]:
        first = self._first(seat)
        at, end = _HEAD * _CELL_BYTES, int(self._cells[first + _USED])
        while at < end:
            start = first * _CELL_BYTES + at
            (length,) = struct.unpack_from("<I", self._bytes, start)
            words: list[Any] = json.loads(self._bytes[start + 4 : start + 4 + length])
            at += -(-(4 + length) // _CELL_BYTES) * _CELL_BYTES
            yield tuple(words), (first * _CELL_BYTES + at) // _CELL_BYTES
            at += _CELL_BYTES

    def _first(self, seat: int) -> int:
        return seat * _SEAT_BYTES // _CELL_BYTES

    def _forked(self) -> None:
        # A thread of the parent may have held the lock, and nobody would release it here.
        self._lock = threading.Lock()

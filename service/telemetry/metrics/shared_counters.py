"""Numbers by name become cells of memory that all workers share; only this module knows its layout.

The memory is anonymous and mapped before the workers are forked. Nothing of it is a file: nothing to
clean up, nothing that a full disk could break, nothing that outlives the service. Each worker writes in
a slot of its own and reads all slots; a new worker takes the slot of a dead one and counts on from there,
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

#: Slot 0 is the master's, and that of a process without one.
SLOTS = 65
_SLOT_BYTES = 128 * 1024
_CELL_BYTES = 8
#: A slot begins with three cells: bytes used, the worker's process id, and numbers for which no space was left.
_USED, _PROCESS, _DROPPED, _HEAD = 0, 1, 2, 3

#: The name of a number and the values of its labels.
Key = tuple[str, ...]


class SharedCounters:
    """Adds to numbers of this process, reads those of all processes; safe between threads."""

    def __init__(self) -> None:
        self._bytes = mmap.mmap(-1, SLOTS * _SLOT_BYTES)
        self._cells = memoryview(self._bytes).cast("d")
        self._lock = threading.Lock()
        self._slot = 0
        self._cell_of: dict[Key, int] = {}
        os.register_at_fork(after_in_child=self._forked)
        self.use_slot(0)

    def add(self, key: Key, by: float = 1.0) -> None:
        """Add to a number of this process; a new one begins at 0."""
        with self._lock:
            cell = self._cell_of.get(key)
            if cell is None:
                cell = self._new(key)
            # An aligned cell is written at once, so that a reader never sees half of a number.
            self._cells[cell] += by

    def use_slot(self, slot: int) -> None:
        """This process counts in ``slot`` from now on, and goes on with the numbers that it finds there."""
        with self._lock:
            self._slot = slot
            if not self._cells[self._first(slot) + _USED]:
                self._cells[self._first(slot) + _USED] = _HEAD * _CELL_BYTES
            self._cells[self._first(slot) + _PROCESS] = os.getpid()
            self._cell_of = dict(self._entries(slot))

    def release_slot(self, slot: int, is_gauge: Callable[[Key], bool]) -> None:
        """The worker of ``slot`` is dead: what it was doing (its gauges) is over."""
        self._cells[self._first(slot) + _PROCESS] = 0
        for key, cell in self._entries(slot):
            if is_gauge(key):
                self._cells[cell] = 0

    def sums(self) -> dict[Key, float]:
        """Every number, added up over all slots, in the order of their names."""
        found: dict[Key, float] = {}
        for slot in range(SLOTS):
            for key, cell in self._entries(slot):
                found[key] = found.get(key, 0.0) + self._cells[cell]
        return dict(sorted(found.items()))

    def processes(self) -> dict[int, int]:
        """The process id in each slot that is taken."""
        taken = {slot: int(self._cells[self._first(slot) + _PROCESS]) for slot in range(SLOTS)}
        return {slot: process for slot, process in taken.items() if process}

    def dropped(self) -> float:
        """How often a number could not be counted because its slot was full."""
        return sum(self._cells[self._first(slot) + _DROPPED] for slot in range(SLOTS))

    def _new(self, key: Key) -> int:
        first = self._first(self._slot)
        used = int(self._cells[first + _USED])
        name = json.dumps(key, ensure_ascii=False).encode()
        # The length, the name, blanks up to a whole cell, then the number itself.
        size = -(-(4 + len(name)) // _CELL_BYTES) * _CELL_BYTES
        if used + size + _CELL_BYTES > _SLOT_BYTES:
            return first + _DROPPED
        start = first * _CELL_BYTES + used
        struct.pack_into(f"<I{size - 4}s", self._bytes, start, len(name), name.ljust(size - 4))
        cell = (start + size) // _CELL_BYTES
        self._cells[cell] = 0.0
        # Last of all: a worker killed before this line leaves no half entry behind.
        self._cells[first + _USED] = used + size + _CELL_BYTES
        self._cell_of[key] = cell
        return cell

    def _entries(self, slot: int) -> Iterator[tuple[Key, int]]:
        first = self._first(slot)
        offset, end = _HEAD * _CELL_BYTES, int(self._cells[first + _USED])
        while offset < end:
            start = first * _CELL_BYTES + offset
            (length,) = struct.unpack_from("<I", self._bytes, start)
            words: list[Any] = json.loads(self._bytes[start + 4 : start + 4 + length])
            offset += -(-(4 + length) // _CELL_BYTES) * _CELL_BYTES
            yield tuple(words), (first * _CELL_BYTES + offset) // _CELL_BYTES
            offset += _CELL_BYTES

    def _first(self, slot: int) -> int:
        return slot * _SLOT_BYTES // _CELL_BYTES

    def _forked(self) -> None:
        # A thread of the parent may have held the lock, and nobody would release it here.
        self._lock = threading.Lock()

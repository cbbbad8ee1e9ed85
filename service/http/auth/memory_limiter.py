"""Debts by name in shared memory, counted together by all workers of this machine.

A table made before the workers fork: nothing on disk, no further server, a fixed size however many names come. A
count in each worker's own memory would allow twice the quota with two workers, or half of it to a client whose
connections happen to reach only one.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from service.http.auth import rate_limiter
from service.http.auth.rate_limiter import Policy, Verdict
from service.http.auth.shared_memory import SharedMemory

_SLOT = struct.Struct("=8sd")
_SLOTS_IN_BUCKET = 8
_BUCKET_BYTES = _SLOT.size * _SLOTS_IN_BUCKET


class MemoryLimiter:
    """A ``RateLimiter``, safe for threads and for processes forked from the one that made it.

    A process that dies in the middle gives its lock back. When eight names share a full bucket,
    the one whose debt is paid first is forgotten.
    """

    def __init__(self, buckets: int = 2048, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._count = buckets
        self._pepper = secrets.token_bytes(16)
        # CLOCK_MONOTONIC is one for the machine, so that workers agree on the time.
        self._memory = SharedMemory("vanban-rate-limits", buckets * _BUCKET_BYTES)
        self._table = self._memory.table

    def hit(self, name: str, policy: Policy) -> Verdict:
        """Charge one request to ``name``, unless its quota is used up."""
        now = self._clock()
        with self._slot(name) as (offset, key, known):
            debt = max(known - now, 0.0)
            if not rate_limiter.fits(policy, debt):
                return rate_limiter.refused(policy, debt)
            debt += policy.interval
            _SLOT.pack_into(self._table, offset, key, now + debt)
        return rate_limiter.passed(policy, debt)

    def refund(self, name: str, policy: Policy) -> None:
        """Undo one ``hit``."""
        with self._slot(name) as (offset, key, known):
            _SLOT.pack_into(self._table, offset, key, known - policy.interval)

    def remember(self, name: str, seconds: float) -> None:
        """Remember ``name`` for so long."""
        with self._slot(name) as (offset, key, _):
            _SLOT.pack_into(self._table, offset, key, self._clock() + seconds)

    def remembers(self, name: str) -> bool:
        """Whether ``name`` is remembered."""
        with self._slot(name) as (_, _, known):
            return known > self._clock()

    @contextmanager
    def _slot(self, name: str) -> Iterator[tuple[int, bytes, float]]:
        """The slot of a name, locked: its offset, the name's mark and what is known of it."""
        mark = hashlib.blake2b(name.encode(errors="replace"), key=self._pepper, digest_size=16)
        key, rest = mark.digest()[:8], mark.digest()[8:]
        start = int.from_bytes(rest, "big") % self._count * _BUCKET_BYTES
        with self._memory.locked(start, _BUCKET_BYTES):
            slots = [
                (start + step, *_SLOT.unpack_from(self._table, start + step))
                for step in range(0, _BUCKET_BYTES, _SLOT.size)
            ]
            mine = next((slot for slot in slots if slot[1] == key), None)
            if mine is None:
                mine = (min(slots, key=lambda slot: slot[2])[0], key, 0.0)
            yield mine[0], key, mine[2]

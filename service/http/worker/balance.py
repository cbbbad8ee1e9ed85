"""A new connection becomes one of the worker that has fewest: kept alive, it stays there for all its requests.

The kernel wakes every worker for a new connection and gives it to the first that takes it, so sixteen callers may
all be one worker's while another has nothing to do. With a small ``worker_connections`` the first would
have to stop soon, but so would the whole service before a crowd of slow clients; here a worker leaves a newcomer to
another that has fewer, for a moment, and takes it when nobody did.
"""

from __future__ import annotations

import mmap
import time

from service.telemetry import metrics

#: A worker that leaves a newcomer to another looks again after so long, and takes it after so long in all: the
#: other may be busy with something long.
LOOK_SECONDS, PATIENCE_SECONDS = 0.001, 0.05
#: Looks that are further apart are about different newcomers.
_EPISODE_SECONDS = 0.02
_NOBODY = -1
#: Connections by the slot of the worker; mapped before the workers are forked.
_held = memoryview(mmap.mmap(-1, 4 * metrics.SLOTS)).cast("i")
for _slot in range(metrics.SLOTS):
    _held[_slot] = _NOBODY


class Balance:
    """One worker's share of the connections."""

    def __init__(self, slot: int) -> None:
        self._slot = slot
        self._first = self._last = -_EPISODE_SECONDS

    def holds(self, connections: int) -> None:
        """So many are this worker's now, and it takes more."""
        _held[self._slot] = connections

    def is_anothers(self, connections: int) -> bool:
        """Whether the newcomer at the door is left to a worker that has fewer than ``connections``."""
        fewest = min((held for held in _held if held != _NOBODY), default=connections)
        if fewest >= connections:
            return False
        now = time.monotonic()
        if now - self._last > _EPISODE_SECONDS:
            self._first = now
        self._last = now
        return now - self._first < PATIENCE_SECONDS


def forget(slot: int) -> None:
    """The worker of ``slot`` takes no more connections, or is dead."""
    _held[slot] = _NOBODY

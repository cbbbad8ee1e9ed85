"""Renders take turns: so many at once, so many waiting, and everyone beyond is refused as busy at once.

A process that takes every request makes none in time. The limiter keeps the queue short enough to
be served soon, and it ends a render that runs away: first with an exception in its thread, then, when
the thread is stuck in code that no exception reaches, by ending the process, which gunicorn replaces.
"""

from __future__ import annotations

import ctypes
import logging
import math
import os
import signal
import threading
import time
from collections import deque
from dataclasses import dataclass

from service.errors import Saturated, TookTooLong
from service.telemetry import metrics

#: How long a stuck thread may ignore the exception.
GRACE_SECONDS = 15
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Turn:
    thread: int
    began: float
    interrupted: bool = False


class ConcurrencyLimiter:
    """At most ``running`` at once and ``waiting`` in the queue, first come, first served.

    ``patience`` and ``longest`` are seconds: to wait at most, to run at most.
    """

    def __init__(self, running: int, waiting: int, longest: float, patience: float = 10) -> None:
        self._most_running, self._most_waiting = running, waiting
        self._longest, self._patience = longest, patience
        self._lock = threading.Lock()
        self._queue: deque[threading.Event] = deque()
        self._turns: dict[int, _Turn] = {}
        self._running = 0
        self._usual = 0.1
        self._watched_by = 0

    @property
    def running(self) -> int:
        """How many are running in this process."""
        return self._running

    @property
    def waiting(self) -> int:
        """How many are waiting in this process."""
        return len(self._queue)

    def acquire(self) -> None:
        """Wait for a turn. Raises Saturated at once when the queue is full, or when it does not move."""
        with self._lock:
            turn = None
            if self._running < self._most_running:
                self._running += 1
            elif len(self._queue) >= self._most_waiting:
                raise self._busy()
            else:
                turn = threading.Event()
                self._queue.append(turn)
        if turn is not None:
            with metrics.waiting():
                moved = turn.wait(self._patience)
            with self._lock:
                if not moved and turn in self._queue:
                    self._queue.remove(turn)
                    raise self._busy()
        with self._lock:
            thread = threading.get_ident()
            self._turns[thread] = _Turn(thread, time.monotonic())
            self._watch()

    def release(self) -> None:
        """End the turn of this thread and hand it to the next that waits; without a turn, nothing."""
        with self._lock:
            turn = self._turns.pop(threading.get_ident(), None)
            if turn is None:
                return
            self._usual += 0.1 * (time.monotonic() - turn.began - self._usual)
            if self._queue:
                self._queue.popleft().set()
            else:
                self._running -= 1

    def _busy(self) -> Saturated:
        soon = math.ceil(self._usual * (self._most_waiting + 1) / self._most_running)
        return Saturated(max(1, min(soon, 30)))

    def _watch(self) -> None:
        """One watching thread per process, begun by its first turn: threads do not survive a fork."""
        if self._watched_by != os.getpid():
            self._watched_by = os.getpid()
            threading.Thread(target=self._look, name="limiter", daemon=True).start()

    def _look(self) -> None:
        pause = min(1.0, self._longest / 4)
        while True:
            time.sleep(pause)
            self._end_runaways(time.monotonic())

    def _end_runaways(self, now: float) -> None:
        with self._lock:
            for turn in self._turns.values():
                over = now - turn.began - self._longest
                if over > GRACE_SECONDS:
                    _log.critical("a request is stuck beyond help; this worker ends")
                    os.kill(os.getpid(), signal.SIGKILL)
                elif over > 0 and not turn.interrupted:
                    turn.interrupted = True
                    _log.error("a request ran longer than %s seconds and is ended", self._longest)
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(
                        ctypes.c_ulong(turn.thread), ctypes.py_object(TookTooLong)
                    )

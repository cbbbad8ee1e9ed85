"""Renders take turns: so many at once, so many waiting, and everyone beyond is refused as busy at once.

A machine that takes every request makes none in time. The limiter is one for all workers (``turns``), so that nobody
is refused by one worker while another has room. It keeps the line short enough to
be served soon, and it ends a render that runs away: first with an exception in its thread, then, when
the thread is stuck in code that no exception reaches, by ending the process, which gunicorn replaces.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import math
import os
import signal
import threading
import time
import weakref
from dataclasses import dataclass

from service.errors import Saturated, TookTooLong
from service.http.auth.turns import Turns
from service.telemetry import metrics

#: How long a stuck thread may ignore the exception.
GRACE_SECONDS = 15
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Turn:
    thread: int
    entry: int
    ticket: int
    began: float
    interrupted: bool = False


class ConcurrencyLimiter:
    """At most ``running`` at once and ``waiting`` in the line over all workers, as ``turns`` has it.

    ``longest`` and ``patience`` are seconds: to run at most, to wait at most (as long as to run unless given).
    """

    def __init__(
        self, running: int, waiting: int, longest: float, patience: float | None = None
    ) -> None:
        self._most_running, self._most_waiting = running, waiting
        self._longest = longest
        self._patience = longest if patience is None else patience
        self._all = Turns(running, waiting)
        self._lock = threading.Lock()
        self._turns: dict[int, _Turn] = {}
        self._watched_by = 0

    @property
    def running(self) -> int:
        """How many are running in all workers."""
        return self._all.count()[0]

    @property
    def waiting(self) -> int:
        """How many are waiting in all workers."""
        return self._all.count()[1]

    def acquire(self) -> None:
        """Wait for a turn. Raises Saturated at once when the line is full, or when the turn does not come in time."""
        entry = self._all.enter()
        if entry is None:
            raise self._busy()
        if not self._all.has_turn(entry) and not self._comes(entry):
            raise self._busy()
        thread = threading.get_ident()
        with self._lock:
            self._turns[thread] = _Turn(thread, entry, self._all.ticket(entry), time.monotonic())
            self._watch()

    def _comes(self, entry: int) -> bool:
        """Wait; whether the turn comes in time. The entry is kept only if it does."""
        with contextlib.ExitStack() as unless_waited, metrics.waiting():
            unless_waited.callback(self._all.abandon, entry)
            came = self._all.wait(entry, self._patience)
            unless_waited.pop_all()
        return came

    def release(self) -> None:
        """End the turn of this thread and hand it to the next that waits; without a turn, nothing."""
        with self._lock:
            turn = self._turns.pop(threading.get_ident(), None)
        if turn is None:
            return
        try:
            self._all.leave(turn.entry, time.monotonic() - turn.began)
        except BaseException:
            # Also TookTooLong, which may arrive just now. The end of the request calls this again, and else the watcher sees it.
            if self._all.ticket(turn.entry) == turn.ticket:
                with self._lock:
                    self._turns[turn.thread] = turn
            raise

    def _busy(self) -> Saturated:
        rounds = (self._most_waiting + 1) / self._most_running
        return Saturated(max(1, min(math.ceil(self._all.usual_seconds * rounds), 30)))

    def _watch(self) -> None:
        """One watching thread per process, begun by its first turn: threads do not survive a fork."""
        if self._watched_by != os.getpid():
            self._watched_by = os.getpid()
            looking = (weakref.ref(self), min(1.0, self._longest / 4))
            threading.Thread(target=_look, args=looking, name="limiter", daemon=True).start()

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


def _look(watched: weakref.ref[ConcurrencyLimiter], pause: float) -> None:
    """Look at the turns of a limiter every ``pause`` seconds, for as long as there is one."""
    while True:
        time.sleep(pause)
        limiter = watched()
        if limiter is None:
            return
        limiter._end_runaways(time.monotonic())
        del limiter

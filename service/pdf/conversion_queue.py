"""Everyone who wants a PDF becomes a queue: locked files in one private folder, the same for all workers.

flock belongs to an open file and not to a process, so it keeps threads apart as well as processes, and
the kernel releases the slot of whoever is killed.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_POLL_SECONDS = 0.01
#: How long a newcomer may try to enter: those in the queue need a moment to step forward.
_ENTRY_SECONDS = 0.1


class QueueFull(Exception):
    """No slot is free, or the queue did not move in time."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of the queue: ``lock`` is the open file whose lock is held for it."""

    root: Path
    number: int
    lock: int
    discard: Callable[[Path], None]

    @contextlib.contextmanager
    def folder(self) -> Iterator[Path]:
        """A private folder of this run, gone afterwards; it is named by the slot and the process."""
        prefix = f"run-{self.number}-{os.getpid()}-"
        made = Path(tempfile.mkdtemp(prefix=prefix, dir=self.root))
        try:
            yield made
        finally:
            self.discard(made)

    def sweep(self) -> None:
        """Remove what a killed run left in this slot: whoever holds its lock knows that the run is dead."""
        for left in self.root.glob(f"run-{self.number}-*"):
            self.discard(left)


@dataclass(frozen=True, slots=True)
class ConversionQueue:
    """``parallel`` slots to run and ``queue`` slots to wait, as locked files in ``root``.

    ``discard`` removes a run's folder and whatever else belongs to it.
    """

    root: Path
    parallel: int
    queue: int
    discard: Callable[[Path], None]

    @contextlib.contextmanager
    def turn(self, patience_seconds: float, *, leaves_room: bool = False) -> Iterator[Slot]:
        """A slot to run, after waiting; raises QueueFull, or OSError when ``root`` cannot be used.

        With ``leaves_room`` the queue counts as full when half of it is taken.

        A newcomer enters at the last waiting slot and steps forward whenever the next one is free,
        so nobody overtakes.
        """
        _make_private(self.root)
        if leaves_room and self._is_half_full():
            raise QueueFull
        entered = time.monotonic()
        held: Slot | None = None
        at = self.queue
        try:
            while at >= 0:
                ahead = self._next(at)
                if ahead is not None:
                    if held is not None:
                        os.close(held.lock)
                    held, at = ahead, at - 1
                    continue
                patience = _ENTRY_SECONDS if held is None else patience_seconds
                if time.monotonic() - entered > patience:
                    raise QueueFull
                time.sleep(_POLL_SECONDS)
            assert held is not None  # noqa: S101 - the loop steps at least once
            held.sweep()
            yield held
        finally:
            if held is not None:
                os.close(held.lock)

    def sweep(self) -> None:
        """Remove what dead runs left, also those of an earlier setting with more slots."""
        _make_private(self.root)
        for lock in self.root.glob("run-*.lock"):
            number = lock.stem.removeprefix("run-")
            slot = self._taken(lock.name, int(number)) if number.isdecimal() else None
            if slot is not None:
                slot.sweep()
                os.close(slot.lock)

    def _is_half_full(self) -> bool:
        """Whoever waits stands as far ahead as possible, so one slot in the middle says it."""
        middle = (self.queue + 1) // 2
        slot = self._taken(f"wait-{middle}.lock", middle) if middle else None
        if slot is not None:
            os.close(slot.lock)
        return slot is None and middle > 0

    def _next(self, at: int) -> Slot | None:
        if at > 0:
            return self._taken(f"wait-{at}.lock", at)
        for number in range(self.parallel):
            slot = self._taken(f"run-{number}.lock", number)
            if slot is not None:
                return slot
        return None

    def _taken(self, name: str, number: int) -> Slot | None:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        lock = os.open(self.root / name, flags, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            if isinstance(error, BlockingIOError):
                return None
            raise
        return Slot(self.root, number, lock, self.discard)


def default_folder() -> Path:
    """One folder per user, so that every worker of a service meets the same queue; in memory if possible."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder in it is made private and checked
    root = memory if os.access(memory, os.W_OK | os.X_OK) else Path(tempfile.gettempdir())
    return root / f"vanban-pdf-{os.geteuid()}"


def _make_private(folder: Path) -> None:
    """Make ``folder`` for this user only; PermissionError when it is another's or open to others."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
    if not private or found.st_uid != os.geteuid():
        raise PermissionError(13, "not a private folder of this user")

"""A process that forks a child for every call, and the child: one call, within its limits, and its answer.

The other end, and why it is made so: ``isolation``.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import resource
import signal
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from service.config import capacity
from service.errors import VanbanError
from service.telemetry import logs


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use: bytes beyond what its worker had, seconds of a processor and of a clock.

    A machine that is busy with other things makes a clock run ahead of the processor.
    """

    memory_bytes: int = capacity.READER_BYTES
    seconds: int = 8
    clock_seconds: int = 25
    answer_bytes: int = 100_000_000


LIMITS = Limits()
#: What a child sends first.
READY = b"+"
_LENGTH = struct.Struct("!Q")


def serve(control: int) -> NoReturn:
    """Fork a child for every socket that comes in, until the worker's end closes."""
    try:
        _detach(control)
        gc.disable()
        gc.freeze()
        with socket.socket(fileno=control) as calls:
            for peer in _peers(calls):
                if os.fork() == 0:
                    calls.close()
                    _answer(peer)
                os.close(peer)
    finally:
        # Nothing of the worker's may run here: neither its handlers at exit nor its buffers.
        os._exit(0)


def _peers(calls: socket.socket) -> Iterator[int]:
    while True:
        data, sockets, _, _ = socket.recv_fds(calls, 1, 1)
        if not data:
            return
        yield from sockets


def _detach(control: int) -> None:
    """Leave everything that belongs to the worker: its files, its listening socket, its signals."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM, signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, signal.SIG_DFL)
    # A key pressed at the terminal is for the worker, whose end is noticed.
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGWINCH):
        signal.signal(number, signal.SIG_IGN)
    # Ignored, children that ended leave nothing to be collected.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.set_wakeup_fd(-1)
    # A worker that begins holds some back.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    null = os.open(os.devnull, os.O_RDWR)
    # A library that panics quotes what it read: its words go nowhere.
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(3, control)
    os.closerange(control + 1, 65_536)
    # When memory runs out on the machine, a child goes first and the worker last.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _answer(peer: int) -> NoReturn:
    """Serve one call and end."""
    try:
        with socket.socket(fileno=peer) as worker:
            worker.sendall(READY)
            call = received(worker, LIMITS.answer_bytes)
            if call is not None:
                worker.sendall(message(_called(call)))
    finally:
        os._exit(0)


def _limit(limits: Limits) -> None:
    """Each limit ends the process by a signal, or gives a MemoryError, in whatever code it is."""
    used = int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_DATA, (used + limits.memory_bytes,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, limits.clock_seconds)


def _called(call: bytes) -> bytes:
    """The answer to a call, pickled: its value, or what stopped it."""
    try:
        limits, function, given, named = pickle.loads(call)  # noqa: S301 - from our own worker
        _limit(limits)
        return pickle.dumps(("value", function(*given, **named)))
    except VanbanError as error:
        return pickle.dumps(("refused", type(error), str(error), vars(error)))
    except MemoryError:
        os._exit(1)
    except BaseException as error:  # noqa: BLE001
        # Here and nowhere else: openpyxl, calamine (whose panics are no Exception), xlrd and lxml raise
        # whatever an odd file makes them stumble over. The file is then unreadable, and the log learns
        # the type of error and where it came from.
        return pickle.dumps(("failed", type(error).__name__, logs.trail(error)))


def message(content: bytes) -> bytes:
    """What ``received`` reads: the length, then the bytes."""
    return _LENGTH.pack(len(content)) + content


def received(peer: socket.socket, most: int) -> bytes | None:
    """One message: its length, then its bytes; None when the other end closed before its end."""
    head = _exactly(peer, _LENGTH.size)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    return _exactly(peer, length) if length <= most else None


def _exactly(peer: socket.socket, length: int) -> bytes | None:
    found = bytearray(length)
    view, offset = memoryview(found), 0
    while offset < length:
        read = peer.recv_into(view[offset:])
        if not read:
            return None
        offset += read
    return bytes(found)

"""A call that reads or marks an uploaded file becomes a child process with bounds of memory and time.

Bounds checked on the bytes come first (``archives``, ``xml_limits``); this is the wall behind them: what a
parser does with a file nobody foresaw ends one child, never a worker. Only this module and ``fork_server``
fork.

How it works. ``start`` forks a fork server (``fork_server``) from this process: single-threaded, it does
nothing but fork once for every call, so that a child begins with every module loaded and shares its pages. gunicorn calls it
in ``post_fork``, before a worker has threads; elsewhere the first call does it. The kernel keeps the limits
(RLIMIT_DATA, RLIMIT_CPU, SIGALRM): nobody has to watch. A child serves one call and ends, so its memory is
given back whole. When the worker dies, its end of the socket closes and the fork server ends itself.

Why no library. ``multiprocessing``'s forkserver (and pebble, loky and billiard on top of it) starts a new
interpreter per worker: 31 MB of its own and a resource tracker of 6 MB, 280 ms for the first call, and a
pool that keeps a used child with whatever memory it grew to. Forked from the loaded worker the server
costs about 3 MB, a call 3 to 10 ms, and there is nothing to recycle.

Why pickle. Both ends are this program, and the answer may only hold plain data and classes of ``service``.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import signal
import socket
import threading
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from service.config import capacity
from service.errors import InputTooLarge, Saturated, UnreadableInput, VanbanError
from service.telemetry import logs
from service.untrusted import fork_server
from service.untrusted.fork_server import LIMITS, Limits

P = ParamSpec("P")
T = TypeVar("T")


_TOO_COSTLY = (
    "Tệp này cần quá nhiều bộ nhớ hoặc thời gian để đọc (nhiều nhất {} MB, {} giây); "
    "hãy chép riêng phần cần dùng (bảng tính thì chỉ dán giá trị) sang một tệp mới rồi gửi lại."
)
_UNREADABLE = (
    "Tệp này bị hỏng hoặc có phần không đọc được; hãy mở bằng Word hoặc Excel, lưu lại rồi gửi lại."
)
_log = logs.Logger(__name__)
_turns = threading.BoundedSemaphore(capacity.READERS)


def run(function: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """What ``function`` returns, called in a child; it must be a module's own, and pure.

    Raises what the function raises of ``errors``; InputTooLarge when it needs more than the limits;
    UnreadableInput for any other error; Saturated when no child is free for so many seconds.
    """
    return within(LIMITS, function, *given, **named)


def within(limits: Limits, function: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """``run`` with other limits."""
    call = pickle.dumps((limits, function, given, named))
    if not _turns.acquire(timeout=LIMITS.seconds):
        raise Saturated(LIMITS.seconds)
    try:
        answer = _server.ask(call, limits)
    finally:
        _turns.release()
    if answer is None:
        raise InputTooLarge(
            _TOO_COSTLY.format(limits.memory_bytes // 1_000_000, limits.seconds),
            limits.memory_bytes,
        )
    outcome, *details = _Plain(io.BytesIO(answer)).load()
    if outcome == "value":
        value: T = details[0]
        return value
    if outcome == "refused":
        raise _error(*details)
    _log.error("a reader failed on an uploaded file", error=details[0], trail=details[1])
    raise UnreadableInput(_UNREADABLE)


def start() -> None:
    """Fork the fork server of this process now, while it has one thread."""
    _server.start()


class _Server:
    """The fork server of this process; begun again when it is gone, or when this process is a fork."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._pid = 0
        os.register_at_fork(after_in_child=self._forked)

    def start(self) -> None:
        with self._lock:
            if self._socket is None:
                self._start()

    def ask(self, call: bytes, limits: Limits) -> bytes | None:
        """The bytes that a child answers; None when it was ended before it could."""
        for _ in range(2):
            found = self._current()
            ours, theirs = socket.socketpair()
            with ours:
                with theirs, contextlib.suppress(OSError):
                    socket.send_fds(found, [b"!"], [theirs.fileno()])
                # The kernel ends a child that is late; this only guards against a kernel that does not.
                ours.settimeout(limits.clock_seconds + 5)
                with contextlib.suppress(OSError):
                    if ours.recv(1) == fork_server.READY:
                        ours.sendall(fork_server.message(call))
                        return fork_server.received(ours, limits.answer_bytes)
                    # No child took the call: somebody ended the fork server. Once more, with another.
                    self._end(found)
        return None

    def _current(self) -> socket.socket:
        with self._lock:
            return self._socket or self._start()

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._pid = os.fork()
        if self._pid == 0:
            fork_server.serve(theirs.detach())
        theirs.close()
        self._socket = ours
        return ours

    def _end(self, found: socket.socket) -> None:
        """Have the next call begin another fork server, unless one has done so already."""
        with self._lock:
            if self._socket is found:
                found.close()
                self._socket = None
                with contextlib.suppress(ProcessLookupError, ChildProcessError):
                    os.kill(self._pid, signal.SIGKILL)
                    os.waitpid(self._pid, 0)

    def _forked(self) -> None:
        # The fork server serves one process, whose end closes its socket.
        self._lock = threading.Lock()
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class _Plain(pickle.Unpickler):
    """Builds nothing but values: a child's answer calls no function."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name)
        known = module.startswith("service.") or module in ("datetime", "decimal")
        if known and isinstance(found, type) and found.__module__.partition(".")[0] != "builtins":
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _error(error_type: type[VanbanError], message: str, facts: dict[str, Any]) -> VanbanError:
    error = error_type.__new__(error_type, message)
    error.args = (message,)
    vars(error).update(facts)
    return error


_server = _Server()

"""A call that reads or marks an uploaded file becomes a child process with bounds of memory and time.

Bounds checked on the bytes come first (``archives``, ``xml_limits``); this is the wall behind them: what a
parser does with a file nobody foresaw ends one child, never a worker. Only this module forks.

How it works. ``start`` forks a fork server from this process: single-threaded, it does nothing but fork
once for every call, so that a child begins with every module loaded and shares its pages. gunicorn calls it
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
import gc
import io
import os
import pickle
import resource
import signal
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

from service.config import capacity
from service.errors import InputTooLarge, Saturated, UnreadableInput, VanbanError
from service.telemetry import logs

P = ParamSpec("P")
T = TypeVar("T")


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
_TOO_COSTLY = (
    "Tệp này cần quá nhiều bộ nhớ hoặc thời gian để đọc (nhiều nhất {} MB, {} giây); "
    "hãy chép riêng danh sách (chỉ dán giá trị) sang một tệp mới rồi gửi lại."
)
_UNREADABLE = (
    "Tệp này bị hỏng hoặc có phần không đọc được; hãy mở bằng Word hoặc Excel, lưu lại rồi gửi lại."
)
#: What a child says first.
_HERE = b"+"
_LENGTH = struct.Struct("!Q")
_log = logs.logger(__name__)
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
    kind, *told = _plain(answer)
    if kind == "value":
        value: T = told[0]
        return value
    if kind == "refused":
        raise _error(*told)
    _log.error("a reader failed on an uploaded file", error=told[0], trail=told[1])
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
                    if ours.recv(1) == _HERE:
                        ours.sendall(_LENGTH.pack(len(call)) + call)
                        return _received(ours, limits.answer_bytes)
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
            _serve(theirs.detach())
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


def _plain(answer: bytes) -> Any:
    return _Plain(io.BytesIO(answer)).load()


class _Plain(pickle.Unpickler):
    """Builds nothing but values: a child's answer calls no function."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name)
        known = module.startswith("service.") or module in ("datetime", "decimal")
        if known and isinstance(found, type) and found.__module__.partition(".")[0] != "builtins":
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _error(kind: type[VanbanError], message: str, facts: dict[str, Any]) -> VanbanError:
    error = kind.__new__(kind, message)
    error.args = (message,)
    vars(error).update(facts)
    return error


# --- the fork server ------------------------------------------------------------------------------


def _serve(control: int) -> NoReturn:
    """Fork a child for every socket that comes in, until the worker's end closes."""
    try:
        _let_go(control)
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
        told, sockets, _, _ = socket.recv_fds(calls, 1, 1)
        if not told:
            return
        yield from sockets


def _let_go(control: int) -> None:
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


# --- the child ------------------------------------------------------------------------------------


def _answer(peer: int) -> NoReturn:
    """Serve one call and end."""
    try:
        with socket.socket(fileno=peer) as worker:
            worker.sendall(_HERE)
            told = _received(worker, LIMITS.answer_bytes)
            if told is not None:
                answer = _called(told)
                worker.sendall(_LENGTH.pack(len(answer)) + answer)
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
        # the kind of error and its place.
        return pickle.dumps(("failed", type(error).__name__, logs.trail(error)))


def _received(peer: socket.socket, most: int) -> bytes | None:
    """One message: its length, then its bytes; None when the other end closed before its end."""
    head = _exactly(peer, _LENGTH.size)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    return _exactly(peer, length) if length <= most else None


def _exactly(peer: socket.socket, length: int) -> bytes | None:
    found = bytearray(length)
    view, at = memoryview(found), 0
    while at < length:
        read = peer.recv_into(view[at:])
        if not read:
            return None
        at += read
    return bytes(found)


_server = _Server()

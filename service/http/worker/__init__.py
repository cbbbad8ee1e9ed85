"""gunicorn's threaded worker, in which nobody who is slow holds up the small answers.

gunicorn's own gives a thread to a connection while the head of a request is still coming, and its event loop waits
up to two seconds for a peer to hang up. Here the event loop receives the head, and a body that is short, and hands a
thread the whole of it; what needs no turn (health, the documentation, static files) has threads of its own; the
wait for a peer to hang up costs no thread either. The kernel keeps an answer of usual size for a slow reader.
"""

from __future__ import annotations

import errno
import selectors
import socket
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from gunicorn import util
from gunicorn.http.body import LengthReader
from gunicorn.http.errors import LimitRequestHeaders
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, ThreadWorker

from service.config import capacity
from service.http.auth import callers, request_bodies
from service.http.worker import balance, refusals, signals
from service.http.worker.connection import HEAD_BYTES, Connection

#: From the first moment of a connection, or the first byte of a later request, to the end of its head. A short
#: body that is not here by then is received in a thread, as long ones are.
HEAD_SECONDS = 10.0
#: Threads of each of the two pools for answers that need no turn: they are ready at once and fit into what the
#: kernel keeps. With more of them a crowd on the documentation would take the interpreter's lock from those who
#: make documents.
SMALL_THREADS = capacity.SMALL // 2
#: When more than CROWD wait for documentation or static files, their threads rest after each answer: the
#: processors belong to those who make documents.
CROWD, REST_SECONDS = 8, 0.02
#: What asks whether we live waits behind nobody who reads the documentation.
_WATCHED = ("/healthz", "/readyz", "/metrics")
#: How long a peer may take to hang up after its last answer, so that the answer is not torn off.
HANG_UP_SECONDS = 2.0
#: A body that nobody read is thrown away only as far as it is here already; else the connection is closed.
_DRAIN_SECONDS = 0.05


class Worker(ThreadWorker):  # type: ignore[misc]
    """The event loop receives heads and closes connections; threads only answer."""

    tpool: ThreadPoolExecutor
    wsgi: Any
    #: gunicorn.conf.py gives each worker one that no other living worker has.
    slot: int

    def init_process(self) -> None:
        self.balance = balance.Balance(self.slot)
        self.left_until = 0.0
        self.watched = ThreadPoolExecutor(SMALL_THREADS, thread_name_prefix="watched")
        self.small = ThreadPoolExecutor(SMALL_THREADS, thread_name_prefix="small")
        self.lingering: deque[Connection] = deque()
        self.crowd: set[Connection] = set()
        super().init_process()

    def load_wsgi(self) -> None:
        """The application, with a note in the environ whether a body is here already."""
        super().load_wsgi()
        application = self.wsgi

        def with_note(environ: dict[str, Any], start_response: Any) -> Any:
            reader = environ["wsgi.input"].reader
            if isinstance(reader, LengthReader):
                environ[request_bodies.HERE] = len(reader.unreader.buf.getvalue()) >= reader.length
            return application(environ, start_response)

        self.wsgi = with_note

    def get_thread_pool(self) -> ThreadPoolExecutor:
        """The threads for everything else."""
        return ThreadPoolExecutor(self.cfg.threads, thread_name_prefix="work")

    def init_signals(self) -> None:
        """Take the signals that were held since before the fork (``signals``)."""
        super().init_signals()
        signals.release()

    def handle_quit(self, sig: Any, frame: Any) -> None:
        self.watched.shutdown(wait=False)
        self.small.shutdown(wait=False)
        super().handle_quit(sig, frame)

    def accept(self, listener: Any) -> None:
        """A new connection; nothing of it waits in a thread. Another worker may be the one to take it."""
        if self.balance.is_anothers(self.nr_conns):
            self.left_until = time.monotonic() + balance.LOOK_SECONDS
            self.set_accept_enabled(False)
            return
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        self.balance.holds(self.nr_conns)
        self.enqueue_req(Connection(self.linger, self.cfg, client, address, listener.getsockname()))

    def set_accept_enabled(self, enabled: bool) -> None:
        """Not yet, while newcomers are left to another worker."""
        super().set_accept_enabled(enabled and time.monotonic() >= self.left_until)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Tell the other workers how many connections are here, and look soon at a newcomer left to them."""
        if self.alive:
            self.balance.holds(self.nr_conns)
            left = self.left_until - time.monotonic()
            timeout = min(timeout, left) if left > 0 else timeout
        super().wait_for_and_dispatch_events(timeout)

    def enqueue_req(self, conn: Connection) -> None:
        """Receive a head as it comes; gunicorn calls this for whatever may hold a request."""
        conn.sock.setblocking(False)
        conn.again()
        conn.timeout = time.monotonic() + (HEAD_SECONDS if self.alive else STOP_KEEPALIVE_LINGER)
        if not self._advance(conn):
            self.pending_conns.append(conn)
            self._wait(conn, self.on_pending_socket_readable)

    def on_pending_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        """More of a head came; its time goes on counting from the first."""
        self.poller.unregister(client)
        if self._advance(conn):
            self.pending_conns.remove(conn)
        else:
            self._wait(conn, self.on_pending_socket_readable)

    def handle(self, conn: Connection) -> Any:
        """Answer one request, whose head is here; runs in a thread."""
        if conn.too_long:
            conn.sock.setblocking(True)
            self.handle_error(None, conn.sock, conn.client, LimitRequestHeaders("head too long"))
            return False
        return super().handle(conn)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:  # noqa: ARG002
        """Answer what gunicorn refused, or what went wrong in it, as the application would."""
        try:
            util.write_nonblock(client, refusals.answer(exc))
        except OSError:
            self.log.debug("Failed to send error message.")

    def linger(self, conn: Connection) -> None:
        """Wait in the event loop, and not for long, until the peer has hung up (a lingering close)."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.setblocking(False)
        except OSError:
            conn.close()
            return
        self.nr_conns += 1
        conn.timeout = time.monotonic() + HANG_UP_SECONDS
        self.lingering.append(conn)
        self._wait(conn, self._ignore)

    def murder_pending(self) -> None:
        """Close whoever took too long; gunicorn calls this every second at least."""
        now = time.monotonic()
        while self.pending_conns and self.pending_conns[0].timeout <= now:
            conn = self.pending_conns.popleft()
            self.poller.unregister(conn.sock)
            if conn.has_head() and self.alive:
                self._answer(conn)
            else:
                self.nr_conns -= 1
                conn.close()
        while self.lingering and self.lingering[0].timeout <= now:
            self._forget(self.lingering[0])

    def _advance(self, conn: Connection) -> bool:
        """Whether the connection waits for nothing more: a thread has it, or it is closed."""
        try:
            if not conn.receive():
                return False
        except OSError:
            self.nr_conns -= 1
            conn.close()
            return True
        self._answer(conn)
        return True

    def _answer(self, conn: Connection) -> None:
        path = conn.path()
        conn.hand_over()
        if not conn.is_read():
            # A peer who leaves answers unread waits with those who have work done.
            answered = self.tpool.submit(self.handle, conn)
        elif path in _WATCHED:
            answered = self.watched.submit(self.handle, conn)
        elif callers.is_free(path) and path not in (callers.SIGN_IN, callers.SIGN_OUT):
            self.crowd.add(conn)
            answered = self.small.submit(self._handle_small, conn)
        else:
            answered = self.tpool.submit(self.handle, conn)
        answered.add_done_callback(partial(self.method_queue.defer, self.finish_request, conn))

    def _handle_small(self, conn: Connection) -> Any:
        try:
            return self.handle(conn)
        finally:
            self.crowd.discard(conn)
            if len(self.crowd) > CROWD:
                time.sleep(REST_SECONDS)

    def _wait(self, conn: Connection, then: Callable[[Connection, socket.socket], None]) -> None:
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(then, conn))

    def _ignore(self, conn: Connection, client: socket.socket) -> None:
        """What a peer sends after its last answer; nothing at all means that it hung up."""
        try:
            if client.recv(HEAD_BYTES):
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self._forget(conn)

    def _forget(self, conn: Connection) -> None:
        self.poller.unregister(conn.sock)
        self.lingering.remove(conn)
        self.nr_conns -= 1
        conn.close()

    def _cap_keepalive(self, deadline: float) -> None:
        """The worker stops: gunicorn calls this once, before it waits for the connections that are left.

        What is still on its way has as long as kept-alive connections have. Whoever comes from now on belongs to
        another worker, or is refused by the kernel at once instead of waiting for nobody.
        """
        super()._cap_keepalive(deadline)
        balance.forget(self.slot)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)
        for listener in self.sockets:
            listener.close()

    def _keepalive_after(self, conn: Connection, keepalive: bool) -> bool:
        """gunicorn would hold the thread for five seconds to throw away a body that nobody read."""
        deadline = time.monotonic() + _DRAIN_SECONDS
        return keepalive and bool(conn.parser.finish_body(deadline=deadline))

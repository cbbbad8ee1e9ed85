"""A body is read whole, within its size and its time, before anybody waits for a turn with it.

A client that sends slowly therefore holds a thread for so long and no turn at all; and few do so at a time.
"""

from __future__ import annotations

import contextlib
import io
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from socket import SHUT_RD
from typing import IO, Any, cast

from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestTimeout

from service.config import Settings, capacity
from service.errors import Saturated
from service.http.auth import callers
from service.http.bounded_request import BATCH_FACTOR, FORM_OVERHEAD_BYTES
from service.media_types import NDJSON

#: With those that a short body may wait before it comes here (service/http/worker) half a minute altogether.
SECONDS = 20
#: Whoever has been sending for so long gives way to another when too many send at once.
FAIR_SECONDS = 1.0
_BUSY_SECONDS = 2
#: A file of many documents is read and checked for half a minute at most.
_FILE_BUSY_SECONDS = 10
#: A batch of many megabytes comes through an office's line.
STREAM_SECONDS = 900
_READ = "vanban.body"
_STREAMED = "vanban.streamed_body"
_PLACE = "vanban.place_of_file"
_BUFFER_BYTES = 256_000
#: The key in the environ under which our worker notes that the whole body is here already.
HERE = "vanban.body_is_here"
_SIGN_IN_BYTES = 20_000
_PARTS_PER_ROW = 40


@dataclass(eq=False, slots=True)
class _Reading:
    socket: Any
    began: float
    late: bool = False


class Readers:
    """The bodies that are being read in this process: at most ``most``, each for ``seconds`` at most.

    ``files`` are the places for files of many documents, each held until its request ends: they are so large that the
    memory of the line is not reckoned for them.

    One thread watches all bodies; it begins with the first, since threads do not survive a fork.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._changed = threading.Condition()
        self._readings: dict[_Reading, None] = {}
        self.files = threading.BoundedSemaphore(capacity.BATCH_FILES)
        self._watched_by = 0

    @contextlib.contextmanager
    def reading(self, socket: Any) -> Iterator[_Reading]:
        """Read from ``socket`` in this block. Raises Saturated when too many others do, none of them for long."""
        mine = _Reading(socket, time.monotonic())
        with self._changed:
            if len(self._readings) >= self._most:
                self._end_longest(mine.began)
            self._readings[mine] = None
            self._watch()
            if len(self._readings) == 1:
                self._changed.notify()
        try:
            yield mine
        finally:
            with self._changed:
                self._readings.pop(mine, None)

    def _end_longest(self, now: float) -> None:
        longest = next(iter(self._readings))
        if now - longest.began < FAIR_SECONDS:
            raise Saturated(_BUSY_SECONDS)
        self._end(longest)

    def _end(self, reading: _Reading) -> None:
        """End the reading, however steadily it drips; the answer can still be sent."""
        del self._readings[reading]
        reading.late = True
        with contextlib.suppress(OSError):
            reading.socket.shutdown(SHUT_RD)

    def _watch(self) -> None:
        if self._watched_by != os.getpid():
            self._watched_by = os.getpid()
            threading.Thread(target=self._end_late, name="bodies", daemon=True).start()

    def _end_late(self) -> None:
        with self._changed:
            while True:
                # In the order in which they began, so the first is the first to be late.
                first = next(iter(self._readings), None)
                left = None if first is None else first.began + self._seconds - time.monotonic()
                if first is not None and left is not None and left <= 0:
                    self._end(first)
                else:
                    self._changed.wait(left)


def is_streamed(request: Request) -> bool:
    """Whether the body is read by its view, piece by piece, and never whole."""
    return request.mimetype == NDJSON and request.path.endswith("/batches")


def begin_stream(request: Request, streams: Readers) -> None:
    """Watch a body that its view will read, until ``end_stream``. Raises Saturated."""
    watched = contextlib.ExitStack()
    socket = request.environ.get("gunicorn.socket")
    if socket is not None:
        watched.enter_context(streams.reading(socket))
    request.environ[_STREAMED] = watched


def end_stream(request: Request) -> None:
    watched = request.environ.pop(_STREAMED, None)
    if watched is not None:
        watched.close()


def stream(request: Request) -> IO[bytes]:
    """A body that is read piece by piece. Reading raises what ``BoundedRequest.stream`` raises."""
    return io.BufferedReader(cast(io.RawIOBase, request.stream), _BUFFER_BYTES)


def read(request: Request, settings: Settings, readers: Readers) -> None:
    """Read the body now. What is too large or too slow raises werkzeug's 413 or 408. Raises Saturated."""
    if request.environ.get(_READ) or is_streamed(request):
        return
    request.environ[_READ] = True
    if request.path == callers.BATCHES:
        _take_place(request, readers)
    _limit_size(request, settings)
    # gunicorn passes the socket; without it (tests, another server) the server's own limits hold.
    socket = request.environ.get("gunicorn.socket")
    if socket is None or request.environ.get(HERE):
        request.get_data(cache=True, parse_form_data=True)
        return
    with readers.reading(socket) as reading:
        try:
            request.get_data(cache=True, parse_form_data=True)
        except (ClientDisconnected, OSError):
            if not reading.late:
                raise
    # A form that breaks off is read without complaint as far as it goes; it must not be taken for whole.
    if reading.late:
        raise RequestTimeout


def _take_place(request: Request, readers: Readers) -> None:
    if not readers.files.acquire(blocking=False):
        raise Saturated(_FILE_BUSY_SECONDS)
    request.environ[_PLACE] = readers.files


def give_place_back(request: Request) -> None:
    """Let the next file of many documents in; without one, nothing."""
    files = request.environ.pop(_PLACE, None)
    if files is not None:
        files.release()


def _limit_size(request: Request, settings: Settings) -> None:
    if request.path in (callers.SIGN_IN, callers.SIGN_OUT):
        request.max_content_length = request.max_form_memory_size = _SIGN_IN_BYTES
        request.max_form_parts = 20
    elif request.path == callers.BATCHES:
        request.max_content_length = BATCH_FACTOR * settings.max_file_bytes + FORM_OVERHEAD_BYTES
        request.max_form_memory_size = request.max_content_length
        request.max_form_parts = 20
    elif callers.is_page(request.path):
        # A form as large as the largest input; read here, before any view looks at it.
        request.max_content_length = max(
            settings.max_file_bytes + settings.max_json_bytes,
            capacity.FORM_FACTOR * settings.max_json_bytes,
        )
        request.max_form_memory_size = request.max_content_length
        request.max_form_parts = _PARTS_PER_ROW * settings.max_rows

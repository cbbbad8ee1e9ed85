"""A body is read whole, within its size and its time, before anybody waits in line with it.

A client that sends slowly therefore holds a thread for so long and no turn at all.
"""

from __future__ import annotations

import contextlib
import threading
from socket import SHUT_RD
from typing import Any

from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestTimeout

from service.access import callers
from service.config import Settings

SECONDS = 30
_SIGN_IN_BYTES = 20_000
#: A form names every value by its pointer, which takes more room than the value itself.
_FORM_FACTOR = 6
_PARTS_PER_ROW = 40


def read(request: Request, settings: Settings) -> None:
    """Read the body now. What is too large or too slow raises werkzeug's 413 or 408."""
    _limit_size(request, settings)
    # gunicorn tells the socket; without it (tests, another server) the server's own limits hold.
    socket = request.environ.get("gunicorn.socket")
    late = threading.Event()
    timer = threading.Timer(SECONDS, _stop, (socket, late))
    if socket is not None:
        timer.daemon = True
        timer.start()
    try:
        request.get_data(cache=True, parse_form_data=True)
    except (ClientDisconnected, OSError):
        if not late.is_set():
            raise
    finally:
        timer.cancel()
    # A form that breaks off is read without complaint as far as it goes; it must not be taken for whole.
    if late.is_set():
        raise RequestTimeout


def _limit_size(request: Request, settings: Settings) -> None:
    if request.path in ("/login", "/logout"):
        request.max_content_length = request.max_form_memory_size = _SIGN_IN_BYTES
        request.max_form_parts = 20
    elif callers.is_page(request.path):
        # Whoever reads a form first sets its limits, and that is here.
        request.max_content_length = max(
            settings.max_file_bytes + settings.max_json_bytes,
            _FORM_FACTOR * settings.max_json_bytes,
        )
        request.max_form_memory_size = request.max_content_length
        request.max_form_parts = _PARTS_PER_ROW * settings.max_rows


def _stop(socket: Any, late: threading.Event) -> None:
    """End the reading, however steadily it drips; the answer can still be sent."""
    late.set()
    with contextlib.suppress(OSError):
        socket.shutdown(SHUT_RD)

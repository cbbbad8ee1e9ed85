"""A connection receives its next request without a thread: its head, and its body when that is short."""

from __future__ import annotations

import fcntl
import re
import socket
import struct
import termios
from collections.abc import Callable
from typing import Any

from gunicorn import http
from gunicorn.workers.gthread import TConn

#: The longest head, and the longest together with a body to be called short: gunicorn's own bound for heads is ten
#: times as much, which a thousand connections would keep in memory.
HEAD_BYTES = 64 * 1024
#: What the kernel keeps of an answer for a slow reader. Linux doubles it, and caps it at net.core.wmem_max.
SEND_BYTES = 256 * 1024
#: A reader who takes nothing more of an answer in this time has gone.
SEND_SECONDS = 10
#: RFC 9112, section 2.2: empty lines before a request are ignored.
_BLANK = re.compile(rb"(?:\r\n)+")
_BODY = re.compile(rb"\r\n(?:content-length:[ \t]*0*[1-9]|transfer-encoding:)", re.IGNORECASE)
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,9})[ \t]*\r\n", re.IGNORECASE)
_EXPECTS = re.compile(rb"\r\nexpect:", re.IGNORECASE)


class Connection(TConn):  # type: ignore[misc]
    """A connection, with as much of its next request as is here."""

    parser: Any

    def __init__(self, linger: Callable[[Connection], None], *arguments: Any) -> None:
        super().__init__(*arguments)
        self._linger = linger
        self._buffer = bytearray()
        self._begin()
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BYTES)
        # By the kernel, not by Python: sockets stay plain blocking ones, as gunicorn wants them.
        patience = struct.pack("ll", SEND_SECONDS, 0)
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, patience)

    def _begin(self) -> None:
        """Nothing of the next request is known."""
        self._searched, self._end, self._wanted = 0, -1, 0
        self.too_long = False

    def again(self) -> None:
        """The next request may have come together with the one before."""
        if self.parser is not None:
            self._buffer += self.parser.unreader.take_buffered()
            self._find_end()

    def receive(self) -> bool:
        """Take what came; whether that is all to be waited for. Raises OSError when the peer left."""
        while not self.has_head() or len(self._buffer) < self._wanted:
            try:
                came = self.sock.recv(HEAD_BYTES + 1 - len(self._buffer))
            except BlockingIOError:
                return False
            if not came and self._end >= 0:
                # The peer may still listen: it is answered that its body is not whole.
                return True
            if not came:
                raise ConnectionResetError
            self._buffer += came
            self._find_end()
        return True

    def has_head(self) -> bool:
        """Whether the parser finds the end of a head, or refuses what is here without waiting for more."""
        first = self._buffer.find(b"\n")
        if first < 0:
            refused = len(self._buffer) > self.cfg.limit_request_line + 2
        else:
            refused = self._buffer[max(first - 1, 0) : first] != b"\r"
        return refused or self.too_long or self._end >= 0

    def _find_end(self) -> None:
        if self._end >= 0:
            return
        blank = _BLANK.match(self._buffer)
        if blank:
            del self._buffer[: blank.end()]
            self._searched = 0
        self._end = self._buffer.find(b"\r\n\r\n", max(0, self._searched - 3))
        self._searched = len(self._buffer)
        if self._end >= 0:
            self._wanted = self._length()
        else:
            self.too_long = len(self._buffer) > HEAD_BYTES

    def _length(self) -> int:
        """Of head and body, when the body is short and comes without being asked for; else of the head."""
        end = self._end + 4
        length = _LENGTH.search(self._buffer, 0, end)
        if length is None or _EXPECTS.search(self._buffer, 0, end):
            return end
        whole = end + int(length[1])
        return whole if whole <= HEAD_BYTES else end

    def hand_over(self) -> None:
        """Give the parser what was received, unless it is too much."""
        self.data_ready = True
        if self.too_long:
            return
        if self.parser is None:
            self.parser = http.get_parser(self.cfg, self.sock, self.client)
        self.parser.unreader.unread(bytes(self._buffer))
        self._buffer.clear()
        self._begin()

    def path(self) -> str:
        """What is asked for, when it is asked for without a body; else nothing."""
        method, _, rest = bytes(self._buffer).partition(b" ")
        if method not in (b"GET", b"HEAD") or _BODY.search(self._buffer, 0, self._end + 4):
            return ""
        return rest.partition(b" ")[0].partition(b"?")[0].decode("ascii", "replace")

    def is_read(self) -> bool:
        """Whether the peer has taken all earlier answers."""
        unsent = fcntl.ioctl(self.sock, termios.TIOCOUTQ, struct.pack("i", 0))
        return not any(unsent)

    def close(self, graceful: bool = False) -> None:
        """Close now, or announce that nothing more will come and leave the rest to the event loop."""
        if graceful:
            self._linger(self)
        else:
            super().close()

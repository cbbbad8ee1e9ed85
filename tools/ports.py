"""A free port of the loopback for a server that tests or measurements start."""

from __future__ import annotations

import random
import socket
from pathlib import Path

_FIRST = 10_000
_OUTGOING = Path("/proc/sys/net/ipv4/ip_local_port_range")
#: Where Linux begins unless it is told otherwise.
_USUAL_OUTGOING = 32_768
_random = random.SystemRandom()
_given: set[int] = set()


def free_port() -> int:
    """A port that nobody listens on, never the same one twice in a process.

    It lies below those that the kernel gives to connections going out: such a connection, of any process, would
    otherwise take the port between this answer and the start of the server, or while the server is restarted.
    """
    while True:
        port = _random.randrange(_FIRST, _first_outgoing())
        if port not in _given and _is_free(port):
            _given.add(port)
            return port


def _first_outgoing() -> int:
    if not _OUTGOING.exists():
        return _USUAL_OUTGOING
    return max(int(_OUTGOING.read_text().split()[0]), _FIRST + 1_000)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True

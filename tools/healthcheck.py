"""Asks the service on its configured address whether it lives: ``python -m tools.healthcheck``, for a container."""

from __future__ import annotations

import contextlib
import http.client
import socket
import sys

from service import config

_SECONDS = 4
#: Whoever listens on every address listens on this one.
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - looked up, not bound


class _Unix(http.client.HTTPConnection):
    """HTTP over a socket file."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(_SECONDS)
        self.sock.connect(self._path)


def main() -> int:
    """0 when /healthz of VANBAN_BIND answers 200; otherwise 1 and one line that says what came instead."""
    try:
        bind = config.load().bind
        with contextlib.closing(_connection(bind)) as asked:
            asked.request("GET", "/healthz")
            status = asked.getresponse().status
    except (config.WrongSetting, OSError, http.client.HTTPException) as wrong:
        return _tell(f"no answer: {wrong}")
    return 0 if status == 200 else _tell(f"{bind} answers {status}")


def _connection(bind: str) -> http.client.HTTPConnection:
    if bind.startswith("unix:"):
        return _Unix(bind.removeprefix("unix:"))
    host, _, port = bind.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    return http.client.HTTPConnection(_EVERYWHERE.get(host, host), int(port), timeout=_SECONDS)


def _tell(line: str) -> int:
    print(line, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

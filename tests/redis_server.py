"""A Redis of a test's own, on a port of loopback, that can be stopped and started again."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import redis

from tests.needs import need
from tests.serving import until
from tools.ports import free_port


@dataclass
class Server:
    """A Redis that keeps nothing on disk; ``address`` is the same after a restart."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    password: str = ""

    @property
    def address(self) -> str:
        before = f":{self.password}@" if self.password else ""
        return f"redis://{before}127.0.0.1:{self.port}/0"

    @property
    def client(self) -> redis.Redis:
        return redis.Redis.from_url(self.address)

    def start(self) -> None:
        settings = {"port": str(self.port), "bind": "127.0.0.1", "save": "", "appendonly": "no"}
        given = [word for name, value in settings.items() for word in (f"--{name}", value)]
        self.process = subprocess.Popen(
            ["redis-server", *given, "--dir", str(self.folder)], stdout=subprocess.DEVNULL
        )
        until(self.answers)

    def answers(self) -> bool:
        with contextlib.suppress(redis.RedisError):
            return bool(self.client.ping())
        return False

    def stop(self) -> None:
        """Gone at once, with all it knew."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process = None


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Server]:
    need("redis-server")
    server = Server(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()

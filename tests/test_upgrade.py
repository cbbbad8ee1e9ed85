"""A new release takes the place of the old one behind nginx while everybody goes on: no request is refused."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from service.http.auth import credentials
from tests import proxy
from tests.needs import need
from tests.proxy import Proxy
from tests.serving import DOCUMENTS, JSON, SAMPLE, running, until
from tools.ports import free_port

_CALLERS = 6


class Traffic:
    """Callers who send documents through nginx without a pause, each on a new connection."""

    def __init__(self, front: Proxy, token: str) -> None:
        self._front, self._token = front, token
        self._over = threading.Event()
        self.statuses: Counter[int] = Counter()

    def send(self) -> None:
        while not self._over.is_set():
            headers = {**JSON, "Authorization": f"Bearer {self._token}"}
            self.statuses[self._front.ask(DOCUMENTS, SAMPLE, headers).status] += 1

    def goes_on(self) -> None:
        """Some more of it has passed."""
        before = self.statuses.total()
        until(lambda: self.statuses.total() >= before + 3 * _CALLERS)

    @contextmanager
    def flowing(self) -> Iterator[None]:
        callers = [threading.Thread(target=self.send) for _ in range(_CALLERS)]
        for caller in callers:
            caller.start()
        try:
            yield
        finally:
            self._over.set()
            for caller in callers:
                caller.join(60)


def test_an_upgrade_behind_nginx_refuses_nobody(tmp_path: Path) -> None:
    need("nginx", "openssl")
    (tmp_path / "nginx").mkdir()
    token, key = credentials.new_key("kho")
    credentials.add_key(tmp_path / "keys.json", key)
    ports = free_port(), free_port()
    settings = {"VANBAN_KEYS": str(tmp_path / "keys.json"), "VANBAN_QUOTA": "1000000"}
    settings["VANBAN_TRUSTED_PROXY"] = "127.0.0.1"
    old_server, new_server = (f"127.0.0.1:{port}" for port in ports)
    with ExitStack() as stack:
        old = stack.enter_context(running(tmp_path / "old", port=ports[0], **settings))  # type: ignore[arg-type]
        front = stack.enter_context(proxy.running(tmp_path / "nginx", old_server))
        # Before the traffic, which ends before the services do; a start takes three times as long under it.
        new = stack.enter_context(running(tmp_path / "new", port=ports[1], **settings))  # type: ignore[arg-type]
        assert new.ask("/readyz").status == 200
        traffic = Traffic(front, token)
        stack.enter_context(traffic.flowing())
        traffic.goes_on()
        workers = front.workers()
        front.leads_to(new_server)
        # Those that nginx began before have their requests led to the old release.
        until(lambda: not workers & front.workers())
        old.process.send_signal(signal.SIGTERM)
        assert old.process.wait(60) == 0
        traffic.goes_on()
        taken = [
            sum(line["event"] == "request" for line in service.lines()) for service in (old, new)
        ]
    assert set(traffic.statuses) == {200}
    assert min(taken) >= 3 * _CALLERS

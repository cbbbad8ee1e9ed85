"""``python -m service.jobs``: the runners of this machine, each a process, started anew when one ends.

While nobody has sent a batch there is none of them, and this process is small.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

from service import config
from service.jobs import places

_LOOK_SECONDS = 0.5
_PAUSE_SECONDS = 1.0
_RUNNER = "--runner"
_LAST_SECONDS = 30


def main() -> None:
    """Until SIGTERM, or until whoever started this process is gone."""
    settings = config.load()
    if _RUNNER in sys.argv:
        # What a runner works with is loaded when there is work.
        from service.jobs import runner
        from service.telemetry import logs

        logs.set_up()
        runner.run(settings)
    else:
        _supervise(settings)


def _supervise(settings: config.Settings) -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    parent = os.getppid()
    runners: list[subprocess.Popen[bytes]] = []
    while not stop.is_set() and os.getppid() == parent:
        if places.may_have_work(settings):
            ended = [runner for runner in runners if runner.poll() is not None]
            if ended:
                stop.wait(_PAUSE_SECONDS)
            runners = [runner for runner in runners if runner not in ended]
            while len(runners) < settings.runners and not stop.is_set():
                runners.append(_start())
        stop.wait(_LOOK_SECONDS)
    for runner in runners:
        runner.terminate()
    for runner in runners:
        try:
            runner.wait(_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            runner.kill()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "service.jobs", _RUNNER])  # noqa: S603 - ourselves


if __name__ == "__main__":
    main()

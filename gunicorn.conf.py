"""gunicorn's settings: loopback by default, two workers, and time limits that end a stuck request."""

import gc
import subprocess
import sys
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

# Until the first fork everything is loaded and stays: to look for garbage in it again and again takes a tenth of a start.
gc.disable()
# gunicorn reads this file before it puts our folder on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from service.config import WrongSetting, capacity, load
from service.http.worker import balance, signals
from service.telemetry import logs, metrics
from service.untrusted import isolation

try:
    settings = load()
except WrongSetting as wrong:
    sys.exit(f"vanban: {wrong}")

bind = settings.bind
workers = settings.workers
# A slow client holds no thread while it asks, and few while it sends; health, documentation and static files
# have threads of their own (service/http/worker). What else may hold a thread is bounded, kind by kind.
worker_class = "service.http.worker.Worker"
threads = capacity.threads(settings)
worker_connections = capacity.CONNECTIONS
timeout = 60
graceful_timeout = 30
keepalive = 5
# The kernel's way to send a file would wait for a slow reader without end.
sendfile = False
# Memory that a long report once needed goes back to the system now and then.
max_requests = 20_000
max_requests_jitter = 2_000
# The templates are compiled once and shared by the workers; so is the memory in which they count.
preload_app = True
# A thread with a small answer gets the interpreter from one that makes a document in 1 ms instead of 5.
sys.setswitchinterval(0.001)
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
# A socket file through which gunicorn could be commanded: nobody here needs it.
control_socket_disable = True
# Whom to believe about the client is set once, in VANBAN_TRUSTED_PROXY (service/http/auth/proxies.py).
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
# Our own line per request holds less about people than gunicorn's would.
accesslog = None


class JsonLines(Logger):
    """gunicorn's events go where ours go."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        logs.set_up()
        self.error_log.handlers.clear()
        self.error_log.propagate = True


logger_class = JsonLines


_beside: list[subprocess.Popen[bytes]] = []


def when_ready(server: Any) -> None:
    """The master listens: the connections nobody has accepted can be counted."""
    addresses = [listener.getsockname() for listener in server.LISTENERS]
    metrics.listen(address[1] for address in addresses if isinstance(address, tuple))
    if settings.runners:
        # The documents of batches are made by processes of their own, which notice when this one is gone.
        here = Path(__file__).resolve().parent
        _beside.append(subprocess.Popen([sys.executable, "-m", "service.jobs"], cwd=here))


def pre_fork(server: Any, worker: Any) -> None:
    """Give the new worker a slot to count in that no living worker has (the last one is shared)."""
    taken = {other.slot for other in server.WORKERS.values()}
    free = (slot for slot in range(1, metrics.SLOTS) if slot not in taken)
    worker.slot = next(free, metrics.SLOTS - 1)
    # What is loaded stays, and nobody looks for garbage in it: looking would copy the memory that processes share,
    # and take a second of a processor when they end.
    gc.freeze()
    gc.enable()
    # Last: until the fork the master does not receive them either.
    signals.hold()


def post_fork(_: Any, worker: Any) -> None:
    metrics.use_slot(worker.slot)
    # Now, while the worker has one thread: what reads uploaded files is forked from it.
    isolation.start()


def child_exit(_: Any, worker: Any) -> None:
    metrics.release_slot(worker.slot)
    balance.forget(worker.slot)


def on_exit(_: Any) -> None:
    for started in _beside:
        started.terminate()

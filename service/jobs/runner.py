"""A runner: a process that makes the chunks of jobs, gives signs of life, and sweeps after those that give none.

``python -m service.jobs`` starts as many as ``VANBAN_RUNNERS`` says and starts anew what ends (``__main__``).
"""

from __future__ import annotations

import os
import secrets
import signal
import socket
import threading
from datetime import datetime, timedelta

from service import config, pipeline
from service.jobs import chunks, cleaning, engine, places
from service.jobs import job as jobs
from service.jobs.store import JobStore, StoreFailed
from service.telemetry import logs

_log = logs.logger(__name__)
_ALIVE_FOLDER = "runners"
_BEAT_SECONDS = 2.0
#: Whoever gave no sign of life for so long is taken for dead. If it lives after all, a chunk is made twice, which changes nothing.
_SILENCE = timedelta(seconds=15)
_SWEEP_EVERY = 3
_LAST_SECONDS = 20


def run(settings: config.Settings) -> None:
    """Work until SIGTERM, or until whoever started this process is gone."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    parent = os.getppid()
    if settings.runner_niceness:
        os.nice(settings.runner_niceness)
    services = pipeline.build_services(settings)
    store = JobStore(places.store(settings))
    executor = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
    _beat(store, executor)
    runner = engine.Runner(
        places.database_url(settings),
        executor,
        lambda job_id, number: chunks.make(services, store, job_id, number),
    )
    _log.info("a runner began", executor=executor)
    beats = 0
    while not stop.is_set() and os.getppid() == parent:
        try:
            _beat(store, executor)
            if beats % _SWEEP_EVERY == 0:
                _sweep(store, runner)
        except StoreFailed as failed:
            _log.warning("the store of jobs failed", reason=str(failed))
        beats += 1
        stop.wait(_BEAT_SECONDS)
    runner.stop(_LAST_SECONDS)
    store.delete([_sign_of(executor)])


def _sign_of(executor: str) -> str:
    return f"{_ALIVE_FOLDER}/{executor}"


def _beat(store: JobStore, executor: str) -> None:
    store.put(_sign_of(executor), jobs.now().isoformat().encode())


def _sweep(store: JobStore, runner: engine.Runner) -> None:
    """What nobody works on is begun or resumed; what is over is deleted. Every runner does so: it is the same each time."""
    alive = _alive(store)
    resumed = runner.resume(lambda executor: executor in alive)
    if resumed:
        _log.info("lost chunks are made again", chunks=resumed)
    for job in cleaning.sweep(store, lambda ended: runner.end(ended.id, ended.chunks)):
        if not runner.knows(job.id):
            runner.begin(job.id, job.chunks)


def _alive(store: JobStore) -> set[str]:
    """The executors that gave a sign of life; the signs of others are deleted."""
    alive = set()
    for name in store.names(_ALIVE_FOLDER):
        sign = store.get(name)
        if sign is None:
            continue
        if datetime.fromisoformat(sign.decode()) + _SILENCE > jobs.now():
            alive.add(name.rpartition("/")[2])
        else:
            store.delete([name])
    return alive

"""A runner: a process that makes the chunks of jobs, gives signs of life, and sweeps after those that give none.

``python -m service.jobs`` starts as many as ``VANBAN_RUNNERS`` says and starts anew what ends (``__main__``).
"""

from __future__ import annotations

import os
import secrets
import signal
import socket
import threading

from service import config, pipeline
from service.jobs import chunks, cleaning, engine, places, signs_of_life
from service.jobs.store import JobStore, StoreFailed
from service.telemetry import logs

_log = logs.Logger(__name__)
_BEAT_SECONDS = 2.0
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
    signs_of_life.give(store, executor)
    runner = engine.Runner(
        places.database_url(settings),
        executor,
        lambda job_id, number: chunks.make(services, store, job_id, number),
    )
    _log.info("a runner began", executor=executor)
    beats = 0
    while not stop.is_set() and os.getppid() == parent:
        try:
            signs_of_life.give(store, executor)
            if beats % _SWEEP_EVERY == 0:
                _sweep(store, runner)
        except StoreFailed as failed:
            _log.warning("the store of jobs failed", reason=str(failed))
        beats += 1
        stop.wait(_BEAT_SECONDS)
    runner.stop(_LAST_SECONDS)
    signs_of_life.withdraw(store, executor)


def _sweep(store: JobStore, runner: engine.Runner) -> None:
    """What nobody works on is begun or resumed; what is over is deleted. Every runner does so: it is the same each time."""
    alive = signs_of_life.sweep(store)
    resumed = runner.resume(lambda executor: executor in alive)
    if resumed:
        _log.info("lost chunks are made again", chunks=resumed)
    for job in cleaning.sweep(store, lambda ended: runner.end(ended.id, ended.chunks)):
        if not runner.knows(job.id):
            runner.begin(job.id, job.chunks)

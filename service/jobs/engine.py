"""The durable engine, DBOS: the one place that knows it.

A job is a workflow that enqueues its chunks, each a workflow of its own with an id made of the job's; repeating an enqueue
changes nothing. What was running when its process ended runs again in another: at its next start, or when the
sweep finds that the process gives no more signs of life (``runner``).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

_PLANS, _CHUNKS = "jobs", "chunks"
_PLAN, _CHUNK = "plan", "chunk"
#: All runners understand each other's workflows: what they are told is the id of a job and a number.
_VERSION = "1"
_POLLING_SECONDS = 0.2
#: A runner makes one chunk and holds the next, so that it does not wait for the queue between two.
_CHUNKS_HELD = 2
#: A chunk that the store refused is tried again in this process, for a quarter of an hour; then the sweep takes it up.
_ATTEMPTS, _PAUSE_SECONDS = 9, 2.0
_MOST_RESUMED = 100

#: Makes one chunk: the id of a job, and the chunk's number.
Make = Callable[[str, int], None]


def _chunk_id(job_id: str, number: int) -> str:
    return f"{job_id}-{number:05}"


def _forget(engine: Any, job_id: str, chunks: int) -> None:
    ids = [job_id, *(_chunk_id(job_id, number) for number in range(chunks))]
    engine.cancel_workflows(ids)
    engine.delete_workflows(ids)


class Client:
    """What a web process asks of the engine, each time by a connection of its own."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url

    def begin(self, job_id: str, chunks: int) -> None:
        """Have a job made; again changes nothing. Raises EngineAway."""
        self._call(
            lambda client: client.enqueue(
                {"queue_name": _PLANS, "workflow_name": _PLAN, "workflow_id": job_id},
                job_id,
                chunks,
            )
        )

    def end(self, job_id: str, chunks: int) -> None:
        """Stop what still runs of a job, and forget all of it. Raises EngineAway."""
        self._call(lambda client: _forget(client, job_id, chunks))

    def _call(self, ask: Callable[[Any], Any]) -> None:
        # Loading the engine takes half a second, which nobody pays who sends no batch.
        from dbos import DBOSClient

        _quiet()
        try:
            # Batches are few, and a connection that is kept outlives neither a fork nor a restart of the database.
            client = DBOSClient(
                system_database_url=self._url,
                system_database_pool_size=1,
                retry_connection_errors=False,
            )
            try:
                ask(client)
            finally:
                client.destroy()
        except Exception as failed:
            raise EngineAway(type(failed).__name__) from failed


class EngineAway(Exception):
    """The engine's database cannot be reached, or is not there yet."""


class Runner:
    """The engine at work in this process, known to the others as ``executor``."""

    def __init__(self, database_url: str, executor: str, make: Make) -> None:
        from dbos import DBOS, SetWorkflowID

        _quiet()
        self._one_at_a_time = threading.Lock()
        DBOS(
            config={
                "name": "vanban", "system_database_url": database_url, "executor_id": executor,
                "application_version": _VERSION, "log_level": "WARNING", "use_listen_notify": False,
            }
        )  # fmt: skip

        @DBOS.step(
            name="make",
            retries_allowed=True,
            max_attempts=_ATTEMPTS,
            interval_seconds=_PAUSE_SECONDS,
            backoff_rate=2.0,
        )
        def made(job_id: str, number: int) -> None:
            with self._one_at_a_time:
                make(job_id, number)

        @DBOS.workflow(name=_CHUNK)
        def chunk(job_id: str, number: int) -> None:
            made(job_id, number)

        @DBOS.workflow(name=_PLAN)
        def plan(job_id: str, chunks: int) -> None:
            for number in range(chunks):
                self._enqueue_chunk(job_id, number)

        self._engine, self._named = DBOS, SetWorkflowID
        self._plan, self._chunk = plan, chunk
        DBOS.launch()
        for queue, held in ((_PLANS, 1), (_CHUNKS, _CHUNKS_HELD)):
            DBOS.register_queue(
                queue, worker_concurrency=held, polling_interval_sec=_POLLING_SECONDS
            )

    def begin(self, job_id: str, chunks: int) -> None:
        """Have a job made; again changes nothing."""
        with self._named(job_id):
            self._engine.enqueue_workflow(_PLANS, self._plan, job_id, chunks)

    def end(self, job_id: str, chunks: int) -> None:
        """Stop what still runs of a job, and forget all of it."""
        _forget(self._engine, job_id, chunks)

    def knows(self, job_id: str) -> bool:
        """Whether a job was begun and not yet forgotten."""
        return bool(
            self._engine.list_workflows(workflow_ids=[job_id], load_input=False, load_output=False)
        )

    def resume(self, is_alive: Callable[[str], bool]) -> int:
        """Have others make what an executor that is not alive had begun, and what failed; how many workflows there were."""
        pending = self._listed("PENDING")
        lost = [found.workflow_id for found in pending if not is_alive(found.executor_id or "")]
        for workflow_id in lost:
            self._engine.resume_workflow(workflow_id, queue_name=_CHUNKS)
        # What failed has kept its failure, and begins anew only after that is forgotten.
        failed = [found.workflow_id for found in self._listed("ERROR")]
        self._engine.delete_workflows(failed)
        for workflow_id in failed:
            job_id, _, number = workflow_id.partition("-")
            # The plan of a job that is not known any more is begun again by whoever sweeps.
            if number:
                self._enqueue_chunk(job_id, int(number))
        return len(lost) + len(failed)

    def _enqueue_chunk(self, job_id: str, number: int) -> None:
        with self._named(_chunk_id(job_id, number)):
            self._engine.enqueue_workflow(_CHUNKS, self._chunk, job_id, number)

    def _listed(self, status: str) -> list[Any]:
        found: list[Any] = self._engine.list_workflows(
            status=status, load_input=False, load_output=False, limit=_MOST_RESUMED
        )
        return found

    def stop(self, seconds: int) -> None:
        """Let what runs come to its end, for so long at most."""
        self._engine.destroy(workflow_completion_timeout_sec=seconds)


def _quiet() -> None:
    """The engine's own log names ids of jobs; only its warnings are of use."""
    logging.getLogger("dbos").setLevel(logging.WARNING)

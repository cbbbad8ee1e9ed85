"""An item that ends the process which makes it must not stop the others of its job (contract §9).

Each attempt at a chunk leaves a mark. A chunk that was begun several times is made with care: each item is marked while
it is made, and one during which the process ended several times is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from service.jobs import job as jobs
from service.jobs.store import JobStore

#: A process may end for other reasons, too; those seldom hit the same chunk, and then the same item, so often.
_ATTEMPTS_WITHOUT_CARE = 3
_ENDS_AT_AN_ITEM = 3


class Attempts:
    """The attempts at one chunk; making this object is one more. Raises StoreFailed."""

    def __init__(self, store: JobStore, job_id: str, chunk: int) -> None:
        self._store, self._folder = store, jobs.attempts_at(job_id, chunk)
        self._marks = {name.rpartition("/")[2] for name in store.names(self._folder)}
        earlier = self._earlier("chunk")
        self._mark("chunk", earlier)
        self._with_care = earlier >= _ATTEMPTS_WITHOUT_CARE

    @contextmanager
    def at(self, item: int) -> Iterator[bool]:
        """While an item is made, by its place in the chunk: whether it may be made once more. Raises StoreFailed."""
        earlier = self._earlier(f"{item:05}")
        if not self._with_care or earlier >= _ENDS_AT_AN_ITEM:
            yield not self._with_care
            return
        mark = self._mark(f"{item:05}", earlier)
        try:
            yield True
        finally:
            self._store.delete([mark])

    def _earlier(self, begun: str) -> int:
        return sum(mark.startswith(f"{begun}-") for mark in self._marks)

    def _mark(self, begun: str, number: int) -> str:
        name = f"{self._folder}/{begun}-{number}"
        self._store.put(name, b"")
        return name

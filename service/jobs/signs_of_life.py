"""Signs of life: a small object that each runner writes every few seconds, by which the others know who is at work."""

from __future__ import annotations

from datetime import datetime, timedelta

from service.jobs import job as jobs
from service.jobs.store import JobStore

_FOLDER = "runners"
#: Whoever gave no sign of life for so long is taken for dead. If it lives after all, a chunk is made twice, which changes nothing.
_SILENCE = timedelta(seconds=15)


def give(store: JobStore, executor: str) -> None:
    """Raises StoreFailed."""
    store.put(_name_of(executor), jobs.now().isoformat().encode())


def withdraw(store: JobStore, executor: str) -> None:
    """Of a runner that ends. Raises StoreFailed."""
    store.delete([_name_of(executor)])


def alive(store: JobStore) -> set[str]:
    """The executors that gave a sign of life not long ago. Raises StoreFailed."""
    return {name.rpartition("/")[2] for name in store.names(_FOLDER) if _is_fresh(store, name)}


def sweep(store: JobStore) -> set[str]:
    """The same, and the signs of those taken for dead are deleted. Raises StoreFailed."""
    names = store.names(_FOLDER)
    fresh = {name for name in names if _is_fresh(store, name)}
    store.delete([name for name in names if name not in fresh])
    return {name.rpartition("/")[2] for name in fresh}


def _name_of(executor: str) -> str:
    return f"{_FOLDER}/{executor}"


def _is_fresh(store: JobStore, name: str) -> bool:
    sign = store.get(name)
    return sign is not None and datetime.fromisoformat(sign.decode()) + _SILENCE > jobs.now()

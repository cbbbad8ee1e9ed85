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


def forget_silent(store: JobStore) -> None:
    """Delete the signs of runners that are taken for dead. Raises StoreFailed."""
    store.delete([name for name in store.names(_FOLDER) if not _is_alive(store, name)])


def alive(store: JobStore) -> set[str]:
    """The executors that gave a sign of life not long ago. Raises StoreFailed."""
    names = store.names(_FOLDER)
    return {name.rpartition("/")[2] for name in names if _is_alive(store, name)}


def _name_of(executor: str) -> str:
    return f"{_FOLDER}/{executor}"


def _is_alive(store: JobStore, name: str) -> bool:
    sign = store.get(name)
    return sign is not None and datetime.fromisoformat(sign.decode()) + _SILENCE > jobs.now()

"""Where jobs lie: the folder of this machine, which appears with the first batch, or a database and a store for several."""

from __future__ import annotations

from pathlib import Path

from service.config import Settings

_DATABASE, _STORE = "jobs.sqlite", "store"
_OURS_ALONE = 0o700


def database_url(settings: Settings) -> str:
    """Where the engine keeps what is to be done."""
    return settings.jobs_database or f"sqlite:///{settings.data_folder / _DATABASE}"


def store(settings: Settings) -> Path | str:
    """Where what was sent and what was made lie: a folder, or the URL of an object store."""
    return settings.jobs_store or settings.data_folder / _STORE


def make(settings: Settings) -> None:
    """Make the folder of this machine, which nobody else may look into."""
    folder = settings.data_folder
    folder.mkdir(mode=_OURS_ALONE, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(_OURS_ALONE)


def may_have_work(settings: Settings) -> bool:
    """Whether anybody sent a batch here since the folder was last empty, or may have sent one elsewhere."""
    place = store(settings)
    return isinstance(place, str) or place.exists()

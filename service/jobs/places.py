"""Where jobs lie: the folder of this machine, which appears with the first batch, or a database and a store for several."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any

from service.config import Settings

_DATABASE, _STORE = "jobs.sqlite", "store"
_OURS_ALONE = 0o700
_ENCODING = "client_encoding"


def database_url(settings: Settings) -> str:
    """Where the engine keeps what is to be done."""
    given = settings.jobs_database
    if not given:
        return f"sqlite:///{settings.data_folder / _DATABASE}"
    # Of a database without an encoding (SQL_ASCII, as a machine without locales makes it) texts would come as bytes.
    return given if _ENCODING in given else f"{given}{'&' if '?' in given else '?'}{_ENCODING}=utf8"


def store(settings: Settings) -> Path | str:
    """Where what was sent and what was made lie: a folder, or the URL of an object store."""
    return settings.jobs_store or settings.data_folder / _STORE


def problem(settings: Settings) -> str:
    """Why no batch can be kept here, for whoever runs the service, or nothing."""
    if settings.jobs_database or _has_milliseconds(sys.version_info, sqlite3.sqlite_version_info):
        return ""
    return (
        f"no batches: SQLite {sqlite3.sqlite_version} is too old for this Python; use SQLite 3.42 or newer (Debian 13, "
        "Ubuntu 24.04), Python 3.11, or PostgreSQL (VANBAN_JOBS_DATABASE)"
    )


def _has_milliseconds(python: tuple[Any, ...], sqlite: tuple[int, ...]) -> bool:
    """DBOS asks SQLite for them where Python is 3.12 or newer, and a SQLite before 3.42 (Debian 12's) answers NULL."""
    return python < (3, 12) or sqlite >= (3, 42)


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

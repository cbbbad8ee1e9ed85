"""A PostgreSQL of a test's own, on a port of loopback, for as long as the test lasts."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.needs import need
from tools.machine import postgres
from tools.ports import free_port

_OWNER = "postgres"


@contextlib.contextmanager
def running() -> Iterator[str]:
    """The address of an empty database."""
    need("postgresql", "util-linux")
    programs = postgres()
    assert programs is not None
    # Not below pytest's own folder, which each of its processes shuts to others when it starts.
    with tempfile.TemporaryDirectory(prefix="vanban-postgres-") as made:
        folder = Path(made)
        as_owner: tuple[str, ...] = ()
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            shutil.chown(folder, _OWNER)
            as_owner = ("runuser", "-u", _OWNER, "--")
        yield from _serving(programs, folder, as_owner)


def _serving(programs: Path, folder: Path, as_owner: tuple[str, ...]) -> Iterator[str]:
    port = free_port()
    data = folder / "data"
    _run(
        *as_owner,
        programs / "initdb",
        "-D",
        data,
        "-U",
        _OWNER,
        "-A",
        "trust",
        "--no-sync",
        # The least that an office may have: a database of no encoding, made on a machine without locales.
        "--no-locale",
        "-E",
        "SQL_ASCII",
    )
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"
    _run(
        *as_owner,
        programs / "pg_ctl",
        "-D",
        data,
        "-w",
        "-l",
        folder / "log",
        "-o",
        options,
        "start",
    )
    try:
        yield f"postgresql://{_OWNER}@127.0.0.1:{port}/postgres"
    finally:
        _run(*as_owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(*command: str | Path) -> None:
    subprocess.run(
        [*map(str, command)], check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )

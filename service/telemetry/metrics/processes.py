"""/proc becomes numbers: what each worker uses, and how many connections wait to be accepted.

Elsewhere than on Linux there is no such folder, and these numbers are left out.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_LISTENING = "0A"


@dataclass(frozen=True, slots=True)
class Process:
    """One process: resident memory in bytes, processor time in seconds, open files."""

    resident_bytes: int
    cpu_seconds: float
    open_files: int


def usage(process_id: int) -> Process | None:
    """What a process uses now; None when it is gone."""
    folder = _PROC / str(process_id)
    try:
        pages = int((folder / "statm").read_text().split()[1])
        # The name in brackets may hold blanks; after it the fields are as proc(5) counts them from 3.
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        files = len(os.listdir(folder / "fd"))  # noqa: PTH208 - only counted
    except (OSError, IndexError, ValueError):
        return None
    return Process(
        resident_bytes=pages * os.sysconf("SC_PAGE_SIZE"),
        cpu_seconds=ticks / os.sysconf("SC_CLK_TCK"),
        open_files=files,
    )


def waiting(port: int) -> int | None:
    """Connections that no worker has taken yet, on a listening TCP port of this machine."""
    found = None
    for table in ("tcp", "tcp6"):
        try:
            lines = (_PROC / "self" / "net" / table).read_text().splitlines()
        except OSError:
            continue
        for line in lines:
            _, local, _, state, queues, *_ = line.split()
            if state == _LISTENING and int(local.rpartition(":")[2], 16) == port:
                found = (found or 0) + int(queues.rpartition(":")[2], 16)
    return found

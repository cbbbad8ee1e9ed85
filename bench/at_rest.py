"""A service that was just started: how long until it answers and what it keeps, beside docxtpl under the same gunicorn.

Memory is counted by shares (PSS): what several processes share counts once. Run: ``python -m bench.at_rest [rounds]``.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bench import http_servers, inputs

_TICKS = os.sysconf("SC_CLK_TCK")


class Rest(NamedTuple):
    """Seconds to the first answer, by the clock and of the processor; megabytes of the master with its workers, and below them."""

    seconds: float
    processor: float
    serving_mb: float
    #: Of the processes that uploads are read in; none of a peer's.
    reading_mb: float


def _megabytes(process: int) -> float:
    """Its share of memory."""
    found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.M)
    assert found is not None
    return int(found[1]) / 1024


def _processor_seconds(process: int) -> float:
    """Of the process and of those of its children that ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS


def started(server: http_servers.Server) -> Rest:
    """One start."""
    with server:
        serving = [server.master, *server.workers()]
        reading = [child for worker in serving[1:] for child in http_servers.children(worker)]
        return Rest(
            server.seconds_to_answer,
            sum(map(_processor_seconds, (*serving, *reading))),
            sum(map(_megabytes, serving)),
            sum(map(_megabytes, reading)),
        )


def compare(rounds: int) -> Mapping[str, Rest]:
    """Medians of starts in turns."""
    with tempfile.TemporaryDirectory() as folder:
        peer = http_servers.docxtpl(str(inputs.LENGTHS[0]), Path(folder)).server
        ours = http_servers.service()
        turns = [(started(ours), started(peer)) for _ in range(rounds)]
    return {
        name: Rest(*map(statistics.median, zip(*rests, strict=True)))
        for name, rests in zip(("vanban", "docxtpl"), zip(*turns, strict=True), strict=True)
    }


def _cells(found: Mapping[str, Rest]) -> Iterator[tuple[str, str, str, str]]:
    ours, peer = found["vanban"], found["docxtpl"]
    for place, (called, digits) in enumerate(
        (
            ("from the command to the first answer, s", 2),
            ("processor time until then, all processes, s", 2),
            ("memory of the master and two workers, MB (PSS)", 0),
            ("memory of the processes that uploads are read in, MB (PSS)", 0),
        )
    ):
        ratio = f"{ours[place] / peer[place]:.2f}" if peer[place] else "–"
        yield called, f"{ours[place]:.{digits}f}", f"{peer[place]:.{digits}f}", ratio


def report(rounds: int) -> None:
    """The table of docs/performance.md."""
    print(
        "\nStart and rest: two workers, nothing asked yet but whether they live; medians of starts in turns\n"
    )
    print("| what | vanban | docxtpl | ratio |\n| --- | ---: | ---: | ---: |")
    for cells in _cells(compare(rounds)):
        print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 5)

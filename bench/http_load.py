"""The service and its peers behind HTTP take turns: good answers a second by number of connections, as a table.

A run is short and comes again in each round, so that whatever else the machine does meets all alike; medians count. wrk leaves
requests behind that a server goes on with, so the next run begins when nobody works any more.
Run alone: ``python -m bench.http_load [rounds] [case …]`` (cases: 9 250 2200).
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import http_servers, inputs, rounds

CASES = tuple(map(str, inputs.LENGTHS))
CONNECTIONS = (1, 2, 8, 32, 64)
_SHOWN = 8
#: What a peer has begun when a run ends is not counted, so a run is long beside 64 documents.
_RUN_SECONDS, _LONG_RUN_SECONDS = 2, 5


class _Run(NamedTuple):
    """What wrk saw, and what the workers needed for each good answer, in milliseconds of processor time."""

    load: http_servers.Load
    milliseconds: float


_Contestants = Mapping[str, http_servers.Contestant]
#: By name and number of connections.
_Runs = dict[tuple[str, int], list[_Run]]


def report(turns: int, cases: Sequence[str] = CASES) -> None:
    """Print the table; each case has its servers up at once."""
    columns = (*(f"{n} connections" for n in CONNECTIONS), *(f"{what} at {_SHOWN}" for what in ("p50, ms", "p99, ms", "processor ms an answer")))  # fmt: skip
    print(
        f"\nHTTP: two workers each, wrk with 1 thread beside them, {turns} runs in turns; median of good answers a second\n"
    )
    _row(("case", "who", *columns, "errors"))
    _row(("---", "---", *("---:" for _ in (*columns, "errors"))))
    for case in cases:
        with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
            contestants = _of(case, Path(folder))
            for contestant in contestants.values():
                stack.enter_context(contestant.server)
            _tell(case, contestants, _in_turns(case, contestants, turns))


def _of(case: str, folder: Path) -> _Contestants:
    peers = {name: http_servers.on_node(name, case, folder) for name in filter(rounds.installed, rounds.NODE_PEERS)}  # fmt: skip
    return {
        "vanban": http_servers.ours(case),
        "docxtpl": http_servers.docxtpl(case, folder),
        **peers,
    }


def _in_turns(case: str, contestants: _Contestants, turns: int) -> _Runs:
    seconds = _LONG_RUN_SECONDS if case == CASES[-1] else _RUN_SECONDS
    for contestant in contestants.values():
        _run(contestant, 2, _RUN_SECONDS)  # warms up
    runs: _Runs = {}
    for _ in range(turns):
        for connections in CONNECTIONS:
            for name, contestant in contestants.items():
                run = _run(contestant, connections, seconds)
                runs.setdefault((name, connections), []).append(run)
    return runs


def _run(contestant: http_servers.Contestant, connections: int, seconds: int) -> _Run:
    server, path, body = contestant
    before = server.processor_seconds()
    load = server.drive(path, body, connections=connections, seconds=seconds)
    spent = server.processor_seconds() - before
    server.settle()
    return _Run(load, spent / max(1.0, load.per_second * seconds) * 1e3)


def _tell(case: str, contestants: _Contestants, runs: _Runs) -> None:
    for name in contestants:
        rates = [_median(run.load.per_second for run in runs[name, n]) for n in CONNECTIONS]
        shown = runs[name, _SHOWN]
        waits = [_median(run.load.p50 for run in shown), _median(run.load.p99 for run in shown)]
        errors = sum(run.load.errors for n in CONNECTIONS for run in runs[name, n])
        needed = _median(run.milliseconds for run in shown)
        _row((f"{int(case):,}", name, *(f"{rate:.1f}" for rate in rates), *(f"{wait:.0f}" for wait in waits), f"{needed:.1f}", errors))  # fmt: skip


def _median(numbers: Iterable[float]) -> float:
    return statistics.median(numbers)


def _row(cells: Sequence[object]) -> None:
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)


if __name__ == "__main__":
    report(int((sys.argv[1:] or ["3"])[0]), sys.argv[2:] or CASES)

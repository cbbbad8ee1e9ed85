"""What coverage measures: tests that add to the figure, and the processes that they start.

Python 3.11 runs all code at less than half its speed while coverage traces, libraries too. Long tests
that only go where others have been have the mark ``no_cover`` of pytest-cov; the figure is what the others take alone,
so it never says too much. Whether a test adds a line can be read from the records of ``make mutants``.

gunicorn's interpreter begins to measure by itself when its environment says so, and its workers leave their figures in
files that pytest-cov takes up at the end. The children that read uploads may write no file and end without any handler:
theirs come back with the answer. A run without coverage notices nothing of all this.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
from coverage import Coverage

from service.untrusted import fork_server, isolation
from service.untrusted.fork_server import Limits

#: The most seen: 1.9 s of a processor became 7.2; a child has 8.
_TIMES_SLOWER = 4
_CONFIGURED = Path(__file__).resolve().parent.parent / "pyproject.toml"


def environment() -> dict[str, Any]:
    """What a started Python needs to measure itself."""
    return {"COVERAGE_PROCESS_START": str(_CONFIGURED)} if Coverage.current() else {}


@contextmanager
def as_marked(request: pytest.FixtureRequest) -> Iterator[None]:
    """Measure what a fixture runs unless the tests that it is for are not: pytest-cov heeds the mark in tests alone.

    Without pytest-cov it is somebody else who measures, and wants to know of every test (tools/mutants).
    """
    unmeasured = request.config.pluginmanager.hasplugin("_cov") and request.node.get_closest_marker(
        "no_cover"
    )
    with _paused() if unmeasured else nullcontext():
        yield


@contextmanager
def by_one() -> Iterator[None]:
    """Measure what all processes of pytest-xdist do alike, as collecting the tests, in the first of them alone."""
    first = os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0"
    with nullcontext() if first else _paused():
        yield


@contextmanager
def _paused() -> Iterator[None]:
    current = Coverage.current()
    if current is None:
        yield
        return
    current.stop()
    try:
        yield
    finally:
        current.start()


@contextmanager
def readers() -> Iterator[None]:
    """Measure the children of ``isolation``, too, and give them the time that it takes: the measuring itself must not end a child."""
    current = Coverage.current()
    if current is None:
        yield
        return
    # {file: arcs} of this process; coverage has no public name for figures that are in no file.
    assert current._collector is not None
    arcs: dict[str, set[Any]] = current._collector.data
    serve, called, ask = fork_server.serve, fork_server._called, isolation._Server.ask

    def served(control: int) -> NoReturn:
        # Not cleared itself: functions that run now go on writing into the sets.
        for file in arcs.values():
            file.clear()
        serve(control)

    def answered(call: bytes) -> bytes:
        wanted, call = pickle.loads(call)  # noqa: S301 - from our own parent
        if not wanted:
            sys.settrace(None)
        elif sys.gettrace() is None:
            # The server of this child was forked by a test that is not measured.
            current.start()
        return pickle.dumps((called(call), {name: file for name, file in arcs.items() if file}))

    def asked(server: isolation._Server, call: bytes, limits: Limits) -> bytes | None:
        wanted = sys.gettrace() is not None
        if wanted:
            limits = replace(
                limits,
                seconds=_TIMES_SLOWER * limits.seconds,
                clock_seconds=_TIMES_SLOWER * limits.clock_seconds,
            )
            call = pickle.dumps((limits, *pickle.loads(call)[1:]))  # noqa: S301 - from ourselves
        answer = ask(server, pickle.dumps((wanted, call)), limits)
        if answer is None:
            return None
        value, measured = pickle.loads(answer)  # noqa: S301 - from our own child
        for name, file in measured.items():
            arcs.setdefault(name, set()).update(file)
        plain: bytes = value
        return plain

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fork_server, "serve", served)
        patch.setattr(fork_server, "_called", answered)
        patch.setattr(isolation._Server, "ask", asked)
        yield

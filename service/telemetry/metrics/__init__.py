"""What the service does becomes numbers for Prometheus, right with any number of workers.

Everything that is counted stands here. Labels are words of ours (routes, slugs, codes), never a value
that somebody sent: so the numbers are bounded, and hold nothing personal. Why not prometheus_client's
files: see ``memory``; the text format is told to the letter by the tests, which read it with that library.
"""

from __future__ import annotations

import bisect
import platform
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from service import __version__
from service.errors import Severity
from service.telemetry.metrics import machine
from service.telemetry.metrics.memory import SEATS, Key, Memory

__all__ = ["SEATS", "document", "entered", "exposition", "in_line", "leave", "left", "violations"]
__all__ += ["listen", "request", "sit", "step"]

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_REQUEST_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
_STEP_BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Family:
    """One metric: its Prometheus type, its labels, and for a histogram its upper bounds in seconds."""

    kind: str
    meaning: str
    labels: tuple[str, ...] = ()
    bounds: tuple[float, ...] = ()


FAMILIES = {
    "vanban_requests_total": Family("counter", "Requests answered.", ("route", "method", "status")),
    "vanban_request_seconds": Family(
        "histogram", "From the first to the last step of ours.", ("route",), _REQUEST_BOUNDS
    ),
    "vanban_requests_in_flight": Family("gauge", "Requests that a worker is busy with."),
    "vanban_requests_in_line": Family("gauge", "Of these, requests that wait for their turn."),
    "vanban_documents_total": Family("counter", "Documents made.", ("slug",)),
    "vanban_faults_total": Family(
        "counter", "Faults found in inputs.", ("slug", "severity", "code")
    ),
    "vanban_step_seconds": Family(
        "histogram", "Time per step of the line.", ("step", "slug"), _STEP_BOUNDS
    ),
}

_memory = Memory()
_ports: list[int] = []


def entered() -> None:
    """A worker begins with a request."""
    _memory.add(("vanban_requests_in_flight",))


def left() -> None:
    """A worker is done with a request, whatever came of it."""
    _memory.add(("vanban_requests_in_flight",), -1.0)


def request(route: str, method: str, status: int, seconds: float) -> None:
    """A request was answered; ``route`` is the rule, never the path."""
    _memory.add(("vanban_requests_total", route, method, str(status)))
    _observe("vanban_request_seconds", seconds, route)


def document(slug: str) -> None:
    """A document was made and is delivered."""
    _memory.add(("vanban_documents_total", slug))


def violations(slug: str, found: Mapping[Severity, Mapping[str, int]]) -> None:
    """An input was reviewed, with so many faults of each code by severity."""
    for severity, by_code in found.items():
        for code, count in by_code.items():
            _memory.add(("vanban_faults_total", slug, severity, code), float(count))


@contextmanager
def in_line() -> Iterator[None]:
    """A request waits for its turn."""
    _memory.add(("vanban_requests_in_line",))
    try:
        yield
    finally:
        _memory.add(("vanban_requests_in_line",), -1.0)


@contextmanager
def step(name: str, slug: str) -> Iterator[None]:
    """Times one step of the line, also one that fails."""
    start = time.perf_counter()
    try:
        yield
    finally:
        _observe("vanban_step_seconds", time.perf_counter() - start, name, slug)


def sit(seat: int) -> None:
    """A worker just forked counts in ``seat`` (1 to SEATS - 1), which no living worker has."""
    _memory.sit(seat)


def leave(seat: int) -> None:
    """The worker of ``seat`` is dead; told by the master."""
    _memory.leave(seat, lambda key: FAMILIES[key[0]].kind == "gauge")


def listen(ports: Iterable[int]) -> None:
    """The TCP ports whose waiting callers are counted; told by the master before it forks."""
    _ports[:] = ports


def _observe(name: str, seconds: float, *labels: str) -> None:
    bounds = FAMILIES[name].bounds
    place = bisect.bisect_left(bounds, seconds)
    bound = _number(bounds[place]) if place < len(bounds) else "+Inf"
    _memory.add((name, *labels, bound))
    _memory.add((name, *labels, "sum"), seconds)


def exposition(key_days: Mapping[str, int]) -> str:
    """Every number in Prometheus' text format, version 0.0.4.

    ``key_days`` are the days until the last day of each API key, by its id; below 0 when it is over.
    """
    sums = _memory.sums()
    lines: list[str] = []
    for name, family in FAMILIES.items():
        lines += _heading(name, family)
        mine = {key[1:]: value for key, value in sums.items() if key[0] == name}
        if family.kind == "histogram":
            lines += _histogram(name, family, mine)
        else:
            mine = mine or ({(): 0.0} if not family.labels else {})
            lines += [_sample(name, family.labels, key, value) for key, value in mine.items()]
    lines += _single("vanban_metrics_dropped_total", "counter", "Not counted.", _memory.dropped())
    lines += [*_told_of_ourselves(), *_told_of_workers(), *_told_of_the_queue()]
    lines += _told_of_keys(key_days)
    return "\n".join(lines) + "\n"


def _histogram(name: str, family: Family, mine: Mapping[Key, float]) -> Iterator[str]:
    bounds = [*(_number(bound) for bound in family.bounds), "+Inf"]
    for labels in dict.fromkeys(key[:-1] for key in mine):
        seen = 0.0
        for bound in bounds:
            seen += mine.get((*labels, bound), 0.0)
            yield _sample(f"{name}_bucket", (*family.labels, "le"), (*labels, bound), seen)
        yield _sample(f"{name}_sum", family.labels, labels, mine.get((*labels, "sum"), 0.0))
        yield _sample(f"{name}_count", family.labels, labels, seen)


def _told_of_ourselves() -> list[str]:
    family = Family("gauge", "This release.", ("version", "python"))
    words = (__version__, platform.python_version())
    return [*_heading("vanban_info", family), _sample("vanban_info", family.labels, words, 1)]


def _told_of_workers() -> Iterator[str]:
    """Seat 0 is the master."""
    found = {
        seat: used
        for seat, number in _memory.processes().items()
        if (used := machine.process(number)) is not None
    }
    for name, kind, meaning, attribute in (
        ("vanban_worker_resident_bytes", "gauge", "Memory.", "resident_bytes"),
        ("vanban_worker_cpu_seconds_total", "counter", "Processor time.", "cpu_seconds"),
        ("vanban_worker_open_files", "gauge", "Open files.", "open_files"),
    ):
        family = Family(kind, meaning, ("worker",))
        yield from _heading(name, family)
        for seat, used in found.items():
            yield _sample(name, family.labels, (str(seat),), getattr(used, attribute))


def _told_of_the_queue() -> list[str]:
    found = [queue for port in _ports if (queue := machine.waiting(port)) is not None]
    if not found:
        return []
    return _single("vanban_requests_waiting", "gauge", "Callers no worker has taken.", sum(found))


def _told_of_keys(days: Mapping[str, int]) -> list[str]:
    family = Family("gauge", "Days until the last day of an API key.", ("key",))
    samples = [
        _sample("vanban_key_days_left", family.labels, (key,), left) for key, left in days.items()
    ]
    return [*_heading("vanban_key_days_left", family), *samples] if samples else []


def _single(name: str, kind: str, meaning: str, value: float) -> list[str]:
    return [*_heading(name, Family(kind, meaning)), _sample(name, (), (), value)]


def _heading(name: str, family: Family) -> list[str]:
    return [f"# HELP {name} {family.meaning}", f"# TYPE {name} {family.kind}"]


def _sample(name: str, labels: Iterable[str], words: Iterable[str], value: float) -> str:
    pairs = ",".join(
        f'{label}="{_quoted(word)}"' for label, word in zip(labels, words, strict=True)
    )
    return f"{name}{{{pairs}}} {_number(value)}" if pairs else f"{name} {_number(value)}"


def _quoted(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))

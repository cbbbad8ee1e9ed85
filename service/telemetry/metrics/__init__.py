"""What the service does becomes numbers for Prometheus, right with any number of workers.

Everything that is counted stands here. Labels are words of ours (routes, slugs, codes), never a value
that somebody sent: so the numbers are bounded, and hold nothing personal. They are kept in shared memory
and not in prometheus_client's files (why: ``shared_counters``); that library writes them out.
"""

from __future__ import annotations

import bisect
import platform
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from service import __version__
from service.errors import Severity
from service.telemetry.metrics import processes
from service.telemetry.metrics.shared_counters import SLOTS, Key, SharedCounters

__all__ = [
    "MEDIA_TYPE",
    "SLOTS",
    "LookedUp",
    "document",
    "exposition",
    "listen",
    "release_slot",
    "request",
]
__all__ += ["request_finished", "request_started", "step", "use_slot", "violations", "waiting"]

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4

_REQUEST_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
_STEP_BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Family:
    """One metric: its Prometheus type, its labels, and for a histogram its upper bounds in seconds."""

    type: type[CounterMetricFamily | GaugeMetricFamily | HistogramMetricFamily]
    documentation: str
    labels: tuple[str, ...] = ()
    bounds: tuple[float, ...] = ()


FAMILIES = {
    "vanban_requests_total": Family(
        CounterMetricFamily, "Requests answered.", ("route", "method", "status")
    ),
    "vanban_request_seconds": Family(
        HistogramMetricFamily,
        "From the first to the last step of ours.",
        ("route",),
        _REQUEST_BOUNDS,
    ),
    "vanban_requests_in_flight": Family(GaugeMetricFamily, "Requests that a worker is busy with."),
    "vanban_requests_in_line": Family(
        GaugeMetricFamily, "Of these, requests that wait for their turn."
    ),
    "vanban_documents_total": Family(CounterMetricFamily, "Documents made.", ("slug",)),
    "vanban_faults_total": Family(
        CounterMetricFamily, "Faults found in inputs.", ("slug", "severity", "code")
    ),
    "vanban_step_seconds": Family(
        HistogramMetricFamily, "Time per step of the line.", ("step", "slug"), _STEP_BOUNDS
    ),
}

_counters = SharedCounters()
_ports: list[int] = []


def request_started() -> None:
    """A worker begins with a request."""
    _counters.add(("vanban_requests_in_flight",))


def request_finished() -> None:
    """A worker is done with a request, whatever came of it."""
    _counters.add(("vanban_requests_in_flight",), -1.0)


def request(route: str, method: str, status: int, seconds: float) -> None:
    """A request was answered; ``route`` is the rule, never the path."""
    _counters.add(("vanban_requests_total", route, method, str(status)))
    _observe("vanban_request_seconds", seconds, route)


def document(slug: str) -> None:
    """A document was made and is delivered."""
    _counters.add(("vanban_documents_total", slug))


def violations(slug: str, found: Mapping[Severity, Mapping[str, int]]) -> None:
    """An input was reviewed, with so many violations of each code by severity."""
    for severity, by_code in found.items():
        for code, count in by_code.items():
            _counters.add(("vanban_faults_total", slug, severity, code), float(count))


@contextmanager
def waiting() -> Iterator[None]:
    """A request waits for its turn."""
    _counters.add(("vanban_requests_in_line",))
    try:
        yield
    finally:
        _counters.add(("vanban_requests_in_line",), -1.0)


@contextmanager
def step(name: str, slug: str) -> Iterator[None]:
    """Times one step of the line, also one that fails."""
    start = time.perf_counter()
    try:
        yield
    finally:
        _observe("vanban_step_seconds", time.perf_counter() - start, name, slug)


def use_slot(slot: int) -> None:
    """A worker just forked counts in ``slot`` (1 to SLOTS - 1), which no living worker has."""
    _counters.use_slot(slot)


def release_slot(slot: int) -> None:
    """The worker of ``slot`` is dead; called by the master."""
    _counters.release_slot(slot, lambda key: FAMILIES[key[0]].type is GaugeMetricFamily)


def listen(ports: Iterable[int]) -> None:
    """The TCP ports whose waiting callers are counted; set by the master before it forks."""
    _ports[:] = ports


def _observe(name: str, seconds: float, *labels: str) -> None:
    bounds = FAMILIES[name].bounds
    index = bisect.bisect_left(bounds, seconds)
    bound = _bound(bounds[index]) if index < len(bounds) else "+Inf"
    _counters.add((name, *labels, bound))
    _counters.add((name, *labels, "sum"), seconds)


def _bound(seconds: float) -> str:
    """The value of a bucket's label ``le``: "0.25", "1"."""
    return f"{seconds:g}"


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What is not counted but looked up at each scrape.

    ``key_days`` are the days until the last day of each API key, by its id, below 0 when it is over; ``law_days`` those
    until the first day on which a legal text without a known successor holds no more, by its number; ``data_pack`` is the
    version of the data pack in use.
    """

    key_days: Mapping[str, int]
    law_days: Mapping[str, int]
    data_pack: str


def exposition(looked_up: LookedUp) -> bytes:
    """Every number in Prometheus' text format, version 0.0.4."""
    return generate_latest(_Everything(looked_up))


class _Everything(Collector):
    """What is counted, and what is looked up at each scrape."""

    def __init__(self, looked_up: LookedUp) -> None:
        self._looked_up = looked_up

    def collect(self) -> Iterator[Metric]:
        sums = _counters.sums()
        for name, family in FAMILIES.items():
            yield _counted(name, family, {k[1:]: v for k, v in sums.items() if k[0] == name})
        yield CounterMetricFamily(
            "vanban_metrics_dropped_total", "Not counted.", _counters.dropped()
        )
        versions = {"version": __version__, "python": platform.python_version()}
        yield InfoMetricFamily("vanban", "This release.", versions)
        yield from _workers()
        waiting = [n for port in _ports if (n := processes.waiting(port)) is not None]
        if waiting:
            yield GaugeMetricFamily(
                "vanban_requests_waiting", "Callers no worker has taken.", sum(waiting)
            )
        pack = {"version": self._looked_up.data_pack}
        yield InfoMetricFamily("vanban_data_pack", "The data pack in use.", pack)
        yield from _days(
            "vanban_key_days_left",
            "Days until the last day of an API key.",
            "key",
            self._looked_up.key_days,
        )
        yield from _days(
            "vanban_law_days_left",
            "Days until a legal text without a known successor holds no more.",
            "text",
            self._looked_up.law_days,
        )


def _days(name: str, documentation: str, label: str, left: Mapping[str, int]) -> Iterator[Metric]:
    if left:
        days = GaugeMetricFamily(name, documentation, labels=[label])
        for value, number in left.items():
            days.add_metric([value], number)
        yield days


def _counted(name: str, family: Family, numbers: dict[Key, float]) -> Metric:
    metric = family.type(name, family.documentation, labels=family.labels)
    if isinstance(metric, HistogramMetricFamily):
        for labels in dict.fromkeys(key[:-1] for key in numbers):
            total, buckets = 0.0, []
            for bound in (*map(_bound, family.bounds), "+Inf"):
                total += numbers.get((*labels, bound), 0.0)
                buckets.append((bound, total))
            metric.add_metric(labels, buckets, numbers.get((*labels, "sum"), 0.0))
        return metric
    if not family.labels:
        numbers.setdefault((), 0.0)
    for labels, number in numbers.items():
        metric.add_metric(labels, number)
    return metric


def _workers() -> Iterator[Metric]:
    """What each worker uses; slot 0 is the master."""
    memory = GaugeMetricFamily("vanban_worker_resident_bytes", "Memory.", labels=["worker"])
    seconds = CounterMetricFamily(
        "vanban_worker_cpu_seconds_total", "Processor time.", labels=["worker"]
    )
    files = GaugeMetricFamily("vanban_worker_open_files", "Open files.", labels=["worker"])
    for slot, process_id in _counters.processes().items():
        used = processes.usage(process_id)
        if used is not None:
            memory.add_metric([str(slot)], used.resident_bytes)
            seconds.add_metric([str(slot)], used.cpu_seconds)
            files.add_metric([str(slot)], used.open_files)
    yield from (memory, seconds, files)

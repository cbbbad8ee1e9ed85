"""Each number of the metrics by itself, without a running service: names, buckets, slots, and what /proc tells."""

from __future__ import annotations

import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from service import __version__
from service.telemetry import metrics
from service.telemetry.metrics import processes, shared_counters
from service.telemetry.metrics.shared_counters import SharedCounters

NOTHING = metrics.LookedUp({}, {}, "2026-11-28-1")
Labels = tuple[tuple[str, str], ...]


def samples(looked_up: metrics.LookedUp = NOTHING) -> dict[tuple[str, Labels], float]:
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(metrics.exposition(looked_up).decode())
        for sample in family.samples
    }


def grown(change: Callable[[], object]) -> dict[tuple[str, Labels], float]:
    """The counted numbers that a change has changed, and by how much."""
    before = samples()
    change()
    return {
        name: value - before.get(name, 0.0)
        for name, value in samples().items()
        if value != before.get(name, 0.0) and not name[0].startswith("vanban_worker")
    }


def test_every_family_has_its_name_type_and_labels() -> None:
    metrics.request("a-route", "GET", 200, 1.0)
    metrics.document("a-slug")
    metrics.violations("a-slug", {"error": {"a_code": 2}})
    with metrics.step("a-step", "a-slug"):
        pass
    looked_up = metrics.LookedUp({"a-key": -2}, {"30/2020/NĐ-CP": 5}, "2026-11-28-1")
    text = metrics.exposition(looked_up).decode()
    assert [line.removeprefix("# TYPE ") for line in text.splitlines() if " TYPE " in line] == [
        "vanban_requests_total counter",
        "vanban_request_seconds histogram",
        "vanban_requests_in_flight gauge",
        "vanban_requests_in_line gauge",
        "vanban_documents_total counter",
        "vanban_faults_total counter",
        "vanban_step_seconds histogram",
        "vanban_metrics_dropped_total counter",
        "vanban_info gauge",
        "vanban_worker_resident_bytes gauge",
        "vanban_worker_cpu_seconds_total counter",
        "vanban_worker_open_files gauge",
        "vanban_data_pack_info gauge",
        "vanban_key_days_left gauge",
        "vanban_law_days_left gauge",
    ]
    for line in (
        'vanban_requests_total{method="GET",route="a-route",status="200"} 1.0',
        'vanban_documents_total{slug="a-slug"} 1.0',
        'vanban_faults_total{code="a_code",severity="error",slug="a-slug"} 2.0',
        'vanban_step_seconds_count{slug="a-slug",step="a-step"} 1.0',
        'vanban_data_pack_info{version="2026-11-28-1"} 1.0',
        'vanban_key_days_left{key="a-key"} -2.0',
        'vanban_law_days_left{text="30/2020/NĐ-CP"} 5.0',
    ):
        assert line in text.splitlines()
    assert [labels for name, labels in samples() if name == "vanban_info"] == [
        (("python", platform.python_version()), ("version", __version__))
    ]


def test_before_the_first_request_only_numbers_without_labels_are_there() -> None:
    asked = "from service.telemetry import metrics; print(metrics.exposition(metrics.LookedUp({}, {}, 'x')).decode())"
    fresh = subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True, timeout=60
    ).stdout.splitlines()
    named = ("vanban_worker", "vanban_info", "vanban_data_pack", "#")
    assert [line for line in fresh if line and not line.startswith(named)] == [
        "vanban_requests_in_flight 0.0",
        "vanban_requests_in_line 0.0",
        "vanban_metrics_dropped_total 0.0",
    ]


@pytest.mark.parametrize(
    ("family", "bounds"),
    [
        (
            "vanban_request_seconds",
            "0.005 0.01 0.025 0.05 0.1 0.25 0.5 1 2.5 5 10 30 60 +Inf",
        ),
        (
            "vanban_step_seconds",
            "0.001 0.0025 0.005 0.01 0.025 0.05 0.1 0.25 0.5 1 2.5 5 10 +Inf",
        ),
    ],
)
def test_buckets_rise(family: str, bounds: str) -> None:
    metrics.request("a-rise", "GET", 200, 1.0)
    with metrics.step("a-rise", "a-slug"):
        pass
    lines = metrics.exposition(NOTHING).decode().splitlines()
    own = [line for line in lines if line.startswith(f"{family}_bucket{{") and "a-rise" in line]
    assert [re.findall('le="([^"]+)"', line) for line in own] == [[one] for one in bounds.split()]


@pytest.mark.parametrize("at", [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60])
def test_a_bucket_holds_what_took_as_long_as_its_bound_and_not_longer(at: float) -> None:
    def bucket(seconds: float) -> float:
        """The least bound of those under which it was counted."""
        changed = grown(lambda: metrics.request("a-bound", "GET", 200, seconds))
        assert changed["vanban_request_seconds_count", (("route", "a-bound"),)] == 1
        total = changed["vanban_request_seconds_sum", (("route", "a-bound"),)]
        assert total == pytest.approx(seconds)
        return min(
            float(dict(labels)["le"])
            for name, labels in changed
            if name == "vanban_request_seconds_bucket"
        )

    assert bucket(at) == at
    assert bucket(at * 1.001) > at


def test_who_waits_is_in_line_until_his_turn_and_who_is_served_in_flight() -> None:
    def waiting() -> None:
        before = samples()["vanban_requests_in_line", ()]
        with metrics.waiting():
            assert samples()["vanban_requests_in_line", ()] == before + 1

    assert grown(waiting) == {}
    assert grown(metrics.request_started) == {("vanban_requests_in_flight", ()): 1}
    assert grown(metrics.request_finished) == {("vanban_requests_in_flight", ()): -1}


def test_a_step_or_a_wait_that_fails_is_counted_and_over() -> None:
    def failing() -> None:
        with pytest.raises(KeyError), metrics.waiting(), metrics.step("a-failure", "a-slug"):
            raise KeyError

    changed = grown(failing)
    names = (("slug", "a-slug"), ("step", "a-failure"))
    assert changed["vanban_step_seconds_count", names] == 1
    assert {name for name, _ in changed} == {
        "vanban_step_seconds_bucket",
        "vanban_step_seconds_count",
        "vanban_step_seconds_sum",
    }


def test_a_step_took_what_the_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    def a_step() -> None:
        clock = iter((100.0, 102.5))
        with monkeypatch.context() as patched:
            patched.setattr("time.perf_counter", lambda: next(clock))
            with metrics.step("a-clock", "a-slug"):
                pass

    names = (("slug", "a-slug"), ("step", "a-clock"))
    changed = grown(a_step)
    assert changed["vanban_step_seconds_sum", names] == 2.5
    assert [
        dict(labels)["le"] for name, labels in changed if name == "vanban_step_seconds_bucket"
    ] == ["2.5", "5", "10", "+Inf"]


def test_of_a_dead_worker_the_counts_stay_and_what_it_was_doing_is_over() -> None:
    def a_life() -> None:
        metrics.use_slot(7)
        metrics.request_started()
        metrics.document("a-dead-worker")
        assert samples()["vanban_worker_open_files", (("worker", "7"),)] > 0
        metrics.release_slot(7)
        assert ("vanban_worker_open_files", (("worker", "7"),)) not in samples()
        metrics.use_slot(0)

    assert grown(a_life) == {("vanban_documents_total", (("slug", "a-dead-worker"),)): 1}


def test_a_slot_is_filled_to_its_last_byte_and_says_how_often_it_had_no_room() -> None:
    numbers = SharedCounters()
    # 128 KiB, less three cells at the beginning; a name's length, its JSON and its number are 64 bytes here.
    for number in range(2_047):
        numbers.add((f"{number:045}",))
    numbers.add(("é" * 12,))  # the 40 bytes that are left
    assert numbers.dropped() == 0
    for times in (1, 2):
        numbers.add(("y",))
        assert numbers.dropped() == times
    numbers.use_slot(64)  # the last one
    for number in range(2_048):
        numbers.add((f"{number:045}",), 2)
    assert numbers.dropped() == 4
    found = numbers.sums()
    assert len(found) == 2_048
    assert list(found) == sorted(found)
    assert found["é" * 12,] == 1
    assert [found[f"{number:045}",] for number in (0, 2_046)] == [3, 3]
    with pytest.raises((IndexError, ValueError)):
        numbers.use_slot(shared_counters.SLOTS)


def test_a_name_that_is_one_byte_too_long_for_the_rest_is_dropped() -> None:
    numbers = SharedCounters()
    for number in range(2_047):
        numbers.add((f"{number:045}",))
    numbers.add(("x" * 25,))
    assert (numbers.dropped(), len(numbers.sums())) == (1, 2_047)


@pytest.mark.parametrize("length", range(8))
def test_names_of_every_length_are_kept_beside_each_other(length: int) -> None:
    numbers = SharedCounters()
    names = [("a" * length, "é"), ("b" * length,), ("c",)]
    for place, name in enumerate(names, 1):
        numbers.add(name, place)
        numbers.add(name)
    assert numbers.sums() == dict(zip(names, (2, 3, 4), strict=True))


def test_a_child_counts_in_its_own_slot_and_is_seen_by_its_parent() -> None:
    numbers = SharedCounters()
    numbers.add(("one",))
    child = os.fork()
    if not child:
        try:
            numbers.use_slot(1)
            numbers.add(("one",), 2)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert numbers.sums() == {("one",): 3}
    assert numbers.processes() == {0: os.getpid(), 1: child}


def test_a_child_forked_while_a_number_was_added_is_not_held_up() -> None:
    numbers = SharedCounters()
    with numbers._lock:
        child = os.fork()
        if not child:
            ended = 1
            try:
                ended = 0 if numbers._lock.acquire(blocking=False) else 1
            finally:
                os._exit(ended)
    assert os.waitpid(child, 0)[1] == 0


def test_a_process_is_measured_as_the_system_tells_it() -> None:
    def used() -> processes.Process:
        found = processes.usage(os.getpid())
        assert found is not None
        return found

    before = sum(os.times()[:2])
    found = used()
    assert before - 0.001 <= found.cpu_seconds <= sum(os.times()[:2]) + 0.001
    held = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    assert found.resident_bytes == pytest.approx(held, rel=0.05)
    with tempfile.TemporaryFile(), tempfile.TemporaryFile():
        assert used().open_files == found.open_files + 2


def test_fields_are_counted_behind_the_name_of_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_PROC", tmp_path)
    folder = tmp_path / "77"
    (folder / "fd").mkdir(parents=True)
    (folder / "fd" / "0").touch()
    (folder / "statm").write_text("900 300 20 1 0 400 0\n")
    fields = " ".join(str(number) for number in range(4, 40))
    (folder / "stat").write_text(f"77 (a name) with) blanks) S {fields}\n")
    ticks = os.sysconf("SC_CLK_TCK")
    # proc(5): 14 is utime, 15 stime.
    assert processes.usage(77) == processes.Process(
        300 * os.sysconf("SC_PAGE_SIZE"), (14 + 15) / ticks, 1
    )
    (folder / "stat").write_text("77 (cut off\n")
    assert processes.usage(77) is None


def test_callers_are_counted_in_both_tables_for_ports_that_listen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_PROC", tmp_path)
    head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"

    def line(local: str, state: str, waiting: str) -> str:
        return f"   0: {local} 00000000:0000 {state} 00000001:{waiting} 00:00000000 00000000  0"

    tables = tmp_path / "self" / "net"
    tables.mkdir(parents=True)
    assert processes.waiting(8000) is None
    (tables / "tcp6").write_text(f"{head}\n{line('0' * 32 + ':1F40', '0A', '00000010')}\n")
    assert processes.waiting(8000) == 16
    lines = [
        line("0100007F:1F40", "0A", "00000003"),
        line("0100007F:1F40", "01", "00000005"),
        line("0100007F:1F41", "0A", "00000000"),
    ]
    (tables / "tcp").write_text("\n".join((head, *lines)) + "\n")
    assert [processes.waiting(port) for port in (8000, 8001, 8002)] == [19, 0, None]

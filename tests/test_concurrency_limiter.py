"""Whoever is refused as busy learns when to come again: by how long turns usually take and how many wait."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from service.errors import Saturated
from service.http.auth import concurrency_limiter, memory_limiter, rate_limiter


class Clock(SimpleNamespace):
    """The time of a limiter, moved by hand."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(sleep=time.sleep)
    monkeypatch.setattr(concurrency_limiter, "time", made)
    return made


@pytest.mark.parametrize(
    ("running", "waiting", "turns", "retry_after"),
    [
        (1, 0, [], 1),  # nothing is known yet: a tenth of a second, and never less than a whole one
        (1, 0, [100.0], 11),  # 0.1 + 0.1 × (100 − 0.1) = 10.09 seconds a turn
        (2, 0, [100.0], 6),  # two at once halve the wait
        (1, 1, [100.0], 21),  # one that waits doubles it
        (3, 2, [100.0], 11),
        (1, 0, [100.0, 100.0], 20),  # 19.081: what was usual counts nine tenths
        (1, 9, [0.1], 1),
        (1, 0, [1_000.0], 30),  # nobody is sent away for longer
    ],
)
def test_the_wait_follows_from_usual_turns_the_queue_and_the_limit(
    clock: Clock, running: int, waiting: int, turns: list[float], retry_after: int
) -> None:
    limiter = concurrency_limiter.ConcurrencyLimiter(running, waiting, longest=10_000, patience=0)
    for seconds in turns:
        limiter.acquire()
        clock.now += seconds
        limiter.release()
    for _ in range(running):
        limiter.acquire()
    with pytest.raises(Saturated) as busy:
        limiter.acquire()
    found = limiter.running, limiter.waiting
    # The watching thread outlives the test and its clock: a turn left behind would look hours old to it.
    limiter.release()
    assert busy.value.retry_after == retry_after
    assert found == (running, 0)


@pytest.mark.usefixtures("clock")
def test_leaving_without_a_turn_changes_nothing() -> None:
    limiter = concurrency_limiter.ConcurrencyLimiter(1, 0, longest=10_000)
    limiter.release()
    assert limiter.running == 0
    limiter.acquire()
    limiter.release()
    limiter.release()
    assert limiter.running == 0


def test_eight_names_share_a_place_and_the_ninth_takes_it_from_whoever_owes_least() -> None:
    now = [1_000.0]
    count = memory_limiter.MemoryLimiter(1, clock=lambda: now[0])
    for number in range(8):
        count.remember(f"name {number}", 100 + number)
    assert all(count.remembers(f"name {number}") for number in range(8))
    count.remember("a ninth", 50)
    assert count.remembers("a ninth")
    assert [count.remembers(f"name {number}") for number in range(8)] == [False] + [True] * 7


def open_files() -> set[str]:
    found = set()
    for descriptor in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            found.add(str(descriptor.readlink()))
    return found


def test_what_is_counted_lies_in_memory_and_in_no_file() -> None:
    before = open_files()
    count = memory_limiter.MemoryLimiter(8)
    after = open_files()
    assert count.hit("a", rate_limiter.Policy(1, 1)).wait == 0
    memory = {name for name in after if name.startswith("/memfd:vanban-rate-limits")}
    assert memory and not {opened for opened in after - before - memory if opened.startswith("/")}

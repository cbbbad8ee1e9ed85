"""Whoever is told "busy" is told when to come again: by how long turns usually take and how many wait."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from service.errors import Saturated
from service.http.auth import concurrency_limiter, rate_limiter


class Clock(SimpleNamespace):
    """The time of a gate, moved by hand."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(sleep=time.sleep)
    monkeypatch.setattr(concurrency_limiter, "time", made)
    return made


@pytest.mark.parametrize(
    ("running", "line", "turns", "told"),
    [
        (1, 0, [], 1),  # nothing is known yet: a tenth of a second, and never less than a whole one
        (1, 0, [100.0], 11),  # 0.1 + 0.1 × (100 − 0.1) = 10.09 seconds a turn
        (2, 0, [100.0], 6),  # two at once halve the wait
        (1, 1, [100.0], 21),  # one in line doubles it
        (3, 2, [100.0], 11),
        (1, 0, [100.0, 100.0], 20),  # 19.081: what was usual counts nine tenths
        (1, 9, [0.1], 1),
        (1, 0, [1_000.0], 30),  # nobody is sent away for longer
    ],
)
def test_the_wait_follows_from_usual_turns_the_line_and_the_places(
    clock: Clock, running: int, line: int, turns: list[float], told: int
) -> None:
    door = concurrency_limiter.ConcurrencyLimiter(running, line, longest=10_000, patience=0)
    for seconds in turns:
        door.enter()
        clock.now += seconds
        door.leave()
    for _ in range(running):
        door.enter()
    with pytest.raises(Saturated) as busy:
        door.enter()
    found = door.running, door.waiting
    # The watching thread outlives the test and its clock: a turn left behind would look hours old to it.
    door.leave()
    assert busy.value.retry_after == told
    assert found == (running, 0)


@pytest.mark.usefixtures("clock")
def test_leaving_without_a_turn_changes_nothing() -> None:
    door = concurrency_limiter.ConcurrencyLimiter(1, 0, longest=10_000)
    door.leave()
    assert door.running == 0
    door.enter()
    door.leave()
    door.leave()
    assert door.running == 0


def test_eight_names_share_a_place_and_the_ninth_takes_it_from_whoever_owes_least() -> None:
    now = [1_000.0]
    count = rate_limiter.RateLimiter(1, clock=lambda: now[0])
    for number in range(8):
        count.note(f"name {number}", 100 + number)
    assert all(count.noted(f"name {number}") for number in range(8))
    count.note("a ninth", 50)
    assert count.noted("a ninth")
    assert [count.noted(f"name {number}") for number in range(8)] == [False] + [True] * 7


def open_files() -> set[str]:
    found = set()
    for each in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            found.add(str(each.readlink()))
    return found


def test_what_is_counted_lies_in_memory_and_in_no_file() -> None:
    before = open_files()
    count = rate_limiter.RateLimiter(8)
    after = open_files()
    assert count.take("a", rate_limiter.Policy(1, 1)).wait == 0
    memory = {each for each in after if each.startswith("/memfd:vanban-ledger")}
    assert memory and not {each for each in after - before - memory if each.startswith("/")}

"""One line for all workers: nobody is refused by one of them while another has room, and none idles while one has two."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import http.client
import itertools
import os
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from service import config
from service.app import create_app
from service.errors import Saturated, TookTooLong
from service.http.auth import credentials
from service.http.auth.concurrency_limiter import ConcurrencyLimiter
from service.http.auth.shared_memory import SharedMemory
from service.http.auth.turns import Turns
from service.http.worker import balance
from tests import measured
from tests.serving import DOCUMENTS, JSON, SAMPLE, Service, answer_of, running, until


def child(deed: Callable[[], None]) -> int:
    """Another worker, which does this and ends."""
    process = os.fork()
    if not process:
        try:
            deed()
        finally:
            os._exit(0)
    return process


def test_the_longest_waiting_of_all_workers_is_the_next() -> None:
    turns = Turns(1, 8)
    told, tell = os.pipe()
    first = turns.enter()
    assert first is not None and turns.has_turn(first)
    workers = []
    for number in range(5):

        def deed(number: int = number) -> None:
            entry = turns.enter()
            assert entry is not None and turns.wait(entry, 30)
            os.write(tell, str(number).encode())
            turns.leave(entry, 0.1)

        workers.append(child(deed))
        until(lambda number=number: turns.count() == (1, number + 1))  # type: ignore[misc]
    turns.leave(first, 0.1)
    for worker in workers:
        assert os.waitpid(worker, 0)[1] == 0
    assert os.read(told, 100) == b"01234"
    assert turns.count() == (0, 0)


def test_a_turn_goes_to_the_worker_in_which_fewest_run() -> None:
    turns = Turns(2, 4)
    told, tell = os.pipe()
    ended, end = os.pipe()

    def makes_one_and_has_two_more_wait() -> None:
        # Or it would wait for itself when nobody else is left.
        os.close(end)
        first, second, third = (turns.enter() for _ in range(3))
        assert first is not None and second is not None and third is not None
        os.read(ended, 1)
        turns.leave(first, 0.1)
        os.write(tell, bytes((turns.has_turn(second), turns.has_turn(third))))
        os.read(ended, 1)

    mine = turns.enter()
    assert mine is not None
    worker = child(makes_one_and_has_two_more_wait)
    until(lambda: turns.count() == (2, 2))
    later, last = turns.enter(), turns.enter()
    assert later is not None and last is not None
    turns.leave(mine, 0.1)
    # Two wait for longer, where one runs already.
    assert turns.has_turn(later) and not turns.has_turn(last)
    os.write(end, b"x")
    # There, whoever has waited longest comes first.
    assert os.read(told, 2) == bytes((True, False))
    os.write(end, b"x")
    assert os.waitpid(worker, 0)[1] == 0


def test_turns_and_places_of_a_worker_that_is_killed_are_free_for_others() -> None:
    turns = Turns(2, 1)
    entered, entering = os.pipe()

    def holds_everything() -> None:
        for _ in range(3):
            turns.enter()
        os.write(entering, b"x")
        time.sleep(60)

    worker = child(holds_everything)
    os.read(entered, 1)
    assert turns.count() == (2, 1)
    assert turns.enter() is None
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    mine = [turns.enter() for _ in range(4)]
    assert None not in mine[:3] and mine[3] is None
    assert turns.count() == (2, 1)


def test_whoever_waits_for_a_worker_that_is_killed_is_called_in_its_place() -> None:
    turns = Turns(1, 1)
    entered, entering = os.pipe()

    def holds_the_turn() -> None:
        turns.enter()
        os.write(entering, b"x")
        time.sleep(60)

    worker = child(holds_the_turn)
    os.read(entered, 1)
    mine = turns.enter()
    assert mine is not None and not turns.has_turn(mine)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    assert turns.wait(mine, 20)


def test_a_bell_that_nobody_heard_wakes_nobody_else() -> None:
    turns = Turns(1, 1)
    first, second = turns.enter(), turns.enter()
    assert first is not None and second is not None
    turns.leave(first, 0.1)
    # It has its turn without having listened.
    turns.leave(second, 0.1)
    third, fourth = turns.enter(), turns.enter()
    assert third is not None and fourth is not None
    assert not turns.wait(fourth, 0.05)
    assert turns.count() == (1, 0)


def test_threads_of_two_processes_that_hold_and_wait_crosswise_are_no_deadlock() -> None:
    """Each process holds bytes in one thread and waits for the other's in another, as workers with several tables do."""
    quotas, turns = SharedMemory("vanban-a", 8), SharedMemory("vanban-b", 8)
    (held, hold), (go, going) = os.pipe(), os.pipe()
    ended: list[str] = []

    def holds_turns_and_asks_for_quotas() -> None:
        done = threading.Event()

        def holds_turns() -> None:
            with turns.locked(0, 8):
                os.write(hold, b"x")
                done.wait(0.5)

        threading.Thread(target=holds_turns).start()
        os.read(go, 1)
        with quotas.locked(0, 8):
            quotas.table[0] = 1
        done.set()

    worker = child(holds_turns_and_asks_for_quotas)
    os.read(held, 1)

    def asks_for_turns() -> None:
        with turns.locked(0, 8):
            ended.append("turns")

    with quotas.locked(0, 8):
        waiting = threading.Thread(target=asks_for_turns)
        waiting.start()
        until(lambda: f"POSIX  ADVISORY  WRITE {os.getpid()}" in blocked())
        os.write(going, b"x")
        # The other asks for what is held here, and is told of a deadlock.
        time.sleep(0.1)
    assert os.waitpid(worker, 0)[1] == 0
    waiting.join(10)
    assert quotas.table[0] == 1 and ended == ["turns"]


def blocked() -> str:
    """Who waits for a lock, as the kernel tells it."""
    locks = Path("/proc/locks").read_text().splitlines()
    return "\n".join(line for line in locks if "->" in line)


def test_whoever_cannot_go_on_waiting_leaves_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    limiter = ConcurrencyLimiter(1, 1, longest=10)
    first = limiter._all.enter()
    assert first is not None

    def broken(*_: object) -> bool:
        raise OSError(errno.ENOLCK, "no locks")

    with monkeypatch.context() as patch:
        patch.setattr(Turns, "wait", broken)
        with pytest.raises(OSError, match="no locks"):
            limiter.acquire()
    assert (limiter.running, limiter.waiting) == (1, 0)
    limiter._all.leave(first, 0.1)
    limiter.acquire()
    assert (limiter.running, limiter.waiting) == (1, 0)
    limiter.release()


def test_entering_and_leaving_gives_up_the_interpreter_only_without_the_lock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A thread that gives it up gets it back later from one that makes a document, and all workers wait for the lock."""
    turns = Turns(1, 1)
    running = turns.enter()
    asked: list[tuple[object, ...]] = []
    rung: list[str] = []

    def lockf(_: int, *asked_for: object) -> None:
        asked.append(asked_for)

    def ring(_: int, __: int) -> None:
        # Whoever is called next could have the lock by now.
        assert asked[-1] == (fcntl.LOCK_UN, turns._bytes, 0)
        rung.append("rung")

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "lockf", lockf)
        patch.setattr(os, "eventfd_write", ring)
        waiting = turns.enter()
        assert running is not None and waiting is not None
        turns.leave(running, 0.1)
        assert turns.has_turn(waiting)
    assert asked == 2 * [(fcntl.LOCK_UN, turns._bytes, 0)]
    assert rung == ["rung"]


def test_a_process_that_has_the_number_of_a_dead_one_begins_without_its_turns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turns = Turns(1, 1)

    def enters_twice() -> None:
        for _ in range(2):
            turns.enter()

    worker = child(enters_twice)
    os.waitpid(worker, 0)
    assert turns.count() == (1, 1)
    monkeypatch.setattr(os, "getpid", lambda: worker)
    assert turns.enter() is not None
    assert turns.count() == (1, 0)


@pytest.mark.parametrize("step", ["_free", "_call_next"])
def test_a_turn_that_could_not_be_ended_is_ended_by_the_next_try(
    monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    limiter = ConcurrencyLimiter(1, 0, longest=10)
    limiter.acquire()

    def interrupted(*_: object) -> None:
        raise TookTooLong

    with monkeypatch.context() as patch:
        patch.setattr(Turns, step, interrupted)
        with pytest.raises(TookTooLong):
            limiter.release()
    if step == "_call_next":
        # The turn was free by then, and somebody else has it now, whom the next try must not end.
        assert limiter._all.enter() is not None
    limiter.release()
    assert limiter.running == (1 if step == "_call_next" else 0)


def test_one_waits_as_long_as_one_may_run() -> None:
    limiter = ConcurrencyLimiter(1, 1, longest=0.05)
    limiter._all.enter()
    with pytest.raises(Saturated):
        limiter.acquire()
    assert (limiter.running, limiter.waiting) == (1, 0)


def test_the_line_is_as_wide_as_all_workers_and_waits_for_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[tuple[int, int, float]] = []

    def noted(running: int, waiting: int, longest: float) -> ConcurrencyLimiter:
        made.append((running, waiting, longest))
        return ConcurrencyLimiter(running, waiting, longest)

    monkeypatch.setattr("service.http.auth.ConcurrencyLimiter", noted)
    create_app(config.Settings(workers=3, parallel=4, queue=5, longest_seconds=6))
    assert made == [(12, 5, 6)]


# --- connections ----------------------------------------------------------------------------------


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the workers hold, by slot."""
    slots = [-1] * 4
    monkeypatch.setattr(balance, "_held", slots)
    return slots


def test_a_newcomer_is_left_to_whoever_has_fewer_but_not_for_long(
    held: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    mine = balance.Balance(1)
    assert not mine.is_anothers(0)
    mine.holds(3)
    assert not mine.is_anothers(3)
    held[2] = 3
    assert not mine.is_anothers(3)
    held[2] = 2
    assert mine.is_anothers(3)
    now[0] += 0.019
    assert mine.is_anothers(3)
    now[0] += 0.019
    assert mine.is_anothers(3)
    now[0] += 0.019
    assert not mine.is_anothers(3)
    # Another newcomer, later.
    now[0] += 1
    assert mine.is_anothers(3)
    balance.forget(2)
    assert not mine.is_anothers(3)


# --- the whole service ----------------------------------------------------------------------------


def asked_again(service: Service, times: int, headers: dict[str, str]) -> list[int]:
    """The statuses of so many documents on one connection that is kept alive."""
    caller = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
    found = []
    for _ in range(times):
        caller.request("POST", DOCUMENTS, SAMPLE, headers)
        got = caller.getresponse()
        got.read()
        found.append(got.status)
    caller.close()
    return found


def both_take_connections(service: Service) -> bool:
    """Whether two connections that stay are each another worker's; the one that began later may not be there yet."""
    with contextlib.ExitStack() as held:
        callers = [socket.create_connection(("127.0.0.1", service.port), timeout=60) for _ in "ab"]
        for caller in callers:
            held.enter_context(caller)
            caller.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert answer_of(caller).status == 200
        return len({service.worker_of(caller) for caller in callers}) == 2


def test_64_connections_that_stay_are_spread_and_none_is_refused(tmp_path: Path) -> None:
    with running(tmp_path / "log", VANBAN_PARALLEL="1", **measured.environment()) as service:
        until(lambda: both_take_connections(service))
        with ThreadPoolExecutor(64) as callers:
            found = list(callers.map(lambda _: asked_again(service, 3, JSON), range(64)))
        assert Counter(itertools.chain.from_iterable(found)) == {200: 192}
        made = Counter(
            line["pid"] for line in service.lines() if line.get("route", "").endswith("documents")
        )
        assert len(made) == 2
        # Whole connections are spread, and a worker that the machine has no time for gets fewer: no exact half.
        assert min(made.values()) > 16


def test_a_request_without_room_costs_nothing_of_the_quota(tmp_path: Path) -> None:
    token, key = credentials.new_key("kho")
    credentials.add_key(tmp_path / "keys.json", key)
    headers = {**JSON, "Authorization": f"Bearer {token}"}
    settings = config.Settings(keys=tmp_path / "keys.json", quota=3)
    app = create_app(replace(settings, workers=1, parallel=1, queue=0))
    client = app.test_client()
    with pytest.MonkeyPatch.context() as patch:

        def full(_: ConcurrencyLimiter) -> None:
            raise Saturated(7)

        patch.setattr(ConcurrencyLimiter, "acquire", full)
        for _ in range(5):
            answer = client.post(DOCUMENTS, data=SAMPLE, headers=headers)
            assert answer.status_code == 503
            assert answer.headers["RateLimit"].startswith('"minute";r=3;')
    answers = [client.post(DOCUMENTS, data=SAMPLE, headers=headers) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]


def test_more_than_the_line_holds_are_refused_and_the_others_served(tmp_path: Path) -> None:
    with running(
        tmp_path / "log", VANBAN_PARALLEL="1", VANBAN_QUEUE="6", **measured.environment()
    ) as service:
        begin = threading.Barrier(40)

        def ask(_: int) -> tuple[int, str]:
            begin.wait()
            answer = service.ask(DOCUMENTS, SAMPLE)
            return answer.status, answer.headers.get("retry-after", "")

        with ThreadPoolExecutor(40) as callers:
            found = list(callers.map(ask, range(40)))
        statuses = Counter(status for status, _ in found)
        assert set(statuses) == {200, 503} and statuses[200] >= 8
        assert all(again for status, again in found if status == 503)


@pytest.mark.parametrize("ended", ["leave", "abandon"])
def test_whoever_ends_a_turn_gives_it_to_the_next_at_once(ended: str) -> None:
    turns = Turns(1, 8)
    first, second, third = (turns.enter() for _ in range(3))
    assert first is not None and second is not None and third is not None
    for entry, follower in ((first, second), (second, third)):
        assert turns.has_turn(entry) and not turns.has_turn(follower)
        turns.leave(entry, 0.1) if ended == "leave" else turns.abandon(entry)
        assert turns.has_turn(follower)
    assert turns.count() == (1, 0)


def test_whoever_abandons_the_line_gives_no_turn_away() -> None:
    turns = Turns(1, 8)
    first, second, third = (turns.enter() for _ in range(3))
    assert first is not None and second is not None and third is not None
    turns.abandon(second)
    assert turns.count() == (1, 1) and not turns.has_turn(third)
    turns.leave(first, 0.1)
    assert turns.has_turn(third) and turns.count() == (1, 0)

"""What a parser does with a hostile file ends a child: never the worker, and never another call."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from service.errors import InputTooLarge, Saturated, UnreadableInput, Violation
from service.untrusted import fork_server, isolation
from service.untrusted.fork_server import Limits
from tests.serving import until

SMALL = Limits(memory_bytes=50_000_000, seconds=1, clock_seconds=2)


# What the children do; each is found by its name, as a reader is.


def echo(*given: Any, **named: Any) -> Any:
    return given, named


def whose() -> tuple[int, int]:
    return os.getpid(), os.getppid()


def hoard() -> int:
    return len(bytearray(400_000_000))


def spin() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def die() -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def refuse(where: str | None) -> None:
    raise UnreadableInput("Không đọc được.", where)


def refuse_size() -> None:
    raise InputTooLarge("Quá lớn.", 7)


def stumble() -> None:
    raise KeyError("a name that a clerk typed")


def leave() -> None:
    raise SystemExit(3)


def descriptors() -> list[str]:
    return [str(descriptor.resolve()) for descriptor in sorted(Path("/proc/self/fd").iterdir())]


def something_odd() -> Any:
    return os.system


def limits() -> tuple[int, int]:
    return resource.getrlimit(resource.RLIMIT_CORE)[0], resource.getrlimit(resource.RLIMIT_FSIZE)[0]


def test_a_call_gives_what_it_gives_in_the_worker() -> None:
    violation = Violation("/a", "Mục", "code", "Lời.", suggestion={"x": [1, None]})
    assert isolation.run(echo, b"x" * 3_000_000, violation, a=1) == (
        (b"x" * 3_000_000, violation),
        {"a": 1},
    )


def test_every_call_has_a_child_of_its_own_and_all_have_one_parent() -> None:
    (first, server), (second, same) = isolation.run(whose), isolation.run(whose)
    assert len({first, second, server, os.getpid()}) == 4
    assert server == same


def test_a_refusal_comes_through_with_all_it_says() -> None:
    with pytest.raises(UnreadableInput, match=r"Không đọc được\.") as refused:
        isolation.run(refuse, "dòng 3")
    assert refused.value.where == "dòng 3"
    with pytest.raises(InputTooLarge) as large:
        isolation.run(refuse_size)
    assert large.value.limit == 7


@pytest.mark.no_cover  # A child that is measured has more time (tests/measured.py).
@pytest.mark.parametrize("costly", [hoard, spin, sleep, die])
def test_too_much_memory_or_time_is_a_refusal_that_names_the_limits(costly: Any) -> None:
    with pytest.raises(InputTooLarge, match=r"50 MB, 1 giây.*hãy chép riêng phần cần dùng"):
        isolation.within(SMALL, costly)
    assert isolation.run(echo) == ((), {})


@pytest.mark.parametrize("odd", [stumble, leave])
def test_any_other_error_makes_the_file_unreadable_and_is_logged_without_a_value(
    odd: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[dict[str, Any]] = []
    monkeypatch.setattr(isolation._log, "error", lambda _, **facts: reported.append(facts))
    with pytest.raises(UnreadableInput, match="hãy mở bằng Word hoặc Excel"):
        isolation.run(odd)
    assert reported[0]["error"] in ("KeyError", "SystemExit")
    assert odd.__name__ in reported[0]["trail"]
    assert "clerk" not in str(reported)


def test_an_answer_that_is_no_value_is_not_built() -> None:
    with pytest.raises(pickle.UnpicklingError):
        isolation.run(something_odd)


def test_a_child_holds_nothing_of_the_worker() -> None:
    with Path(__file__).open() as ours:
        assert ours.name not in isolation.run(descriptors)
    assert sum("/dev/null" in path for path in isolation.run(descriptors)) == 3
    assert isolation.run(limits) == (0, 0)


def test_a_fork_server_that_was_ended_is_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    # Not the one that other tests go on using.
    monkeypatch.setattr(isolation, "_server", isolation._Server())
    _, server = isolation.run(whose)
    os.kill(server, signal.SIGKILL)
    _, another = isolation.run(whose)
    assert another not in (server, os.getpid())


def test_children_end_when_their_worker_does() -> None:
    read, write = os.pipe()
    worker = os.fork()
    if worker == 0:
        os.write(write, str(isolation.run(whose)[1]).encode())
        os._exit(0)
    os.waitpid(worker, 0)
    server = int(os.read(read, 20))
    os.close(read)
    os.close(write)
    assert server != isolation.run(whose)[1]
    until(lambda: not Path(f"/proc/{server}").exists() or _is_dead(server))


def _is_dead(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def test_more_calls_than_children_wait_their_turn() -> None:
    found: list[Any] = []
    callers = [
        threading.Thread(target=lambda number=number: found.append(isolation.run(echo, number)))
        for number in range(12)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert sorted(given[0] for given, _ in found) == list(range(12))


def test_who_waits_too_long_learns_that_the_service_is_busy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nobody_leaves = type("Turns", (), {"acquire": lambda *_, **__: False})()
    monkeypatch.setattr(isolation, "_turns", nobody_leaves)
    with pytest.raises(Saturated):
        isolation.run(echo)


@pytest.mark.parametrize(("most", "is_taken"), [(2, False), (3, True), (4, True)])
def test_a_message_as_long_as_allowed_is_taken(most: int, is_taken: bool) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(fork_server.message(b"abc"))
        assert fork_server.received(theirs, most) == (b"abc" if is_taken else None)


def test_a_message_that_breaks_off_is_none() -> None:
    for sent in (b"", fork_server.message(b"abc")[:3], fork_server.message(b"abc")[:-1]):
        ours, theirs = socket.socketpair()
        with theirs:
            with ours:
                ours.sendall(sent)
            assert fork_server.received(theirs, 3) is None

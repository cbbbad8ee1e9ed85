"""How often and how many at a time: counts that all workers share, a line that stays short."""

from __future__ import annotations

import os
import socket
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from service import config, pdf, pipeline
from service.app import create_app
from service.errors import Saturated, TookTooLong
from service.http.auth import concurrency_limiter, credentials, request_bodies
from service.http.auth.concurrency_limiter import ConcurrencyLimiter
from service.http.auth.memory_limiter import MemoryLimiter
from service.http.auth.rate_limiter import Policy

V1 = "/api/v1/document-types"


# --- the rate limiter -----------------------------------------------------------------------------


def test_a_quota_is_used_up_and_comes_back_steadily() -> None:
    now = [50.0]
    limiter, policy = MemoryLimiter(8, clock=lambda: now[0]), Policy(6, 60)
    verdicts = [limiter.hit("a", policy) for _ in range(7)]
    assert [verdict.left for verdict in verdicts] == [5, 4, 3, 2, 1, 0, 0]
    assert [verdict.wait for verdict in verdicts] == [0, 0, 0, 0, 0, 0, 10]
    assert verdicts[-1].reset == 60
    now[0] += 10
    assert limiter.hit("a", policy).wait == 0
    assert limiter.hit("a", policy).wait == 10
    assert limiter.hit("b", policy).left == 5


@given(st.lists(st.floats(0, 30), max_size=60), st.integers(1, 20))
def test_no_window_lets_more_than_twice_the_quota_through(pauses: list[float], limit: int) -> None:
    now = [0.0]
    limiter, passed = MemoryLimiter(8, clock=lambda: now[0]), []
    for pause in pauses:
        now[0] += pause
        verdict = limiter.hit("a", Policy(limit, 60))
        assert (verdict.wait == 0) or (verdict.wait <= 60 and verdict.left == 0)
        if not verdict.wait:
            passed.append(now[0])
    for begin in passed:
        assert sum(begin <= moment < begin + 60 for moment in passed) <= 2 * limit


def test_all_workers_count_together(tmp_path: Path) -> None:
    limiter, policy = MemoryLimiter(8), Policy(1000, 3600)
    children = []
    for _ in range(4):
        child = os.fork()
        if not child:
            passed = sum(limiter.hit("a", policy).wait == 0 for _ in range(400))
            (tmp_path / str(os.getpid())).write_text(str(passed))
            os._exit(0)
        children.append(child)
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    assert 1000 <= sum(int(file.read_text()) for file in tmp_path.iterdir()) <= 1002


def test_a_worker_that_dies_with_the_lock_in_hand_blocks_nobody() -> None:
    limiter = MemoryLimiter(1)
    child = os.fork()
    if not child:
        with limiter._slot("a"):
            os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    assert limiter.hit("a", Policy(5, 60)).wait == 0


def test_any_number_of_names_takes_the_same_memory() -> None:
    limiter = MemoryLimiter(4)
    size = len(limiter._table)
    for number in range(5000):
        limiter.hit(f"name {number}", Policy(5, 60))
    assert len(limiter._table) == size
    assert limiter.hit("name 4999", Policy(5, 60)).left == 3


# --- quotas ---------------------------------------------------------------------------------------


@pytest.fixture
def counted(tmp_path: Path) -> tuple[Flask, list[str]]:
    tokens = []
    for name in ("kho", "web"):
        token, key = credentials.new_key(name)
        credentials.add_key(tmp_path / "keys.json", key)
        tokens.append(token)
    return create_app(config.Settings(keys=tmp_path / "keys.json", quota=3)), tokens


def test_a_key_that_asks_too_often_learns_when_to_come_again(
    counted: tuple[Flask, list[str]],
) -> None:
    client, tokens = counted[0].test_client(), counted[1]
    reported = {"Authorization": f"Bearer {tokens[0]}"}
    answers = [client.get(V1, headers=reported) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].headers["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert answers[0].headers["RateLimit"] == '"minute";r=2;t=20'
    assert answers[3].mimetype == "application/problem+json"
    assert 1 <= int(answers[3].headers["Retry-After"]) <= 20
    assert answers[3].headers["RateLimit"].startswith('"minute";r=0;')
    other = client.get(V1, headers={"Authorization": f"Bearer {tokens[1]}"})
    assert other.status_code == 200
    assert client.get("/healthz").status_code == 200


def test_false_keys_are_counted_by_the_address_that_tries_them(
    counted: tuple[Flask, list[str]],
) -> None:
    client = counted[0].test_client()
    reported = {"Authorization": "Bearer vb_00000000_" + "A" * 43}
    assert [client.get(V1, headers=reported).status_code for _ in range(4)] == [401, 401, 401, 429]
    other = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.get(V1, headers=reported, environ_base=other).status_code == 401


# --- the concurrency limiter ----------------------------------------------------------------------


def in_background(deed: object) -> threading.Thread:
    thread = threading.Thread(target=deed)  # type: ignore[arg-type]
    thread.start()
    return thread


def until(fact: object) -> None:
    end = time.monotonic() + 10
    while not fact():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.005)


def test_whoever_comes_when_the_queue_is_full_is_refused_at_once() -> None:
    limiter = ConcurrencyLimiter(running=1, waiting=1, longest=60)
    limiter.acquire()
    order: list[str] = []

    def second() -> None:
        limiter.acquire()
        order.append("second")
        limiter.release()

    waiting = in_background(second)
    until(lambda: limiter.waiting == 1)
    refused: list[Saturated] = []

    def third() -> None:
        try:
            limiter.acquire()
        except Saturated as busy:
            refused.append(busy)

    in_background(third).join(5)
    assert 1 <= refused[0].retry_after <= 30
    assert order == []
    limiter.release()
    waiting.join(5)
    assert order == ["second"]
    assert (limiter.running, limiter.waiting) == (0, 0)


def test_a_queue_that_does_not_move_is_left() -> None:
    limiter = ConcurrencyLimiter(running=1, waiting=5, longest=60, patience=0.01)
    limiter.acquire()
    refused: list[bool] = []

    def other() -> None:
        try:
            limiter.acquire()
        except Saturated:
            refused.append(True)

    in_background(other).join(5)
    assert refused == [True]
    assert (limiter.running, limiter.waiting) == (1, 0)
    limiter.release()
    limiter.release()
    assert limiter.running == 0


def test_many_threads_leave_no_turn_behind() -> None:
    limiter = ConcurrencyLimiter(running=2, waiting=50, longest=60)
    most, inside, lock = [0], [0], threading.Lock()

    def work() -> None:
        for _ in range(50):
            limiter.acquire()
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            with lock:
                inside[0] -= 1
            limiter.release()

    for thread in [in_background(work) for _ in range(12)]:
        thread.join(20)
    assert most[0] <= 2 and (limiter.running, limiter.waiting) == (0, 0)


def test_a_request_that_runs_away_is_ended_and_gives_its_turn_back() -> None:
    limiter = ConcurrencyLimiter(running=1, waiting=0, longest=0.05)
    ended: list[bool] = []

    def endless() -> None:
        limiter.acquire()
        try:
            while True:
                pass
        except TookTooLong:
            ended.append(True)
        finally:
            limiter.release()

    in_background(endless).join(10)
    assert ended == [True] and limiter.running == 0


def test_a_worker_with_a_thread_beyond_help_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, number: killed.append((pid, number)))
    limiter = ConcurrencyLimiter(running=1, waiting=0, longest=1000)
    limiter.acquire()
    limiter._end_runaways(time.monotonic() + 1000 + concurrency_limiter.GRACE_SECONDS + 1)
    limiter.release()
    assert killed == [(os.getpid(), 9)]


def test_a_full_service_answers_busy_and_its_small_pages_still_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_: ConcurrencyLimiter) -> None:
        raise Saturated(7)

    monkeypatch.setattr(ConcurrencyLimiter, "acquire", full)
    client = create_app(replace(config.Settings(), queue=0)).test_client()
    answer = client.post(V1 + "/conference-minutes/documents", json={})
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "7"
    assert answer.get_json()["type"] == "/docs#saturated"
    for path in ("/healthz", V1, "/"):
        assert client.get(path).status_code == 200


def test_every_request_releases_its_turn_however_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    limiter, entered = ConcurrencyLimiter(1, 0, 60), []
    acquire = limiter.acquire

    def noted() -> None:
        acquire()
        entered.append(limiter.running)

    monkeypatch.setattr(limiter, "acquire", noted)
    monkeypatch.setattr("service.http.auth.ConcurrencyLimiter", lambda *_: limiter)
    app = create_app(config.Settings())

    @app.post("/breaks")
    def breaks() -> str:
        raise RuntimeError

    client = app.test_client()
    for body in (b"{", b"{}", b"[]", b"\xff"):
        client.post(
            V1 + "/conference-minutes/documents", data=body, content_type="application/json"
        )
        client.post("/breaks", data=body)
        assert limiter.running == 0
    assert entered == [1] * 8


def test_whoever_waits_for_a_pdf_holds_up_nobody_who_wants_a_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limiter, held = ConcurrencyLimiter(1, 0, 60), []

    class Instant(pdf.Converter):
        def __init__(self) -> None:
            pass

        @property
        def available(self) -> bool:
            return True

        def to_pdf(self, docx: bytes, **_: object) -> bytes:  # noqa: ARG002 - of the converter
            held.append(limiter.running)
            return b"%PDF-1.7"

    made = pipeline.build_services(config.Settings())
    monkeypatch.setattr("service.http.auth.ConcurrencyLimiter", lambda *_: limiter)
    monkeypatch.setattr(pipeline, "build_services", lambda _: replace(made, converter=Instant()))
    answer = (
        create_app(config.Settings())
        .test_client()
        .post(
            V1 + "/conference-minutes/documents",
            data=(made.settings.samples / "conference-minutes.json").read_bytes(),
            content_type="application/json",
            headers={"Accept": "application/pdf"},
        )
    )
    assert answer.status_code == 200 and held == [0]


# --- slow bodies ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["application/json", "application/x-www-form-urlencoded"])
def test_a_body_that_drips_is_cut_off_with_408(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_bodies, "SECONDS", 0.05)
    ours, theirs = socket.socketpair()
    theirs.sendall(b'{"a"')
    with ours, theirs, ours.makefile("rb") as stream:
        reported = {"gunicorn.socket": ours, "wsgi.input": stream, "CONTENT_LENGTH": "1000"}
        answer = (
            create_app(config.Settings())
            .test_client()
            .post(
                V1 + "/conference-minutes/validations",
                content_type=form,
                environ_overrides=reported,
            )
        )
    assert answer.status_code == 408
    assert answer.get_json()["type"] == "/docs#request-timeout"

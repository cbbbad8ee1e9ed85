"""Several machines count in one Redis, which learns no name; without it each goes on alone and says so."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from service import config
from service.app import create_app
from service.config import WrongSetting
from service.http.auth import credentials, redis_limiter, shared_state
from service.http.auth.memory_limiter import MemoryLimiter
from service.http.auth.rate_limiter import Policy
from service.http.auth.redis_limiter import Line, RedisLimiter
from tests import redis_server
from tests.cheap_passwords import cheap_passwords
from tests.redis_server import Server
from tests.serving import until

TYPES = "/api/v1/document-types"
PASSWORD = "chim bay về tổ"
pytestmark = pytest.mark.usefixtures(cheap_passwords.__name__)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with redis_server.running(tmp_path_factory.mktemp("redis")) as started:
        yield started


@pytest.fixture
def empty(server: Server) -> Server:
    server.client.flushall()
    return server


def limiter(server: Server, pepper: bytes = b"p" * 32, kind: str = "quota") -> RedisLimiter:
    """The limiter of one more machine."""
    return RedisLimiter(Line(server.address), pepper, kind, MemoryLimiter(8))


@dataclass
class Office:
    """Two machines' settings, with the same files of keys and accounts."""

    settings: config.Settings
    token: str

    def machine(self) -> FlaskClient:
        return create_app(self.settings).test_client()

    @property
    def key(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@pytest.fixture
def office(empty: Server, tmp_path: Path) -> Office:
    token, key = credentials.new_key("kho-du-lieu")
    credentials.add_key(tmp_path / "keys.json", key)
    credentials.put_account(tmp_path / "accounts.json", credentials.new_account("lan", PASSWORD))
    settings = config.Settings(
        keys=tmp_path / "keys.json",
        accounts=tmp_path / "accounts.json",
        shared=empty.address,
        quota=4,
    )
    return Office(settings, token)


# --- debts in Redis -------------------------------------------------------------------------------


def test_two_machines_count_together_and_what_is_paid_comes_back(empty: Server) -> None:
    one, other, policy = limiter(empty), limiter(empty), Policy(3, 1.5)
    verdicts = [machine.hit("a", policy) for machine in (one, other, one, other)]
    assert [verdict.left for verdict in verdicts] == [2, 1, 0, 0]
    assert [verdict.wait for verdict in verdicts] == [0, 0, 0, 1]
    assert one.hit("b", policy).left == 2
    time.sleep(0.55)
    assert other.hit("a", policy).wait == 0
    one.refund("a", policy)
    assert other.hit("a", policy).wait == 0
    assert limiter(empty, kind="session").hit("a", policy).left == 2


@examples(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.integers(1, 50), times=st.integers(1, 60), refunds=st.integers(0, 3))
def test_it_counts_as_memory_does(empty: Server, limit: int, times: int, refunds: int) -> None:
    empty.client.flushall()
    # So long that nothing is paid back meanwhile.
    policy, shared, memory = Policy(limit, 36_000), limiter(empty), MemoryLimiter(8)
    for _ in range(refunds):
        shared.refund("a", policy)
        assert shared.hit("a", policy).left == memory.hit("a", policy).left
        shared.refund("a", policy)
        memory.refund("a", policy)
    for _ in range(times):
        ours, theirs = shared.hit("a", policy), memory.hit("a", policy)
        assert (ours.wait > 0, ours.left) == (theirs.wait > 0, theirs.left)
        assert abs(ours.wait - theirs.wait) <= 60 and abs(ours.reset - theirs.reset) <= 60


def test_what_is_remembered_is_remembered_by_all_for_its_time(empty: Server) -> None:
    one, other = limiter(empty), limiter(empty)
    one.remember("ended 1", 60)
    one.remember("ended 2", 0.05)
    assert other.remembers("ended 1")
    assert not other.remembers("ended 3")
    until(lambda: not other.remembers("ended 2"), 5)


def test_redis_learns_no_name_and_forgets_everything_by_itself(empty: Server) -> None:
    count = limiter(empty)
    count.hit("account lan", Policy(3, 60))
    count.remember("known lan 203.0.113.7", 60)
    names = [str(key, "ascii") for key in empty.client.scan_iter() if isinstance(key, bytes)]
    assert len(names) == 2
    for name in names:
        assert name.startswith("vanban:quota:") and len(name) == len("vanban:quota:") + 32
        assert 0 < empty.client.pttl(name) <= 60_000
        value = empty.client.get(name)
        assert value is not None and b"lan" not in value and b"203" not in value
    # Another office in the same Redis has another pepper.
    assert limiter(empty, b"q" * 32).hit("account lan", Policy(3, 60)).left == 2


# --- without Redis --------------------------------------------------------------------------------


def test_without_redis_a_machine_counts_alone_asks_seldom_and_tells_later_what_it_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with redis_server.running(tmp_path) as server:
        one, other = limiter(server), limiter(server)
        policy = Policy(3, 3600)
        assert one.hit("a", policy).left == 2
        server.stop()
        assert [one.hit("a", policy).left for _ in range(4)] == [2, 1, 0, 0]
        one.refund("a", policy)
        assert one.hit("a", policy).wait == 0
        one.remember("ended 1", 60)
        assert one.remembers("ended 1")
        assert not other.remembers("ended 1")
        began = time.monotonic()
        for _ in range(200):
            one.hit("b", policy)
        assert time.monotonic() - began < redis_limiter.REST_SECONDS
        server.start()
        monkeypatch.setattr(redis_limiter, "REST_SECONDS", 0.0)
        until(lambda: one.hit("c", policy).left == 2 and server.client.dbsize() > 0, 10)
        assert not one.remembers("ended 2")
        until(lambda: other.remembers("ended 1"), 10)


@contextlib.contextmanager
def hanging(server: Server) -> Iterator[Callable[[], None]]:
    """Connections are taken by the kernel, and nobody answers until the given function is called."""
    process = server.process
    assert process is not None
    process.send_signal(signal.SIGSTOP)
    try:
        yield lambda: process.send_signal(signal.SIGCONT)
    finally:
        process.send_signal(signal.SIGCONT)
        until(server.answers, 20)


@pytest.mark.parametrize("connected", [True, False])
def test_a_redis_that_hangs_holds_one_request_for_one_answer_and_the_next_not_at_all(
    empty: Server, connected: bool
) -> None:
    count, policy = limiter(empty), Policy(5, 3600)
    if connected:
        count.hit("a", policy)
    with hanging(empty):
        began = time.monotonic()
        assert count.hit("a", policy).left == 4
        first = time.monotonic() - began
        assert count.hit("a", policy).left == 3
    # A second try would take as long again.
    assert redis_limiter.ANSWER_SECONDS <= first < 2 * redis_limiter.ANSWER_SECONDS


def test_a_hit_whose_answer_is_late_is_counted_once(empty: Server) -> None:
    count, policy = limiter(empty), Policy(5, 36_000)
    count.hit("a", policy)
    with hanging(empty) as go_on:
        late = threading.Timer(1.4 * redis_limiter.ANSWER_SECONDS, go_on)
        late.start()
        # Redis answers while a second try would wait.
        count.hit("a", policy)
        late.join()
    assert limiter(empty).hit("a", policy).left == 2


def test_a_connection_from_before_a_restart_is_replaced_without_counting_alone(
    tmp_path: Path,
) -> None:
    with redis_server.running(tmp_path) as server:
        count, policy = limiter(server), Policy(5, 36_000)
        count.hit("a", policy)
        server.stop()
        server.start()
        assert count.hit("a", policy).left == 4
        assert limiter(server).hit("a", policy).left == 3


# --- the service ----------------------------------------------------------------------------------


def test_one_quota_is_common_to_two_machines(office: Office) -> None:
    one, other = office.machine(), office.machine()
    answers = [client.get(TYPES, headers=office.key) for client in (one, other) * 3]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429] * 2


def test_the_secret_is_one_for_all_machines_and_comes_back_when_redis_lost_it(
    office: Office, empty: Server
) -> None:
    one, other = (shared_state.open_state(office.settings) for _ in range(2))
    assert one.secret == other.secret and len(one.secret) == 32
    assert one.warnings() == {}
    empty.client.flushall()
    assert one.warnings() == {}
    assert shared_state.open_state(office.settings).secret == one.secret
    empty.client.set("vanban:secret", b"x" * 32)
    (told,) = one.warnings()["VANBAN_SHARED"]
    assert "restart" in told


def test_a_secret_file_is_preferred_and_never_reaches_redis(
    office: Office, empty: Server, tmp_path: Path
) -> None:
    file = tmp_path / "session.secret"
    secret = credentials.secret(file)
    of_file = config.Settings(keys=office.settings.keys, shared=empty.address, secret_file=file)
    state = shared_state.open_state(of_file)
    assert state.secret == secret and state.warnings() == {}
    assert empty.client.keys("*") == []


def test_readyz_tells_that_redis_is_away_and_stays_ready(tmp_path: Path) -> None:
    _, key = credentials.new_key("kho")
    credentials.add_key(tmp_path / "keys.json", key)
    with redis_server.running(tmp_path) as server:
        client = create_app(
            config.Settings(keys=tmp_path / "keys.json", shared=server.address)
        ).test_client()
        assert "VANBAN_SHARED" not in client.get("/readyz").get_json()["warnings"]
        server.stop()
        answer = client.get("/readyz")
        assert answer.status_code == 200
        (told,) = answer.get_json()["warnings"]["VANBAN_SHARED"]
        assert "Redis does not answer" in told
        assert str(server.port) not in told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://host", "not an address like"),
        ("redis.example.vn", "not an address like"),
        ("redis://:geheim@127.0.0.1:1/0", "cannot be asked for the secret"),
    ],
)
def test_an_address_that_is_none_or_where_nobody_answers_stops_the_start_in_one_line(
    tmp_path: Path, address: str, told: str
) -> None:
    _, key = credentials.new_key("kho")
    credentials.add_key(tmp_path / "keys.json", key)
    with pytest.raises(WrongSetting, match=told) as refused:
        create_app(config.Settings(keys=tmp_path / "keys.json", shared=address))
    assert str(refused.value).startswith("VANBAN_SHARED: ")
    assert "geheim" not in str(refused.value) and "\n" not in str(refused.value)


def test_what_redis_holds_instead_of_a_secret_is_not_taken(office: Office, empty: Server) -> None:
    empty.client.set("vanban:secret", b"short")
    with pytest.raises(WrongSetting, match="is no secret"):
        create_app(office.settings)


def test_a_service_that_nothing_guards_asks_no_redis() -> None:
    state = shared_state.open_state(config.Settings(shared="redis://127.0.0.1:1/0"))
    assert state.warnings() == {}

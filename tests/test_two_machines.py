"""Two services as two machines behind nginx, with a Redis, a PostgreSQL and a folder that both mount: one office for its callers."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from service.http.auth import credentials
from service.media_types import NDJSON
from tests import postgres, proxy, redis_server
from tests.jobs.offices import BATCHES, items, lines, numbered, without_subject
from tests.needs import need
from tests.proxy import Proxy
from tests.redis_server import Server
from tests.serving import DOCUMENTS, JSON, SAMPLE, Answer, Service, running, until
from tools.ports import free_port

TYPES = "/api/v1/document-types"
PAGE = "/bien-ban-hoi-nghi"
QUOTA = 40
PASSWORD = "chim bay về tổ"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
#: As deploy/nginx.conf says for several machines.
BEHIND = "127.0.0.1:{} max_fails=1 fail_timeout=5s"


@dataclass(frozen=True)
class Office:
    """Both machines, what they share, and nginx in front of them."""

    machines: tuple[Service, Service]
    front: Proxy
    redis: Server
    folder: Path

    def key(self, name: str) -> dict[str, str]:
        """The headers of a program that has just got a key."""
        token, made = credentials.new_key(name)
        credentials.add_key(self.folder / "keys.json", made)
        return {"Authorization": f"Bearer {token}"}

    def answered(self) -> list[int]:
        """How many requests each machine has answered."""
        return [
            sum(line["event"] == "request" for line in machine.lines()) for machine in self.machines
        ]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    need("nginx", "openssl")
    folder = tmp_path_factory.mktemp("office")
    for name in ("mounted", "store", "redis", "nginx"):
        (folder / name).mkdir(mode=0o700)
    mounted = folder / "mounted"
    credentials.put_account(mounted / "accounts.json", credentials.new_account("lan", PASSWORD))
    credentials.put_account(mounted / "accounts.json", credentials.new_account("hoa", PASSWORD))
    credentials.add_key(mounted / "keys.json", credentials.new_key("kho")[1])
    with ExitStack() as stack:
        redis = stack.enter_context(redis_server.running(folder / "redis"))
        database = stack.enter_context(postgres.running())
        settings = {
            "VANBAN_WORKERS": "1",
            "VANBAN_QUOTA": str(QUOTA),
            "VANBAN_KEYS": str(mounted / "keys.json"),
            "VANBAN_ACCOUNTS": str(mounted / "accounts.json"),
            "VANBAN_TRUSTED_PROXY": "127.0.0.1",
            "VANBAN_SHARED": redis.address,
            "VANBAN_JOBS_DATABASE": database,
            "VANBAN_JOBS_STORE": f"file://{folder / 'store'}",
        }
        ports = free_port(), free_port()
        front = stack.enter_context(
            proxy.running(folder / "nginx", *map(BEHIND.format, ports), signs_in=False)
        )
        one, other = (
            stack.enter_context(
                running(folder / f"log-{number}", port=port, **_own(folder, number), **settings)  # type: ignore[arg-type]
            )
            for number, port in enumerate(ports)
        )
        yield Office((one, other), front, redis, mounted)


def _own(folder: Path, number: int) -> dict[str, str]:
    """What one machine has for itself: a disk, and the second a runner."""
    return {"VANBAN_DATA": str(folder / f"data-{number}"), "VANBAN_RUNNERS": str(number)}


@dataclass
class Browser:
    """A clerk's browser, which reaches a machine as nginx would lead it there."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, machine: Service | Proxy, path: str, form: Mapping[str, str] | None = None
    ) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items())}
        if isinstance(machine, Service):
            headers |= {"X-Forwarded-For": self.address, "X-Forwarded-Proto": "https"}
        body = None if form is None else urlencode(form).encode()
        answer = machine.ask(path, body, {**headers, **(FORM if form is not None else {})})
        for name, text in re.findall(
            r"(__Host-vanban)=([^;]*)", answer.headers.get("set-cookie", "")
        ):
            self.cookies[name] = text
        return answer

    def sign_in(self, machine: Service | Proxy, name: str, password: str = PASSWORD) -> Answer:
        csrf = token(self.ask(machine, "/dang-nhap"))
        form = {"name": name, "password": password, "next": "/", "csrf_token": csrf}
        return self.ask(machine, "/dang-nhap", form)


def token(page: Answer) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.body.decode())
    assert found is not None, page.status
    return found[1]


def test_who_signs_in_on_one_machine_works_on_the_other_until_she_signs_out(
    office: Office,
) -> None:
    one, other = office.machines
    lan = Browser("203.0.113.10")
    assert lan.ask(one, PAGE).status == 401
    assert lan.sign_in(one, "lan").status == 303
    form = lan.ask(one, PAGE)
    assert form.status == 200
    # A page that one machine drew is sent to the other.
    assert lan.ask(other, PAGE, {"csrf_token": token(form), "do": "check"}).status in (200, 422)
    copied = Browser(lan.address, dict(lan.cookies))
    assert lan.ask(other, "/dang-xuat", {"csrf_token": token(lan.ask(other, PAGE))}).status == 303
    for machine in (one, other):
        assert copied.ask(machine, PAGE).status == 401


def test_a_clerk_behind_nginx_notices_nothing_of_two_machines(office: Office) -> None:
    hoa = Browser("")
    assert hoa.sign_in(office.front, "hoa").status == 303
    before = office.answered()
    assert {hoa.ask(office.front, PAGE).status for _ in range(10)} == {200}
    until(lambda: sum(office.answered()) >= sum(before) + 10)
    assert all(now > earlier for now, earlier in zip(office.answered(), before, strict=True))


def test_wrong_passwords_count_on_both_machines_together(office: Office) -> None:
    one, other = office.machines
    thief = Browser("203.0.113.66")
    tries = [thief.sign_in(machine, "lan", "sai rồi") for machine in (one, other, one, other, one)]
    assert [answer.status for answer in tries] == [401] * 5
    for machine in (other, one):
        locked = thief.sign_in(machine, "lan")
        assert locked.status == 429 and 1 <= int(locked.headers["retry-after"]) <= 60
    assert Browser("203.0.113.67").sign_in(other, "lan").status == 303


def test_a_quota_is_one_for_both_machines(office: Office) -> None:
    key = office.key("dem")
    began = time.monotonic()
    statuses = [office.front.ask(TYPES, headers=key).status for _ in range(2 * QUOTA)]
    back = int((time.monotonic() - began) * QUOTA / 60) + 1
    assert set(statuses) == {200, 429}
    assert QUOTA <= statuses.count(200) <= QUOTA + back


def test_a_key_is_taken_back_on_both_machines_at_once(office: Office) -> None:
    key = office.key("cu")
    assert [machine.ask(TYPES, headers=key).status for machine in office.machines] == [200, 200]
    listed = credentials.keys(office.folder / "keys.json").entries()
    (made,) = [entry for entry in listed if entry.name == "cu"]
    credentials.drop_key(office.folder / "keys.json", made.identity)
    assert [machine.ask(TYPES, headers=key).status for machine in office.machines] == [401, 401]


def test_a_batch_begun_on_one_machine_is_made_and_fetched_on_the_other(office: Office) -> None:
    one, other = office.machines
    key = office.key("lo")
    sent = lines(items(*map(numbered, range(1, 9)), without_subject(9)))
    begun = one.ask(BATCHES, sent, {**key, "Content-Type": NDJSON})
    assert begun.status == 202
    address = f"/api/v1/jobs/{begun.json()['id']}"

    def job(machine: Service) -> dict[str, Any]:
        found: dict[str, Any] = machine.ask(address, headers=key).json()
        return found

    def done() -> bool:
        time.sleep(2)
        return bool(job(other)["state"] == "done")

    until(done, 120)
    assert (job(one)["done"], job(one)["failed"]) == (8, 1)
    results = [machine.ask(f"{address}/result", headers=key) for machine in (other, one)]
    assert results[0].body == results[1].body
    with zipfile.ZipFile(io.BytesIO(results[0].body)) as archive:
        assert len(archive.namelist()) == 9
    assert other.ask(address, headers=office.key("khac")).status == 404
    assert not list((office.folder.parent / "data-0").glob("**/*"))


def _is_away(machine: Service) -> bool:
    """Whether a machine that stays ready says that Redis is away."""
    ready = machine.ask("/readyz")
    assert ready.status == 200
    return "VANBAN_SHARED" in ready.json()["warnings"]


def test_without_redis_both_machines_go_on_and_say_so(office: Office) -> None:
    key, (one, other) = office.key("tiep"), office.machines
    lan = Browser("203.0.113.11")
    assert lan.sign_in(one, "lan").status == 303
    office.redis.stop()
    try:
        for machine in (one, other):
            assert machine.ask(DOCUMENTS, SAMPLE, {**JSON, **key}).status == 200
            assert lan.ask(machine, PAGE).status == 200
            assert _is_away(machine)
    finally:
        office.redis.start()
    for machine in (one, other):
        until(lambda machine=machine: not _is_away(machine), 20)  # type: ignore[misc]
    # The secret is the one of before, which a machine that starts now finds.
    assert office.redis.client.exists("vanban:secret") == 1
    assert {lan.ask(machine, PAGE).status for machine in (one, other)} == {200}

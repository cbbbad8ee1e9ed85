"""The service survives what happens to it in years: killed workers, full disks, broken templates, restarts."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from service import config
from service.app import create_app
from service.http.auth import credentials
from tests.needs import need, need_right_to
from tests.serving import (
    DOCUMENTS,
    JSON,
    ROOT,
    SAMPLE,
    SLUG,
    Answer,
    Service,
    command,
    environment,
    running,
    until,
)
from tools.ports import free_port

TEMPLATE = (ROOT / "templates_docx" / f"{SLUG}.docx").read_bytes()
BROKEN = TEMPLATE[:5000]
#: A type for which the office below has no template of its own, and a request for a document of it.
OTHER = "conference-minutes"
OF_OURS = DOCUMENTS.replace(SLUG, OTHER), (ROOT / "samples" / f"{OTHER}.json").read_bytes()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One for the tests after which it goes on: a start costs as much as a hundred documents."""
    with running(tmp_path_factory.mktemp("service") / "log") as found:
        yield found


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office's folder of templates, with one that is broken."""
    folder = tmp_path_factory.mktemp("own") / "mau"
    folder.mkdir()
    (folder / f"{SLUG}.docx").write_bytes(BROKEN)
    return folder


@pytest.fixture(scope="module")
def office(own: Path) -> Iterator[Service]:
    """The service of that office, begun while the template was broken."""
    with running(own.parent / "log", VANBAN_TEMPLATES=str(own)) as found:
        yield found


def is_document(answer: Answer) -> bool:
    return answer.status == 200 and answer.body.startswith(b"PK")


def is_problem(answer: Answer, status: int) -> bool:
    return answer.status == status and answer.headers["content-type"].startswith(
        "application/problem+json"
    )


def half_a_request_elsewhere(service: Service, elsewhere_than: int) -> socket.socket:
    """A half-sent request that another worker has taken."""
    for _ in range(50):
        caller = service.half_a_request()
        if service.worker_of(caller) != elsewhere_than:
            return caller
        caller.close()
    raise AssertionError("one worker takes everything")


def test_a_worker_killed_in_a_request_loses_that_request_only(service: Service) -> None:
    lost = service.half_a_request()
    victim = service.worker_of(lost)
    assert victim
    kept = half_a_request_elsewhere(service, victim)
    os.kill(victim, signal.SIGKILL)
    # The other request finishes, and new ones are served as if nothing had happened.
    assert is_document(service.rest_of_it(kept))
    assert is_document(service.ask(DOCUMENTS, SAMPLE))
    with contextlib.suppress(ConnectionError):
        assert lost.recv(1) == b""
    lost.close()
    kept.close()
    until(lambda: service.has_replaced(victim))
    assert is_document(service.ask(DOCUMENTS, SAMPLE))
    assert any("SIGKILL" in line["event"] for line in service.lines())


def test_a_restart_of_the_workers_drops_no_request(service: Service) -> None:
    before = set(service.workers())
    service.process.send_signal(signal.SIGHUP)
    answers = []
    end = time.monotonic() + 10
    while before & set(service.workers()) and time.monotonic() < end:
        answers.append(service.ask(DOCUMENTS, SAMPLE))
    assert answers and all(is_document(answer) for answer in answers)
    assert not before & set(service.workers())


def test_a_broken_template_of_the_office_is_named_until_it_is_repaired(
    office: Service, own: Path
) -> None:
    template = own / f"{SLUG}.docx"
    template.write_bytes(BROKEN)
    ready = office.ask("/readyz")
    assert ready.status == 503
    assert ready.json()["status"] == "not ready"
    assert list(ready.json()["problems"]) == [SLUG]
    refused = office.ask(DOCUMENTS, SAMPLE)
    assert is_problem(refused, 500)
    line = next(logged for logged in office.lines() if logged.get("id") == refused.json()["id"])
    assert line["template"] == SLUG and line["problems"]
    # The other types are served all the same, and nobody has to restart anything.
    assert is_document(office.ask(*OF_OURS))
    template.write_bytes(TEMPLATE)
    assert office.ask("/readyz").status == 200
    assert is_document(office.ask(DOCUMENTS, SAMPLE))


def test_a_template_folder_that_goes_away_is_not_replaced_by_ours(
    office: Service, own: Path, tmp_path: Path
) -> None:
    (own / f"{SLUG}.docx").write_bytes(TEMPLATE)
    assert is_document(office.ask(*OF_OURS))
    own.rename(tmp_path / "elsewhere")
    ready = office.ask("/readyz")
    assert ready.status == 503
    assert "thư mục" in ready.json()["problems"][OTHER][0]
    assert is_problem(office.ask(*OF_OURS), 500)
    (tmp_path / "elsewhere").rename(own)
    assert office.ask("/readyz").status == 200


def no_byte_to_any_file() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def upload(file: bytes) -> tuple[bytes, dict[str, str]]:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n'
    return body + file + b"\r\n--x--\r\n", {"Content-Type": "multipart/form-data; boundary=x"}


def test_where_no_file_can_be_written_everything_is_served(log: Path) -> None:
    """No file of the service may grow by a single byte, not even its log."""
    with running(log, before=no_byte_to_any_file, VANBAN_WORKERS="1") as service:
        assert service.ask("/readyz").status == 200
        made = service.ask(DOCUMENTS, SAMPLE)
        assert is_document(made)
        # Longer than what werkzeug keeps in memory by itself: it would need a temporary file.
        refused = service.ask(DOCUMENTS, *upload(made.body + b"\0" * 1_000_000))
        assert refused.status in (200, 400)
        assert is_document(service.ask(DOCUMENTS, *upload(made.body)))
        assert service.ask("/metrics").status == 200
    assert log.read_bytes() == b""


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB, full; only root can mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    need("mount")
    need_right_to("mount a disk", ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)])
    try:
        with contextlib.suppress(OSError), (place / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"\0" * 4096)
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_stops_neither_documents_nor_the_start(tiny_disk: Path) -> None:
    with running(tiny_disk / "log", TMPDIR=str(tiny_disk), VANBAN_WORKERS="1") as service:
        assert is_document(service.ask(DOCUMENTS, SAMPLE))
        assert service.ask("/readyz").status == 200
        (tiny_disk / "filler").unlink()
        assert is_document(service.ask(DOCUMENTS, SAMPLE))
        # With room again the log goes on.
        until(lambda: b'"event": "request"' in service.log.read_bytes())


def test_a_read_only_disk_stops_nothing(log: Path) -> None:
    probe = ["unshare", "--mount", "sh", "-c", "mount -o remount,ro,bind /"]
    need("util-linux", "mount")
    need_right_to("make its own view of the disk read-only", probe)
    read_only = 'mount -o remount,ro,bind / && ! touch ./a-file 2>/dev/null && exec "$@"'
    prefix = ("unshare", "--mount", "sh", "-c", read_only, "sh")
    with running(log, prefix=prefix, VANBAN_WORKERS="1") as service:
        assert service.ask("/readyz").status == 200
        assert is_document(service.ask(DOCUMENTS, SAMPLE))


def refused_start(**settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(),
        cwd=ROOT,
        env=environment(free_port(), **settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VANBAN_MAX_ROWS", "many"),
        ("VANBAN_TEMPLATES", "/no/such/folder"),
        ("VANBAN_MAX_ROW", "100"),
        ("VANBAN_WORKERS", "two"),
        ("VANBAN_WORKERS", "0"),
        ("VANBAN_BIND", "nonsense"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(config.WrongSetting, match=name):
        config.load({name: value})


def test_a_wrong_setting_stops_the_start_with_one_line() -> None:
    done = refused_start(VANBAN_WORKERS="two")
    assert done.returncode != 0
    (line,) = (done.stdout + done.stderr).splitlines()
    assert line.startswith("vanban: ")
    assert "VANBAN_WORKERS" in line


def line_of_a_refused_start(**settings: str) -> str:
    """What is said in plain words when the service does not start; beside it there are JSON lines at most."""
    done = refused_start(**settings)
    assert done.returncode != 0
    reported = (done.stdout + done.stderr).splitlines()
    (line,) = [line for line in reported if not line.startswith("{")]
    return line


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a good file for each setting that needs one; a password takes its time."""
    folder = tmp_path_factory.mktemp("filled") / "private"
    credentials.add_key(folder / "keys.json", credentials.new_key("kho")[1])
    clerk = credentials.new_account("lan", "chim bay về tổ")
    credentials.put_account(folder / "accounts.json", clerk)
    credentials.secret(folder / "session.key")
    return folder


@pytest.fixture
def private(filled: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copytree(filled, tmp_path / "private"))


BEHIND_A_PROXY = {"VANBAN_TRUSTED_USER_HEADER": "X-User", "VANBAN_TRUSTED_PROXY": "127.0.0.1"}
FILES = {
    "VANBAN_KEYS": "keys.json",
    "VANBAN_ACCOUNTS": "accounts.json",
    "VANBAN_SECRET_FILE": "session.key",
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("spoil", "advice"),
    [
        (lambda file: file.chmod(0o640), "(0640); chmod 600 {file}"),
        (lambda file: file.write_text('{"entr'), "delete it"),
        (lambda file: file.write_bytes(b"\xff\xfe"), "cannot be read"),
        (lambda file: (file.unlink(), file.mkdir()), "cannot be read"),
        (lambda file: file.unlink(), "does not exist"),
        (lambda file: shutil.rmtree(file.parent), "does not exist"),
    ],
    ids=["readable by others", "broken", "not text", "a folder", "gone", "its folder gone"],
)
def test_a_private_file_that_cannot_be_used_is_named_with_advice(
    private: Path, name: str, spoil: Callable[[Path], object], advice: str
) -> None:
    file = private / FILES[name]
    spoil(file)
    with pytest.raises(config.WrongSetting) as refused:
        create_app(config.load({**BEHIND_A_PROXY, name: str(file)}))
    (line,) = str(refused.value).splitlines()
    assert line.startswith(f"{name}: {file}")
    assert advice.format(file=file) in line


def test_a_private_file_that_others_may_read_stops_the_start_with_one_line(private: Path) -> None:
    file = private / "keys.json"
    file.chmod(0o640)
    line = line_of_a_refused_start(VANBAN_KEYS=str(file))
    assert line.startswith(f"vanban: VANBAN_KEYS: {file}")


#: Root that may not read everything: what every other user is, where the tests run as root.
PLAIN = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", "--")

#: Builds the application once for each line of settings, and prints what is wrong with them.
BUILDS = """
import json, sys
from service import config
from service.app import create_app

for line in sys.stdin:
    try:
        create_app(config.load(json.loads(line)))
    except config.WrongSetting as wrong:
        print(wrong, flush=True)
    else:
        print("nothing is wrong", flush=True)
"""
Refusal = Callable[[Mapping[str, str]], str]


@pytest.fixture(scope="module")
def refusal() -> Iterator[Refusal]:
    """What a process of such a user finds wrong with settings; starting the service for each would take far longer."""
    need("util-linux")
    need_right_to("make a file that belongs to somebody else", [*PLAIN, "true"])
    with subprocess.Popen(
        [*PLAIN, sys.executable, "-c", BUILDS],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        given, found = process.stdin, process.stdout
        assert given is not None and found is not None

        def ask(settings: Mapping[str, str]) -> str:
            given.write(json.dumps(settings) + "\n")
            given.flush()
            return found.readline().rstrip("\n")

        yield ask


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_somebody_else_made_is_reported_with_the_command_that_hands_it_over(
    private: Path, refusal: Refusal, name: str
) -> None:
    file = private / FILES[name]
    settings = {**BEHIND_A_PROXY, name: str(file)}
    os.chown(file, 65534, -1)
    assert refusal(settings) == (
        f"{name}: {file} belongs to nobody and cannot be read by root; chown root {file}"
    )
    private.chmod(0o700)
    os.chown(private, 65534, -1)
    assert refusal(settings) == (
        f"{name}: {private} belongs to nobody and cannot be entered by root; chown -R root {private}"
    )
    private.parent.chmod(0o700)
    os.chown(private.parent, 65534, -1)
    line = refusal(settings)
    assert line.startswith(f"{name}: {private.parent} belongs to nobody")
    assert "move" in line
    os.chown(private.parent, 0, -1)


def test_a_key_taken_back_does_not_work_again_because_the_file_is_spoilt(
    private: Path, log: Path
) -> None:
    token, key = credentials.new_key("kho")
    credentials.add_key(private / "keys.json", key)
    reported = {**JSON, "Authorization": f"Bearer {token}"}
    with running(log, VANBAN_KEYS=str(private / "keys.json")) as service:
        assert is_document(service.ask(DOCUMENTS, SAMPLE, reported))
        credentials.drop_key(private / "keys.json", key.identity)
        (private / "keys.json").chmod(0o644)
        assert is_problem(service.ask(DOCUMENTS, SAMPLE, reported), 401)
        ready = service.ask("/readyz")
        assert ready.status == 503
        assert list(ready.json()["problems"]) == ["VANBAN_KEYS"]
        assert str(private) not in ready.body.decode()
        for _ in range(10):
            service.ask("/readyz")
        lines = [logged for logged in service.lines() if "chmod 600" in logged["event"]]
        assert 1 <= len(lines) == len({line["pid"] for line in lines})
        assert any(logged.get("caller") == f"key {key.identity}" for logged in service.lines())
        (private / "keys.json").chmod(0o600)
        assert service.ask("/readyz").status == 200
        assert is_problem(service.ask(DOCUMENTS, SAMPLE, reported), 401)


def test_a_wrong_catalogue_stops_the_start_with_one_line(tmp_path: Path) -> None:
    own = tmp_path / "can-cu.yaml"
    own.write_text("as_of: 2020-07-01\nitems:\n- {id: x, what: y}\n", encoding="utf-8")
    done = refused_start(VANBAN_CATALOGUE=str(own))
    assert done.returncode != 0
    reported = [
        line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("{")
    ]
    (line,) = reported
    assert line.startswith("vanban: ")
    assert "can-cu.yaml" in line
    assert "Traceback" not in done.stdout + done.stderr


def test_every_request_of_a_running_service_is_one_json_line(service: Service) -> None:
    answer = service.ask(DOCUMENTS, SAMPLE, {**JSON, "X-Request-ID": "from-outside-1"})
    assert answer.headers["x-request-id"] == "from-outside-1"
    until(lambda: any(logged.get("request_id") == "from-outside-1" for logged in service.lines()))
    assert {line["event"] for line in service.lines()} >= {"request"}

"""The container is not built here; what can be known without an engine is: its files are there, its commands work."""

from __future__ import annotations

import fnmatch
import json
import re
import shlex
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.needs import need, need_right_to
from tests.serving import DOCUMENTS, JSON, ROOT, SAMPLE, environment, running
from tools import healthcheck

#: Instructions with their continuation lines joined and comments left out.
LINES = re.sub(
    r"\\\n",
    " ",
    re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE),
).splitlines()
INSTRUCTIONS = [(line.split()[0], line.split(maxsplit=1)[1]) for line in LINES if line.strip()]
#: Patterns of .dockerignore in order, each with whether it lets a path in again.
IGNORED = [
    (line.removeprefix("!"), line.startswith("!"))
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def copied() -> list[str]:
    """What is copied out of the folder of the project."""
    found = [shlex.split(words) for name, words in INSTRUCTIONS if name == "COPY"]
    return [word for words in found if not words[0].startswith("--") for word in words[:-1]]


def in_the_context(path: str) -> bool:
    """Whether .dockerignore lets a path of the first level through; its last line that matches decides."""
    verdicts = [back for pattern, back in IGNORED if fnmatch.fnmatchcase(path, pattern)]
    return not verdicts or verdicts[-1]


def test_every_instruction_is_one_that_docker_knows_and_stages_end_as_nobody() -> None:
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ARG", "USER", "ENV"}
    known |= {"EXPOSE", "HEALTHCHECK", "STOPSIGNAL", "CMD"}
    assert {name for name, _ in INSTRUCTIONS} <= known
    assert ("USER", "65534:65534") in INSTRUCTIONS
    for name, words in INSTRUCTIONS:
        if name == "CMD" or "CMD" in words.split():
            assert all(isinstance(word, str) for word in json.loads(words[words.index("[") :]))


def test_everything_that_is_copied_is_there_and_not_ignored() -> None:
    assert {"service", "tools", "templates_docx", "samples", "wsgi.py"} <= set(copied())
    for path in copied():
        # A pattern with a star may match nothing: COPY takes what is there.
        found = [file.name for file in ROOT.glob(path)] if "*" in path else [path]
        for name in found:
            assert (ROOT / name).exists() and in_the_context(name), name


@pytest.mark.parametrize("path", ["private", "tests", ".git", ".venv", "docs", "vanban.env"])
def test_nothing_else_gets_into_an_image_least_of_all_a_key(path: str) -> None:
    assert not in_the_context(path) and path not in copied()


def test_what_python_is_asked_to_run_is_in_the_image() -> None:
    asked = [
        found[1] for _, words in INSTRUCTIONS if (found := re.search(r'"-m", "([\w.]+)"', words))
    ]
    assert asked == ["tools.healthcheck"]
    assert (ROOT / "tools" / "healthcheck.py").is_file()


def checked(bind: str) -> subprocess.CompletedProcess[str]:
    """The health check as Docker starts it, with the service's own settings."""
    return subprocess.run(
        [sys.executable, "-m", "tools.healthcheck"],
        cwd=ROOT,
        env=environment(0, VANBAN_BIND=bind),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_the_health_check_asks_the_configured_address(tmp_path: Path) -> None:
    with running(tmp_path / "log", VANBAN_WORKERS="1") as service:
        assert checked(f"127.0.0.1:{service.port}").returncode == 0
        assert checked(f"localhost:{service.port}").returncode == 0
    away = checked(f"127.0.0.1:{service.port}")
    assert away.returncode == 1
    (line,) = away.stderr.splitlines()
    assert line.startswith("no answer: ")
    assert checked("nonsense").returncode == 1


@pytest.mark.parametrize(("bind", "host"), [("0.0.0.0:80", "127.0.0.1"), ("[::]:80", "::1")])
def test_a_service_on_every_address_is_asked_on_this_machines_own(bind: str, host: str) -> None:
    assert healthcheck._connection(bind).host == host


@pytest.fixture
def socket_file(tmp_path: Path) -> Iterator[tuple[Path, list[bytes]]]:
    """A socket file behind which somebody answers each of the given answers once."""
    path, answers = tmp_path / "vanban.sock", [b"200 OK", b"503 Busy"]
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def serve() -> None:
            for answer in answers:
                caller, _ = listener.accept()
                with caller:
                    assert caller.recv(4096).startswith(b"GET /healthz HTTP/1.1\r\n")
                    caller.sendall(b"HTTP/1.1 " + answer + b"\r\nContent-Length: 0\r\n\r\n")

        server = threading.Thread(target=serve)
        server.start()
        yield path, answers
        server.join(10)


def test_the_health_check_asks_a_socket_file_as_well(
    socket_file: tuple[Path, list[bytes]], tmp_path: Path
) -> None:
    bind = f"unix:{socket_file[0]}"
    assert checked(bind).returncode == 0
    busy = checked(bind)
    assert busy.returncode == 1 and busy.stderr == f"{bind} answers 503\n"
    assert checked(f"unix:{tmp_path}/nobody.sock").returncode == 1


SHUT = "mount --bind {0} {0} && mount -o remount,ro,bind {0} && "
READ_ONLY = 'mount -o remount,ro,bind / && {} exec "$@"'


@pytest.mark.parametrize("tmpfs", [False, True], ids=["without /tmp", "with --tmpfs /tmp"])
def test_a_read_only_container_makes_pdfs_when_tmp_is_writable_and_says_so_when_not(
    tmp_path: Path, tmpfs: bool
) -> None:
    need("util-linux", "mount", "libreoffice-writer")
    shut = SHUT.format("/tmp") + SHUT.format("/var/tmp")
    mount = "mount -t tmpfs tmpfs /tmp &&" if tmpfs else shut
    prefix = ("unshare", "--mount", "sh", "-c", READ_ONLY.format(mount), "sh")
    need_right_to("make its own view of the disk", [*prefix, "true"])
    with running(tmp_path / "log", prefix=prefix, VANBAN_WORKERS="1") as service:
        made = service.ask(DOCUMENTS, SAMPLE, {**JSON, "Accept": "application/pdf"})
        reported = [line for line in service.lines() if "--tmpfs /tmp" in line["event"]]
        if tmpfs:
            assert made.status == 200 and made.body.startswith(b"%PDF-")
            assert not reported
        else:
            assert made.status == 503 and len(reported) >= 2

"""Jobs run in forked children of one process that has imported every third-party package, and nothing of ours.

A fork costs milliseconds where a new Python with Flask, lxml and pytest costs seconds.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import os
import resource
import shutil
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tools.mutants.source import ROOT

Job = TypeVar("Job")

ADDRESS_SPACE_BYTES = 6 * 2**30
FILE_BYTES = 2**30
_OURS = {"service", "tests", "tools", "bench", "wsgi"}
#: Started only by the walks, and costs more than it saves.
_LEFT_OUT = {"playwright", "axe_playwright_python"}


@dataclass(frozen=True)
class Ended:
    """How a child ended: its folder holds what it wrote, ``signal`` is 0 unless one ended it."""

    folder: Path
    code: int
    signal: int

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")


def preload() -> None:
    """Import what service/ and tests/ import from others; what is not installed is left out."""
    for name in sorted(_imported_from_others()):
        with contextlib.suppress(ImportError), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            importlib.import_module(name)
    ours = [name for name in sys.modules if name.partition(".")[0] in {"service", "tests"}]
    assert not ours, f"imported before the fork: {ours}"


def run(
    jobs: Iterable[Job], work: Callable[[Job, Path], None], place: Path, at_once: int
) -> Iterator[tuple[Job, Ended]]:
    """Do ``work(job, folder)`` for each job in a child of its own; yields in the order they end."""
    running: dict[int, tuple[Job, Path]] = {}
    waiting = iter(enumerate(jobs))
    try:
        while True:
            while len(running) < at_once and (found := next(waiting, None)) is not None:
                number, job = found
                folder = place / str(number)
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(parents=True)
                running[_fork(work, job, folder)] = job, folder
            if not running:
                return
            pid, status = os.wait()
            if pid in running:
                job, folder = running.pop(pid)
                _end_group(pid)
                yield job, _ended(folder, status)
    finally:
        for pid in running:
            _end_group(pid)


def _fork(work: Callable[[Job, Path], None], job: Job, folder: Path) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        os.setsid()
        log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT)
        for descriptor in (1, 2):
            os.dup2(log, descriptor)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number in (signal.SIGALRM, signal.SIGPROF):
            signal.signal(number, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE_BYTES, ADDRESS_SPACE_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
        work(job, folder)
        code = 0
    except BaseException:  # noqa: BLE001 - a child must never go on as its parent
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _ended(folder: Path, status: int) -> Ended:
    if os.WIFSIGNALED(status):
        return Ended(folder, -1, os.WTERMSIG(status))
    return Ended(folder, os.waitstatus_to_exitcode(status), 0)


def _end_group(pid: int) -> None:
    """End what the child left running; it leads a group of its own."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _imported_from_others() -> set[str]:
    found: set[str] = {"pytest", "_pytest.assertion.rewrite"}
    for folder in ("service", "tests"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_bytes())):
                if isinstance(node, ast.Import):
                    found.update(alias.name for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module)
    return {name for name in found if name.partition(".")[0] not in _OURS | _LEFT_OUT}

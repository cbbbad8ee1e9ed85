"""What holds for every test: with ``CI=true`` a skip is a failure, and no clock decides.

Hypothesis by itself fails a test that takes long; on a busy machine that says nothing about the code.

The services that tests build are given out of one memory what each would make of the same files: the compiled
templates of documents and of pages, and the data of this release. Most of a second of a processor for each build was
spent on it. Nobody changes any of them; other bytes are compiled and read.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import os
import sys
from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path
from types import CodeType
from typing import Any, TypeVar

import pytest
from _pytest.runner import runtestprotocol
from flask import Flask
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket, BytecodeCache

from service.docx.rendering import compile_template, template_store
from service.reference import Reference, clock, data_pack
from service.reference.data_files import Entry
from service.reference.data_pack import DataPack
from service.untrusted import isolation
from tests import libreoffice, measured

settings.register_profile(
    "without-a-clock",
    parent=settings.get_profile(settings.get_current_profile_name()),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("without-a-clock")

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
_CI = os.environ.get("CI") == "true"
_TEMPLATES_KEPT = 16
_OBJECTS_BETWEEN_COLLECTIONS = 20_000
#: These take longest: begun last, one of them would leave a process at work alone. It is enough to look at
#: ``pytest --durations`` once in a while; where a file comes changes nothing but how long all of them take.
_LONGEST_FIRST = (
    "jobs/test_runners.py",
    "test_running.py",
    "conformance/test_measure.py",
    "test_live_api.py",
    "layout/test_pages.py",
    "web/test_walks.py",
    "web/test_draft_walks.py",
    "test_two_machines.py",
    "layout/test_page_ends.py",
    "layout/test_table_pages.py",
    "layout/test_long_tables.py",
    "test_microsoft.py",
    "test_stopping.py",
    "workbook/test_form.py",
)
_patch = pytest.MonkeyPatch()
_begun = contextlib.ExitStack()


class _CompiledPages(BytecodeCache):
    """The code of page templates by name and text."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._kept[bucket.key, bucket.checksum] = bucket.code


def pytest_configure() -> None:
    """Before tests are collected: modules of tests build services, too."""
    kept = functools.lru_cache(_TEMPLATES_KEPT)(compile_template)
    _patch.setattr(template_store, "compiled_template", kept)
    _patch.setattr(Flask, "jinja_options", {"bytecode_cache": _CompiledPages()})
    _patch.setattr(data_pack, "opened", _opened_once())
    # What is right on a day must not become wrong with the days: drafts without a date are judged by this one.
    _patch.setattr(clock, "today", lambda: date(2026, 11, 28))


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Begin the fork server of the readers before thousands of tests are collected, as a worker of gunicorn does before it serves.

    A fork copies the table of all pages: from a process that holds all tests (0.6 to 1.1 GB) each of the 400 children took 18 ms
    to begin and as long to end. (pytest-cov begins to measure just before.)
    """
    if session.config.getoption("numprocesses", None):
        return  # Others run the tests.
    importlib.import_module("service.app")
    _begun.enter_context(measured.readers())
    isolation.start()


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, Any, Any]:
    gc.disable()
    with measured.by_one():
        _compile_a_share(session)
        found = yield
    # Tests and modules stay to the end: nobody looks for garbage in them, and seldom for what tests leave.
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    gc.enable()
    return found


def _compile_a_share(session: pytest.Session) -> None:
    """Import some of the tests that are asked for first, each process others, and so let pytest keep them compiled for all.

    In a fresh clone, to rewrite the asserts of all of them takes as long as to collect them, and every process would
    do it at the same time as the others.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker or sys.dont_write_bytecode:
        return
    place, processes = int(worker.removeprefix("gw")), int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    asked = [Path(argument.partition("::")[0]).absolute() for argument in session.config.args]
    files = {file for path in asked for file in (path, *path.rglob("test_*.py")) if file.is_file()}
    for file in sorted(files)[place::processes]:
        # What fails here is told when it is collected.
        with contextlib.suppress(Exception):
            name = file.relative_to(session.config.rootpath).with_suffix("")
            importlib.import_module(".".join(name.parts))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    folder = Path(__file__).parent
    places = {folder / name: place for place, name in enumerate(_LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(request: pytest.FixtureRequest) -> Generator[None, Any, Any]:
    with measured.as_marked(request):
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Spare pytest-xdist two of three reports of each test: that nothing went wrong before and after it."""
    if not os.environ.get("PYTEST_XDIST_WORKER") or item.config.getoption("durations") is not None:
        return None
    where = {"nodeid": item.nodeid, "location": item.location}
    item.ihook.pytest_runtest_logstart(**where)
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(**where)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _unskipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _unskipped((yield))


def pytest_unconfigure() -> None:
    _begun.close()
    _patch.undo()
    libreoffice.stop()


def _opened_once() -> Callable[..., Reference]:
    """``data_pack.opened``, which reads this release's own files once."""
    opened, release = data_pack.opened, data_pack.built_in()

    @functools.cache
    def of_release(today: date | None) -> Reference:
        return opened(release, None, today)

    def either(pack: DataPack, own: Entry | None, today: date | None = None) -> Reference:
        return of_release(today) if pack is release and own is None else opened(pack, own, today)

    return either


def _unskipped(report: Report) -> Report:
    expected = hasattr(report, "wasxfail")
    if _CI and report.skipped and not expected:
        # Of a skip pytest keeps (file, line, reason).
        assert isinstance(report.longrepr, tuple)
        report.outcome = "failed"
        report.longrepr = f"With CI=true nothing may be skipped. {report.longrepr[2]}"
    return report

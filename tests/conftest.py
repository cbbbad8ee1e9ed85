"""What holds for every test: with ``CI=true`` a skip is a failure, and no clock decides.

Hypothesis by itself fails a test that takes long; on a busy machine that says nothing about the code.

The services that tests build are given templates out of one memory: half a second of a processor for each build
was spent on compiling the same three files. Nobody changes a compiled template; other bytes are compiled.
"""

from __future__ import annotations

import functools
import gc
import os
from collections.abc import Generator, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

from service.docx.rendering import compile_template, template_store
from service.reference import clock
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


def pytest_configure() -> None:
    """Before tests are collected: modules of tests build services, too."""
    kept = functools.lru_cache(_TEMPLATES_KEPT)(compile_template)
    _patch.setattr(template_store, "compile_template", kept)
    # What is right on a day must not become wrong with the days: drafts without a date are judged by this one.
    _patch.setattr(clock, "today", lambda: date(2026, 11, 28))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, Any, Any]:
    gc.disable()
    with measured.by_one():
        found = yield
    # Tests and modules stay to the end: nobody looks for garbage in them.
    gc.freeze()
    gc.enable()
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    folder = Path(__file__).parent
    places = {folder / name: place for place, name in enumerate(_LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(request: pytest.FixtureRequest) -> Generator[None, Any, Any]:
    with measured.as_marked(request):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _unskipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _unskipped((yield))


@pytest.fixture(scope="session", autouse=True)
def measured_readers() -> Iterator[None]:
    with measured.readers():
        yield


def pytest_unconfigure() -> None:
    _patch.undo()
    libreoffice.stop()


def _unskipped(report: Report) -> Report:
    expected = hasattr(report, "wasxfail")
    if _CI and report.skipped and not expected:
        # Of a skip pytest keeps (file, line, reason).
        assert isinstance(report.longrepr, tuple)
        report.outcome = "failed"
        report.longrepr = f"With CI=true nothing may be skipped. {report.longrepr[2]}"
    return report

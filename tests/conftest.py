"""What holds for every test: with ``CI=true`` a skip is a failure, and no clock decides.

Hypothesis by itself fails a test that takes long; on a busy machine that says nothing about the code.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

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
    libreoffice.remove_profile()


def _unskipped(report: Report) -> Report:
    expected = hasattr(report, "wasxfail")
    if _CI and report.skipped and not expected:
        # Of a skip pytest keeps (file, line, reason).
        assert isinstance(report.longrepr, tuple)
        report.outcome = "failed"
        report.longrepr = f"With CI=true nothing may be skipped. {report.longrepr[2]}"
    return report

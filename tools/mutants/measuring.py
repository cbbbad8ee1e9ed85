"""A test file, run once in a child, becomes a record: each test's lines of service/, its seconds, its outcome.

The record is kept in build/mutants/coverage beside the sources it was measured on, so that a test file is
measured again only when it, or a module of tests/ that it imports, has changed.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import hashlib
import json
import os
import sys
import time
from collections.abc import Generator, Iterable
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import coverage
import pytest
from coverage.exceptions import DataError
from hypothesis import HealthCheck, settings

from tools.mutants import import_hook
from tools.mutants.source import ROOT

PLACE = ROOT / "build" / "mutants" / "coverage"
SOURCES = PLACE / "sources"
PYTEST = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=short",
          "-W", "ignore::pytest.PytestAssertRewriteWarning")  # fmt: skip
#: Programs that make a test too slow to ask first.
_SLOW_PROGRAMS = ("soffice", "libreoffice", "chrom", "playwright", "apt-get")


def stale(files: Iterable[Path]) -> list[Path]:
    """The test files whose record is missing or older than their text."""
    return [file for file in files if _recorded_digest(file) != digest(file)]


def record_of(file: Path) -> Path:
    return PLACE / (file.relative_to(ROOT).as_posix().replace("/", ".") + ".json")


def digest(file: Path) -> str:
    """Of a test file with all of tests/ that it imports, and the fixtures it is given."""
    above = [folder / "conftest.py" for folder in file.parents if folder.is_relative_to(ROOT)]
    seen = {file, *(folder for folder in above if folder.exists())}
    waiting = list(seen)
    while waiting:
        for other in _imported_tests(waiting.pop()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    mixed = hashlib.sha256()
    for seen_file in sorted(seen):
        mixed.update(seen_file.read_bytes())
    return mixed.hexdigest()


def measure(file: Path, folder: Path) -> None:
    """In a child: run the file's tests and write its record."""
    measured = coverage.Coverage(
        data_file=str(folder / "measured"),
        config_file=False,
        source=[str(ROOT / "service")],
        messages=False,
    )
    os.environ[import_hook.MEASURED_INTO] = str(folder)
    import_hook.tell_started_pythons()
    repeatable()
    tests = _Tests(measured)
    measured.start()
    pytest.main([*PYTEST, f"--basetemp={folder / 'tmp'}", str(file)], plugins=[tests])
    measured.stop()
    measured.save()
    _keep_sources()
    content = {
        "digest": digest(file),
        "sources": {name: _digest(ROOT / name) for name in sources()},
        "tests": {name: about for name, about in tests.found.items() if about["passed"]},
        "not passed": sorted(name for name, about in tests.found.items() if not about["passed"]),
        "lines": _lines(folder, measured),
    }
    whole = folder / "record"
    whole.write_text(json.dumps(content), encoding="utf-8")
    whole.replace(record_of(file))


def repeatable() -> None:
    """The same examples in every run: what was noticed once is noticed again."""
    settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[*HealthCheck],
    )
    settings.load_profile("mutants")


def sources() -> list[str]:
    found = (ROOT / "service").rglob("*.py")
    return sorted(file.relative_to(ROOT).as_posix() for file in found)


class _Tests:
    """Tells coverage which test runs, and keeps what there is to know of each."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.found: dict[str, dict[str, Any]] = {}
        self._measured = measured
        self._contexts = [""]
        self._slow: set[str] = set()
        sys.addaudithook(self._started)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        fixtures = list(getattr(item, "fixturenames", ()))
        self.found[item.nodeid] = {"passed": False, "fixtures": fixtures}
        _forget_caches()
        began = time.monotonic()
        self._enter(item.nodeid)
        try:
            return (yield)
        finally:
            self._leave()
            about = self.found[item.nodeid]
            about["seconds"] = round(time.monotonic() - began, 3)
            used = {item.nodeid, *(f"fixture {name}" for name in fixtures)}
            about["slow"] = bool(used & self._slow) or "browser" in fixtures

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, Any, Any]:
        """What a shared fixture runs belongs to every test that is given it, not to the first alone."""
        if fixturedef.scope == "function":
            return (yield)
        self._enter(f"fixture {fixturedef.argname}")
        try:
            return (yield)
        finally:
            self._leave()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        about = self.found[report.nodeid]
        if report.when == "call":
            about["passed"] = report.passed
        elif report.failed:
            about["passed"] = False

    def _enter(self, context: str) -> None:
        self._contexts.append(context)
        self._switch()

    def _leave(self) -> None:
        self._contexts.pop()
        self._switch()

    def _switch(self) -> None:
        self._measured.switch_context(self._contexts[-1])
        os.environ[import_hook.MEASURED_FOR] = self._contexts[-1]

    def _started(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen" and any(
            program in str(arguments[:2]) for program in _SLOW_PROGRAMS
        ):
            self._slow.add(self._contexts[-1])


def _forget_caches() -> None:
    """So that each test runs the lines it depends on, not only the first to ask."""
    for candidate in gc.get_objects():
        if type(candidate) is _lru_cache_wrapper and candidate.__module__.startswith("service"):
            candidate.cache_clear()


def _lines(folder: Path, measured: coverage.Coverage) -> dict[str, dict[str, str]]:
    """{file: {context: hexadecimal number with a bit for each line}}"""
    found: dict[str, dict[str, int]] = {}
    kept = [measured.get_data()]
    for started in folder.glob("started.*"):
        data = coverage.CoverageData(str(started))
        # A process that a test killed while it wrote left half a file: what it ran is not known, as with one killed before.
        with contextlib.suppress(DataError):
            data.read()
            kept.append(data)
    for data in kept:
        for name in data.measured_files():
            lines = found.setdefault(Path(name).relative_to(ROOT).as_posix(), {})
            for line, contexts in data.contexts_by_lineno(name).items():
                for context in contexts:
                    lines[context] = lines.get(context, 0) | 1 << line
    return {
        file: {context: f"{bits:x}" for context, bits in lines.items()}
        for file, lines in found.items()
    }


def _keep_sources() -> None:
    SOURCES.mkdir(parents=True, exist_ok=True)
    for name in sources():
        kept = SOURCES / _digest(ROOT / name)
        if not kept.exists():
            kept.write_bytes((ROOT / name).read_bytes())


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _recorded_digest(file: Path) -> str | None:
    record = record_of(file)
    if not record.exists():
        return None
    found: str = json.loads(record.read_text(encoding="utf-8"))["digest"]
    return found


def _imported_tests(file: Path) -> set[Path]:
    found = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests"):
            place = ROOT / Path(*str(node.module).split("."))
            found.add(place.with_suffix(".py"))
            found.update((place / name.name).with_suffix(".py") for name in node.names)
    return {file for file in found if file.exists()}

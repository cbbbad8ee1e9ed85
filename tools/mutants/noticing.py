"""In a child: one mutant and the tests that could notice it become one verdict, written to the child's folder."""

from __future__ import annotations

import json
import os
import re
import signal
from collections import Counter
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tools.mutants import import_hook, measuring
from tools.mutants.covering import Coverage, Test, imported_by, named_in
from tools.mutants.forking import Ended
from tools.mutants.source import ROOT, Mutant

#: A test that works ten times as long as the longest of its file did when measured hangs, and one that waits so
#: long by the clock, which on a busy machine runs ahead of the work.
HANGS_TIMES, WORKS_SECONDS, WAITS_SECONDS = 10.0, 20.0, 300.0
#: How many files the first stage imports; each further one may import twice as many.
FIRST_FILES = 3
#: A test above this is not asked before others, whatever it is about; a name that more files know says nothing.
_QUICK_SECONDS, _MOST_RARE = 0.3, 12
_NAME = re.compile(r"[^\W\d]\w{2,}")
#: Tests of about the same cost run file by file, so that a module's fixtures are made once.
_COSTS = (0.03, 0.3, 3.0)


@dataclass(frozen=True)
class Trial:
    """A mutant with its changed file's text (none for a trial of the tests themselves) and its tests in order."""

    mutant: Mutant | None
    text: bytes
    tests: tuple[Test, ...]
    known: frozenset[str]
    cap_seconds: float


@dataclass(frozen=True)
class Verdict:
    """``how`` is "noticed", "hung", "survived", "capped" (ran out of its seconds) or "untested"."""

    how: str
    by: tuple[str, ...] = ()
    ran: int = 0

    @property
    def noticed(self) -> bool:
        return self.how in ("noticed", "hung")


def tests_for(coverage: Coverage, mutant: Mutant, unreliable: frozenset[str]) -> tuple[Test, ...]:
    """The quick ones by likelihood; those with a browser or an office suite only when there is nothing else."""
    groups = coverage.for_mutant(mutant)
    totals = Counter(test.file for test in coverage.tests.values())
    for slow in (False, True):
        found = [
            test
            for group in groups
            for test in _ordered([one for one in group if one.slow is slow], totals)
            if test.name not in unreliable
        ]
        if found:
            module, words = module_of(mutant.file), _rare_words(mutant, totals)
            return tuple(sorted(found, key=lambda test: -_says_of(test, module, words)))
    return ()


def _says_of(test: Test, module: str, words: frozenset[str]) -> int:
    """How much a quick test has to do with a mutant: its file imports the module, its file names what stands in the line."""
    if test.seconds > _QUICK_SECONDS:
        return 0
    imports = (f"{imported}." for imported in imported_by(test.file))
    is_imported = any(f"{module}.".startswith(imported) for imported in imports)
    return is_imported + bool(words & named_in(test.file))


def _rare_words(mutant: Mutant, files: Iterable[str]) -> frozenset[str]:
    """The names of the changed line that only a few files of tests know: who names them asks about them."""
    words = {*_NAME.findall(mutant.before), *mutant.names} - {""}
    counts = Counter(word for file in files for word in words & named_in(file))
    return frozenset(word for word in words if 0 < counts[word] <= _MOST_RARE)


def _ordered(tests: list[Test], totals: Counter[str]) -> list[Test]:
    """The cheap before the dear; among those, files first of which the larger part runs the line."""
    counts = Counter(test.file for test in tests)
    return sorted(
        tests,
        key=lambda test: (
            sum(test.seconds > cost for cost in _COSTS),
            -counts[test.file] / totals[test.file],
            test.file,
        ),
    )


def try_out(trial: Trial, folder: Path) -> None:
    """In a child: import the changed module instead of the file's, and run the tests until one notices."""
    if trial.mutant:
        changed = folder / "changed.py"
        changed.write_bytes(trial.text)
        file = ROOT / trial.mutant.file
        mutation = (module_of(trial.mutant.file), str(file), str(changed))
        os.environ[import_hook.MUTATION] = os.pathsep.join(mutation)
        import_hook.install()
    import_hook.tell_started_pythons()
    measuring.repeatable()
    plugin = _Notices(trial, folder)
    stop = ["--maxfail=1"] if trial.mutant else []
    how = "survived"
    for stage in _stages(trial.tests):
        _watch(2 * WORKS_SECONDS)
        files = list(dict.fromkeys(test.file for test in stage))
        plugin.chosen = {test.name: place for place, test in enumerate(stage)}
        code = pytest.main(
            [*measuring.PYTEST, *stop, f"--basetemp={folder / 'tmp'}", *files], plugins=[plugin]
        )
        _watch(0)
        if code not in (0, 1, 2, 5) and not plugin.failed:
            plugin.failed.append(f"(import of {files[0]})")
        if plugin.failed:
            how = "noticed"
        elif plugin.capped:
            how = "capped"
        if how != "survived" and trial.mutant:
            break
    _write(folder, how, plugin.failed, plugin.ran)


def _stages(tests: tuple[Test, ...]) -> list[list[Test]]:
    """The tests in their order, a few files first: to import them all takes longer than most mutants live."""
    stages: list[list[Test]] = [[]]
    imported: set[str] = set()
    room = FIRST_FILES
    for test in tests:
        if test.file not in imported and len(imported) == room:
            stages.append([])
            room *= 3
        imported.add(test.file)
        stages[-1].append(test)
    return stages


def verdict(ended: Ended) -> Verdict:
    """What the child wrote; a child that died noticed the mutation, too."""
    written = ended.folder / "verdict"
    if written.exists():
        found = json.loads(written.read_text(encoding="utf-8"))
        return Verdict(found["how"], tuple(found["by"]), found["ran"])
    current = ended.folder / "current"
    by = (current.read_text(encoding="utf-8"),) if current.exists() else ("(collecting)",)
    return Verdict("hung" if ended.signal in _WATCHES else "noticed", by)


def module_of(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class _Notices:
    """Runs the chosen tests in their order, and watches the clock for each."""

    def __init__(self, trial: Trial, folder: Path) -> None:
        self.failed: list[str] = []
        self.capped = False
        self.ran = 0
        #: The tests of this stage by their place in it.
        self.chosen: dict[str, int] = {}
        self._trial, self._folder = trial, folder
        self._longest = {test.name: test.longest for test in trial.tests}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """A test that nobody measured is there because of the mutation (a parameter's name): it runs first."""
        chosen = [
            item
            for item in items
            if item.nodeid in self.chosen
            or (self._trial.mutant and item.nodeid not in self._trial.known)
        ]
        items[:] = sorted(chosen, key=lambda item: self.chosen.get(item.nodeid, -1))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        (self._folder / "current").write_text(item.nodeid, encoding="utf-8")
        _watch(HANGS_TIMES * self._longest.get(item.nodeid, 1.0))
        result = yield
        self.ran += 1
        if sum(os.times()[:4]) > self._trial.cap_seconds and self._trial.mutant:
            self.capped = True
            item.session.shouldstop = "the seconds of this mutant are used up"
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed.append(f"(import of {report.nodeid})")


_WATCHES = (signal.SIGPROF, signal.SIGALRM)


def _watch(seconds: float) -> None:
    """End this process after so long; 0 stops the watch."""
    for timer, least in ((signal.ITIMER_PROF, WORKS_SECONDS), (signal.ITIMER_REAL, WAITS_SECONDS)):
        signal.setitimer(timer, max(seconds, least) if seconds else 0)


def _write(folder: Path, how: str, by: list[str], ran: int) -> None:
    content = json.dumps({"how": how, "by": by[:20], "ran": ran})
    (folder / "verdict").write_text(content, encoding="utf-8")

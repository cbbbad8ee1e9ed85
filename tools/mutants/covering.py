"""A mutant becomes the tests that could notice it, those that most likely do first.

For a line inside a function: the tests that ran it; where none did as far as is known (a forked child that reads a file
ends without a word to the measure), those that ran anything of the file. A line of a module or a class runs at import, for no
test in particular; then the tests that ran a function which names what the line binds, or whose file names that
constant itself, by how many definitions lie between, then those that ran anything of the file. Lines that moved since the measuring are followed.
"""

from __future__ import annotations

import ast
import difflib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tools.mutants import measuring
from tools.mutants.source import ROOT, Mutant, bound

#: So many definitions may lie between a constant and the function that uses it.
DEEPEST = 6
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Test:
    """One test: what it is called, what it costs, and whether it starts a browser or an office suite.

    ``longest`` is what the dearest test of its file costs: any other may be the first to ask for what they share.
    """

    name: str
    seconds: float
    longest: float
    slow: bool
    fixtures: frozenset[str]

    @property
    def file(self) -> str:
        return self.name.partition("::")[0]


@dataclass
class Coverage:
    """Every record: the tests by name, and for each test file which lines each context ran."""

    tests: dict[str, Test] = field(default_factory=dict)
    not_passed: list[str] = field(default_factory=list)
    _ran: list[_Ran] = field(default_factory=list)

    def add(self, record: dict[str, Any]) -> None:
        longest = max((about["seconds"] for about in record["tests"].values()), default=0.0)
        tests = {
            name: Test(name, about["seconds"], longest, about["slow"], frozenset(about["fixtures"]))
            for name, about in record["tests"].items()
        }
        self.tests.update(tests)
        self.not_passed += record["not passed"]
        self._ran.append(_Ran(list(tests.values()), record["sources"], record["lines"]))

    def for_mutant(self, mutant: Mutant) -> list[list[Test]]:
        """Groups of tests, each likelier to notice than the next; the first may be all there are."""
        first, last = mutant.lines
        groups = [self._that_ran({mutant.file: set(range(first, last + 1))})]
        if mutant.names:
            groups += [
                self._that_ran(lines) | self._whose_file_names(names)
                for names, lines in _users(mutant)
            ]
        if mutant.names or not groups[0]:
            groups.append(self._that_ran({mutant.file: None}))
        return _without_repeats(groups)

    def _that_ran(self, lines: dict[str, set[int] | None]) -> set[Test]:
        return {test for ran in self._ran for test in ran.tests_of(lines)}

    def _whose_file_names(self, names: frozenset[str]) -> set[Test]:
        """A test that compares a table of the service with one of its own runs no line of the service."""
        constants = {name for name in names if name.isupper()}
        return {test for test in self.tests.values() if constants & named_in(test.file)}


class _Ran:
    """One test file's record."""

    def __init__(
        self, tests: list[Test], digests: dict[str, str], lines: dict[str, dict[str, str]]
    ) -> None:
        self._tests, self._digests = tests, digests
        self._lines = {
            file: {context: int(bits, 16) for context, bits in found.items()}
            for file, found in lines.items()
        }

    def tests_of(self, wanted: dict[str, set[int] | None]) -> Iterable[Test]:
        """Those that ran one of the lines (any, for None); importing a file is not running its lines."""
        contexts: set[str] = set()
        for file, numbers in wanted.items():
            bits = -1 if numbers is None else self._bits(file, numbers)
            bits &= ~_at_import(file, self._digests.get(file, ""))
            found = self._lines.get(file, {})
            contexts.update(context for context, ran in found.items() if ran & bits)
        if "" in contexts:  # run while the test file was read, for the parameters of its tests
            return self._tests
        fixtures = {context.removeprefix("fixture ") for context in contexts if " " in context}
        return [test for test in self._tests if test.name in contexts or test.fixtures & fixtures]

    def _bits(self, file: str, numbers: set[int]) -> int:
        then = _moved(file, self._digests.get(file, ""))
        return sum(1 << then.get(number, 0) for number in numbers if then.get(number, 0))


def read(files: Iterable[Path]) -> Coverage:
    coverage = Coverage()
    for file in files:
        coverage.add(json.loads(measuring.record_of(file).read_text(encoding="utf-8")))
    return coverage


@cache
def _at_import(file: str, digest: str) -> int:
    """A bit for each line that was outside every function when measured."""
    text = _measured(file, digest)
    bits = (1 << text.count(b"\n") + 2) - 1
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, _FUNCTIONS) and isinstance(node.body, list):
            first, last = node.body[0].lineno, node.end_lineno or node.body[-1].lineno
            bits &= ~((1 << last + 1) - (1 << first))
    return bits


def _measured(file: str, digest: str) -> bytes:
    kept = measuring.SOURCES / digest
    return (kept if digest and kept.exists() else ROOT / file).read_bytes()


@cache
def _moved(file: str, digest: str) -> dict[int, int]:
    """{line now: line when measured}; a changed line stands for the one it replaced."""
    now = (ROOT / file).read_text(encoding="utf-8").splitlines()
    then = _measured(file, digest).decode().splitlines()
    if now == then:
        return {number: number for number in range(1, len(now) + 1)}
    found: dict[int, int] = {}
    for _, a, b, c, d in difflib.SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        for offset in range(d - c):
            found[c + offset + 1] = min(a + offset, max(a, b - 1)) + 1
    return found


@dataclass(frozen=True)
class _Use:
    """A module-level statement: what it binds, which names it uses at import, which inside functions."""

    file: str
    binds: tuple[str, ...]
    at_import: frozenset[str]
    in_functions: dict[str, set[int]]


@cache
def _uses() -> tuple[_Use, ...]:
    found = []
    for name in measuring.sources():
        for statement in ast.parse((ROOT / name).read_bytes()).body:
            at_import: set[str] = set()
            inside: dict[str, set[int]] = defaultdict(set)
            _collect(statement, at_import, inside, in_function=False)
            found.append(_Use(name, bound(statement), frozenset(at_import), dict(inside)))
    return tuple(found)


def _collect(
    node: ast.AST, at_import: set[str], inside: dict[str, set[int]], *, in_function: bool
) -> None:
    name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
    if name and in_function:
        inside[name].add(node.lineno)  # type: ignore[attr-defined]
    elif name:
        at_import.add(name)
    for part, value in ast.iter_fields(node):
        runs_later = in_function or (isinstance(node, _FUNCTIONS) and part == "body")
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                _collect(child, at_import, inside, in_function=runs_later)


@cache
def named_in(file: str) -> frozenset[str]:
    """The names and attributes that a test file uses; none for a file that is not there."""
    if not (ROOT / file).exists():
        return frozenset()
    nodes = [*ast.walk(ast.parse((ROOT / file).read_bytes()))]
    return frozenset(
        [node.id for node in nodes if isinstance(node, ast.Name)]
        + [node.attr for node in nodes if isinstance(node, ast.Attribute)]
    )


@cache
def imported_by(file: str) -> frozenset[str]:
    """The modules of the service that a test file imports by name; none for a file that is not there."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / file).read_bytes())) if (ROOT / file).exists() else ():
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return frozenset(name for name in found if name.startswith("service."))


def _users(mutant: Mutant) -> Iterator[tuple[frozenset[str], dict[str, set[int] | None]]]:
    """For each depth: what the mutant's statement defines, and the lines of functions that name it, by file."""
    names, seen = set(mutant.names), set[str]()
    for _ in range(DEEPEST):
        lines: dict[str, set[int] | None] = {}
        following: set[str] = set()
        for use in _uses():
            for name in names & use.in_functions.keys():
                known = lines.setdefault(use.file, set())
                assert known is not None
                known |= use.in_functions[name]
            if names & use.at_import:
                following.update(use.binds)
        yield frozenset(names), lines
        seen |= names
        names = following - seen


def _without_repeats(groups: list[set[Test]]) -> list[list[Test]]:
    seen: set[Test] = set()
    found = []
    for group in groups:
        found.append(sorted(group - seen, key=lambda test: (test.seconds, test.name)))
        seen |= group
    return [group for group in found if group]

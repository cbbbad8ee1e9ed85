"""The mutation run makes the mutations a tired programmer makes, none that says nothing, and runs the tests that could notice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.mutants import choosing, import_hook, noticing
from tools.mutants.covering import Coverage
from tools.mutants.mutators import MUTATORS, edits
from tools.mutants.noticing import Verdict
from tools.mutants.report import Outcome, survivors
from tools.mutants.source import ROOT, Source


def mutations(text: str, *mutators: str) -> list[str]:
    """The whole changed text for each mutation of the named mutators, or of all."""
    source = Source("service/sample.py", text.encode())
    return [
        source.applied(edit).decode()
        for name, edit in edits(source)
        if not mutators or name in mutators
    ]


@pytest.mark.parametrize(
    ("mutator", "before", "after"),
    [
        ("comparison", "if a <= b: c()", ["if a < b: c()"]),
        ("comparison", "x = a  not  in b", ["x = a  in b"]),
        ("comparison", "x = 'ầ' is b", ["x = 'ầ' is not b"]),
        ("comparison", "x = (a) < (b)", ["x = (a) <= (b)"]),
        ("and/or", "x = a and b and c", ["x = a or b and c", "x = a and b or c"]),
        ("drop not", "x = not (a or b)", ["x = (a or b)"]),
        ("negate condition", "if a or b: c()", ["if not (a or b): c()"]),
        ("arithmetic", "x = a - b", ["x = a + b"]),
        ("arithmetic", "x = a + 'text'", []),
        ("arithmetic", "x += 1", ["x -= 1"]),
        ("arithmetic", "x = a // b", ["x = a * b"]),
        ("number", "LIMIT = 30", ["LIMIT = 31"]),
        ("number", "x = a[-1]", ["x = a[-2]"]),
        ("number", "x = 0.5", ["x = 0.55"]),
        ("true/false", "f(a=True)", ["f(a=False)"]),
        ("slice bound", "x = a[1:b]", ["x = a[:b]", "x = a[1:]"]),
        ("swap elements", "x = [a, b]", ["x = [b, a]"]),
        ("swap elements", "x = a in (b, c)", []),
        ("swap elements", "f(reads=(a, b), gates=(c, d))", []),
        ("swap elements", "f(writes=(a, b))", ["f(writes=(b, a))"]),
        ("delete element", "x = (a, b)", ["x = (b,)", "x = (a,)"]),
        ("delete element", "x = {a: 1, b: 2}", ["x = {b: 2}", "x = {a: 1}"]),
        ("delete element", "x = f((a, b), c)", ["x = f((b,), c)", "x = f((a,), c)"]),
        ("delete element", "x: tuple[int, str]", []),
        ("delete statement", "for a in b:\n    continue", ["for a in b:\n    pass"]),
        ("delete statement", "close()", ["pass"]),
        ("return nothing", "def f():\n    return a", ["def f():\n    return None"]),
        ("return nothing", "def f():\n    return False", []),
        ("min/max, any/all", "x = min(a, b)", ["x = max(a, b)"]),
        ("method", "x = a.lstrip()", ["x = a.rstrip()"]),
        ("rounding", "x = decimal.ROUND_HALF_UP", ["x = decimal.ROUND_HALF_EVEN"]),
        ("machine string", "x = 'no-store'", ["x = 'no-storex'"]),
        ("machine string", "x = 'max-age=0; private'", ["x = 'max-age=0; privatex'"]),
    ],
)
def test_a_mutator_makes_its_mutation_and_nothing_else(
    mutator: str, before: str, after: list[str]
) -> None:
    assert mutations(before, mutator) == after


@pytest.mark.parametrize(
    "text",
    [
        '"""A docstring with 1 number."""',
        "__all__ = ['a', 'b']",
        "__all__ += ['a', 'b']",
        "if TYPE_CHECKING:\n    import a\n    x = 1",
        "x: Literal['a', 'b']",
        "def f(a: Literal[1]) -> Literal[2]: ...",
        "class A:\n    def __repr__(self):\n        return 'a' + 1",
        "@dataclass(frozen=True)\nclass A: ...",
        "x = field(repr=False)",
        "x = Text(label='Quê', help='Ngày', example='a')",
        "x = 'Họ và tên'",
        "x = 'A sentence for a person'",
        "x = re.compile('[a-z]')",
        "x = f'{a + 1}'",
        "import a.b as c",
    ],
)
def test_prose_types_and_switches_are_left_alone(text: str) -> None:
    assert mutations(text) == []


def test_the_words_of_an_error_or_a_log_line_are_left_alone() -> None:
    assert mutations("raise Missing('name')") == ["pass"]
    assert mutations("_log.info('started')") == ["pass"]


def test_every_chosen_mutation_is_of_a_known_kind_and_still_python() -> None:
    source = choosing.sources(["service/language/vietnamese/numbers.py"])
    choice = choosing.choose(source, 60, seed=1, known={})
    assert len(choice.mutants) == 60
    assert {mutant.mutator for mutant in choice.mutants} <= set(MUTATORS)
    for mutant in choice.mutants:
        compile(source[0].applied(mutant.edit), mutant.file, "exec")


def test_the_same_seed_chooses_the_same_mutants_and_another_does_not() -> None:
    source = choosing.sources(["service/reference/citations.py"])
    first = choosing.choose(source, 20, 1, {}).mutants
    assert choosing.choose(source, 20, 1, {}).mutants == first
    assert choosing.choose(source, 20, 2, {}).mutants != first


def test_a_known_equivalent_is_passed_over_and_counted() -> None:
    source = choosing.sources(["service/reference/citations.py"])
    first = choosing.choose(source, 1, 1, {}).mutants[0]
    choice = choosing.choose(source, 1, 1, {choosing.key_of(first): "changes nothing"})
    assert choice.equivalent == 1
    assert first not in choice.mutants


def test_every_listed_equivalent_has_a_reason_and_is_still_in_the_code() -> None:
    listed = choosing.equivalents()
    assert all(reason.strip() for reason in listed.values())
    lines = "\n".join(f"{file}:1  [x]  {a}  ->  {b}" for file, a, b in listed)
    assert choosing.again(lines, listed).equivalent == len(listed)


def test_survivors_of_a_report_are_found_again() -> None:
    mutants = choosing.choose(
        choosing.sources(["service/reference/citations.py"]), 9, 1, {}
    ).mutants
    outcome = Outcome(dict.fromkeys(mutants, Verdict("survived", ran=3)), 0, frozenset())
    assert set(choosing.again(survivors(outcome), {}).mutants) == set(mutants)


def test_a_mutant_in_a_function_gets_the_tests_that_ran_its_line_the_quick_ones_first() -> None:
    mutant = next(
        mutant
        for mutant in choosing.choose(
            choosing.sources(["service/reference/citations.py"]), 50, 1, {}
        ).mutants
        if not mutant.names
    )
    bits, imported = f"{1 << mutant.lines[0]:x}", "2"
    about = {"passed": True, "slow": False, "fixtures": ["made"]}
    coverage = Coverage()
    coverage.add(
        {
            "tests": {
                "t.py::slow": {**about, "seconds": 9.0},
                "t.py::quick": {**about, "seconds": 0.1},
                "t.py::given": {**about, "seconds": 0.2, "fixtures": ["shared"]},
                "t.py::browser": {**about, "seconds": 0.1, "slow": True},
                "t.py::elsewhere": {**about, "seconds": 0.1},
            },
            "not passed": [],
            "sources": {},
            "lines": {
                mutant.file: {
                    "t.py::slow": bits,
                    "t.py::quick": bits,
                    "t.py::browser": bits,
                    "fixture shared": bits,
                    "": imported,
                }
            },
        }
    )
    found = noticing.tests_for(coverage, mutant, frozenset())
    assert [test.name for test in found] == ["t.py::quick", "t.py::given", "t.py::slow"]


def test_what_runs_while_a_test_file_is_read_belongs_to_all_its_tests() -> None:
    mutants = choosing.choose(
        choosing.sources(["service/reference/citations.py"]), 50, 1, {}
    ).mutants
    mutant = next(mutant for mutant in mutants if not mutant.names)
    about = {"passed": True, "slow": False, "fixtures": [], "seconds": 0.1}
    lines = {mutant.file: {"": f"{1 << mutant.lines[0]:x}"}}
    coverage = Coverage()
    coverage.add({"tests": {"t.py::a": about}, "not passed": [], "sources": {}, "lines": lines})
    found = noticing.tests_for(coverage, mutant, frozenset())
    assert [test.name for test in found] == ["t.py::a"]


def test_a_line_that_only_a_forked_child_runs_gets_the_tests_of_its_file() -> None:
    mutants = choosing.choose(
        choosing.sources(["service/untrusted/fork_server.py"]), 50, 1, {}
    ).mutants
    last = len((ROOT / "service/untrusted/fork_server.py").read_text("utf-8").splitlines())
    mutant = next(one for one in mutants if not one.names and one.lines[1] < last)
    about = {"passed": True, "slow": False, "fixtures": [], "seconds": 0.1}
    # Of the file, only its last line, inside a function, is known to have run.
    lines = {mutant.file: {"t.py::a": f"{1 << last:x}"}}
    coverage = Coverage()
    tests = {"t.py::a": about, "t.py::b": about}
    coverage.add({"tests": tests, "not passed": [], "sources": {}, "lines": lines})
    found = noticing.tests_for(coverage, mutant, frozenset())
    assert [test.name for test in found] == ["t.py::a"]


def test_a_table_of_the_service_is_compared_by_tests_that_run_no_line_of_it() -> None:
    (source,) = choosing.sources(["service/docx/standard/text_components.py"])
    mutants = choosing.choose([source], 20, 1, {}).mutants
    mutant = next(mutant for mutant in mutants if mutant.names == ("TEXT_COMPONENTS",))
    about = {"passed": True, "slow": False, "fixtures": [], "seconds": 0.1}
    names = ["tests/test_standard_looks.py::a", "tests/test_wording.py::b", "tests/gone.py::c"]
    coverage = Coverage()
    for name in names:
        coverage.add({"tests": {name: about}, "not passed": [], "sources": {}, "lines": {}})
    found = noticing.tests_for(coverage, mutant, frozenset())
    assert [test.name for test in found] == [names[0]]


def test_the_tests_of_the_module_itself_are_asked_first() -> None:
    mutants = choosing.choose(
        choosing.sources(["service/docx/typography/line_breaking.py"]), 50, 1, {}
    ).mutants
    mutant = next(mutant for mutant in mutants if not mutant.names)
    about = {"passed": True, "slow": False, "fixtures": [], "seconds": 0.01}
    names = ["tests/test_access.py::a", "tests/test_typography.py::b"]
    coverage = Coverage()
    for name in names:
        lines = {mutant.file: {name: f"{1 << mutant.lines[0]:x}"}}
        coverage.add({"tests": {name: about}, "not passed": [], "sources": {}, "lines": lines})
    found = noticing.tests_for(coverage, mutant, frozenset())
    assert [test.name for test in found] == names[::-1]


def test_a_started_python_has_the_mutation_too(tmp_path: Path) -> None:
    changed = tmp_path / "changed.py"
    changed.write_text("MUTATION = 'made on purpose'", encoding="utf-8")
    module, file = "service.violation_list", "service/violation_list.py"
    mutation = os.pathsep.join((module, str(ROOT / file), str(changed)))
    ran = subprocess.run(
        [sys.executable, "-c", "import service.violation_list as c; print(c.MUTATION, c.__file__)"],
        cwd=ROOT,
        env={**os.environ, import_hook.MUTATION: mutation, "PYTHONPATH": str(import_hook.SITE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith("made on purpose")
    assert ran.stdout.strip().endswith(file)


def test_any_test_may_be_the_one_that_makes_what_a_file_shares() -> None:
    about = {"slow": False, "fixtures": []}
    coverage = Coverage()
    coverage.add(
        {
            "tests": {
                "tests/a.py::dear": {"seconds": 21.5, **about},
                "tests/a.py::cheap": {"seconds": 0.01, **about},
            },
            "not passed": [],
            "sources": {},
            "lines": {},
        }
    )
    dear, cheap = coverage.tests.values()
    assert (dear.longest, cheap.longest, cheap.seconds) == (21.5, 21.5, 0.01)

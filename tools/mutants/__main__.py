"""``python -m tools.mutants [--count 200] [--seed 1] [--only service/rules …] [--again LIST]``: the mutation run.

Writes build/mutants/report.md and prints one line for each survivor. Ends with 0 when at least
``--at-least`` percent were noticed, with 1 when fewer were, with 2 when the tests fail without a mutation.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.mutants import choosing, covering, forking, measuring, noticing, report
from tools.mutants.noticing import Trial, Verdict
from tools.mutants.source import ROOT, Mutant

PLACE = ROOT / "build" / "mutants"
_NOT_BELIEVED_ROUNDS = 3


def main() -> int:
    asked = _arguments()
    os.chdir(ROOT)
    measuring.PLACE.mkdir(parents=True, exist_ok=True)
    forking.preload()
    # The tests of this tool say nothing about the service.
    found = (ROOT / "tests").rglob("test_*.py")
    tests = sorted(file for file in found if file.name != "test_mutants.py")
    _measure(tests if asked.measure else measuring.stale(tests), asked.at_once)
    coverage = covering.read(tests)
    known = choosing.equivalents()
    if asked.again:
        choice = choosing.again(Path(asked.again).read_text(encoding="utf-8"), known)
    else:
        choice = choosing.choose(choosing.sources(asked.only), asked.count, asked.seed, known)
    outcome = _Run(coverage, asked).outcome(choice)
    chosen = asked.again or f"{' '.join(asked.only) or 'service'}, seed {asked.seed}"
    written = Path(asked.report) if asked.report else PLACE / "report.md"
    written.write_text(
        report.whole(outcome, f"Chosen from {chosen}.", coverage.not_passed), encoding="utf-8"
    )
    print(report.survivors(outcome))
    print(outcome.figure())
    return 0 if outcome.percent >= asked.at_least else 1


class _Run:
    """The trials of one run; a test that fails without a mutation is not believed, and its mutants are tried again."""

    def __init__(self, coverage: covering.Coverage, asked: argparse.Namespace) -> None:
        self._coverage, self._asked = coverage, asked
        self._known = frozenset([*coverage.tests, *coverage.not_passed])
        self._place = PLACE / f"trials-{os.getpid()}"
        self._texts = {source.file: source for source in choosing.sources([])}
        self._unreliable: frozenset[str] = frozenset()

    def outcome(self, choice: choosing.Choice) -> report.Outcome:
        verdicts: dict[Mutant, Verdict] = {}
        left: list[Mutant] = choice.mutants
        for _ in range(_NOT_BELIEVED_ROUNDS):
            verdicts.update(self._verdicts(left))
            failing = self._failing_without_a_slip(verdicts.values())
            self._unreliable |= failing
            left = [mutant for mutant, verdict in verdicts.items() if set(verdict.by) & failing]
            if not left:
                shutil.rmtree(self._place, ignore_errors=True)
                return report.Outcome(verdicts, choice.equivalent, self._unreliable)
        print(f"These fail without a mutation: {sorted(self._unreliable)}", file=sys.stderr)
        raise SystemExit(2)

    def _verdicts(self, mutants: list[Mutant]) -> dict[Mutant, Verdict]:
        trials = [self._trial(mutant) for mutant in mutants]
        found = {
            trial.mutant: Verdict("untested")
            for trial in trials
            if trial.mutant and not trial.tests
        }
        tried = [trial for trial in trials if trial.tests]
        for trial, ended in forking.run(tried, noticing.try_out, self._place, self._asked.at_once):
            assert trial.mutant is not None
            found[trial.mutant] = verdict = noticing.verdict(ended)
            shutil.rmtree(ended.folder / "tmp", ignore_errors=True)
            by = verdict.by[0] if verdict.by else f"{verdict.ran} tests"
            print(f"{len(found):4} {verdict.how:9} {trial.mutant}  ({by})", flush=True)
        return {mutant: found[mutant] for mutant in mutants}

    def _trial(self, mutant: Mutant) -> Trial:
        text = self._texts[mutant.file].applied(mutant.edit)
        tests = noticing.tests_for(self._coverage, mutant, self._unreliable)
        return Trial(mutant, text, tests, self._known, self._asked.cap)

    def _failing_without_a_slip(self, verdicts: Iterable[Verdict]) -> frozenset[str]:
        """Of the tests that noticed something, those that fail on the untouched code."""
        named = {name for verdict in verdicts for name in verdict.by}
        of_file = {test.file: name for name, test in self._coverage.tests.items()}
        imported = {name.removeprefix("(import of ").removesuffix(")") for name in named}
        wanted = named | {of_file[file] for file in imported & of_file.keys()}
        tests = [test for name, test in self._coverage.tests.items() if name in wanted]
        tests.sort(key=lambda test: test.file)
        trial = Trial(None, b"", tuple(tests), self._known, self._asked.cap)
        for _, ended in forking.run([trial] if tests else [], noticing.try_out, self._place, 1):
            verdict = noticing.verdict(ended)
            if ended.code or ended.signal:
                print(ended.log()[-4000:], file=sys.stderr)
                raise SystemExit(2)
            return frozenset(verdict.by)
        return frozenset()


def _measure(files: list[Path], at_once: int) -> None:
    place = PLACE / f"measuring-{os.getpid()}"
    for done, (file, ended) in enumerate(forking.run(files, measuring.measure, place, at_once), 1):
        print(f"measured {file.relative_to(ROOT)} ({done} of {len(files)})", flush=True)
        if ended.code:
            print(ended.log()[-4000:], file=sys.stderr)
            raise SystemExit(2)
        shutil.rmtree(ended.folder, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tools.mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", default=[], help="files or folders below service/")
    parser.add_argument("--again", help="a report or list: try the survivors it names")
    parser.add_argument("--measure", action="store_true", help="measure every test file anew")
    parser.add_argument("--cap", type=float, default=90, help="processor seconds of one mutant")
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--at-least", type=float, default=85, help="percent for a good ending")
    parser.add_argument("--report", help="instead of build/mutants/report.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

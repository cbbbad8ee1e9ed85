"""Verdicts become the report: the figure, and every survivor as a line that says where and what."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby

from tools.mutants.noticing import Verdict
from tools.mutants.source import Mutant


@dataclass(frozen=True)
class Outcome:
    """A run's verdicts by mutant, and what the figure leaves out."""

    verdicts: dict[Mutant, Verdict]
    equivalent: int
    unreliable: frozenset[str]

    @property
    def noticed(self) -> int:
        return sum(verdict.noticed for verdict in self.verdicts.values())

    @property
    def percent(self) -> float:
        return 100 * self.noticed / (len(self.verdicts) or 1)

    def figure(self) -> str:
        return (
            f"noticed {self.noticed} of {len(self.verdicts)} ({self.percent:.1f} %), "
            f"{self.equivalent} equivalent left out"
        )


def package(mutant: Mutant) -> str:
    """``service/rules`` for a file in it, the file itself for one directly in service/."""
    return "/".join(mutant.file.split("/")[:2])


def survivors(outcome: Outcome) -> str:
    """One line each, below the name of its package: what ``--again`` reads."""
    left = [
        (mutant, verdict) for mutant, verdict in outcome.verdicts.items() if not verdict.noticed
    ]
    left.sort(key=lambda pair: (package(pair[0]), pair[0].file, pair[0].line))
    lines = []
    for name, found in groupby(left, key=lambda pair: package(pair[0])):
        lines.append(f"\n## {name}\n")
        for mutant, verdict in found:
            lines.append(f"{mutant}")
            lines.append(f"    {_told(verdict)}")
    return "\n".join(lines) + "\n"


def whole(outcome: Outcome, chosen: str, not_passed: list[str]) -> str:
    """The report in Markdown; ``not_passed`` names the tests that could not be asked."""
    hows = Counter(verdict.how for verdict in outcome.verdicts.values())
    reported = ", ".join(f"{count} {how}" for how, count in sorted(hows.items()))
    parts = ["# Mutants", "", chosen, "", f"**{outcome.figure()}**", "", reported, ""]
    parts += ["| mutator | noticed | of |", "| --- | --- | --- |"]
    by_mutator: dict[str, list[bool]] = defaultdict(list)
    for mutant, verdict in outcome.verdicts.items():
        by_mutator[mutant.mutator].append(verdict.noticed)
    parts += [f"| {name} | {sum(v)} | {len(v)} |" for name, v in sorted(by_mutator.items())]
    if outcome.unreliable:
        parts += ["", "Not believed, since they fail without any mutation:"]
        parts += [f"* {name}" for name in sorted(outcome.unreliable)]
    if not_passed:
        files = Counter(name.partition("::")[0] for name in not_passed)
        parts += ["", "Not asked, since they were skipped or failed when measured:"]
        parts += [f"* {count} of {file}" for file, count in sorted(files.items())]
    return "\n".join(parts) + "\n" + survivors(outcome)


def _told(verdict: Verdict) -> str:
    if verdict.how == "untested":
        return "no test runs it"
    if verdict.how == "capped":
        return f"its seconds were used up after {verdict.ran} tests"
    return f"{verdict.ran} tests that ran it, or anything of its file, did not notice"

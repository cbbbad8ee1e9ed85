"""A record becomes the faults that make no sense together; each rule is one small function.

A rule's docstring is product text: it is what a clerk reads in ``docs/rules.md`` and it names the
clause it follows. A rule receives a record in which every unsound value is absent (rows keep their
places), so it looks values up with ``.get``; it is not asked at all when a fault stands at, or
above, one of the values it names in ``reads``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from service.errors import Severity, Violation
from service.violation_list import ViolationList

Record = Mapping[str, Any]


class Finding(NamedTuple):
    """What a rule says of one value: where, what to do, and the mend where it is certain."""

    pointer: str
    message: str
    suggestion: Any = None
    severity: Severity | None = None


#: ``reference`` is the dated data that rules look things up in (catalogue, award tables).
Check = Callable[[Record, Any], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One sense check with its stable code; ``reads`` are JSON Pointers, ``*`` for any row."""

    code: str
    severity: Severity
    reads: tuple[str, ...]
    check: Check

    @property
    def text(self) -> str:
        """The docstring, as the clerk reads it."""
        return " ".join((self.check.__doc__ or "").split())


def rule(
    code: str, *, reads: Sequence[str] = (), severity: Severity = "error"
) -> Callable[[Check], Rule]:
    """Make a Rule of a function ``(record, reference) -> findings``."""

    def make(check: Check) -> Rule:
        return Rule(code, severity, tuple(reads), check)

    return make


def apply(
    rules: Sequence[Rule],
    record: Record,
    found: ViolationList,
    reference: Any,
    label: Callable[[str], str],
) -> None:
    """Ask every rule whose values are sound; ``label`` gives the Vietnamese label of a pointer."""
    violated, unsound = found.wrong_pointers(), found.unsound()
    for each in rules:
        if unsound and any(
            above in unsound for read in each.reads for above in _at_and_above(read)
        ):
            continue
        for finding in each.check(record, reference):
            # Its field may already have said what is wrong with this value.
            if finding.pointer not in violated:
                put(found, each.code, finding, each.severity, label)


def put(
    found: ViolationList,
    code: str,
    finding: Finding,
    usual: Severity,
    label: Callable[[str], str],
) -> None:
    """A finding of the rule ``code``, whose severity is the ``usual`` one unless it says another."""
    severity = finding.severity or usual
    if found.admits(code, severity):
        found.add(
            Violation(
                pointer=finding.pointer,
                field=label(finding.pointer),
                code=code,
                message=finding.message,
                severity=severity,
                suggestion=finding.suggestion,
            )
        )


def _at_and_above(read: str) -> Iterator[str]:
    """A pointer and those of everything around it: "/awards/*/form", "/awards/*", "/awards"."""
    while read:
        yield read
        read = read.rpartition("/")[0]

"""Rules find what makes no sense in a record; each rule is one small function that yields violations.

A rule's docstring is product text: it is what a clerk reads in ``docs/rules.md`` and it names the
clause it follows. A rule receives a record in which every unsound value is absent (rows keep their
places), so it looks values up with ``.get``; it is not called at all when a violation stands at, or
above, one of the values it names in ``reads``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar, cast

from service.errors import Severity, Violation
from service.violation_list import ViolationList

Record = Mapping[str, Any]

#: ``reference`` is the dated data that rules look things up in (catalogue, award tables).
Check = Callable[[Record, Any], Iterable[Violation]]


_Derived = TypeVar("_Derived")


class _UnderReview(dict[str, Any]):
    """A record, with its paper and what rules derive from it, for as long as they run."""

    def __init__(self, record: Record, paper: Any) -> None:
        super().__init__(record)
        self.paper = paper
        self.derived: dict[Callable[..., Any], Any] = {}


def once(derive: Callable[[Record], _Derived]) -> Callable[[Record], _Derived]:
    """Have ``derive`` read a record once for all rules that ``apply`` runs on it."""

    @wraps(derive)
    def derived(record: Record) -> _Derived:
        if not isinstance(record, _UnderReview):
            return derive(record)
        if derive not in record.derived:
            record.derived[derive] = derive(record)
        return cast(_Derived, record.derived[derive])

    return derived


def paper_of(record: Record) -> Any:
    """The widths of the pages that the document is for, as ``apply`` was given them; None where nobody said."""
    return record.paper if isinstance(record, _UnderReview) else None


def violation_at(
    pointer: str, message: str, suggestion: Any = None, *, severity: Severity = "error"
) -> Violation:
    """A violation as a rule yields it; ``report`` adds the rule's code and the value's label.

    A rule whose severity is "warning" yields warnings only; any other one may say "warning" of one case.
    """
    return Violation(pointer, "", "", message, severity, suggestion)


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

    def reads_any(self, pointers: frozenset[str]) -> bool:
        """Whether one of these pointers is, or is around, a value that the rule reads."""
        return any(around in pointers for read in self.reads for around in _with_parents(read))


def rule(
    code: str, *, reads: Sequence[str] = (), severity: Severity = "error"
) -> Callable[[Check], Rule]:
    """Make a Rule of a function ``(record, reference) -> violations``."""

    def make(check: Check) -> Rule:
        return Rule(code, severity, tuple(reads), check)

    return make


def apply(
    rules: Sequence[Rule],
    record: Record,
    found: ViolationList,
    reference: Any,
    label: Callable[[str], str],
    paper: Any = None,
) -> None:
    """Run every rule whose values are sound; ``label`` gives the Vietnamese label of a pointer.

    ``paper`` is for rules that ask whether something has room (``paper_of``).
    """
    refused, unsound = found.wrong_pointers(), found.unsound()
    record = _UnderReview(record, paper)
    for rule in rules:
        if unsound and rule.reads_any(unsound):
            continue
        for violation in rule.check(record, reference):
            # Its field may already have refused this value.
            if violation.pointer not in refused:
                report(found, _without_loss(violation, found), rule.code, rule.severity, label)


def _without_loss(violation: Violation, found: ViolationList) -> Violation:
    """A suggestion for a whole part is none where the part holds a value that was refused: the record lacks it."""
    is_part = isinstance(violation.suggestion, Mapping)
    if is_part and found.is_unsound_inside(violation.pointer):
        return replace(violation, suggestion=None)
    return violation


def report(
    found: ViolationList,
    violation: Violation,
    code: str,
    severity: Severity,
    label: Callable[[str], str],
) -> None:
    """Add a rule's violation to ``found``, whole: with the code and severity of its rule and the label of its value."""
    severity = "warning" if severity == "warning" else violation.severity
    if found.admits(code, severity):
        field = label(violation.pointer)
        found.add(replace(violation, field=field, code=code, severity=severity))


def _with_parents(read: str) -> Iterator[str]:
    """A pointer and those of everything around it: "/awards/*/form", "/awards/*", "/awards"."""
    while read:
        yield read
        read = read.rpartition("/")[0]

"""Suggestions about legal bases become ones that can be taken: none raises a violation, none names a text twice.

A rule looks at its own matter only: what replaces a law may have been amended since, a corrected number may be that of
a text that has expired. Each suggestion is therefore tried, alone and after those above it, with every rule; what it
would raise is mended in it too, and where that cannot be done nothing is suggested.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from service.errors import Violation
from service.reference import Catalogue
from service.rules import Check, Record, Rule
from service.rules.cited import every_citation
from service.rules.issue_dates import issued_day

#: Letters of all lines together beyond which nothing is tried and nothing suggested; nobody cites as much.
_MOST_LETTERS = 20_000
#: Suggestions that are taken one after the other until nothing new is raised.
_LONGEST_CHAIN = 4
_MORE = " Đề nghị kèm theo đã tính cả hiệu lực và văn bản sửa đổi, bổ sung."

_Lines = tuple[str | None, ...]
#: What an application of the rules finds: how often each code stands at each place, and each text is named.
_Found = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Judge:
    """Everything besides the lines that the rules look at."""

    rules: tuple[Rule, ...] = field(hash=False)
    #: Those of the rules that hold a line against the others.
    together: frozenset[Rule] = field(hash=False)
    issued: date | None
    #: The words by which the document says that its dossiers came in before a change of law; "" when it does not.
    filed: str
    #: The day by which a draft without its own is judged.
    today: date
    catalogue: Catalogue = field(hash=False)

    def record(self, lines: _Lines) -> Record:
        return {"legal_bases": list(lines), "issued_date": self.issued, "subject": self.filed}


@dataclass(frozen=True, slots=True)
class _Reference:
    catalogue: Catalogue
    today: date


def settled(
    rules: Sequence[Rule], together: Sequence[Rule], filed_before: Callable[[Record], str]
) -> tuple[Rule, ...]:
    """The same rules with suggestions that can be taken.

    Those ``together`` hold a line against the others; the rest looks at each line alone. ``filed_before(record)`` gives the words by which a record says that its dossiers came in earlier.
    """
    every, held = tuple(rules), frozenset(together)

    def judge_of(record: Record, reference: Any) -> _Judge:
        return _Judge(
            every,
            held,
            issued_day(record),
            filed_before(record),
            reference.today,
            reference.catalogue,
        )

    return tuple(replace(one, check=_settling(one, judge_of)) for one in every)


def _settling(one: Rule, judge_of: Callable[[Record, Any], _Judge]) -> Check:
    @functools.wraps(one.check)
    def check(record: Record, reference: Any) -> Iterator[Violation]:
        lines = _lines(record)
        if any(lines):
            found = _settled(judge_of(record, reference), lines)
            yield from (violation for rule, violation in found if rule is one)

    return check


def _lines(record: Record) -> _Lines:
    given = record.get("legal_bases") or ()
    return tuple(line if isinstance(line, str) else None for line in given)


@functools.lru_cache(maxsize=8)
def _settled(judge: _Judge, lines: _Lines) -> tuple[tuple[Rule, Violation], ...]:
    """What every rule finds, with the suggestions that can be taken."""
    is_tried = sum(len(line or "") for line in lines) <= _MOST_LETTERS
    state = lines
    mended: set[str] = set()
    found = []
    ordered = sorted(_found(judge, lines), key=lambda pair: _severity(*pair) != "error")
    for rule, violation in ordered:
        if violation.suggestion is not None:
            line = _settle(judge, lines, violation) if is_tried else None
            if line is not None and violation.pointer not in mended:
                after = _with(state, violation.pointer, line)
                if _worse(judge, state, after):
                    line = None
                else:
                    state = after
                    mended.add(violation.pointer)
            violation = _suggesting(violation, line)
        found.append((rule, violation))
    return tuple(found)


def _settle(judge: _Judge, lines: _Lines, violation: Violation) -> str | None:
    """The line to suggest in place of a violation's, after all that it would raise; None where that does not end."""
    pointer, line = violation.pointer, violation.suggestion
    for _ in range(_LONGEST_CHAIN):
        after = _with(lines, pointer, line)
        new = _worse(judge, lines, after)
        if not new:
            return str(line)
        further = [
            raised.suggestion
            for rule, raised in _found(judge, after)
            if raised.pointer == pointer and raised.suggestion and (rule.code, pointer) in new
        ]
        if not further:
            return None
        line = further[0]
    return None


def _suggesting(violation: Violation, line: str | None) -> Violation:
    more = _MORE if line not in (None, violation.suggestion) else ""
    return replace(violation, suggestion=line, message=violation.message + more)


def _with(lines: _Lines, pointer: str, line: str) -> _Lines:
    place = int(pointer.rpartition("/")[2])
    return (*lines[:place], line, *lines[place + 1 :])


def _worse(judge: _Judge, before: _Lines, after: _Lines) -> _Found:
    """What is found in the lines afterwards and was not before."""
    return _counted(judge, after) - _counted(judge, before)


@functools.lru_cache(maxsize=128)
def _counted(judge: _Judge, lines: _Lines) -> _Found:
    counted: _Found = Counter((rule.code, found.pointer) for rule, found in _found(judge, lines))
    for cited in every_citation(judge.record(lines)):
        item = judge.catalogue.find(cited.citation)
        if item:
            counted["", item.id] += 1
    # A text that is named once is nothing that is wrong.
    return Counter({key: count - (not key[0]) for key, count in counted.items()})


@functools.lru_cache(maxsize=128)
def _found(judge: _Judge, lines: _Lines) -> tuple[tuple[Rule, Violation], ...]:
    """What every rule finds; what one says of a line alone was found when the line was first seen."""
    record, reference = judge.record(lines), _Reference(judge.catalogue, judge.today)
    found: list[tuple[Rule, Violation]] = []
    alone = [(f"/legal_bases/{place}", _alone(judge, line)) for place, line in enumerate(lines)]
    for rule in judge.rules:
        if rule in judge.together:
            found += [(rule, violation) for violation in rule.check(record, reference)]
        else:
            found += [
                (rule, replace(violation, pointer=pointer))
                for pointer, of_line in alone
                for by, violation in of_line
                if by is rule
            ]
    return tuple(found)


@functools.lru_cache(maxsize=256)
def _alone(judge: _Judge, line: str | None) -> tuple[tuple[Rule, Violation], ...]:
    record, reference = judge.record((line,)), _Reference(judge.catalogue, judge.today)
    return tuple(
        (rule, found)
        for rule in judge.rules
        if rule not in judge.together
        for found in rule.check(record, reference)
    )


def _severity(rule: Rule, violation: Violation) -> str:
    return "warning" if rule.severity == "warning" else violation.severity

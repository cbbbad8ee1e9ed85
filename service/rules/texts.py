"""The text rules read many texts cheaply; only this module knows how.

A text rule checks one text. Running every rule on every text of a 2,000-row list would cost
more than rendering it, so equal texts are read once, the texts of a role are searched as one long
string, and a rule runs only on the texts in which its ``trigger`` was found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, chain
from operator import itemgetter
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from service.errors import Severity, Violation
from service.rules import violation_at

Role = Literal["running", "line", "recipient", "name", "basis"]

TextCheck = Callable[[str], Iterator[Violation]]
#: A text held against the dated data, which is its second argument.
ReferenceCheck = Callable[[str, Any], Iterator[Violation]]
#: Texts of one role held against each other: the place of each text that something is said of.
TextsCheck = Callable[[Sequence[str]], Iterator[tuple[int, Violation]]]


class Listed(NamedTuple):
    """The texts of a long list by columns: of each field its name, its role, and what stands in the rows.

    None of them is running text: what is said of that depends on the text after it.
    """

    pointer: str
    columns: Sequence[tuple[str, Role, Sequence[str | None]]]


#: A text with its pointer, or those of a list.
Item: TypeAlias = tuple[str, str, Role] | Listed
#: Where a text stands: the number of its item, and in a list its row and column.
_Place: TypeAlias = tuple[int, int, int]

RUNNING: frozenset[Role] = frozenset({"running"})
WRITTEN: frozenset[Role] = frozenset({"running", "line"})
LISTED: frozenset[Role] = frozenset({"running", "line", "recipient"})
ALL_BUT_BASES: frozenset[Role] = frozenset({"running", "line", "recipient", "name"})

#: The letters of Vietnamese as the inside of a character class: their ranges in Unicode mix both.
SMALL: Final = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
CAPITAL: Final = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"

# A field never holds U+0000, and the blanks around it keep words of two texts apart.
_BETWEEN = " \x00 "


@dataclass(frozen=True, slots=True)
class ProseRule:
    """One text rule with its stable code, always a warning; ``roles`` are the kinds of text that it reads.

    ``literals`` are strings of which one must occur before anything else is tried, ``prefilter`` looks at
    all texts joined; ``trigger`` is a pattern that must be found in a text before ``check`` runs on it.
    ``check`` yields violations without pointer, their message without its full stop. ``followed`` limits
    a rule to texts after which the same list goes on (the service itself ends the last one). A rule that holds
    texts against each other has ``across`` instead of a trigger: its ``check`` only says what it is about. The ``check``
    of a rule that is ``by_reference`` is a ReferenceCheck.
    """

    code: str
    roles: frozenset[Role]
    check: TextCheck | ReferenceCheck
    literals: tuple[str, ...] = ()
    trigger: re.Pattern[str] | None = None
    prefilter: Callable[[str], bool] | None = None
    followed: bool = False
    severity: Severity = "warning"
    across: TextsCheck | None = None
    by_reference: bool = False

    @property
    def text(self) -> str:
        """The docstring, as the clerk reads it."""
        return " ".join((self.check.__doc__ or "").split())


def prose_rule(
    code: str,
    *,
    roles: frozenset[Role],
    literals: tuple[str, ...] = (),
    trigger: re.Pattern[str] | None = None,
    prefilter: Callable[[str], bool] | None = None,
    followed: bool = False,
) -> Callable[[TextCheck], ProseRule]:
    """Make a ProseRule of a function ``(text) -> violations``."""

    def make(check: TextCheck) -> ProseRule:
        return ProseRule(code, roles, check, literals, trigger, prefilter, followed)

    return make


def any_of(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """A trigger that finds what any of the patterns does: they joined, without the names of their groups."""
    return re.compile("|".join(re.sub(r"\?P<\w+>", "?:", pattern.pattern) for pattern in patterns))


def by_substitution(
    pattern: re.Pattern[str], into: str | Callable[[re.Match[str]], str], text: str, message: str
) -> Iterator[Violation]:
    """One violation, with the corrected text, when ``pattern`` changes anything; the places are counted."""
    changed = 0

    def substitute(match: re.Match[str]) -> str:
        nonlocal changed
        new = into(match) if callable(into) else match.expand(into)
        changed += new != match[0]
        return new

    result = pattern.sub(substitute, text)
    places = changed
    # One substitution may leave the next (";;." is ";." is "."): go on until nothing changes.
    while changed:
        changed = 0
        result = pattern.sub(substitute, result)
    if places:
        yield violation_at("", message if places == 1 else f"{message} (có {places} chỗ)", result)


def check_all(
    rules: tuple[ProseRule, ...], items: Iterable[Item], reference: Any = None
) -> Iterator[Violation]:
    """Run every rule on every text of its roles: violations with pointer and code, in the order of the items.

    Rules that need the dated data are left out without it.

    A text that stands in many places is reported once, at its first place, with how many more there are.
    """
    by_role: dict[Role, _Texts] = {}

    def texts_of(role: Role) -> _Texts:
        if role not in by_role:
            ends_matter = any(rule.followed and role in rule.roles for rule in rules)
            by_role[role] = _Texts(role, ends_matter)
        return by_role[role]

    for number, item in enumerate(items):
        if isinstance(item, Listed):
            for role in dict.fromkeys(role for _, role, _ in item.columns):
                texts_of(role).add_listed(number, item)
        else:
            texts_of(item[2]).add(number, item)
    found: list[tuple[_Place, Violation]] = []
    for role, texts in by_role.items():
        texts.join()
        for rule in rules:
            if role in rule.roles and (reference is not None or not rule.by_reference):
                found.extend(texts.check(rule, reference))
    found.sort(key=itemgetter(0))
    for _, violation in found:
        yield violation


class _Texts:
    """The texts of one role, every different one once, in the order in which they first stand."""

    def __init__(self, role: Role, ends_matter: bool) -> None:
        self._role = role
        self._ends_matter = ends_matter
        self._items: dict[int, Item] = {}
        self._different: dict[str | None, None] = {}
        self._goes_on: list[bool] = []
        self._last_parent = ""
        self._last_index = -1

    def add(self, number: int, item: tuple[str, str, Role]) -> None:
        pointer, text, _ = item
        if not text:
            return
        if self._ends_matter:
            self._follow(pointer, text in self._different)
        self._items[number] = item
        self._different[text] = None

    def add_listed(self, number: int, listed: Listed) -> None:
        """Those of this role, a row after the other."""
        self._items[number] = listed
        columns = [texts for _, role, texts in listed.columns if role == self._role]
        self._different.update(dict.fromkeys(chain.from_iterable(zip(*columns, strict=True))))

    def _follow(self, pointer: str, known: bool) -> None:
        """Note that the list goes on after the text before this one."""
        parent = pointer.rpartition("/")[0]
        if parent == self._last_parent and self._last_index >= 0:
            self._goes_on[self._last_index] = True
        self._last_parent, self._last_index = parent, -1
        if not known:
            self._last_index = len(self._goes_on)
            self._goes_on.append(False)

    def join(self) -> None:
        self._texts = [*filter(None, self._different)]
        self._joined = _BETWEEN.join(self._texts)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each text begins in the joined one."""
        return [*accumulate((len(text) + len(_BETWEEN) for text in self._texts), initial=0)]

    def check(self, rule: ProseRule, reference: Any) -> Iterator[tuple[_Place, Violation]]:
        """What the rule finds, each with the first place of its text."""
        for index, violation in self._found(rule, reference):
            places = self._places[self._texts[index]]
            message = _with_repetitions(violation.message, len(places) - 1)
            pointer = self._pointer(places[0])
            yield places[0], replace(violation, pointer=pointer, code=rule.code, message=message)

    @cached_property
    def _places(self) -> Mapping[str, list[_Place]]:
        """Where each text stands, in the order of the items; nobody asks as long as nothing is found."""
        places: defaultdict[str, list[_Place]] = defaultdict(list)
        for number, item in self._items.items():
            if not isinstance(item, Listed):
                places[item[1]].append((number, 0, 0))
                continue
            own = [
                (at, column)
                for at, (_, role, column) in enumerate(item.columns)
                if role == self._role
            ]
            for row, texts in enumerate(zip(*(column for _, column in own), strict=True)):
                for (at, _), text in zip(own, texts, strict=True):
                    if text:
                        places[text].append((number, row, at))
        return places

    def _pointer(self, place: _Place) -> str:
        number, row, column = place
        item = self._items[number]
        if isinstance(item, Listed):
            return f"{item.pointer}/{row}/{item.columns[column][0]}"
        return item[0]

    def _found(self, rule: ProseRule, reference: Any) -> Iterator[tuple[int, Violation]]:
        suspected = self._suspected(rule)
        known = (reference,) if rule.by_reference else ()
        if rule.across is not None:
            # Without a trigger all texts are suspected, or none.
            yield from rule.across(self._texts) if suspected else ()
            return
        for index in suspected:
            if not rule.followed or self._goes_on[index]:
                yield from (
                    (index, violation) for violation in rule.check(self._texts[index], *known)
                )

    def _suspected(self, rule: ProseRule) -> Iterable[int]:
        if rule.literals and not any(literal in self._joined for literal in rule.literals):
            return ()
        if rule.prefilter is not None and not rule.prefilter(self._joined):
            return ()
        if rule.trigger is None:
            return range(len(self._texts))
        # Where it ends: a blank at its beginning may be the one between two texts.
        ends = [match.end() - 1 for match in rule.trigger.finditer(self._joined)]
        return sorted({bisect_right(self._starts, end) - 1 for end in ends})


def _with_repetitions(message: str, more: int) -> str:
    return f"{message} (nội dung này lặp lại ở {more} ô khác)." if more else f"{message}."

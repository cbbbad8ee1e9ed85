"""Many texts become the findings of the text checks; it alone knows how to read thousands cheaply.

A text check looks at one text. Asking every check of every text of a 2,000-row list would cost
more than rendering it, so equal texts are read once, the texts of a role are searched as one long
string, and a check is asked only of the texts in which its ``trigger`` was found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal

from service.errors import Severity
from service.rules import Finding

Role = Literal["running", "line", "recipient", "name", "basis"]

#: What a check says of one text: what to do, and the whole text mended where that is certain.
Remark = tuple[str, str | None]
TextCheck = Callable[[str], Iterator[Remark]]
#: A text with its pointer; where a list repeats it, its first pointer and how often it stands there.
Item = tuple[str, str, Role] | tuple[str, str, Role, int]

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
    """One text check with its stable code; ``roles`` are the kinds of text that it reads.

    ``gates`` are strings of which one must occur before anything else is tried; ``trigger`` is a
    pattern that must be found in a text before ``check`` is asked. ``followed`` limits a check to
    texts after which the same list goes on (the service itself ends the last one).
    """

    code: str
    roles: frozenset[Role]
    check: TextCheck
    gates: tuple[str, ...] = ()
    trigger: re.Pattern[str] | None = None
    suspects: Callable[[str], bool] | None = None
    followed: bool = False
    severity: Severity = "warning"

    @property
    def text(self) -> str:
        """The docstring, as the clerk reads it."""
        return " ".join((self.check.__doc__ or "").split())


def prose_rule(
    code: str,
    *,
    roles: frozenset[Role],
    gates: tuple[str, ...] = (),
    trigger: re.Pattern[str] | None = None,
    suspects: Callable[[str], bool] | None = None,
    followed: bool = False,
) -> Callable[[TextCheck], ProseRule]:
    """Make a ProseRule of a function ``(text) -> (message, mended text or None)``."""

    def make(check: TextCheck) -> ProseRule:
        return ProseRule(code, roles, check, gates, trigger, suspects, followed)

    return make


def mended(
    pattern: re.Pattern[str], into: str | Callable[[re.Match[str]], str], text: str, message: str
) -> Iterator[Remark]:
    """One remark with the mended text when ``pattern`` changes anything; places are counted."""
    changed = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal changed
        new = into(match) if callable(into) else match.expand(into)
        changed += new != match[0]
        return new

    result = pattern.sub(replace, text)
    places = changed
    # What is left after one mend may be the next slip (";;." is ";." is "."): mend to the end.
    while changed:
        changed = 0
        result = pattern.sub(replace, result)
    if places:
        yield (message if places == 1 else f"{message} (có {places} chỗ)"), result


def check_all(rules: tuple[ProseRule, ...], items: Iterable[Item]) -> Iterator[tuple[str, Finding]]:
    """Ask every rule of every text of its roles: ``(code, finding)`` in the order of the items.

    A text that stands in many places speaks once, at its first place, and says how many more.
    """
    by_role: dict[Role, _Texts] = {}
    for order, item in enumerate(items):
        pointer, text, role = item[:3]
        if text:
            if role not in by_role:
                by_role[role] = _Texts(any(each.followed and role in each.roles for each in rules))
            by_role[role].add(order, pointer, text, item[3] if len(item) > 3 else 1)
    found: list[tuple[int, str, Finding]] = []
    for role, texts in by_role.items():
        texts.join()
        for each in rules:
            if role in each.roles:
                found.extend(texts.ask(each))
    found.sort(key=lambda entry: entry[0])
    for _, code, finding in found:
        yield code, finding


class _Texts:
    """The texts of one role: every different text once, with its first place and how often."""

    def __init__(self, ends_matter: bool) -> None:
        self._ends_matter = ends_matter
        self._times: dict[str, int] = {}
        self._first: list[tuple[int, str]] = []
        self._goes_on: list[bool] = []
        self._last_parent = ""
        self._last_index = -1

    def add(self, order: int, pointer: str, text: str, times: int) -> None:
        known = text in self._times
        if self._ends_matter:
            self._follow(pointer, known)
        if known:
            self._times[text] += times
        else:
            self._times[text] = times
            self._first.append((order, pointer))

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
        self._texts = list(self._times)
        self._joined = _BETWEEN.join(self._texts)
        lengths = (len(text) + len(_BETWEEN) for text in self._texts)
        self._starts = list(accumulate(lengths, initial=0))

    def ask(self, rule: ProseRule) -> Iterator[tuple[int, str, Finding]]:
        for index in self._suspected(rule):
            if rule.followed and not self._goes_on[index]:
                continue
            order, pointer = self._first[index]
            text = self._texts[index]
            for message, mend in rule.check(text):
                yield order, rule.code, Finding(pointer, self._told(message, text), mend)

    def _told(self, message: str, text: str) -> str:
        more = self._times[text] - 1
        return f"{message} (nội dung này lặp lại ở {more} ô khác)." if more else f"{message}."

    def _suspected(self, rule: ProseRule) -> Iterable[int]:
        if rule.gates and not any(limiter in self._joined for limiter in rule.gates):
            return ()
        if rule.suspects is not None and not rule.suspects(self._joined):
            return ()
        if rule.trigger is None:
            return range(len(self._texts))
        hits = rule.trigger.finditer(self._joined)
        return sorted({bisect_right(self._starts, hit.start()) - 1 for hit in hits})

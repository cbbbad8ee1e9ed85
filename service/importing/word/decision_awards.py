"""What a draft knows of the awards of a decision: how many there are, whom each is for, which values they have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from service.importing.word.lines import DraftLines
from service.language import name_words
from service.reference.recipients import RECIPIENT_KINDS

_AWARD = re.compile(r"/awards/(\d+)/")
_ROW = re.compile(
    rf"(?P<award>/awards/\d+)/(?P<rows>{'|'.join(kind.rows for kind in RECIPIENT_KINDS)})/\d+(?=/)"
)
_COUNTED = re.compile(
    rf"\b(?P<count>\d{{1,4}}) (?P<kind>{'|'.join(kind.words for kind in RECIPIENT_KINDS)})\b",
    re.IGNORECASE,
)
_SUM = re.compile(r"/bonus(?:/[a-z]+)?$")
_NAME = re.compile(rf"{_ROW.pattern}/(?:full_)?name")


class _Index:
    """The pointers of a draft by what they say of awards; found anew only when there are further ones."""

    def __init__(self, pointers: Iterable[str]) -> None:
        self.pointers = [*pointers]
        self.awards = sorted({int(found[1]) for found in map(_AWARD.match, self.pointers) if found})
        self.sums = [pointer for pointer in self.pointers if _SUM.search(pointer)]
        #: By award and list.
        self.rows: dict[tuple[str, str], list[str]] = {}
        for found in {
            found[0]: found for found in map(_ROW.match, self.pointers) if found
        }.values():
            self.rows.setdefault((found["award"], found["rows"]), []).append(found[0])


class KnownAwards:
    """Asks lines, facts and what is derived; ``read_now`` are pointers of the sentence that is read, which are no lines yet."""

    def __init__(self, draft: DraftLines) -> None:
        self._draft = draft
        self.read_now: Sequence[str] = ()
        self._known: tuple[int, int, Sequence[str]] = (-1, -1, ())
        self._last = _Index(())

    @property
    def _index(self) -> _Index:
        lines, facts = self._draft.pointers, self._draft.facts
        known = (len(lines), len(facts), self.read_now)
        if known != self._known:
            self._known, self._last = known, _Index((*facts, *lines, *self.read_now))
        return self._last

    def value(self, pointer: str) -> Any:
        """What is known of a value: a fact, True for one that stands in a line, None for nothing."""
        if self._draft.has(pointer):
            return True
        return self._draft.facts.get(pointer, self._draft.derived.get(pointer))

    def indices(self) -> list[int]:
        """The numbers of the awards."""
        return self._index.awards

    def rows(self, award: str, rows: str = "") -> list[str]:
        """The recipients of the award at a pointer, those of one list or of all."""
        held = self._index.rows
        return sorted(
            row for at in held if at[0] == award and rows in ("", at[1]) for row in held[at]
        )

    def has_sums(self, award: str) -> bool:
        """Whether a recipient of the award has a sum of their own."""
        return any(self.value(f"{row}/bonus") is not None for row in self.rows(award))

    def announces_others(self, head: str, award: str) -> bool:
        """Whether the sentence of an award counts more or fewer than were read: "cho 03 cá nhân", and two in the list."""
        counts = {found["kind"].lower(): int(found["count"]) for found in _COUNTED.finditer(head)}
        read = {kind.words: len(self.rows(award, kind.rows)) for kind in RECIPIENT_KINDS}
        return any(read.values()) and any(read[kind] != count for kind, count in counts.items())

    def sums(self) -> set[int]:
        """Every sum that was taken, of a recipient or of all of a kind."""
        values = map(self._amount, self._index.sums)
        return {value for value in values if value is not None}

    def totals(self) -> set[int]:
        """What the sums of each award come to, and those of all; empty where a recipient has none."""
        found = [self._total(f"/awards/{number}") for number in self.indices()]
        known = [total for total in found if total is not None]
        return {*known, sum(known)} if known and len(known) == len(found) else set()

    def _total(self, award: str) -> int | None:
        """What the sums of an award come to; None where a recipient has none."""
        rows = [(row, kind) for kind in RECIPIENT_KINDS for row in self.rows(award, kind.rows)]
        found = [
            self._amount(f"{row}/bonus") or self._amount(f"{award}/bonus/{kind.key}")
            for row, kind in rows
        ]
        known = [value for value in found if value is not None]
        return sum(known) if known and len(known) == len(found) else None

    def _amount(self, pointer: str) -> int | None:
        """The number that stands at a pointer."""
        lines = self._draft.of(pointer)
        value = lines[0].value if lines else self._draft.facts.get(pointer)
        return value if isinstance(value, int) else None

    def named_in(self, text: str, award: str) -> list[str]:
        """The recipients, of the lists, whom a text names."""
        return [row for row in self.rows(award) if (name := self._name(row)) and name in text]

    def knows_somebody_in(self, text: str) -> bool:
        """Whether a text names a recipient, of the lists or of a sentence before."""
        named = (at for at in self._index.pointers if _NAME.fullmatch(at))
        lines = (line.text for at in named for line in self._draft.of(at))
        listed = (self.named_in(text, f"/awards/{number}") for number in self.indices())
        return any(listed) or any(name in text for name in lines)

    def _name(self, row: str) -> str:
        name = self._draft.facts.get(f"{row}/full_name") or self._draft.facts.get(f"{row}/name")
        return name_words.without_honorific(str(name or ""))

"""Lists of people and units in a record, each read once for all rules that look at names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from service.language import name_words
from service.reference.recipients import RECIPIENT_KINDS, RecipientKind
from service.rules import Record, once
from service.rules.award_rows import awards_of, rows_of
from service.rules.columns import column_of
from service.rules.texts import CAPITAL, SMALL

#: Lists of persons outside awards.
PERSON_LISTS: Final = ("co_chairs", "attendees", "absentees", "member_signatures")
PERSON: Final = "full_name"
#: Many names, a line each, that are nothing but some words with a capital each.
_PLAIN_NAMES: Final = re.compile(rf"(?:[{CAPITAL}][{SMALL}]*(?: [{CAPITAL}][{SMALL}]*)+\n)*+")


@dataclass(frozen=True)
class NameList:
    """A list of people or units; ``name`` is the field of their names. A row that is no part counts as an empty one.

    ``kind`` is what a list of recipients holds.
    """

    pointer: str
    name: str
    rows: Sequence[Mapping[str, Any]]
    kind: RecipientKind | None = None
    _columns: dict[str, list[Any]] = field(default_factory=dict)

    def column(self, name: str) -> list[Any]:
        """The values of a field in the order of the rows; None where a row has none."""
        if name not in self._columns:
            self._columns[name] = column_of(self.rows, name)
        return self._columns[name]

    def given(self, name: str) -> list[tuple[int, str]]:
        """The values of a field, each with the place of its row."""
        return [(place, value) for place, value in enumerate(self.column(name)) if value]

    def different(self, name: str) -> set[str]:
        """The same, each once: a list has few honorifics and offices, and most have nothing wrong in them."""
        return {*filter(None, self.column(name))}

    @cached_property
    def names(self) -> list[str]:
        """The name of each row, "" where it has none."""
        return [name or "" for name in self.column(self.name)]

    @cached_property
    def bare_names(self) -> list[str]:
        """``names`` without the honorifics typed before them; the same list where there are none."""
        return name_words.without_honorifics(self.names)

    @cached_property
    def unusual_names(self) -> list[tuple[int, str]]:
        """The names that are more than some words with a capital each, with their places; most lists have none."""
        if _PLAIN_NAMES.fullmatch("\n".join([*filter(None, self.names), ""])):
            return []
        return [at for at in self.given(self.name) if not _PLAIN_NAMES.fullmatch(f"{at[1]}\n")]


@once
def name_lists(record: Record) -> list[NameList]:
    """Every list of people or units in a record, the recipients of awards last."""
    found = [NameList(f"/{listed}", PERSON, rows_of(record, listed)) for listed in PERSON_LISTS]
    for pointer, award in awards_of(record):
        for kind in RECIPIENT_KINDS:
            here = f"{pointer}/{kind.rows}"
            found.append(NameList(here, kind.name, rows_of(award, kind.rows), kind))
    return found


def person_lists(record: Record) -> list[NameList]:
    """The lists of people among them."""
    return [listed for listed in name_lists(record) if listed.name == PERSON]

"""The dated list of legal texts: what was in force, what a citation means, what it resembles.

Only this module knows how a citation is matched with an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from service.language import vietnamese
from service.reference import citations
from service.reference.citations import Citation
from service.reference.legal_basis import LegalBasis, Transition

_LONGEST_TITLE = 700  # characters; nothing longer is looked up, so that odd input stays cheap
_TOLD_AFTERWARDS = timedelta(days=365)  # so long it is told that a text ended without a successor
_MOST_WRONG_CHARACTERS = 2  # characters by which a number may be off and still be "near"


@dataclass(frozen=True)
class Catalogue:
    """All entries, with the day up to which they were looked after; look-ups are by dict, made at the first one."""

    as_of: date
    items: tuple[LegalBasis, ...]
    law_names: tuple[str, ...] = ()
    transitions: tuple[Transition, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, LegalBasis]:
        return {item.id: item for item in self.items}

    @cached_property
    def _by_number(self) -> dict[str, LegalBasis]:
        return {citations.number_key(item.number): item for item in self.items}

    @cached_property
    def _by_title(self) -> dict[tuple[str, str], list[LegalBasis]]:
        found: dict[tuple[str, str], list[LegalBasis]] = {}
        for item in self.items:
            found.setdefault((item.kind, citations.fold(item.title)), []).append(item)
        return found

    @cached_property
    def _companions(self) -> dict[str, list[LegalBasis]]:
        found: dict[str, list[LegalBasis]] = {}
        for item in self.items:
            if item.companion_of:
                found.setdefault(item.companion_of, []).append(item)
        return found

    @cached_property
    def _names(self) -> tuple[re.Pattern[str], dict[str, str]]:
        return _name_pattern(self._law_names())

    def get(self, item_id: str) -> LegalBasis | None:
        """The entry with this id."""
        return self._by_id.get(item_id)

    def in_force(self, on: date, q: str = "") -> tuple[LegalBasis, ...]:
        """What holds on that day, in the file's order; ``q`` is searched without tones in cite and number."""
        wanted = _bare(q).split()
        return tuple(
            item
            for item in self.items
            if item.in_force(on)
            and all(word in _bare(f"{item.number} {item.cite}") for word in wanted)
        )

    def find(self, citation: Citation) -> LegalBasis | None:
        """The entry that a citation means: a law by its name and date, any other text by its number."""
        if citation.is_law:
            same = self.same_title(citation)
            exact = [item for item in same if item.issued == citation.issued]
            if exact or same or citation.title:
                return exact[0] if exact else None
        return self.by_number(citation)

    def by_number(self, citation: Citation) -> LegalBasis | None:
        """The entry with the citation's number, whatever else it says."""
        return self._by_number.get(citation.key) if citation.key else None

    def same_title(self, citation: Citation) -> tuple[LegalBasis, ...]:
        """The entries of this kind and name, whatever their date and number."""
        if len(citation.title) > _LONGEST_TITLE:
            return ()
        return tuple(self._by_title.get((citation.kind, citations.fold(citation.title)), ()))

    def near(self, citation: Citation) -> LegalBasis | None:
        """The entry that was probably meant by a citation that ``find`` does not know.

        A law of the same name whose date is off in one place, or of the same day whose name has most of the same words;
        any other text of the same trích yếu whose number is off by at most two characters, or carries the letters of another kind on the right day.
        None unless exactly one fits.
        """
        same = [item for item in self.same_title(citation) if citation.title]
        if citation.is_law and not same:
            fits = [item for item in self._of_the_day(citation) if _has_its_words(citation, item)]
        elif citation.is_law:
            fits = [item for item in same if _one_place_off(citation.issued, item.issued)]
        else:
            fits = [
                item
                for item in same
                if citation.key
                and (
                    (citation.is_of_another_kind and citation.issued == item.issued)
                    or _is_near(citation.key, citations.number_key(item.number))
                )
            ]
        return fits[0] if len(fits) == 1 else None

    def _of_the_day(self, citation: Citation) -> tuple[LegalBasis, ...]:
        """The laws that were passed on the day of a citation."""
        return tuple(
            item
            for item in self.items
            if item.kind == citation.kind and item.issued == citation.issued
        )

    def replacement(self, item: LegalBasis, on: date) -> LegalBasis | None:
        """What stands in the item's place on that day, along the chain of replacements."""
        seen = {item.id}
        while item.replaced_by and item.replaced_by not in seen:
            seen.add(item.replaced_by)
            item = self._by_id[item.replaced_by]
            if item.in_force(on):
                return item
        return None

    def companions(self, item: LegalBasis, on: date) -> tuple[LegalBasis, ...]:
        """What is to be cited beside the item on that day."""
        return tuple(other for other in self._companions.get(item.id, ()) if other.in_force(on))

    def replaced(self, item: LegalBasis) -> tuple[LegalBasis, ...]:
        """What the item took the place of, in the file's order."""
        return tuple(other for other in self.items if other.replaced_by == item.id)

    def transition(self, old: LegalBasis, new: LegalBasis | None = None) -> Transition | None:
        """The clause by which earlier dossiers stay under ``old``; with ``new`` the one that this text brings."""
        return next(
            (
                found
                for found in self.transitions
                if found.old == old.id and (new is None or found.new == new.id)
            ),
            None,
        )

    def without_successor(self, on: date) -> tuple[LegalBasis, ...]:
        """Every text of which it is known that it ends, and of which no successor holds on the day after; first the next."""
        ending = [item for item in self.items if item.end and on - item.end < _TOLD_AFTERWARDS]
        left = [
            item
            for item in ending
            if item.first_day_out and self.replacement(item, item.first_day_out) is None
        ]
        return tuple(sorted(left, key=lambda item: item.end or date.max))

    def lines(self, item: LegalBasis, on: date) -> tuple[str, ...]:
        """The lines that cite the item on that day together with what is to be cited beside it.

        A law and its amendments stand in one line, any other text in lines of their own.
        """
        beside = self.companions(item, on)
        if not item.is_law:
            return (item.line, *(other.line for other in beside))
        *first, last = (item, *beside)
        named = ", ".join(law.cite for law in first)
        return (f"Căn cứ {f'{named} và {last.cite}' if named else last.cite}",)

    def with_proper_names(self, line: str) -> str:
        """The line with the capitals of every known law's name put right (Phụ lục II, mục V.6)."""
        pattern, proper = self._names
        named = pattern.sub(lambda found: proper[citations.fold(found[0])], line)
        return named.replace("một số Điều của", "một số điều của")

    def _law_names(self) -> Iterable[str]:
        yield from self.law_names
        for item in self.items:
            if item.is_law and not citations.fold(item.title).startswith("sửa đổi"):
                yield f"Luật {item.title}" if item.kind == "luat" else item.title


def _one_place_off(typed: date | None, known: date) -> bool:
    if typed is None:
        return False
    return sum((typed.day != known.day, typed.month != known.month, typed.year != known.year)) == 1


#: What the names of all laws that amend others begin with.
_AMENDS = re.compile(r"^sửa đổi(?: bổ sung)?(?: một số điều)?(?: của)?(?: luật)? ")
_LEAST_SHARED_WORDS = 0.6


def _has_its_words(citation: Citation, item: LegalBasis) -> bool:
    """Whether a name that no law has is made of most words of this law's."""
    if len(citation.title) > _LONGEST_TITLE:
        return False
    typed, known = citations.fold(citation.title), citations.fold(item.title)
    if bool(_AMENDS.match(typed)) is not bool(_AMENDS.match(known)):
        return False
    these, those = (set(_AMENDS.sub("", name).split()) for name in (typed, known))
    return len(these & those) >= _LEAST_SHARED_WORDS * len(these | those)


def _is_near(typed: str, known: str) -> bool:
    """Whether two numbers differ by one or two characters (Levenshtein distance)."""
    if typed == known or abs(len(typed) - len(known)) > _MOST_WRONG_CHARACTERS or len(typed) > 40:
        return False
    return vietnamese.edit_distance(typed, known, swap=2) <= _MOST_WRONG_CHARACTERS


def _bare(text: str) -> str:
    """Text without case and tones, for searching only."""
    return vietnamese.ascii_fold(text.casefold())


def _name_pattern(names: Iterable[str]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all names, longest first, blind to capitals and commas; and the proper names."""
    proper = {citations.fold(name): name for name in names}
    loose = "|".join(
        r"[\s,–-]+".join(map(re.escape, re.split(r"[\s,]+", name)))
        for name in sorted(proper.values(), key=len, reverse=True)
    )
    return re.compile(rf"(?<!pháp )\b(?:{loose or '(?!)'})\b", re.IGNORECASE), proper

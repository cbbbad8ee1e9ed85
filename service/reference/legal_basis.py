"""One legal text of the catalogue, and the clauses by which an earlier dossier stays under an earlier text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from service.language.wording import long_date
from service.reference import citations

_PARTS = ("text", "from", "to")


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One entry; ``start`` and ``end`` are the first and last day in force, None when not known."""

    id: str
    kind: str
    number: str
    cite: str
    issued: date
    start: date | None = None
    end: date | None = None
    replaced_by: str | None = None
    companion_of: str | None = None
    grey_until: date | None = None
    doubtful_after: date | None = None
    #: By which clause ``end`` is the latest possible last day, in Vietnamese; "" when it is the last day.
    at_latest: str = ""
    certainty: Mapping[str, str] = field(default_factory=dict, hash=False)
    note: str = ""
    sources: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in a sentence: a law by its name and date, any other text by kind and number."""
        kind = next(words for words, kind in citations.KINDS.items() if kind == self.kind)
        return self.cite if self.is_law else f"{kind.capitalize()} số {self.number}"

    @property
    def first_day_out(self) -> date | None:
        """The day from which it holds no more, None when no end is known; with ``at_latest`` the latest such day."""
        return self.end + timedelta(days=1) if self.end and self.end < date.max else None

    @property
    def line(self) -> str:
        """The whole basis line, without its end mark."""
        return f"Căn cứ {self.cite}"

    @property
    def is_law(self) -> bool:
        """True for what is cited without a number."""
        return self.kind in citations.LAWS

    @property
    def title(self) -> str:
        """The name of a law, the trích yếu of any other text."""
        return citations.parse(self.cite)[0].title

    @property
    def organ(self) -> str:
        """Who issued it, as it is cited; "" of a law."""
        return citations.parse(self.cite)[0].organ

    def sure(self, part: str) -> bool:
        """False when ``part`` (text, from, to) was not seen in the text itself."""
        return self._certainty_of(part) != "L"

    def _certainty_of(self, part: str) -> str:
        return self.certainty.get(part, self.certainty.get("", "L"))

    def in_force(self, on: date) -> bool:
        """Whether it holds on that day, as far as known."""
        return (self.start or self.issued) <= on and (self.end is None or on <= self.end)

    def as_json(self) -> dict[str, Any]:
        """The public form, for pickers."""
        return {
            "id": self.id,
            "kind": self.kind,
            "number": self.number,
            "cite": self.cite,
            "line": self.line,
            "issued": self.issued.isoformat(),
            "from": self.start.isoformat() if self.start else None,
            "to": self.end.isoformat() if self.end else None,
            "at_latest": self.at_latest,
            "replaced_by": self.replaced_by,
            "certainty": {part: self._certainty_of(part) for part in _PARTS},
            "sources": list(self.sources),
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Transition:
    """Dossiers received before a day stay under the text ``old`` although ``new`` holds by then.

    With ``more_favourable`` the new rule applies to them too where it is more favourable to who is awarded.
    """

    old: str
    new: str
    received_before: date
    more_favourable: bool
    clause: str
    certainty: str

    @property
    def sentence(self) -> str:
        """What a clerk has to know of it, without its end mark."""
        favourable = ", trừ khi quy định mới có lợi hơn" if self.more_favourable else ""
        before = long_date(self.received_before)
        return f"hồ sơ tiếp nhận trước {before} vẫn theo văn bản cũ{favourable}, theo {self.clause}"

    def holds_for(self, received_before: date | None) -> bool:
        """Whether it covers dossiers of which a document says that they came in before that day (None: before some day)."""
        return received_before is None or received_before <= self.received_before

    def as_json(self) -> dict[str, Any]:
        """The public form."""
        return {
            "from": self.old,
            "to": self.new,
            "received_before": self.received_before.isoformat(),
            "more_favourable": self.more_favourable,
            "clause": self.clause,
            "certainty": self.certainty,
        }

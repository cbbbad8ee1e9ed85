"""Faults of the look of every component: too large, otherwise thick, slanted, cased and aligned."""

from __future__ import annotations

from collections.abc import Iterator

from service.conformance.rules import RULES
from tests.conformance.rules.drafts import Draft, Fault, Line
from tests.conformance.rules.faults import Case
from tests.conformance.rules.sound_drafts import DECISION, LETTER, REPORT

#: The first part of a rule's slug: the draft and the kind that it is about.
_ABOUT: dict[str, tuple[Draft, str]] = {
    "page-number": (REPORT, "page_number"),
    "national": (DECISION, "national_name"),
    "motto": (DECISION, "motto"),
    "parent": (DECISION, "parent_organ"),
    "organ": (DECISION, "organ"),
    "number": (DECISION, "number"),
    "date": (DECISION, "place_date"),
    "type": (DECISION, "type_name"),
    "subject": (DECISION, "subject"),
    "letter-subject": (LETTER, "letter_subject"),
    "address": (LETTER, "addressees"),
    "authority": (DECISION, "authority"),
    "basis": (DECISION, "basis"),
    "enacting": (DECISION, "enacting"),
    "part": (REPORT, "part"),
    "part-title": (REPORT, "part_title"),
    "chapter": (REPORT, "chapter"),
    "chapter-title": (REPORT, "chapter_title"),
    "numbered-section": (REPORT, "section"),
    "numbered-section-title": (REPORT, "section_title"),
    "section": (REPORT, "roman_heading"),
    "position": (DECISION, "signer_position"),
    "name": (DECISION, "signer_name"),
    "recipients": (DECISION, "recipients"),
    "recipient": (DECISION, "recipient"),
    "annex": (DECISION, "annex"),
    "annex-title": (DECISION, "annex_title"),
    "annex-guide": (DECISION, "annex_reference"),
    "secrecy": (LETTER, "secrecy"),
    "priority": (LETTER, "priority"),
    "circulation": (LETTER, "circulation"),
    "drafter": (LETTER, "drafter"),
    "organ-address": (LETTER, "address"),
}
_OWN = {
    "page-number-format",
    "motto-capitals",
    "number-case",
    "article-bold",
    "article-italic",
    "clause-bold",
    "point-bold",
}


def _large(line: Line) -> None:
    line.look(size_pt=20.0)


def _otherwise_thick(line: Line) -> None:
    line.look(bold=not line.letters.bold)


def _otherwise_slanted(line: Line) -> None:
    line.look(italic=not line.letters.italic)


def _small_letters(line: Line) -> None:
    line.say(line.text.lower())


def _capitals(line: Line) -> None:
    line.look(capitals=True)


def _to_the_right(line: Line) -> None:
    line.set(align="right")


_FAULTS = {
    "size": _large,
    "bold": _otherwise_thick,
    "italic": _otherwise_slanted,
    "capitals": _small_letters,
    "case": _capitals,
    "align": _to_the_right,
}


def _cases() -> Iterator[Case]:
    for rule in RULES:
        about, _, what = rule.slug.rpartition("-")
        if what in _FAULTS and about in _ABOUT and rule.slug not in _OWN:
            draft, kind = _ABOUT[about]
            yield rule.slug, draft, _changing(kind, what)


def _changing(kind: str, what: str) -> Fault:
    return lambda draft: _FAULTS[what](draft.first(kind))


SPEAKS = tuple(_cases())

"""The kinds of lines of a document, each with a look that the decree allows; a hand changes what its office does otherwise.

The figures are those of Phụ lục I, Phần I, mục V, written down here a second time on purpose: a measure that took them
from the service would agree with whatever the service says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tools.conformance.word_package import Letters, Lines

Looks = Mapping[str, "Look"]


@dataclass(frozen=True)
class Look:
    """Letters and lines of one kind of paragraph."""

    letters: Letters
    lines: Lines


@dataclass(frozen=True)
class Choices:
    """What the decree leaves to an office."""

    font: str | None = "Times New Roman"
    body: float = 14.0
    head: float = 12.0
    motto: float = 13.0
    first_mm: float = 12.7
    before: float = 0.0
    after: float = 6.0
    line: float | None = 1.15
    exact: float | None = None


_NUMBERED_IN_THE_MIDDLE = ("part", "chapter", "numbered_section")
_TITLES_IN_THE_MIDDLE = tuple(f"{kind}_title" for kind in _NUMBERED_IN_THE_MIDDLE)
#: "Kính gửi:" with a list below it.
_LISTED = Lines(align="left", first_mm=0, left_mm=0, before=0, after=3, line=1.0)


def looks(choices: Choices = Choices()) -> dict[str, Look]:
    """A look for every kind of paragraph, of one office's choices."""
    return {**_head(choices), **_text(choices), **_closing(choices)}


def _centred(
    choices: Choices,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0.0,
    after: float = 0.0,
    colour: str | None = None,
) -> Look:
    letters = Letters(font=choices.font, size=size, bold=bold, italic=italic, colour=colour)
    lines = Lines(align="center", first_mm=0, left_mm=0, before=before, after=after, line=1.0)
    return Look(letters, lines)


def _head(choices: Choices) -> dict[str, Look]:
    head, body = choices.head, choices.body
    letters = Letters(font=choices.font, size=body)
    return {
        "national": _centred(choices, head, bold=True),
        "motto": _centred(choices, choices.motto, bold=True),
        "parent": _centred(choices, head),
        "organ": _centred(choices, head, bold=True),
        "number": _centred(choices, 13, before=6),
        "date": _centred(choices, choices.motto, italic=True, before=6),
        "type": _centred(choices, body, bold=True, before=18),
        "subject": _centred(choices, body, bold=True),
        "address": _centred(choices, body, before=12, after=6),
        "addresses": Look(letters, replace(_LISTED, left_mm=30, before=12)),
        "addressee": Look(letters, replace(_LISTED, left_mm=51)),
        "letter_subject": _centred(choices, head, before=6),
        "secrecy": _centred(choices, body, bold=True),
        "priority": _centred(choices, body, bold=True, colour="FF0000"),
        "circulation": _centred(choices, 13, bold=True),
        "organ_address": _centred(choices, 11),
        "authority": _centred(choices, body, bold=True, before=12, after=6),
        "enacting": _centred(choices, body, bold=True, before=6, after=6),
        "page_number": _centred(choices, body),
    }


def _text(choices: Choices) -> dict[str, Look]:
    letters = Letters(font=choices.font, size=choices.body)
    lines = Lines(
        align="both",
        first_mm=choices.first_mm,
        left_mm=0,
        before=choices.before,
        after=choices.after,
        line=None if choices.exact else choices.line,
        exact=choices.exact,
    )
    plain = Look(letters, lines)
    bold = replace(plain, letters=replace(letters, bold=True))
    same = ("article", "clause", "point", "dash", "plain")
    return {
        **dict.fromkeys(same, plain),
        "basis": replace(plain, letters=replace(letters, italic=True)),
        "section": bold,
        "clause_title": bold,
        **dict.fromkeys(_NUMBERED_IN_THE_MIDDLE, _centred(choices, choices.body, bold=True)),
        **dict.fromkeys(_TITLES_IN_THE_MIDDLE, _centred(choices, choices.body, bold=True, after=6)),
    }


def _closing(choices: Choices) -> dict[str, Look]:
    body = choices.body
    left = Lines(align="left", first_mm=0, left_mm=0, before=0, after=0, line=1.0)
    small = Letters(font=choices.font, size=11)
    cell = Look(Letters(font=choices.font, size=13), replace(left, before=2, after=2))
    return {
        "position": _centred(choices, body, bold=True),
        "blank": _centred(choices, body),
        "name": _centred(choices, body, bold=True),
        "recipients": Look(replace(small, size=12, bold=True, italic=True), left),
        "recipient": Look(small, left),
        "annex": _centred(choices, 14, bold=True),
        "annex_title": _centred(choices, body, bold=True),
        "annex_guide": _centred(choices, body, italic=True, after=12),
        "cell": cell,
        "cell_middle": replace(cell, lines=replace(cell.lines, align="center")),
        "cell_head": Look(replace(cell.letters, bold=True), replace(cell.lines, align="center")),
    }

"""Faults of the numbers that lists draw before paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.conformance.word_document import LabelLook
from tests.conformance.rules.drafts import Draft, Fault
from tests.conformance.rules.faults import Case
from tests.conformance.rules.sound_drafts import DECISION, LETTER, REPORT


def _numbered(kind: str, label: str, of_level: tuple[str, ...] = (), **letters: Any) -> Fault:
    """Every line of a kind has an automatic number of one level, that looks so."""
    level = object()

    def change(draft: Draft) -> None:
        numbered = [one for one in draft.lines if one.kind == kind]
        assert numbered
        for one in numbered:
            one.label = label
            one.say(one.text.removeprefix(label).lstrip())
            look = replace(one.letters, **letters)
            one.label_look = LabelLook(look, level, frozenset(of_level))

    return change


def _unlike_its_level(draft: Draft) -> None:
    """One of two labels of a level that says "bold" is right: to change the level would spoil it."""
    _numbered("clause", "1.", ("bold",), bold=True)(draft)
    draft.last("clause").look(bold=True)


SPEAKS: tuple[Case, ...] = (
    ("label-font", REPORT, _numbered("body", "1.", font="Calibri")),
    ("label-font", REPORT, _numbered("body", "1.", ("font",), font="Arial")),
    ("label-colour", REPORT, _numbered("body", "1.", colour="FF0000")),
    ("label-colour", LETTER, _numbered("dash", "-", ("colour",), colour="2F5496")),
    ("label-size", DECISION, _numbered("clause", "1.", size_pt=11.0)),
    ("label-size", DECISION, _numbered("point", "a)", ("size_pt",), size_pt=13.0)),
    ("label-bold", DECISION, _numbered("article", "Điều 1.", bold=False)),
    ("label-bold", REPORT, _numbered("roman_heading", "I.", ("bold",), bold=False)),
    ("label-bold", DECISION, _numbered("clause", "1.", bold=True)),
    ("label-bold", DECISION, _unlike_its_level),
    ("label-italic", DECISION, _numbered("point", "a)", italic=True)),
)
SILENT: tuple[Case, ...] = (
    ("label-font", LETTER, _numbered("dash", "•", font="Courier New")),
    ("label-font", REPORT, _numbered("body", "1.", font="Calibri", hidden=True)),
    ("label-colour", REPORT, _numbered("body", "1.", colour="1F1F1F")),
    ("label-size", LETTER, _numbered("dash", "-", size_pt=10.0)),
    ("label-size", DECISION, _numbered("clause", "1.", size_pt=11.0, hidden=True)),
    ("label-bold", DECISION, _numbered("article", "Điều 1.", bold=True)),
    ("label-bold", REPORT, _numbered("roman_heading", "I.")),
    ("label-italic", LETTER, _numbered("dash", "-", italic=True)),
)

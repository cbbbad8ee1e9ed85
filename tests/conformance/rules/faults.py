"""Faults as small changes of a draft."""

from __future__ import annotations

from typing import Any

from service.conformance.word_document import Frame
from tests.conformance.rules.drafts import Draft, Fault, line

#: A rule, the sound draft, and the change after which the rule speaks (or still is silent).
Case = tuple[str, Draft, Fault]


def said(kind: str, text: str) -> Fault:
    """The first of a kind says something else."""
    return lambda draft: draft.first(kind).say(text)


def last_said(kind: str, text: str) -> Fault:
    return lambda draft: draft.last(kind).say(text)


def looks(kind: str, **letters: Any) -> Fault:
    return lambda draft: draft.first(kind).look(**letters)


def lies(kind: str, **shape: Any) -> Fault:
    return lambda draft: draft.first(kind).set(**shape)


def framed(
    kind: str, line: str, width: float | None, height: float | None, *, is_least: bool = False
) -> Fault:
    """What is drawn around a mark: its line, width and height."""

    def frame(draft: Draft) -> None:
        draft.first(kind).frame = Frame(0, 1, line, width, height, is_least)

    return frame


def gone(kind: str) -> Fault:
    return lambda draft: draft.drop(kind)


def section(at: int = 0, **changed: Any) -> Fault:
    return lambda draft: draft.section(at, **changed)


def put(before: str, kind: str, text: str, cell: tuple[int, int, int] | None = None) -> Fault:
    return lambda draft: draft.before(before, line(kind, text, cell))


def every(*faults: Fault) -> Fault:
    def together(draft: Draft) -> None:
        for fault in faults:
            fault(draft)

    return together


def moved(kind: str, cell: tuple[int, int, int] | None) -> Fault:
    """The first of a kind stands in another cell."""

    def move(draft: Draft) -> None:
        draft.first(kind).cell = cell

    return move


def all_look(kind: str, **letters: Any) -> Fault:
    def change(draft: Draft) -> None:
        for one in draft.lines:
            if one.kind == kind:
                one.look(**letters)

    return change


def named(type_name: str) -> Fault:
    def change(draft: Draft) -> None:
        draft.type_name = type_name

    return change

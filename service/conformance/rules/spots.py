"""A component becomes its letters: which runs of which paragraphs are its own, and how they look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from service.conformance.changes import Change, Value
from service.conformance.findings import Component, Where
from service.conformance.rules.rule import Judged, place
from service.conformance.shared_runs import seams
from service.conformance.word_document import Paragraph, Run
from service.language import vietnamese

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Spot:
    """One paragraph of a component. ``at`` is its index in the document, ``runs`` the component's own with their indexes,
    each with the component's part of its text.

    A paragraph may hold two components ("Phụ lục I" and its title after a line break, "Lưu: VT" and the drafter's mark).
    """

    at: int
    paragraph: Paragraph
    text: str
    runs: tuple[tuple[int, Run], ...]
    #: How many letters and digits each run has.
    weights: tuple[int, ...]
    #: Runs that also hold letters of another component: to change them would change that one too.
    shared: frozenset[int] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether the paragraph holds nothing but this component."""
        return _squeezed(self.text) == _squeezed(self.paragraph.text)

    @property
    def letters(self) -> int:
        """How many letters and digits it has."""
        return sum(self.weights)

    @property
    def has_own_lines(self) -> bool:
        """Whether the component is made of whole lines of its paragraph, so that their alignment is its own."""
        typed = {_squeezed(line) for line in self.paragraph.text.splitlines()}
        return all(_squeezed(line) in typed for line in self.text.splitlines() if line.strip())

    @property
    def where(self) -> Where:
        """The place of what is said of it."""
        return place(self.paragraph)

    def share(self, has: Callable[[Run], bool]) -> float:
        """How many of its letters and digits are in runs for which ``has`` holds, from 0 to 1."""
        held = 0
        for (_, run), weight in zip(self.runs, self.weights, strict=True):
            if has(run):
                held += weight
        return held / sum(self.weights) if held else 0.0

    def changes(self, name: str, value: Value, wrong: Callable[[Run], bool]) -> Iterator[Change]:
        """Set one property of every own run for which ``wrong`` holds.

        Where that would change another component too, the runs are parted first, if they can be, and nothing else is done.
        """
        faulty = [(at, run) for at, run in self.runs if wrong(run)]
        shared = [at for at, _ in faulty if at in self.shared]
        if not shared:
            for at, run in faulty:
                yield Change("runs", name, value, getattr(run.look, name), self.at, at)
        elif all(seams(self.paragraph, self.paragraph.runs[at]) for at in shared):
            for at in shared:
                yield Change(
                    "document", "parted_runs", value=True, before=False, at=self.at, run=at
                )

    def shape(self, name: str, value: Value) -> Change:
        """Set one property of the paragraph."""
        return Change("paragraph", name, value, getattr(self.paragraph.look, name), self.at)


def spots(judged: Judged, components: Iterable[Component]) -> Iterator[Spot]:
    """The paragraphs of these components that have letters, each with the runs that are theirs."""
    for component in components:
        found = judged.spots.get(id(component))
        if found is None:
            found = judged.spots[id(component)] = tuple(_spots_of(judged, component))
        yield from found


def _spots_of(judged: Judged, component: Component) -> Iterator[Spot]:
    for at, paragraph in judged.paragraphs(component):
        text = _own_text(component, paragraph, len(component.paragraphs))
        runs, shared = _runs_of(paragraph, text)
        if runs:
            yield Spot(
                at, paragraph, text, runs, tuple(_weight(run.text) for _, run in runs), shared
            )


def of_kind(judged: Judged, *kinds: str) -> Iterator[Spot]:
    """The paragraphs of every certain component of these kinds."""
    return spots(judged, judged.components.all(*kinds))


def dominant(values: Iterable[tuple[_Value, int]]) -> _Value | None:
    """The value that most letters have; each comes with the number of its letters."""
    counted: Counter[_Value] = Counter()
    for value, letters in values:
        counted[value] += letters
    return counted.most_common(1)[0][0] if counted else None


def most_used_size(runs: Iterable[Run]) -> float:
    """The size that most letters of these runs have, in points; 0 of none."""
    return dominant((run.look.size_pt, letters_in(run.text)) for run in runs) or 0.0


def letters_in(text: str) -> int:
    """How many letters and digits there are."""
    return _weight(text)


def is_capitals(run: Run) -> bool:
    """Whether it is printed in capitals: typed so, or shown so."""
    return run.look.capitals or run.text.isupper()


def _weight(text: str) -> int:
    return sum(map(str.isalnum, text))


def _squeezed(text: str) -> str:
    return "".join(vietnamese.nfc(text).split())


def _own_text(component: Component, paragraph: Paragraph, count: int) -> str:
    """The part of the paragraph that is the component's: the lines of its text that are found there, else all of it."""
    whole = paragraph.text
    if own := _as_typed(component.text, whole):
        return own
    if count > 1:
        lines = [line for line in component.text.splitlines() if line.strip()]
        mine = [own for line in lines if (own := _as_typed(line, whole))]
        if len(mine) == 1 and len(mine[0]) < len(whole.strip()):
            return mine[0]
    return whole


def _as_typed(printed: str, whole: str) -> str:
    """The letters of ``whole`` that are printed so; "" where they are not there.

    A look in capitals leaves small letters typed, and a break of a line inside a component is a blank of its text.
    """
    if printed in whole:
        return printed
    small = vietnamese.lower(whole)
    words = r"\s+".join(map(re.escape, vietnamese.lower(printed).split()))
    found = re.search(words, small) if words and len(small) == len(whole) else None
    return whole[found.start() : found.end()] if found else ""


def _runs_of(paragraph: Paragraph, text: str) -> tuple[tuple[tuple[int, Run], ...], frozenset[int]]:
    """The visible runs with letters or digits in ``text``, cut to it, and which of them have letters outside it."""
    start = paragraph.text.find(text)
    end = start + len(text)
    runs: list[tuple[int, Run]] = []
    shared: set[int] = set()
    reached = 0
    for at, run in enumerate(paragraph.runs):
        begins, reached = reached, reached + len(run.text)
        own = run.text[max(0, start - begins) : max(0, end - begins)]
        if run.look.hidden or run.is_note_mark or not _weight(own):
            continue
        runs.append((at, run if own == run.text else replace(run, text=own)))
        if _weight(own) < _weight(run.text):
            shared.add(at)
    return tuple(runs), frozenset(shared)

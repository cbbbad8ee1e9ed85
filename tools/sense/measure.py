"""Faults and clean texts become figures: what each rule finds of its faults, and how often it is wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from service import documents, reference
from service.rules import prose
from tools.sense import (
    clean,
    faults_in_awards,
    faults_in_bases,
    faults_in_letterheads,
    faults_in_minutes,
    faults_in_reports,
    faults_in_sentences,
    faults_in_texts,
)
from tools.sense.changes import Data, Fault, Kind

KINDS: Final[tuple[Kind, ...]] = (
    *faults_in_texts.KINDS,
    *faults_in_sentences.KINDS,
    *faults_in_bases.KINDS,
    *faults_in_letterheads.KINDS,
    *faults_in_awards.KINDS,
    *faults_in_reports.KINDS,
    *faults_in_minutes.KINDS,
)
#: Clean paragraphs in one document: alone, each would cost a review of the rest of it.
_AT_ONCE: Final = 20
#: The slug of a type, an input, and how many clean texts it is made of.
Clean = tuple[str, Data, int]


@dataclass
class Figures:
    """By code: how many faults there are and how many were found; how often the code came up on clean texts."""

    faults: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false_alarms: Counter[str] = field(default_factory=Counter)
    clean_texts: int = 0
    missed: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))

    @property
    def recall(self) -> float:
        """The share of all faults that were found, 0 to 1."""
        return self.found.total() / self.faults.total()

    def recall_of(self, code: str) -> float:
        """The same for the faults of one rule."""
        return self.found[code] / self.faults[code]


def codes() -> list[str]:
    """The code of every rule, in the order in which docs/rules.md lists them."""
    rules = [rule.code for rule in prose.PROSE_RULES]
    for document_type in documents.TYPES.values():
        rules += [rule.code for rule in document_type.rules]
    return list(dict.fromkeys(rules))


def faults() -> Iterator[Fault]:
    """Every fault, in the order of the kinds."""
    for kind in KINDS:
        yield from kind()


def measure(asked: Iterable[Fault] | None = None, texts: Iterable[Clean] | None = None) -> Figures:
    """Review every fault and every clean text, or those that are asked for."""
    figures, known = Figures(), reference.load()
    for fault in faults() if asked is None else asked:
        review = documents.TYPES[fault.slug].review(fault.data, known)
        figures.faults[fault.code] += 1
        if any(
            one.code == fault.code and _is_inside(one.pointer, fault.pointer)
            for one in review.violations
        ):
            figures.found[fault.code] += 1
        else:
            figures.missed[fault.code].append(fault)
    for slug, data, count in _clean() if texts is None else texts:
        review = documents.TYPES[slug].review(data, known)
        figures.false_alarms.update(one.code for one in review.violations)
        figures.clean_texts += count
    return figures


def _clean() -> Iterator[Clean]:
    yield from ((slug, data, 1) for slug, data in clean.whole_documents())
    texts = clean.paragraphs()
    for first in range(0, len(texts), _AT_ONCE):
        some = texts[first : first + _AT_ONCE]
        yield clean.REPORT, clean.with_paragraphs(*some), len(some)


def _is_inside(pointer: str, around: str) -> bool:
    return pointer == around or pointer.startswith(f"{around}/") or not around

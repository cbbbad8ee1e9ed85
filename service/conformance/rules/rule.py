"""One rule of Phụ lục I, and what it says: a small function that looks at a document and yields what is not kept.

A rule's docstring is its manual, in Vietnamese for clerks; ``docs/conformance-rules.md`` is written from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.conformance.changes import Change
from service.conformance.findings import Component, Finding, Severity, Where
from service.conformance.found_components import Components
from service.conformance.pages import PrintedPages
from service.conformance.word_document import Paragraph, Run, WordDocument
from service.docx.standard import CLAUSE_PREFIX


@dataclass(frozen=True, slots=True)
class Judged:
    """What rules look at: the document, what was recognised in it, and its printed pages where there are any."""

    document: WordDocument
    components: Components
    pages: PrintedPages | None = None
    #: The size that most of the text has, once it was measured (``body_size``).
    text_size: dict[str, float | None] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )
    #: What ``spots`` found for a component (by its identity), once for all rules.
    spots: dict[int, tuple[Any, ...]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    def paragraphs(self, component: Component) -> tuple[tuple[int, Paragraph], ...]:
        """The component's paragraphs that have text, each with its index in the document."""
        every = self.document.paragraphs
        return tuple((at, every[at]) for at in component.paragraphs if every[at].text.strip())

    def own_texts(self, component: Component) -> tuple[str, ...]:
        """What is the component's own of each of its paragraphs, as it is typed."""
        texts = [self.document.paragraphs[at].text for at in component.paragraphs]
        spans = component.spans or [(0, len(text)) for text in texts]
        return tuple(text[start:end] for text, (start, end) in zip(texts, spans, strict=True))

    def begin_of(self, component: Component) -> Where:
        """The place of its first paragraph."""
        return place(self.document.paragraphs[component.paragraphs[0]])

    def end_of(self, component: Component) -> Where:
        """The place of its last paragraph."""
        return place(self.document.paragraphs[component.paragraphs[-1]])


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule says of one place. ``measured`` and ``wanted`` are Vietnamese, with units."""

    where: Where
    measured: str
    wanted: str
    message: str
    changes: tuple[Change, ...] = ()
    also: tuple[Where, ...] = ()
    #: Milder than the rule's own where this one case is less certain.
    severity: Severity | None = None


Judge = Callable[[Judged], Iterable[Said]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand of the decree. ``slug`` is stable, ``title`` a few Vietnamese words, ``manual`` what clerks read of it."""

    slug: str
    clause: str
    severity: Severity
    title: str
    manual: str
    judge: Judge
    #: It looks at where words are printed.
    needs_pages: bool = False
    #: Rules that tell the same, or its cause, without printed pages; where one has spoken, this one is silent.
    after: tuple[str, ...] = ()

    def findings(self, judged: Judged) -> Iterator[Finding]:
        """What this rule finds, with its own slug, clause and severity; the same fault in many places is one finding."""
        same: dict[tuple[str, str, str, Severity | None], list[Said]] = {}
        for said in self.judge(judged):
            key = (said.measured, said.wanted, said.message, said.severity)
            same.setdefault(key, []).append(said)
        for every in same.values():
            yield self._finding(every)

    def _finding(self, every: Sequence[Said]) -> Finding:
        first = every[0]
        places = dict.fromkeys(where for said in every for where in (said.where, *said.also))
        several = f" ({len(every)} chỗ)." if len(every) > 1 else "."
        return Finding(
            rule=self.slug,
            clause=self.clause,
            severity=first.severity or self.severity,
            measured=first.measured,
            wanted=first.wanted,
            message=first.message.removesuffix(".") + several,
            where=first.where,
            also=tuple(places)[1:],
            changes=tuple(change for said in every for change in said.changes),
        )


def rule(
    slug: str, clause: str, title: str, *, severity: Severity = "error", needs_pages: bool = False
) -> Callable[[Judge], Rule]:
    """Make a Rule of a function; a clause that begins "I." or "II." and so on is one of Phụ lục I, Phần I."""

    def make(judge: Judge) -> Rule:
        manual = " ".join((judge.__doc__ or "").split())
        return Rule(slug, whole_clause(clause), severity, title, manual, judge, needs_pages)

    return make


def whole_clause(clause: str) -> str:
    """ "II.5.b" as "Phụ lục I, Phần I, mục II.5.b"; a clause that names its annex stays."""
    return clause if clause.startswith("Phụ lục") else f"{CLAUSE_PREFIX}mục {clause}"


def place(paragraph: Paragraph) -> Where:
    """The place of a finding that is about one paragraph."""
    return Where(paragraph.part, paragraph.index, paragraph.section)


def lettered_runs(paragraph: Paragraph) -> Iterator[tuple[int, Run]]:
    """The runs with visible letters, digits or marks, each with its index in the paragraph."""
    for at, run in enumerate(paragraph.runs):
        if run.text.strip() and not run.look.hidden:
            yield at, run

"""The corpus goes through the check; what it says and what it leaves unsaid becomes counts, rule by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from service.conformance import checking
from tools.conformance.foreign import Foreign
from tools.conformance.mutations import MUTATIONS
from tools.conformance.mutations.mutation import Mutation
from tools.conformance.opened import Absent, Opened
from tools.conformance.sound_documents import Sound

#: What a finding of this severity says is at most a hint: it is no false alarm in a sound document.
_HINT = "info"


@dataclass(frozen=True)
class Trial:
    """One document with known faults: what has to be found, what may, and what was."""

    name: str
    document: str
    wanted: frozenset[str]
    allowed: frozenset[str]
    said: frozenset[str]

    @property
    def missed(self) -> frozenset[str]:
        return self.wanted - self.said

    @property
    def false(self) -> frozenset[str]:
        return self.said - self.wanted - self.allowed


@dataclass
class Measure:
    """All trials, and what was said of sound documents, by their names."""

    trials: list[Trial] = field(default_factory=list)
    sound: dict[str, list[str]] = field(default_factory=dict)

    def recall(self) -> dict[str, tuple[int, int]]:
        """Rule -> (found, put in)."""
        found: Counter[str] = Counter()
        wanted: Counter[str] = Counter()
        for trial in self.trials:
            wanted.update(trial.wanted)
            found.update(trial.wanted & trial.said)
        return {rule: (found[rule], count) for rule, count in sorted(wanted.items())}

    def false_alarms(self) -> dict[str, int]:
        """Rule -> how often it spoke where nothing was wrong, in any document."""
        counted: Counter[str] = Counter()
        for trial in self.trials:
            counted.update(trial.false)
        for rules in self.sound.values():
            counted.update(rules)
        return dict(sorted(counted.items()))

    def precision(self) -> tuple[int, int]:
        """(findings that are right, findings): by rule and document, over everything that was shown to the check."""
        right = sum(len(trial.said - trial.false) for trial in self.trials)
        return right, right + sum(self.false_alarms().values())

    @property
    def whole_recall(self) -> float:
        """The share of all faults put in that were found."""
        counts = self.recall().values()
        return sum(found for found, _ in counts) / sum(wanted for _, wanted in counts)

    @property
    def alarms_per_sound_document(self) -> float:
        """How many false alarms a sound document has on average."""
        return sum(map(len, self.sound.values())) / len(self.sound)


def rules_said(docx: bytes, slug: str | None = None) -> list[str]:
    """The rule of every finding but of hints, in the document's order."""
    report = checking.check(docx, type=slug)
    return [one.rule for one in report.findings if one.severity != _HINT]


def measured(
    sound: Sequence[Sound],
    foreign: Iterable[Foreign],
    mutations: Sequence[Mutation] = MUTATIONS,
    *,
    everywhere: bool = False,
) -> Measure:
    """Every mutation in one document of each type (with ``everywhere`` in all sound ones), and all documents as they are."""
    found = Measure()
    said = {one.name: rules_said(one.docx) for one in sound}
    found.sound = said
    for at, mutation in enumerate(mutations):
        for one in sound if everywhere else _one_of_each_type(sound, mutation, at):
            trial = _trial(mutation, one, said[one.name])
            if trial:
                found.trials.append(trial)
    for document in foreign:
        rules = frozenset(rules_said(document.docx))
        found.trials.append(
            Trial(
                document.name,
                document.name,
                frozenset(document.broken),
                frozenset(document.possible),
                rules,
            )
        )
    return found


def _one_of_each_type(sound: Sequence[Sound], mutation: Mutation, at: int) -> Iterable[Sound]:
    """Of each type the ``at``-th document in which the fault can be made: every maker gets its turn."""
    for slug in sorted({one.slug for one in sound}):
        of_type = [one for one in sound if one.slug == slug]
        turned = [*of_type[at % len(of_type) :], *of_type[: at % len(of_type)]]
        fitting = next((one for one in turned if spoilt(mutation, one) is not None), None)
        if fitting:
            yield fitting


def _trial(mutation: Mutation, sound: Sound, before: Sequence[str]) -> Trial | None:
    docx = spoilt(mutation, sound)
    if docx is None:
        return None
    new = Counter(rules_said(docx)) - Counter(before)
    first, *others = mutation.rules
    wanted = next((rule for rule in mutation.rules if rule in new), first)
    return Trial(
        mutation.name,
        sound.name,
        frozenset({wanted}),
        frozenset({first, *others, *mutation.also}),
        frozenset(new),
    )


def spoilt(mutation: Mutation, sound: Sound) -> bytes | None:
    """The document with the one fault; None where it has no such place."""
    if mutation.types and sound.slug not in mutation.types:
        return None
    opened = Opened(sound.docx)
    try:
        mutation.fault(opened)
    except Absent:
        return None
    return opened.packed()

"""The corpus goes through the check; what it says and what it leaves unsaid becomes counts, rule by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from service.conformance import checking
from service.conformance.rules import RULES
from tools.conformance.foreign import Foreign
from tools.conformance.manuscripts import MANUSCRIPTS
from tools.conformance.mutations import MUTATIONS
from tools.conformance.mutations.mutation import Mutation
from tools.conformance.opened import Absent, Opened
from tools.conformance.sound_documents import Sound

#: What these say is at most a hint: it is no false alarm in a sound document.
HINTS = frozenset(rule.slug for rule in RULES if rule.severity == "info")
#: The types of this service. Other kinds of documents get only faults that these have no place for.
_OWN_TYPES = frozenset(manuscript.slug for manuscript in MANUSCRIPTS)


@dataclass(frozen=True)
class Trial:
    """One document with known faults: what has to be found, what may, and what was."""

    name: str
    document: str
    wanted: frozenset[str]
    allowed: frozenset[str]
    said: frozenset[str]
    slug: str = ""

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


def rules_said(docx: bytes) -> list[str]:
    """The rule of every finding, in the document's order."""
    return [one.rule for one in checking.check(docx).findings]


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
    found.sound = {
        name: [rule for rule in rules if rule not in HINTS] for name, rules in said.items()
    }
    for at, mutation in enumerate(mutations):
        put_in = _everywhere(sound, mutation) if everywhere else _turned(sound, mutation, at)
        found.trials += [_trial(mutation, one, docx, said[one.name]) for one, docx in put_in]
    for document in foreign:
        rules = frozenset(rules_said(document.docx)) - HINTS
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


def _everywhere(sound: Iterable[Sound], mutation: Mutation) -> Iterator[tuple[Sound, bytes]]:
    for one in sound:
        docx = spoilt(mutation, one)
        if docx is not None:
            yield one, docx


def _turned(sound: Sequence[Sound], mutation: Mutation, at: int) -> list[tuple[Sound, bytes]]:
    """Of each type the ``at``-th document in which the fault can be made: every maker gets its turn."""
    own: list[tuple[Sound, bytes]] = []
    others: list[tuple[Sound, bytes]] = []
    for slug in sorted({one.slug for one in sound}):
        if slug not in _OWN_TYPES and own:
            continue
        of_type = [one for one in sound if one.slug == slug]
        turned = [*of_type[at % len(of_type) :], *of_type[: at % len(of_type)]]
        found = next(_everywhere(turned, mutation), None)
        if found:
            (own if slug in _OWN_TYPES else others).append(found)
    return own or others


def _trial(mutation: Mutation, sound: Sound, docx: bytes, before: Sequence[str]) -> Trial:
    new = frozenset(Counter(rules_said(docx)) - Counter(before))
    first, *others = mutation.rules
    wanted = next((rule for rule in mutation.rules if rule in new), first)
    said = new - (HINTS - {wanted})
    allowed = frozenset({first, *others, *mutation.also})
    return Trial(mutation.name, sound.name, frozenset({wanted}), allowed, said, sound.slug)


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

"""What a check of a document says: its type, its components, and every finding with clause, measure and place (contract §10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from service.conformance.changes import Change
from service.conformance.word_document import Frame

#: What an answer lists at most, whatever a file is made of: findings, components, unrecognised places; places of any one.
MOST_TOLD: Final = 2_000
MOST_PLACES: Final = 100

Severity = Literal["error", "warning", "info"]
#: "party": made under the Party's own rules, to which no rule of the decree is applied.
Family = Literal["state", "party", "unknown"]


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in points from its upper left corner. ``page`` counts from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a finding: a part, a paragraph's index in it (None: the whole part or sheet), and its boxes once drawn."""

    part: str
    paragraph: int | None = None
    section: int | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Component:
    """One thành phần thể thức that was found. ``number`` is its ô in the sketch of Phụ lục I, Phần I, IV ("7b");
    ``paragraphs`` are indexes in ``WordDocument.paragraphs``; ``certainty`` is from 0 to 1."""

    kind: str
    number: str
    paragraphs: tuple[int, ...]
    text: str
    certainty: float
    #: For each of ``paragraphs``, from which letter of its text to which: a line set with tabs holds two components.
    #: Empty where all are whole.
    spans: tuple[tuple[int, int], ...] = ()
    #: The annex it stands in, counted from 0; None in the text itself.
    annex: int | None = None
    #: The places of ``paragraphs``, for whoever does not have the document.
    places: tuple[Where, ...] = ()
    #: What is drawn around a mark (ô 10a, 10b, 11); None of any other component, and where nothing is.
    frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that is not kept at one place. ``measured`` and ``wanted`` are Vietnamese, with their units ("12 pt")."""

    rule: str
    clause: str
    severity: Severity
    measured: str
    wanted: str
    message: str
    where: Where
    #: Further places of the same finding: one wrong font in forty paragraphs is one finding.
    also: tuple[Where, ...] = ()
    #: What would mend it everywhere; empty where a person must.
    changes: tuple[Change, ...] = ()
    #: What keeps the fixer from mending it, or some of its places, as a clerk reads it behind “vì”; "" where nothing does.
    obstacle: str = ""

    @property
    def fixable(self) -> bool:
        """Whether the fixer can mend it without touching a character, but for what ``obstacle`` says."""
        return bool(self.changes)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole check. ``type`` is a slug of ours, or None where the document is of no known type or of none told by its title.

    ``unjudged`` are rules that could not be judged, with the reason ("cần bản PDF"); ``unrecognised`` are places that no component covers.
    """

    type: str | None
    type_certainty: float
    components: tuple[Component, ...]
    findings: tuple[Finding, ...]
    unjudged: tuple[tuple[str, str], ...] = ()
    unrecognised: tuple[Where, ...] = ()
    #: The name of the type as the decree writes it ("quyết định", "công văn"); None where nothing tells it.
    type_name: str | None = None
    family: Family = "unknown"
    #: Why nothing in the document may be changed, as a clerk reads it; "" where it may.
    refusal: str = ""

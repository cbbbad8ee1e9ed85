"""A document becomes an answer: was enough of it recognised to say that something is missing?"""

from __future__ import annotations

from typing import Final

from service.conformance.findings import Where
from service.conformance.rules.rule import Judged
from service.conformance.word_document import Paragraph

_TELLING: Final = (
    "national_name",
    "motto",
    "organ",
    "number",
    "place_date",
    "type_name",
    "letter_subject",
    "recipients",
)
_ENOUGH: Final = 3
_TEXT: Final = frozenset({"basis", "article", "clause", "body", "dash", "roman_heading", "part"})
#: What is the issuer's: a text that is promulgated with another document has none of its own (Mẫu 1.3).
_OF_ISSUER: Final = frozenset(
    {"number", "place_date", "signer_position", "signer_name", "recipients"}
)
_OF_FOOT: Final = frozenset({"signer_position", "signer_name", "recipients"})


def is_recognised(judged: Judged) -> bool:
    """Whether it is certainly an administrative document: only then is what was not found told as missing."""
    return sum(judged.components.first(kind) is not None for kind in _TELLING) >= _ENOUGH


def is_missing(judged: Judged, kind: str) -> bool:
    """Whether a document that was recognised has no component of this kind, not even a doubtful one.

    A line of the head or foot that was not recognised may be the one that is looked for.
    """
    found = judged.components.found
    if any(one.kind == kind for one in found) or not is_recognised(judged):
        return False
    if kind in _OF_ISSUER and _goes_with_another(judged):
        return False
    text = [one.paragraphs[0] for one in found if one.kind in _TEXT]
    unknown = judged.components.unrecognised
    if kind in _OF_FOOT:
        return not any(at > max(text, default=0) for at in unknown)
    return not any(at < min(text, default=at + 1) for at in unknown)


def _goes_with_another(judged: Judged) -> bool:
    """Whether it says below its title what it goes with."""
    return any(one.annex is None for one in judged.components.all("annex_reference"))


def recipients_and_signer(judged: Judged) -> tuple[Paragraph, Paragraph] | None:
    """The paragraphs in which “Nơi nhận” and the signer's position begin, where they stand beside each other.

    None where one of them was not found, and in minutes (Mẫu 1.9), whose recipients stand below the signatures.
    """
    recipients = judged.components.first("recipients")
    position = judged.components.first("signer_position")
    if recipients is None or position is None or judged.components.type_name == "biên bản":
        return None
    every = judged.document.paragraphs
    return every[recipients.paragraphs[0]], every[position.paragraphs[0]]


def beginning(judged: Judged) -> Where:
    """The place of what is missing from the head: the first paragraph."""
    return Where(judged.document.main_part, paragraph=0 if judged.document.body else None)


def ending(judged: Judged) -> Where:
    """The place of what is missing from the foot: the last paragraph with text."""
    last = next((one for one in reversed(judged.document.body) if one.text.strip()), None)
    return Where(
        judged.document.main_part, last.index if last else None, last.section if last else None
    )

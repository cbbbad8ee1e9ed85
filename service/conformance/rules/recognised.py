"""A document becomes an answer: was enough of it recognised to say that something is missing?"""

from __future__ import annotations

from typing import Final

from service.conformance.findings import Where
from service.conformance.rules.rule import Judged

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


def is_recognised(judged: Judged) -> bool:
    """Whether it is certainly an administrative document: only then is what was not found told as missing."""
    return sum(judged.components.first(kind) is not None for kind in _TELLING) >= _ENOUGH


def is_missing(judged: Judged, kind: str) -> bool:
    """Whether a document that was recognised has no component of this kind, not even a doubtful one."""
    return is_recognised(judged) and not any(one.kind == kind for one in judged.components.found)


def beginning(judged: Judged) -> Where:
    """The place of what is missing from the head: the first paragraph."""
    return Where(judged.document.main_part, paragraph=0 if judged.document.body else None)


def ending(judged: Judged) -> Where:
    """The place of what is missing from the foot: the last paragraph with text."""
    last = next((one for one in reversed(judged.document.body) if one.text.strip()), None)
    return Where(
        judged.document.main_part, last.index if last else None, last.section if last else None
    )

"""All text rules, and what they find in the free texts of a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from service.errors import Violation
from service.rules.electronic import SIGNATURE_TEXT_RULES
from service.rules.prose_awards import AWARD_TEXT_RULES
from service.rules.prose_calendar import CALENDAR_RULES
from service.rules.prose_capitals import CAPITAL_RULES
from service.rules.prose_citations import CITATION_TEXT_RULES
from service.rules.prose_dates import DATE_RULES
from service.rules.prose_figures import FIGURE_TEXT_RULES
from service.rules.prose_letters import LETTER_RULES
from service.rules.prose_names import NAME_TEXT_RULES
from service.rules.prose_numbers import NUMBER_TEXT_RULES
from service.rules.prose_words import WORD_RULES
from service.rules.texts import Item, ProseRule, Role, check_all
from service.rules.tone_style import TONE_RULES

PROSE_RULES: Final[tuple[ProseRule, ...]] = (
    *DATE_RULES,
    *CALENDAR_RULES,
    *WORD_RULES,
    *CAPITAL_RULES,
    *NAME_TEXT_RULES,
    *AWARD_TEXT_RULES,
    *LETTER_RULES,
    *NUMBER_TEXT_RULES,
    *FIGURE_TEXT_RULES,
    *CITATION_TEXT_RULES,
    *TONE_RULES,
    *SIGNATURE_TEXT_RULES,
)

__all__ = ["PROSE_RULES", "Item", "ProseRule", "Role", "check_texts"]


def check_texts(items: Iterable[Item], reference: Any = None) -> Iterator[Violation]:
    """What all text rules find, with pointer and code; ``items`` are ``(pointer, text, role)``.

    Texts are NFC with single blanks, as ``fields`` leaves them. The roles: "running" (paragraphs,
    items, achievements, conclusions), "line" (subject, headings, titles, executors), "recipient"
    (short forms allowed), "name" (persons, organs), "basis" (read by the rules on legal bases).
    All are warnings; a suggestion is the whole text, corrected.
    """
    yield from check_all(PROSE_RULES, items, reference)

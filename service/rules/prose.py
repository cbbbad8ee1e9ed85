"""Every free text of a record becomes its slips of writing; this is the list of the text checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from service.rules import Finding
from service.rules.prose_capitals import CAPITAL_RULES
from service.rules.prose_dates import DATE_RULES
from service.rules.prose_letters import LETTER_RULES
from service.rules.prose_words import WORD_RULES
from service.rules.texts import Item, ProseRule, Role, check_all

PROSE_RULES: Final[tuple[ProseRule, ...]] = (
    *DATE_RULES,
    *WORD_RULES,
    *CAPITAL_RULES,
    *LETTER_RULES,
)

__all__ = ["PROSE_RULES", "Item", "ProseRule", "Role", "check_texts"]


def check_texts(items: Iterable[Item]) -> Iterator[tuple[str, Finding]]:
    """Findings of all text checks as ``(code, finding)``; ``items`` are ``(pointer, text, role)``.

    Texts are NFC with single blanks, as ``fields`` leaves them. The roles: "running" (paragraphs,
    items, achievements, conclusions), "line" (subject, headings, titles, executors), "recipient"
    (short forms allowed), "name" (persons, organs), "basis" (read by the rules on legal bases).
    All findings are warnings; a suggestion is the whole text, mended.
    """
    yield from check_all(PROSE_RULES, items)

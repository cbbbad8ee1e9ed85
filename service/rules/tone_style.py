"""Rules about the two places of a tone mark (hòa, hoà): both are right, but not side by side in one document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from service.errors import Violation
from service.language import vietnamese
from service.reference.recipients import RECIPIENT_KINDS
from service.rules import Record, rule, violation_at
from service.rules.award_rows import awards_of, rows_of
from service.rules.name_lists import name_lists
from service.rules.texts import LISTED, ProseRule

_WORD: Final = re.compile(r"[^\W\d_]+")


def _has_both(joined: str) -> bool:
    """Whether either style stands anywhere: a quick look, before every word is compared."""
    return bool(
        vietnamese.NEW_TONE_PLACE.search(joined) and vietnamese.OLD_TONE_PLACE.search(joined)
    )


# --- names and units of a list ----------------------------------------------------------------------


@rule("mixed_tone_style", reads=("/awards",), severity="warning")
def mixed_tone_style(record: Record, _reference: Any) -> Iterator[Violation]:
    """Cùng một chữ chỉ dùng một kiểu đặt dấu thanh trong danh sách: đã viết “hòa” thì không viết “hoà”, đã
    viết “thủy” thì không viết “thuỷ”; cả hai kiểu đều đúng nhưng không dùng lẫn (Nghị định
    30/2020/NĐ-CP, Điều 12; cảnh báo)."""
    if not _lists_have_both(record):
        return
    spelt: dict[str, tuple[str, str]] = {}
    for pointer, where, text in _names_and_units(record):
        for word in _WORD.findall(vietnamese.lower(text)):
            one = vietnamese.unify_tone_position(word)
            first, first_where = spelt.setdefault(one, (word, where))
            if first != word:
                yield violation_at(
                    pointer,
                    f"Một chữ được đặt dấu thanh theo hai kiểu ở {first_where} và ở {where}; hãy thống nhất "
                    "một kiểu trong cả danh sách.",
                )
                return


def _lists_have_both(record: Record) -> bool:
    texts: set[str] = set()
    for listed in name_lists(record):
        if listed.kind:
            texts |= listed.different(listed.name) | listed.different(listed.kind.unit)
    return _has_both("\n".join(texts))


def _names_and_units(record: Record) -> Iterator[tuple[str, str, str]]:
    """``(pointer, place in words, text)`` of every name and unit, each different text once."""
    seen: set[str] = set()
    for around, award in awards_of(record):
        for kind in RECIPIENT_KINDS:
            for place, row in enumerate(rows_of(award, kind.rows)):
                for field in (kind.name, kind.unit):
                    text = row.get(field)
                    if text and text not in seen:
                        seen.add(text)
                        pointer = f"{around}/{kind.rows}/{place}/{field}"
                        yield pointer, f"dòng {place + 1} danh sách {kind.words}", text


# --- what is written in sentences, headings and lines -------------------------------------------------


def _one_style(texts: Sequence[str]) -> Iterator[tuple[int, Violation]]:
    """Each text that has words of the rarer style which others have in the commoner one, corrected."""
    words = Counter(word for text in texts for word in _WORD.findall(text) if _has_a_style(word))
    mixed = {one for one, forms in _forms(words).items() if len(forms) > 1}
    if not mixed:
        return
    # The style of most of the mixed words; where they are even, that of most words.
    is_new = (_lead_of_new(words, mixed) or _lead_of_new(words, None)) > 0
    settle = vietnamese.with_new_tone_position if is_new else vietnamese.unify_tone_position

    def settled(found: re.Match[str]) -> str:
        word = found[0]
        is_mixed = _has_a_style(word) and vietnamese.unify_tone_position(word) in mixed
        return settle(word) if is_mixed else word

    for place, text in enumerate(texts):
        corrected = _WORD.sub(settled, text)
        if corrected != text:
            yield (
                place,
                violation_at(
                    "",
                    "Cùng một chữ được đặt dấu thanh theo hai kiểu trong văn bản (“hòa” và “hoà”); viết theo kiểu dùng "
                    "nhiều hơn",
                    corrected,
                ),
            )


def _lead_of_new(words: Counter[str], among: set[str] | None) -> int:
    """How many more of these words (None: of all) have their tone in the new place than in the old one."""
    return sum(
        count if vietnamese.NEW_TONE_PLACE.search(word) else -count
        for word, count in words.items()
        if among is None or vietnamese.unify_tone_position(word) in among
    )


def _has_a_style(word: str) -> bool:
    """Whether a word could have its tone in two places; one in capitals is a title or the State's name, which is fixed."""
    either = vietnamese.NEW_TONE_PLACE.search(word) or vietnamese.OLD_TONE_PLACE.search(word)
    return bool(either) and not word.isupper()


def _forms(words: Counter[str]) -> dict[str, set[str]]:
    """The ways in which each word is written."""
    forms: dict[str, set[str]] = {}
    for word in words:
        forms.setdefault(vietnamese.unify_tone_position(word), set()).add(word)
    return forms


def mixed_tones_in_text(text: str) -> Iterator[Violation]:
    """Trong lời văn, cùng một chữ chỉ dùng một kiểu đặt dấu thanh: “hòa” hoặc “hoà”, “thủy” hoặc “thuỷ”; cả hai kiểu đều
    đúng nhưng không dùng lẫn, đề nghị là kiểu dùng nhiều hơn (Nghị định 30/2020/NĐ-CP, Điều 12; cảnh báo)."""
    return (violation for _, violation in _one_style([text]))


TONE_RULES: Final = (
    ProseRule(
        "mixed_tone_style", LISTED, mixed_tones_in_text, prefilter=_has_both, across=_one_style
    ),
)

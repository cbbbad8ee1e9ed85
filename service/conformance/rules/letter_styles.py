"""Styles of letters that the decree does not know: underlined, stretched, struck through, small capitals (mục I.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.conformance.rules.letters import switched_on, told
from service.conformance.rules.rule import Judged, Rule, Said, rule
from service.conformance.rules.spots import of_kind, spots
from service.conformance.word_document import Run

_NEVER_UNDERLINED: Final = (
    "national_name",
    "motto",
    "organ",
    "subject",
    "parent_organ",
    "number",
    "place_date",
    "type_name",
    "authority",
    "enacting",
    "signer_position",
    "signer_name",
    "recipients",
    "recipient",
    "annex",
    "annex_title",
    "letter_subject",
    "addressees",
    "addressee",
    "basis",
    "part",
    "part_title",
    "chapter",
    "chapter_title",
    "section",
    "section_title",
    "roman_heading",
)


_NEVER_STRETCHED: Final = frozenset(
    [
        "national_name",
        "motto",
        "organ",
        "type_name",
        "subject",
        "basis",
        "article",
        "clause",
        "titled_clause",
        "point",
        "dash",
        "body",
    ]
)


@rule("underlined", "I.5", "Không gạch chân thành phần thể thức", severity="warning")
def underlined(judged: Judged) -> Iterator[Said]:
    """Các thành phần thể thức không gạch chân, đường kẻ dưới Tiêu ngữ, tên cơ quan, trích yếu là đường kẻ riêng: kiểu chữ của từng thành phần chỉ là
    đứng, nghiêng hoặc đậm."""

    def wrong(run: Run) -> bool:
        return run.look.underlined

    for spot in of_kind(judged, *_NEVER_UNDERLINED):
        if spot.share(wrong) > 0.3:
            yield Said(
                spot.where,
                "gạch chân",
                "không gạch chân",
                f"“{spot.text.strip()[:60]}” bị gạch chân; thành phần này không gạch chân.",
                tuple(spot.changes("underlined", value=False, wrong=wrong)),
            )


@rule("stretched-letters", "I.5", "Không giãn, không nén chữ", severity="info")
def stretched_letters(judged: Judged) -> Iterator[Said]:
    """Chữ không giãn ra hoặc nén lại: khoảng cách chữ không quá 0,5 pt, chiều rộng chữ 100%."""
    for name, usual, most in (("spacing_pt", 0.0, 0.5), ("scale_percent", 100.0, 5.0)):
        yield from _stretched(judged, name, usual, most)


def _stretched(judged: Judged, name: str, usual: float, most: float) -> Iterator[Said]:
    def wrong(run: Run) -> bool:
        return bool(abs(getattr(run.look, name) - usual) > most)

    judged_letters = spots(judged, judged.components.ordered(_NEVER_STRETCHED))
    found = [spot for spot in judged_letters if spot.share(wrong) > 0.5]
    if found:
        first, *others = dict.fromkeys(spot.where for spot in found)
        yield Said(
            first,
            "giãn hoặc nén chữ",
            "khoảng cách và chiều rộng chữ bình thường",
            f"{told((first, *others))} có chữ giãn ra hoặc nén lại.",
            tuple(change for spot in found for change in spot.changes(name, usual, wrong)),
            tuple(others),
        )


@rule("struck", "I.5", "Không gạch ngang chữ", severity="warning")
def struck(judged: Judged) -> Iterator[Said]:
    """Văn bản không còn chữ bị gạch ngang: chữ bỏ đi thì xóa, chữ giữ lại thì bỏ gạch."""
    return switched_on(
        judged,
        "struck",
        "gạch ngang chữ",
        "không gạch ngang",
        "có chữ bị gạch ngang; hãy xóa chữ đó hoặc bỏ gạch.",
        mends=False,
    )


@rule("small-capitals", "I.5", "Không dùng chữ hoa nhỏ", severity="warning")
def small_capitals(judged: Judged) -> Iterator[Said]:
    """Kiểu chữ chỉ là in hoa hoặc in thường, không dùng chữ hoa nhỏ (Small caps) của Word."""
    return switched_on(
        judged,
        "small_capitals",
        "chữ hoa nhỏ",
        "chữ in hoa hoặc in thường",
        "có chữ hoa nhỏ (Small caps); phải là chữ in hoa hoặc in thường.",
    )


LETTER_STYLE_RULES: Final[tuple[Rule, ...]] = (
    underlined,
    stretched_letters,
    struck,
    small_capitals,
)

"""Running text becomes the same text with no-break blanks where a line must not end: dates, numbers, counts, periods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from service.language import vietnamese
from service.language.compounds import Compounds, in_use

NO_BREAK_SPACE: Final = "\u00a0"
#: Without either there is nothing to hold; no-break blanks are left for a number that the pen writes.
_NUMBER: Final = re.compile("[\\d\u00a0]")
#: The same for a long text: one letter after another is found sooner than any of them.
_DIGITS: Final = "0123456789\u00a0"
_BLANK: Final = "[ \u00a0]"


@lru_cache(maxsize=4)
def _parted(lexicon: Compounds) -> re.Pattern[str]:
    """A blank that parts what belongs together; inside a counted noun, its own blanks too.

    Every branch begins with the blank, so that the engine of patterns goes from blank to blank.
    """
    # "Điều 1 Quyết định" counts nothing: a noun is in small letters, or all of it in capitals.
    spelled = {*lexicon.counted, *map(vietnamese.upper, lexicon.counted)}
    nouns = "|".join(map(re.escape, sorted(spelled, key=lambda noun: (-len(noun), noun))))
    return re.compile(
        # "ngày 20 tháng 01", "năm 2026", "số 91/2017/NĐ-CP", "8 giờ 00 phút", the second half of "2015 - 2020"
        r" (?=\d)(?:(?<=\bngày )|(?<=\btháng )|(?<=\b(?-i:số|SỐ) )|(?<=\bsố )(?=\d+/)|(?<=\bnăm )(?=\d{4}\b)"
        rf"|(?<=\bgiờ )(?=\d+{_BLANK}phút\b)|(?<=\d{_BLANK}[-–] ))"
        # the first half of a period, "01 cá nhân", "1.950.000 đồng"
        rf"| (?<=\d )(?:(?=[-–]{_BLANK}\d)|(?=tháng{_BLANK}\d)|(?=giờ\b)|(?-i:{nouns})(?!\w)(?!{_BLANK}\d))"
        # "quý III", and the blank that is left for a number
        "| (?<=quý )(?=[IVX])| (?<=số )(?=\u00a0)",
        re.IGNORECASE,
    )


def held_together(text: str) -> str:
    """ "ngày 20 tháng 01", "số 91/2017/NĐ-CP", "01 cá nhân", "2015 - 2020" with no-break blanks (contract §2).

    A date may break before "năm". Doing it twice changes nothing.
    """
    if " " not in text or _NUMBER.search(text) is None:
        return text
    return _parted(in_use()).sub(lambda blank: blank[0].replace(" ", NO_BREAK_SPACE), text)


def all_held_together(texts: Sequence[str]) -> Sequence[str]:
    """The same of many texts, each of them once; they hold no U+0000."""
    different = [*dict.fromkeys(texts)]
    joined = "\0".join(different)
    if not any(map(joined.__contains__, _DIGITS)):
        return texts
    held = held_together(joined)
    if held == joined:
        return texts
    by_text = dict(zip(different, held.split("\0"), strict=True))
    return [by_text[text] for text in texts]


def with_plain_blanks(text: str) -> str:
    """The same words with blanks that may break, for comparing what was printed with what was typed."""
    return text.replace(NO_BREAK_SPACE, " ")

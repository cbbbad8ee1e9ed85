"""The texts of a table become the widths of its columns, as a careful typist would share the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from service.docx.typography.letters import MM_PER_PT, TWIPS_PER_PT, text_width_mm


class _Need(NamedTuple):
    least: float  # the longest word
    natural: float  # the longest text of a cell on one line
    heading: float  # the header on one line
    weight: float  # between the usual and the longest text


#: Only this many of a column's longest texts (by count of letters) are measured letter by letter.
_MEASURED: Final = 12
#: As wide as a column "STT" with its margins: wide enough as it is.
_SHORT_TWIPS: Final = 750
#: Space beside the letters that a column needs so that rounding in Word breaks no word.
_SLACK_TWIPS: Final = 40
#: A header takes no more lines than about this; where there is space, two (its parts are uneven), then one.
_HEADER_LINES: Final = 3
_HEADER_PARTS: Final = (0.6, 1.0)


def column_widths(
    columns_of_texts: Sequence[Sequence[str]],
    total_twips: int,
    size_pt: float,
    *,
    padding_twips: int = 230,
) -> list[int]:
    """Widths in twips that add up to ``total_twips``, shared as the texts of each column need them.

    Each column is its header (set bold) followed by its cells; ``padding_twips`` is both side margins of a
    cell together. No column is narrower than its longest word while there is space for that.
    """
    if not columns_of_texts:
        return []
    needs = [_need(texts, size_pt, padding_twips) for texts in columns_of_texts]
    least = sum(need.least for need in needs)
    natural = sum(need.natural for need in needs)
    if least >= total_twips:
        raw = [total_twips * need.least / least for need in needs]
    elif natural <= total_twips:
        raw = _share_surplus(needs, total_twips - natural)
    else:
        raw = _share_by_weight(_modest_first(needs, total_twips), total_twips)
    return _whole(raw, total_twips)


def _need(texts: Sequence[str], size_pt: float, padding: int) -> _Need:
    header, cells = (texts[0], texts[1:]) if texts else ("", ())
    # Kept in order, because a set's order, and so which of equals are measured, differs by process.
    different = dict.fromkeys(cells)
    longest = sorted(different, key=len, reverse=True)[:_MEASURED]
    per_mm = TWIPS_PER_PT / MM_PER_PT

    def measure(text: str, bold: bool) -> float:
        return text_width_mm(text, size_pt, bold) * per_mm

    # The longest word may stand in a short text.
    words = dict.fromkeys(" ".join(different).split())
    widest = sorted(words, key=len, reverse=True)[:_MEASURED]
    header_words = [measure(word, True) for word in header.split()]
    least = max([*header_words, *(measure(word, False) for word in widest), 0.0])
    lines = [line for text in longest for line in text.split("\n")]
    natural = max([least, *(measure(line, False) for line in lines)])
    usual = sum(map(len, cells)) / len(cells) if cells else 0.0
    most = max(map(len, longest), default=0)
    weight = natural * (0.5 + 0.5 * usual / most) if most else natural
    around = padding + _SLACK_TWIPS
    heading = measure(header, True) + around
    least = max(least, measure(header, True) / _HEADER_LINES)
    natural = max(least, natural)
    return _Need(least + around, natural + around, heading, weight + around)


def _share_surplus(needs: Sequence[_Need], surplus: float) -> list[float]:
    """Every cell fits on one line: then headers do, as far as it goes, and long columns get the rest."""
    settled = list(needs)
    for part in _HEADER_PARTS:
        gaps = {i: need.heading * part - need.natural for i, need in enumerate(settled)}
        for index in sorted(gaps, key=gaps.__getitem__):
            if 0 < gaps[index] <= surplus:
                wider = settled[index].natural + gaps[index]
                settled[index] = settled[index]._replace(natural=wider)
                surplus -= gaps[index]
    # The square lets a column twice as long take four times the surplus; a few letters take next to none.
    wishes = [max(1.0, need.natural - _SHORT_TWIPS) ** 2 for need in settled]
    total = sum(wishes)
    return [
        need.natural + surplus * wish / total for need, wish in zip(settled, wishes, strict=True)
    ]


#: A column that wants no more than this part of the table gets its wish: names stand on one line …
_MODEST_PART: Final = 0.32
#: … provided the others keep this part of what they want, so that rows do not grow beyond three lines.
_LEFT_TO_OTHERS: Final = 0.42


def _modest_first(needs: Sequence[_Need], total: float) -> list[_Need]:
    """The needs, the wishes of modest columns made their least, the most modest first, as far as it goes."""
    settled = list(needs)
    for index in sorted(range(len(needs)), key=lambda i: needs[i].natural):
        wish = needs[index].natural
        trial = [*settled]
        trial[index] = needs[index]._replace(least=wish)
        given = sum(need.least for need in trial if need.least == need.natural)
        wanted = sum(need.natural for need in trial if need.least < need.natural)
        if wish > total * _MODEST_PART or total - given < wanted * _LEFT_TO_OTHERS:
            break
        if sum(need.least for need in trial) <= total:
            settled = trial
    return settled


def _share_by_weight(needs: Sequence[_Need], total: float) -> list[float]:
    """Shares by weight, no column below its longest word nor, while others want, above its own wish."""
    fixed: dict[int, float] = {}
    while True:
        free = [i for i in range(len(needs)) if i not in fixed]
        available = total - sum(fixed.values())
        weights = sum(needs[i].weight for i in free)
        shares = {i: available * needs[i].weight / weights for i in free}
        narrow = {i: needs[i].least for i in free if shares[i] < needs[i].least}
        content = {i: needs[i].natural for i in free if shares[i] > needs[i].natural}
        settled = narrow or content
        if not settled or len(settled) == len(free):
            return [fixed.get(i, shares.get(i, 0.0)) for i in range(len(needs))]
        fixed |= settled


def _whole(raw: Sequence[float], total: int) -> list[int]:
    """Whole twips with the exact sum; the widest column takes what rounding left over."""
    whole = [int(width) for width in raw]
    whole[whole.index(max(whole))] += total - sum(whole)
    return whole

"""Which entries are headings, and how deep: by style, numbering, bold and capitals, together.

A number alone makes no heading: "1." may be an item of a row. What stands in one row (1., 2., 3.) is taken
alike, as most of it looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.importing.word import captions, labels
from service.importing.word.entries import Entry

#: Characters of a heading that nothing but its length and its end speak for.
_SHORT, _LONGEST = 150, 300
_CLAUSE_MARKS = (".", ";", ",")
_ROW_KINDS = frozenset({"capital", "number", "decimal", "letter", "bracket", "article"})
#: "Phần thứ nhất" has its title in the next line.
_BARE_KINDS = frozenset({"part", "chapter"})
#: Where headings without a label stand among those with one: capitals as "I.", bold below "1.1.".
_CAPITALS_RANK, _BOLD_RANK = labels.RANKS["roman"], 7.5
_MOST_WITH_STYLE = 2 / 3


@dataclass(slots=True)
class _Row:
    """Labels of one kind that count on: places of the entries, and for how many a heading is likely."""

    last: int
    places: list[int] = field(default_factory=list)
    likely: int = 0


def depths(entries: Sequence[Entry], most: int, *, formatted: bool) -> list[int]:
    """For each entry its level as a heading, from 1; 0 for what is none. Deeper ones than ``most`` are none."""
    chosen = _without_orphans(entries, _chosen(entries, formatted))
    ranks = _Ranks([entry for entry, is_heading in zip(entries, chosen, strict=True) if is_heading])
    found: list[int] = []
    above: list[float] = []
    for entry, is_heading in zip(entries, chosen, strict=True):
        if not is_heading:
            found.append(0)
            continue
        rank = ranks(entry)
        while above and above[-1] >= rank:
            above.pop()
        depth = len(above) + 1
        if depth <= most:
            above.append(rank)
        found.append(depth if depth <= most else 0)
    return found


def _chosen(entries: Sequence[Entry], formatted: bool) -> list[bool]:
    likely = [_is_likely(entries, place, formatted) for place in range(len(entries))]
    for row in _rows(entries, likely):
        for place in row.places:
            likely[place] = (
                row.likely * 2 > len(row.places) and len(entries[place].label.rest) <= 2_000
            )
    return likely


def _without_orphans(entries: Sequence[Entry], chosen: Sequence[bool]) -> list[bool]:
    """Without rows that begin inside of what is none: "a)" below a paragraph "2. …" would be printed as "1."."""
    kept: list[bool] = []
    around: float | None = None
    orphaned: set[str] = set()
    for entry, is_heading in zip(entries, chosen, strict=True):
        label = entry.label
        if is_heading and label.kind and not _level(entry):
            begins = labels.ordinal(label) == 1 and around is not None and label.rank > around
            if begins or label.kind in orphaned:
                orphaned.add(label.kind)
                kept.append(False)
                continue
        if is_heading:
            around, orphaned = None, set()
        elif label.kind and not entry.is_bullet:
            around = min(around or label.rank, label.rank)
        kept.append(is_heading)
    return kept


def _rows(entries: Sequence[Entry], likely: Sequence[bool]) -> list[_Row]:
    """The rows of labels that count on; a label further out ends those within."""
    rows: list[_Row] = []
    open_rows: dict[float, _Row] = {}
    for place, entry in enumerate(entries):
        if not entry.label.kind or entry.is_bullet:
            continue
        rank = entry.label.rank
        open_rows = {level: row for level, row in open_rows.items() if level <= rank}
        if entry.label.kind not in _ROW_KINDS:
            continue
        number = labels.ordinal(entry.label) or 0
        row = open_rows.get(rank)
        if row is None or number <= row.last:
            row = _Row(number)
            rows.append(row)
        row.last = number
        row.places.append(place)
        row.likely += likely[place]
        open_rows[rank] = row
    return rows


def _is_likely(entries: Sequence[Entry], place: int, formatted: bool) -> bool:
    entry = entries[place]
    paragraph = entry.paragraph
    if paragraph is None or entry.is_bullet or paragraph.is_title:
        return False
    words = entry.label.rest
    if captions.is_above_table(entries, place) or labels.is_contents(entry.text):
        return False
    if not words and entry.label.kind not in _BARE_KINDS:
        return False
    if paragraph.level:
        return len(words) <= _LONGEST
    strong = (formatted and paragraph.bold) or entry.is_capitals
    short = 0 < len(words) <= _SHORT and not words.endswith(_CLAUSE_MARKS)
    if not entry.label.kind:
        return strong and short and len(words.split()) > 1 and words[0].isalpha()
    if entry.label.kind in ("part", "chapter"):
        return len(words) <= _LONGEST
    if strong or (paragraph.italic and short):
        return 0 < len(words) <= _LONGEST
    if entry.label.kind == "roman":
        return len(words) <= _LONGEST
    return short and _has_body(entries, place)


def _has_body(entries: Sequence[Entry], place: int) -> bool:
    """Whether something stands below an entry that belongs to it."""
    if place + 1 >= len(entries):
        return False
    below = entries[place + 1]
    if below.table is not None or below.is_bullet or not below.label.kind:
        return True
    return below.label.rank > entries[place].label.rank


class _Ranks:
    """How far out a heading stands: by its style where most have one, else by its label."""

    def __init__(self, headings: Sequence[Entry]) -> None:
        styled = sum(bool(_level(heading)) for heading in headings)
        self._by_style = styled > 0 and styled >= _MOST_WITH_STYLE * len(headings)

    def __call__(self, entry: Entry) -> float:
        if self._by_style and _level(entry):
            return _level(entry)
        by_label = float(entry.label.rank)
        if not entry.label.kind:
            by_label = _CAPITALS_RANK if entry.is_capitals else _BOLD_RANK
        return by_label + 10 if self._by_style else by_label


def _level(entry: Entry) -> int:
    return entry.paragraph.level if entry.paragraph is not None else 0

"""A letterhead typed without a table, two halves to a paragraph with tabs or blanks between them, becomes measured lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from service.conformance.findings import Component
from service.conformance.found_components import CERTAIN_ENOUGH
from service.conformance.shared_runs import is_letters
from service.conformance.word_document import Paragraph, Run, WordDocument
from service.docx import typography
from service.docx.standard import (
    LETTERHEAD_COLUMNS_PERCENT,
    LETTERHEAD_SLACK_MM,
    TEXT_WIDTH_TWIPS,
    TWIPS_PER_MM,
)

_KINDS: Final = frozenset(
    {"national_name", "motto", "parent_organ", "organ", "number", "place_date"}
)
#: Blanks ahead, a half, what keeps the halves apart, the other half, blanks behind.
_BY_TABS: Final = re.compile("([ \u00a0]*)([^\t]*?)([ \u00a0]*\t[ \u00a0\t]*)([^\t]*?)([ \u00a0]*)")
#: With how many blanks keep the halves apart: a number or a day that is left open has some of its own.
_BY_BLANKS: Final = "([ \u00a0]*)(\\S.*?)([ \u00a0]{%d,})(\\S.*?)([ \u00a0]*)"
_BLANKS: Final = re.compile("[ \u00a0]{2,}")

#: What parts strokes below two halves.
_BETWEEN_STROKES: Final = re.compile("[ \u00a0]*\t[ \u00a0\t]*|[ \u00a0]{3,}")

_USUAL_STOP_MM: Final = 12.7
_TOUCHING_MM: Final = 0.1
#: Fonts differ by so much in a whole line.
_OVER_MM: Final = 1.0

Kind = Literal["tabs", "blanks"]


@dataclass(frozen=True, slots=True)
class Halves:
    """One line of such a letterhead, its lengths in millimetres as its letters look now.

    ``at`` is its index in the document. ``gap`` is where what keeps the halves apart stands in ``Paragraph.shown``.
    """

    at: int
    paragraph: Paragraph
    kind: Kind
    left_mm: float
    right_mm: float
    gap: tuple[int, int]
    #: Blanks before the left half.
    ahead_mm: float
    #: Blanks between the left half and the first tab, and between the last tab and the right half.
    before_tab_mm: float
    after_tab_mm: float
    behind_mm: float
    tabs: int
    #: How long a line without indents is.
    room_mm: float
    #: Which line of its paragraph it is, and whether there is no other: what sets one sets them all.
    line: int = 0
    is_alone: bool = True


@dataclass(frozen=True, slots=True)
class Middles:
    """Where the middles of the two columns are, in millimetres from the left margin."""

    left_mm: float
    right_mm: float


def typed_halves(document: WordDocument, components: Iterable[Component]) -> tuple[Halves, ...]:
    """Every line of the letterhead that holds two of its components side by side."""
    held: dict[int, int] = {}
    for component in components:
        if component.kind in _KINDS and component.certainty >= CERTAIN_ENOUGH:
            for at in component.paragraphs:
                held[at] = held.get(at, 0) + 1
    return tuple(
        halves
        for at, count in sorted(held.items())
        if count > 1
        for halves in measured(at, document.paragraphs[at], _room_mm(document, at))
    )


def _room_mm(document: WordDocument, at: int) -> float:
    if not document.sections:
        return TEXT_WIDTH_TWIPS / TWIPS_PER_MM
    return document.sections[document.paragraphs[at].section].room_mm


def measured(at: int, paragraph: Paragraph, room_mm: float) -> tuple[Halves, ...]:
    """The lines of a paragraph that are two halves; none where it is not in the flow of the text, from left to right."""
    if paragraph.table is not None or paragraph.in_text_box or paragraph.look.right_to_left:
        return ()
    lines = paragraph.shown.split("\n")
    found: list[Halves] = []
    begin = 0
    for number, text in enumerate(lines):
        halves = _measured(at, paragraph, (begin, text), room_mm)
        if halves is not None:
            found.append(replace(halves, line=number, is_alone=len(lines) == 1))
        begin += len(text) + 1
    return tuple(found)


def _measured(
    at: int, paragraph: Paragraph, line: tuple[int, str], room_mm: float
) -> Halves | None:
    """The halves of one line, of which is said where it begins in ``Paragraph.shown``; None where it has no letters in both."""
    begin, text = line
    kind: Kind = "tabs" if "\t" in text else "blanks"
    parted = _BY_TABS.fullmatch(text) if kind == "tabs" else _by_blanks(text)
    if parted is None or not all(any(map(str.isalnum, parted[half])) for half in (2, 4)):
        return None

    def width(first: int, last: int) -> float:
        return _width(paragraph, begin + first, begin + last)

    start, end = parted.span(3)
    first, last = (parted[3].find("\t"), parted[3].rfind("\t") + 1) if kind == "tabs" else (0, 0)
    return Halves(
        at=at,
        paragraph=paragraph,
        kind=kind,
        left_mm=width(*parted.span(2)),
        right_mm=width(*parted.span(4)),
        gap=(begin + start, begin + end),
        ahead_mm=width(*parted.span(1)),
        before_tab_mm=width(start, start + first),
        after_tab_mm=width(start + last, end) if kind == "tabs" else 0.0,
        behind_mm=width(*parted.span(5)),
        tabs=parted[3].count("\t"),
        room_mm=room_mm,
    )


def _by_blanks(shown: str) -> re.Match[str] | None:
    """A line parted at the most blanks that it has between letters."""
    most = max(map(len, _BLANKS.findall(shown.strip(" \u00a0"))), default=0)
    return re.fullmatch(_BY_BLANKS % most, shown) if most else None


def stroke_halves(line: str) -> tuple[str, str]:
    """What of a line of strokes stands below the left half of the line above it, and what below the right one."""
    left, *others = _BETWEEN_STROKES.split(line)
    return left.strip(), others[-1].strip() if others else ""


def middles(document: WordDocument, lines: Sequence[Halves]) -> Middles | None:
    """The middles of the usual columns, moved apart as far as the longest halves want; None where they have no room, or where
    several tabs in a line of many would need stops of their own, or blanks stand in a run that cannot be parted."""
    if not lines or not document.sections or not all(map(_can_be_set, lines)):
        return None
    room = lines[0].room_mm
    share = LETTERHEAD_COLUMNS_PERCENT[0] / 100
    left = max(room * share / 2, *(line.left_mm / 2 for line in lines))
    farthest = min(room - line.right_mm / 2 for line in lines)
    for right in (min(room * (1 + share) / 2, farthest), farthest):
        gaps = (right - line.right_mm / 2 - _left_end(line, left) for line in lines)
        if min(gaps) >= LETTERHEAD_SLACK_MM:
            return Middles(left, right)
    return None


def _can_be_set(line: Halves) -> bool:
    if line.kind == "tabs":
        return line.is_alone or line.tabs == 1
    return all(own or _can_be_parted(line, run) for run, _, own in runs_of_gap(line))


def _can_be_parted(line: Halves, run: Run) -> bool:
    """What is written twice, for old Words too, is in no run of the paragraph's own."""
    return run.element.getparent() is line.paragraph.element and is_letters(run.element)


def runs_of_gap(line: Halves) -> Iterator[tuple[Run, tuple[int, int], bool]]:
    """The runs that hold the blanks between two halves, each with where in its text, and whether it holds nothing else."""
    start, end = line.gap
    at = 0
    for run in line.paragraph.runs:
        text = run.shown
        first, last = max(0, start - at), min(len(text), end - at)
        at += len(text)
        if first < last:
            yield run, (first, last), (first, last) == (0, len(text))


def _left_end(line: Halves, middle_mm: float) -> float:
    """Where a left half ends that stands around this middle; one of several lines of a paragraph stays at the margin."""
    return middle_mm + line.left_mm / 2 if line.is_alone else line.ahead_mm + line.left_mm


def overflows(line: Halves) -> bool:
    """Whether its right half goes beyond the text, so that it is broken."""
    present = present_middles(line)
    return present is not None and present.right_mm + line.right_mm / 2 > line.room_mm + _OVER_MM


def present_middles(line: Halves) -> Middles | None:
    """Where the middles of a line's halves are now; None where tabs are in a line that does not begin at the left."""
    between = _width(line.paragraph, *line.gap)
    start = _start(line, between)
    if start is None:
        return None
    end = start + line.left_mm
    left = start + line.left_mm / 2
    if line.kind == "blanks":
        return Middles(left, end + between + line.right_mm / 2)
    reached, kind = end + line.before_tab_mm, "left"
    for _ in range(line.tabs):
        reached, kind = _next_stop(line.paragraph, reached)
    if kind == "center":
        return Middles(left, reached + (line.after_tab_mm - line.behind_mm) / 2)
    return Middles(left, reached + line.after_tab_mm + line.right_mm / 2)


def _start(line: Halves, between_mm: float) -> float | None:
    """Where the left half of a line begins."""
    look = line.paragraph.look
    begin = look.left_mm + (0.0 if line.line else look.first_line_mm)
    if look.align in ("left", "both"):
        return begin + line.ahead_mm
    if line.kind == "tabs":
        return None
    whole = line.ahead_mm + line.left_mm + between_mm + line.right_mm + line.behind_mm
    free = line.room_mm - begin - look.right_mm - whole
    return begin + line.ahead_mm + (free / 2 if look.align == "center" else free)


def _next_stop(paragraph: Paragraph, reached: float) -> tuple[float, str]:
    """The stop that a tab leads to: the paragraph's own, or behind these one of those that Word sets everywhere."""
    look = paragraph.look
    for place, kind in zip(look.tab_stops_mm, look.tab_kinds, strict=True):
        if place > reached + _TOUCHING_MM:
            return place, kind
    return (int((reached + _TOUCHING_MM) / _USUAL_STOP_MM) + 1) * _USUAL_STOP_MM, "left"


def _width(paragraph: Paragraph, start: int, end: int) -> float:
    """Of the letters of a paragraph from one to another, each run as it looks, in millimetres."""
    total, at = 0.0, 0
    for run in paragraph.runs:
        text = run.shown[max(0, start - at) : max(0, end - at)].replace("\t", "")
        at += len(run.shown)
        look = run.look
        total += typography.text_width_mm(text, look.size_pt, look.bold, look.italic)
        total += len(text) * look.spacing_pt * typography.MM_PER_PT
    return total

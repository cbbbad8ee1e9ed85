"""A letterhead typed without a table, two halves to a paragraph with tabs or blanks between them, becomes measured lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from service.conformance.findings import Component
from service.conformance.found_components import CERTAIN_ENOUGH
from service.conformance.word_document import Paragraph, WordDocument
from service.docx import typography
from service.docx.standard import LETTERHEAD_COLUMNS_PERCENT, LETTERHEAD_SLACK_MM

_KINDS: Final = frozenset(
    {"national_name", "motto", "parent_organ", "organ", "number", "place_date"}
)
#: Blanks ahead, a half, what keeps the halves apart, the other half, blanks behind.
_BY_TABS: Final = re.compile("([ \u00a0]*)([^\t]*?)([ \u00a0]*\t[ \u00a0\t]*)([^\t]*?)([ \u00a0]*)")
#: With how many blanks keep the halves apart: a number or a day that is left open has some of its own.
_BY_BLANKS: Final = "([ \u00a0]*)(\\S.*?)([ \u00a0]{%d,})(\\S.*?)([ \u00a0]*)"
_BLANKS: Final = re.compile("[ \u00a0]{3,}")

_USUAL_STOP_MM: Final = 12.7
_TOUCHING_MM: Final = 0.1

Kind = Literal["tabs", "blanks"]


@dataclass(frozen=True, slots=True)
class Halves:
    """One paragraph of such a letterhead, its lengths in millimetres as its letters look now.

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


@dataclass(frozen=True, slots=True)
class Middles:
    """Where the middles of the two columns are, in millimetres from the left margin."""

    left_mm: float
    right_mm: float


def typed_halves(document: WordDocument, components: Iterable[Component]) -> tuple[Halves, ...]:
    """Every paragraph of the letterhead that holds two of its components side by side."""
    held: dict[int, int] = {}
    for component in components:
        if component.kind in _KINDS and component.certainty >= CERTAIN_ENOUGH:
            for at in component.paragraphs:
                held[at] = held.get(at, 0) + 1
    found = (
        measured(at, document.paragraphs[at]) for at, count in sorted(held.items()) if count > 1
    )
    return tuple(halves for halves in found if halves is not None)


def measured(at: int, paragraph: Paragraph) -> Halves | None:
    """The halves of a paragraph; None where it is none of two halves in the flow of the text, from left to right."""
    if paragraph.table is not None or paragraph.in_text_box or paragraph.look.right_to_left:
        return None
    kind: Kind = "tabs" if "\t" in paragraph.shown else "blanks"
    parted = _BY_TABS.fullmatch(paragraph.shown) if kind == "tabs" else _by_blanks(paragraph.shown)
    if parted is None or not parted[2] or not parted[4]:
        return None
    start, end = parted.span(3)
    first, last = (parted[3].find("\t"), parted[3].rfind("\t") + 1) if kind == "tabs" else (0, 0)
    return Halves(
        at=at,
        paragraph=paragraph,
        kind=kind,
        left_mm=_width(paragraph, *parted.span(2)),
        right_mm=_width(paragraph, *parted.span(4)),
        gap=(start, end),
        ahead_mm=_width(paragraph, *parted.span(1)),
        before_tab_mm=_width(paragraph, start, start + first),
        after_tab_mm=_width(paragraph, start + last, end) if kind == "tabs" else 0.0,
        behind_mm=_width(paragraph, *parted.span(5)),
        tabs=parted[3].count("\t"),
    )


def _by_blanks(shown: str) -> re.Match[str] | None:
    """A line parted at the most blanks that it has between letters."""
    most = max(map(len, _BLANKS.findall(shown.strip(" \u00a0"))), default=0)
    return re.fullmatch(_BY_BLANKS % most, shown) if most else None


def middles(document: WordDocument, lines: Sequence[Halves]) -> Middles | None:
    """The middles of the usual columns, moved apart as far as the longest halves want; None where they have no room."""
    if not lines or not document.sections:
        return None
    room = document.sections[lines[0].paragraph.section].room_mm
    share = LETTERHEAD_COLUMNS_PERCENT[0] / 100
    left = max(room * share / 2, *(line.left_mm / 2 for line in lines))
    right = min(room * (1 + share) / 2, *(room - line.right_mm / 2 for line in lines))
    gaps = (right - line.right_mm / 2 - left - line.left_mm / 2 for line in lines)
    return Middles(left, right) if min(gaps) >= LETTERHEAD_SLACK_MM else None


def present_middles(line: Halves) -> Middles | None:
    """Where the middles of a line's halves are now; None for a paragraph that does not begin at the left."""
    look = line.paragraph.look
    if look.align not in ("left", "both"):
        return None
    start = look.left_mm + look.first_line_mm + line.ahead_mm
    end = start + line.left_mm
    left = start + line.left_mm / 2
    if line.kind == "blanks":
        return Middles(left, end + _width(line.paragraph, *line.gap) + line.right_mm / 2)
    reached, kind = end + line.before_tab_mm, "left"
    for _ in range(line.tabs):
        reached, kind = _next_stop(line.paragraph, reached)
    if kind == "center":
        return Middles(left, reached + (line.after_tab_mm - line.behind_mm) / 2)
    return Middles(left, reached + line.after_tab_mm + line.right_mm / 2)


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

"""A letterhead typed in two halves with tabs between them gets its halves in the middle of two columns, by tab stops.

It is not made a table: that would drop the tabs, and end paragraphs where none ends now. With a first-line indent and
tab stops each half stands where a table would put it, and not one character differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from service.conformance.changes import Change
from service.conformance.fixing.edits_at_hand import Edited
from service.conformance.fixing.element_order import drop, put
from service.conformance.word_document import Paragraph, Run
from service.docx import typography
from service.docx.standard import LETTERHEAD_COLUMNS_PERCENT, LETTERHEAD_SLACK_MM, TWIPS_PER_MM
from service.docx.word_namespace import W

_KINDS: Final = ("national_name", "motto", "parent_organ", "organ", "number", "place_date")
#: Tabs, and the blanks typed around them.
_PARTED: Final = re.compile(
    r"^([ \u00a0]*)([^\t]*?)([ \u00a0]*)(\t[ \u00a0\t]*)([^\t]*?)([ \u00a0]*)$"
)
#: Stops for the tabs that are one too many stand so close together.
_STEP_MM: Final = 0.5
_TOUCHED: Final = ("ind", "tabs", "jc", "ind.left", "ind.right", "ind.firstLine", "ind.hanging")


@dataclass(frozen=True, slots=True)
class _Line:
    """One paragraph of the letterhead: its two halves ("" for none), measured; blanks around them count apart."""

    paragraph: Paragraph
    left_mm: float
    #: Of blanks before the left half, and between it and the first tab.
    before_mm: float
    after_mm: float
    tabs: int
    right_mm: float
    #: Blanks between the last tab and the right half, less those behind it.
    shift_mm: float


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the middles of the two columns are, from the left margin."""

    left_mm: float
    right_mm: float


def align_letterhead(edited: Edited, _: Change) -> None:
    """Set every typed line of the letterhead in its two columns, if they have room beside each other."""
    lines = list(_lines(edited))
    columns = _columns(edited, lines)
    if columns is None:
        return
    for line in lines:
        paragraph = line.paragraph
        edited.allowed.allow((paragraph.part, "p", paragraph.index), _TOUCHED)
        _set(edited.edits.of(paragraph.element, "pPr"), line, columns)


def _lines(edited: Edited) -> Iterator[_Line]:
    found = {
        at
        for kind in _KINDS
        for one in (edited.component(kind),)
        if one is not None
        for at in one.paragraphs
    }
    for at in sorted(found):
        paragraph = edited.document.paragraphs[at]
        if paragraph.table is None and not paragraph.in_text_box and "\t" in paragraph.text:
            line = _measured(paragraph)
            if line is not None:
                yield line


def _measured(paragraph: Paragraph) -> _Line | None:
    """The halves of a line; None where it is typed in another way."""
    parted = _PARTED.match(paragraph.shown)
    if parted is None:
        return None
    widths = [_width(paragraph, *parted.span(group)) for group in range(1, 7)]
    before, left, after, _, right, behind = widths
    last_blanks = len(parted[4]) - len(parted[4].rstrip(" \u00a0"))
    ahead = _width(paragraph, parted.end(4) - last_blanks, parted.end(4))
    return _Line(paragraph, left, before, after, parted[4].count("\t"), right, (ahead - behind) / 2)


def _width(paragraph: Paragraph, start: int, end: int) -> float:
    """Of the letters of a paragraph from one to another, each run as it looks, in millimetres."""
    total, at = 0.0, 0
    for run in paragraph.runs:
        text = run.shown[max(0, start - at) : max(0, end - at)].replace("\t", "")
        at += len(run.shown)
        total += _run_width(run, text)
    return total


def _run_width(run: Run, text: str) -> float:
    look = run.look
    return typography.text_width_mm(text, look.size_pt, look.bold, look.italic)


def _columns(edited: Edited, lines: Sequence[_Line]) -> _Columns | None:
    """The middles of the usual columns, moved apart as far as the longest halves want."""
    if not lines:
        return None
    room = edited.room_mm(lines[0].paragraph)
    share = LETTERHEAD_COLUMNS_PERCENT[0] / 100
    left = max(room * share / 2, *(line.left_mm / 2 for line in lines))
    right = min(room * (1 + share) / 2, *(room - line.right_mm / 2 for line in lines))
    gaps = (right - line.right_mm / 2 - left - line.left_mm / 2 for line in lines)
    return _Columns(left, right) if min(gaps) >= LETTERHEAD_SLACK_MM else None


def _set(properties: Any, line: _Line, columns: _Columns) -> None:
    """Indent the left half to the middle of its column, and give every tab a stop."""
    has_left = line.left_mm > 0
    first = columns.left_mm - line.left_mm / 2 - line.before_mm if has_left else 0.0
    first = max(first, 0.0)
    end = first + line.before_mm + line.left_mm + line.after_mm
    stops = [(end + (number + 1) * _STEP_MM, "left") for number in range(line.tabs - 1)]
    stops.append((columns.right_mm - line.shift_mm, "center"))
    drop(properties, "tabs")
    drop(properties, "ind")
    put(properties, "jc").set(f"{W}val", "left")
    indent = put(properties, "ind")
    for name, length in (("left", 0.0), ("right", 0.0), ("firstLine", first)):
        indent.set(f"{W}{name}", _twips(length))
    tabs = put(properties, "tabs")
    set_at = {_twips(place) for place, _ in stops}
    cleared = {_twips(place) for place in line.paragraph.look.tab_stops_mm} - set_at
    every = [(place, "clear") for place in cleared] + [(_twips(at), kind) for at, kind in stops]
    for place, kind in sorted(every, key=lambda stop: int(stop[0])):
        etree.SubElement(tabs, f"{W}tab", {f"{W}val": kind, f"{W}pos": place})


def _twips(length_mm: float) -> str:
    return str(round(length_mm * TWIPS_PER_MM))

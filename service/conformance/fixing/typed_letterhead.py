"""A letterhead typed in two halves gets them in the middle of two columns: by tab stops, or by the width of its blanks.

It is not made a table: that would drop what keeps the halves apart, and end paragraphs where none ends now. So not one
character differs, and what is tracked can be refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from service.conformance.changes import Change
from service.conformance.fixing.edits_at_hand import Edited
from service.conformance.fixing.element_order import drop, put
from service.conformance.fixing.new_objects import PARTED
from service.conformance.fixing.parted_runs import part_at
from service.conformance.typed_halves import Halves, Middles, middles, runs_of_gap, typed_halves
from service.conformance.word_document import ParagraphLook
from service.docx import typography
from service.docx.standard import TWIPS_PER_MM
from service.docx.word_namespace import W

#: Stops for the tabs that are one too many stand so close together.
_STEP_MM: Final = 0.5
_TOUCHED: Final = ("ind", "tabs", "jc")


def align_letterhead(edited: Edited, change: Change) -> None:
    """Set a typed line of the letterhead in its two columns, if all lines have room beside each other."""
    lines = typed_halves(edited.document, edited.report.components)
    columns = middles(edited.document, lines)
    if columns is None:
        return
    # The last first: where several stand in one run, parting it leaves the places before as they are.
    for line in (one for one in reversed(lines) if one.at == change.at):
        paragraph = line.paragraph
        edited.allowed.allow((paragraph.part, "p", paragraph.index), _TOUCHED)
        middle = columns.left_mm - line.left_mm / 2 - line.ahead_mm
        # Where several lines are one paragraph, nothing but letters could move one left half and not the next.
        first = max(middle, 0.0) if line.is_alone else 0.0
        properties = edited.edits.of(paragraph.element, "pPr")
        _indent(properties, first, line.paragraph.look)
        if line.kind == "tabs":
            _set_stops(properties, line, first, columns)
        else:
            _widen_blanks(edited, line, first, columns)


def _indent(properties: Any, first_mm: float, look: ParagraphLook) -> None:
    drop(properties, "ind")
    put(properties, "jc").set(f"{W}val", "left")
    indent = put(properties, "ind")
    for name, length in (("left", 0.0), ("right", 0.0), ("firstLine", first_mm)):
        indent.set(f"{W}{name}", _twips(length))
        if look.by_letters:
            indent.set(f"{W}{name}Chars", "0")


def _set_stops(properties: Any, line: Halves, first_mm: float, columns: Middles) -> None:
    """The last tab leads to the middle of the right column; tabs before it to stops right behind the left half."""
    end = first_mm + line.ahead_mm + line.left_mm + line.before_tab_mm
    stops = [(end + (number + 1) * _STEP_MM, "left") for number in range(line.tabs - 1)]
    shift = (line.after_tab_mm - line.behind_mm) / 2
    stops.append((columns.right_mm - shift, "center"))
    drop(properties, "tabs")
    tabs = put(properties, "tabs")
    set_at = {_twips(place) for place, _ in stops}
    cleared = {_twips(place) for place in line.paragraph.look.tab_stops_mm} - set_at
    every = [(place, "clear") for place in cleared] + [(_twips(at), kind) for at, kind in stops]
    for place, kind in sorted(every, key=lambda stop: int(stop[0])):
        etree.SubElement(tabs, f"{W}tab", {f"{W}val": kind, f"{W}pos": place})


def _widen_blanks(edited: Edited, line: Halves, first_mm: float, columns: Middles) -> None:
    """Give the blanks between the halves the width that puts the right one in the middle of its column."""
    end = first_mm + line.ahead_mm + line.left_mm
    wanted = columns.right_mm - line.right_mm / 2 - end
    blanks = list(_alone(edited, line))
    count = line.gap[1] - line.gap[0]
    for run, size_pt, letters in blanks:
        own = typography.text_width_mm(letters, size_pt) / len(letters)
        each = round((wanted / count - own) * TWIPS_PER_MM)
        put(edited.edits.of(run, "rPr"), "spacing").set(f"{W}val", str(each))


def _alone(edited: Edited, line: Halves) -> Iterator[tuple[Any, float, str]]:
    """The runs that hold the blanks and nothing else, with the size of their letters; a run with more is parted."""
    paragraph = line.paragraph
    for run, (first, last), is_own in runs_of_gap(line):
        number = edited.numbers.of(paragraph.part, run.element)
        edited.allowed.allow((paragraph.part, "r", number), ("spacing",))
        element = run.element
        if not is_own:
            ends = [at for at in (first, last) if 0 < at < len(run.shown)]
            element = part_at(element, ends, edited.edits.ids)[1 if first else 0]
            place = (paragraph.part, "p", paragraph.index)
            edited.allowed.objects.setdefault(place, set()).add(PARTED)
        yield element, run.look.size_pt, run.shown[first:last]


def _twips(length_mm: float) -> str:
    return str(round(length_mm * TWIPS_PER_MM))

"""A drawn line of the wrong length gets the right one, in the middle of where it was (mục II.1.b, II.2.b, II.5.b).

Only its measures differ, in both of its writings: DrawingML for Word of today, VML for that of 2007.
"""

from __future__ import annotations

from typing import Any, Final

from service.conformance.changes import Change
from service.conformance.fixing.edits_at_hand import Edited
from service.conformance.reading import drawings
from service.conformance.reading.measures import EMU_PER_MM, POINTS_PER_MM, integer, points
from service.docx.word_namespace import WP, A, V, W

_TEXT: Final = ""


def resize_rule(edited: Edited, change: Change) -> None:
    """Set the length that a change says, in millimetres, of the line at its paragraph."""
    on_the_right = change.name == "motto_rule_length"
    line = edited.document.line_at(change.at or 0, on_the_right=on_the_right)
    if line is None or not line.is_alone:
        return
    part = edited.document.paragraphs[line.paragraph].part
    resizing = _Resizing(edited, part, float(change.value or 0))
    edited.package.change(part)
    resizing.set(line.element)
    for other in _other_writing(line.element):
        resizing.set(other)


def _other_writing(element: Any) -> list[Any]:
    """The line as it is written once more for older programs; none where that holds more than one."""
    for ancestor in element.iterancestors():
        if drawings.is_alternatives(ancestor):
            found = [
                line
                for fallback in ancestor.iterchildren(drawings.FALLBACK)
                for drawing in fallback.iter(f"{W}pict")
                for line in drawings.read(drawing).lines
            ]
            if len(found) == 1 and found[0].is_alone and found[0].element is not element:
                return [found[0].element]
            return []
    return []


class _Resizing:
    """One length for every writing of a line."""

    def __init__(self, edited: Edited, part: str, length_mm: float) -> None:
        self._edited, self._part, self._length_mm = edited, part, length_mm

    def set(self, element: Any) -> None:
        if element.tag == f"{V}line":
            self._set_ends(element)
        elif element.tag.startswith(V):
            self._set_style(element)
        else:
            self._set_drawing(element)

    def _allow(self, element: Any, name: str) -> None:
        number = self._edited.numbers.of(self._part, element)
        place = (self._part, element.tag, number)
        self._edited.allowed.measures.setdefault(place, set()).add(name)

    def _set_drawing(self, shape: Any) -> None:
        frame = next(shape.iterancestors(f"{WP}anchor", f"{WP}inline"), None)
        holder = shape if frame is None else frame
        before, wanted = 0, round(self._length_mm * EMU_PER_MM)
        for extent in (shape.find(f".//{A}xfrm/{A}ext"), holder.find(f"{WP}extent")):
            if extent is not None:
                self._allow(extent, "cx")
                before = integer(extent.get("cx")) or 0
                extent.set("cx", str(wanted))
        offset = holder.find(f"{WP}positionH/{WP}posOffset")
        left = None if offset is None else integer(offset.text)
        if offset is not None and left is not None:
            self._allow(offset, _TEXT)
            offset.text = str(left + (before - wanted) // 2)

    def _set_ends(self, line: Any) -> None:
        """A line of VML goes from a point to another."""
        wanted = self._length_mm * POINTS_PER_MM
        ends = {name: line.get(name, "").partition(",") for name in ("from", "to")}
        start, end = (points(x.strip() or "0", per_point=1) or 0.0 for x, _, _ in ends.values())
        half = wanted / 2 if start <= end else -wanted / 2
        for name, side in (("from", -half), ("to", half)):
            self._allow(line, name)
            _, comma, y = ends[name]
            line.set(name, f"{(start + end) / 2 + side:.2f}pt{comma}{y}")

    def _set_style(self, shape: Any) -> None:
        """Other shapes of VML have their measures in a list like that of CSS."""
        wanted = self._length_mm * POINTS_PER_MM
        style = shape.get("style", "")
        width = drawings.style_length(style, "width")
        left = drawings.style_length(style, "margin-left")
        if width is None:
            return
        self._allow(shape, "style")
        style = drawings.with_style_length(style, "width", wanted)
        if left is not None:
            style = drawings.with_style_length(style, "margin-left", left + (width - wanted) / 2)
        shape.set("style", style)

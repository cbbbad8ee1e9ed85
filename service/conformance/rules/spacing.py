"""How far lines and paragraphs stand apart, in the measures of the decree."""

from __future__ import annotations

from typing import Final

from service.conformance.rules.spots import Spot

#: How high one line of Times New Roman is, as a multiple of the letters' size.
LINE_PER_SIZE: Final = 1.15


def lines_of_spacing(spot: Spot) -> float:
    """The paragraph's line spacing as a multiple of single spacing."""
    look = spot.paragraph.look
    size = max((run.look.size_pt for _, run in spot.runs), default=13.0)
    if look.line_rule == "multiple":
        return look.line
    return (
        max(1.0, look.line / size / LINE_PER_SIZE)
        if look.line_rule == "at_least"
        else look.line / size / LINE_PER_SIZE
    )

"""A document with as many faults as can be put in after each other."""

from __future__ import annotations

from tools.conformance.hands import HANDS
from tools.conformance.manuscripts import MANUSCRIPTS
from tools.conformance.mutations import MUTATIONS
from tools.conformance.opened import Absent, Opened


def faulty(which: int) -> bytes:
    """A document of one office with every fourth of the faults in it that can be put in after each other."""
    opened = Opened(HANDS[which % len(HANDS)].document(MANUSCRIPTS[which % len(MANUSCRIPTS)]))
    for mutation in MUTATIONS[which::4]:
        try:
            mutation.fault(opened)
        except (Absent, AttributeError, IndexError, TypeError, ValueError):
            # Another fault took its place away.
            continue
    return opened.packed()

"""A run in which several components are typed becomes several runs of the same look, so that each can get its own."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from service.conformance.changes import Change, paragraph_at, run_at
from service.conformance.fixing.edits_at_hand import Edited
from service.conformance.fixing.new_objects import PARTED
from service.conformance.shared_runs import length, seams, signs
from service.docx.word_namespace import XML_SPACE, W


def part_run(edited: Edited, change: Change) -> None:
    """Part a run at every seam. Nothing of it looks otherwise, so there is nothing to track."""
    paragraph, run = paragraph_at(edited.document, change), run_at(edited.document, change)
    if paragraph is None or run is None:
        return
    place = (paragraph.part, "p", paragraph.index)
    edited.allowed.objects.setdefault(place, set()).add(PARTED)
    part_at(run.element, seams(paragraph, run), edited.edits.ids)
    edited.package.change(paragraph.part)


def part_at(run: Any, places: Sequence[int], ids: Iterator[int]) -> list[Any]:
    """The run as several, the first of which is itself: a new one begins at each of these places in its text.

    A tracked change of its look that waits in it waits in each; ``ids`` number the new ones, since no two may share one.
    """
    bounds = [0, *places, sum(length(sign) or 0 for sign in signs(run))]
    copies = [copy.deepcopy(run) for _ in places]
    for waiting in (one.find(f"{W}rPr/{W}rPrChange") for one in copies):
        if waiting is not None:
            waiting.set(f"{W}id", str(next(ids)))
    pieces = [run, *copies]
    for before, piece in itertools.pairwise(pieces):
        before.addnext(piece)
    for piece, (start, end) in zip(pieces, itertools.pairwise(bounds), strict=True):
        _cut(piece, start, end)
    return pieces


def _cut(run: Any, start: int, end: int) -> None:
    """Leave of a run what stands from one place of its text to another."""
    reached = 0
    for sign in signs(run):
        begins, reached = reached, reached + (length(sign) or 0)
        if sign.tag == f"{W}t":
            sign.text = (sign.text or "")[max(0, start - begins) : max(0, end - begins)]
            sign.set(XML_SPACE, "preserve")
            is_inside = bool(sign.text)
        else:
            # What has no length goes with what stands before it.
            is_inside = start < reached <= end or (reached == start == 0)
        if not is_inside:
            run.remove(sign)

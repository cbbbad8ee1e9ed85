"""The text of a document becomes its size: the one that most of its letters have, brought into the range of the decree."""

from __future__ import annotations

import math
from typing import Final

from service.conformance.rules.rule import Judged
from service.conformance.rules.spots import dominant, letters_in
from service.docx.standard import COMPONENTS

#: What is written in the size of the text (Phụ lục I, Phần I, mục II.6.đ and II.6.e).
TEXT_KINDS: Final = (
    "body",
    "basis",
    "article",
    "clause",
    "titled_clause",
    "point",
    "dash",
    "annex_body",
)


def measured_text_size(judged: Judged) -> float | None:
    """The size that most letters of the text have, in points; None where there is no text."""
    if "measured" not in judged.text_size:
        judged.text_size["measured"] = _most_used(judged)
    return judged.text_size["measured"]


def _most_used(judged: Judged, low: float = 0.0, high: float = math.inf) -> float | None:
    every = judged.document.paragraphs
    return dominant(
        (run.look.size_pt, letters_in(run.text))
        for component in judged.components.all(*TEXT_KINDS[:-1])
        for at in component.paragraphs
        for run in every[at].runs
        if low <= run.look.size_pt <= high
    )


def text_size(judged: Judged) -> float:
    """The size that the text should have: its own; where that is not lawful, the lawful one that most of the rest has, else
    the nearest."""
    if "wanted" not in judged.text_size:
        judged.text_size["wanted"] = _wanted(judged)
    return judged.text_size["wanted"] or COMPONENTS["DoanVan"].size_pt


def _wanted(judged: Judged) -> float | None:
    low, high = COMPONENTS["DoanVan"].size_range_pt
    measured = measured_text_size(judged)
    if measured is None or low <= measured <= high:
        return measured
    return _most_used(judged, low, high) or min(max(measured, low), high)

"""The whole corpus becomes the whole measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tools.conformance.foreign import Foreign, documents
from tools.conformance.measure import Measure, measured
from tools.conformance.mending import Mended, mended
from tools.conformance.sound_documents import sound_documents


@dataclass(frozen=True)
class Figures:
    """All that docs/conformance.md says by figures."""

    measure: Measure
    foreign: Sequence[Foreign]
    mended: Sequence[Mended]


def figures(*, everywhere: bool = False) -> Figures:
    """Everything measured; tens of seconds of processor."""
    foreign = documents()
    measure = measured(sound_documents(), foreign, everywhere=everywhere)
    return Figures(measure, foreign, mended((one.name, one.slug, one.docx) for one in foreign))

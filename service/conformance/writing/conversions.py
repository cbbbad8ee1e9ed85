"""A conversion to Unicode becomes plain data: every run whose text is another now, before and after, with its place."""

from __future__ import annotations

from typing import Any

from service.conformance.converting import Converted
from service.conformance.findings import MOST_TOLD


def as_json(converted: Converted) -> dict[str, Any]:
    """``{runs[], summary}``; the first runs are listed, ``summary`` counts all."""
    return {
        "runs": [
            {
                "where": {"part": run.part, "paragraph": run.paragraph},
                "encoding": run.encoding,
                "font": run.font,
                "before": run.before,
                "after": run.after,
            }
            for run in converted.runs[:MOST_TOLD]
        ],
        "summary": {"converted": len(converted.runs), "signs_left": converted.left},
    }

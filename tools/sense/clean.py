"""The clean corpus: paragraphs and whole documents in which nothing is wrong, all invented or public law.

``corpus/paragraphs.txt`` is written in the manner of offices' texts, ``corpus/decree.txt`` holds sentences of Nghị định
30/2020/NĐ-CP; the documents are the samples and those that ``clean_documents`` makes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from service import documents
from tools.sense import clean_documents
from tools.sense.changes import Data, put

_CORPUS = Path(__file__).resolve().parent / "corpus"
_SAMPLES = Path(__file__).resolve().parents[2] / "samples"

REPORT, DECISION, MINUTES = "summary-report", "commendation-decision", "conference-minutes"


@cache
def paragraphs() -> tuple[str, ...]:
    """Every clean paragraph."""
    return tuple(
        line
        for name in ("paragraphs.txt", "decree.txt")
        for line in (_CORPUS / name).read_text(encoding="utf-8").splitlines()
        if line
    )


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def sample(slug: str, folder: str = "today") -> Data:
    """A sample as the project ships it; a new copy each time."""
    found: Data = json.loads(_text(_SAMPLES / folder / f"{slug}.json"))
    return found


def whole_documents() -> Iterator[tuple[str, Data]]:
    """Every clean document with the slug of its type."""
    for path in sorted(_SAMPLES.rglob("*.json")):
        yield (
            next(slug for slug in documents.TYPES if path.name.startswith(slug)),
            json.loads(_text(path)),
        )
    for slug, made in (
        (DECISION, clean_documents.decisions),
        (REPORT, clean_documents.reports),
        (MINUTES, clean_documents.minutes),
    ):
        yield from ((slug, data) for data in made())


#: Where ``with_paragraphs`` puts the first one; another one follows it, since the service ends the last one itself.
AT_PARAGRAPH = "/sections/1/sections/0/paragraphs/0"


def with_paragraphs(*texts: Any) -> Data:
    """The sample report with paragraphs of its own."""
    return put(
        sample(REPORT), "/sections/1/sections/0/paragraphs", [*texts, "Việc này cần khắc phục."]
    )

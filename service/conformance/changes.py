"""What a mend does, as plain data: one property of one sheet, paragraph or run, from what to what, or a named reshaping.

A rule says which change would mend its finding; ``fixing`` puts the changes of all findings into one plan, shows it, and
carries it out. No change can name a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.conformance.word_document import Paragraph, Run, WordDocument

Value = str | float | int | bool | None
#: "section": ``at`` is an index in ``WordDocument.sections``, ``name`` a field of ``Section``;
#: "paragraph": ``at`` an index in ``WordDocument.paragraphs``, ``name`` a field of ``ParagraphLook``;
#: "runs": ``at`` as for "paragraph", ``name`` a field of ``RunLook``, for all its runs (``run`` None), one of them, or its mark (-1);
#: "level": ``name`` a field of ``RunLook``, for the labels of the level of a list that the paragraph ``at`` is of;
#: "document": ``name`` a named reshaping ("letterhead_table", "page_number", "motto_rule", "organ_rule", "language"),
#: with ``at`` and ``run`` where it is about one run ("parted_runs").
Target = Literal["section", "paragraph", "runs", "level", "document"]


@dataclass(frozen=True, slots=True)
class Change:
    """Set ``name`` of the target to ``value``; ``before`` is what stands there now, for the plan that is shown."""

    target: Target
    name: str
    value: Value
    before: Value = None
    at: int | None = None
    run: int | None = None


def paragraph_at(document: WordDocument, change: Change) -> Paragraph | None:
    """The paragraph that a change is about."""
    if change.target == "section" or change.at is None:
        return None
    return document.paragraphs[change.at] if 0 <= change.at < len(document.paragraphs) else None


def run_at(document: WordDocument, change: Change) -> Run | None:
    """The run that a change is about; None for all runs of a paragraph, and for its mark."""
    paragraph = paragraph_at(document, change)
    if paragraph is None or change.run is None or change.run < 0:
        return None
    return paragraph.runs[change.run]

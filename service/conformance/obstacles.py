"""What keeps a change from being made though no letter would change by it: a locked control, signs that are read by their font."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from service.conformance.changes import Change, paragraph_at, run_at
from service.conformance.findings import Finding
from service.conformance.word_document import Paragraph, Run, WordDocument
from service.docx import symbol_signs
from service.docx.word_namespace import W
from service.language import vietnamese

_LOCKED: Final = frozenset({"contentLocked", "sdtContentLocked"})
#: Fonts whose letters are signs of their own.
_SIGN_FONTS: Final = (*symbol_signs.FONTS, "mt extra", "zapfdingbats")
#: Fonts of offices' own making, whose encoding no name tells.
_UNKNOWN_FONTS: Final = ("vn-", "abc")
#: What is done everywhere or not at all: pages are numbered above and no more below, lines stand in the same two columns.
_WHOLE: Final = frozenset({"page_number", "first_page_differs", "letterhead_table"})

#: As they stand behind "trừ chỗ" and "vì".
_IN_A_LOCKED_CONTROL: Final = "nằm trong ô điều khiển nội dung bị khóa"
_OTHER_LETTERS: Final = "có ký hiệu hoặc chữ của phông cũ, đổi phông là đổi chữ"


def without_obstacles(document: WordDocument, finding: Finding) -> Finding:
    """The finding with the changes that can be made, and why the others cannot."""
    if document.refusal:
        return replace(finding, changes=())
    reasons = [obstacle(document, change) for change in finding.changes]
    why = next(filter(None, reasons), "")
    if not why:
        return finding
    free = [change for change, reason in zip(finding.changes, reasons, strict=True) if not reason]
    is_whole = any(change.name in _WHOLE for change in finding.changes)
    return replace(finding, changes=() if is_whole else tuple(free), obstacle=why)


def obstacle(document: WordDocument, change: Change) -> str:
    """Why a change is not made; "" where it can be."""
    paragraph = paragraph_at(document, change)
    if paragraph is None or change.target == "level":
        return ""
    runs = list(_runs(document, paragraph, change))
    if any(map(is_locked, (paragraph.element, *(run.element for run in runs)))):
        return _IN_A_LOCKED_CONTROL
    if change.name == "font" and any(map(_has_letters_of_its_own, runs)):
        return _OTHER_LETTERS
    return ""


def _runs(document: WordDocument, paragraph: Paragraph, change: Change) -> Iterator[Run]:
    if change.name == "letterhead_table" or (change.target == "runs" and change.run is None):
        yield from paragraph.runs
    elif (run := run_at(document, change)) is not None:
        yield run


def is_locked(element: Any) -> bool:
    """Whether an element stands in a content control whose content its owner lets nobody change."""
    return element is not None and any(
        lock.get(f"{W}val") in _LOCKED
        for control in element.iterancestors(f"{W}sdt")
        for lock in control.iterfind(f"{W}sdtPr/{W}lock")
    )


def _has_letters_of_its_own(run: Run) -> bool:
    """Whether letters of a run would be read otherwise in another font: symbols, and Vietnamese before Unicode."""
    font = run.look.font.lower().strip()
    return (
        font.startswith((*_SIGN_FONTS, *_UNKNOWN_FONTS))
        or vietnamese.encoding_of_font(run.look.font) is not None
        or (run.element is not None and run.element.find(f"{W}sym") is not None)
    )

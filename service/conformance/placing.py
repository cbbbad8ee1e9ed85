"""Where the paragraphs of a document stand on its pages: each is looked for by its letters, in order; what is not found is not claimed.

The pages come as plain data (``page_letters``): whoever can draw a document makes them, and a check without them says
what it could not judge.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from service.conformance.findings import Box, Finding, Report, Where
from service.conformance.pages import Places, PrintedPages
from service.conformance.word_document import Section, WordDocument
from service.page_letters import SHORTEST, Corners, LetterRow, PageLetters, Pages

_POINTS_PER_MM: Final = 72 / 25.4
#: A sheet is framed so many points inside its edge.
_INSIDE: Final = 5.0
#: The margins of a section, and the side of the sheet that each takes.
_EDGES: Final = {"left_mm": "left", "right_mm": "right", "top_mm": "top", "bottom_mm": "bottom"}


def printed(document: WordDocument, pages: Pages) -> PrintedPages:
    """The pages with the places of the main part's paragraphs.

    A paragraph that does not stand behind the one before it (a text box) is found where its letters stand once.
    """
    row = LetterRow([_composed(page) for page in pages.pages])
    found: dict[int, tuple[Box, ...]] = {}
    taken: set[int] = set()
    reached = 0
    for index, paragraph in enumerate(document.paragraphs):
        bare = _bare(paragraph.text)
        if paragraph.part != document.main_part or not bare:
            continue
        pieces = row.find(bare, reached)
        if pieces:
            reached = max(end for _, end in pieces.values())
        else:
            pieces = _elsewhere(row.text, bare, taken)
        taken.update(start for start, _ in pieces.values())
        found[index] = tuple(
            Box(page + 1, *line)
            for page, lines in row.lines(pieces, 0, len(bare))
            for line in lines
        )
    return PrintedPages(
        tuple((page.width, page.height) for page in pages.pages),
        {index: boxes for index, boxes in found.items() if boxes},
        pages.count,
    )


def located(report: Report, document: WordDocument, pages: PrintedPages) -> Report:
    """The same report with the boxes of every finding whose place is known."""
    paragraphs = {
        (paragraph.part, paragraph.index): at for at, paragraph in enumerate(document.paragraphs)
    }
    first = _first_pages(document, pages.places)

    def with_boxes(where: Where, edge: str = "") -> Where:
        if where.boxes:
            return where
        at = None if where.paragraph is None else paragraphs.get((where.part, where.paragraph))
        if at is not None and at in pages.places:
            return replace(where, boxes=pages.places[at])
        boxes = _of_sheet(where, document, pages, first)
        return replace(where, boxes=tuple(_margin(box, edge, document, where) for box in boxes))

    return replace(
        report,
        findings=tuple(
            replace(
                finding,
                where=with_boxes(finding.where, _edge(finding)),
                also=tuple(with_boxes(where) for where in finding.also),
            )
            for finding in report.findings
        ),
        unrecognised=tuple(with_boxes(where) for where in report.unrecognised),
    )


def _of_sheet(
    where: Where, document: WordDocument, pages: PrintedPages, first: Mapping[int, int]
) -> tuple[Box, ...]:
    """The strip of a header or footer; for what speaks of no paragraph, the frame of its section's first sheet."""
    sections = enumerate(document.sections)
    strip = next((at for at, section in sections if _is_strip(section, where.part)), None)
    if strip is None and where.paragraph is not None:
        return ()
    at = (where.section or 0) if strip is None else strip
    page = first.get(at)
    if page is None or strip is None:
        return _frame(page, pages)
    section = document.sections[strip]
    if section.first_page_differs and not _is_of_first(section, where.part):
        page += 1
    return (_strip(section, where.part, page, pages.sizes[page - 1]),) if _has(pages, page) else ()


def _frame(page: int | None, pages: PrintedPages) -> tuple[Box, ...]:
    if page is None or not _has(pages, page):
        return ()
    width, height = pages.sizes[page - 1]
    return (Box(page, _INSIDE, _INSIDE, width - _INSIDE, height - _INSIDE),)


def _edge(finding: Finding) -> str:
    """The one margin that a finding is about ("left_mm"); "" for any other."""
    names = {change.name for change in finding.changes if change.target == "section"}
    edges = names - {"gutter_mm"}
    return edges.pop() if len(edges) == 1 and edges <= {*_EDGES} else ""


def _margin(box: Box, edge: str, document: WordDocument, where: Where) -> Box:
    """Of the frame of a sheet the strip that its margin takes; the frame itself where no margin is meant."""
    at = where.section or 0
    if not edge or at >= len(document.sections):
        return box
    deep = getattr(document.sections[at], edge) * _POINTS_PER_MM - _INSIDE
    side = _EDGES[edge]
    from_start = side in ("left", "top")
    kept = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}[side]
    near = getattr(box, side)
    return replace(box, **{kept: near + deep if from_start else near - deep})


def _has(pages: PrintedPages, page: int) -> bool:
    return page <= len(pages.sizes)


def _is_strip(section: Section, part: str) -> bool:
    return part in section.headers.values() or part in section.footers.values()


def _is_of_first(section: Section, part: str) -> bool:
    return part in (section.headers.get("first"), section.footers.get("first"))


def _strip(section: Section, part: str, page: int, size: tuple[float, float]) -> Box:
    """The band above or below the text, in which a header or footer stands."""
    left, right = section.left_mm * _POINTS_PER_MM, size[0] - section.right_mm * _POINTS_PER_MM
    if part in section.headers.values():
        return Box(
            page, left, section.header_mm * _POINTS_PER_MM, right, section.top_mm * _POINTS_PER_MM
        )
    bottom = size[1] - section.bottom_mm * _POINTS_PER_MM
    return Box(page, left, bottom, right, size[1] - section.footer_mm * _POINTS_PER_MM)


def _first_pages(document: WordDocument, found: Places) -> dict[int, int]:
    """The page on which each section begins, as far as a paragraph of it was found; the first one begins on the first."""
    first = {0: 1}
    for index, boxes in found.items():
        section = document.paragraphs[index].section
        first[section] = min(first.get(section, boxes[0].page), boxes[0].page)
    return first


def _elsewhere(text: str, bare: str, taken: set[int]) -> dict[int, tuple[int, int]]:
    """Where a paragraph's letters stand, if they stand once and no other paragraph does there."""
    if len(bare) < SHORTEST:
        return {}
    start = text.find(bare)
    if start < 0 or start in taken or text.find(bare, start + 1) >= 0:
        return {}
    return {0: (start, start + len(bare))}


def _bare(text: str) -> str:
    """The letters of a paragraph as a page shows them: no blanks, and no difference between small and capital ones."""
    letters = "".join(unicodedata.normalize("NFC", text).split())
    return "".join(_folded(letter) for letter in letters if not _is_unseen(letter))


def _is_unseen(letter: str) -> bool:
    """Whether a letter only says how lines break; in fonts of TCVN3 it is one that is seen, and a PDF has it not."""
    return unicodedata.category(letter) == "Cf"


def _folded(letter: str) -> str:
    """A letter as a capital, since text may be drawn in capitals that was typed in small ones; always one letter."""
    capital = letter.upper()
    return capital if len(capital) == 1 else letter


def _composed(page: PageLetters) -> PageLetters:
    """The same page with marks joined to the letters that they stand over."""
    letters: list[str] = []
    boxes: list[Corners] = []
    for letter, box in zip(page.letters, page.boxes, strict=True):
        if _is_unseen(letter):
            continue
        whole = (
            unicodedata.normalize("NFC", letters[-1] + letter)
            if letters and unicodedata.combining(letter)
            else ""
        )
        if len(whole) == 1:
            letters[-1] = whole
            continue
        letters.append(letter)
        boxes.append(box)
    return PageLetters(page.width, page.height, "".join(map(_folded, letters)), boxes)

"""Annexes: "Phụ lục I", its title, "(Kèm theo …)", its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from service.conformance.components import words
from service.conformance.components.body import Body, annex_lines
from service.conformance.components.lines import Piece, SeenLine, component
from service.conformance.components.rules_below import RuleFinder
from service.conformance.findings import Component
from service.importing.word import labels

#: What only a text in articles has.
_STRUCTURED: Final = frozenset({"article", "chapter"})
_DOUBTFUL: Final = 0.4
_MOST_TITLE_LINES: Final = 6
_MOST_REFERENCE_LINES: Final = 4
_LONGEST_TITLE: Final = 400
#: What begins behind these belongs to the last of them.
_MOST_ANNEXES: Final = 500


def places(lines: Sequence[SeenLine], start: int) -> list[int]:
    """Where annexes begin: "Phụ lục II" alone on a line, or a title on a page of its own that says what it goes with."""
    found: list[int] = []
    for at in range(start, len(lines)):
        if len(found) >= _MOST_ANNEXES:
            break
        line = lines[at]
        if line.is_blank or line.paragraph.table is not None or line.paragraph.in_text_box:
            continue
        if _is_label(line) or (not found and _is_accompanied(lines, at)):
            found.append(at)
    return found


def _is_label(line: SeenLine) -> bool:
    look = line.paragraph.look
    stands_out = (
        line.is_centred
        or line.is_bold
        or line.is_capitals
        or look.page_break_before
        or look.align == "right"
    )
    if labels.is_annex(line.first_line):
        return stands_out
    is_heading = line.is_centred and (line.is_bold or line.is_capitals)
    return is_heading and bool(words.ANNEX_LIKE.fullmatch(line.first_line))


def _below_label(line: SeenLine) -> list[Piece]:
    """What stands below "Phụ lục I" in its own paragraph: the title."""
    text = line.paragraph.text
    start = text.find("\n", len(text) - len(text.lstrip()))
    rest = " ".join(line.shown[start:].split()) if start >= 0 and line.has_own_letters else ""
    return [Piece(line, start + 1, len(text), rest, ("tabs", 0, 0))] if rest else []


def _is_accompanied(lines: Sequence[SeenLine], at: int) -> bool:
    """A title in capitals on a new page with "(Kèm theo …)" below it."""
    line = lines[at]
    if not (line.is_capitals and line.is_centred and _begins_page(lines, at)):
        return False
    return any(words.ACCOMPANIES.match(one.text) for one in lines[at + 1 : at + _MOST_TITLE_LINES])


def _begins_page(lines: Sequence[SeenLine], at: int) -> bool:
    look = lines[at].paragraph.look
    if look.page_break_before or "\f" in lines[at].paragraph.text or at == 0:
        return True
    above = lines[max(0, at - 3) : at]
    return any(
        "\f" in line.paragraph.text or line.paragraph.section != lines[at].paragraph.section
        for line in above
    )


def read(lines: Sequence[SeenLine], number: int, finder: RuleFinder) -> list[Component]:
    """The components of one annex, whose first line is its label or its title."""
    at = 0
    found: list[Component] = []
    title: list[Piece] | list[SeenLine] = []
    if words.ANNEX_LIKE.fullmatch(lines[0].first_line):
        at = 1
        title = _below_label(lines[0])
        label = (
            Piece(lines[0], 0, title[0].start - 1, lines[0].first_line, title[0].column)
            if title
            else lines[0]
        )
        found.append(component("annex", [label], 0.9))
        if title:
            found.append(component("annex_title", title, 0.85))
    if not title:
        title, at = _title(lines, at)
        found += _title_component(title)
    reference, at = reference_lines(lines, at)
    if reference:
        found.append(component("annex_reference", reference, 0.9))
        finder.below(reference[-1])
    text = _text(lines[at:], finder)
    return [replace(one, annex=number) for one in (*found, *text)]


def _text(lines: Sequence[SeenLine], finder: RuleFinder) -> Iterable[Component]:
    """What is promulgated with a decision (a quy chế in chapters and articles) is read as a text; else an annex is as it is."""
    if not any(line.label.kind in _STRUCTURED and line.paragraph.table is None for line in lines):
        return annex_lines(lines)
    body = Body(lines, finder.document.tables, decides=False, in_opening=False)
    body.read()
    return body.components


def _title_component(title: list[SeenLine]) -> list[Component]:
    if not title:
        return []
    if words.type_name(title[0].text) in {(name, "") for name in words.TYPE_NAMES}:
        # "QUY CHẾ", and below it what it is about: no clause says how that looks.
        about = [component("annex_title", title[1:], _DOUBTFUL)] if title[1:] else []
        return [component("annex_title", title[:1], 0.85), *about]
    certain = all(line.is_centred for line in title) or any(line.is_capitals for line in title)
    return [component("annex_title", title, 0.85 if certain else 0.65)]


def _title(lines: Sequence[SeenLine], at: int) -> tuple[list[SeenLine], int]:
    found: list[SeenLine] = []
    place = at
    for line in lines[at : at + 2 * _MOST_TITLE_LINES]:
        is_other = words.ACCOMPANIES.match(line.text) or line.paragraph.table is not None
        if line.is_blank and not found:
            place += 1
            continue
        if line.is_blank or is_other or line.is_typed_rule or len(found) >= _MOST_TITLE_LINES:
            break
        if (
            not (line.is_capitals or line.is_centred)
            or line.label.kind
            or len(line.text) > _LONGEST_TITLE
        ):
            break
        if found and found[-1].is_capitals and not line.is_capitals and not line.is_bold:
            break
        found.append(line)
        place += 1
    return found, place if found else at


def reference_lines(lines: Sequence[SeenLine], at: int) -> tuple[list[SeenLine], int]:
    """ "(Kèm theo Quyết định số … )", perhaps over several lines."""
    place = at
    while place < len(lines) and lines[place].is_blank:
        place += 1
    if place >= len(lines) or not words.ACCOMPANIES.match(lines[place].text):
        return [], at
    end = place + 1
    text = lines[place].text
    while "(" in text and ")" not in text and end < min(len(lines), place + _MOST_REFERENCE_LINES):
        text += lines[end].text
        end += 1
    return [line for line in lines[place:end] if not line.is_blank], end

"""The thành phần thể thức of a document (ô 1 to 14, Phụ lục I, Phần I, mục IV), found by their words and their shape.

What is not certain is told with a low certainty, which no rule judges; what is nothing known is told as unrecognised.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from service.conformance.components import annexes, foot, head, title, type_slugs, words
from service.conformance.components.body import Body
from service.conformance.components.lines import SeenLine, component, pieces, seen_line, seen_lines
from service.conformance.components.rules_below import RuleFinder
from service.conformance.findings import Component, Family
from service.conformance.found_components import Components
from service.conformance.word_document import WordDocument

#: What proves that a text is a document of an office at all; without any of it nothing of its text is judged.
_EVIDENCE: Final = (
    "national_name",
    "motto",
    "number",
    "place_date",
    "type_name",
    "recipients",
    "letter_subject",
)
_WITHOUT_EVIDENCE, _WITH_LITTLE = 0.4, 0.75
_MOST_HEAD_LINES: Final = 40
_LONGEST_ADDRESS: Final = 400
#: The marks that stand in a frame.
_FRAMED: Final = frozenset({"secrecy", "priority", "circulation"})


def find(document: WordDocument, slug: str | None = None) -> Components:
    """Everything that is recognised in a document, in its order; ``slug`` is its type where somebody knows it."""
    lines = seen_lines(document)
    above = _letterhead_above(document, lines)
    finder = RuleFinder.of(document, lines)
    at_title = title.place_of_title(lines)
    end_of_head = _end_of_head(lines) if at_title is None else at_title
    of_head = [*above, *lines[:end_of_head]]
    head_finder = RuleFinder.of(document, of_head) if above else finder
    read_head = head.read(of_head, head_finder, titled=at_title is not None)
    read_title = (
        title.Title(end_of_head) if at_title is None else title.read(lines, at_title, finder)
    )
    sent_to, start = title.addressees(lines, read_title.end)
    first_annexes = annexes.places(lines, start)
    end = first_annexes[0] if first_annexes else len(lines)
    at_foot = foot.place_of_foot(lines, start, end, document.tables)
    body = Body(lines[start:at_foot], document.tables, read_title.name in words.DECIDING)
    body.read()
    last = len(lines)
    if first_annexes and at_foot == end:
        last = foot.place_of_foot(lines, first_annexes[-1] + 1, last, document.tables)
    # Who signed below the annexes instead of above them.
    read_foot = foot.read(lines[at_foot:end] or lines[last:])
    framed = [*read_head.components, *read_title.components, *sent_to]
    found = [
        *framed,
        *_weighed(body.components, [*framed, *read_foot.components]),
        *read_foot.components,
        *_annexes(lines[:last], first_annexes, finder),
        *_around(document, {line.at for line in above}),
    ]
    found = [_framed(one, document) for one in found]
    name, certainty = _type(read_title, found)
    if slug is not None:
        name, certainty = name or type_slugs.name_of(slug), 1.0
    unknown = {line.at for line in (*read_head.unknown, *body.unknown, *read_foot.unknown)}
    return Components(
        found=tuple(sorted(found, key=lambda one: one.paragraphs)),
        family=_family(read_head, found),
        type_name=name or None,
        slug=slug or type_slugs.slug_of(name, found),
        type_certainty=certainty,
        unrecognised=tuple(sorted(unknown)),
    )


def _framed(one: Component, document: WordDocument) -> Component:
    if one.kind not in _FRAMED:
        return one
    return replace(one, frame=document.frame_around(one.paragraphs))


def _end_of_head(lines: Sequence[SeenLine]) -> int:
    """Where the head of a document without a title ends: before "Kính gửi", or behind the last line that only heads have."""
    end = 0
    for place, line in enumerate(lines[:_MOST_HEAD_LINES]):
        if words.ADDRESSED.match(line.text) or line.begins_with("can cu "):
            return place
        parts = pieces([line], words.HEAD_CUT)
        if any(head.is_of_head(piece.text) for piece in parts):
            end = place + 1
    while end < len(lines) and end and lines[end].paragraph.table is not None:
        if lines[end].paragraph.table != lines[end - 1].paragraph.table:
            break
        end += 1
    return end


def _weighed(body: list[Component], others: list[Component]) -> list[Component]:
    """The text is as certain as it is that the whole is a document of an office."""
    kinds = {one.kind for one in others}
    evidence = sum(kind in kinds for kind in _EVIDENCE)
    if evidence > 1:
        return body
    weight = _WITH_LITTLE if evidence else _WITHOUT_EVIDENCE
    return [replace(one, certainty=round(one.certainty * weight, 2)) for one in body]


def _annexes(lines: list[SeenLine], places: list[int], finder: RuleFinder) -> list[Component]:
    found: list[Component] = []
    for number, start in enumerate(places):
        end = places[number + 1] if number + 1 < len(places) else len(lines)
        found += annexes.read(lines[start:end], number, finder)
    return found


def _letterhead_above(document: WordDocument, lines: Sequence[SeenLine]) -> list[SeenLine]:
    """The lines of the first page's header where it, and not the text, begins with Quốc hiệu."""
    if not document.sections:
        return []
    section = document.sections[0]
    kind = "first" if section.first_page_differs else "default"
    found = [
        seen_line(at, paragraph)
        for at, paragraph in enumerate(document.paragraphs)
        if paragraph.part == section.headers.get(kind)
    ]
    has_name = [
        any(
            head.is_national_name(piece.text)
            for piece in pieces(some[:_MOST_HEAD_LINES], words.HEAD_CUT)
        )
        for some in (found, list(lines))
    ]
    return found if has_name == [True, False] else []


def _around(document: WordDocument, taken: AbstractSet[int]) -> list[Component]:
    """Page numbers, addresses and stamps in headers and footers, and notes."""
    numbered = {at for name, at in document.fields if name == "PAGE"}
    found: list[Component] = []
    for at, paragraph in enumerate(document.paragraphs):
        if paragraph.part == document.main_part or at in taken:
            continue
        line = seen_line(at, paragraph)
        if at in numbered:
            found.append(component("page_number", [line], 0.95))
        elif "notes" in paragraph.part.rpartition("/")[2] and line.text:
            found.append(component("footnote", [line], 0.9))
        elif words.ADDRESS.search(line.text[:_LONGEST_ADDRESS]):
            found.append(component("address", [line], 0.8))
        elif line.text in words.CIRCULATIONS:
            found.append(component("circulation", [line], 0.9))
        elif words.COPIED.match(line.text) and ";" in line.text:
            found.append(component("electronic_copy", [line], 0.8))
    return found


def _type(read: title.Title, found: list[Component]) -> tuple[str, float]:
    """The name of the type; a document with a number and no title is a công văn."""
    if read.name:
        return read.name, read.certainty
    kinds = {one.kind for one in found}
    if "letter_subject" in kinds or {"number", "addressees"} <= kinds:
        return words.LETTER, 0.85
    return "", 0.0


def _family(read: head.Head, found: list[Component]) -> Family:
    if read.is_of_party:
        return "party"
    kinds = {one.kind for one in found}
    is_state = "national_name" in kinds or "motto" in kinds or {"number", "type_name"} <= kinds
    return "state" if is_state or "letter_subject" in kinds else "unknown"

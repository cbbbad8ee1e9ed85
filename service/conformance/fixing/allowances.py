"""A plan becomes what may differ between a document before and after: which properties of what, which objects may come.

Places are counted in the document as it came, so this is asked before anything is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from service.conformance.changes import Change, paragraph_at, run_at
from service.conformance.fixing import paragraph_setting, run_setting, sheet_setting
from service.conformance.fixing.plan import Plan, field_runs, level_of
from service.conformance.word_document import WordDocument
from service.docx.word_namespace import W

#: A part, the owner of properties ("p", "mark", "r", "lvl", "sectPr", "tbl", "tc"), its number among all of its kind in the part.
Place = tuple[str, str, int]
_REFERENCES: Final = ("headerReference", "footerReference")


@dataclass(slots=True)
class Allowed:
    """``properties`` are elements ("jc") or attributes ("ind.left") by place; ``objects`` are kinds of what may come
    into a paragraph: "line" or "page_number"; ``parts`` may come into the package."""

    tracked: bool = False
    properties: dict[Place, set[str]] = field(default_factory=dict)
    objects: dict[Place, set[str]] = field(default_factory=dict)
    #: Attributes of elements that are no properties, "" for their text: how long a drawn line is, and where it begins.
    measures: dict[Place, set[str]] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)
    #: Places where Word has no way to track a change.
    untracked: set[Place] = field(default_factory=set)

    def allow(self, place: Place, names: Iterable[str]) -> None:
        """Let these properties differ at a place."""
        self.properties.setdefault(place, set()).update(names)

    def may_differ(self, place: Place, key: str, *, came: bool) -> bool:
        """Whether "jc", "ind.left", or a reference to a header ("headerReference:default") may differ; ``came``: it is new."""
        names = self.properties.get(place, ())
        element, _, attribute = key.partition(".")
        if element.startswith(_REFERENCES):
            return came and element in names
        if not attribute and any(name.startswith(f"{element}.") for name in names):
            return True
        return element in names or key in names


def allowances(document: WordDocument, plan: Plan, numbers: Numbers, *, tracked: bool) -> Allowed:
    """What the plan changes, from its changes alone; reshapings say theirs when they are carried out."""
    allowed = Allowed(tracked)
    for step in plan.steps:
        change = step.change
        if change.target == "section":
            place, names = _of_section(document, change, numbers)
        elif change.target == "paragraph":
            found = document.paragraphs[change.at or 0]
            names = paragraph_setting.touched(change.name, found.look)
            place = (found.part, "p", found.index)
        elif change.target == "runs":
            _allow_letters(allowed, document, change, numbers)
            continue
        elif change.target == "level":
            place, names = _of_level(document, change, numbers)
        else:
            continue
        allowed.allow(place, names)
    return allowed


def _of_section(
    document: WordDocument, change: Change, numbers: Numbers
) -> tuple[Place, tuple[str, ...]]:
    element = document.sections[change.at or 0].element
    names = sheet_setting.SETTERS[change.name][1]
    place = (document.main_part, "sectPr", numbers.of(document.main_part, element))
    return place, (*names, *_missing(element, {name.partition(".")[0] for name in names}))


def _of_level(
    document: WordDocument, change: Change, numbers: Numbers
) -> tuple[Place, tuple[str, ...]]:
    level = level_of(document.paragraphs[change.at or 0])
    part = numbers.part_of(level)
    return (part, "lvl", numbers.of(part, level)), run_setting.SETTERS[change.name][1]


def _missing(section: Any, names: Iterable[str]) -> Iterator[str]:
    """The elements that a section lacks, and the attributes that the schema wants of those it has: they come with any."""
    for name in names:
        found = section.find(f"{W}{name}")
        if found is None:
            yield name
            continue
        for attribute in sheet_setting.WANTED.get(name, ()):
            if found.get(f"{W}{attribute}") is None:
                yield f"{name}.{attribute}"


def _allow_letters(
    allowed: Allowed, document: WordDocument, change: Change, numbers: Numbers
) -> None:
    names = run_setting.SETTERS[change.name][1]
    paragraph, run = paragraph_at(document, change), run_at(document, change)
    if paragraph is None:
        return
    if run is None:
        allowed.allow((paragraph.part, "mark", paragraph.index), names)
        return
    for element in field_runs(run):
        allowed.allow((paragraph.part, "r", numbers.of(paragraph.part, element)), names)


class Numbers:
    """The number of an element among all of its name in its part, counted once for each part."""

    def __init__(self, roots: Mapping[str, Any]) -> None:
        self._roots = roots
        self._known: dict[tuple[str, str], dict[Any, int]] = {}

    def of(self, part: str, element: Any) -> int:
        """Counted from 0, without what tracked changes remember."""
        key = (part, element.tag)
        if key not in self._known:
            every = (
                found
                for found in self._roots[part].iter(element.tag)
                if not str(getattr(found.getparent(), "tag", "")).endswith("Change")
            )
            self._known[key] = {found: number for number, found in enumerate(every)}
        return self._known[key][element]

    def part_of(self, element: Any) -> str:
        """The name of the part that an element stands in."""
        root = element.getroottree().getroot()
        return next(name for name, one in self._roots.items() if one is root)

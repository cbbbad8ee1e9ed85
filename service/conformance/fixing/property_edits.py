"""Property elements are changed, each remembered as it was before its first change, and marked as tracked if asked."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from lxml import etree

from service.conformance.fixing.element_order import holder, insert, put
from service.docx.word_namespace import NAMESPACE, W

#: Tag, attributes, children.
Said: TypeAlias = tuple[Any, tuple[tuple[str, str], ...], tuple[Any, ...]]
#: Who changed it, as Word shows it. There is no w:date, which the schema leaves free: the same input gives the same bytes.
AUTHOR: Final = "vanban"
#: Digits of a number that is sure to be one of Word's.
_LONGEST_NUMBER: Final = 10
#: What stands in a property element and is no property of it: other owners' properties, and what was tracked earlier.
_NOT_REMEMBERED: Final[dict[str, frozenset[str]]] = {
    "pPr": frozenset({"rPr", "sectPr", "pPrChange"}),
    "rPr": frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange"}),
    "sectPr": frozenset({"headerReference", "footerReference", "sectPrChange"}),
    "tblPr": frozenset({"tblPrChange"}),
    "tcPr": frozenset({"cellIns", "cellDel", "cellMerge", "tcPrChange"}),
    "tblGrid": frozenset({"tblGridChange"}),
}


def remembered(properties: Any) -> Any:
    """A copy of a property element as a tracked change keeps it."""
    kept = copy.deepcopy(properties)
    kept.tail = None
    kind = kept.tag[len(W) :]
    for name in _NOT_REMEMBERED[kind]:
        for child in kept.findall(f"{W}{name}"):
            kept.remove(child)
    return kept


def canonical(element: Any) -> bytes:
    """An element as bytes that are the same however it was written; a comment of the file as it is."""
    if not isinstance(element.tag, str):
        # The library under lxml crashes on a comment that is made canonical by itself.
        return bytes(etree.tostring(element, with_tail=False))
    return bytes(etree.tostring(element, method="c14n", exclusive=True, with_tail=False))


def said(properties: Any) -> Said:
    """What a property element says, to be compared: the same however it was written, and a tenth of the memory of a copy."""
    left_out = {f"{W}{name}" for name in _NOT_REMEMBERED[properties.tag[len(W) :]]}
    children = tuple(_said(child) for child in properties if child.tag not in left_out)
    return properties.tag, tuple(sorted(properties.attrib.items())), children


def _said(element: Any) -> Said:
    attributes = tuple(sorted(element.attrib.items())) if element.attrib else ()
    return element.tag, attributes, tuple(map(_said, element)) if len(element) else ()


@dataclass(slots=True)
class PropertyEdits:
    """The edits of one document; ``ids`` are numbers for tracked changes that nothing in it has."""

    tracked: bool
    ids: Iterator[int]
    #: What each said, and a copy where its changes are tracked.
    _before: dict[Any, tuple[Said, Any]] = field(default_factory=dict)
    _made: set[Any] = field(default_factory=set)

    def of(self, owner: Any, name: str) -> Any:
        """The property element of an owner, made where there is none, to be changed."""
        is_new = owner.find(f"{W}{name}") is None
        # A paragraph's mark has its letters' properties among those of the paragraph.
        properties = put(owner, name) if owner.tag == f"{W}pPr" else holder(owner, name)
        if is_new:
            self._made.add(properties)
        return self.begin(properties)

    def begin(self, properties: Any) -> Any:
        """Remember a property element as it is now."""
        if properties not in self._before:
            copied = remembered(properties) if self.tracked else None
            self._before[properties] = said(properties), copied
        return properties

    def end(self) -> set[Any]:
        """Mark what differs, take away what was made for nothing; the elements that differ."""
        changed = set()
        # The mark's properties stand in the paragraph's and were begun later.
        for properties, (before, copied) in reversed(self._before.items()):
            if before != said(properties):
                changed.add(properties)
                if self.tracked:
                    self._mark(properties, copied)
            elif properties in self._made and not len(properties):
                properties.getparent().remove(properties)
        return changed

    def _mark(self, properties: Any, before: Any) -> None:
        kind = properties.tag[len(W) :]
        if properties.find(f"{W}{kind}Change") is not None:
            # Somebody's own change waits here: refusing that one gives the oldest format back.
            return
        mark = etree.Element(f"{W}{kind}Change", {f"{W}id": str(next(self.ids))})
        if kind != "tblGrid":
            mark.set(f"{W}author", AUTHOR)
        mark.append(before)
        insert(properties, mark)


def free_ids(roots: Iterable[Any]) -> Iterator[int]:
    """Numbers above every w:id that stands in the parts."""
    written = (
        value
        for root in roots
        for value in root.xpath("//@w:id", namespaces={"w": NAMESPACE})
        if value.isdecimal() and len(value) < _LONGEST_NUMBER
    )
    return itertools.count(max(map(int, written), default=0) + 1)

"""A document before and after is compared: no character differs, and nothing but what the plan says.

The proof knows the two packages and what the plan allows, and nothing of how the plan was carried out.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from service.conformance.characters import characters
from service.conformance.fixing.allowances import Allowed, Place
from service.conformance.fixing.edited_package import CONTENT_TYPES, parsed
from service.conformance.fixing.element_order import local
from service.conformance.fixing.new_objects import PARTED, kind_of_object
from service.conformance.fixing.property_edits import AUTHOR, canonical, remembered
from service.docx.word_namespace import W
from service.errors import MendedTooMuch

#: Property elements; each belongs to the element around it.
_PROPERTIES: Final = {
    f"{W}{name}": name for name in ("pPr", "rPr", "sectPr", "tblPr", "tcPr", "tblGrid")
}
#: Those that stand among the properties of a paragraph, and are somebody else's.
_INSIDE: Final = ("rPr", "sectPr")
_SECTION: Final = "sectPr"
_PARAGRAPH_END: Final = "<p>"
_XML: Final = (".xml", ".rels")


def prove(before: Mapping[str, bytes], after: Mapping[str, bytes], allowed: Allowed) -> None:
    """Raises MendedTooMuch, which names a part and a kind of element, never a text."""
    for name in (*(set(before) - set(after)), *(set(after) - set(before) - allowed.parts)):
        raise MendedTooMuch(name, "part")
    for name in set(after) - set(before):
        if not name.endswith(".rels") and characters(parsed(after[name])) not in (
            "",
            _PARAGRAPH_END,
        ):
            raise MendedTooMuch(name, "characters")
    for name, content in before.items():
        if after[name] == content:
            continue
        if not name.endswith(_XML):
            raise MendedTooMuch(name, "part")
        old, new = parsed(content), parsed(after[name])
        if name == CONTENT_TYPES or name.endswith(".rels"):
            _grown(name, old, new, len(allowed.parts))
            continue
        if characters(old) != characters(new):
            raise MendedTooMuch(name, "characters")
        _Comparison(name, allowed).same(old, new)


def _grown(name: str, old: Any, new: Any, parts: int) -> None:
    """Every relation and media type is there still; what came is of parts that the plan adds."""
    came = Counter(map(canonical, new))
    came.subtract(map(canonical, old))
    if any(count < 0 for count in came.values()) or sum(came.values()) > parts:
        raise MendedTooMuch(name, "relations")


@dataclass(slots=True)
class _Comparison:
    """Two trees of one part, walked side by side; ``_seen`` counts elements by name in the document as it came."""

    part: str
    allowed: Allowed
    _seen: Counter[str] = field(default_factory=Counter)

    def same(self, old: Any, new: Any) -> None:
        """Raises MendedTooMuch where they differ in anything that is not allowed."""
        name = local(old)
        number = self._seen[name]
        self._seen[name] += 1
        measures = self.allowed.measures.get((self.part, name, number), set())
        if old.tag != new.tag or not _differing(old, new) <= measures:
            raise MendedTooMuch(self.part, name)
        old_own, old_others = _apart(old)
        new_own, new_others = _apart(new)
        kinds = sorted(old_own.keys() | new_own.keys())
        for kind in kinds:
            if kind != _SECTION:
                self._properties((name, number), kind, old_own.get(kind), new_own.get(kind))
        coming = iter(new_others)
        place = (self.part, name, number)
        for child in old_others:
            found = self._next(place, coming, child)
            if found is None or _kept(child.tail) != _kept(found.tail):
                raise MendedTooMuch(self.part, name)
            if self._is_parted(place, child, found):
                self._same_in_pieces(child, found, coming)
            else:
                self.same(child, found)
        if self._next(place, coming, None) is not None:
            raise MendedTooMuch(self.part, name)
        if _SECTION in kinds:
            # The last section's stand behind the whole text, and are counted there.
            self._properties((name, number), _SECTION, old_own.get(_SECTION), new_own.get(_SECTION))

    def _next(self, place: Place, coming: Iterator[Any], old: Any | None) -> Any | None:
        """The next child that is no object which the plan puts here."""
        kinds = self.allowed.objects.get(place)
        for new in coming:
            if kinds and kind_of_object(new) in kinds:
                is_old = old is not None and canonical(old) == canonical(new)
                if not is_old:
                    continue
            return new
        return None

    def _is_parted(self, place: Place, old: Any, new: Any) -> bool:
        """Whether a run of letters goes on in the next ones, where the plan parts runs."""
        may = PARTED in self.allowed.objects.get(place, ())
        return may and old.tag == f"{W}r" and characters(old) != characters(new)

    def _same_in_pieces(self, old: Any, first: Any, coming: Iterator[Any]) -> None:
        """A run that was parted: the same text, and each piece with its properties."""
        number = self._seen["r"]
        self._seen["r"] += 1
        left, piece = _letters(old), first
        while left:
            letters = _letters(piece)
            if not letters or letters != left[: len(letters)] or piece.attrib != old.attrib:
                raise MendedTooMuch(self.part, "r")
            own = _find(old, "rPr"), _find(piece, "rPr")
            self._properties(("r", number), "rPr", *own, is_copy=piece is not first)
            left = left[len(letters) :]
            if left:
                piece = next(coming, old)

    def _properties(
        self,
        owner: tuple[str, int],
        kind: str,
        old: Any | None,
        new: Any | None,
        *,
        is_copy: bool = False,
    ) -> None:
        """The property elements of one owner; those inside a paragraph's (its mark, its section) are their own."""
        place = self._place(owner, kind)
        before, after = dict(_flat(old)), dict(_flat(new))
        differing = [
            key for key in before.keys() | after.keys() if before.get(key) != after.get(key)
        ]
        for key in differing:
            if not self.allowed.may_differ(place, key, came=key not in before):
                raise MendedTooMuch(self.part, f"{kind}/{key}")
        is_tracked = self.allowed.tracked and place not in self.allowed.untracked
        marked = [key for key in differing if not _is_reference(key)]
        self._mark(kind, old, new, wanted=is_tracked and bool(marked), is_copy=is_copy)
        if kind == "pPr":
            for inside in _INSIDE:
                found = _find(old, inside), _find(new, inside)
                if found != (None, None):
                    self._properties(("pPr", owner[1]), inside, *found)

    def _place(self, owner: tuple[str, int], kind: str) -> Place:
        name, number = owner
        if kind == _SECTION:
            number = self._seen["sectPr"]
            self._seen["sectPr"] += 1
            return self.part, "sectPr", number
        return self.part, "mark" if (name, kind) == ("pPr", "rPr") else name, number

    def _mark(
        self, kind: str, old: Any | None, new: Any | None, *, wanted: bool, is_copy: bool
    ) -> None:
        """Refusing a tracked change of ours gives back exactly what was there; somebody else's is kept.

        Where a run was parted it waits in each piece, in a copy under another number.
        """
        was, mark = _find(old, f"{kind}Change"), _find(new, f"{kind}Change")
        if was is not None:
            same = _unnumbered if is_copy else canonical
            if mark is None or same(was) != same(mark):
                raise MendedTooMuch(self.part, f"{kind}Change")
            return
        if mark is None:
            if wanted:
                raise MendedTooMuch(self.part, f"{kind}Change")
            return
        if not wanted or mark.get(f"{W}author", AUTHOR) != AUTHOR or not _keeps(mark[0], old):
            raise MendedTooMuch(self.part, f"{kind}Change")


def _unnumbered(mark: Any) -> bytes:
    copied = copy.deepcopy(mark)
    copied.attrib.pop(f"{W}id", None)
    return canonical(copied)


def _differing(old: Any, new: Any) -> set[str]:
    """The attributes of an element that differ, "" where its own text does."""
    if old.attrib == new.attrib:
        differing: set[str] = set()
    else:
        every = {**old.attrib, **new.attrib}
        differing = {name for name in every if old.get(name) != new.get(name)}
    return differing if _kept(old.text) == _kept(new.text) else differing | {""}


def _keeps(kept: Any, old: Any | None) -> bool:
    """Whether a tracked change keeps the properties that were there; none where there were none."""
    if old is None:
        return not len(kept) and not kept.attrib
    return canonical(kept) == canonical(remembered(old))


def _apart(element: Any) -> tuple[dict[str, Any], list[Any]]:
    """The property elements among the children by their names, and the other children."""
    own: dict[str, Any] = {}
    others = []
    for child in element:
        kind = _PROPERTIES.get(child.tag)
        if kind is not None and kind not in own:
            own[kind] = child
        else:
            others.append(child)
    return own, others


def _flat(properties: Any | None) -> Iterator[tuple[str, object]]:
    """A property element as pairs: "jc" for an element, "jc.val" for its attribute, whole where it has children."""
    if properties is None:
        return
    owner = local(properties)
    yield from ((f".{name}", value) for name, value in properties.attrib.items())
    for number, child in enumerate(properties):
        name = local(child)
        if name == f"{owner}Change" or (owner == "pPr" and name in _INSIDE):
            continue
        if name in ("headerReference", "footerReference"):
            yield f"{name}:{child.get(f'{W}type')}", canonical(child)
        elif len(child) or name == "gridCol" or not name:
            yield f"{name}*{number}" if owner == "tblGrid" else name, canonical(child)
        else:
            yield name, ""
            for attribute, value in child.attrib.items():
                yield f"{name}.{attribute.removeprefix(W)}", value


def _letters(run: Any) -> list[object]:
    """What a run holds beside its properties, letter by letter; another element counts as one."""
    found: list[object] = []
    for child in run:
        if child.tag == f"{W}t":
            found.extend(child.text or "")
        elif child.tag != f"{W}rPr":
            found.append(canonical(child))
    return found


def _is_reference(key: str) -> bool:
    return key.startswith(("headerReference:", "footerReference:"))


def _find(properties: Any | None, name: str) -> Any | None:
    return None if properties is None else properties.find(f"{W}{name}")


def _kept(text: str | None) -> str:
    """Text between elements that is more than how the file is indented."""
    return text if text and text.strip() else ""

"""The parts of a .docx become the same with some of them changed; what is not changed keeps its bytes."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

from service.conformance.rewriting import serialized

_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES: Final = "[Content_Types].xml"


def parsed(part: bytes) -> Any:
    """The root of a part; no entity is resolved and nothing is fetched."""
    return etree.fromstring(part, _PARSER)


def relations_of(part: str) -> str:
    """The part that holds the relations of a part: "word/_rels/document.xml.rels"."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class EditedPackage:
    """``parts`` as they came, and what was changed since; ``roots`` are parts that somebody parsed already."""

    def __init__(self, parts: Mapping[str, bytes], roots: Mapping[str, Any]) -> None:
        self.parts = parts
        self._roots = dict(roots)
        self._changed: set[str] = set()
        self._added: dict[str, bytes] = {}

    def root(self, name: str) -> Any:
        """The root of a part, to be read; who changes it says so with ``change``."""
        if name not in self._roots:
            self._roots[name] = parsed(self._added.get(name) or self.parts[name])
        return self._roots[name]

    def related(self, part: str, kind: str) -> str | None:
        """The name of the part that one part leads to by a relation of this kind ("styles")."""
        name = relations_of(part)
        if not self.has(name):
            return None
        for relation in self.root(name):
            if str(relation.get("Type", "")).rpartition("/")[2] == kind:
                target = str(relation.get("Target", ""))
                found = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))[1:]
                return found if self.has(found) else None
        return None

    def has(self, name: str) -> bool:
        """Whether there is such a part, from the beginning or added."""
        return name in self.parts or name in self._added

    def change(self, name: str) -> Any:
        """The root of a part, to be changed."""
        root = self.root(name)
        self._changed.add(name)
        return root

    def add(self, name: str, content: bytes, media_type: str) -> None:
        """A new part with its media type."""
        self._added[name] = content
        types = self.change(CONTENT_TYPES)
        etree.SubElement(
            types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=media_type
        )

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relation from a part to another, by its path from the first one's folder; its id."""
        name = relations_of(part)
        if not self.has(name):
            self._added[name] = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
        relations = self.change(name)
        taken = {relation.get("Id") for relation in relations}
        number = next(n for n in range(1, len(taken) + 2) if f"vanban{n}" not in taken)
        etree.SubElement(
            relations,
            f"{{{_RELATIONS}}}Relationship",
            Id=f"vanban{number}",
            Type=kind,
            Target=target,
        )
        return f"vanban{number}"

    def changed_parts(self) -> dict[str, bytes]:
        """What was changed, and what is new."""
        written = {name: serialized(self._roots[name]) for name in self._changed}
        return {**self._added, **written}

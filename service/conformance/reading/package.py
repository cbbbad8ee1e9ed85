"""The bytes of a .docx become its parts: parsed roots by name, and what the relations of a part name."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any

from service.conformance import refusals
from service.docx import embedded_data
from service.docx.word_namespace import with_usual_namespace
from service.errors import UnreadableInput

_NO_CONTENT = "Tệp .docx bị hỏng: không thấy phần nội dung."
_STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a part: the last word of its type ("header"), and the name of the part it leads to."""

    kind: str
    target: str


@dataclass(slots=True)
class Package:
    """The parts of a package that can hold text or say how it looks; each is parsed once, when it is asked for."""

    parts: dict[str, bytes]
    main: str
    roots: dict[str, Any]

    @classmethod
    def of(cls, docx: bytes) -> Package:
        """Counted before anything is built. Raises UnreadableInput or InputTooLarge."""
        embedded_data.bound(docx, may_be_text)
        parts = embedded_data.unpack(docx, _is_looked_at)
        package = cls(parts, "", {})
        for relation in package.relations("").values():
            if relation.kind == "officeDocument":
                package.main = relation.target
                break
        if package.main not in parts:
            raise UnreadableInput(_NO_CONTENT)
        return package

    def root(self, name: str) -> Any:
        """The parsed root of a part that is there."""
        if name not in self.roots:
            part = with_usual_namespace(self.parts[name])
            self.roots[name] = embedded_data.parse(part.replace(_STRICT_RELATIONS, _RELATIONS))
        return self.roots[name]

    def relations(self, name: str) -> dict[str, Relation]:
        """By id, what a part (or "" for the package) leads to inside the package."""
        folder, _, own = name.rpartition("/")
        where = posixpath.join(folder, "_rels", f"{own}.rels")
        if where not in self.parts:
            return {}
        found = {}
        for link in embedded_data.parse(self.parts[where]):
            if link.get("TargetMode") == "External":
                continue
            target = str(link.get("Target", ""))
            inside = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            kind = str(link.get("Type", "")).rpartition("/")[2]
            found[str(link.get("Id", ""))] = Relation(kind, posixpath.normpath(inside))
        return found

    def related(self, kind: str) -> str | None:
        """The name of the part of this kind that belongs to the main part ("styles"); None without one."""
        return next(
            (
                one.target
                for one in self.relations(self.main).values()
                if one.kind == kind and one.target in self.parts
            ),
            None,
        )


def _is_looked_at(name: str) -> bool:
    return may_be_text(name) or refusals.may_tell(name)


def may_be_text(name: str) -> bool:
    """Whether a part can hold text or the look of text."""
    return name.endswith((".xml", ".rels")) and not name.lower().startswith(
        ("customxml/", "docprops/")
    )

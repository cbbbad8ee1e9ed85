"""A document and its findings become the same document with a Word comment at the place of each; nothing else in it changes.

Comments that are there stay. Word takes none in headers, footers and text boxes: what is found there is said at the nearest
paragraph of the body. No clock gets in: a comment of ours has no date.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml import etree

from service.conformance.findings import Finding, Where
from service.conformance.rewriting import rewritten, serialized
from service.conformance.word_document import Paragraph, WordDocument
from service.conformance.writing import words
from service.docx import embedded_data
from service.docx.word_namespace import NAMESPACE, W
from service.docx.xml_escaping import NOT_XML

AUTHOR: Final = "vanban"
INITIALS: Final = "vb"
#: A document with more findings is told the first ones and how many are left: Word becomes slow with thousands.
MOST: Final = 500

_TYPES: Final = "[Content_Types].xml"
_TYPES_NAMESPACE: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_NAMESPACE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def commented(docx: bytes, document: WordDocument, findings: Sequence[Finding]) -> bytes:
    """The bytes of the document with its findings as comments; the same bytes where nothing was found.

    ``document`` is what was read of ``docx``; its elements get the marks.
    """
    if not findings:
        return docx
    parts = embedded_data.unpack(docx, _is_needed)
    package = _Package(parts, document)
    comments = package.comments()
    places = _Places(document)
    identity = max((_number(one) for one in comments), default=-1) + 1
    told = words.numbered(findings)
    for one in told[:MOST]:
        anchor = places.of(one.finding.where)
        comments.append(_comment(identity, _paragraphs(one, document.main_part)))
        _mark(anchor, identity)
        identity += 1
    if len(told) > MOST:
        comments.append(_comment(identity, [f"Còn {len(told) - MOST} chỗ nữa không ghi ở đây."]))
        _mark(places.of(Where(document.main_part)), identity)
    package.write(comments)
    return rewritten(docx, package.changed)


def _is_needed(name: str) -> bool:
    return name == _TYPES or name.endswith(".rels") or "comments" in name.lower()


class _Package:
    """The parts that comments touch; ``changed`` are those that were written."""

    def __init__(self, parts: dict[str, bytes], document: WordDocument) -> None:
        self._parts = parts
        self._document = document
        folder, _, own = document.main_part.rpartition("/")
        self._folder = folder
        self._relations = posixpath.join(folder, "_rels", f"{own}.rels")
        self._name = ""
        self.changed: dict[str, bytes] = {}

    def comments(self) -> Any:
        """The root of the part with the comments, an empty one where there is none yet."""
        relations = self._root(self._relations, "Relationships", _RELATIONS_NAMESPACE)
        for relation in relations:
            if str(relation.get("Type", "")).endswith("/comments"):
                target = str(relation.get("Target", ""))
                inside = target[1:] if target.startswith("/") else f"{self._folder}/{target}"
                self._name = posixpath.normpath(inside)
                if self._name in self._parts:
                    return embedded_data.parse(self._parts[self._name])
        self._add_part(relations)
        return etree.Element(f"{W}comments", nsmap={"w": NAMESPACE})

    def write(self, comments: Any) -> None:
        """Keep the comments, and the main part with its marks."""
        self.changed[self._name] = serialized(comments)
        main = self._document.main_part
        self.changed[main] = serialized(self._document.roots[main])

    def _add_part(self, relations: Any) -> None:
        """Give the package a part for comments: its name, its relation, its content type."""
        at = 0
        while not self._name or self._name in self._parts:
            at += 1
            self._name = posixpath.join(self._folder, f"comments{at if at > 1 else ''}.xml")
        used = {str(one.get("Id")) for one in relations}
        identity = next(
            name for at in range(1, len(used) + 2) if (name := f"rIdVb{at}") not in used
        )
        relation = etree.SubElement(relations, f"{{{_RELATIONS_NAMESPACE}}}Relationship")
        relation.set("Id", identity)
        relation.set("Type", _RELATION)
        relation.set("Target", f"/{self._name}")
        types = self._root(_TYPES, "Types", _TYPES_NAMESPACE)
        override = etree.SubElement(types, f"{{{_TYPES_NAMESPACE}}}Override")
        override.set("PartName", f"/{self._name}")
        override.set("ContentType", _CONTENT_TYPE)
        self.changed[self._relations] = serialized(relations)
        self.changed[_TYPES] = serialized(types)

    def _root(self, name: str, tag: str, namespace: str) -> Any:
        if name in self._parts:
            return embedded_data.parse(self._parts[name])
        return etree.Element(f"{{{namespace}}}{tag}", nsmap={None: namespace})


class _Places:
    """Where a comment on a place of the document is anchored: always a paragraph of the body."""

    def __init__(self, document: WordDocument) -> None:
        self._by_place = {(one.part, one.index): one for one in document.paragraphs}
        body = document.body
        self._first: dict[int, Paragraph] = {}
        for paragraph in body:
            if not paragraph.in_text_box:
                self._first.setdefault(paragraph.section, paragraph)
        root = document.roots[document.main_part]
        self._main = document.main_part
        self._any = body[0].element if body else _added_paragraph(root)

    def of(self, where: Where) -> Any:
        """The w:p that a finding is said at."""
        if where.part == self._main and where.paragraph is not None:
            paragraph = self._by_place.get((where.part, where.paragraph))
            if paragraph is not None:
                return _outside_text_box(paragraph.element)
        first = self._first.get(where.section or 0)
        return self._any if first is None else _outside_text_box(first.element)


def _outside_text_box(element: Any) -> Any:
    """The paragraph itself, or the one that anchors the text box that it stands in."""
    boxes = list(element.iterancestors(f"{W}txbxContent"))
    if not boxes:
        return element
    return next(boxes[-1].iterancestors(f"{W}p"), element)


def _added_paragraph(root: Any) -> Any:
    """A paragraph for a body that has none."""
    paragraph = etree.Element(f"{W}p")
    body = root.find(f"{W}body")
    (root if body is None else body).insert(0, paragraph)
    return paragraph


def _paragraphs(one: words.Numbered, main: str) -> Iterator[str]:
    """What a comment says: number, severity and message; the clause; whether the fixer can mend it."""
    finding = one.finding
    called = words.SEVERITIES[finding.severity]
    yield f"{one.number}. {called}: {finding.message}"
    yield f"Căn cứ: {finding.clause}."
    if finding.where.part != main:
        yield f"Chỗ này ở {words.place(finding.where)}."
    if finding.also:
        yield f"Còn {len(finding.also)} chỗ khác cũng như vậy."
    if mending := words.mending(finding):
        yield mending


def _comment(identity: int, paragraphs: Any) -> Any:
    comment = etree.Element(f"{W}comment")
    comment.set(f"{W}id", str(identity))
    comment.set(f"{W}author", AUTHOR)
    comment.set(f"{W}initials", INITIALS)
    for at, text in enumerate(paragraphs):
        paragraph = etree.SubElement(comment, f"{W}p")
        _lay_flat(paragraph)
        if at == 0:
            etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
        run = etree.SubElement(paragraph, f"{W}r")
        look = etree.SubElement(run, f"{W}rPr")
        etree.SubElement(look, f"{W}sz").set(f"{W}val", "20")
        etree.SubElement(look, f"{W}lang").set(f"{W}val", "vi-VN")
        etree.SubElement(run, f"{W}t").text = NOT_XML.sub("\ufffd", text)
    return comment


def _lay_flat(paragraph: Any) -> None:
    """Without the indents and gaps that the body's default paragraphs have."""
    look = etree.SubElement(paragraph, f"{W}pPr")
    spacing = etree.SubElement(look, f"{W}spacing")
    for name, value in (("before", "0"), ("after", "0"), ("line", "240"), ("lineRule", "auto")):
        spacing.set(f"{W}{name}", value)
    indent = etree.SubElement(look, f"{W}ind")
    indent.set(f"{W}left", "0")
    indent.set(f"{W}firstLine", "0")
    etree.SubElement(look, f"{W}jc").set(f"{W}val", "left")


def _mark(paragraph: Any, identity: int) -> None:
    """Say that the comment is on this whole paragraph."""
    start = etree.Element(f"{W}commentRangeStart")
    end = etree.Element(f"{W}commentRangeEnd")
    for mark in (start, end):
        mark.set(f"{W}id", str(identity))
    paragraph.insert(1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0, start)
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}commentReference").set(f"{W}id", str(identity))
    paragraph.extend((end, run))


def _number(comment: Any) -> int:
    found = str(comment.get(f"{W}id", ""))
    return int(found) if found.isascii() and found.isdigit() else -1

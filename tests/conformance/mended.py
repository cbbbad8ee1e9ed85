"""Documents are mended by changes that a test names, and what was tracked is refused as Word refuses it."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterable
from typing import Any

from lxml import etree

from service.conformance.changes import Change
from service.conformance.findings import Component, Finding, Report, Where
from service.conformance.fixing import Mended, mend
from service.conformance.word_document import WordDocument
from service.docx.word_namespace import W

#: What stands among properties and is no property of theirs.
_OTHERS = {
    f"{W}pPr": (f"{W}rPr", f"{W}sectPr"),
    f"{W}sectPr": (f"{W}headerReference", f"{W}footerReference"),
}


def report(
    document: WordDocument, changes: Iterable[Change], components: Iterable[Component] = ()
) -> Report:
    """A check that finds what these changes would mend, as long as it is not mended."""
    found = tuple(
        Finding("a-rule", "I.1", "error", "", "", "Sai.", Where(document.main_part), (), (change,))
        for change in changes
        if not _is_made(document, change)
    )
    return Report(None, 0.0, tuple(components), found)


def mended(
    docx: bytes,
    *changes: Change,
    components: Iterable[Component] = (),
    tracked: bool = False,
) -> Mended:
    """The document with these changes made."""
    return mend(docx, lambda document: report(document, changes, components), tracked=tracked)


def parts(docx: bytes) -> dict[str, bytes]:
    """The parts of a package by their names."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def refused(part: bytes) -> bytes:
    """A part, canonical, after every tracked change of ours in it was refused."""
    root = etree.fromstring(part)
    for mark in [one for one in root.iter() if str(one.tag).endswith("Change")]:
        holder, kept = mark.getparent(), list(mark[0])
        others = _OTHERS.get(holder.tag, ())
        for child in list(holder):
            if child.tag not in others:
                holder.remove(child)
        # Headers are named before what a sheet is like; a mark's letters stand behind its paragraph's.
        holder[len(holder) if holder.tag == f"{W}sectPr" else 0 : 0] = kept
    for inserted in list(root.iter(f"{W}ins")):
        if inserted.get(f"{W}author") == "vanban" and len(inserted):
            inserted.getparent().remove(inserted)
    return canonical(root)


def canonical(root: Any) -> bytes:
    """A tree as bytes; property elements that say nothing are left out."""
    root = copy.deepcopy(root)
    for name in ("rPr", "pPr"):
        for empty in [one for one in root.iter(f"{W}{name}") if not len(one)]:
            empty.getparent().remove(empty)
    return bytes(etree.tostring(root, method="c14n"))


def _is_made(document: WordDocument, change: Change) -> bool:
    if change.target == "section":
        return bool(getattr(document.sections[change.at or 0], change.name) == change.value)
    if change.target == "document":
        return _is_reshaped(document, change.name)
    paragraph = document.paragraphs[change.at or 0]
    if change.target == "paragraph":
        return bool(getattr(paragraph.look, change.name) == change.value)
    runs = paragraph.runs if change.run is None else (paragraph.runs[change.run],)
    return all(getattr(run.look, change.name) == change.value for run in runs)


def _is_reshaped(document: WordDocument, name: str) -> bool:
    if name == "page_number":
        return any(field == "PAGE" for field, _ in document.fields)
    if name == "language":
        return document.language == "vi-VN"
    if name == "letterhead_columns":
        return len({round(width) for width in document.tables[0].column_widths_mm}) > 1
    if name.endswith("_rule"):
        return bool(document.lines)
    if name.endswith("_rule_length"):
        return document.lines[0].width_mm < 21
    return any(paragraph.look.tab_stops_mm for paragraph in document.paragraphs)

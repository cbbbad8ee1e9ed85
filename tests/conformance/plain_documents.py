"""Small documents and findings, for what writes findings into documents."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from lxml import etree

from service.conformance.findings import Finding, Severity, Where
from service.docx.word_namespace import W

MAIN = "word/document.xml"


def made(*texts: str) -> bytes:
    """A document of these paragraphs."""
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def part(docx: bytes, name: str = MAIN) -> Any:
    """The parsed part of a document."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(name))


def with_body(docx: bytes, body: str) -> bytes:
    """The document with this XML in place of its paragraphs."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts[MAIN])
    old = root.find(f"{W}body")
    new = etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{body}</w:body>')
    root.replace(old, new)
    parts[MAIN] = etree.tostring(root)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()


def finding(
    where: Where | None = None,
    *,
    severity: Severity = "error",
    rule: str = "paper-size",
    **more: Any,
) -> Finding:
    """A finding, of the sheet unless it says where."""
    said = {
        "clause": "Phụ lục I, Phần I, mục I.1",
        "measured": "216 mm x 279 mm",
        "wanted": "A4 (210 mm x 297 mm)",
        "message": "Khổ giấy là 216 mm x 279 mm; phải là A4 (210 mm x 297 mm).",
        **more,
    }
    return Finding(rule=rule, severity=severity, where=where or Where(MAIN), **said)

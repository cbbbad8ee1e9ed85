"""Word templates as an office might write them, and docxtpl's own render to compare with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from unittest import mock

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, Template
from lxml import etree

from service.docx.embedded_data import DocumentMetadata, canonical
from service.docx.rendering import (
    CompiledTemplate,
    compile_template,
    page_ends,
    section_breaks,
    template_preprocessor,
)
from service.docx.rendering.row_patterns import RowPatterns
from service.docx.rendering.template_compiler import _FILTERS, CompiledPart, compile_part
from tests.layout.rendering import held

METADATA = DocumentMetadata(
    slug="summary-report",
    type_name="Báo cáo",
    title="Báo cáo: thử",
    subject="thử <&>",
    creator="Sở Ngoại vụ",
    properties={"OrganName": "Sở Ngoại vụ", "CodeNumber": "15"},
    data=canonical({"subject": "thử"}),
    service_version="1.0.0",
)


def word_file(write: Callable[[Any], None]) -> bytes:
    """The bytes of a Word file that ``write`` filled with python-docx."""
    document = Document()
    write(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@lru_cache(maxsize=128)
def lines(*paragraphs: str) -> bytes:
    def write(document: Any) -> None:
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)

    return word_file(write)


def table(rows: list[list[str]], widths: int | None = None) -> Callable[[Any], None]:
    def write(document: Any) -> None:
        made = document.add_table(rows=len(rows), cols=widths or max(map(len, rows)))
        for row, texts in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text

    return write


@lru_cache(maxsize=128)
def compiled(docx: bytes) -> CompiledTemplate:
    return compile_template("summary-report", docx)


@lru_cache(maxsize=128)
def round_by_round(part: CompiledPart) -> CompiledPart:
    """The same part, every round of its loops rendered by Jinja."""
    with mock.patch.object(RowPatterns, "visit"):
        return compile_part(part.source)


def parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


@lru_cache(maxsize=64)
def _canonical(part: bytes) -> bytes:
    """Most parts, the large one of styles too, are the same in every document."""
    parser = etree.XMLParser(huge_tree=True)
    made: bytes = etree.tostring(etree.fromstring(part, parser), method="c14n")
    return made


def canonical_parts(docx: bytes) -> dict[str, bytes]:
    """The XML parts of the text, each in canonical form."""
    return _canonical_parts(parts(docx))


def _canonical_parts(made: dict[str, bytes]) -> dict[str, bytes]:
    return {
        name: _canonical(content)
        for name, content in made.items()
        if name.startswith("word/") and name.endswith(".xml")
    }


class _DictFirst(Environment):
    def __init__(self) -> None:
        # As ``DocxTemplate.render`` makes it, which is before it compiles anything.
        super().__init__(undefined=StrictUndefined, finalize=held, autoescape=True)
        self.filters.update(_FILTERS)
        self._compiled: dict[str, Template] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def from_string(self, source: Any, *_: Any) -> Template:
        """The same text is compiled once, whatever is filled in."""
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source)
        return self._compiled[source]


_ENVIRONMENT = _DictFirst()


def by_docxtpl(template: CompiledTemplate, context: Mapping[str, Any]) -> dict[str, bytes]:
    """What docxtpl itself makes of the same template, its last section folded as ours is."""
    document = DocxTemplate(io.BytesIO(_expanded(template.docx)))
    document.render(dict(context), _ENVIRONMENT, autoescape=True)
    # What ``save`` would write; an archive would only be packed to be unpacked.
    written = document.docx.part.package.iter_parts()
    made = {part.partname.lstrip("/"): part.blob for part in written}
    body = page_ends.keep_page_ends(made["word/document.xml"])
    made["word/document.xml"] = section_breaks.arrange_section_breaks(body)
    return _canonical_parts(made)


@lru_cache(maxsize=64)
def _expanded(docx: bytes) -> bytes:
    return template_preprocessor.expand(docx)


def with_body(xml: str) -> bytes:
    """A Word file whose body begins with raw XML."""

    def write(document: Any) -> None:
        wrapped = parse_xml(f"<w:body {nsdecls('w', 'wp', 'a')}>{xml}</w:body>")
        for number, child in enumerate(list(wrapped)):
            document.element.body.insert(number, child)

    return word_file(write)

"""A Word template becomes source text for Jinja, one per part; only this module knows docxtpl.

docxtpl's own ``patch_xml`` says what a tag in a Word file means, so its result is the truth of the tag
language.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from service.docx.word_namespace import NAMESPACE, W

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


@dataclass(frozen=True, slots=True)
class Source:
    """One part as docxtpl would hand it to Jinja, with the bytes that go before and after it.

    ``lines`` starts every paragraph on a line of its own, so that a line number finds its words.
    """

    name: str
    before: str
    xml: str
    after: str
    is_body: bool

    @property
    def lines(self) -> str:
        return re.sub(r"<w:p([ >])", r"\n<w:p\1", self.xml)

    def words(self, line: int) -> str:
        """The text, tags included, of the paragraph at a line of ``lines`` (from 1)."""
        found = self.lines.split("\n")[line - 1 : line]
        return " ".join(re.sub("<[^>]*>", " ", " ".join(found)).split())[:120]


def sources(docx: bytes) -> list[Source]:
    """Everything that docxtpl renders: the body, headers, footers and footnotes."""
    # A service that finds its templates compiled (``template_cache``) never loads it.
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(docx))
    template.render_init()
    found = {source.name: source for source in _sources(template)}
    return list(found.values())


def _sources(template: Any) -> Any:
    root = template.docx._element
    if root.nsmap.get("w") != NAMESPACE or any(
        element.prefix != "wp" for element in root.iter(f"{{{_WP}}}docPr")
    ):
        raise ValueError("tên miền XML của mẫu khác với Word")
    xml = template.get_xml()
    body = root.body
    if body.nsmap == root.nsmap:
        # Serialised alone, the body repeats the namespaces that the document declares.
        opening = xml.index(">")
        xml = re.sub(r'\s+xmlns(?::\w+)?="[^"]*"', "", xml[:opening]) + xml[opening:]
    empty = etree.SubElement(root, f"{W}body")
    root.replace(body, empty)
    before, after = etree.tostring(root, encoding="unicode").split("<w:body/>")
    root.replace(empty, body)
    yield Source(
        _name(template.docx.part), _DECLARATION + before, template.patch_xml(xml), after, True
    )
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            xml = template.patch_xml(template.get_part_xml(part))
            yield Source(_name(part), _DECLARATION, xml, "", False)
    for part in template.docx.part.package.parts:
        if part.content_type == _FOOTNOTES:
            yield Source(_name(part), "", template.patch_xml(part.blob.decode("utf-8")), "", False)


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")

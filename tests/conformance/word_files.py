"""A .docx as some office's program wrote it, from the XML of its parts: what the reader of foreign documents is tested with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{_RELATIONS}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:bottom="1134" w:left="1701" w:right="851" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)


def part(root: str, content: str) -> bytes:
    """A part with the root w:``root``."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{content}</w:{root}>'.encode()


def relations(links: Mapping[str, tuple[str, str]]) -> bytes:
    """By id: the kind of a relation and its target."""
    listed = "".join(
        f'<Relationship Id="{identity}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_PACKAGE_RELATIONS}">{listed}</Relationships>'.encode()


def word_file(
    body: str,
    *,
    styles: str = "",
    sheet: str = SHEET,
    parts: Mapping[str, bytes] | None = None,
    links: Mapping[str, tuple[str, str]] | None = None,
) -> bytes:
    """A document with this body and these styles; ``links`` are further relations of its main part to ``parts``."""
    main_links = {"rIdStyles": ("styles", "styles.xml"), **(links or {})}
    content = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": relations(main_links),
        "word/document.xml": part("document", f"<w:body>{body}{sheet}</w:body>"),
        "word/styles.xml": part("styles", styles),
        **(parts or {}),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, bytes_ in content.items():
            package.writestr(name, bytes_)
    return target.getvalue()


def paragraph(text: str, properties: str = "", letters: str = "") -> str:
    """A w:p of one run with this w:pPr and this w:rPr."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{letters}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )

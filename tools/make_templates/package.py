"""The parts of a template become one .docx, byte for byte the same each time: no clock, no user, no leftovers."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from service.docx import standard
from tools.make_templates.elements import (
    DECLARATION,
    HEADER_ANNEX_FIRST,
    HEADER_DEFAULT,
    HEADER_FIRST,
    NAMESPACES,
    paragraph,
)
from tools.make_templates.styles import styles_xml

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_SETTINGS = (
    f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    # Without this a line broken by hand would be stretched to the margin in justified text.
    "<w:doNotExpandShiftReturn/>"
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    + f'</w:compat><w:themeFontLang w:val="{standard.LANGUAGE}"/>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)
_FONT_TABLE = (
    f'{DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="{standard.FONT}">'
    '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)
_PAGE_NUMBER = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'


def _header(content: str) -> str:
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{content}</w:hdr>"


def docx(document_xml: str, title: str, first_header: str = "") -> bytes:
    """The .docx bytes; ``title`` names the template, ``first_header`` is the head of the first page."""
    empty = paragraph("SoTrang")
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("rIdDocument", f"{_OFFICE}/officeDocument", "word/document.xml"),
            (
                "rIdCore",
                f"{_PACKAGE}/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            ("rIdApp", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/'
        'officeDocument/2006/extended-properties"><Application>Microsoft Office Word</Application>'
        "<AppVersion>16.0000</AppVersion></Properties>",
        "docProps/core.xml": f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
        f"{escape(title)}</dc:title><dc:language>{standard.LANGUAGE}</dc:language></cp:coreProperties>",
        "word/document.xml": document_xml,
        "word/_rels/document.xml.rels": _relationships(
            ("rIdStyles", f"{_OFFICE}/styles", "styles.xml"),
            ("rIdSettings", f"{_OFFICE}/settings", "settings.xml"),
            ("rIdFonts", f"{_OFFICE}/fontTable", "fontTable.xml"),
            (HEADER_DEFAULT, f"{_OFFICE}/header", "header1.xml"),
            (HEADER_FIRST, f"{_OFFICE}/header", "header2.xml"),
            (HEADER_ANNEX_FIRST, f"{_OFFICE}/header", "header3.xml"),
        ),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _FONT_TABLE,
        "word/header1.xml": _header(paragraph("SoTrang", _PAGE_NUMBER)),
        "word/header2.xml": _header(first_header or empty),
        "word/header3.xml": _header(empty),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, content.encode("utf-8"))
    return target.getvalue()


def _content_types() -> str:
    words = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        "header1": "header",
        "header2": "header",
        "header3": "header",
    }
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>'
        for part, kind in words.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relationships(*relations: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>'
        for identifier, kind, target in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'

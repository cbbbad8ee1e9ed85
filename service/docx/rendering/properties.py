"""A document's metadata becomes the parts beside the text: core and custom properties, embedded data (contract §8).

Only this module knows how parts are registered in a package. It takes the template's own properties
out, with every author, company and path in them, and the embedded data that a template made from one of
our documents still holds.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from lxml import etree

from service.docx import embedded_data
from service.docx.embedded_data import DocumentMetadata
from service.docx.xml_escaping import attribute_value

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

CORE, CUSTOM, APP = "docProps/core.xml", "docProps/custom.xml", "docProps/app.xml"
_REGISTERED = {
    CORE: (
        "application/vnd.openxmlformats-package.core-properties+xml",
        f"{_PACKAGE}/relationships/metadata/core-properties",
    ),
    APP: (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f"{_OFFICE}/relationships/extended-properties",
    ),
    CUSTOM: (
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"{_OFFICE}/relationships/custom-properties",
    ),
}
_ITEM_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
#: The format id that Office gives to properties which users name themselves.
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"

_APP = f'{_DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties"><Application>vanban</Application></Properties>'
_ITEM_PROPERTIES = (
    f'{_DECLARATION}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{embedded_data.STORE_ID}">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{embedded_data.NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


_CORE_HEAD = (
    f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
)
_CUSTOM_HEAD = (
    f'{_DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties"'
    f' xmlns:vt="{_OFFICE}/docPropsVTypes">'
)


def core(metadata: DocumentMetadata) -> bytes:
    """``docProps/core.xml``; no dates, because the same input gives the same bytes."""
    title, subject, creator = map(
        attribute_value, (metadata.title, metadata.subject, metadata.creator)
    )
    return (
        f"{_CORE_HEAD}<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
        f"<dc:creator>{creator}</dc:creator><dc:language>vi-VN</dc:language></cp:coreProperties>"
    ).encode()


def custom(metadata: DocumentMetadata) -> bytes:
    """``docProps/custom.xml``: the fields of Phụ lục VI, as text, in the order given."""
    lines = [
        f"{_property(number, name)}{attribute_value(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(metadata.properties.items(), start=2)
    ]
    return "".join((_CUSTOM_HEAD, *lines, "</Properties>")).encode()


@functools.lru_cache(maxsize=128)  # the names of a document type are always the same
def _property(number: int, name: str) -> str:
    return f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name="{attribute_value(name)}"><vt:lpwstr>'


def prepare(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], str, str]:
    """Take old properties out of a package and register ours.

    Returns the static parts, the name of the main document part and the name of the part that will
    hold the embedded data. Raises KeyError or ValueError when the package has no main document.
    """
    dropped = set(_dropped(parts))
    kept = {name: content for name, content in parts.items() if name not in dropped}
    relationships = etree.fromstring(parts["_rels/.rels"])
    document = _main_document(relationships)
    number = next(n for n in range(1, 1000) if f"customXml/item{n}.xml" not in kept)
    item, item_properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    kept["_rels/.rels"] = _package_relationships(relationships, dropped)
    own = re.sub(r"([^/]+)$", r"_rels/\1.rels", document)
    kept[own] = _document_relationships(parts.get(own), dropped, "../" * document.count("/") + item)
    kept["[Content_Types].xml"] = _content_types(
        parts["[Content_Types].xml"], dropped, item_properties
    )
    kept[APP] = _APP.encode()
    kept[item_properties] = _ITEM_PROPERTIES.encode()
    kept[f"customXml/_rels/item{number}.xml.rels"] = _item_relationships(number)
    return kept, document, item


def _package_relationships(root: Any, dropped: Collection[str]) -> bytes:
    for relationship in list(root):
        is_dropped = relationship.get("Target", "").lstrip("/") in dropped
        if is_dropped or "thumbnail" in relationship.get("Type", ""):
            root.remove(relationship)
    for name, (_, relationship_type) in _REGISTERED.items():
        _relate(root, relationship_type, name)
    return _serialised(root)


def _document_relationships(part: bytes | None, dropped: Collection[str], target: str) -> bytes:
    root = etree.fromstring(part or f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode())
    for relationship in list(root):
        if relationship.get("Target", "").lstrip("./") in dropped:
            root.remove(relationship)
    _relate(root, f"{_OFFICE}/relationships/customXml", target)
    return _serialised(root)


def _content_types(part: bytes, dropped: Collection[str], item_properties: str) -> bytes:
    types = etree.fromstring(part)
    for override in list(types):
        if override.get("PartName", "").lstrip("/") in dropped:
            types.remove(override)
    if not any((t.get("Extension") or "").lower() == "xml" for t in types):
        types.insert(
            0, etree.Element(f"{{{_TYPES}}}Default", Extension="xml", ContentType="application/xml")
        )
    registered = {name: content_type for name, (content_type, _) in _REGISTERED.items()}
    for name, content_type in (registered | {item_properties: _ITEM_TYPE}).items():
        etree.SubElement(
            types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type
        )
    return _serialised(types)


def _item_relationships(number: int) -> bytes:
    root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
    _relate(root, f"{_OFFICE}/relationships/customXmlProps", f"itemProps{number}.xml")
    return _serialised(root)


def _dropped(parts: Mapping[str, bytes]) -> Iterator[str]:
    for name in parts:
        if name.startswith("docProps/"):
            yield name
        item = re.fullmatch(r"customXml/item(\d+)\.xml", name)
        if item and embedded_data.is_embedded_data(parts[name]):
            yield name
            yield f"customXml/itemProps{item[1]}.xml"
            yield f"customXml/_rels/item{item[1]}.xml.rels"


def _main_document(relationships: Any) -> str:
    for relationship in relationships:
        if relationship.get("Type", "").endswith("/officeDocument"):
            return str(relationship.get("Target", "")).lstrip("/")
    raise ValueError("officeDocument")


def _relate(root: Any, relationship_type: str, target: str) -> None:
    used = {relationship.get("Id") for relationship in root}
    identity = next(f"rId{n}" for n in range(1, 10_000) if f"rId{n}" not in used)
    etree.SubElement(
        root,
        f"{{{_RELATIONSHIPS}}}Relationship",
        Id=identity,
        Type=relationship_type,
        Target=target,
    )


def _serialised(root: Any) -> bytes:
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

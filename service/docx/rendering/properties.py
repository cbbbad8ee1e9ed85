"""A stamp becomes the parts beside the text: core and custom properties and the imprint (contract §8).

Only this module knows how parts are registered in a package. It takes the template's own properties
out, with every author, company and path in them, and an imprint that a template made from one of our
documents still holds.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from service.docx import embedded_data
from service.docx.embedded_data import DocumentMetadata, xml_escaped

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
#: The format id that Services gives to properties which users name themselves.
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


def core(stamp: DocumentMetadata) -> bytes:
    """``docProps/core.xml``; no dates, because the same input gives the same bytes."""
    title, subject, creator = map(xml_escaped, (stamp.title, stamp.subject, stamp.creator))
    return (
        f"{_CORE_HEAD}<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
        f"<dc:creator>{creator}</dc:creator><dc:language>vi-VN</dc:language></cp:coreProperties>"
    ).encode()


def custom(stamp: DocumentMetadata) -> bytes:
    """``docProps/custom.xml``: the fields of Phụ lục VI, as text, in the order given."""
    lines = [
        f"{_property(number, name)}{xml_escaped(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(stamp.properties.items(), start=2)
    ]
    return "".join((_CUSTOM_HEAD, *lines, "</Properties>")).encode()


@functools.lru_cache(maxsize=128)  # the names of a document type are always the same
def _property(number: int, name: str) -> str:
    return (
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name="{xml_escaped(name)}"><vt:lpwstr>'
    )


def prepare(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], str, str]:
    """Take old properties out of a package and register ours.

    Returns the static parts, the name of the main document part and the name of the part that will
    hold the imprint. Raises KeyError or ValueError when the package has no main document.
    """
    dropped = set(_dropped(parts))
    kept = {name: content for name, content in parts.items() if name not in dropped}
    root = etree.fromstring(parts["_rels/.rels"])
    document = _main_document(root)
    number = next(n for n in range(1, 1000) if f"customXml/item{n}.xml" not in kept)
    item, item_properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"

    for relationship in list(root):
        if relationship.get("Target", "").lstrip("/") in dropped or "thumbnail" in relationship.get(
            "Type", ""
        ):
            root.remove(relationship)
    for name, (_, kind) in _REGISTERED.items():
        _relate(root, kind, name)
    kept["_rels/.rels"] = _serialised(root)

    own = re.sub(r"([^/]+)$", r"_rels/\1.rels", document)
    links = etree.fromstring(
        parts.get(own) or f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
    )
    depth = document.count("/")
    for relationship in list(links):
        if relationship.get("Target", "").lstrip("./") in dropped:
            links.remove(relationship)
    _relate(links, f"{_OFFICE}/relationships/customXml", "../" * depth + item)
    kept[own] = _serialised(links)

    types = etree.fromstring(parts["[Content_Types].xml"])
    for override in list(types):
        if override.get("PartName", "").lstrip("/") in dropped:
            types.remove(override)
    if not any((t.get("Extension") or "").lower() == "xml" for t in types):
        types.insert(
            0, etree.Element(f"{{{_TYPES}}}Default", Extension="xml", ContentType="application/xml")
        )
    for name, kind in [
        *((n, k) for n, (k, _) in _REGISTERED.items()),
        (item_properties, _ITEM_TYPE),
    ]:
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    kept["[Content_Types].xml"] = _serialised(types)

    kept[APP] = _APP.encode()
    kept[item_properties] = _ITEM_PROPERTIES.encode()
    linked = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
    _relate(linked, f"{_OFFICE}/relationships/customXmlProps", f"itemProps{number}.xml")
    kept[f"customXml/_rels/item{number}.xml.rels"] = _serialised(linked)
    return kept, document, item


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


def _relate(root: Any, kind: str, target: str) -> None:
    used = {relationship.get("Id") for relationship in root}
    identity = next(f"rId{n}" for n in range(1, 10_000) if f"rId{n}" not in used)
    etree.SubElement(
        root, f"{{{_RELATIONSHIPS}}}Relationship", Id=identity, Type=kind, Target=target
    )


def _serialised(root: Any) -> bytes:
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

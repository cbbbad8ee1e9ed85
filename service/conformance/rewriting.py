"""A .docx becomes the same with some of its parts changed or new; every other part keeps its bytes, its place and its clock."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def rewritten(docx: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with ``parts`` in place of those of the same name, the new ones at its end; the same input gives the same bytes."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as package,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in package.infolist():
            content = parts.get(entry.filename, None)
            if content is None:
                content = package.read(entry)
            target.writestr(_like(entry), content, compress_type=zipfile.ZIP_DEFLATED)
        there = set(package.namelist())
        for name, content in parts.items():
            if name not in there:
                target.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A new entry of this name and time; nothing else of an untrusted directory is copied."""
    return zipfile.ZipInfo(entry.filename, entry.date_time)


def serialized(root: Any) -> bytes:
    """A part as Word writes it: UTF-8, with a declaration that says that it stands alone."""
    part: bytes = etree.tostring(root, encoding="UTF-8")
    return _DECLARATION + part

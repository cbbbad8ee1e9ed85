"""A document of ours becomes the same with other parts, for a program that reads it and drops it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

BODY: Final = "word/document.xml"

#: The parts of a package by their names.
Parts = Mapping[str, bytes]


def with_body(docx: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The package with ``change`` of its body; the same bytes where nothing changes. No clock gets in."""
    return with_parts(docx, lambda parts: {**parts, BODY: change(parts[BODY])})


def with_parts(docx: bytes, change: Callable[[Parts], Parts]) -> bytes:
    """The package with ``change`` of its parts; the same bytes where nothing changes. No clock gets in."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    changed = change(parts)
    if changed == parts:
        return docx
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, part in changed.items():
            package.writestr(zipfile.ZipInfo(name), part)
    return written.getvalue()

"""A document of ours becomes the same with another body, for a program that reads it and drops it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Final

_BODY: Final = "word/document.xml"


def with_body(docx: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The package with ``change`` of its body; the same bytes where nothing changes. No clock gets in."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = change(parts[_BODY])
    if body == parts[_BODY]:
        return docx
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, part in {**parts, _BODY: body}.items():
            package.writestr(zipfile.ZipInfo(name), part)
    return written.getvalue()

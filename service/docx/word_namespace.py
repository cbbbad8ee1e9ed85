"""The namespace of WordprocessingML, and the names of its elements as lxml writes them."""

from __future__ import annotations

from typing import Final

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: Before the name of an element or attribute: ``f"{W}p"``.
W: Final = f"{{{NAMESPACE}}}"
#: What Word writes when it is told to save as "Strict Open XML Document".
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def with_usual_namespace(part: bytes) -> bytes:
    """A part of a strict document under the namespace of all others."""
    return part.replace(_STRICT, NAMESPACE.encode())

"""The namespaces of Word's files, and the names of their elements as lxml writes them."""

from __future__ import annotations

from typing import Final

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: Before the name of an element or attribute: ``f"{W}p"``.
W: Final = f"{{{NAMESPACE}}}"
#: The same for drawings, for where they stand in a text, and for drawings of Word 2007 (VML).
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V: Final = "{urn:schemas-microsoft-com:vml}"
#: On a text: "preserve" where blanks at its ends count.
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
#: What Word writes when it is told to save as "Strict Open XML Document".
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def with_usual_namespace(part: bytes) -> bytes:
    """A part of a strict document under the namespace of all others."""
    return part.replace(_STRICT, NAMESPACE.encode())

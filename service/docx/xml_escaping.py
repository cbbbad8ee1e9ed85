"""Text becomes XML in which special characters are references, the same ones at every time.

On bytes in UTF-8, in which Python finds a character that is not there ten times as fast as in a ``str``:
a list of thousands of people is escaped in one piece.
"""

from __future__ import annotations

import re
from typing import Final

#: A character that XML 1.0 cannot hold. As the complement of those that it can, Python would compile it for ten times as long.
NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element_content(raw: bytes) -> bytes:
    """What may stand between two tags."""
    return raw.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def attribute_value(text: str) -> str:
    """What may stand in an element or between double quotes."""
    return element_content(text.encode()).replace(b'"', b"&quot;").decode()


def template_value(raw: bytes) -> bytes:
    """What may stand wherever a template prints a value; the references are those that Jinja writes."""
    return element_content(raw).replace(b'"', b"&#34;").replace(b"'", b"&#39;")

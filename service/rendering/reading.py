"""A finished document becomes the text that is printed, for the proof that nothing was lost.

The text is read again from the delivered bytes, by another way than they were written: the proof does
not trust the renderer, its escaping, its package or the template.
"""

from __future__ import annotations

import html
import io
import re
import zipfile

_PRINTED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_PRINTED_TAGS = (
    (b"</w:p>", b"\n"),
    (b"<w:p/>", b"\n"),
    (b"<w:br", b"\n"),
    (b"<w:cr/>", b"\n"),
    (b"<w:tab/>", b"\t"),
    (b"<w:noBreakHyphen/>", b"-"),
)


def printed_text(docx: bytes) -> str:
    """The visible text of body, headers and footers; a line feed ends a paragraph and stands for a break."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        printed = [name for name in package.namelist() if _PRINTED.fullmatch(name)]
        return "\n".join(_text(package.read(name)) for name in printed)


def _text(xml: bytes) -> str:
    # What prints without being text is written as if it were a text; then every text is what stands
    # between the last ">" and "</w:t>": one step per text instead of one per tag.
    for tag, shown in _PRINTED_TAGS:
        xml = xml.replace(tag, b">" + shown + b"</w:t>" + tag)
    texts = [piece[piece.rfind(b">") + 1 :] for piece in xml.split(b"</w:t>")[:-1]]
    return html.unescape(b"".join(texts).decode("utf-8"))

"""A finished document becomes the text that is printed, to verify that nothing was lost.

The text is read again from the delivered bytes, by another way than they were written: the
verification does not trust the renderer, its escaping, its package or the template.
"""

from __future__ import annotations

import html
import io
import re
import zipfile

from service.language import holding_together

_PRINTED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
#: What prints without being text.
_SHOWN = {
    b"</w:p>": b"\n",
    b"<w:p/>": b"\n",
    # The service's own break in a title stands for a blank (``line_filters``).
    b'<w:br w:type="textWrapping"/>': b" ",
    b"<w:br": b"\n",
    b"<w:cr/>": b"\n",
    b"<w:tab/>": b"\t",
    b"<w:noBreakHyphen/>": b"-",
}
_SHOWN_TAG = re.compile(
    b"|".join((*map(re.escape, _SHOWN), rb"<w:t(?: [^>]*)?>(?P<text>[^<]*)</w:t>"))
)
#: Parts an XML into markup and texts in turn. Nearly all texts are marked so, and what begins with many letters is
#: found in half the time; others are found in the markup between these.
_TEXT = re.compile(rb' xml:space="preserve">([^<]*)</w:t>')


def printed_text(docx: bytes) -> str:
    """The visible text of body, headers and footers; a line feed ends a paragraph and stands for a break.

    A no-break blank is a blank: where a line may end is no part of what is said.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        printed = [name for name in package.namelist() if _PRINTED.fullmatch(name)]
        text = "\n".join(_text(package.read(name)) for name in printed)
        return holding_together.with_plain_blanks(text)


class _Printed(dict[bytes, bytes]):
    """The markup between two texts -> what it prints. A long table repeats the same few."""

    def __missing__(self, markup: bytes) -> bytes:
        self[markup] = b"".join(map(_shown, _SHOWN_TAG.finditer(markup)))
        return self[markup]


def _shown(found: re.Match[bytes]) -> bytes:
    text: bytes | None = found["text"]
    return _SHOWN[found[0]] if text is None else text


def _text(xml: bytes) -> str:
    # One step for all texts, not one per tag.
    pieces = _TEXT.split(xml)
    pieces[::2] = map(_Printed().__getitem__, pieces[::2])
    return html.unescape(b"".join(pieces).decode("utf-8"))

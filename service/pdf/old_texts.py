"""Which files of older or other word processors can be read, told by their first bytes and never by their name.

LibreOffice is told which of its filters to read with, so that none of its hundred others is ever tried on what
somebody sent.
"""

from __future__ import annotations

from typing import Final

from service import media_types
from service.errors import UnreadableInput
from service.pdf import odt_text
from service.pdf.libreoffice import Conversion
from service.untrusted import isolation

#: How their names end, and the media type of each.
ENDINGS: Final = {".doc": media_types.DOC, ".odt": media_types.ODT, ".rtf": media_types.RTF}
OTHER_WAY: Final = "hãy mở tệp bằng Word hoặc LibreOffice, lưu thành .docx rồi chọn tệp .docx đó"
ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF: Final = b"{\\rtf"
#: OpenDocument: the first file of the archive is its media type, stored as it is (ODF 1.3, part 2, 3.3).
_ODT: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
#: A .docx made of a text that is longer than any reader takes; pictures are copied into it.
MOST_BYTES: Final = 30_000_000
_DOCX: Final = ("docx", "MS Word 2007 XML")


def conversion_of(content: bytes) -> Conversion | None:
    """What makes a .docx of a file; None for one that is a .docx, or another archive whose reader will say what it is.

    Raises UnreadableInput for what is no text document.
    """
    if content.startswith(_COMPOUND):
        return Conversion("doc", "MS Word 97", *_DOCX)
    if content.startswith(_RTF):
        return Conversion("rtf", "Rich Text Format", *_DOCX)
    if content.startswith(ZIP):
        is_odt = content[30 : 30 + len(_ODT)] == _ODT
        return Conversion("odt", "writer8", *_DOCX) if is_odt else None
    raise UnreadableInput(f"Tệp này không phải văn bản Word (.doc), .rtf hay .odt; {OTHER_WAY}.")


def for_libreoffice(content: bytes, conversion: Conversion) -> bytes:
    """What LibreOffice is given of a file. Raises UnreadableInput or InputTooLarge for an archive that is no text."""
    return isolation.run(odt_text.text_only, content) if conversion.read_as == "odt" else content

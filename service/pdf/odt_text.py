"""An .odt that somebody sent becomes one with its text only: nothing else is handed to LibreOffice.

LibreOffice would read a picture of any format, fetch the file that a vector picture names, open embedded objects
and fonts, and unpack whatever an archive claims to hold. None of it is text, so none of it gets there.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final

from lxml import etree

from service.errors import UnreadableInput
from service.untrusted import archives, xml_limits
from service.untrusted.xml_limits import Bound, Bounds, Count, Walker

_ADVICE: Final = "hãy tách thành nhiều văn bản"
BOUNDS: Final = Bounds(
    file="Tệp .odt",
    advice=_ADVICE,
    other=300_000,
    total=1_000_000,
    named={
        "p": Bound(150_000, "đoạn văn"),
        "table-cell": Bound(150_000, "ô bảng"),
        "table": Bound(10_000, "bảng"),
        "style": Bound(20_000, "kiểu định dạng"),
    },
)
#: One element may stand for thousands of cells, rows or blanks.
_MOST_REPEATED: Final = 1_000
_DEEPEST: Final = 100
_TYPE: Final = "application/vnd.oasis.opendocument.text"
_PARTS: Final = ("content.xml", "styles.xml")
_MANIFEST: Final = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ADDRESS: Final = "{http://www.w3.org/1999/xlink}href"
#: What would be opened, run or drawn, with what it holds; a picture leaves its frame.
_DROPPED: Final = (
    *(f"{_DRAW}{name}" for name in ("object", "object-ole", "applet", "plugin", "floating-frame")),
    *(f"{_OFFICE}{name}" for name in ("binary-data", "scripts", "event-listeners", "forms")),
    *(f"{_TEXT}{name}" for name in ("section-source", "dde-connection-decls")),
    f"{_OFFICE}dde-source",
    f"{_TABLE}table-source",
    f"{_TABLE}cell-range-source",
)
_REPEATED: Final = (
    f"{_TABLE}number-columns-repeated",
    f"{_TABLE}number-rows-repeated",
    f"{_TEXT}c",
)
#: There is no such picture: its frame is counted among what was not taken, and nothing is read.
_NO_PICTURE: Final = "Pictures/0"
_BROKEN: Final = (
    "Không đọc được tệp này, có thể do tệp có mật khẩu hoặc bị hỏng; "
    "hãy mở tệp bằng LibreOffice, lưu thành .docx rồi chọn tệp .docx đó."
)


def text_only(odt: bytes) -> bytes:
    """The same text in an archive of our own making. Raises UnreadableInput or InputTooLarge."""
    with archives.opened(odt, "Tệp .odt", "LibreOffice") as archive:
        parts = archives.parts(archive, _PARTS.__contains__)
    count = Count(BOUNDS)
    for part in parts.values():
        if not xml_limits.walk(part, _Depth(count), "Tệp .odt"):
            raise UnreadableInput(_BROKEN)
    if _PARTS[0] not in parts:
        raise UnreadableInput(_BROKEN)
    return _packed({name: _without_addresses(part) for name, part in parts.items()})


class _Depth(Walker):
    """Refuses what is nested deeper than any text: others go down with every level."""

    def __init__(self, count: Count) -> None:
        super().__init__(count)
        self._depth = 0

    def start(self, name: str, attributes: xml_limits.Attributes) -> None:
        super().start(name, attributes)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BOUNDS.refuse(_DEEPEST, "cấp lồng nhau", _ADVICE)

    def end(self, name: str) -> None:  # noqa: ARG002
        self._depth -= 1


def _without_addresses(part: bytes) -> bytes:
    """No address but that of a link which somebody would have to click."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(part, parser)
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    for element in root.iter(etree.Element):
        if _ADDRESS in element.attrib and element.tag != f"{_TEXT}a":
            element.attrib[_ADDRESS] = _NO_PICTURE
        for name in _REPEATED:
            if len(element.get(name, "")) > len(str(_MOST_REPEATED)) - 1:
                element.attrib[name] = str(_MOST_REPEATED)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _packed(parts: dict[str, bytes]) -> bytes:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media_type}"/>'
        for path, media_type in (("/", _TYPE), *((name, "text/xml") for name in parts))
    )
    manifest = f'<manifest:manifest xmlns:manifest="{_MANIFEST}">{entries}</manifest:manifest>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(zipfile.ZipInfo("mimetype"), _TYPE)
        package.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), manifest)
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()

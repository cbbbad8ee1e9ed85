"""The input becomes a custom XML part inside the document we made, and is found there again.

Only this module knows how the embedded data is written and how an untrusted ``.docx`` is opened safely
(what makes any archive unsafe, ``archives`` knows).
LibreOffice 7.4 was seen to keep the part byte for byte; Word keeps its content, and may rename it
and change its place and its prefixes, so it is found by its namespace and never by its name.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from service.docx.xml_escaping import NOT_XML, attribute_value, element_content
from service.errors import InputTooLarge, NotOurDocument, UnreadableInput
from service.untrusted import archives, strict_json, xml_limits
from service.untrusted.xml_limits import Attributes, Bound, Bounds, Count, Walker

NAMESPACE = "urn:vanban:imprint:1"

#: The identity of our store among the custom XML parts of one document (ds:itemID): always the same.
STORE_ID = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)).upper() + "}"

#: Canonical JSON of the longest input that is taken (5,000 rows of everything) is half of this.
MAX_DATA_BYTES = 8_000_000

_ADVICE = "hãy tách thành nhiều văn bản, hoặc gửi mẫu Excel hay bản lưu (.json)"
#: By the local name of the element, over all parts: twice what 10,000 people in one decision need.
BOUNDS = Bounds(
    file="Tệp .docx",
    advice=_ADVICE,
    other=300_000,
    total=1_000_000,
    named={
        "p": Bound(150_000, "đoạn văn"),
        "tr": Bound(50_000, "dòng bảng"),
        "tc": Bound(150_000, "ô bảng"),
        "tbl": Bound(10_000, "bảng"),
        "style": Bound(10_000, "kiểu định dạng"),
        "hyperlink": Bound(50_000, "liên kết"),
        "comment": Bound(20_000, "ghi chú"),
        "Relationship": Bound(20_000, "liên kết giữa các phần"),
    },
)
#: Tables inside tables; deeper than any office nests them.
MOST_NESTED_TABLES = 20
#: Characters of one paragraph, ten times what the service takes, and of all together.
LONGEST_PARAGRAPH, MOST_TEXT = 200_000, 6_000_000

#: An element begins, with its name as written; a paragraph begins; a part is not in UTF-8.
_START = re.compile(rb"<([^\s<>/!?]+)")
_PARAGRAPH_START = re.compile(rb"<(?:[^\s<>/]*:)?p[\s/>]")
_OTHER_ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!(?i:utf-8)[\"'])")

_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_NO_WORD_FILE = "Tệp này không phải văn bản Word (.docx); hãy mở tệp gốc bằng Word, lưu thành .docx rồi gửi lại."
_BROKEN = "Tệp .docx bị hỏng: có phần nội dung không đọc được."


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What is written into a document beside its text.

    ``title``, ``subject`` and ``creator`` go to the core properties, ``properties`` (name to text)
    to the custom ones, in the given order; ``data`` is the input as canonical JSON.
    """

    slug: str
    type_name: str
    title: str
    subject: str
    creator: str
    properties: Mapping[str, str]
    data: str | bytes
    service_version: str


@dataclass(frozen=True, slots=True)
class EmbeddedData:
    """What a document of ours says of itself: its type, the versions that made it, its input."""

    slug: str
    service_version: str
    template_version: str
    #: JSON, as it was written; ``intake`` reads it as strictly as any other input.
    data: str


def canonical(data: Any) -> bytes:
    """The one JSON text of plain data, as a document carries it."""
    return strict_json.canonical(data)


def write(metadata: DocumentMetadata, template_version: str) -> bytes:
    """The custom XML part that carries ``metadata.data``, as UTF-8.

    JSON writes every control character as an escape, a carriage return too, so that nothing is left
    that XML would normalise; what XML cannot hold at all becomes a JSON escape as well.
    """
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<imprint xmlns="{NAMESPACE}"'
        f' type="{attribute_value(metadata.slug)}" service="{attribute_value(metadata.service_version)}"'
        f' template="{attribute_value(template_version)}"><data>'
    ).encode()
    return b"".join((head, element_content(_safe(metadata.data)), b"</data></imprint>"))


def _safe(data: str | bytes) -> bytes:
    """JSON text in UTF-8 without a character that XML 1.0 cannot hold; looked for at the speed of C."""
    try:
        raw = data.encode() if isinstance(data, str) else data
    except UnicodeEncodeError:
        raw = b"\0"
    if (
        len(raw.translate(None, _CONTROLS)) == len(raw)
        and b"\xef\xbf\xbe" not in raw
        and b"\xef\xbf\xbf" not in raw
    ):
        return raw
    text = data if isinstance(data, str) else data.decode()
    return NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def read(docx: bytes) -> EmbeddedData:
    """Find the input in a document of ours, also after Word or LibreOffice saved it again.

    Raises UnreadableInput with a sentence for the clerk when the bytes are no safe ``.docx`` or hold
    no embedded data.
    """
    parts = unpack(docx, _is_custom)
    for name in sorted(parts):
        if is_embedded_data(parts[name]):
            return _embedded_data(parts[name])
    raise NotOurDocument(
        "Tệp .docx này không do phần mềm tạo ra hoặc đã mất dữ liệu gốc kèm theo; "
        "hãy gửi mẫu Excel hoặc bản lưu (.json)."
    )


def read_upload(docx: bytes) -> EmbeddedData:
    """``read`` for what somebody sent: counted before anything is built. Raises InputTooLarge too."""
    bound(docx, _is_custom)
    found = read(docx)
    if len(found.data) > MAX_DATA_BYTES:
        raise InputTooLarge(
            f"Dữ liệu gốc kèm trong tệp .docx dài hơn {MAX_DATA_BYTES} byte; {_ADVICE}.",
            MAX_DATA_BYTES,
        )
    return found


def bound(docx: bytes, wanted: Callable[[str], bool]) -> None:
    """Count what the wanted parts hold; raises InputTooLarge, or UnreadableInput for what is no XML."""
    parts = list(unpack(docx, wanted).values())
    walker = None if _is_far_below(parts) else _PartWalker(Count(BOUNDS))
    for part in parts:
        if not xml_limits.walk(part, walker, "Tệp .docx"):
            raise UnreadableInput(_BROKEN)


def _is_far_below(parts: Sequence[bytes]) -> bool:
    """Whether no bound is passed, by the bytes alone: most documents are spared a look at every element."""
    if (
        sum(map(len, parts)) > MOST_TEXT
        or sum(part.count(b"<") for part in parts) > BOUNDS.total
        or not all(map(_has_tags_alone, parts))
    ):
        return False
    counts: Counter[bytes] = Counter()
    for part in parts:
        for written, many in Counter(_START.findall(part)).items():
            counts[written.rpartition(b":")[2]] += many
    return (
        counts[b"tbl"] <= MOST_NESTED_TABLES
        and all(many <= BOUNDS.most(name.decode(errors="replace")) for name, many in counts.items())
        and all(map(_has_short_paragraphs, parts))
    )


def _has_tags_alone(part: bytes) -> bool:
    """Whether a part is in UTF-8, and each "<" in it begins or ends an element, but for that of its first line."""
    return (
        b"<!" not in part
        and b"\0" not in part
        and part.rfind(b"<?") <= 0
        and _OTHER_ENCODING.search(part) is None
    )


def _has_short_paragraphs(part: bytes) -> bool:
    _, *paragraphs = _PARAGRAPH_START.split(part)
    return all(len(paragraph) <= LONGEST_PARAGRAPH for paragraph in paragraphs)


class _PartWalker(Walker):
    """Counts elements over all parts, and in paragraphs their text."""

    nested = 0
    _text_left = MOST_TEXT
    _paragraph = 0

    def start(self, name: str, attributes: Attributes) -> None:
        super().start(name, attributes)
        if name == "p":
            self._paragraph = 0
            self.parser.CharacterDataHandler = self._text
        elif name == "tbl":
            self.nested += 1
            if self.nested > MOST_NESTED_TABLES:
                raise UnreadableInput(
                    f"Tệp .docx lồng bảng quá sâu (nhiều nhất {MOST_NESTED_TABLES} lớp); "
                    "hãy bỏ bớt bảng lồng nhau rồi gửi lại."
                )

    def end(self, name: str) -> None:
        if name == "tbl":
            self.nested -= 1

    def _text(self, text: str) -> None:
        self._paragraph += len(text)
        self._text_left -= len(text)
        if self._paragraph > LONGEST_PARAGRAPH:
            raise BOUNDS.refuse(LONGEST_PARAGRAPH, "chữ trong một đoạn văn")
        if self._text_left < 0:
            raise BOUNDS.refuse(MOST_TEXT, "chữ")


def _is_custom(name: str) -> bool:
    return name.lower().startswith("customxml/")


def is_embedded_data(part: bytes) -> bool:
    """Whether this custom XML part is ours; cheap, without parsing it."""
    return NAMESPACE.encode() in part or NAMESPACE.encode("utf-16-le") in part


def _embedded_data(part: bytes) -> EmbeddedData:
    root = parse(part)
    data = root.findtext(f"{{{NAMESPACE}}}data")
    if root.tag != f"{{{NAMESPACE}}}imprint" or data is None:
        raise UnreadableInput("Dữ liệu gốc kèm trong tệp .docx đã bị sửa nên không đọc được.")
    return EmbeddedData(
        slug=root.get("type", ""),
        service_version=root.get("service", ""),
        template_version=root.get("template", ""),
        data=data,
    )


def parse(part: bytes) -> etree._Element:
    """Parse a part of an untrusted file: no DOCTYPE, no entities, no network, no size lost.

    ``huge_tree`` lifts libxml2's limit of 10 MB for one text, beyond which it would give up.
    """
    if b"<!DOCTYPE" in part or "<!DOCTYPE".encode("utf-16-le") in part:
        raise UnreadableInput("Tệp .docx chứa khai báo DOCTYPE, không được chấp nhận.")
    try:
        root = etree.fromstring(
            part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        )
    except etree.XMLSyntaxError as broken:
        raise UnreadableInput(_BROKEN) from broken
    if root.getroottree().docinfo.doctype:
        raise UnreadableInput("Tệp .docx chứa khai báo DOCTYPE, không được chấp nhận.")
    return root


def unpack(docx: bytes, wanted: Callable[[str], bool] = lambda _: True) -> dict[str, bytes]:
    """The wanted parts of a ``.docx`` by name, in the order of the file.

    The file is judged by its central directory before anything is inflated. Raises UnreadableInput.
    """
    _refuse_other_formats(docx)
    with archives.opened(docx, "Tệp .docx", "Word") as archive:
        names = archive.namelist()
        if "[Content_Types].xml" not in names or not any(n.startswith("word/") for n in names):
            raise UnreadableInput(_NO_WORD_FILE)
        return archives.parts(archive, wanted)


def _refuse_other_formats(docx: bytes) -> None:
    if docx.startswith(archives.OLE):
        if archives.is_encrypted(docx):
            raise UnreadableInput("Tệp .docx đang đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
        raise UnreadableInput(
            "Tệp này là văn bản Word đời cũ (.doc); hãy mở bằng Word và lưu thành .docx."
        )
    if not docx.startswith(archives.ZIP):
        raise UnreadableInput(_NO_WORD_FILE)

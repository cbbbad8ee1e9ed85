"""The parts of a template become reasons not to use it: what runs, fetches or leads elsewhere.

A document inherits everything that its template holds, and the office signs it: a template with a macro, an
embedded file, a relation to another place or a field that fetches is not compiled at all. Fields are
judged by the name that Word would read, however it is split over runs; a name that only Word could work
out (built by another field or by a tag) is refused, for it could become any name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from service.docx import embedded_data
from service.docx.word_namespace import V
from service.errors import UnreadableInput
from service.untrusted import archives

_MACRO = "có macro; hãy lưu lại thành “Word Document (.docx)” để bỏ macro"
_TOOLBAR = "có phím tắt hoặc thanh công cụ riêng; hãy lưu lại thành “Word Document (.docx)”"
_ACTIVEX = "có điều khiển ActiveX; hãy xóa điều khiển đó"
_EMBEDDED = "có tệp hoặc đối tượng nhúng (OLE); hãy thay bằng bảng hoặc hình thường"
_CHUNK = "có nội dung chèn từ tệp khác; hãy bỏ đi và gõ thẳng vào mẫu"
_ADD_IN = "có phần bổ trợ Office (web add-in); hãy gỡ phần bổ trợ"
_ATTACHED = "gắn với một mẫu khác; hãy bỏ ở Developer > Document Template"
_MERGE = (
    "nối với nguồn dữ liệu trộn thư; hãy chọn Mailings > Start Mail Merge > Normal Word Document"
)
_FRAME = "có khung lấy từ tệp khác; hãy bỏ khung"

#: Pieces of part names, of content types and of types of relations, all in lower case.
_NAMES = {
    "vbaproject": _MACRO,
    "vbadata": _MACRO,
    "/activex/": _ACTIVEX,
    "/embeddings/": _EMBEDDED,
    "/afchunk": _CHUNK,
    "/webextensions/": _ADD_IN,
    "customui/": _TOOLBAR,
}
_CONTENT_TYPES = {
    "macroenabled": _MACRO,
    "vbaproject": _MACRO,
    "vbadata": _MACRO,
    "activex": _ACTIVEX,
    "oleobject": _EMBEDDED,
    "keymapcustomizations": _TOOLBAR,
    "attachedtoolbars": _TOOLBAR,
    "webextension": _ADD_IN,
}
_RELATIONS = {
    "vbaproject": _MACRO,
    "wordvbadata": _MACRO,
    "control": _ACTIVEX,
    "activexcontrolbinary": _ACTIVEX,
    "oleobject": _EMBEDDED,
    "package": _EMBEDDED,
    "afchunk": _CHUNK,
    "subdocument": _CHUNK,
    "attachedtemplate": _ATTACHED,
    "frame": _FRAME,
    "keymapcustomizations": _TOOLBAR,
    "attachedtoolbars": _TOOLBAR,
    "extensibility": _TOOLBAR,
    "webextension": _ADD_IN,
    "webextensiontaskpanes": _ADD_IN,
    "mailmergesource": _MERGE,
    "mailmergeheadersource": _MERGE,
    "recipientdata": _MERGE,
}
#: Elements that say the same inside a part, by their local names.
_ELEMENTS = {
    "altChunk": _CHUNK,
    "subDoc": _CHUNK,
    "OLEObject": _EMBEDDED,
    "control": _ACTIVEX,
    "attachedTemplate": _ATTACHED,
    "mailMerge": _MERGE,
    "frameset": _FRAME,
    "saveThroughXslt": "lưu qua một tệp XSLT; hãy bỏ tùy chọn đó",
    "webVideoPr": "có phim lấy từ mạng; hãy bỏ đi",
    "entryMacro": _MACRO,
    "exitMacro": _MACRO,
}
_VML_LINKS = ("src", "href")

#: What these fields do: DDE starts a program; the others fetch a file, run a query, a macro or a control.
_FIELDS = frozenset(
    {"DDE", "DDEAUTO", "LINK", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "EMBED", "DATABASE"}
    | {"RD", "MACROBUTTON", "CONTROL", "HTMLCONTROL", "OCX", "ADDIN", "PRINT"}
)  # fmt: skip
_FIELD_NAME = re.compile(r'\s*(=|\w+(?=$|[\s"\\]))')
_TO_A_BOOKMARK = re.compile(r"\s*HYPERLINK\s+\\l\s", re.IGNORECASE)
#: Stands in an instruction for the field nested there.
_NESTED = "\0"
#: By name in whatever namespace, which lxml finds at the speed of C: elements to be looked at, what a field is made of, and
#: what stands between its letters.
_LOOKED_AT = (*(f"{{*}}{name}" for name in _ELEMENTS), f"{V}*")
_OF_FIELDS = tuple(
    f"{{*}}{name}"
    for name in (
        *("fldSimple", "fldChar", "instrText", "delInstrText"),
        *("t", "delText", "p", "tab", "br", "cr"),
    )
)
_XML_NAMES = (".xml", ".rels", ".vml")
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)


def unsafe_content(parts: Mapping[str, bytes]) -> list[str]:
    """Why a template with these parts may not be used, in Vietnamese for its author; empty when it may."""
    found: list[str] = []
    for name, content in parts.items():
        found += _of_name(name, content)
        named_so = name.lower().endswith(_XML_NAMES)
        # Word goes by the content type, so any name may hold XML.
        if named_so or content.lstrip(_BEFORE_XML).startswith(b"<"):
            try:
                found += _of_part(name, embedded_data.parse(content))
            except UnreadableInput as unreadable:
                if named_so:
                    found.append(f"{unreadable} ({name})")
    return list(dict.fromkeys(found))


def _reason(what: str, where: str) -> str:
    return f"Tệp mẫu {what} ({where})."


def _of_name(name: str, content: bytes) -> Iterator[str]:
    lower = f"/{name.lower()}"
    for piece, what in _NAMES.items():
        if piece in lower:
            yield _reason(what, name)
            return
    if content.startswith(archives.OLE):
        yield _reason(_EMBEDDED, name)


def _of_part(name: str, root: Any) -> Iterator[str]:
    if name == "[Content_Types].xml":
        yield from _of_content_types(root)
    elif name.lower().endswith(".rels"):
        yield from _of_relations(root)
    else:
        yield from _of_elements(name, root)
        for instruction in _instructions(root):
            yield from _of_field(name, instruction)


def _of_content_types(root: Any) -> Iterator[str]:
    for declared in root.iter(etree.Element):
        content_type = declared.get("ContentType", "").lower()
        for piece, what in _CONTENT_TYPES.items():
            if piece in content_type:
                yield _reason(what, declared.get("PartName") or f"*.{declared.get('Extension')}")
                break


def _of_relations(root: Any) -> Iterator[str]:
    for relationship in root.iter(etree.Element):
        target = relationship.get("Target", "")
        relationship_type = relationship.get("Type", "").rpartition("/")[2].lower()
        if relationship_type in _RELATIONS:
            yield _reason(_RELATIONS[relationship_type], target)
        elif relationship.get("TargetMode", "").lower() == "external" or _SCHEME.match(target):
            yield _link(target)


def _link(target: str) -> str:
    return (
        f"Tệp mẫu có liên kết ra ngoài ({target}); hãy bỏ liên kết: siêu liên kết và địa chỉ thư thì "
        "bấm chuột phải > Remove Hyperlink, hình thì chèn lại vào chính tệp mẫu."
    )


def _of_elements(name: str, root: Any) -> Iterator[str]:
    for element in root.iter(*_LOOKED_AT):
        what = _ELEMENTS.get(etree.QName(element).localname)
        if what:
            yield _reason(what, name)
        if element.tag.startswith(V):
            for attribute, value in element.attrib.items():
                if etree.QName(attribute).localname in _VML_LINKS and value:
                    yield _link(value)


@dataclass(slots=True)
class _Field:
    """A complex field being read: its instruction, until its result begins."""

    pieces: list[str] = field(default_factory=list)
    in_result: bool = False


def _instructions(root: Any) -> Iterator[str]:
    """What every field of a part says, as Word reads it, whatever runs and paragraphs it is split over."""
    open_fields: list[_Field] = []

    def add(text: str) -> None:
        if open_fields and not open_fields[-1].in_result:
            open_fields[-1].pieces.append(text)

    for element in root.iter(*_OF_FIELDS):
        name = etree.QName(element).localname
        if name == "fldSimple":
            add(_NESTED)
            yield _attribute(element, "instr")
        elif name == "fldChar":
            event = _attribute(element, "fldCharType")
            if event == "begin":
                add(_NESTED)
                open_fields.append(_Field())
            elif event == "separate" and open_fields:
                open_fields[-1].in_result = True
            elif event == "end" and open_fields:
                yield "".join(open_fields.pop().pieces)
        elif name in ("instrText", "delInstrText", "t", "delText"):
            add(element.text or "")
        elif name in ("p", "tab", "br", "cr"):
            add(" ")
    yield from ("".join(unended.pieces) for unended in open_fields)


def _attribute(element: Any, local_name: str) -> str:
    """An attribute in whichever of Word's two namespaces it stands."""
    return next(
        (str(v) for k, v in element.attrib.items() if etree.QName(k).localname == local_name), ""
    )


def _of_field(name: str, instruction: str) -> Iterator[str]:
    if not instruction.strip():
        return
    found = _FIELD_NAME.match(instruction)
    if found is None:
        yield (
            f"Tệp mẫu có trường (field) mà tên của nó do trường khác hoặc thẻ tạo ra ({name}); "
            "hãy gõ thẳng tên trường."
        )
        return
    known = found[1].upper()
    if known in _FIELDS:
        yield (
            f"Tệp mẫu có trường {known} ({name}), là trường chạy chương trình hoặc lấy nội dung từ nơi khác; "
            "hãy bấm Alt+F9, tìm và xóa trường đó."
        )
    elif known == "HYPERLINK" and not _TO_A_BOOKMARK.match(instruction):
        yield (
            f"Tệp mẫu có siêu liên kết ra ngoài ({name}); hãy bấm chuột phải vào đó > Remove Hyperlink."
        )

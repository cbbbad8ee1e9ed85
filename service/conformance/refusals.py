"""Documents that may be read and not be changed: signed, protected, with macros, in another namespace, or too long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from service.docx import embedded_data
from service.docx.word_namespace import W
from service.errors import InputTooLarge, NotToBeChanged

_SIGNED: Final = (
    "Văn bản đã ký số; sửa thể thức sẽ làm mất hiệu lực chữ ký. Hãy sửa bản chưa ký rồi ký lại."
)
_PROTECTED: Final = "Văn bản đang được bảo vệ, hạn chế chỉnh sửa; hãy bỏ bảo vệ trong Word (Review, Restrict Editing) rồi gửi lại."
_WITH_MACROS: Final = "Văn bản có macro; hãy lưu thành .docx không có macro rồi gửi lại."
_STRICT: Final = "Văn bản được lưu ở dạng Strict Open XML; hãy lưu lại thành “Word Document (.docx)” rồi gửi lại."
_SIGNATURE_FOLDER: Final = "_xmlsignatures/"
_SIGNATURE: Final = b"/digital-signature/"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_MACRO: Final = b"macroEnabled"
_MACROS: Final = "vbaproject.bin"
_STRICT_NAMESPACE: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFF: Final = frozenset({"0", "false", "off"})


#: What one reader has room and time to mend, at two or three changes to a paragraph; some 700 pages.
MOST_PARAGRAPHS: Final = 15_000


def may_tell(name: str) -> bool:
    """Whether it is told by a part's name alone that its document holds macros."""
    return name.lower().endswith(_MACROS)


def reason(parts: Mapping[str, bytes], main_part: str) -> str:
    """Why mending would break a document, or its owner keeps it from being changed; "" where nothing speaks against it."""
    names = [name.lower() for name in parts]
    if any(name.startswith(_SIGNATURE_FOLDER) for name in names) or any(
        _SIGNATURE in part for name, part in parts.items() if name.endswith(".rels")
    ):
        return _SIGNED
    if _MACRO in parts.get(_CONTENT_TYPES, b"") or any(map(may_tell, names)):
        return _WITH_MACROS
    if _STRICT_NAMESPACE in parts[main_part]:
        return _STRICT
    settings = (part for name, part in parts.items() if name.endswith("settings.xml"))
    if any(b"rotection" in part and _is_protected(embedded_data.parse(part)) for part in settings):
        return _PROTECTED
    return ""


def too_long(paragraphs: int) -> str:
    """Why a document of so many paragraphs is not mended; "" for one that can be mended at once."""
    if paragraphs <= MOST_PARAGRAPHS:
        return ""
    most = f"{MOST_PARAGRAPHS:,}".replace(",", ".")
    return f"Văn bản có hơn {most} đoạn: kiểm tra được, nhưng sửa được nhiều nhất {most} đoạn một lần; hãy tách thành nhiều tệp."


def refuse(parts: Mapping[str, bytes], main_part: str) -> None:
    """Raises NotToBeChanged for a document that mending would break or that its owner keeps from being changed."""
    if why := reason(parts, main_part):
        raise NotToBeChanged(why)


def refuse_long(paragraphs: int) -> None:
    """Raises InputTooLarge for a document of more paragraphs than can be mended at once; it can be checked all the same."""
    if why := too_long(paragraphs):
        raise InputTooLarge(why, MOST_PARAGRAPHS)


def _is_protected(settings: Any) -> bool:
    """Whether editing is restricted (w:documentProtection in force) or a password is wanted (w:writeProtection)."""
    restricted = settings.find(f"{W}documentProtection")
    if restricted is not None and restricted.get(f"{W}enforcement", "0") not in _OFF:
        return True
    # Without a password it only recommends to open the document for reading.
    password = settings.find(f"{W}writeProtection")
    return password is not None and any(
        password.get(f"{W}{name}") for name in ("hash", "hashValue")
    )

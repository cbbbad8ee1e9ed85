"""Documents that may not be changed are refused before they are read: signed, protected, with macros, or in another namespace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from service.conformance.fixing.edited_package import CONTENT_TYPES, parsed
from service.conformance.word_document import WordDocument
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
_MACRO: Final = b"macroEnabled"
_STRICT_NAMESPACE: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFF: Final = frozenset({"0", "false", "off"})


#: What one reader has room and time to mend, at two or three changes to a paragraph; some 700 pages.
MOST_PARAGRAPHS: Final = 15_000


def refuse_long(document: WordDocument) -> None:
    """Raises InputTooLarge for a document of more paragraphs than can be mended at once; it can be checked all the same."""
    if len(document.paragraphs) > MOST_PARAGRAPHS:
        most = f"{MOST_PARAGRAPHS:,}".replace(",", ".")
        raise InputTooLarge(
            f"Văn bản có hơn {most} đoạn: kiểm tra được, nhưng sửa được nhiều nhất {most} đoạn một lần; hãy tách thành nhiều tệp.",
            MOST_PARAGRAPHS,
        )


def refuse(parts: Mapping[str, bytes], main_part: str) -> None:
    """Raises NotToBeChanged for a document that mending would break or that its owner keeps from being changed."""
    names = [name.lower() for name in parts]
    if any(name.startswith(_SIGNATURE_FOLDER) for name in names) or any(
        _SIGNATURE in part for name, part in parts.items() if name.endswith(".rels")
    ):
        raise NotToBeChanged(_SIGNED)
    if _MACRO in parts.get(CONTENT_TYPES, b"") or any(
        name.endswith("vbaproject.bin") for name in names
    ):
        raise NotToBeChanged(_WITH_MACROS)
    if _STRICT_NAMESPACE in parts[main_part]:
        raise NotToBeChanged(_STRICT)
    for name, part in parts.items():
        if name.endswith("settings.xml") and b"rotection" in part and _is_protected(parsed(part)):
            raise NotToBeChanged(_PROTECTED)


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

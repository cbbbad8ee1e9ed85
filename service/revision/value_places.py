"""Where a value stands, in the words of an office: a single one by its name, what a list holds by its place in the document.

"Trích yếu", "Căn cứ, dòng 3", "Chủ trì, Chức vụ", "Phụ lục I, bảng Cá nhân, dòng 8, cột Chức vụ".
"""

from __future__ import annotations

from typing import Final

from service.documents.document_type import DocumentType
from service.revision.office_places import FOOT, HEAD
from service.schema import pointers

#: So a place names what a cell of a table holds, and a line of a list.
_COLUMN: Final = ", cột "
_LINE: Final = ", dòng "


def where(document_type: DocumentType, pointer: str, place: str) -> str:
    """``place`` is the one in the document, as ``office_places`` names it; "" for what no document prints."""
    *around, last = pointers.split(pointer)
    label, row = document_type.label(pointer), pointers.row_number(last)
    in_a_row = any(pointers.row_number(step) is not None for step in around)
    if row is not None and not in_a_row:
        return (
            place if _LINE in place else f"{_of_the_list(document_type, pointer)}{_LINE}{row + 1}"
        )
    if not place:
        return _in_the_form(document_type, pointer)
    if row is not None or _COLUMN in place:
        return place
    # Nobody asks whose name it is where the signature stands, or the organ's at the head.
    is_known = not around or (not in_a_row and place in (HEAD, FOOT))
    return label if is_known else f"{place}, {label}"


def _of_the_list(document_type: DocumentType, pointer: str) -> str:
    return document_type.label(pointer.rpartition("/")[0])


def _in_the_form(document_type: DocumentType, pointer: str) -> str:
    """ "Khen thưởng 1, Số cá nhân"."""
    words, passed = [], ""
    for step in pointers.split(pointer):
        row = pointers.row_number(step)
        words += [] if row is None else [f"{document_type.label(passed)} {row + 1}"]
        passed += pointers.join(step)
    return ", ".join((*words, document_type.label(pointer)))

"""What stands above every annex: its name and the document that it comes with (III.1)."""

from __future__ import annotations

from service.documents.document_type import DocumentType, Record
from service.language import vietnamese, wording
from service.schema.printing import Printed


def annex_name(index: int, count: int) -> str:
    """ "Phụ lục" alone, "Phụ lục II" when there are two or more (III.1.a)."""
    return "Phụ lục" if count == 1 else f"Phụ lục {vietnamese.roman(index + 1)}"


def annexed_to(document_type: DocumentType, record: Record, printed: Printed, issuer: str) -> str:
    """ "(Kèm theo Quyết định số 15/QĐ-SNgV ngày 01 tháng 7 năm 2020 của …)" below an annex's title.

    An electronic document leaves its number and date blank (III.1.c).
    """
    is_blank = record.get("medium") == "electronic"
    number = None if is_blank else printed["code_number"]
    day = None if is_blank else printed["issued_date"]
    return (
        f"(Kèm theo {document_type.type_name} số {number or wording.BLANK_NUMBER}/"
        f"{document_type.notation(record)} {day or wording.BLANK_DATE} của {issuer})"
    )

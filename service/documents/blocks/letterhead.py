"""What stands around a document's text: letterhead, marks, recipients, the signature (Phụ lục I, Phần I, Mục II)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service.documents.blocks.letterhead_columns import widened_by
from service.documents.blocks.recipients_beside import recipients_beside
from service.documents.document_type import DocumentType, Record
from service.language import wording
from service.schema.printing import Printed


def letterhead(
    document_type: DocumentType,
    record: Record,
    printed: Printed,
    *,
    always_archived: str = "",
    dated: str = "",
) -> dict[str, Any]:
    """The part of the context that every document has.

    ``always_archived`` is what "Lưu: VT" goes on with where no unit is named, ``dated`` the line of place and date.
    """
    organ_name, parent_name = printed["organ"]["organ_name"], printed["organ"]["parent_name"] or ""
    return {
        "organ": {
            "organ_name": organ_name,
            "parent_name": parent_name,
            "widened_by": widened_by(organ_name, parent_name, dated),
        },
        "code_number": printed["code_number"] or wording.BLANK_NUMBER,
        "code_notation": document_type.notation(record),
        "subject": printed["subject"],
        "priority": printed["priority"] or "",
        "circulation": printed["circulation"] or "",
        "recipients": given_recipients(printed),
        "archive": archive(printed["archive"], always_archived),
        "drafter": drafter(printed),
    }


def issued_letterhead(
    document_type: DocumentType,
    record: Record,
    printed: Printed,
    recipients: Sequence[str] | None = None,
) -> dict[str, Any]:
    """The same for a document with a place-and-date line and one signer.

    ``recipients`` are those of a type that adds some to the ``given_recipients``.
    """
    signer = printed["signer"]
    place, date = printed["place"], printed["issued_date"] or wording.BLANK_DATE
    around = {
        **letterhead(document_type, record, printed, dated=f"{place}, {date}"),
        "place": place,
        "issued_date": date,
        "signer": {
            "lines": signer_lines(record["signer"].get("capacity"), signer),
            "other_title": signer["other_title"] or "",
            "full_name": signer["full_name"],
        },
    }
    listed = around["recipients"] if recipients is None else recipients
    return {**around, **recipients_beside(listed, around)}


def given_recipients(printed: Printed) -> list[str]:
    """The recipients that were typed."""
    return [line for line in printed["recipients"] if line]


def signer_lines(capacity: str | None, signer: Printed) -> list[str]:
    """What stands above the signature, in capitals, a line each (II.7.b, đ).

    "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"; "Q." stands before the position itself.
    """
    lines = [f"TM. {signer['on_behalf_of']}"] if signer["on_behalf_of"] else []
    if capacity == "Q":
        return [*lines, f"Q. {signer['position']}"]
    if capacity:
        lines.append(f"{capacity}. {signer['authority'] or ''}")
    return [*lines, signer["position"]]


def archive(printed: Printed | None, always: str = "") -> str:
    """What follows "- Lưu: " in the recipients: "VT, VP (02)" (II.9.d)."""
    units = [unit for unit in printed["units"] if unit] if printed else []
    named = ", ".join(["VT", *(units or filter(None, [always]))])
    return f"{named} ({printed['copies']})" if printed and printed["copies"] else named


def drafter(printed: Printed) -> str:
    """ "PL.(300)": the drafter's mark and the number of copies issued (III.3)."""
    amount = printed["issued_amount"]
    return (printed["drafter_code"] or "") + (f"({amount})" if amount else "")

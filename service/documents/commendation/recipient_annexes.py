"""The recipients of each award become an annex: a title, a reference, a table for each kind (Mẫu 2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service.documents.blocks.annexes import annexed_to
from service.documents.commendation.grants import Grant
from service.documents.commendation.terms import NAME_HEADERS, TITLES, granted_name, listed_name
from service.documents.document_type import DocumentType, Record
from service.language import vietnamese, wording
from service.reference.recipients import RECIPIENT_KINDS, RecipientKind
from service.schema import tables
from service.schema.printing import Printed


def annexes(
    document_type: DocumentType, record: Record, printed: Printed, grants: Sequence[Grant]
) -> list[dict[str, Any]]:
    """An annex for each grant whose recipients Điều 1 does not name."""
    reference = annexed_to(document_type, record, printed, record["issuing_authority"])
    return [
        {
            "name": grant.annex,
            "title": _title(grant),
            "reference": reference,
            "landscape": False,
            "groups": _groups(grant),
            "end": "./.",
        }
        for grant in grants
        if grant.annex
    ]


def _title(grant: Grant) -> str:
    listed = ", ".join(kind.words for kind in RECIPIENT_KINDS if grant.rows(kind))
    verb = "công nhận" if grant.texts["form"] in TITLES else "tặng"
    return vietnamese.upper(f"danh sách {listed} được {verb} {granted_name(grant.texts)}")


def _groups(grant: Grant) -> list[dict[str, Any]]:
    kinds = [kind for kind in RECIPIENT_KINDS if grant.rows(kind)]
    return [
        {
            "heading": f"{vietnamese.roman(number)}. {vietnamese.upper(kind.words)}"
            if len(kinds) > 1
            else "",
            "table": _table(grant, kind),
        }
        for number, kind in enumerate(kinds, start=1)
    ]


#: The annex's columns after the name, in the contract's order: key, header, alignment.
_COLUMNS = (
    ("position", "Chức vụ", "left"),
    ("organ_name", "Đơn vị", "left"),
    ("address", "Địa chỉ", "left"),
    ("birth_year", "Năm sinh", "center"),
    ("achievement", "Thành tích", "left"),
    ("bonus", "Tiền thưởng (đồng)", "right"),
    ("note", "Ghi chú", "left"),
)


def _table(grant: Grant, kind: RecipientKind) -> dict[str, Any]:
    sums = grant.sums[kind.rows]
    written = {amount: wording.figures(amount) if amount else "" for amount in set(sums)}
    rows = [
        {
            "number": str(number),
            "name": listed_name(kind, row),
            "position": row.get("position") or "",
            "organ_name": row.get("organ_name") or "",
            "address": wording.capitalised(row.get("address") or ""),
            "birth_year": row.get("birth_year") or "",
            "achievement": wording.capitalised(row["achievement"] or ""),
            "bonus": written[amount],
            "note": row["note"] or "",
        }
        for number, (row, amount) in enumerate(zip(grant.rows(kind), sums, strict=True), start=1)
    ]
    columns = [("number", "STT", "center"), ("name", NAME_HEADERS[kind.key], "left")]
    columns += [column for column in _COLUMNS if any(row[column[0]] for row in rows)]
    widths = tables.widths_of([[header, *(row[key] for row in rows)] for key, header, _ in columns])
    return {
        "columns": [
            {"key": key, "header": header, "align": align, "width": width}
            for (key, header, align), width in zip(columns, widths, strict=True)
        ],
        "rows": rows,
    }

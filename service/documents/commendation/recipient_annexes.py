"""The recipients of each award become an annex: a title, a reference, a table for each kind (Mẫu 2.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from service.documents.blocks.annexes import annex_name, annexed_to
from service.documents.commendation.terms import NAME_HEADERS, TITLES, form_name, full_name
from service.documents.document_type import DocumentType, Record
from service.language import vietnamese, wording
from service.reference.recipients import RECIPIENT_KINDS
from service.schema import tables
from service.schema.printing import Printed


def annexes(
    document_type: DocumentType,
    record: Record,
    printed: Printed,
    awards: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """An annex for each award; ``awards`` are those of ``sums.with_sums``."""
    reference = annexed_to(document_type, record, printed, record["issuing_authority"])
    return [
        {
            "name": annex_name(index, len(awards)),
            "title": _title(award),
            "reference": reference,
            "landscape": False,
            "groups": _groups(award),
            "end": "./.",
        }
        for index, award in enumerate(awards)
    ]


def _title(award: Mapping[str, Any]) -> str:
    listed = ", ".join(kind.words for kind in RECIPIENT_KINDS if award[kind.rows])
    granted = (
        f"được công nhận danh hiệu “{form_name(award)}”"
        if award["form"] in TITLES
        else f"được tặng {form_name(award)}"
    )
    return vietnamese.upper(f"danh sách {listed} {granted}")


def _groups(award: Mapping[str, Any]) -> list[dict[str, Any]]:
    kinds = [kind for kind in RECIPIENT_KINDS if award[kind.rows]]
    return [
        {
            "heading": f"{vietnamese.roman(number)}. {vietnamese.upper(kind.words)}"
            if len(kinds) > 1
            else "",
            "table": _table(award[kind.rows], award["sums"][kind.rows], NAME_HEADERS[kind.key]),
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
)


def _table(
    recipients: Sequence[Printed], sums: Sequence[int | None], name_header: str
) -> dict[str, Any]:
    written = {amount: wording.figures(amount) if amount else "" for amount in set(sums)}
    rows = [
        {
            "number": str(number),
            "name": full_name(row),
            "position": row.get("position") or "",
            "organ_name": row.get("organ_name") or "",
            "address": row.get("address") or "",
            "birth_year": row.get("birth_year") or "",
            "achievement": row["achievement"] or "",
            "bonus": written[amount],
        }
        for number, (row, amount) in enumerate(zip(recipients, sums, strict=True), start=1)
    ]
    columns = [("number", "STT", "center"), ("name", name_header, "left")]
    columns += [column for column in _COLUMNS if any(row[column[0]] for row in rows)]
    widths = tables.widths_of([[header, *(row[key] for row in rows)] for key, header, _ in columns])
    return {
        "columns": [
            {"key": key, "header": header, "align": align, "width": width}
            for (key, header, align), width in zip(columns, widths, strict=True)
        ],
        "rows": rows,
    }

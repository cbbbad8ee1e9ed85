"""The recipients of each award become an annex: a title, a reference, a table for each kind (Mẫu 2.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.documents.commendation.terms import KINDS, TITLES, form_name, full_name
from service.documents.document_type import Record
from service.language import vietnamese, wording
from service.schema import tables


def annexes(record: Record, notation: str) -> list[dict[str, Any]]:
    awards = record["awards"]
    return [
        {
            "name": wording.annex_name(index, len(awards)),
            "title": _annex_title(award),
            "reference": wording.reference(
                "Quyết định", record, notation, record["issuing_authority"]
            ),
            "landscape": False,
            "groups": _groups(award),
            "end": "./.",
        }
        for index, award in enumerate(awards)
    ]


def _annex_title(award: Mapping[str, Any]) -> str:
    held = ", ".join(called for listed, called, *_ in KINDS if award[listed])
    granted = (
        f"được công nhận danh hiệu “{form_name(award)}”"
        if award["form"] in TITLES
        else f"được tặng {form_name(award)}"
    )
    return vietnamese.upper(f"danh sách {held} {granted}")


#: The annex's columns after the name, in the contract's order: key, header, alignment.
_COLUMNS = (
    ("position", "Chức vụ", "left"),
    ("organ_name", "Đơn vị", "left"),
    ("address", "Địa chỉ", "left"),
    ("birth_year", "Năm sinh", "center"),
    ("achievement", "Thành tích", "left"),
    ("bonus", "Tiền thưởng (đồng)", "right"),
)


def _groups(award: Mapping[str, Any]) -> list[dict[str, Any]]:
    held = [each for each in KINDS if award[each[0]]]
    return [
        {
            "heading": f"{vietnamese.roman(index + 1)}. {vietnamese.upper(called)}"
            if len(held) > 1
            else "",
            "table": _table(award[listed], header),
        }
        for index, (listed, called, header, _) in enumerate(held)
    ]


def _table(recipients: list[dict[str, Any]], name_header: str) -> dict[str, Any]:
    sums = {
        amount: wording.figures(amount) for amount in {row["sum"] for row in recipients} if amount
    }
    rows = [
        {
            "number": str(number),
            "name": full_name(row),
            "position": row.get("position") or "",
            "organ_name": row.get("organ_name") or "",
            "address": row.get("address") or "",
            "birth_year": str(row.get("birth_year") or ""),
            "achievement": wording.without_end(row.get("achievement") or ""),
            "bonus": sums.get(row["sum"], ""),
        }
        for number, row in enumerate(recipients, start=1)
    ]
    columns = [("number", "STT", "center"), ("name", name_header, "left")]
    columns += [each for each in _COLUMNS if any(row[each[0]] for row in rows)]
    widths = tables.widths_of([[header, *(row[key] for row in rows)] for key, header, _ in columns])
    return {
        "columns": [
            {"key": key, "header": header, "align": align, "width": width}
            for (key, header, align), width in zip(columns, widths, strict=True)
        ],
        "rows": rows,
    }
